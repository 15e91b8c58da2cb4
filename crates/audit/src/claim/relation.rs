//! Relations: claims a document makes, each with its readings and how sure it is that it was meant.

use std::borrow::Cow;

use crate::claim::form::{FigureId, Form};
use crate::claim::judge::{Verdict, judge};
use crate::claim::told::Told;
use crate::evidence::{Odds, Pattern, Weight};
use crate::figure::Figure;

/// A claim that a form holds. Where the wording allows several readings, the claim holds when one of them does.
#[derive(Debug, Clone)]
pub struct Relation {
    /// The rule that read the claim.
    pub code: &'static str,
    /// What is claimed: one form for each reading, the likeliest first. Never empty.
    pub readings: Vec<Form>,
    /// How sure it is that the claim was meant.
    pub certainty: Certainty,
    /// The relation of the profile that asks for it, by its index there.
    pub(crate) own: Option<usize>,
    /// What the rule says when it is broken, where it does not say what its form says.
    pub(crate) sentence: Option<Sentence>,
    /// The words that claim it, by their byte range in the text figures are found in: they may be what is wrong.
    pub(crate) words: Option<(usize, usize)>,
    /// The figure it is about, which is shown first and is the one to correct where nothing else is broken.
    pub(crate) about: Option<FigureId>,
    /// What to do where no figure is to be corrected.
    pub(crate) advice: Cow<'static, str>,
    /// The kind of reading it is and how likely it was meant, where the rule tells.
    pub(crate) pattern: Option<(Pattern, Odds)>,
    /// By what words it was read, where the rule knows several.
    pub(crate) kind: &'static str,
    /// Whether it holds so exactly that chance cannot have made it.
    pub(crate) proven: bool,
    /// What each reading weighs as long as nothing explains a figure of it, where that had to be known to choose them.
    pub(crate) weights: Vec<Weight>,
}

/// What is wrong when a reading is broken, without a stop; `None` to say what the form says.
pub(crate) type Sentence = fn(&Form, &Told<'_>) -> Option<String>;

impl Relation {
    /// A claim of a rule.
    pub(crate) fn new(code: &'static str, certainty: Certainty, readings: Vec<Form>) -> Self {
        Relation {
            code,
            readings,
            certainty,
            own: None,
            sentence: None,
            words: None,
            about: None,
            advice: Cow::Borrowed(""),
            pattern: None,
            kind: "",
            proven: false,
            weights: Vec::new(),
        }
    }

    /// The same as read by these words.
    pub(crate) fn by(self, kind: &'static str) -> Self {
        Relation { kind, ..self }
    }

    /// The same as a reading of a kind, perhaps one that chance cannot have made.
    pub(crate) fn of(self, pattern: Pattern, meant: Odds, proven: bool) -> Self {
        Relation {
            pattern: Some((pattern, meant)),
            proven,
            ..self
        }
    }

    /// A claim said outright.
    pub(crate) fn stated(code: &'static str, readings: Vec<Form>) -> Self {
        Self::new(code, Certainty::Stated, readings)
    }

    /// The figures of all its readings, each once, in order.
    pub(crate) fn figures(&self) -> Vec<FigureId> {
        let readings = self.readings.iter();
        let mut figures: Vec<FigureId> = readings.flat_map(Form::figures).collect();
        figures.sort_unstable();
        figures.dedup();
        figures
    }

    /// The same as claimed by words, which may be wrong as well as its figures.
    pub(crate) fn quoting(self, words: (usize, usize)) -> Self {
        Relation {
            words: Some(words),
            ..self
        }
    }

    /// The same as one that tells of a figure: a score that is held to its weight.
    pub(crate) fn about(self, figure: FigureId) -> Self {
        Relation {
            about: Some(figure),
            ..self
        }
    }

    /// The same with what to do where no figure is to be corrected.
    pub(crate) fn advising(self, advice: impl Into<Cow<'static, str>>) -> Self {
        Relation {
            advice: advice.into(),
            ..self
        }
    }

    /// The same with a sentence of its rule.
    pub(crate) fn saying(self, sentence: Sentence) -> Self {
        Relation {
            sentence: Some(sentence),
            ..self
        }
    }
}

/// Takes the claims a table's shape suggests as stated where most of them hold: then the shape was read right. Where
/// hardly any holds it was read wrong, and none is kept.
pub(crate) fn confirm(mut suggested: Vec<Relation>, figures: &[Figure]) -> Vec<Relation> {
    let holds = |relation: &&Relation| judge(relation, figures) < Verdict::Broken;
    let holding = suggested.iter().filter(holds).count();
    let telling = suggested
        .iter()
        .filter(|relation| relation.readings[0].figures().len() > 2);
    let telling = telling.filter(holds).count();
    let certainty = match (telling, holding * 3 >= suggested.len() * 2) {
        (2.., true) => Certainty::Stated,
        (_, true) => Certainty::Probable,
        (1.., _) if holding * 2 >= suggested.len() => Certainty::Probable,
        _ if suggested.len() < 3 => Certainty::Possible,
        _ => return Vec::new(),
    };
    for relation in &mut suggested {
        relation.certainty = certainty;
    }
    suggested
}

/// How sure it is that a document makes a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The wording leaves room: broken, it is reported only when a slip of the pen explains it.
    Possible,
    /// Probable: broken, it is a warning.
    Probable,
    /// Said outright: broken, it is an error.
    Stated,
}
