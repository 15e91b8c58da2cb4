//! Diagnosis: which figure to correct, to what, so that everything that is broken holds again.
//!
//! Relations that share figures are looked at together. A figure is a diagnosis of a group of broken relations when one
//! value of it mends them and breaks none that holds. The figure that mends most is taken first, the likeliest slip of
//! the pen where several mend as many, until nothing more can be mended: greedy, where the fewest figures would be a
//! minimal hitting set (Reiter 1987).

mod choice;
mod demand;
mod index;
mod likelihood;
mod slips;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use foldhash::fast::RandomState;
use quantity::{Decimal, Quantity, Rational};

use crate::claim::{Certainty, FigureId, Form, Left, Relation, Verdict, decide};
use crate::evidence::Odds;
use crate::figure::Figure;
use crate::slip::Slip;
use demand::{Demand, Demands};
use index::Index;
use likelihood::Printed;
use slips::{can_say, slips};

pub use choice::{Choice, Offer};
pub use likelihood::Traits;
pub(crate) use slips::mendings;

/// A figure is accused alone where its correction is likelier than any other by more than this: two to one.
const APART: Odds = Odds(100);

/// In a relation of more figures than this any may have slipped, so that only those are looked at that tell more: its
/// first, the whole, and those of other broken relations. A list of 256 numbers has about 8,000 that are one wrong digit
/// away.
const LONG: usize = 256;

/// How many values are recomputed for one figure; one that would need more to mend its relations is not what is wrong.
const RECOMPUTED: usize = 64;

/// How many relations are looked at again for one figure while others of its group are explained.
const AGAIN: usize = 4_096;

/// So many of the broken relations about one figure are asked how likely a correction of it is.
const ASKED: usize = 8;

/// Broken relations that one correction mends.
#[derive(Debug, Clone)]
pub(crate) struct Diagnosis {
    /// The broken relations.
    pub relations: Vec<usize>,
    /// The corrections that would mend them all, the likeliest first; empty when none was found.
    pub corrections: Vec<Correction>,
}

impl Diagnosis {
    /// The corrections that are about as likely as the first: of these nothing tells which figure is wrong.
    pub(crate) fn likeliest(&self) -> &[Correction] {
        let first = self.corrections.first().map(|first| first.likelihood);
        let alike = |c: &&Correction| first.is_some_and(|first| first <= c.likelihood + APART);
        &self.corrections[..self.corrections.iter().take_while(alike).count()]
    }
}

/// One figure and the value it should have.
#[derive(Debug, Clone)]
pub(crate) struct Correction {
    /// The figure.
    pub figure: FigureId,
    /// What it should say.
    pub quantity: Quantity,
    /// The slip that explains the printed number, where one does.
    pub slip: Option<Slip>,
    /// How likely it is, against all other corrections that mend the same.
    likelihood: Odds,
    /// How many relations hold with the correction and mention the figure, broken ones included.
    pub confirmed_by: usize,
    /// The broken ones among them that nothing else has explained.
    mends: Vec<usize>,
}

/// Explains all broken relations.
pub(crate) fn diagnose(
    relations: &[Relation],
    verdicts: &[Verdict],
    figures: &[Figure],
) -> Vec<Diagnosis> {
    diagnose_with(relations, verdicts, figures, |_, _| {})
}

/// The corrections there are for what is broken, of each diagnosis those of all its figures.
pub(crate) fn choices(
    relations: &[Relation],
    verdicts: &[Verdict],
    figures: &[Figure],
) -> Vec<Choice> {
    let mut choices = Vec::new();
    diagnose_with(relations, verdicts, figures, |workshop, mended| {
        choices.push(workshop.choice(mended));
    });
    choices
}

/// The same; `seen` is shown the relations of each diagnosis before they are closed.
fn diagnose_with(
    relations: &[Relation],
    verdicts: &[Verdict],
    figures: &[Figure],
    mut seen: impl FnMut(&Workshop<'_>, &[usize]),
) -> Vec<Diagnosis> {
    let deserves = |id: usize| relations[id].certainty > Certainty::Possible;
    let mut open: Vec<bool> = verdicts
        .iter()
        .map(|verdict| *verdict == Verdict::Broken)
        .collect();
    for (id, open) in open.iter_mut().enumerate() {
        *open = *open && deserves(id);
    }
    if !open.contains(&true) {
        return Vec::new();
    }
    let index = Index::new(relations, figures.len());
    let groups = index.groups(&open);
    let mut workshop = Workshop {
        relations,
        verdicts,
        figures,
        index: &index,
        open,
        printed: Printed::of(figures),
        left: Left::of(relations, figures),
        held: RefCell::default(),
    };
    let groups = groups.into_iter();
    groups
        .flat_map(|group| workshop.explain(group, &mut seen))
        .collect()
}

/// What is known of a relation and one of its readings.
type ByReading<T> = RefCell<HashMap<(usize, usize), T, RandomState>>;

struct Workshop<'a> {
    relations: &'a [Relation],
    verdicts: &'a [Verdict],
    figures: &'a [Figure],
    index: &'a Index,
    /// The broken relations that nothing explains yet.
    open: Vec<bool>,
    /// The values that are printed.
    printed: Printed,
    /// What each reading leaves to its figures.
    left: Left<'a>,
    /// The readings of claims that hold, each once decided.
    held: ByReading<bool>,
}

/// What mends most comes first, then what is likeliest.
type Rank = (Reverse<usize>, Reverse<Odds>, FigureId);

/// The best correction of each figure, and the figures by what their corrections are worth.
#[derive(Default)]
struct Bench {
    best: HashMap<FigureId, Correction, RandomState>,
    ranks: BTreeSet<Rank>,
}

impl Bench {
    fn put(&mut self, correction: Correction) {
        self.ranks.insert(correction.rank());
        self.best.insert(correction.figure, correction);
    }

    /// Takes the correction of a figure off; whether there was one.
    fn take(&mut self, figure: FigureId) -> bool {
        let correction = self.best.remove(&figure);
        correction.is_some_and(|correction| self.ranks.remove(&correction.rank()))
    }

    /// The broken relations the best correction of all mends.
    fn first(&self) -> Option<&[usize]> {
        let (_, _, figure) = self.ranks.first()?;
        self.best.get(figure).map(|best| &*best.mends)
    }
}

impl Correction {
    fn rank(&self) -> Rank {
        (
            Reverse(self.mends.len()),
            Reverse(self.likelihood),
            self.figure,
        )
    }
}

impl Workshop<'_> {
    /// Splits a group of broken relations by the figures that explain most of them.
    fn explain(
        &mut self,
        group: Vec<usize>,
        seen: &mut impl FnMut(&Workshop<'_>, &[usize]),
    ) -> Vec<Diagnosis> {
        let mut diagnoses = Vec::new();
        let mut bench = Bench::default();
        let mut spent: HashMap<FigureId, usize, RandomState> = HashMap::default();
        for figure in self.candidates(&group) {
            if let Some(correction) = self.correction_of(figure) {
                bench.put(correction);
            }
        }
        while let Some(mended) = bench.first().map(<[usize]>::to_vec) {
            let figures = self.index.figures[mended[0]].iter();
            let alike = figures.filter_map(|figure| bench.best.get(figure));
            let mut corrections: Vec<Correction> =
                alike.filter(|c| c.mends == mended).cloned().collect();
            corrections.sort_by_key(|c| (Reverse(c.likelihood), c.figure));
            seen(self, &mended);
            for id in &mended {
                self.open[*id] = false;
            }
            let touched = mended.iter().flat_map(|id| &self.index.figures[*id]);
            for figure in touched.collect::<BTreeSet<&FigureId>>() {
                if bench.take(*figure) {
                    let spent = spent.entry(*figure).or_default();
                    *spent += self.index.mentions[*figure].len();
                    if *spent <= AGAIN
                        && let Some(correction) = self.correction_of(*figure)
                    {
                        bench.put(correction);
                    }
                }
            }
            diagnoses.push(Diagnosis {
                relations: mended,
                corrections,
            });
        }
        for id in group {
            if std::mem::take(&mut self.open[id]) {
                diagnoses.push(Diagnosis {
                    relations: vec![id],
                    corrections: Vec::new(),
                });
            }
        }
        diagnoses
    }

    /// The figures that may be what is wrong with a group, in order.
    fn candidates(&self, group: &[usize]) -> Vec<FigureId> {
        let mut candidates: Vec<FigureId> = Vec::new();
        for id in group.iter().filter(|id| !self.has_no_limit(**id)) {
            let figures = &self.index.figures[*id];
            let whole = || self.relations[*id].readings[0].figures()[0];
            let broken = |figure: &FigureId| {
                let mentions = self.index.mentions[*figure].iter();
                mentions.filter(|id| self.open[**id]).nth(1).is_some()
            };
            if figures.len() <= LONG {
                candidates.extend(figures);
            } else {
                candidates.push(whole());
                candidates.extend(figures.iter().filter(|figure| broken(figure)));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    /// Whether figures are multiplied of which one has no end: 超过1.6万处 bounds what a correction may be on one side only.
    fn has_no_limit(&self, relation: usize) -> bool {
        let multiplied = self.relations[relation]
            .readings
            .iter()
            .any(|form| !form.is_linear());
        let figures = &self.index.figures[relation];
        multiplied
            && figures
                .iter()
                .any(|id| self.figures[*id].stated().wide_ends().is_none())
    }

    /// The best correction of one figure.
    fn correction_of(&self, figure: FigureId) -> Option<Correction> {
        let corrections = self.corrections_of(figure).into_iter();
        let corrections = corrections.map(|(correction, _)| correction);
        corrections.min_by_key(Correction::rank)
    }

    /// The corrections of one figure, by a slip or by plain recomputation, each with what can be seen of it.
    fn corrections_of(&self, figure: FigureId) -> Vec<(Correction, Traits)> {
        let about = self.index.mentions[figure].iter().copied();
        let about = about.filter(|id| !self.is_free(*id, figure));
        let mut demands: Vec<Demands> = about.map(|id| self.demands(id, figure)).collect();
        let recomputed = self.recomputed(figure);
        let by_slip = slips(&self.figures[figure]);
        let is_slip = |quantity: &&Quantity| by_slip.iter().any(|slip| slip.quantity == **quantity);
        let anew = recomputed.iter().filter(|quantity| !is_slip(quantity));
        let anew = anew.map(|quantity| (*quantity, None));
        let meant = by_slip.iter().map(|slip| (slip.quantity, Some(slip.slip)));
        let mut scene = None;
        let mut corrections = Vec::new();
        for (quantity, slip) in meant.chain(anew) {
            let Some((confirmed_by, mends)) = self.confirmations(&quantity, &mut demands) else {
                continue;
            };
            let scene = scene.get_or_insert_with(|| self.scene(figure));
            let traits = self.traits(scene, &quantity, slip, &recomputed);
            let correction = Correction {
                figure,
                quantity,
                slip,
                likelihood: traits.likelihood(),
                confirmed_by,
                mends,
            };
            corrections.push((correction, traits));
        }
        corrections
    }

    /// Whether a relation holds in a reading that does not mention a figure: then it demands nothing of it.
    fn is_free(&self, relation: usize, figure: FigureId) -> bool {
        let readings = &self.relations[relation].readings;
        self.verdicts[relation] != Verdict::Broken
            && readings.len() > 1
            && (0..readings.len()).any(|reading| {
                self.holds(relation, reading) && !self.left.mentions(relation, reading, figure)
            })
    }

    /// Whether a reading is not broken.
    fn holds(&self, relation: usize, reading: usize) -> bool {
        let mut known = self.held.borrow_mut();
        *known.entry((relation, reading)).or_insert_with(|| {
            let form = &self.relations[relation].readings[reading];
            decide(form, self.figures) != Verdict::Broken
        })
    }

    /// How many relations hold with the value, and which unexplained ones it mends; `None` when it mends none or breaks
    /// what holds.
    fn confirmations(
        &self,
        value: &Quantity,
        demands: &mut [Demands],
    ) -> Option<(usize, Vec<usize>)> {
        let mut confirmed = 0;
        let mut mends = Vec::new();
        for demands in demands {
            if demands.admit(value) {
                confirmed += 1;
                mends.extend(Some(demands.relation).filter(|id| self.open[*id]));
            } else if self.verdicts[demands.relation] != Verdict::Broken {
                return None;
            }
        }
        (!mends.is_empty()).then_some((confirmed, mends))
    }

    /// What each reading of a relation demands of a figure; a reading that does not mention it demands nothing when it
    /// holds.
    fn demands(&self, relation: usize, figure: FigureId) -> Demands {
        let forms = self.relations[relation].readings.iter().enumerate();
        let demands = forms.filter_map(|(reading, form)| {
            let limits = self.left.limits(relation, reading, figure)?;
            let to_the_digit = form.is_to_the_digit(self.figures);
            Some(Demand::new(limits, &self.figures[figure], to_the_digit))
        });
        Demands::new(relation, demands)
    }

    /// The relations that mention a figure and that nothing explains yet.
    fn unexplained(&self, figure: FigureId) -> impl Iterator<Item = usize> {
        let mentions = self.index.mentions[figure].iter().copied();
        mentions.filter(|id| self.open[*id])
    }

    /// The values that satisfy each broken relation exactly, in the printed unit and precision.
    fn recomputed(&self, figure: FigureId) -> Vec<Quantity> {
        let quantity = self.figures[figure].quantity;
        let mut values: Vec<Quantity> = Vec::new();
        for id in self.unexplained(figure) {
            for (reading, form) in self.relations[id].readings.iter().enumerate() {
                let Some(value) = self.left.solution(id, reading, figure) else {
                    continue;
                };
                let value = rounded(
                    &(value / quantity.unit.factor().to_rational()),
                    quantity.value.scale(),
                    self.places(form, figure),
                );
                let is_new = |known: &Quantity| {
                    (known.value.mantissa(), known.value.scale())
                        != (value.mantissa(), value.scale())
                };
                if value != quantity.value
                    && can_say(&self.figures[figure], &Quantity { value, ..quantity })
                    && (value.is_negative() == quantity.value.is_negative() || value.is_zero())
                    && values.iter().all(is_new)
                {
                    values.push(Quantity { value, ..quantity });
                }
            }
            if values.len() >= RECOMPUTED {
                break;
            }
        }
        values
    }

    /// The places a figure may be printed with: those it states, or those of the figure it should equal.
    fn places(&self, form: &Form, figure: FigureId) -> u8 {
        let quantity = self.figures[figure].stated();
        let other = form.equal_to(figure).map(|id| self.figures[id].quantity);
        let other = other.filter(|other| other.unit == quantity.unit);
        other.map_or(quantity.value.scale(), |other| {
            other.value.scale().max(quantity.value.scale())
        })
    }
}

/// A value rounded to `places`, told with no more than it takes but at least `printed`: a score of 9.5 stays 9.5.
fn rounded(value: &Rational, printed: u8, places: u8) -> Decimal {
    let needed = Decimal::round(value, places).normalized().scale();
    Decimal::round(value, printed.max(needed))
}
