//! Whether a slip of the pen explains a broken relation, or chance would as well.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use quantity::{Decimal, Rational};

use crate::claim::{FigureId, Form, Limits, Relation, printed};
use crate::figure::Figure;
use crate::slip::{Slip, Variant, between, rescaled, variants};

/// One in how many unrelated lists may look like a slip by chance.
const CHANCE: i64 = 50;

/// How many numbers around the one a sum needs are looked at: the roundings of its parts.
const NEARBY: usize = 24;

/// How many numbers are one slip away, for each kind of slip.
type Tries = [usize; Slip::KINDS];

/// What could have been meant, counted once for each figure and each relation.
pub(super) struct Chances<'a> {
    relations: &'a [Relation],
    figures: &'a [Figure],
    of_figures: RefCell<HashMap<FigureId, Tries, RandomState>>,
    of_relations: RefCell<HashMap<usize, (Tries, Option<Rational>), RandomState>>,
}

impl<'a> Chances<'a> {
    pub(super) fn new(relations: &'a [Relation], figures: &'a [Figure]) -> Self {
        Self {
            relations,
            figures,
            of_figures: RefCell::default(),
            of_relations: RefCell::default(),
        }
    }

    /// Whether a slip in one figure would mend a sum beyond chance: a quick look before a list that need not be complete
    /// is examined.
    pub(super) fn may_be_a_slip(&self, relation: usize) -> bool {
        let mut readings = self.relations[relation].readings.iter();
        readings.any(|form| !form.adds_up() || self.sum_slip(relation, form).unwrap_or(true))
    }

    fn sum_slip(&self, relation: usize, form: &Form) -> Option<bool> {
        let to_the_digit = self.relations[relation].readings[0].is_to_the_digit(self.figures);
        let is_first = std::ptr::eq(form, &self.relations[relation].readings[0]);
        for (id, needed) in form.lacking(self.figures)? {
            let figure = &self.figures[id];
            let quantity = figure.quantity;
            let place = quantity.ulp().checked_mul(quantity.unit.factor())?;
            let least = whole_part(needed.0, place)? - 1;
            let most = whole_part(needed.1, place)? + 1;
            let near = (least..=most)
                .take(NEARBY)
                .filter_map(|meant| between(quantity.value.mantissa(), meant));
            let rescaled = rescaled(&quantity).into_iter();
            let elsewhere = rescaled
                .filter(|variant| can_be(variant, figure))
                .filter(|variant| {
                    let meant = variant.quantity.wide_ends();
                    meant.is_some_and(|(from, to)| from <= needed.1 && to >= needed.0)
                });
            let known = (is_first && !to_the_digit)
                .then(|| (Some(needed.0.to_rational()), Some(needed.1.to_rational())));
            let mut slips = near.chain(elsewhere.map(|variant| variant.slip));
            let beyond = |slip| {
                let limits = known.clone().or_else(|| self.first_limits(relation, id));
                self.is_beyond_chance(slip, id, relation, limits)
            };
            if slips.any(beyond) {
                return Some(true);
            }
        }
        Some(false)
    }

    fn first_limits(&self, relation: usize, figure: FigureId) -> Option<Limits> {
        self.relations[relation].readings[0].limits(figure, self.figures)
    }

    /// Whether a slip in a figure explains a broken relation so well that chance is no explanation: the numbers one slip
    /// away from the printed ones are few against the numbers that might stand there. The limits are those its likeliest
    /// reading sets the figure.
    pub(super) fn is_beyond_chance(
        &self,
        slip: Slip,
        figure: FigureId,
        relation: usize,
        limits: Option<Limits>,
    ) -> bool {
        let Some((Some(lo), Some(hi))) = limits else {
            return false;
        };
        let quantity = self.figures[figure].quantity;
        let ulp = quantity.ulp().to_rational() * quantity.unit.factor().to_rational();
        let window = (hi - lo) / &ulp + Rational::from_integer(2.into());
        let (tries, greatest) = self.of_relation(relation);
        let room = greatest.unwrap_or_else(|| printed(self.figures, figure));
        let chances = Rational::from_integer(tries[slip as usize].into()) * window;
        chances * Rational::from_integer(CHANCE.into()) < room / ulp
    }

    /// The numbers one slip away from the figures of a relation, and the greatest figure of a sum.
    fn of_relation(&self, relation: usize) -> (Tries, Option<Rational>) {
        if let Some(known) = self.of_relations.borrow().get(&relation) {
            return known.clone();
        }
        let mut tries = Tries::default();
        for id in self.relations[relation].figures() {
            let more = self.of_figure(id);
            tries
                .iter_mut()
                .zip(more)
                .for_each(|(sum, more)| *sum += more);
        }
        let form = &self.relations[relation].readings[0];
        let values = form.figures().into_iter();
        let greatest = values.map(|id| printed(self.figures, id)).max();
        let counted = (tries, greatest.filter(|_| form.adds_up()));
        self.of_relations
            .borrow_mut()
            .insert(relation, counted.clone());
        counted
    }

    fn of_figure(&self, id: FigureId) -> Tries {
        *self.of_figures.borrow_mut().entry(id).or_insert_with(|| {
            let mut tries = Tries::default();
            for variant in slips(&self.figures[id]) {
                tries[variant.slip as usize] += 1;
            }
            tries
        })
    }
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
pub(super) fn slips(figure: &Figure) -> Vec<Variant> {
    let mut slips = variants(&figure.quantity);
    slips.retain(|variant| can_be(variant, figure));
    slips
}

/// Whether a figure may have been meant so: the unit of a table is that of all its cells.
fn can_be(variant: &Variant, figure: &Figure) -> bool {
    !(figure.implied && variant.slip == Slip::Unit)
}
