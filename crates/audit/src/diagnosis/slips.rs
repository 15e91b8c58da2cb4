//! The slips of the pen that one figure may be.

use crate::claim::{FigureId, Form};
use crate::figure::Figure;
use crate::slip::{Slip, Variant, rescaled, variants, within};

use super::demand::Demand;

/// The numbers one slip away from a figure.
pub(super) fn slips(figure: &Figure) -> Vec<Variant> {
    let mut slips = variants(&figure.quantity);
    slips.retain(|variant| can_be(variant, figure) && !variant.quantity.value.is_zero());
    slips
}

/// Whether a figure may have been meant so: the unit of a table is that of all its cells.
fn can_be(variant: &Variant, figure: &Figure) -> bool {
    !(figure.implied && variant.slip == Slip::Unit)
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
    let printed = &figure.quantity;
    let demand = Demand::new(limits, figure, form.is_to_the_digit(figures));
    let meets = |variant: &Variant| demand.window(&variant.quantity).admits(&variant.quantity);
    let mut admitted = if printed.value.is_zero() {
        slips(figure)
    } else {
        let moved = rescaled(printed).into_iter();
        moved.filter(|variant| can_be(variant, figure)).collect()
    };
    admitted.retain(meets);
    // What differs in its digits only is printed to the same place, in the same unit.
    if !printed.value.is_zero() {
        admitted.extend(within(printed, demand.window(printed).bounds()));
    }
    if admitted.is_empty() {
        return Vec::new();
    }
    let mut alike = [0; Slip::KINDS];
    for variant in slips(figure) {
        alike[variant.slip as usize] += 1;
    }
    let mending = |variant: Variant| Mending {
        variant,
        alike: alike[variant.slip as usize],
    };
    admitted.into_iter().map(mending).collect()
}
