//! One document held against another (跨文件核对): last year's report, the final accounts, a score sheet.
//!
//! The same facts must agree, what is said of the year before must be what was said then, and the indicators must be the
//! approved ones. Facts are the same only when name, period and kind are, and each document is of one mind about them.

mod agree;
mod fact;
mod name;

use document::{Document, Fault};

use crate::context::{Context, Extract};
use crate::finding::{Finding, Place};
use crate::guard::guarded;
use crate::profile::Profile;
use crate::proof::{Proof, Stated};
use crate::reading::Reading;
use crate::rules::{RULES, Work};

pub(crate) use agree::{Agreement, agreements};
pub(crate) use fact::Told;

/// Two documents as rules see them.
#[derive(Debug)]
pub(crate) struct Pair<'a> {
    /// The document that is audited.
    pub(crate) this: &'a Context<'a>,
    /// The document it is held against.
    pub(crate) other: &'a Context<'a>,
    /// The name of the other.
    pub(crate) name: &'a str,
}

/// What was found where a document was held against another.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// What is wrong, by place.
    pub findings: Vec<Finding>,
    /// The rules that failed, of which nothing can be said.
    pub faults: Vec<Fault>,
}

/// Holds a document against another; places in the other carry its `name`.
pub fn against(this: &Document, other: &Document, name: &str, profile: &Profile) -> Compared {
    let (flat, other_flat) = (this.flatten(), other.flatten());
    let (reading, other_reading) = (Reading::new(this, &flat), Reading::new(other, &other_flat));
    let (found, other_found) = (Extract::new(&reading), Extract::new(&other_reading));
    let pair = Pair {
        this: &found.context(&reading, profile),
        other: &other_found.context(&other_reading, profile),
        name,
    };
    let Compared {
        mut findings,
        mut faults,
    } = Compared::default();
    for rule in RULES.iter().filter(|rule| profile.runs(rule.code)) {
        if let Work::Across(compare) = rule.work {
            guarded(rule.code, &mut findings, &mut faults, |findings| {
                compare(&pair, findings);
            });
        }
    }
    for finding in &mut findings {
        finding.severity = profile.severity(finding.code, finding.severity);
    }
    findings.sort_by_key(|finding| finding.figures[0].start);
    Compared { findings, faults }
}

impl Pair<'_> {
    /// The name of the other without its folder, for sentences.
    pub(crate) fn title(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(self.name)
    }

    /// A place in the other document.
    pub(crate) fn there(&self, place: Place) -> Place {
        Place {
            file: Some(self.name.to_owned()),
            ..place
        }
    }

    /// A figure in the other document.
    pub(crate) fn stated_there(&self, stated: Stated) -> Stated {
        Stated {
            file: Some(self.name.to_owned()),
            ..stated
        }
    }

    /// A proof that a claim is broken.
    pub(crate) fn proof(
        rule: &'static str,
        figures: Vec<Stated>,
        statement: crate::proof::Statement,
    ) -> Proof {
        Proof {
            figures,
            claims: vec![crate::proof::Claim {
                rule,
                readings: vec![statement],
            }],
        }
    }
}
