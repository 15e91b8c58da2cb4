//! Numbers of running text as the measure sees them: digits and a unit, nothing else.

/// Decimal places that values are kept to, in the base of their dimension.
const PLACES: u32 = 8;

/// One of the base of a dimension.
pub(crate) const ONE: i128 = 10_i128.pow(PLACES);

/// A printed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    /// Where its first digit stands, in bytes.
    pub(crate) start: usize,
    /// Past its last digit.
    pub(crate) end: usize,
    /// Its value in the base of its dimension, [`ONE`] to one.
    pub(crate) value: i128,
    /// One unit of its last digit.
    pub(crate) ulp: i128,
    /// Whether it counts things one by one, so that it cannot be rounded.
    pub(crate) whole: bool,
    /// What it measures; empty where it has no unit.
    pub(crate) dimension: &'static str,
    /// The sentence it stands in, from 0.
    pub(crate) sentence: usize,
}

/// Units with their dimension and the power of ten they stand for. Where one begins like another, the longer comes first.
#[rustfmt::skip]
const UNITS: &[(&str, &str, u32)] = &[
    ("万亿元", "元", 12), ("亿元", "元", 8), ("百万元", "元", 6), ("万元", "元", 4), ("千元", "元", 3), ("元", "元", 0),
    ("万平方米", "㎡", 4), ("平方公里", "㎡", 6), ("平方千米", "㎡", 6), ("平方米", "㎡", 0), ("㎡", "㎡", 0),
    ("万公顷", "㎡", 8), ("公顷", "㎡", 4), ("亿亩", "亩", 8), ("万亩", "亩", 4), ("亩", "亩", 0),
    ("个百分点", "点", 0), ("%", "%", 0), ("％", "%", 0), ("‰", "‰", 0),
];

/// Words that count things one by one, or by the ten thousand.
const COUNTS: &[&str] = &[
    "人次",
    "人",
    "户次",
    "户",
    "家次",
    "家",
    "件",
    "宗",
    "个",
    "项",
    "次",
    "起",
    "辆",
    "台",
    "套",
    "所",
    "座",
    "处",
    "条",
    "批次",
    "批",
    "份",
    "场",
    "期",
    "名",
    "吨",
    "公斤",
    "公里",
    "千米",
    "千瓦时",
    "头",
    "只",
    "株",
    "本",
    "篇",
    "张",
    "幅",
    "米",
    "立方米",
    "分",
    "年",
    "天",
    "小时",
];

/// Marks before a number that is part of something else: a code, a range, a heading, the number of a document.
const JOINED: &[char] = &['.', '．', '-', '—', '〔', '[', '（', '(', '第'];

/// Dimensions whose numbers are not amounts.
const NO_AMOUNTS: &[&str] = &["%", "‰", "点", ""];

/// Dimensions of amounts that are not added up.
const NO_SUMS: &[&str] = &["分", "年", "天"];

impl Number {
    /// Whether it can be a part or a whole.
    pub(super) fn is_amount(&self) -> bool {
        !NO_AMOUNTS.contains(&self.dimension)
    }

    /// Whether it can be added up.
    pub(super) fn adds_up(&self) -> bool {
        self.is_amount() && !NO_SUMS.contains(&self.dimension)
    }

    /// The same with other digits of the same form.
    pub(crate) fn printed_as(self, digits: &str) -> Option<Number> {
        Some(Number {
            value: value(digits, self.ulp)?,
            ..self
        })
    }
}

/// The numbers of a text, in order; dates and years are left out.
pub(crate) fn numbers(text: &str) -> Vec<Number> {
    let mut numbers = Vec::new();
    let (mut sentence, mut last, mut at) = (0, 0, 0);
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let end = start + printed(&text[start..]);
        at = end;
        sentence += text[last..start].matches(['。', '；', ';', '\n']).count();
        last = start;
        if let Some(number) = number(text, start, end) {
            numbers.push(Number { sentence, ..number });
        }
    }
    numbers
}

/// How many bytes a number takes: digits, perhaps in groups of three, perhaps with decimals.
fn printed(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut end = digits(0);
    let grouped = end <= 3;
    while grouped && bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
        end += 4;
    }
    let decimals = if bytes.get(end) == Some(&b'.') {
        digits(end + 1)
    } else {
        0
    };
    if decimals > 0 {
        end + 1 + decimals
    } else {
        end
    }
}

fn number(text: &str, start: usize, end: usize) -> Option<Number> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphabetic() || JOINED.contains(&c))
        || text[end..].starts_with('.')
    {
        return None;
    }
    let digits = &text[start..end];
    let after = text[end..].trim_start();
    let unit = unit(after);
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let dated = after.starts_with(['年', '月', '日', '号']);
    if dated || (unit.is_none() && year) {
        return None;
    }
    let (dimension, power) = unit.unwrap_or(("", 0));
    let decimals = digits
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len() as u32);
    let ulp = 10_i128.pow((PLACES + power).checked_sub(decimals)?);
    Some(Number {
        start,
        end,
        value: value(digits, ulp)?,
        ulp,
        whole: COUNTS.contains(&dimension) && power == 0 && decimals == 0,
        dimension,
        sentence: 0,
    })
}

/// The dimension of the unit a text begins with, and the power of ten it stands for.
fn unit(text: &str) -> Option<(&'static str, u32)> {
    let known = UNITS.iter().find(|(unit, ..)| text.starts_with(unit));
    let known = known.map(|(_, dimension, power)| (*dimension, *power));
    known.or_else(|| {
        let (rest, power) = text.strip_prefix('万').map_or((text, 0), |rest| (rest, 4));
        let count = COUNTS.iter().find(|count| rest.starts_with(**count));
        count.map(|count| (*count, power))
    })
}

/// The value of digits; `None` for more of them than any amount has, so that sums never overflow.
fn value(digits: &str, ulp: i128) -> Option<i128> {
    const MOST_DIGITS: usize = 16;
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    let value: i128 = plain.parse().ok().filter(|_| plain.len() <= MOST_DIGITS)?;
    value.checked_mul(ulp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_value_and_precision() {
        let text = "2024年收入1,234.5万元，同比增长3%；完成第5号12件，编号A7，见1.2.3，电话0571-12";
        let found = numbers(text);
        let told: Vec<_> = found
            .iter()
            .map(|n| (&text[n.start..n.end], n.dimension, n.sentence))
            .collect();
        assert_eq!(
            told,
            [
                ("1,234.5", "元", 0),
                ("3", "%", 0),
                ("12", "件", 1),
                ("0571", "", 1)
            ]
        );
        assert_eq!(found[0].value, 12_345_000 * ONE);
        assert_eq!(found[0].ulp, 1_000 * ONE);
        assert!(found[2].whole && !found[0].whole);
    }
}
