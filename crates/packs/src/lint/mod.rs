//! The lint of indicators (指标体检): what a reviewer would send back before the year begins.
//!
//! One file a rule; the words a rule goes by are data of the packs ([`Words`]). A finding names the indicator, the problem
//! and the remedy. Rules stay silent where an indicator may well be right.

mod rules;
mod text;
mod words;

use book::{Book, Indicator, Scheme, Severity};

pub use words::{Kind, Words};

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's code, such as `L03`.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// 编号 of the indicator; `None` when the whole set is meant.
    pub id: Option<String>,
    /// What it is about: 编号 and name of the indicator, or the part of the set.
    pub subject: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub remedy: String,
}

/// A rule of the lint.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The code, such as `L03`.
    pub code: &'static str,
    /// What it looks for, in a few words.
    pub name: &'static str,
    check: Check,
}

/// How a rule looks at a set of indicators.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// One indicator after the other.
    Each(fn(&Indicator, &Words, &mut Notes)),
    /// One after the other, knowing whether a survey of the book shows it.
    Asked(fn(&Indicator, bool, &Words, &mut Notes)),
    /// All of them, by the scoring scheme.
    Set(fn(&[Indicator], &Scheme, &Words, &mut Notes)),
}

/// Where a rule puts what it finds.
#[derive(Default)]
struct Notes {
    found: Vec<Finding>,
    code: &'static str,
}

impl Notes {
    /// Notes a problem of one indicator.
    fn about(
        &mut self,
        indicator: &Indicator,
        severity: Severity,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.found.push(Finding {
            code: self.code,
            severity,
            id: Some(indicator.id.clone()),
            subject: format!("{} {}", indicator.id, indicator.name),
            problem: problem.into(),
            remedy: remedy.into(),
        });
    }

    /// Notes a problem of the set.
    fn of_set(&mut self, subject: &str, severity: Severity, problem: String, remedy: String) {
        self.found.push(Finding {
            code: self.code,
            severity,
            id: None,
            subject: subject.to_owned(),
            problem,
            remedy,
        });
    }
}

/// Every rule, by code.
pub fn rules() -> &'static [Rule] {
    &rules::ALL
}

/// What is to be mended in the indicators of a book, by rule and in the book's order.
pub fn lint(book: &Book, scheme: &Scheme, words: &Words) -> Vec<Finding> {
    let surveys = book.surveys.iter();
    let surveyed: Vec<&str> = surveys
        .filter_map(|survey| survey.indicator.as_deref())
        .collect();
    let mut notes = Notes::default();
    for rule in rules() {
        notes.code = rule.code;
        match rule.check {
            Check::Each(_) | Check::Asked(_) => {
                each(rule, &book.indicators, &surveyed, words, &mut notes)
            }
            Check::Set(check) => check(&book.indicators, scheme, words, &mut notes),
        }
    }
    notes.found
}

/// What the rules that need no scoring scheme say of indicators.
pub(crate) fn of_each(indicators: &[Indicator], words: &Words) -> Vec<Finding> {
    let mut notes = Notes::default();
    for rule in rules() {
        notes.code = rule.code;
        each(rule, indicators, &[], words, &mut notes);
    }
    notes.found
}

fn each(
    rule: &Rule,
    indicators: &[Indicator],
    surveyed: &[&str],
    words: &Words,
    notes: &mut Notes,
) {
    for indicator in indicators {
        match rule.check {
            Check::Each(check) => check(indicator, words, notes),
            Check::Asked(check) => {
                let asked = surveyed.contains(&indicator.id.as_str());
                check(indicator, asked, words, notes);
            }
            Check::Set(_) => {}
        }
    }
}
