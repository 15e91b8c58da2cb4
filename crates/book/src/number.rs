//! Sums of money and points, and how exact values are printed.

use quantity::{Approximation, Decimal, Rational, Unit, convert, parse_cell};

/// The sum with the places of the finest part.
///
/// Exact for numbers within the limits of a book, of which a hundred thousand million fit.
pub(crate) fn sum(parts: impl IntoIterator<Item = Decimal>) -> Decimal {
    parts.into_iter().fold(Decimal::ZERO, |total, part| {
        let exact = || total.to_rational() + part.to_rational();
        total
            .checked_add(part)
            .unwrap_or_else(|| Decimal::round(&exact(), MOST_PLACES))
    })
}

/// The greatest size of a number a book may hold, and the most places: far above any real figure,
/// far below what exact sums can carry.
pub(crate) const LIMIT: Decimal = Decimal::new(1_000_000_000_000_000, 0);

/// The most decimal places of a number in a book.
pub(crate) const MOST_PLACES: u8 = 12;

/// Whether a number is of a size a book may hold.
pub(crate) fn within_limits(value: Decimal) -> bool {
    value.scale() <= MOST_PLACES && value.abs() <= LIMIT
}

/// The value in full when it has at most `places` decimals, else rounded to them.
pub(crate) fn printed(value: &Rational, places: u8) -> String {
    Decimal::round(value, places).normalized().to_string()
}

/// Decimal places of an amount in 万元 as it is printed.
const MONEY_PLACES: u8 = 2;

/// An amount in 万元 as offices print it, with two decimals, rounded half up. What is reckoned goes on with all digits.
pub fn in_wan_yuan(amount: Decimal) -> Decimal {
    Decimal::round(&amount.to_rational(), MONEY_PLACES)
}

/// Reads a number written for a place that wants `unit`; the error says what is wrong.
///
/// Takes separators, full-width digits and Chinese numerals, and converts another unit of the
/// same kind exactly.
pub(crate) fn read(text: &str, unit: Option<Unit>) -> Result<Decimal, String> {
    let value = match text.parse::<Decimal>() {
        Ok(value) => value,
        Err(_) => converted(text, unit)?,
    };
    if within_limits(value) {
        Ok(value)
    } else {
        Err(format!(
            "“{text}”超出了账本能记的范围（绝对值不超过一千万亿，小数不超过{MOST_PLACES}位）"
        ))
    }
}

fn converted(text: &str, unit: Option<Unit>) -> Result<Decimal, String> {
    let quantity = parse_cell(text).ok_or_else(|| format!("“{text}”不是一个数"))?;
    if quantity.approximation != Approximation::Exact {
        return Err(format!("“{text}”是约数，账本只记准数"));
    }
    let wanted = unit.unwrap_or(Unit::NONE);
    if quantity.unit == Unit::NONE || quantity.unit == wanted {
        return Ok(quantity.value);
    }
    let exact = convert(quantity.value, quantity.unit, wanted).ok_or_else(|| {
        let wanted = unit.map_or_else(|| "这里不带单位".to_owned(), |u| format!("这里用“{u}”"));
        format!("“{text}”的单位是“{}”，{wanted}", quantity.unit)
    })?;
    decimal(&exact).ok_or_else(|| format!("“{text}”换算成“{wanted}”除不尽"))
}

/// The decimal that is exactly this value, when it has at most [`MOST_PLACES`] places.
pub(crate) fn decimal(value: &Rational) -> Option<Decimal> {
    let rounded = Decimal::round(value, MOST_PLACES);
    (rounded.to_rational() == *value).then(|| rounded.normalized())
}
