//! What a user wants audited, and how strictly (`kaocheng.toml`): rules switched, limits, relations and sections of
//! their own. The default asks for nothing more and nothing less than the rule book.

mod expression;
mod load;
mod template;

use std::collections::BTreeMap;

use quantity::Decimal;

use crate::finding::Severity;
use crate::suppression::Suppression;

pub(crate) use expression::Equation;
pub use expression::{Expression, ParseExpressionError};
pub use template::{ParseTemplateError, Template};

/// How a document is audited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Rules that are switched off or graver or milder than the rule book has them, by code.
    pub switches: BTreeMap<&'static str, Switch>,
    /// Limits that differ from place to place.
    pub limits: Limits,
    /// What must hold among figures besides what the rules know.
    pub relations: Vec<OwnRelation>,
    /// Sections that must be there.
    pub sections: Vec<OwnSection>,
    /// Findings that are let stand. The audit itself does not look at them: see [`crate::sift`].
    pub suppressions: Vec<Suppression>,
}

/// What became of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// It is not run.
    Off,
    /// Its findings are as grave as this.
    As(Severity),
}

/// Limits that differ from place to place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The percentage of its target from which an indicator must explain why it was exceeded. 130 by default.
    pub over_fulfilment: Decimal,
    /// The least total for 优. 90 by default (财预〔2020〕10号).
    pub excellent: Decimal,
    /// The least total for 良. 80 by default.
    pub good: Decimal,
    /// The least total for 中. 60 by default.
    pub fair: Decimal,
    /// How many characters two like paragraphs need to be told of. 40 by default.
    pub repeated_paragraph: u32,
}

/// A relation of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRelation {
    /// Its name, as findings tell it.
    pub name: String,
    /// Where its figures stand.
    pub place: OwnPlace,
    /// What must hold among them.
    pub expression: Expression,
    /// How grave it is when it does not.
    pub severity: Severity,
    /// Why a document may have none of its figures (可缺).
    pub dispensable: Option<String>,
}

/// Where the figures of a relation stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnPlace {
    /// In a sentence of this shape, which names them.
    Sentence(Template),
    /// Behind the words that name them, or in the rows of a table that have these names.
    Labelled,
    /// In the rows of a table that have these names.
    Rows,
}

/// A section that must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSection {
    /// Its name, as findings tell it.
    pub name: String,
    /// What its heading may say, one of them.
    pub any: Vec<String>,
    /// The words in the title of a document that must have it; every document where empty.
    pub documents: Vec<String>,
    /// How grave it is when it is missing.
    pub severity: Severity,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            over_fulfilment: Decimal::new(130, 0),
            excellent: Decimal::new(90, 0),
            good: Decimal::new(80, 0),
            fair: Decimal::new(60, 0),
            repeated_paragraph: 40,
        }
    }
}

impl Profile {
    /// Whether a rule is run.
    pub(crate) fn runs(&self, code: &str) -> bool {
        self.switches.get(code) != Some(&Switch::Off)
    }

    /// How grave a finding of a rule is.
    pub(crate) fn severity(&self, code: &str, severity: Severity) -> Severity {
        match self.switches.get(code) {
            Some(Switch::As(other)) => *other,
            _ => severity,
        }
    }
}
