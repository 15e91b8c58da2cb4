//! A baseline (基线): findings that are known already, so that only new ones are told.

use std::collections::HashMap;

/// Findings of an earlier audit by their fingerprints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: HashMap<String, usize>,
}

impl Baseline {
    /// The findings with these fingerprints.
    pub fn new(fingerprints: impl IntoIterator<Item = String>) -> Self {
        let mut known = HashMap::new();
        for fingerprint in fingerprints {
            *known.entry(fingerprint).or_default() += 1;
        }
        Self { known }
    }

    /// Takes a finding: whether it is known. A fingerprint that was there twice is known twice, and a third is new.
    pub fn take(&mut self, fingerprint: &str) -> bool {
        match self.known.get_mut(fingerprint) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}
