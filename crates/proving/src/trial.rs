//! A trial: one report, clean or with one error in it, audited.

use audit::{Audit, Finding, Severity};

use crate::chapter;
use crate::dice::Dice;
use crate::figure::Shown;
use crate::file::Form;
use crate::made::{Ink, Made};
use crate::plant::{Error, Planted, plant};
use crate::rival::has_rival;
use crate::target::Target;

/// Which document of which run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// The seed of the run.
    pub seed: u64,
    /// The number of the document.
    pub document: u64,
}

/// What came of one document.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The document.
    pub draw: Draw,
    /// The file it went through.
    pub form: Form,
    /// How many figures it prints that claims are made about.
    pub figures: usize,
    /// How many claims its text makes.
    pub claims: usize,
    /// How many bytes the text has.
    pub bytes: usize,
    /// What the auditor said of the consistent document.
    pub clean: Clean,
    /// The error planted in it, where it has a place for one, and how the auditor did.
    pub planted: Option<Outcome>,
}

/// What the auditor said of a consistent document.
#[derive(Debug, Clone)]
pub struct Clean {
    /// Each finding that calls itself an error, in words.
    pub errors: Vec<String>,
    /// How many warnings.
    pub warnings: Vec<String>,
    /// How many relations the auditor read that hold.
    pub relations: usize,
    /// Whether the reader gave back another text than was written.
    pub unread: Option<String>,
}

/// How the auditor did with a planted error.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was planted.
    pub error: Error,
    /// How it was found.
    pub found: Found,
    /// Whether the first proposal gives the figure its value again.
    pub right: bool,
    /// Whether the text leaves open which of several figures is wrong.
    pub open: bool,
    /// Whether the finding accuses the relation and none of its figures.
    pub relation: bool,
    /// What was printed, what should be, where, and what the auditor said.
    pub story: String,
}

/// Whether a planted error was found at its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A finding that calls itself an error.
    Error,
    /// A warning.
    Warning,
    /// Something was found, but at other figures only.
    Elsewhere,
    /// Nothing was found.
    Not,
}

/// Makes, plants and audits one document.
pub fn run(draw: Draw) -> Trial {
    let made = chapter::write(Dice::new(draw.seed, draw.document * 2));
    let mut dice = Dice::new(draw.seed, draw.document * 2 + 1);
    let form = Form::choose(&made, &mut dice);
    let ink = made.ink(&made.shown);
    let clean = clean(&made, form, &ink);
    let planted = error_for(&made, draw, &mut dice).map(|planted| outcome(&made, form, &planted));
    let figures = made.claims.iter().flat_map(|claim| claim.slots());
    let mut figures: Vec<usize> = figures.collect();
    figures.sort_unstable();
    figures.dedup();
    Trial {
        draw,
        form,
        figures: figures.len(),
        claims: made.claims.len(),
        bytes: ink.text.len(),
        clean,
        planted,
    }
}

/// The kinds take turns; where a report has no place for one, the next is tried.
fn error_for(made: &Made, draw: Draw, dice: &mut Dice) -> Option<Planted> {
    let kinds = Error::ALL.len();
    let first = draw.document as usize % kinds;
    (0..kinds).find_map(|step| plant(made, Error::ALL[(first + step) % kinds], dice))
}

fn audited(made: &Made, shown: &[Shown], form: Form) -> Result<Audit, String> {
    Ok(audit::check(&form.through(&made.document(shown))?))
}

fn clean(made: &Made, form: Form, ink: &Ink) -> Clean {
    let mut clean = Clean {
        errors: Vec::new(),
        warnings: Vec::new(),
        relations: 0,
        unread: None,
    };
    match audited(made, &made.shown, form) {
        Err(error) => clean.unread = Some(error),
        Ok(audit) => {
            let read: String = audit
                .flat
                .text
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            if read != ink.text {
                clean.unread = Some(first_difference(&read, &ink.text));
            }
            let holding = audit.verdicts.iter();
            clean.relations = holding
                .filter(|verdict| **verdict != audit::Verdict::Broken)
                .count();
            for finding in &audit.findings {
                let said = told(finding, &audit);
                match finding.severity {
                    Severity::Error => clean.errors.push(said),
                    Severity::Warning => clean.warnings.push(said),
                    Severity::Hint => {}
                }
            }
        }
    }
    clean
}

fn first_difference(read: &str, written: &str) -> String {
    let same = read
        .chars()
        .zip(written.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let around = |text: &str| -> String {
        text.chars()
            .skip(same.saturating_sub(10))
            .take(40)
            .collect()
    };
    format!("read “{}” for “{}”", around(read), around(written))
}

fn outcome(made: &Made, form: Form, planted: &Planted) -> Outcome {
    let ink = made.ink(&planted.shown);
    let mut outcome = Outcome {
        error: planted.error,
        found: Found::Not,
        right: false,
        open: has_rival(made, planted),
        relation: false,
        story: String::new(),
    };
    let audit = match audited(made, &planted.shown, form) {
        Ok(audit) => audit,
        Err(error) => {
            outcome.story = error;
            return outcome;
        }
    };
    let target = Target::new(made, planted, &ink);
    let grave = |finding: &&Finding| finding.severity > Severity::Hint;
    let findings: Vec<&Finding> = audit.findings.iter().filter(grave).collect();
    let at: Vec<&&Finding> = findings
        .iter()
        .filter(|finding| target.is_named(finding, &audit))
        .collect();
    outcome.found = match at.iter().map(|finding| finding.severity).max() {
        Some(Severity::Error) => Found::Error,
        Some(_) => Found::Warning,
        None if findings.is_empty() => Found::Not,
        None => Found::Elsewhere,
    };
    outcome.relation = at
        .iter()
        .any(|finding| finding.message.contains("不能断定"));
    outcome.right = at.iter().any(|finding| target.is_mended(finding, &audit));
    let said: Vec<String> = findings
        .iter()
        .map(|finding| told(finding, &audit))
        .collect();
    outcome.story = format!(
        "“{}” for “{}”, refutes {:?}\n  in: {}\n  said: {}",
        planted.shown[planted.slot].text(),
        made.shown[planted.slot].text(),
        planted.refuted,
        target.around,
        said.join("\n        "),
    );
    outcome
}

/// A finding in one line, with the sentence it is about.
fn told(finding: &Finding, audit: &Audit) -> String {
    let place = &finding.figures[0];
    let text = &audit.flat.text;
    let before: String = text[..place.start].chars().rev().take(60).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[place.end..].chars().take(60).collect();
    format!(
        "{} {:?} {} [{}] …{before}【{}】{after}…",
        finding.code,
        finding.severity,
        finding.message,
        finding.arithmetic,
        &text[place.start..place.end],
    )
    .replace('\n', "⏎")
}
