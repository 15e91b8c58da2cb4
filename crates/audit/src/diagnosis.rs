//! Diagnosis: which figure to correct, to what, so that everything that is broken holds again.
//!
//! Relations that share figures are looked at together. A figure is a diagnosis of a group of broken relations when one
//! value of it mends them all and breaks none that holds; the fewest figures that explain all broken relations are
//! sought (consistency-based diagnosis, Reiter 1987: minimal hitting sets), the likeliest slip of the pen first.

use num_traits::{ToPrimitive, Zero};
use quantity::{Decimal, Quantity, Rational, Unit};

use crate::claim::{Certainty, FigureId, Form, Relation, Verdict, decide, printed};
use crate::figure::{Figure, Role};
use crate::slip::{Slip, Variant, between, rescaled, variants};

/// One in how many unrelated lists may look like a slip by chance.
const CHANCE: i64 = 50;

/// The cost of telling a figure less finely than the one it should equal.
const VAGUE: u32 = 45;

/// How many numbers around the one a sum needs are looked at: the roundings of its parts.
const NEARBY: usize = 24;

/// Shorter numbers stand twice in a list by chance.
const LEAST_COPIED: u128 = 100;

/// Broken relations that one correction mends.
#[derive(Debug, Clone)]
pub(crate) struct Diagnosis {
    /// Indices of the broken relations.
    pub relations: Vec<usize>,
    /// The corrections that would mend them all, the likeliest first; empty when none was found.
    pub corrections: Vec<Correction>,
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
    /// How unlikely it is, in arbitrary points.
    cost: u32,
    /// Relations that hold with the correction and mention the figure, broken ones included.
    pub confirmed_by: Vec<usize>,
}

/// Explains all broken relations.
pub(crate) fn diagnose(
    relations: &[Relation],
    verdicts: &[Verdict],
    figures: &[Figure],
) -> Vec<Diagnosis> {
    let deserves = |id: usize| {
        relations[id].certainty > Certainty::Possible || may_be_a_slip(&relations[id], figures)
    };
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
    let index = FigureIndex::new(relations, figures.len());
    let workshop = Workshop {
        relations,
        verdicts,
        figures,
        index: &index,
    };
    let mut diagnoses = Vec::new();
    for first in 0..relations.len() {
        if open[first] {
            diagnoses.extend(workshop.explain(index.take_connected(first, &mut open, relations)));
        }
    }
    diagnoses
}

/// Whether a slip in one figure would mend a sum beyond chance: a quick look before a list that need not be complete is
/// examined.
fn may_be_a_slip(relation: &Relation, figures: &[Figure]) -> bool {
    let mut readings = relation.readings.iter();
    readings.any(|form| !form.adds_up() || sum_slip(relation, form, figures).unwrap_or(true))
}

fn sum_slip(relation: &Relation, form: &Form, figures: &[Figure]) -> Option<bool> {
    for (id, needed) in form.lacking(figures)? {
        let quantity = figures[id].quantity;
        let place = quantity.ulp().checked_mul(quantity.unit.factor())?;
        let least = whole_part(needed.0, place)? - 1;
        let most = whole_part(needed.1, place)? + 1;
        let near = (least..=most)
            .take(NEARBY)
            .filter_map(|meant| between(quantity.value.mantissa(), meant));
        let rescaled = rescaled(&quantity).into_iter();
        let elsewhere = rescaled
            .filter(|variant| can_be(variant, &figures[id]))
            .filter(|variant| {
                let meant = variant.quantity.wide_ends();
                meant.is_some_and(|(from, to)| from <= needed.1 && to >= needed.0)
            });
        let slips = near.chain(elsewhere.map(|variant| variant.slip));
        if slips
            .into_iter()
            .any(|slip| is_beyond_chance(slip, id, relation, figures))
        {
            return Some(true);
        }
    }
    Some(false)
}

/// How many whole places of this size a value has, towards zero.
fn whole_part(value: Decimal, place: Decimal) -> Option<i128> {
    let scale = value.scale().max(place.scale());
    let at = |number: Decimal| {
        number
            .mantissa()
            .checked_mul(10_i128.checked_pow((scale - number.scale()).into())?)
    };
    at(value)?.checked_div(at(place)?)
}

/// The numbers one slip away from a figure.
fn slips(figure: &Figure) -> Vec<Variant> {
    let mut slips = variants(&figure.quantity);
    slips.retain(|variant| can_be(variant, figure));
    slips
}

/// Whether a figure may have been meant so: the unit of a table is that of all its cells.
fn can_be(variant: &Variant, figure: &Figure) -> bool {
    !(figure.implied && variant.slip == Slip::Unit)
}

/// Which relations mention a figure.
struct FigureIndex {
    mentions: Vec<Vec<usize>>,
}

impl FigureIndex {
    fn new(relations: &[Relation], figures: usize) -> Self {
        let mut mentions = vec![Vec::new(); figures];
        for (id, relation) in relations.iter().enumerate() {
            for figure in figures_of(relation) {
                mentions[figure].push(id);
            }
        }
        Self { mentions }
    }

    /// The broken relations that hang together with the first, taken out of the open ones.
    fn take_connected(
        &self,
        first: usize,
        open: &mut [bool],
        relations: &[Relation],
    ) -> Vec<usize> {
        let mut group = vec![first];
        open[first] = false;
        let mut next = 0;
        while next < group.len() {
            for figure in figures_of(&relations[group[next]]) {
                for id in &self.mentions[figure] {
                    if std::mem::take(&mut open[*id]) {
                        group.push(*id);
                    }
                }
            }
            next += 1;
        }
        group.sort_unstable();
        group
    }
}

fn figures_of(relation: &Relation) -> Vec<FigureId> {
    let mut figures: Vec<FigureId> = relation.readings.iter().flat_map(Form::figures).collect();
    figures.sort_unstable();
    figures.dedup();
    figures
}

struct Workshop<'a> {
    relations: &'a [Relation],
    verdicts: &'a [Verdict],
    figures: &'a [Figure],
    index: &'a FigureIndex,
}

impl Workshop<'_> {
    /// Splits a group of broken relations by the figures that explain most of them.
    fn explain(&self, mut group: Vec<usize>) -> Vec<Diagnosis> {
        let mut diagnoses = Vec::new();
        while !group.is_empty() {
            let mut corrections = self.corrections(&group);
            let most = corrections
                .iter()
                .map(|c| self.mended(c, &group).len())
                .max()
                .unwrap_or(0);
            if most == 0 {
                diagnoses.extend(group.drain(..).map(|id| Diagnosis {
                    relations: vec![id],
                    corrections: Vec::new(),
                }));
                break;
            }
            corrections.retain(|c| self.mended(c, &group).len() == most);
            corrections.sort_by_key(|c| (c.cost, c.figure));
            let relations = self.mended(&corrections[0], &group);
            corrections.retain(|c| self.mended(c, &group) == relations);
            group.retain(|id| !relations.contains(id));
            diagnoses.push(Diagnosis {
                relations,
                corrections,
            });
        }
        diagnoses
    }

    fn mended(&self, correction: &Correction, group: &[usize]) -> Vec<usize> {
        group
            .iter()
            .copied()
            .filter(|id| correction.confirmed_by.contains(id))
            .collect()
    }

    fn corrections(&self, group: &[usize]) -> Vec<Correction> {
        let mut candidates: Vec<FigureId> = group
            .iter()
            .flat_map(|id| figures_of(&self.relations[*id]))
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates
            .into_iter()
            .flat_map(|figure| self.corrections_of(figure, group))
            .collect()
    }

    /// The best corrections of one figure: by a slip, and by plain recomputation.
    fn corrections_of(&self, figure: FigureId, group: &[usize]) -> Vec<Correction> {
        let about = self.index.mentions[figure].iter().copied();
        let about: Vec<usize> = about.filter(|id| !self.is_free(*id, figure)).collect();
        let mut demands: Vec<Demands> = about.iter().map(|id| self.demands(*id, figure)).collect();
        let mut found: Vec<Correction> = Vec::new();
        let mut consider = |quantity: Quantity, slip: Option<Slip>| {
            let Some(confirmed_by) = self.confirmations(&quantity, &mut demands, group) else {
                return;
            };
            let cost = self.cost(figure, slip) + self.vagueness(&quantity, figure, group);
            found.push(Correction {
                figure,
                quantity,
                slip,
                cost,
                confirmed_by,
            });
        };
        for variant in slips(&self.figures[figure]) {
            consider(variant.quantity, Some(variant.slip));
        }
        for quantity in self.recomputed(figure, group) {
            consider(quantity, None);
        }
        found.sort_by_key(|c| (std::cmp::Reverse(self.mended(c, group).len()), c.cost));
        found.truncate(1);
        found
    }

    /// Whether a relation holds in a reading that does not mention a figure: then it demands nothing of it.
    fn is_free(&self, relation: usize, figure: FigureId) -> bool {
        let readings = &self.relations[relation].readings;
        readings.len() > 1
            && readings.iter().any(|form| {
                !form.figures().contains(&figure) && decide(form, self.figures) != Verdict::Broken
            })
    }

    /// The relations that hold with the value; `None` when it mends nothing or breaks what holds.
    fn confirmations(
        &self,
        value: &Quantity,
        demands: &mut [Demands],
        group: &[usize],
    ) -> Option<Vec<usize>> {
        let mut confirmed = Vec::new();
        for demands in demands {
            if demands.admit(value) {
                confirmed.push(demands.relation);
            } else if self.verdicts[demands.relation] != Verdict::Broken {
                return None;
            }
        }
        confirmed
            .iter()
            .any(|id| group.contains(id))
            .then_some(confirmed)
    }

    /// What each reading of a relation demands of a figure; a reading that does not mention it demands nothing when it
    /// holds.
    fn demands(&self, relation: usize, figure: FigureId) -> Demands {
        let readings = self.relations[relation].readings.iter();
        let readings = readings
            .filter_map(|form| demand(form, figure, self.figures))
            .map(|demand| (demand, Vec::new()))
            .collect();
        Demands { relation, readings }
    }

    /// The values that satisfy each broken relation exactly, in the printed unit and precision.
    fn recomputed(&self, figure: FigureId, group: &[usize]) -> Vec<Quantity> {
        let mut values: Vec<Quantity> = Vec::new();
        for id in group {
            for form in &self.relations[*id].readings {
                let Some(value) = form.solve(figure, self.figures) else {
                    continue;
                };
                let quantity = self.figures[figure].quantity;
                let value = rounded(
                    &(value / quantity.unit.factor().to_rational()),
                    quantity.value.scale(),
                    self.places(form, figure),
                );
                if value != quantity.value
                    && (value.is_negative() == quantity.value.is_negative() || value.is_zero())
                {
                    values.push(Quantity { value, ..quantity });
                }
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

    /// How unlikely a correction is: a slip of the pen is likelier than a number out of the air; a figure that other
    /// relations confirm is likelier right.
    fn cost(&self, figure: FigureId, slip: Option<Slip>) -> u32 {
        let by_slip = match slip {
            Some(Slip::Swapped | Slip::Unit) => 10,
            Some(Slip::PointMoved) => 14,
            Some(Slip::Lost | Slip::Extra) => 24,
            Some(Slip::Digit) => 20,
            None if self.is_copied(figure) => 22 - self.habit(figure) / 2,
            None => 40 - self.habit(figure),
        };
        let confirmed = self.index.mentions[figure]
            .iter()
            .filter(|id| matches!(self.verdicts[**id], Verdict::Holds | Verdict::Rounding));
        // Of two like slips, that in a figure computed by hand is the likelier.
        by_slip - self.habit(figure) / 10
            + 15 * u32::try_from(confirmed.count().min(3)).unwrap_or(3)
    }

    /// What it adds to the cost of a value that it is told much less finely than a figure it should equal: 0.3亿元 meets
    /// 2961.68万元, and nobody meant it.
    fn vagueness(&self, value: &Quantity, figure: FigureId, group: &[usize]) -> u32 {
        let ulp = |quantity: &Quantity| {
            quantity.ulp().to_rational() * quantity.unit.factor().to_rational()
        };
        let equals = group
            .iter()
            .flat_map(|id| &self.relations[*id].readings)
            .filter_map(|form| form.equal_to(figure));
        let finest = equals.map(|id| ulp(&self.figures[id].quantity)).min();
        let vague =
            finest.is_some_and(|finest| ulp(value) > finest * Rational::from_integer(10.into()));
        if vague { VAGUE } else { 0 }
    }

    /// Whether a broken relation has the same number of several digits twice: one may be copied from the row beside.
    fn is_copied(&self, figure: FigureId) -> bool {
        let value = self.figures[figure].quantity.value;
        let twin = |id: &FigureId| *id != figure && self.figures[*id].quantity.value == value;
        let broken = self.index.mentions[figure]
            .iter()
            .filter(|id| self.verdicts[**id] == Verdict::Broken);
        value.mantissa().unsigned_abs() >= LEAST_COPIED
            && broken
                .flat_map(|id| &self.relations[*id].readings)
                .any(|form| form.figures().iter().any(twin))
    }

    /// Figures that are computed by hand and so go wrong by themselves: percentages first, then changes.
    fn habit(&self, figure: FigureId) -> u32 {
        match self.figures[figure].role {
            Role::Share | Role::Rate | Role::OfPrevious | Role::Growth(_) | Role::Percent => 22,
            Role::Delta(_) | Role::Points => 8,
            _ => 0,
        }
    }
}

/// A value rounded to `places`, told with no more than it takes but at least `printed`: a score of 9.5 stays 9.5.
fn rounded(value: &Rational, printed: u8, places: u8) -> Decimal {
    let needed = Decimal::round(value, places).normalized().scale();
    Decimal::round(value, printed.max(needed))
}

/// The values of one figure that satisfy a relation, in base units.
#[derive(Debug, Clone)]
struct Demand {
    lo: Option<Rational>,
    hi: Option<Rational>,
    /// How far a printed number may be off what it stands for, in units of its last place.
    rounding: Rational,
}

/// The mantissas that meet a demand when printed in one unit with one precision.
#[derive(Debug, Clone, Copy)]
struct Window {
    unit: Unit,
    scale: u8,
    exact: bool,
    least: i128,
    most: i128,
}

impl Demand {
    /// The numbers of this unit and precision that can stand for a value within.
    fn window(&self, quantity: &Quantity) -> Window {
        let (unit, scale) = (quantity.unit, quantity.value.scale());
        let place = Decimal::new(1, scale).to_rational() * unit.factor().to_rational();
        let half = &self.rounding / Rational::from_integer(2.into());
        let (inward, outward) = match (quantity.is_exact(), quantity.value.is_negative()) {
            (true, _) => (Rational::zero(), Rational::zero()),
            (false, false) => (half, self.rounding.clone()),
            (false, true) => (self.rounding.clone(), half),
        };
        let whole = |value: Rational, up: bool| {
            let value = if up { value.ceil() } else { value.floor() };
            value.to_integer().to_i128()
        };
        let least = self
            .lo
            .as_ref()
            .and_then(|lo| whole(lo / &place - outward, true))
            .unwrap_or(i128::MIN);
        let most = self
            .hi
            .as_ref()
            .and_then(|hi| whole(hi / &place + inward, false))
            .unwrap_or(i128::MAX);
        Window {
            unit,
            scale,
            exact: quantity.is_exact(),
            least,
            most,
        }
    }
}

/// What the readings of one relation demand of a figure.
struct Demands {
    relation: usize,
    readings: Vec<(Demand, Vec<Window>)>,
}

impl Demands {
    fn admit(&mut self, quantity: &Quantity) -> bool {
        let (unit, exact) = (quantity.unit, quantity.is_exact());
        let (scale, mantissa) = (quantity.value.scale(), quantity.value.mantissa());
        self.readings.iter_mut().any(|(demand, windows)| {
            let known = windows
                .iter()
                .find(|window| (window.unit, window.scale, window.exact) == (unit, scale, exact))
                .copied();
            let window = known.unwrap_or_else(|| {
                let window = demand.window(quantity);
                windows.push(window);
                window
            });
            (window.least..=window.most).contains(&mantissa)
        })
    }
}

/// What a form demands of a figure; `None` where it does not mention it, or demands no interval.
fn demand(form: &Form, figure: FigureId, figures: &[Figure]) -> Option<Demand> {
    let (lo, hi) = form.limits(figure, figures)?;
    let rounding = if form.is_to_the_digit(figures) {
        Rational::zero()
    } else {
        let (stated, printed) = (figures[figure].stated(), figures[figure].quantity);
        stated.ulp().to_rational() / printed.ulp().to_rational()
    };
    Some(Demand { lo, hi, rounding })
}

/// Whether a slip explains a broken relation so well that chance is no explanation: the numbers one slip away from the
/// printed ones are few against the numbers that might stand there.
pub(crate) fn is_telling(correction: &Correction, relation: &Relation, figures: &[Figure]) -> bool {
    correction
        .slip
        .is_some_and(|slip| is_beyond_chance(slip, correction.figure, relation, figures))
}

fn is_beyond_chance(slip: Slip, figure: FigureId, relation: &Relation, figures: &[Figure]) -> bool {
    let Some(demand) = demand(&relation.readings[0], figure, figures) else {
        return false;
    };
    let (Some(lo), Some(hi)) = (demand.lo, demand.hi) else {
        return false;
    };
    let quantity = figures[figure].quantity;
    let ulp = quantity.ulp().to_rational() * quantity.unit.factor().to_rational();
    let window = (hi - lo) / &ulp + Rational::from_integer(2.into());
    let form = &relation.readings[0];
    let room = if form.adds_up() {
        let all = form.figures().into_iter();
        all.map(|id| printed(figures, id)).max()
    } else {
        Some(printed(figures, figure))
    };
    let tries = |id: &FigureId| {
        slips(&figures[*id])
            .iter()
            .filter(|variant| variant.slip == slip)
            .count()
    };
    let tries: usize = figures_of(relation).iter().map(tries).sum();
    let chances = Rational::from_integer(tries.into()) * window;
    room.is_some_and(|room| chances * Rational::from_integer(CHANCE.into()) < room / ulp)
}

impl Correction {
    /// Whether the relation is certain enough to be reported, given this correction.
    pub(crate) fn supports(&self, relation: &Relation, figures: &[Figure]) -> bool {
        relation.certainty > Certainty::Possible || is_telling(self, relation, figures)
    }
}
