//! Units of printed numbers: a multiplier such as 万, a base such as 亩, and for prices a divisor.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::{Base, Kind};
use crate::decimal::power_of_ten;
use crate::{Decimal, Rational};

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// No unit, or a bare 万 or 亿.
    Number,
    /// 元
    Money,
    /// 亩, 平方米, 公顷, 平方公里
    Area,
    /// 米, 公里
    Length,
    /// 公斤, 吨
    Mass,
    /// 立方米
    Volume,
    /// 千瓦
    Power,
    /// 千瓦时
    Energy,
    /// People and things, told apart by their classifier: 人, 次, 宗.
    Count,
    /// % and ‰
    Percent,
    /// 个百分点
    PercentagePoint,
    /// 倍
    Multiple,
    /// 分 of a score
    Score,
    /// ℃, which is compared and not added
    Temperature,
    /// Years and months, or days and shorter; a calendar year is one of them.
    Time,
    /// So much for each: 元/亩, 元/人·月, 次/年
    Price,
}

/// A unit: ten to a power, times a base, for prices divided by one or two more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Unit {
    exponent: u8,
    base: Base,
    per: [Base; 2],
}

/// The text is not a unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是认得的计量单位：请写成 万元、亩、人次、%、元/亩 这样的形式")]
pub struct ParseUnitError(String);

/// The value in another unit of the same kind, exactly; `None` for units of different kinds.
pub fn convert(value: Decimal, from: Unit, to: Unit) -> Option<Rational> {
    from.same_kind(to)
        .then(|| value.to_rational() * from.factor().to_rational() / to.factor().to_rational())
}

impl Unit {
    /// No unit.
    pub const NONE: Self = Self::of(0, "");
    /// %
    pub const PERCENT: Self = Self::of(0, "%");
    /// ‰
    pub const PERMILLE: Self = Self::of(0, "‰");
    /// 个百分点
    pub const POINT: Self = Self::of(0, "个百分点");
    /// 元
    pub const YUAN: Self = Self::of(0, "元");
    /// 千元
    pub const QIAN_YUAN: Self = Self::of(3, "元");
    /// 万元
    pub const WAN_YUAN: Self = Self::of(4, "元");
    /// 亿元
    pub const YI_YUAN: Self = Self::of(8, "元");
    /// 亩
    pub const MU: Self = Self::of(0, "亩");
    /// 万亩
    pub const WAN_MU: Self = Self::of(4, "亩");
    /// 平方米
    pub const SQUARE_METRE: Self = Self::of(0, "平方米");
    /// 公顷
    pub const HECTARE: Self = Self::of(0, "公顷");
    /// 平方公里
    pub const SQUARE_KILOMETRE: Self = Self::of(0, "平方公里");
    /// 分 of a score
    pub const FEN: Self = Self::of(0, "分");
    /// 倍
    pub const TIMES: Self = Self::of(0, "倍");
    /// 年, a duration or a calendar year
    pub const YEAR: Self = Self::of(0, "年");
    /// 个月, a duration
    pub const MONTH: Self = Self::of(0, "个月");
    /// 天
    pub const DAY: Self = Self::of(0, "天");
    /// 小时
    pub const HOUR: Self = Self::of(0, "小时");
    /// 人
    pub const PERSON: Self = Self::of(0, "人");
    /// 次
    pub const OCCASION: Self = Self::of(0, "次");
    /// 个
    pub const PIECE: Self = Self::of(0, "个");

    const fn of(exponent: u8, symbol: &str) -> Self {
        Self {
            exponent,
            base: Base::named(symbol),
            per: [Base::NONE; 2],
        }
    }

    /// The longest unit at the start of `text`, with its length in bytes.
    ///
    /// A word that merely starts with a unit, such as 支出 or 人员, is none.
    pub fn parse(text: &str) -> Option<(Self, usize)> {
        let (exponent, base, at) = match Base::parse(text) {
            Some((base, length)) => (0, base, length),
            None => {
                let (exponent, length) = multiplier(text)?;
                match Base::parse(&text[length..]) {
                    Some((base, more)) => (exponent, base, length + more),
                    None => (exponent, Base::NONE, length),
                }
            }
        };
        let (unit, length) = Self::divided(exponent, base, &text[at..]);
        Some((unit, at + length))
    }

    /// The unit with the divisors that `rest` starts with, and their length.
    pub(crate) fn divided(exponent: u8, base: Base, rest: &str) -> (Self, usize) {
        let mut unit = Self {
            exponent,
            base,
            per: [Base::NONE; 2],
        };
        let mut at = 0;
        for place in 0..2 {
            let Some(length) = divider(&rest[at..], place) else {
                break;
            };
            let Some((divisor, more)) = Base::parse(&rest[at + length..]) else {
                break;
            };
            if !base.divides_by(divisor) {
                break;
            }
            unit.per[place] = divisor;
            at += length + more;
        }
        (unit, at)
    }

    /// What the unit measures.
    #[inline]
    pub fn dimension(self) -> Dimension {
        if self.is_price() {
            return Dimension::Price;
        }
        match self.base.row().kind {
            Kind::Number => Dimension::Number,
            Kind::Money => Dimension::Money,
            Kind::Area => Dimension::Area,
            Kind::Length => Dimension::Length,
            Kind::Mass => Dimension::Mass,
            Kind::Volume => Dimension::Volume,
            Kind::Power => Dimension::Power,
            Kind::Energy => Dimension::Energy,
            Kind::Count => Dimension::Count,
            Kind::Percent => Dimension::Percent,
            Kind::PercentagePoint => Dimension::PercentagePoint,
            Kind::Multiple => Dimension::Multiple,
            Kind::Score => Dimension::Score,
            Kind::Temperature => Dimension::Temperature,
            Kind::Calendar | Kind::Clock | Kind::WorkingDays => Dimension::Time,
        }
    }

    /// The unit as documents print it: `万元`, `个百分点`, `元/人·月`.
    pub fn symbol(self) -> String {
        self.to_string()
    }

    /// What one of this unit is in the base of its dimension, exactly.
    ///
    /// The bases: 元; a third of a square metre, so that 亩 is 2000, 平方米 3 and 公顷 30000; 米;
    /// 公斤; 立方米; 千瓦; 千瓦时; percent; one thing; 分; 个月 for 年 and 月, a minute for 天 and
    /// 小时. A price is per 平方公里, 公里, 吨, 年, 周, or per one of any other divisor.
    #[inline]
    pub fn factor(self) -> Decimal {
        let row = self.base.row();
        let mut mantissa = row.mantissa * power_of_ten(self.exponent);
        if self.is_price() {
            for divisor in self.per {
                mantissa *= divisor.per_largest();
            }
        }
        Decimal::new(mantissa, row.scale).normalized()
    }

    /// The classifier of a count: 人, 次, 宗.
    pub fn classifier(self) -> Option<&'static str> {
        let row = self.base.row();
        (row.kind == Kind::Count && !self.is_price()).then_some(row.symbol)
    }

    /// Whether numbers of the two units can be compared and added.
    ///
    /// Counts must have the same classifier (人次 is not 人), prices the same kind of divisors; a
    /// bare number is kin only to a bare number; years and months are not counted in days.
    #[inline]
    pub fn same_kind(self, other: Self) -> bool {
        self.base.same_kind(other.base)
            && self.per[0].same_kind(other.per[0])
            && self.per[1].same_kind(other.per[1])
    }

    /// The power of ten of the multiplier: 4 for 万, 8 for 亿, 0 for none.
    pub fn multiplier_exponent(self) -> u32 {
        self.exponent.into()
    }

    /// The unit without its multiplier: 元 for 万元.
    pub fn without_multiplier(self) -> Self {
        Self {
            exponent: 0,
            ..self
        }
    }

    pub(crate) fn exponent(self) -> u8 {
        self.exponent
    }

    pub(crate) fn base(self) -> Base {
        self.base
    }

    fn is_price(self) -> bool {
        self.per[0] != Base::NONE
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let multiplier = MULTIPLIERS[usize::from(self.exponent)];
        write!(f, "{multiplier}{}", self.base.symbol())?;
        for (divisor, mark) in self.per.iter().zip(["/", "·"]) {
            if *divisor != Base::NONE {
                write!(f, "{mark}{}", divisor.symbol())?;
            }
        }
        Ok(())
    }
}

impl FromStr for Unit {
    type Err = ParseUnitError;

    fn from_str(text: &str) -> Result<Self, ParseUnitError> {
        match Self::parse(text) {
            _ if text.is_empty() => Ok(Self::NONE),
            Some((unit, length)) if length == text.len() => Ok(unit),
            _ => Err(ParseUnitError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Unit {
    type Error = ParseUnitError;

    fn try_from(text: String) -> Result<Self, ParseUnitError> {
        text.parse()
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.symbol()
    }
}

/// The multipliers by their power of ten.
const MULTIPLIERS: [&str; 13] = [
    "", "十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿",
];

/// The multiplier at the start of `text`: its power of ten and its length in bytes.
pub(crate) fn multiplier(text: &str) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let first = power(bytes)?;
    let (exponent, length) = match power(&bytes[3..]) {
        Some(second) if second >= 4 && second > first => (first + second, 6),
        _ => (first, 3),
    };
    // 百分之, 万分之 start a fraction.
    (!text[length..].starts_with("分之")).then_some((exponent, length))
}

/// The power of ten that the character at the start of `bytes` is.
fn power(bytes: &[u8]) -> Option<u8> {
    match bytes.get(..3)? {
        [0xE4, 0xB8, 0x87] | [0xE8, 0x90, 0xAC] => Some(4), // 万 萬
        [0xE4, 0xBA, 0xBF] | [0xE5, 0x84, 0x84] => Some(8), // 亿 億
        [0xE5, 0x8D, 0x83] => Some(3),                      // 千
        [0xE7, 0x99, 0xBE] => Some(2),                      // 百
        [0xE5, 0x8D, 0x81] => Some(1),                      // 十
        _ => None,
    }
}

/// The length of the sign that starts divisor number `place`: `/` first, then also `·`.
fn divider(text: &str, place: usize) -> Option<usize> {
    let mark = text.chars().next()?;
    let found = match mark {
        '/' | '／' => true,
        '·' | '.' => place == 1,
        _ => false,
    };
    found.then_some(mark.len_utf8())
}
