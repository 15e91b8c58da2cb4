//! What names which file as its proof.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Proof;
use crate::{Book, Cell, ColumnType, Indicator, Ledger, Row};

impl Book {
    /// The files that prove an indicator: those it names, and those registered for it. Sorted.
    ///
    /// Only files that [stand](crate::Evidence::stands) count: what is missing or changed proves nothing.
    pub fn evidence_of<'a>(&'a self, indicator: &'a Indicator) -> BTreeSet<&'a str> {
        let named = indicator.evidence.iter().map(String::as_str);
        let registered = self.evidence.proving(&indicator.id);
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
        for indicator in self.all_indicators() {
            for file in &indicator.evidence {
                add(file, format!("指标{}", indicator.id));
            }
        }
        for survey in &self.surveys {
            for file in &survey.evidence {
                add(file, format!("调查“{}”", survey.name));
            }
        }
        for item in self.problems_on(None).items {
            for file in &item.problem.follow_up.evidence {
                add(file, format!("整改 {}", item.name()));
            }
        }
        for (file, by) in self.attachments() {
            add(&file, by);
        }
        let standing = self.evidence.register().standing();
        let provable = Provable::new(self, standing.values().flat_map(|entry| &entry.proves));
        for (file, entry) in standing {
            for proof in entry.proves.iter().filter(|proof| provable.has(proof)) {
                add(file, proof.in_words());
            }
        }
        uses
    }

    /// Each attachment (附件) of a row that counts, with what names it.
    fn attachments(&self) -> impl Iterator<Item = (String, String)> {
        self.ledgers.iter().flat_map(|(name, ledger)| {
            let columns = ledger.columns().iter().enumerate();
            let attached = columns.filter(|(_, column)| column.kind == ColumnType::Attachment);
            attached.flat_map(move |(at, _)| {
                let rows = ledger.standing_rows();
                let filled = rows.filter(move |(_, row)| row[at] != Cell::Empty);
                filled.map(move |(place, row)| {
                    let by = format!("台账“{name}”第{}行", Ledger::row_number(place));
                    (row[at].to_string(), by)
                })
            })
        })
    }
}

/// What can be proven: indicators, and rows of the ledgers that some proof names.
pub(crate) struct Provable<'a> {
    book: &'a Book,
    rows: BTreeMap<&'a str, HashSet<String>>,
}

impl<'a> Provable<'a> {
    /// Reads the keys of the ledgers these proofs name.
    pub(crate) fn new(book: &'a Book, proofs: impl IntoIterator<Item = &'a Proof>) -> Self {
        let mut rows = BTreeMap::new();
        for proof in proofs {
            if let Proof::Row { ledger: name, .. } = proof
                && let Some(ledger) = book.ledgers.get(name)
            {
                rows.entry(name.as_str()).or_insert_with(|| keys(ledger));
            }
        }
        Self { book, rows }
    }

    /// Whether the book has what a proof is said to prove; rows of ledgers too long to be loaded are taken to be there.
    pub(crate) fn has(&self, proof: &Proof) -> bool {
        match proof {
            Proof::Indicator(id) => self.book.indicator(id).is_some(),
            Proof::Row { ledger, key } => self
                .rows
                .get(ledger.as_str())
                .map_or(self.book.long_ledgers.contains_key(ledger), |keys| {
                    keys.contains(key)
                }),
        }
    }
}

/// The keys of the rows that count: the key columns joined by `/`, or the first column where there is no key.
fn keys(ledger: &Ledger) -> HashSet<String> {
    let columns = match ledger.key_columns() {
        none if none.is_empty() => vec![0],
        columns => columns,
    };
    let key = |row: &Row| {
        let parts: Vec<_> = columns.iter().map(|at| row[*at].to_string()).collect();
        parts.join("/")
    };
    ledger.standing_rows().map(|(_, row)| key(row)).collect()
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
