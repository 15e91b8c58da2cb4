//! The slips of the pen that one figure may be.

use quantity::{Dimension, Quantity};

use crate::claim::{FigureId, Form};
use crate::figure::Figure;
use crate::slip::{Slip, Variant, variants};

use super::demand::Demand;

/// The numbers one slip away from a figure.
pub(super) fn slips(figure: &Figure) -> Vec<Variant> {
    let mut slips = variants(&figure.quantity);
    slips.retain(|variant| can_be(variant, figure) && !variant.quantity.value.is_zero());
    slips
}

/// Whether a figure may have been meant so: the unit of a table is that of all its cells.
fn can_be(variant: &Variant, figure: &Figure) -> bool {
    !(figure.implied && variant.slip == Slip::Unit) && can_say(figure, &variant.quantity)
}

/// Whether a figure can state this: people and things are counted in whole ones, unless it already counts parts of them.
pub(super) fn can_say(figure: &Figure, quantity: &Quantity) -> bool {
    let whole = |quantity: &Quantity| {
        u32::from(quantity.value.scale()) <= quantity.unit.multiplier_exponent()
    };
    figure.quantity.unit.dimension() != Dimension::Count
        || whole(quantity)
        || !whole(&figure.quantity)
}

/// A slip that would mend a form, and how many slips of its kind there might have been in the figure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mending {
    /// What may have been meant.
    pub(crate) variant: Variant,
    /// How many numbers are as near by a slip of the same kind.
    pub(crate) alike: u32,
}

/// The slips in a figure that would mend a form, the other figures standing as they are.
pub(crate) fn mendings(form: &Form, figure: FigureId, figures: &[Figure]) -> Vec<Mending> {
    let Some(limits) = form.limits(figure, figures) else {
        return Vec::new();
    };
    let figure = &figures[figure];
    let demand = Demand::new(limits, figure, form.is_to_the_digit(figures));
    let slips = slips(figure);
    let mut alike = [0; Slip::KINDS];
    for variant in &slips {
        alike[variant.slip as usize] += 1;
    }
    let as_printed = demand.window(&figure.quantity);
    let admitted = |variant: &Variant| {
        if as_printed.is_of(&variant.quantity) {
            as_printed.admits(&variant.quantity)
        } else {
            demand.window(&variant.quantity).admits(&variant.quantity)
        }
    };
    slips
        .into_iter()
        .filter(admitted)
        .map(|variant| Mending {
            variant,
            alike: alike[variant.slip as usize],
        })
        .collect()
}
