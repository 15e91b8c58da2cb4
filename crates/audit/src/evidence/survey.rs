//! The survey (普查): what the table of rates is counted from.

use document::Document;

use crate::claim::{self, Form, Verdict};
use crate::context::Extract;
use crate::discovery;
use crate::profile::Profile;
use crate::reading::Reading;
use crate::rules::RULES;

use super::grade::{plain, proven};
use super::pattern::Pattern;
use super::weight::exceeds;

/// A reading that words or marks of a document tell, or that a rule claims.
#[derive(Debug, Clone, Copy)]
pub struct Observed<'a> {
    /// Its kind.
    pub pattern: &'a Pattern,
    /// What its parts are called, in order, with `|` between them.
    pub names: Option<&'a str>,
    /// Whether it holds.
    pub held: bool,
    /// Of a sum that fails by little, whether the parts exceed the whole.
    pub exceeds: Option<bool>,
}

/// Gives every reading of a document once: of those for one figure the one that holds, or where none does, one of each
/// kind.
pub fn survey(document: &Document, mut each: impl FnMut(Observed<'_>)) {
    let flat = document.flatten();
    let reading = Reading::new(document, &flat);
    let extract = Extract::new(&reading);
    let profile = Profile::default();
    let context = extract.context(&reading, &profile);
    let gap = |form: &Form, held: bool| exceeds(form, context.figures).filter(|_| !held);
    discovery::groups(&context, |group| {
        group.survey(|candidate, held| {
            each(Observed {
                pattern: &candidate.pattern,
                names: candidate.names.as_deref(),
                held,
                exceeds: gap(&candidate.form, held),
            });
        });
    });
    let mut relations = Vec::new();
    for rule in RULES {
        if let Some(propose) = rule.work.proposes() {
            propose(&context, &mut relations);
        }
    }
    let proven = proven(&relations, context.figures);
    for relation in relations
        .iter()
        .filter(|relation| relation.pattern.is_none())
    {
        let form = &relation.readings[0];
        let held = match claim::judge(relation, context.figures) {
            Verdict::Holds | Verdict::Rounding => true,
            Verdict::Broken if !form.figures().iter().all(|id| proven[*id]) => false,
            _ => continue,
        };
        each(Observed {
            pattern: &plain(relation, context.figures),
            names: None,
            held,
            exceeds: gap(form, held),
        });
    }
}
