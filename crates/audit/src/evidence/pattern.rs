//! Patterns (读法): kinds of reading, each of which holds in natural text at a rate that can be measured.

use std::fmt;

/// How many traits a pattern has at most.
const TRAITS: usize = 10;

/// What stands before each trait behind the first.
const PLACES: [&str; TRAITS - 2] = ["·2", "·3", "·4", "·5", "·6", "·7", "·8", "·9"];

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

    /// The same as opened in another way: with another first trait.
    pub(crate) fn opened(mut self, word: &'static str) -> Pattern {
        self.0[1] = word;
        self
    }

    /// Its family and first trait.
    pub(crate) fn head(&self) -> [&'static str; 2] {
        let [family, first, ..] = self.0;
        [family, first]
    }

    /// What is weighed of it: its family, its first trait in it, each other trait, alone and beside the first, and what
    /// its parts are called, all together and each.
    pub fn features(&self, names: Option<&str>, mut each: impl FnMut(&str)) {
        let mut traits = self.traits();
        let (Some(family), Some(first)) = (traits.next(), traits.next()) else {
            return;
        };
        each(family);
        let mut name = String::new();
        let mut joined = |words: &[&str]| {
            name.clear();
            name.extend(words.iter().copied());
            each(&name);
        };
        if let Some(names) = names {
            joined(&[names]);
            for part in names.split('|') {
                joined(&["名·", part]);
            }
        }
        joined(&[family, "·", first]);
        for (place, word) in PLACES.iter().zip(traits) {
            joined(&[family, "·", first, place, word]);
            joined(&[family, place, word]);
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
