//! Calibration (校准): how often each kind of reading holds in natural text, counted and fitted over a corpus.

mod check;
mod fit;
mod table;

use audit::Pattern;

use crate::corpus::Corpus;
use crate::parallel;

pub use check::{Bin, Check};
pub use table::{Rate, Table};

/// Names of parts are a trait of their own where a corpus shows them this often.
const NAMES_KNOWN: usize = 3;

/// The name of one part is a trait where a corpus shows it this often.
const NAME_KNOWN: usize = 5;

/// A reading of a text.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pattern: Pattern,
    names: Option<String>,
    held: bool,
    exceeds: Option<bool>,
}

impl Reading {
    fn features(&self, each: impl FnMut(&str)) {
        self.pattern.features(self.names.as_deref(), each);
    }
}

/// The readings of a corpus, text by text.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    texts: Vec<(String, Vec<Reading>)>,
    /// The texts that could not be read, each with the reason.
    pub faults: Vec<String>,
}

impl Survey {
    /// Surveys a corpus.
    pub fn of(corpus: &Corpus) -> Survey {
        let read = parallel::map(&corpus.texts, |_, text| {
            let mut readings = Vec::new();
            audit::survey(&text.document()?, |observed| {
                readings.push(Reading {
                    pattern: *observed.pattern,
                    names: observed.names.map(str::to_owned),
                    held: observed.held,
                    exceeds: observed.exceeds,
                });
            });
            Ok((text.id.clone(), readings))
        });
        let mut survey = Survey::default();
        for text in read {
            match text {
                Ok(text) => survey.texts.push(text),
                Err(fault) => survey.faults.push(fault),
            }
        }
        survey
    }

    /// How many texts were read.
    pub fn texts(&self) -> usize {
        self.texts.len()
    }

    /// How many readings they have.
    pub fn readings(&self) -> usize {
        self.texts.iter().map(|(_, readings)| readings.len()).sum()
    }

    /// The table of rates of all texts.
    pub fn table(&self) -> Table {
        let readings: Vec<&Reading> = self
            .texts
            .iter()
            .flat_map(|(_, readings)| readings)
            .collect();
        Table::fitted(&readings)
    }

    /// Fits a table to one half of the texts and holds it against the other.
    pub fn check(&self) -> Check {
        let half = |which: u64| -> Vec<&Reading> {
            let texts = self.texts.iter().filter(|(id, _)| hash(id) % 2 == which);
            texts.flat_map(|(_, readings)| readings).collect()
        };
        Check::of(&Table::fitted(&half(0)), &half(1))
    }
}

/// FNV-1a with its bits mixed: the same halves everywhere, however alike the names of the texts are.
fn hash(id: &str) -> u64 {
    let hash = id.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    hash ^ (hash >> 32) ^ (hash >> 17)
}
