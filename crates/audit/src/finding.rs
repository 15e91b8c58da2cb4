//! Findings (审核意见): what is wrong, where, by which arithmetic, and what would mend it.

pub use document::annotate::Severity;
use serde::Serialize;

use crate::proof::Proof;

/// What sort of claim a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Parts and their whole.
    Sum,
    /// A part as a percentage of its whole.
    Share,
    /// What was done as a percentage of what was planned.
    Rate,
    /// From one year to the next.
    Change,
    /// An identity of accounting.
    Balance,
    /// One fact in two places.
    Same,
    /// A limit that cannot be passed.
    Bound,
    /// A number and the list it announces.
    Count,
    /// A number times a price.
    Product,
    /// A score and what it follows from.
    Points,
    /// A part of the report that is missing or out of place.
    Form,
    /// Words that contradict figures or other words.
    Wording,
    /// A date or year.
    Date,
    /// How a number is written.
    Number,
}

/// Something wrong in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What sort of claim is broken.
    pub kind: Kind,
    /// One sentence for the reader, in Chinese.
    pub message: String,
    /// The places it is about in the document, the main one first. Never empty.
    pub figures: Vec<Place>,
    /// The arithmetic that shows it; empty where words contradict each other.
    pub arithmetic: String,
    /// What to write instead; empty where the figures do not tell.
    pub proposal: String,
    /// Each correction that would mend it, the likeliest first.
    pub proposals: Vec<Proposal>,
    /// The places in other files it is about, each with its file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Place>,
    /// What a second program needs to check it; `None` where words are judged and no figures.
    pub proof: Option<Proof>,
}

/// A place in a document: a figure or some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// What is printed there.
    pub text: String,
    /// The number as a plain decimal, without separators or conversion; `None` for words.
    pub value: Option<String>,
    /// The unit as printed.
    pub unit: Option<String>,
    /// Line in the file, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: u32,
    /// Page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// Sheet and cell of a workbook, `收支总表!B7`; table, row and column of other files, `表2第3行第4列`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The rectangle around its line or cell on the page, in tenths of a point from the upper left corner: left, top,
    /// right, bottom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<[u16; 4]>,
    /// Byte offset in the extracted text.
    pub start: usize,
    /// Byte offset past the end in the extracted text.
    pub end: usize,
    /// The file it stands in, where that is not the one that was audited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Which of the places to change: its index in [`Finding::figures`].
    pub figure: usize,
    /// What is printed now.
    pub from: String,
    /// What to print instead.
    pub to: String,
    /// Why this one, in Chinese.
    pub reason: String,
    /// How many other relations hold with it.
    pub confirmed_by: usize,
}

impl Finding {
    /// The line of its main place.
    pub fn line(&self) -> Option<u32> {
        self.figures.first().and_then(|place| place.line)
    }

    /// The page of its main place.
    pub fn page(&self) -> Option<u32> {
        self.figures.first().and_then(|place| place.page)
    }
}

impl Finding {
    /// A finding that judges words: it has no arithmetic and no proof.
    pub(crate) fn of_words(
        rule: (&'static str, Kind, Severity),
        message: String,
        figures: Vec<Place>,
        proposal: &str,
    ) -> Self {
        let (code, kind, severity) = rule;
        Finding {
            code,
            severity,
            kind,
            message,
            figures,
            arithmetic: String::new(),
            proposal: proposal.to_owned(),
            proposals: Vec::new(),
            proof: None,
            elsewhere: Vec::new(),
        }
    }

    /// The same with one place of it to be written otherwise.
    pub(crate) fn rewriting(mut self, figure: usize, to: &str, reason: &str) -> Self {
        let from = self.figures[figure].text.clone();
        self.proposal = format!("{from} → {to}（{reason}）");
        self.proposals.push(Proposal {
            figure,
            from,
            to: to.to_owned(),
            reason: reason.to_owned(),
            confirmed_by: 1,
        });
        self
    }
}
