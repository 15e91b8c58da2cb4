//! Number formats (单元格格式): a stored number as the workbook shows it.
//!
//! A cell that holds 0.98189 and shows 98.19% claims two places, so the shown text is what a reader gets. Numbers are
//! rounded by their decimal digits, half away from zero, as spreadsheets do (ECMA-376 part 1, 18.8.30).

use super::calendar;
use crate::model::Day;

/// Digits a spreadsheet keeps of a number.
const KEPT: usize = 15;

/// Significant digits the format General shows.
const GENERAL: usize = 11;

/// A number by its decimal digits: 0.d₁d₂d₃… × 10^point.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Digits {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Digits {
    /// The digits of a number as stored, `4225.9200000000001` or `1.2E-3`, to fifteen places.
    fn parse(text: &str) -> Option<Self> {
        let value: f64 = text
            .trim()
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite())?;
        let printed = format!("{:.*e}", KEPT - 1, value.abs());
        let (mantissa, exponent) = printed.split_once('e')?;
        let mut digits: Vec<u8> = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0')
            .collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Some(Digits {
            negative: value < 0.0 && !digits.is_empty(),
            point: if digits.is_empty() {
                0
            } else {
                exponent.parse::<i32>().ok()? + 1
            },
            digits,
        })
    }

    fn scaled(mut self, tens: i32) -> Self {
        if !self.digits.is_empty() {
            self.point += tens;
        }
        self
    }

    /// Rounded to so many decimal places.
    fn rounded(mut self, places: usize) -> Self {
        let keep = self.point + i32::try_from(places).unwrap_or(i32::MAX / 2);
        let Ok(keep) = usize::try_from(keep) else {
            return Digits {
                negative: false,
                digits: Vec::new(),
                point: 0,
            };
        };
        if keep < self.digits.len() {
            let up = self.digits[keep] >= 5;
            self.digits.truncate(keep);
            if up {
                self.carry();
            }
        }
        self.negative &= self.digits.iter().any(|digit| *digit > 0);
        self
    }

    fn carry(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        self.digits.insert(0, 1);
        self.point += 1;
    }

    /// The digits before and after the decimal point.
    fn parts(&self, places: usize) -> (String, String) {
        let digit = |at: i32| {
            usize::try_from(at)
                .ok()
                .and_then(|at| self.digits.get(at))
                .map_or('0', |digit| char::from(b'0' + digit))
        };
        let whole: String = (0..self.point.max(0)).map(digit).collect();
        let fraction = (0..i32::try_from(places).unwrap_or(0))
            .map(|at| digit(self.point + at))
            .collect();
        (
            if whole.is_empty() {
                "0".to_owned()
            } else {
                whole
            },
            fraction,
        )
    }
}

/// Codes have no more characters than this in Excel; a longer one would show places without end.
const LONGEST_CODE: usize = 255;

/// How a cell shows its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    code: String,
}

impl Format {
    /// The format with a code of its own.
    pub(super) fn custom(code: impl Into<String>) -> Self {
        let mut code = code.into();
        let end = code.char_indices().nth(LONGEST_CODE);
        code.truncate(end.map_or(code.len(), |(at, _)| at));
        Format { code }
    }

    /// A format that every workbook has; others are General.
    pub(super) fn built_in(id: u32) -> Self {
        Self::custom(match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 | 30 => "yyyy-mm-dd",
            15 | 16 => "yyyy-mm-dd",
            17 | 27 | 36 | 50 | 52 | 57 => "yyyy年m月",
            18..=21 | 45..=47 => "h:mm:ss",
            22 => "yyyy-mm-dd h:mm",
            28 | 29 | 51 | 53 | 54 | 58 => "m月d日",
            31 => "yyyy年m月d日",
            41 | 42 => "#,##0",
            43 | 44 => "#,##0.00",
            49 => "@",
            _ => "General",
        })
    }

    /// A stored number as the format shows it; as stored where it is no number.
    pub(super) fn show(&self, stored: &str, from_1904: bool) -> String {
        let Some(digits) = Digits::parse(stored) else {
            return stored.to_owned();
        };
        let section = self.section(&digits);
        let pattern = Pattern::of(section.code);
        match pattern {
            Pattern::General => general(&digits),
            Pattern::Date => {
                calendar::show(section.code, stored, from_1904).unwrap_or_else(|| general(&digits))
            }
            Pattern::Number {
                places,
                grouped,
                tens,
                ref before,
                ref after,
            } => {
                let rounded = digits.clone().scaled(tens).rounded(places);
                let (whole, fraction) = rounded.parts(places);
                let whole = if grouped { thousands(&whole) } else { whole };
                let sign = if rounded.negative && !section.own_sign {
                    "-"
                } else {
                    ""
                };
                let point = if fraction.is_empty() { "" } else { "." };
                format!("{sign}{before}{whole}{point}{fraction}{after}")
            }
            Pattern::Words(words) => words,
        }
    }

    /// The day a stored number shows, where the format shows days.
    pub(super) fn day(&self, stored: &str, from_1904: bool) -> Option<Day> {
        let code = self.section(&Digits::parse(stored)?).code;
        let is_date = matches!(Pattern::of(code), Pattern::Date);
        is_date.then(|| calendar::day(code, stored, from_1904))?
    }

    /// The section of the code for a number: positive; negative; zero.
    fn section(&self, digits: &Digits) -> Section<'_> {
        let sections = sections(&self.code);
        let zero = digits.digits.is_empty();
        let (index, own_sign) = match (digits.negative, zero, sections.len()) {
            (true, _, 2..) => (1, true),
            (_, true, 3..) => (2, false),
            _ => (0, false),
        };
        // A section that is empty or says only a dash for zero shows nothing that is a number.
        Section {
            code: sections.get(index).copied().unwrap_or("General"),
            own_sign,
        }
    }
}

struct Section<'c> {
    code: &'c str,
    /// Whether the section says the sign itself.
    own_sign: bool,
}

/// The sections of a code, which semicolons outside quotes divide.
fn sections(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&code[start..]);
    sections
}

/// What a section shows.
enum Pattern {
    General,
    Date,
    Number {
        places: usize,
        grouped: bool,
        /// Powers of ten the number is multiplied by: 2 for a percentage, −3 for each comma at the end.
        tens: i32,
        before: String,
        after: String,
    },
    /// Words alone: a section without a place for digits.
    Words(String),
}

impl Pattern {
    fn of(code: &str) -> Self {
        if code.trim().eq_ignore_ascii_case("general") || code == "@" {
            return Pattern::General;
        }
        let mut scan = Scan::default();
        scan.read(code);
        if scan.date {
            return Pattern::Date;
        }
        if !scan.digits {
            return if scan.general {
                Pattern::General
            } else {
                Pattern::Words(scan.before)
            };
        }
        Pattern::Number {
            places: scan.places,
            grouped: scan.grouped,
            tens: 2 * scan.percents - 3 * scan.commas,
            before: scan.before,
            after: scan.after,
        }
    }
}

/// A section read from left to right.
#[derive(Default)]
struct Scan {
    digits: bool,
    point: bool,
    places: usize,
    grouped: bool,
    commas: i32,
    percents: i32,
    date: bool,
    general: bool,
    before: String,
    after: String,
}

impl Scan {
    fn read(&mut self, code: &str) {
        let mut chars = code.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    let words: String = chars.by_ref().take_while(|c| *c != '"').collect();
                    self.say(&words);
                }
                '\\' => {
                    let next = chars.next().map(String::from);
                    self.say(&next.unwrap_or_default());
                }
                // A space as wide as the next character, or the next character as often as fits.
                '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    self.bracket(&inner);
                }
                '0' | '#' | '?' => self.digit(),
                '.' => {
                    self.point = self.digits || matches!(chars.peek(), Some('0' | '#' | '?'));
                    self.settle_commas();
                }
                ',' if self.digits => self.commas += 1,
                '%' => {
                    self.percents += 1;
                    self.say("%");
                }
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' if !self.digits => {
                    self.date = true
                }
                'G' => {
                    self.general = true;
                    break;
                }
                c => self.say(c.encode_utf8(&mut [0; 4])),
            }
        }
    }

    fn digit(&mut self) {
        self.digits = true;
        if self.point {
            self.places += 1;
        } else if self.commas > 0 {
            self.grouped = true;
            self.commas = 0;
        }
    }

    /// Commas before the point scale; those between digits group.
    fn settle_commas(&mut self) {
        if !self.digits {
            self.commas = 0;
        }
    }

    /// [Red] and [>=100] show nothing; [$¥-804] shows ¥; [h] is a time.
    fn bracket(&mut self, inner: &str) {
        match inner.strip_prefix('$') {
            Some(currency) => self.say(currency.split('-').next().unwrap_or_default()),
            None => {
                self.date |= matches!(
                    inner.to_ascii_lowercase().as_str(),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                )
            }
        }
    }

    fn say(&mut self, words: &str) {
        if self.digits {
            &mut self.after
        } else {
            &mut self.before
        }
        .push_str(words);
    }
}

fn thousands(whole: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// At most eleven digits, without trailing zeros.
fn general(digits: &Digits) -> String {
    let whole = usize::try_from(digits.point.max(1)).unwrap_or(1);
    if !(-8..=20).contains(&digits.point) {
        let first = digits.digits.first().copied().unwrap_or(0);
        let rest: String = digits
            .digits
            .iter()
            .skip(1)
            .take(5)
            .map(|digit| char::from(b'0' + digit))
            .collect();
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if digits.negative { "-" } else { "" };
        return format!("{sign}{first}{point}{rest}E{:+03}", digits.point - 1);
    }
    let places = GENERAL.saturating_sub(whole);
    let rounded = digits.clone().rounded(places);
    let (whole, fraction) = rounded.parts(places);
    let fraction = fraction.trim_end_matches('0');
    let sign = if rounded.negative { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_spreadsheets_show_them() {
        let cases = [
            ("General", "4225.9200000000001", "4225.92"),
            ("General", "0.30000000000000004", "0.3"),
            ("General", "12345678901.5", "12345678902"),
            ("General", "0", "0"),
            ("General", "-12.50", "-12.5"),
            ("0.00", "1.005", "1.01"),
            ("0.00", "0.125", "0.13"),
            ("0.00", "-0.001", "0.00"),
            ("0", "99.5", "100"),
            ("0.00%", "0.98189", "98.19%"),
            ("0%", "1", "100%"),
            ("#,##0.00", "4225.92", "4,225.92"),
            ("#,##0", "1234567", "1,234,567"),
            ("#,##0.00_);(#,##0.00)", "-4225.9", "(4,225.90)"),
            ("0.00\"万元\"", "12.3", "12.30万元"),
            ("#,##0.00,", "1234567.8", "1,234.57"),
            ("[$¥-804]#,##0.00", "1234.5", "¥1,234.50"),
            (
                "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
                "2995.39",
                " 2,995.39 ",
            ),
            ("@", "201", "201"),
            ("yyyy\"年\"m\"月\"d\"日\"", "45292", "2024年1月1日"),
            ("yyyy-mm-dd", "45657", "2024-12-31"),
            ("m/d/yyyy", "61", "1900-03-01"),
            ("m/d/yyyy", "1", "1900-01-01"),
        ];
        for (code, stored, shown) in cases {
            let told = Format::custom(code).show(stored, false);
            assert_eq!(told.trim(), shown.trim(), "{code} of {stored}");
        }
    }
}
