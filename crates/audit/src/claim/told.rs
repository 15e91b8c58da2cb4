//! How figures are told in sentences and in arithmetic.

use quantity::{Decimal, Rational, Unit};

use crate::claim::form::FigureId;
use crate::claim::judge::printed;
use crate::figure::Figure;
use crate::reading::Reading;

/// The figures of a document as sentences tell them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) figures: &'a [Figure],
    /// The words that make the claim which is told, where they are known.
    pub(crate) quoted: &'a str,
}

/// A number as a term of a formula: a negative one in brackets.
fn bracketed(number: String) -> String {
    if number.starts_with(['-', '−', '－', '﹣']) {
        format!("（{number}）")
    } else {
        number
    }
}

impl<'a> Told<'a> {
    /// A figure as it is printed, unit and all.
    pub(crate) fn printed(&self, id: FigureId) -> &'a str {
        self.figures[id].printed(self.reading)
    }

    /// The value of a figure as it is printed, in base units.
    pub(crate) fn value(&self, id: FigureId) -> Rational {
        printed(self.figures, id)
    }

    /// The number of a figure without its unit.
    pub(crate) fn number(&self, id: FigureId) -> String {
        bracketed(self.figures[id].quantity.value.to_string())
    }

    /// The number of a figure as the result of a formula.
    pub(crate) fn printed_number(&self, id: FigureId) -> String {
        self.figures[id].quantity.value.to_string()
    }

    /// A figure's number, with its unit when the other figure has another one.
    pub(crate) fn with_unit(&self, id: FigureId, other: FigureId) -> String {
        if self.figures[id].quantity.unit == self.figures[other].quantity.unit {
            self.number(id)
        } else {
            bracketed(self.printed(id).to_owned())
        }
    }

    /// A value in base units, told in the unit of a figure, exactly where four more places suffice.
    pub(crate) fn in_unit_of(&self, value: &Rational, id: FigureId) -> String {
        let quantity = self.figures[id].quantity;
        let exact = value / quantity.unit.factor().to_rational();
        let places = (quantity.value.scale()..=quantity.value.scale() + 4)
            .find(|places| Decimal::round(&exact, *places).to_rational() == exact)
            .unwrap_or(quantity.value.scale() + 2);
        let unit = if quantity.unit == Unit::NONE {
            String::new()
        } else {
            quantity.unit.symbol()
        };
        format!("{}{unit}", Decimal::round(&exact, places))
    }

    /// What percentage a part is of a whole, with the places of a figure and two at least.
    pub(crate) fn percentage(&self, part: &Rational, whole: &Rational, like: FigureId) -> String {
        if *whole == Rational::from_integer(0.into()) {
            return "无法计算（分母为0）".to_owned();
        }
        let places = self.figures[like].quantity.value.scale().max(2);
        let percentage = part * Rational::from_integer(100.into()) / whole;
        format!("{}%", Decimal::round(&percentage, places))
    }
}
