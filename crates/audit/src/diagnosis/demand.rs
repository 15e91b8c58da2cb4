//! What broken and holding relations demand of a figure: the numbers it may say so that they hold.

use num_traits::{ToPrimitive, Zero};
use quantity::{Decimal, Quantity, Rational, Unit};

use crate::claim::Limits;
use crate::figure::Figure;

/// The values of one figure that satisfy a relation, in base units.
#[derive(Debug, Clone)]
pub(super) struct Demand {
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
    pub(super) fn new((lo, hi): Limits, figure: &Figure, to_the_digit: bool) -> Self {
        let rounding = if to_the_digit {
            Rational::zero()
        } else {
            let (stated, printed) = (figure.stated(), figure.quantity);
            stated.ulp().to_rational() / printed.ulp().to_rational()
        };
        Self { lo, hi, rounding }
    }

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
pub(super) struct Demands {
    pub(super) relation: usize,
    readings: Vec<(Demand, Vec<Window>)>,
}

impl Demands {
    pub(super) fn new(relation: usize, readings: impl Iterator<Item = Demand>) -> Self {
        let readings = readings.map(|demand| (demand, Vec::new())).collect();
        Self { relation, readings }
    }

    /// Whether a reading holds when the figure says this.
    pub(super) fn admit(&mut self, quantity: &Quantity) -> bool {
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
