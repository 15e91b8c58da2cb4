//! What broken and holding relations demand of a figure: the numbers it may say so that they hold.

use num_traits::ToPrimitive;
use quantity::{Decimal, Quantity, Rational, Unit};

use crate::claim::{Bound, Limits};
use crate::figure::Figure;

/// The values of one figure that satisfy a relation, in base units.
#[derive(Debug, Clone)]
pub(super) struct Demand {
    lo: Option<Bound>,
    hi: Option<Bound>,
    /// How far a printed number may be off what it stands for, in units of its last place.
    rounding: Decimal,
}

/// The mantissas that meet a demand when printed in one unit with one precision.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    unit: Unit,
    scale: u8,
    exact: bool,
    least: i128,
    most: i128,
}

impl Demand {
    pub(super) fn new((lo, hi): Limits, figure: &Figure, to_the_digit: bool) -> Self {
        let rounding = if to_the_digit {
            Decimal::ZERO
        } else {
            let (stated, printed) = (figure.stated(), figure.quantity);
            Decimal::new(1, stated.value.scale() - printed.value.scale())
        };
        Self { lo, hi, rounding }
    }

    /// The numbers of this unit and precision that can stand for a value within.
    pub(super) fn window(&self, quantity: &Quantity) -> Window {
        let (unit, scale) = (quantity.unit, quantity.value.scale());
        let half = Decimal::new(5 * self.rounding.mantissa(), self.rounding.scale() + 1);
        let (inward, outward) = match (quantity.is_exact(), quantity.value.is_negative()) {
            (true, _) => (Decimal::ZERO, Decimal::ZERO),
            (false, false) => (half, self.rounding),
            (false, true) => (self.rounding, half),
        };
        let place = Place {
            scale,
            factor: unit.factor(),
        };
        let least = self.lo.as_ref().and_then(|lo| place.least(lo, outward));
        let most = self.hi.as_ref().and_then(|hi| place.most(hi, inward));
        let (least, most) = (least.unwrap_or(i128::MIN), most.unwrap_or(i128::MAX));
        Window {
            unit,
            scale,
            exact: quantity.is_exact(),
            least,
            most,
        }
    }
}

impl Window {
    /// Whether it is of numbers printed like this one.
    pub(super) fn is_of(&self, quantity: &Quantity) -> bool {
        (self.unit, self.scale, self.exact)
            == (quantity.unit, quantity.value.scale(), quantity.is_exact())
    }

    /// The least and the greatest mantissa that meets the demand.
    pub(super) fn bounds(&self) -> (i128, i128) {
        (self.least, self.most)
    }

    /// Whether a number of this unit with its point elsewhere, at most two places off, is too far off to meet the demand,
    /// whatever its rounding: it is rounded to a place at most a hundred times as great.
    pub(super) fn is_far(&self, quantity: &Quantity) -> bool {
        const SLACK: i128 = 101;
        const POWERS: [i128; 3] = [1, 10, 100];
        if quantity.unit != self.unit {
            return false;
        }
        let (mantissa, scale) = (quantity.value.mantissa(), quantity.value.scale());
        let power = |more: u8, less: u8| POWERS[usize::from(more.saturating_sub(less).min(2))];
        let (finer, coarser) = (power(scale, self.scale), power(self.scale, scale));
        let value = mantissa.saturating_mul(coarser);
        let least = self.least.saturating_sub(SLACK).saturating_mul(finer);
        let most = self.most.saturating_add(SLACK).saturating_mul(finer);
        !(least..=most).contains(&value)
    }

    /// Whether a number printed so meets the demand.
    pub(super) fn admits(&self, quantity: &Quantity) -> bool {
        (self.least..=self.most).contains(&quantity.value.mantissa())
    }
}

/// The last place of a number, and its unit in base units.
#[derive(Clone, Copy)]
struct Place {
    scale: u8,
    factor: Decimal,
}

impl Place {
    /// The least whole number of places that is not more than so many below a bound.
    fn least(self, bound: &Bound, below: Decimal) -> Option<i128> {
        if let Some((numerator, denominator)) = self.count(bound, -below) {
            return Some(-(-numerator).div_euclid(denominator));
        }
        let count = bound.rational() / self.size() - below.to_rational();
        count.ceil().to_integer().to_i128()
    }

    /// The greatest whole number of places that is not more than so many above a bound.
    fn most(self, bound: &Bound, above: Decimal) -> Option<i128> {
        if let Some((numerator, denominator)) = self.count(bound, above) {
            return Some(numerator.div_euclid(denominator));
        }
        let count = bound.rational() / self.size() + above.to_rational();
        count.floor().to_integer().to_i128()
    }

    fn size(self) -> Rational {
        Decimal::new(1, self.scale).to_rational() * self.factor.to_rational()
    }

    /// How many places a bound and some more are, as a fraction of machine integers where they suffice.
    fn count(self, bound: &Bound, more: Decimal) -> Option<(i128, i128)> {
        let power = |scale: u8| 10_i128.checked_pow(scale.into());
        let places = power(self.scale.checked_add(self.factor.scale())?)?;
        let (numerator, denominator) = bound.parts()?;
        let numerator = numerator.checked_mul(places)?;
        let denominator = denominator.checked_mul(self.factor.mantissa())?;
        let parts = power(more.scale())?;
        let more = more.mantissa().checked_mul(denominator)?;
        let numerator = numerator.checked_mul(parts)?.checked_add(more)?;
        Some((numerator, denominator.checked_mul(parts)?))
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
        self.readings.iter_mut().any(|(demand, windows)| {
            let known = windows
                .iter()
                .find(|window| window.is_of(quantity))
                .copied();
            let window = known.unwrap_or_else(|| {
                let window = demand.window(quantity);
                windows.push(window);
                window
            });
            window.admits(quantity)
        })
    }
}
