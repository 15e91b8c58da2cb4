//! How well the auditor reads natural text, measured without labels.
//!
//! Nothing here knows Chinese grammar, and nothing is shared with the auditor. Arithmetic that cannot be chance is looked
//! for: neighbouring figures of one unit that add up to the one beside them, two whose ratio is a printed percentage, a
//! change and its rate, a difference. Each such relation stands in the text because its writer meant it, so the auditor
//! should prove its figures; and when a digit of one is changed, it should say so. The measure is blunt: it sees only some
//! relations, and now and then chance makes one after all. Its figures are for comparing.

mod number;
mod relation;
mod slip;
mod tally;

use audit::{Audit, Finding, Kind, Severity, State};

use crate::corpus::{Corpus, Text, plain};
use crate::dice::Dice;
use crate::parallel;

pub(crate) use number::{Number, ONE, numbers};
pub(crate) use relation::{Relation, relations};
pub(crate) use slip::rounding_explains;

pub use relation::Sort;
pub use slip::Caught;
pub use tally::{Planting, Reach, Tally};

/// What the measure found in a text.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// What kind of text it is.
    pub kind: String,
    /// Each relation that is certainly there, with whether the auditor proves all its figures.
    pub relations: Vec<(Sort, bool)>,
    /// The findings of arithmetic on the text as it stands: errors and warnings.
    pub alarms: Vec<Severity>,
    /// The digit that was changed, if any, and what the auditor said.
    pub planted: Option<(Sort, Caught)>,
    /// Each relation that is not read, each alarm and each planted digit that is not found, in a line.
    pub stories: Vec<String>,
}

/// Measures the texts of a corpus, where `seed` is given with a digit changed in each that has a relation; an error tells
/// of a text that cannot be read.
pub fn measure(corpus: &Corpus, seed: Option<u64>) -> Vec<Result<Measured, String>> {
    parallel::map(&corpus.texts, |at, text| {
        measured(text, seed.map(|seed| Dice::new(seed, at as u64)))
    })
}

fn measured(text: &Text, dice: Option<Dice>) -> Result<Measured, String> {
    let document = text.document()?;
    let mut measured = Measured {
        kind: text.kind.clone(),
        ..Measured::default()
    };
    let audit = audit::check(&document);
    let flat = &audit.flat.text;
    for finding in alarms(&audit) {
        measured.alarms.push(finding.severity);
        let told = format!(
            "{} {:?} {} {}",
            finding.code, finding.severity, finding.message, finding.arithmetic
        );
        measured.stories.push(format!("ALARM {} {told}", text.id));
    }
    let numbers = numbers(flat);
    let relations = relations(flat, &numbers);
    let proven = proven(&audit);
    for relation in &relations {
        let read = relation
            .members
            .iter()
            .all(|member| is_proven(&numbers[*member], &proven));
        measured.relations.push((relation.sort, read));
        if !read {
            measured.stories.push(format!(
                "UNREAD {} {}",
                text.id,
                told(relation, &numbers, flat)
            ));
        }
    }
    if let Some(mut dice) = dice.filter(|_| !relations.is_empty()) {
        let relation = dice.pick(&relations);
        if let Some(slip) = slip::plant(&mut dice, flat, &numbers, relation) {
            let caught = slip::caught(&slip, &audit::check(&plain(&slip.text)?));
            measured.planted = caught.map(|caught| (relation.sort, caught));
            if caught == Some(Caught::Not) {
                let told = told(relation, &numbers, &slip.text);
                measured
                    .stories
                    .push(format!("SILENT {} {} in {told}", text.id, slip.printed()));
            }
        }
    }
    Ok(measured)
}

/// The findings about arithmetic that ask for something.
fn alarms(audit: &Audit) -> impl Iterator<Item = &Finding> {
    audit.findings.iter().filter(|finding| {
        let arithmetic = matches!(
            finding.kind,
            Kind::Sum
                | Kind::Share
                | Kind::Rate
                | Kind::Change
                | Kind::Balance
                | Kind::Same
                | Kind::Bound
                | Kind::Count
                | Kind::Product
                | Kind::Points
        );
        arithmetic && finding.severity > Severity::Hint
    })
}

/// The places of the figures that the auditor proves, in order.
fn proven(audit: &Audit) -> Vec<(usize, usize)> {
    let coverage = audit.coverage();
    let proven = coverage
        .figures
        .iter()
        .filter(|(_, state)| *state == State::Proven);
    let places = proven.map(|(id, _)| (audit.figures[*id].start, audit.figures[*id].end));
    let mut places: Vec<(usize, usize)> = places.collect();
    places.sort_unstable();
    places
}

fn is_proven(number: &Number, proven: &[(usize, usize)]) -> bool {
    let next = proven.partition_point(|(start, _)| *start <= number.start);
    next.checked_sub(1)
        .is_some_and(|at| number.start < proven[at].1)
}

/// A relation in a line, with the text around it.
fn told(relation: &Relation, numbers: &[Number], text: &str) -> String {
    let members = || relation.members.iter().map(|member| &numbers[*member]);
    let printed: Vec<&str> = members()
        .map(|number| &text[number.start..number.end])
        .collect();
    let start = members().map(|number| number.start).min().unwrap_or(0);
    let end = members().map(|number| number.end).max().unwrap_or(0);
    let before: Vec<char> = text[..start].chars().rev().take(40).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[end..].chars().take(30).collect();
    let around = format!("{before}{}{after}", &text[start..end]).replace('\n', "⏎");
    format!("{} {printed:?}: {around}", relation.sort.name())
}
