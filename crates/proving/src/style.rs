//! How one report prints its numbers: every report has habits of its own.

use quantity::{Approximation, Unit};

use crate::dice::Dice;
use crate::figure::Form;

/// What may stand between the parts of a list.
const BETWEEN: &[&str] = &["、", "、", "，", "，", "；"];

/// The habits of a report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// How money is printed.
    pub money: Form,
    /// How percentages are printed.
    pub percent: Form,
    /// What stands between the parts of a list.
    pub between: &'static str,
}

impl Style {
    /// Habits by chance: mostly 万元 with two decimals, rounded.
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let (unit, places) = *dice.pick(&[
            (Unit::WAN_YUAN, 2),
            (Unit::WAN_YUAN, 2),
            (Unit::WAN_YUAN, 2),
            (Unit::WAN_YUAN, 2),
            (Unit::WAN_YUAN, 2),
            (Unit::WAN_YUAN, 2),
            (Unit::WAN_YUAN, 1),
            (Unit::WAN_YUAN, 4),
            (Unit::WAN_YUAN, 6),
            (Unit::YUAN, 2),
        ]);
        let cut = dice.chance(12);
        let plain = Form {
            cut,
            trimmed: dice.chance(25),
            ..Form::whole(unit)
        };
        Style {
            money: Form {
                places,
                grouped: dice.chance(20),
                word: Approximation::Exact,
                ..plain
            },
            percent: Form {
                unit: Unit::PERCENT,
                places: *dice.pick(&[2, 2, 2, 2, 2, 1, 1, 0]),
                ..plain
            },
            between: BETWEEN[dice.below(BETWEEN.len())],
        }
    }
}
