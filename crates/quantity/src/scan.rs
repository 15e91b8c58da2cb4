//! Finds the numbers of a running text.

use crate::approximation::{after, before, odd};
use crate::base::Base;
use crate::decimal::power_of_ten;
use crate::digits::{Digits, MOST_DIGITS, digit};
use crate::numeral::{self, Number};
use crate::unit::multiplier;
use crate::{Approximation, Decimal, Quantity, Unit};

/// The characters a number is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Notation {
    /// 0 to 9
    Arabic,
    /// ０ to ９, at least one of them
    FullWidth,
    /// 一 to 九, 十, 百, 千, 万, 亿
    Chinese,
}

/// A number found in a text. Offsets are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The first byte of the number, sign included, approximating words excluded.
    pub start: usize,
    /// The end of the number with its unit.
    pub end: usize,
    /// The end of the digits.
    pub digits_end: usize,
    /// What the number says.
    pub quantity: Quantity,
    /// How it is written.
    pub notation: Notation,
    /// Whether its thousands are separated by commas.
    pub grouped: bool,
    /// Whether it is visibly not a sound number: `,867.48`, `2477·1`, `1.2.3`, digits of a name
    /// such as `JQ603`, or more than 24 digits. Its value then means nothing.
    pub damaged: bool,
}

/// The length of any one Chinese numeral character in bytes.
const NUMERAL_LENGTH: usize = 3;

/// The numbers of a text, rising and not overlapping.
pub fn scan(text: &str) -> Scan<'_> {
    Scan {
        text,
        at: 0,
        last_end: 0,
    }
}

/// The iterator of [`scan()`].
#[derive(Clone, Debug)]
pub struct Scan<'t> {
    text: &'t str,
    at: usize,
    last_end: usize,
}

impl Iterator for Scan<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let (start, script) = self.candidate()?;
            let found = match script {
                Script::Digit => Some(self.arabic(start)),
                Script::Numeral => self.chinese(start),
            };
            if let Some(found) = found {
                self.at = found.end;
                self.last_end = found.end;
                return Some(found);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Script {
    Digit,
    Numeral,
}

/// The characters of three bytes that may start a number, as a set of code points.
///
/// Looking a character up costs the same for every ideograph. Comparing bytes would send the
/// processor down a wrong branch every few characters.
static STARTS: [u64; 1024] = {
    let mut set = [0; 1024];
    let starts = [
        '０', '１', '２', '３', '４', '５', '６', '７', '８', '９', '一', '二', '两', '三', '四',
        '五', '六', '七', '八', '九', '十', '百', '千', '万',
    ];
    let mut at = 0;
    while at < starts.len() {
        let code = starts[at] as usize;
        set[code / 64] |= 1 << (code % 64);
        at += 1;
    }
    set
};

impl Scan<'_> {
    /// The next place where a number may start; the scan stands there.
    fn candidate(&mut self) -> Option<(usize, Script)> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while let Some(&byte) = bytes.get(at) {
            if byte < 0x80 {
                if byte.is_ascii_digit() {
                    self.at = at;
                    return Some((at, Script::Digit));
                }
                at += 1;
            } else if let [0xE0..=0xEF, second, third] = bytes[at..bytes.len().min(at + 3)] {
                let code = usize::from(byte & 0x0F) << 12
                    | usize::from(second & 0x3F) << 6
                    | usize::from(third & 0x3F);
                if STARTS[code / 64] >> (code % 64) & 1 == 1 {
                    self.at = at;
                    let script = if byte == 0xEF {
                        Script::Digit
                    } else {
                        Script::Numeral
                    };
                    return Some((at, script));
                }
                at += 3;
            } else {
                at += 1;
            }
        }
        self.at = at;
        None
    }

    fn arabic(&self, first_digit: usize) -> Found {
        let bytes = self.text.as_bytes();
        let mut digits = Digits::read(bytes, first_digit);
        let mut tail = self.tail_behind_space(digits.end);
        if tail.is_bare_multiplier() && digit(bytes, tail.end).is_some() {
            match self.compound(&digits, &tail) {
                Some(compound) => (digits, tail) = compound,
                None => digits.damaged = true,
            }
        }
        let minus = self.minus(first_digit);
        let start = minus.unwrap_or(first_digit);
        digits.damaged |= starts_inside_name(bytes, start);
        let next = bytes.get(digits.end);
        digits.damaged |= tail.end == digits.end && next.is_some_and(u8::is_ascii_alphabetic);
        let value = digits.value();
        let value = if minus.is_some() { -value } else { value };
        let notation = if digits.full_width {
            Notation::FullWidth
        } else {
            Notation::Arabic
        };
        Found {
            start,
            end: tail.end,
            digits_end: digits.end,
            quantity: self.quantity(start, value, &tail),
            notation,
            grouped: digits.grouped,
            damaged: digits.damaged,
        }
    }

    /// 1亿2000万元 as 12000万元: `high` with a bare multiplier, directly before more digits.
    fn compound(&self, high: &Digits, multiplier: &Tail) -> Option<(Digits, Tail)> {
        let low = Digits::read(self.text.as_bytes(), multiplier.end);
        let tail = self.tail_behind_space(low.end);
        let (upper, lower) = (multiplier.unit.exponent(), tail.unit.exponent());
        let shift = power_of_ten(upper.checked_sub(lower).filter(|places| *places > 0)?);
        // 3万5 and 3万5人 are more likely two numbers, or slips.
        let full = lower > 0 || low.value() >= Decimal::new(shift / 10, 0);
        let sound = !low.damaged && !high.damaged && high.scale == 0;
        if !sound || !full || low.value() >= Decimal::new(shift, 0) {
            return None;
        }
        let scale = power_of_ten(low.scale);
        let mantissa = high
            .mantissa
            .checked_mul(shift)?
            .checked_mul(scale)?
            .checked_add(low.mantissa)?;
        let digits = Digits {
            mantissa,
            grouped: high.grouped,
            full_width: high.full_width || low.full_width,
            damaged: high.significant + low.significant > MOST_DIGITS,
            ..low
        };
        Some((digits, tail))
    }

    fn quantity(&self, start: usize, value: Decimal, tail: &Tail) -> Quantity {
        let ahead = before(&self.text[..start]).map(|(word, _)| word);
        // 近3年 are the last three years, all of them.
        let ahead = ahead.filter(|_| !self.is_recent_years(start, tail.unit));
        let behind = || after(&self.text[tail.end..]).map(|(word, _)| word);
        let odd = tail.odd.then_some(Approximation::Odd);
        Quantity {
            value,
            unit: tail.unit,
            approximation: ahead.or(odd).or_else(behind).unwrap_or_default(),
        }
    }

    fn is_recent_years(&self, start: usize, unit: Unit) -> bool {
        unit == Unit::YEAR
            && self.text[..start]
                .strip_suffix('近')
                .is_some_and(|head| !head.ends_with(['将', '接']))
    }

    /// The minus directly before the digits at `at`, unless it joins them to something.
    fn minus(&self, at: usize) -> Option<usize> {
        let head = &self.text[..at];
        let mark = head.chars().next_back()?;
        let start = at - mark.len_utf8();
        let before = &head[..start];
        let joins = match mark {
            '-' | '−' | '－' => {
                start > 0 && start == self.last_end
                    || before.ends_with(|c: char| {
                        c.is_ascii_alphanumeric() || "-−－)）]】〕%％_./~～".contains(c)
                    })
                    || ends_in_a_date(before)
            }
            // 减负3亿元 is another word, and 正负3度 has both signs.
            '负' => before
                .ends_with(|c: char| c.is_alphabetic() && !"为是达至到长幅速率均约".contains(c)),
            _ => return None,
        };
        (!joins).then_some(start)
    }

    /// The unit behind the digits, after at most one space.
    fn tail_behind_space(&self, at: usize) -> Tail {
        let rest = &self.text[at..];
        let space = match rest.as_bytes() {
            [b' ', ..] => 1,
            [0xC2, 0xA0, ..] => 2,
            [0xE3, 0x80, 0x80, ..] => 3,
            _ => 0,
        };
        match read_tail(&rest[space..], 0) {
            Some((unit, length, odd)) => Tail {
                unit,
                end: at + space + length,
                odd,
            },
            None => Tail {
                unit: Unit::NONE,
                end: at,
                odd: false,
            },
        }
    }
}

/// 11日, 3月, 2023年: a dash behind it is that of a range.
fn ends_in_a_date(text: &str) -> bool {
    text.strip_suffix(['年', '月', '日', '号', '时', '点', '分'])
        .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
}

/// What stands behind the digits: the unit, and 余 or 多 around it.
struct Tail {
    unit: Unit,
    end: usize,
    odd: bool,
}

impl Tail {
    fn is_bare_multiplier(&self) -> bool {
        self.unit.base() == Base::NONE && self.unit.exponent() > 0 && !self.odd
    }
}

/// Whether the digits at `at` belong to a name, or have lost what stood before them.
fn starts_inside_name(bytes: &[u8], at: usize) -> bool {
    match &bytes[..at] {
        [.., last] if last.is_ascii_alphabetic() || matches!(last, b'_' | b'#') => true,
        [.., letter, b'-'] if letter.is_ascii_alphabetic() => true,
        // ﹟ ＃ №
        [.., 0xEF, 0xB9, 0x9F] | [.., 0xEF, 0xBC, 0x83] | [.., 0xE2, 0x84, 0x96] => true,
        [b',' | b'.'] => true,
        [.., before, b',' | b'.'] => {
            before.is_ascii_whitespace() || matches!(before, b'|' | b'.' | b',')
        }
        _ => false,
    }
}

/// The unit at the start of `rest`, with the 余 or 多 around its multiplier, and the length of it
/// all; `exponent` is that of a multiplier already read.
fn read_tail(rest: &str, exponent: u8) -> Option<(Unit, usize, bool)> {
    let mut at = odd(rest);
    let mut is_odd = at > 0;
    let mut exponent = exponent;
    let mut base = Base::parse(&rest[at..]);
    if base.is_none()
        && exponent == 0
        && let Some((power, length)) = multiplier(&rest[at..])
    {
        exponent = power;
        at += length;
        if !is_odd {
            let length = odd(&rest[at..]);
            is_odd = length > 0;
            at += length;
        }
        base = Base::parse(&rest[at..]).or_else(|| spaced_base(&rest[at..]));
    }
    match base {
        Some((base, length)) => {
            at += length;
            let (unit, length) = Unit::divided(exponent, base, &rest[at..]);
            at += length;
            if !is_odd && base.takes_odd_behind() {
                let length = odd(&rest[at..]);
                if length > 0 && Base::parse(&rest[at + length..]).is_none() {
                    return Some((unit, at + length, true));
                }
            }
            Some((unit, at, is_odd))
        }
        None if exponent > 0 => Some((Unit::divided(exponent, Base::NONE, "").0, at, is_odd)),
        // 20余, at the end of a sentence or a cell.
        None if is_odd && !rest[at..].starts_with(char::is_alphanumeric) => {
            Some((Unit::NONE, at, true))
        }
        None => None,
    }
}

/// The measure behind a space, as in the widely set `2946.25 万 元`. A count is too likely to
/// belong to the next column.
fn spaced_base(rest: &str) -> Option<(Base, usize)> {
    let (base, length) = Base::parse(rest.strip_prefix(' ')?)?;
    (!base.is_count()).then_some((base, 1 + length))
}

impl Scan<'_> {
    /// The quantity the numeral at `start` is the number of. Moves past a numeral that is none.
    fn chinese(&mut self, start: usize) -> Option<Found> {
        let rest = &self.text[start..];
        let found = match fraction_of(rest) {
            Some((unit, length)) => self.chinese_percent(start, unit, length),
            None => self.chinese_count(start),
        };
        if found.is_none() {
            self.at += refused(rest);
        }
        found
    }

    /// 百分之九十五点五
    fn chinese_percent(&self, start: usize, unit: Unit, length: usize) -> Option<Found> {
        let (value, length) =
            decimal(&self.text[start + length..]).and_then(|(number, scale, more)| {
                (number.exponent == 0).then(|| {
                    let value = Decimal::new(number.value.into(), scale);
                    (value, length + more)
                })
            })?;
        let end = start + length;
        let tail = Tail {
            unit,
            end,
            odd: false,
        };
        Some(self.chinese_found(start, end, value, &tail))
    }

    /// 二十一人, 三千五百亩, 十余次, 两家
    fn chinese_count(&self, start: usize) -> Option<Found> {
        let text = self.text;
        if text[..start].ends_with(['第', '几', '数', '之', '好', '零', '〇', '亿', '初'])
        {
            return None;
        }
        let (number, scale, length) = decimal(&text[start..])?;
        let digits_end = start + length;
        let (unit, length, odd) = read_tail(&text[digits_end..], number.exponent)?;
        let end = digits_end + length;
        let numeral = &text[start..digits_end];
        let is_name =
            numeral.len() == NUMERAL_LENGTH && !is_plain_count(numeral, unit, odd, &text[end..]);
        if unit.base() == Base::NONE || is_name {
            return None;
        }
        let value = Decimal::new(number.value.into(), scale);
        let tail = Tail { unit, end, odd };
        Some(self.chinese_found(start, digits_end, value, &tail))
    }

    fn chinese_found(&self, start: usize, digits_end: usize, value: Decimal, tail: &Tail) -> Found {
        Found {
            start,
            end: tail.end,
            digits_end,
            quantity: self.quantity(start, value, tail),
            notation: Notation::Chinese,
            grouped: false,
            damaged: false,
        }
    }
}

/// 百分之, 千分之 at the start of `rest`, with its length.
fn fraction_of(rest: &str) -> Option<(Unit, usize)> {
    let unit = match rest.get(..9)? {
        "百分之" => Unit::PERCENT,
        "千分之" => Unit::PERMILLE,
        _ => return None,
    };
    Some((unit, 9))
}

/// A numeral with the digits after 点: its value without the point, its places, its length.
fn decimal(rest: &str) -> Option<(Number, u8, usize)> {
    let run = numeral::read(rest)?;
    let mut number = run.number?;
    let mut length = run.length;
    let mut scale = 0;
    if number.exponent == 0 && rest[length..].starts_with('点') {
        let places = &rest.as_bytes()[length + '点'.len_utf8()..];
        while let Some(value) = numeral::digit(&places[usize::from(scale) * 3..]) {
            number.value = number.value.checked_mul(10)?.checked_add(value.into())?;
            scale += 1;
        }
        if scale > 0 {
            length += '点'.len_utf8() + usize::from(scale) * 3;
        }
    }
    if scale > 0
        && let Some((exponent, more)) = multiplier(&rest[length..])
    {
        number.exponent = exponent;
        length += more;
    }
    Some((number, scale, length))
}

/// Whether the one character `numeral` counts the unit, rather than being part of a name.
fn is_plain_count(numeral: &str, unit: Unit, odd: bool, behind: &str) -> bool {
    match numeral {
        // 一个, 一项, 一批: an article, not a number.
        "一" => false,
        // 二级, 二次: an ordinal; a count says 两.
        "二" if unit.base().is_count() => false,
        // 十分, and 百家, 千人, 万元 for many.
        "十" if unit == Unit::FEN => odd,
        "百" | "千" | "万" => odd,
        _ => match unit.base().symbol() {
            "级" => !["指标", "预算", "科目", "单位", "项目"]
                .iter()
                .any(|word| behind.starts_with(word)),
            "位" => !behind.starts_with("一体"),
            "期" => false,
            _ => true,
        },
    }
}

/// The length of the numeral at the start of `rest`, with the fraction it begins: 三分之二.
fn refused(rest: &str) -> usize {
    let length = numeral::read(rest).map_or(3, |run| run.length);
    match rest[length..].strip_prefix("分之") {
        Some(more) => length + "分之".len() + numeral::read(more).map_or(0, |run| run.length),
        None => length,
    }
}
