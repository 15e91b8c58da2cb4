//! The slips of the pen that one figure may be.

use quantity::{Dimension, Quantity};

use crate::claim::Limits;
use crate::figure::Figure;
use crate::slip::{Slip, Variant, each_variant, rescaled, variants, within};

use super::demand::Demand;

/// The numbers one slip away from a figure.
pub(super) fn slips(figure: &Figure) -> Vec<Variant> {
    let mut slips = variants(&figure.quantity);
    slips.retain(|variant| is_slip(variant, figure));
    slips
}

/// Whether a number may have been meant by a slip.
fn is_slip(variant: &Variant, figure: &Figure) -> bool {
    can_be(variant, figure) && !variant.quantity.value.is_zero()
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

/// The slips in a figure that would mend a form which leaves it these limits, the other figures standing as they are.
pub(crate) fn mendings(limits: Limits, to_the_digit: bool, figure: &Figure) -> Vec<Mending> {
    let printed = &figure.quantity;
    let demand = Demand::new(limits, figure, to_the_digit);
    let meets = |variant: &Variant| demand.window(&variant.quantity).admits(&variant.quantity);
    let admitted: Vec<Variant> = if printed.value.is_zero() {
        slips(figure).into_iter().filter(meets).collect()
    } else {
        // What differs in its digits only is printed to the same place, in the same unit.
        let window = demand.window(printed);
        let moved = rescaled(printed).filter(|variant| {
            can_be(variant, figure) && !window.is_far(&variant.quantity) && meets(variant)
        });
        within(printed, window.bounds())
            .into_iter()
            .chain(moved)
            .collect()
    };
    if admitted.is_empty() {
        return Vec::new();
    }
    let mut alike = [0; Slip::KINDS];
    each_variant(printed, |variant| {
        alike[variant.slip as usize] += u32::from(is_slip(&variant, figure));
    });
    let mending = |variant: Variant| Mending {
        variant,
        alike: alike[variant.slip as usize],
    };
    admitted.into_iter().map(mending).collect()
}
