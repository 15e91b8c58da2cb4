//! Grading (定级): what a broken relation is worth decides whether it is an error, a warning or nothing.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use quantity::{Decimal, Quantity, Unit};

use crate::claim::{Certainty, FigureId, Form, Left, Relation, Verdict, decide};
use crate::figure::{Figure, Role, Separator};
use crate::rules::{CHANGE, SUM};
use crate::work;

use super::odds::Odds;
use super::pattern::Pattern;
use super::weight::{Mending, Weight};
use super::{CLAIMED, LISTED, by_words, claimed, failed, gap as gap_of, measured};

/// Of readings that the corpus shows less often nothing is known: they stand as their rule claims them.
const LEAST_MEASURED: usize = 20;

/// Of figures farther apart it is not asked what stands between them, but only what stands so near to one of them.
const FAR_APART: usize = 64;

/// So many figures of a relation, and so many relations about each, are asked for a value they agree on.
const MOST_SHARED: usize = 8;

/// So many relations that ask for one correction are looked at for each of them.
const MOST_ASKING: usize = 64;

/// Shorter gaps stand beside a list by chance.
const LEAST_STATED: u128 = 100;

/// Of so many readings that fail by what is said beside them all but one are misread.
const STATED: Odds = Odds(-500);

/// Shorter numbers stand elsewhere by chance.
const LEAST_REPEATED: u128 = 1_000;

/// So likely are lists meant of which nothing but their own total tells otherwise: eight to one.
const SURE: Odds = Odds(300);

/// What odds carry. Lists that words do not claim to be complete must have better ones.
fn certainty(odds: Odds, relation: &Relation) -> Certainty {
    let found = relation.code == SUM && relation.pattern.is_some();
    let line = if found { LISTED } else { CLAIMED };
    match odds {
        odds if odds >= line.error => Certainty::Stated,
        odds if odds >= line.warning => Certainty::Probable,
        _ => Certainty::Possible,
    }
}

/// Which figures stand in arithmetic that chance cannot have made.
pub(crate) fn proven(relations: &[Relation], figures: &[Figure]) -> Vec<bool> {
    let mut proven = vec![false; figures.len()];
    let broken = |relation: &&Relation| {
        relation
            .readings
            .iter()
            .all(|form| decide(form, figures) == Verdict::Broken)
    };
    let claimed = relations.iter().filter(|relation| {
        !relation.proven && (relation.readings[0].result().is_some() || relation.code == CHANGE)
    });
    let claimed = claimed.filter(broken);
    let claimed: HashSet<Vec<FigureId>, RandomState> = claimed
        .map(|relation| relation.readings[0].sorted_figures())
        .collect();
    for form in relations
        .iter()
        .filter(|relation| relation.proven)
        .flat_map(|relation| &relation.readings)
    {
        // What a rule claims of the same figures is not explained by a quotient of them taken upside down.
        if decide(form, figures) < Verdict::Broken && !claimed.contains(&form.sorted_figures()) {
            for id in form.figures() {
                proven[id] = true;
            }
        }
    }
    proven
}

/// A correction that several broken relations may ask for.
type Correction = (FigureId, Quantity);

/// A broken relation on trial.
struct Trial {
    relation: usize,
    /// Its likeliest reading.
    reading: usize,
    meant: Odds,
    weight: Weight,
}

/// Grades the broken relations by the rates at which readings of their kind hold in natural text, by what a slip of the
/// pen explains, and by what else the same correction would mend.
pub(crate) fn grade(relations: &mut [Relation], verdicts: &[Verdict], figures: &[Figure]) {
    let proven = proven(relations, figures);
    let trials: Vec<Trial> = relations
        .iter()
        .enumerate()
        .filter(|(id, relation)| verdicts[*id] == Verdict::Broken && relation.own.is_none())
        .filter(|(_, relation)| !stands(relation))
        .map(|(id, relation)| trial(id, relation, figures, &proven))
        .collect();
    if trials.is_empty() {
        return;
    }
    let printed = printed(figures);
    let siblings = Siblings::of(relations, verdicts);
    let surprises: Vec<Odds> = trials
        .iter()
        .map(|trial| trial.weight.surprise(trial.meant))
        .collect();
    let mut asked: HashMap<Correction, Vec<usize>, RandomState> = HashMap::default();
    for (index, trial) in trials.iter().enumerate() {
        for mending in &trial.weight.mendings {
            asked
                .entry((mending.figure, mending.quantity))
                .or_default()
                .push(index);
        }
    }
    for asking in asked.values_mut() {
        asking.sort_by_key(|index| Reverse(surprises[*index]));
    }
    let shared = Shared::new(&trials, relations, figures, &proven, &surprises);
    let supports: Vec<Odds> = (0..trials.len())
        .map(|index| shared.support(index))
        .collect();
    for (index, trial) in trials.iter().enumerate() {
        let support = |mending: &Mending| {
            let with = &asked[&(mending.figure, mending.quantity)];
            let mut others = with.iter().copied().take(MOST_ASKING);
            let other = others.find(|other| {
                work::look(1);
                relations[trials[*other].relation].readings != relations[trial.relation].readings
            });
            let joint = other.map(|other| surprises[other]);
            let joint = joint.unwrap_or(Odds::EVEN);
            joint + repeated(mending, figures.len(), &printed)
        };
        let gap = trial.weight.exceeds.zip(relations[trial.relation].pattern);
        let gap = gap.map_or(Odds::EVEN, |(exceeds, (pattern, _))| {
            gap_of(&pattern, exceeds)
        });
        let recomputed = Some(supports[index]).filter(|support| *support > Odds::EVEN);
        let recomputed = recomputed.map(|support| trial.weight.recomputed(trial.meant) + support);
        let odds = trial.weight.odds(trial.meant, support);
        let form = &relations[trial.relation].readings[trial.reading];
        let odds = recomputed.map_or(odds, |recomputed| odds.max(recomputed))
            + gap
            + stated(form, figures)
            + siblings.support(&relations[trial.relation]);
        let relation = &mut relations[trial.relation];
        relation.certainty = certainty(odds, relation);
    }
}

/// What it is worth against a reading that what is missing is said beside it: 收入总计251.3亿元，支出总计238.94亿元，结转下年12.36
/// 亿元.
fn stated(form: &Form, figures: &[Figure]) -> Odds {
    match says_gap(form, figures) {
        Some(true) => STATED,
        _ => Odds::EVEN,
    }
}

/// Whether a figure beside a form is what is missing, but for the last place.
fn says_gap(form: &Form, figures: &[Figure]) -> Option<bool> {
    /// How many figures before and behind may say it.
    const BESIDE: usize = 8;
    let value = |id: FigureId| figures[id].quantity.in_base();
    let gap = form.at(value).filter(|_| form.adds_up())?.abs();
    let ids = form.sorted_figures();
    let (first, last) = (*ids.first()?, *ids.last()?);
    let slack = ids
        .iter()
        .filter_map(|id| figures[*id].quantity.ulp_in_base())
        .max()?;
    // A number that lost its unit between two pages has that of the whole.
    let unit = figures[first].quantity.unit;
    let says = |id: usize| {
        let quantity = figures[id].quantity;
        let bare = quantity.unit == Unit::NONE;
        let meant = if bare {
            Quantity { unit, ..quantity }
        } else {
            quantity
        };
        let off = || meant.in_base()?.abs().checked_sub(gap);
        ids.binary_search(&id).is_err()
            && quantity.value.mantissa().unsigned_abs() >= LEAST_STATED
            && (bare || figures[id].same_kind(&figures[first]))
            && off().is_some_and(|off| off.abs() <= slack)
    };
    let near = first.saturating_sub(BESIDE)..(last + 1 + BESIDE).min(figures.len());
    let far = near.clone().rev().take(FAR_APART);
    Some(near.take(FAR_APART).chain(far).any(says))
}

/// Whether a relation stands as its rule claims it.
fn stands(relation: &Relation) -> bool {
    let shown = || match relation.pattern {
        Some((pattern, _)) => by_words(&pattern),
        None if is_unrefuted(relation) => 0,
        None => measured(relation.code),
    };
    relation.certainty > Certainty::Possible && shown() < LEAST_MEASURED
}

/// Whether the words it was read by are seldom seen in the corpus, and never where it does not hold.
fn is_unrefuted(relation: &Relation) -> bool {
    let name = kind(relation).join("·");
    let said = !relation.kind.is_empty() && relation.certainty == Certainty::Stated;
    said && measured(&name) < LEAST_MEASURED && failed(&name) == 0
}

/// How often readings of each kind hold in the document itself, and how often not.
#[derive(Default)]
struct Siblings(HashMap<[&'static str; 2], (u32, u32), RandomState>);

impl Siblings {
    fn of(relations: &[Relation], verdicts: &[Verdict]) -> Siblings {
        let mut siblings = Siblings::default();
        for (relation, verdict) in relations.iter().zip(verdicts) {
            let count = siblings.0.entry(kind(relation)).or_default();
            match verdict {
                Verdict::Holds | Verdict::Rounding => count.0 += 1,
                Verdict::Broken => count.1 += 1,
                Verdict::Undecided => {}
            }
        }
        siblings
    }

    /// What it is worth that others of its kind hold, or that others are broken too.
    fn support(&self, relation: &Relation) -> Odds {
        let (held, broken) = self.0.get(&kind(relation)).copied().unwrap_or_default();
        Odds::of((3 + held).into(), (2 + broken).into())
    }
}

fn trial(id: usize, relation: &Relation, figures: &[Figure], proven: &[bool]) -> Trial {
    let claimed = || claimed(&plain(relation, figures), relation.certainty);
    let meant = relation.pattern.map_or_else(claimed, |(_, meant)| meant);
    let weigh = |(reading, form): (usize, &Form)| {
        let known = relation.weights.get(reading);
        let known = known.filter(|_| !form.figures().iter().any(|id| proven[*id]));
        known
            .cloned()
            .unwrap_or_else(|| Weight::of(form, figures, &|id| proven[id], meant > SURE))
    };
    let weights = relation.readings.iter().enumerate().map(weigh);
    let weighed = weights.enumerate();
    let likeliest = weighed.max_by_key(|(_, weight)| weight.odds(meant, |_| Odds::EVEN));
    let (reading, weight) = likeliest.unwrap_or_default();
    Trial {
        relation: id,
        reading,
        meant,
        weight,
    }
}

/// Broken relations that share a figure: where two leave it the same value, and not the one printed, hardly both are
/// misread.
struct Shared<'a> {
    trials: &'a [Trial],
    relations: &'a [Relation],
    left: Left<'a>,
    proven: &'a [bool],
    /// What each trial says for another that asks for the same value.
    surprises: &'a [Odds],
    /// The trials about each figure.
    about: HashMap<FigureId, Vec<usize>, RandomState>,
    /// The figures of each trial's reading, in the order of the text.
    sorted: Vec<Vec<FigureId>>,
}

impl<'a> Shared<'a> {
    fn new(
        trials: &'a [Trial],
        relations: &'a [Relation],
        figures: &'a [Figure],
        proven: &'a [bool],
        surprises: &'a [Odds],
    ) -> Self {
        let sorted: Vec<Vec<FigureId>> = trials
            .iter()
            .map(|trial| relations[trial.relation].readings[trial.reading].sorted_figures())
            .collect();
        let mut about: HashMap<FigureId, Vec<usize>, RandomState> = HashMap::default();
        for (index, figures) in sorted.iter().enumerate() {
            for id in figures {
                about.entry(*id).or_default().push(index);
            }
        }
        Self {
            trials,
            relations,
            left: Left::of(relations, figures),
            proven,
            surprises,
            about,
            sorted,
        }
    }

    fn form(&self, trial: usize) -> &Form {
        let trial = &self.trials[trial];
        &self.relations[trial.relation].readings[trial.reading]
    }

    /// What the best of the other trials says for a trial.
    fn support(&self, trial: usize) -> Odds {
        let mut ids = self.form(trial).figures();
        ids.truncate(MOST_SHARED);
        let open = ids.into_iter().filter(|id| !self.proven[*id]);
        let others = open.flat_map(|id| {
            self.about[&id]
                .iter()
                .take(MOST_SHARED)
                .map(move |other| (id, *other))
        });
        others.fold(Odds::EVEN, |best, (id, other)| {
            let better = other != trial && self.surprises[other] > best;
            if better && self.agree(trial, other, id) {
                self.surprises[other]
            } else {
                best
            }
        })
    }

    /// Whether two trials about different figures leave one of them the same value.
    fn agree(&self, one: usize, other: usize, id: FigureId) -> bool {
        if self.sorted[one] == self.sorted[other] {
            return false;
        }
        let bounds = |index: usize| {
            let trial = &self.trials[index];
            match self.left.limits(trial.relation, trial.reading, id) {
                Some((Some(low), Some(high))) => Some((low, high)),
                _ => None,
            }
        };
        let meet = || Some((bounds(one)?, bounds(other)?));
        meet().is_some_and(|(one, other)| one.0.is_at_most(&other.1) && other.0.is_at_most(&one.1))
    }
}

/// The values that are printed.
fn printed(figures: &[Figure]) -> HashSet<Decimal, RandomState> {
    let figures = figures.iter();
    figures
        .filter_map(|figure| figure.quantity.in_base())
        .collect()
}

/// What it is worth that the value a correction would restore stands elsewhere in the document.
fn repeated(mending: &Mending, figures: usize, printed: &HashSet<Decimal, RandomState>) -> Odds {
    let mantissa = mending.quantity.value.mantissa().unsigned_abs();
    let value = mending.quantity.in_base();
    if mantissa < LEAST_REPEATED || !value.is_some_and(|value| printed.contains(&value)) {
        return Odds::EVEN;
    }
    Odds::of(mantissa, 3 * figures as u128).max(Odds::EVEN)
}

/// The family and the first trait of a relation.
fn kind(relation: &Relation) -> [&'static str; 2] {
    match relation.pattern {
        Some((pattern, _)) => pattern.head(),
        None => [relation.code, words(relation)],
    }
}

/// By what words a relation whose rule tells no traits was read.
fn words(relation: &Relation) -> &'static str {
    match (relation.kind, relation.certainty) {
        ("", Certainty::Stated) => "言明",
        ("", Certainty::Probable) => "多半",
        ("", Certainty::Possible) => "或许",
        (kind, _) => kind,
    }
}

/// The pattern of a relation whose rule tells no traits: what can be seen from its figures.
pub(crate) fn plain(relation: &Relation, figures: &[Figure]) -> Pattern {
    let ids = relation.readings[0].figures();
    let (first, last) = (
        ids.iter().min().copied().unwrap_or(0),
        ids.iter().max().copied().unwrap_or(0),
    );
    let (from, to) = (&figures[first], &figures[last]);
    let near = from.paragraph == to.paragraph;
    let separators = || {
        let between = figures.get(first + 1..=last)?;
        let told = near && between.len() < FAR_APART;
        told.then(|| between.iter().map(|figure| figure.separator).max())
            .flatten()
    };
    let aside = ids.iter().any(|id| figures[*id].role == Role::Base);
    Pattern::new(&[
        relation.code,
        words(relation),
        if relation.readings.len() > 1 {
            "多"
        } else {
            "单"
        },
        match from.sentence.abs_diff(to.sentence) {
            _ if !near => "异段",
            0 => "本句",
            _ => "跨句",
        },
        separators().unwrap_or(Separator::None).name(),
        match last - first + 1 - ids.len().min(last - first + 1) {
            0 => "紧",
            1 => "隔一",
            _ => "隔多",
        },
        if from.depth == to.depth {
            "同层"
        } else {
            "异层"
        },
        if aside { "有基" } else { "无基" },
        match ids.len() {
            0..=2 => "二",
            3 => "三",
            _ => "多",
        },
        match relation.certainty {
            Certainty::Stated => "言",
            Certainty::Probable => "半",
            Certainty::Possible => "或",
        },
    ])
}
