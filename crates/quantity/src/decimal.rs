//! Exact decimals as they are printed.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Neg;
use std::str::FromStr;

use num_integer::Integer;
use num_traits::{Signed, ToPrimitive};
use serde::{Deserialize, Serialize};

use crate::Rational;

/// The most decimal places a [`Decimal`] can have.
const MAX_SCALE: u8 = 38;

/// An exact decimal: a mantissa divided by ten to the power of a scale.
///
/// The scale is kept, because `98.10` claims more than `98.1`; comparison and hashing go by value,
/// so that `1.50 == 1.5`. Displays with exactly `scale` places.
///
/// Packed, as the alignment of an `i128` would have each one padded by fifteen bytes: a large document has many.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[repr(Rust, packed)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

/// The text is not a plain decimal of at most 38 digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是十进制数：请只用半角数字、一个小数点和前面的负号，例如 -12.30")]
pub struct ParseDecimalError(String);

impl Decimal {
    /// 0
    pub const ZERO: Self = Self::new(0, 0);
    /// 1
    pub const ONE: Self = Self::new(1, 0);
    /// 100
    pub const HUNDRED: Self = Self::new(100, 0);

    /// The decimal `mantissa / 10^scale`: `new(9810, 2)` is `98.10`.
    ///
    /// # Panics
    /// When `scale` exceeds 38 or `mantissa` is `i128::MIN`.
    pub const fn new(mantissa: i128, scale: u8) -> Self {
        assert!(scale <= MAX_SCALE, "a decimal has at most 38 places");
        assert!(mantissa != i128::MIN, "a decimal has a negative");
        Self { mantissa, scale }
    }

    /// All printed digits, sign included, without the point.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// The number of printed decimal places.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether the value is below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The value without its sign.
    pub const fn abs(self) -> Self {
        Self {
            mantissa: self.mantissa.abs(),
            scale: self.scale,
        }
    }

    /// The same value with no trailing zero after the point.
    pub const fn normalized(self) -> Self {
        let Self {
            mut mantissa,
            mut scale,
        } = self;
        while scale > 0 && ends_in_zero(mantissa) {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa, scale }
    }

    /// The sum, with the places of the finer operand; `None` when it does not fit.
    #[inline]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let sum = self.at(scale)?.checked_add(other.at(scale)?)?;
        Self::checked(sum, scale)
    }

    /// The difference, with the places of the finer operand; `None` when it does not fit.
    #[inline]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(-other)
    }

    /// The product, with the places of both operands; `None` when it does not fit.
    #[inline]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let exact = |a: Self, b: Self| {
            Self::checked(
                product(a.mantissa, b.mantissa)?,
                a.scale.checked_add(b.scale)?,
            )
        };
        exact(self, other).or_else(|| exact(self.normalized(), other.normalized()))
    }

    /// The exact value.
    pub fn to_rational(self) -> Rational {
        if self.scale == 0 {
            return Rational::from_integer(self.mantissa.into());
        }
        let (mantissa, places) = (self.mantissa, power_of_ten(self.scale));
        match (i64::try_from(mantissa), i64::try_from(places)) {
            // Reduced in machine words, before the big ones.
            (Ok(mantissa), Ok(places)) => {
                let common = mantissa.gcd(&places);
                Rational::new_raw((mantissa / common).into(), (places / common).into())
            }
            _ => Rational::new(mantissa.into(), places.into()),
        }
    }

    /// The value rounded to `places` decimal places, a half going away from zero.
    ///
    /// A value whose digits do not fit an `i128` becomes the greatest decimal of its sign.
    pub fn round(value: &Rational, places: u8) -> Self {
        let places = places.min(MAX_SCALE);
        Self::saturated(&shifted(value, places).round(), places)
    }

    /// The value cut to `places` decimal places, towards zero.
    ///
    /// A value whose digits do not fit an `i128` becomes the greatest decimal of its sign.
    pub fn truncate(value: &Rational, places: u8) -> Self {
        let places = places.min(MAX_SCALE);
        Self::saturated(&shifted(value, places).trunc(), places)
    }

    /// The decimal with its whole part in groups of three: `4,288.85`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let whole = plain.find('.').unwrap_or(plain.len());
        let first = usize::from(self.is_negative());
        let mut text = String::with_capacity(plain.len() + whole / 3);
        for (at, digit) in plain.chars().enumerate() {
            if at > first && at < whole && (whole - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    #[inline]
    fn checked(mantissa: i128, scale: u8) -> Option<Self> {
        (scale <= MAX_SCALE && mantissa != i128::MIN).then_some(Self { mantissa, scale })
    }

    /// The mantissa this value has at a scale not below its own.
    #[inline]
    fn at(self, scale: u8) -> Option<i128> {
        if scale == self.scale {
            return Some(self.mantissa);
        }
        product(self.mantissa, power_of_ten(scale - self.scale))
    }

    fn saturated(whole: &Rational, scale: u8) -> Self {
        let limit = if whole.is_negative() {
            -i128::MAX
        } else {
            i128::MAX
        };
        let mantissa = whole.numer().to_i128().unwrap_or(limit).max(-i128::MAX);
        Self { mantissa, scale }
    }
}

const POWERS_OF_TEN: [i128; MAX_SCALE as usize + 1] = {
    let mut powers = [1; MAX_SCALE as usize + 1];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

pub(crate) const fn power_of_ten(exponent: u8) -> i128 {
    POWERS_OF_TEN[exponent as usize]
}

/// Whether the last digit is 0; of 64 bits, which all but made-up numbers are, it is found without a long division.
const fn ends_in_zero(mantissa: i128) -> bool {
    let short = mantissa as i64;
    if short as i128 == mantissa {
        short % 10 == 0
    } else {
        mantissa % 10 == 0
    }
}

/// The product; two factors of 64 bits, which all but made-up numbers are, need no look for overflow.
#[inline]
fn product(left: i128, right: i128) -> Option<i128> {
    match (i64::try_from(left), i64::try_from(right)) {
        (Ok(left), Ok(right)) => Some(i128::from(left) * i128::from(right)),
        _ => left.checked_mul(right),
    }
}

fn shifted(value: &Rational, places: u8) -> Rational {
    value * Rational::from_integer(power_of_ten(places).into())
}

impl Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            mantissa: -self.mantissa,
            scale: self.scale,
        }
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::new(value.into(), 0)
    }
}

impl PartialEq for Decimal {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        match (self.at(scale), other.at(scale)) {
            (Some(mine), Some(theirs)) => mine.cmp(&theirs),
            // Only the coarser of the two can overflow, and then it is the greater in size.
            (None, _) => { self.mantissa }.cmp(&0),
            (_, None) => 0.cmp(&{ other.mantissa }),
        }
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { mantissa, scale } = self.normalized();
        mantissa.hash(state);
        scale.hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = usize::from(self.scale);
        let mut digits = format!("{:0>1$}", self.mantissa.unsigned_abs(), places + 1);
        if places > 0 {
            digits.insert(digits.len() - places, '.');
        }
        f.pad_integral(!self.is_negative(), "", &digits)
    }
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        parse(text).ok_or_else(|| ParseDecimalError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Decimal> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
    if whole.is_empty() || places.is_empty() {
        return None;
    }
    let places = if digits.contains('.') { places } else { "" };
    let mut mantissa = 0_i128;
    for byte in whole.bytes().chain(places.bytes()) {
        if !byte.is_ascii_digit() {
            return None;
        }
        mantissa = mantissa
            .checked_mul(10)?
            .checked_add(i128::from(byte - b'0'))?;
    }
    let value = Decimal::checked(mantissa, u8::try_from(places.len()).ok()?)?;
    Some(if negative { -value } else { value })
}

impl TryFrom<String> for Decimal {
    type Error = ParseDecimalError;

    fn try_from(text: String) -> Result<Self, ParseDecimalError> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(value: Decimal) -> Self {
        value.to_string()
    }
}
