//! Patterns (读法): kinds of reading, each of which holds in natural text at a rate that can be measured.

use std::fmt::{self, Write};

/// How many traits a pattern has at most.
const TRAITS: usize = 10;

/// A kind of reading: what proposed it, then its traits, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pattern([&'static str; TRAITS]);

impl Pattern {
    /// A pattern of these traits; more than it can hold are left out.
    pub fn new(traits: &[&'static str]) -> Pattern {
        let mut all = [""; TRAITS];
        for (place, word) in all.iter_mut().zip(traits) {
            *place = word;
        }
        Pattern(all)
    }

    /// The same with one trait more.
    pub(crate) fn with(mut self, word: &'static str) -> Pattern {
        if let Some(place) = self.0.iter_mut().find(|place| place.is_empty()) {
            *place = word;
        }
        self
    }

    /// Its family and first trait.
    pub(crate) fn head(&self) -> Pattern {
        let mut head = [""; TRAITS];
        head[..2].copy_from_slice(&self.0[..2]);
        Pattern(head)
    }

    /// What is weighed of it: its family, its first trait in it, each other trait, alone and beside the first, and what
    /// its parts are called, all together and each.
    pub fn features(&self, names: Option<&str>, mut each: impl FnMut(&str)) {
        let mut traits = self.traits();
        let (Some(family), Some(first)) = (traits.next(), traits.next()) else {
            return;
        };
        each(family);
        if let Some(names) = names {
            each(names);
            names
                .split('|')
                .for_each(|part| each(&format!("名·{part}")));
        }
        let mut name = format!("{family}·{first}");
        each(&name);
        let head = name.len();
        for (place, word) in traits.enumerate() {
            name.truncate(head);
            let _ = write!(name, "·{}{word}", place + 2);
            each(&name);
            name.truncate(family.len());
            let _ = write!(name, "·{}{word}", place + 2);
            each(&name);
            name.truncate(family.len());
            let _ = write!(name, "·{first}");
        }
    }

    /// Its traits.
    pub fn traits(&self) -> impl Iterator<Item = &'static str> {
        self.0.into_iter().take_while(|word| !word.is_empty())
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, word) in self.traits().enumerate() {
            write!(f, "{}{word}", if place > 0 { "·" } else { "" })?;
        }
        Ok(())
    }
}
