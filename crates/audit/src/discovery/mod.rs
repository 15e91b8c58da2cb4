//! Discovery (发现): arithmetic that stands in a text, whatever the words around it say.
//!
//! It knows no grammar. It looks for neighbours of one kind that add up to the figure before or after them, and keeps
//! apart what chance cannot have made: windows tried times the odds that one fits by accident below one in a hundred.

mod names;
mod percent;
mod run;
mod sum;

pub(crate) use percent::{Made, made, percentages};

use names::{Cores, Names};
use quantity::{Decimal, Unit};

use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::evidence::{Odds, Pattern, Weight, exceeds, meant};

/// A list that fits was meant where nothing but chance speaks against it, and that less often than once in four.
const HELD: Odds = Odds(200);

/// How many readings of one figure are kept.
const KEPT: usize = 3;

/// The candidates for one figure: what a total may sum up, what a percentage may be of. At most one is meant.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) candidates: Vec<Candidate>,
}

/// An equation that figures near each other may be meant to satisfy.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) form: Form,
    pub(crate) pattern: Pattern,
    pub(crate) fit: Fit,
    /// What its parts are called.
    pub(crate) names: Option<String>,
    /// Whether words or marks say it, so that it may accuse.
    pub(crate) told: bool,
    /// Whether it is told only where its parts are all there are: all but one are nothing, or the whole is called that of the
    /// year and no total.
    pub(crate) bare: bool,
    /// How much likelier it is that it fits where it was meant than that it fits by chance.
    pub(crate) telling: Odds,
}

/// How the printed values of a candidate agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Within rounding, and that cannot be chance.
    Proven,
    /// Within rounding.
    Fits,
    /// Not at all.
    Fails,
}

impl Candidate {
    /// 信件65件：建议11件、举报9件…: what is named exceeds the whole, or misses it by little; 由A 30件、B 35件组成, by however
    /// much.
    fn is_said_outright(&self, context: &Context<'_>) -> bool {
        let told = self.pattern.traits().nth(1);
        // What is divided by a trait is divided wholly where the last class takes the rest.
        let closed = |word: &str| matches!(word, "余" | "闭" | "全闭");
        let divided = told == Some("按分") && self.pattern.traits().any(closed);
        if !matches!(told, Some("冒号" | "由" | "引" | "各闭")) && !divided {
            return false;
        }
        let figures = self.form.figures();
        let (whole, parts) = (figures[0], &figures[1..]);
        let value = |id: FigureId| context.figures[id].quantity.in_base();
        let too_much = self.form.at(value).is_some_and(|gap| gap > Decimal::ZERO);
        let rest = parts.last().map_or("", |last| context.rest(*last));
        let goes_on = goes_on(rest) || is_cut_off(rest);
        context.figures[whole].quantity.unit != Unit::NONE
            && (told == Some("各闭") || parts.iter().all(|part| context.is_named(*part)))
            && (told == Some("由")
                || (too_much && told != Some("各闭"))
                || exceeds(&self.form, context.figures).is_some())
            && !goes_on
    }

    /// Looks at what its parts are called, and whether words still tell it then.
    fn name_parts(&mut self, context: &Context<'_>, cores: &mut Cores) {
        let figures = self.form.figures();
        let names = Names::of(context, figures[0], &figures[1..], cores);
        let closed = matches!(names.closing, "全闭" | "闭");
        let outright = self.pattern.head()[1] == "由";
        self.told &= names.closing != "等" && (closed || outright || !self.bare);
        self.pattern = self.pattern.with(names.closing).with(names.kin);
        if names.row && closed {
            self.pattern = self.pattern.opened("各闭");
        }
        self.names = names.key;
    }

    /// How likely it is that it was meant.
    pub(crate) fn meant(&self) -> Odds {
        meant(&self.pattern, self.names.as_deref())
    }
}

/// Whether the words behind a list add to it: 。此外，…
fn goes_on(words: &str) -> bool {
    let words = words.trim_start_matches(['，', '。', '；', ' ', '\n']);
    ["此外", "另", "同时", "等"]
        .iter()
        .any(|word| words.starts_with(word))
}

/// Whether the line ends behind a list without a stop, so that the next may go on with it.
fn is_cut_off(words: &str) -> bool {
    words.split_once('\n').is_some_and(|(line, next)| {
        let line = line.trim_end();
        !next.trim().is_empty() && !line.ends_with(['。', '！', '）', ')', '.'])
    })
}

/// The groups of sums of a document.
pub(crate) fn groups(context: &Context<'_>, mut each: impl FnMut(Group)) {
    run::runs(context, |run| {
        let mut cores = Cores::default();
        sum::groups(run, |mut group| {
            group.name_parts(context, &mut cores);
            each(group);
        });
    });
}

impl Group {
    /// Looks at what the parts of told readings are called; where one agrees better than others, those are not asked for.
    fn name_parts(&mut self, context: &Context<'_>, cores: &mut Cores) {
        for fit in [Fit::Proven, Fit::Fits, Fit::Fails] {
            let alike = self.candidates.iter_mut();
            let mut told = false;
            for candidate in alike.filter(|one| one.told && one.fit == fit) {
                candidate.name_parts(context, cores);
                told |= candidate.told;
            }
            if told {
                break;
            }
        }
    }

    /// Each told reading with whether it holds: the one that does, or where none does, one of each kind.
    pub(crate) fn survey(&self, mut each: impl FnMut(&Candidate, bool)) {
        let proven = self
            .candidates
            .iter()
            .any(|candidate| candidate.fit == Fit::Proven);
        let told = || self.candidates.iter().filter(|candidate| candidate.told);
        let fits = |candidate: &&Candidate| match candidate.fit {
            Fit::Proven => true,
            Fit::Fits => !proven,
            Fit::Fails => false,
        };
        if let Some(held) = told().find(fits) {
            each(held, true);
        } else if !proven {
            let mut known: Vec<Pattern> = Vec::new();
            for candidate in told() {
                if !known.contains(&candidate.pattern) {
                    known.push(candidate.pattern);
                    each(candidate, false);
                }
            }
        }
    }
}

/// The sums of a document.
pub(crate) fn sums(context: &Context<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    groups(context, |group| found.extend(settled(context, &group)));
    found
}

/// What becomes of a group: candidates that fit are relations that hold; where none does, the likeliest ones are the
/// readings of one relation that is broken.
fn settled(context: &Context<'_>, group: &Group) -> Vec<Relation> {
    let fitting = |fit: Fit| {
        group
            .candidates
            .iter()
            .filter(move |candidate| candidate.fit == fit)
    };
    let proven: Vec<Relation> = fitting(Fit::Proven)
        .map(|candidate| holding(candidate, true))
        .collect();
    if !proven.is_empty() {
        return proven;
    }
    let mut fits = fitting(Fit::Fits).peekable();
    if fits.peek().is_some() {
        let likely = |candidate: &&Candidate| candidate.meant() + candidate.telling > HELD;
        let told = fits.filter(|candidate| candidate.told && likely(candidate));
        return told.map(|candidate| holding(candidate, false)).collect();
    }
    let told = group.candidates.iter().filter(|candidate| candidate.told);
    let mut failing: Vec<&Candidate> = told.collect();
    let mut weights = Vec::new();
    if failing.len() > 1 {
        let weigh = |candidate: &Candidate| {
            let weight = Weight::of(&candidate.form, context.figures, &|_| false, false);
            let odds = weight.odds(candidate.meant(), |_| Odds::EVEN);
            (odds, weight)
        };
        let mut weighed: Vec<_> = failing.into_iter().map(|one| (weigh(one), one)).collect();
        weighed.sort_by_key(|((odds, _), _)| std::cmp::Reverse(*odds));
        weighed.truncate(KEPT);
        (weights, failing) = weighed
            .into_iter()
            .map(|((_, weight), candidate)| (weight, candidate))
            .unzip();
    }
    let Some(first) = failing.first() else {
        return Vec::new();
    };
    let readings = failing
        .iter()
        .map(|candidate| candidate.form.clone())
        .collect();
    let certainty = if first.is_said_outright(context) {
        Certainty::Stated
    } else {
        Certainty::Possible
    };
    let relation = Relation::new(crate::rules::SUM, certainty, readings);
    let relation = relation.of(first.pattern, first.meant(), false);
    vec![Relation {
        weights,
        ..relation
    }]
}

fn holding(candidate: &Candidate, proven: bool) -> Relation {
    Relation::stated(crate::rules::SUM, vec![candidate.form.clone()]).of(
        candidate.pattern,
        candidate.meant(),
        proven,
    )
}
