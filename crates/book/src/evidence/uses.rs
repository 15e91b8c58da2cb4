//! What names which file as its proof.

use std::collections::{BTreeMap, BTreeSet};

use super::Proof;
use crate::{Book, Indicator};

impl Book {
    /// The files that prove an indicator: those it names, and those registered for it. Sorted.
    ///
    /// Only files that [stand](crate::Evidence::stands) count: what is missing or changed proves nothing.
    pub fn evidence_of<'a>(&'a self, indicator: &'a Indicator) -> BTreeSet<&'a str> {
        let named = indicator.evidence.iter().map(String::as_str);
        let registered = self.evidence.register().proving(&indicator.id);
        named
            .chain(registered)
            .filter(|name| self.evidence.stands(name))
            .collect()
    }

    /// Every file that something of the book names as its proof, with what names it, in Chinese.
    ///
    /// A registered proof of something the book does not have is not among them.
    pub fn evidence_uses(&self) -> BTreeMap<String, Vec<String>> {
        let mut uses: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut add = |file: &str, by: String| {
            let named = uses.entry(file.to_owned()).or_default();
            if !named.contains(&by) {
                named.push(by);
            }
        };
        for indicator in &self.indicators {
            for file in &indicator.evidence {
                add(file, format!("指标{}", indicator.id));
            }
        }
        for survey in &self.surveys {
            for file in &survey.evidence {
                add(file, format!("调查“{}”", survey.name));
            }
        }
        for (file, entry) in self.evidence.register().standing() {
            for proof in entry.proves.iter().filter(|proof| self.has(proof)) {
                add(file, proof.in_words());
            }
        }
        uses
    }

    /// Whether the book has what a proof is said to prove.
    pub(crate) fn has(&self, proof: &Proof) -> bool {
        match proof {
            Proof::Indicator(id) => self.indicator(id).is_some(),
            Proof::Row { ledger, key } => self
                .ledgers
                .get(ledger)
                .is_some_and(|ledger| ledger.rows().iter().any(|row| row[0].to_string() == *key)),
        }
    }
}

impl Proof {
    /// What it proves, in Chinese.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Indicator(id) => format!("指标{id}"),
            Self::Row { ledger, key } => format!("台账“{ledger}”的“{key}”"),
        }
    }
}
