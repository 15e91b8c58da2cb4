//! What a reader does not see, or reads as something else: characters of no width, traditional characters, private ones
//! for a decimal point, and blanks that stand inside a number.

use quantity::Unit;

use crate::traditional::SIMPLIFIED;

/// A range of a text that is read as another character or as nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Its first byte.
    pub(crate) start: usize,
    /// The byte past it.
    pub(crate) end: usize,
    /// What it is read as.
    pub(crate) with: Option<char>,
}

/// The edits of a piece of text in order.
pub(crate) fn edits(text: &str, edits: &mut Vec<Edit>, offset: usize) {
    let bytes = text.as_bytes();
    let simplified = &*SIMPLIFIED;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Most characters are ideographs.
        if (0xE4..=0xE9).contains(&byte) {
            if let Some(with) = code(&bytes[at..]).and_then(|code| simplified.of(code)) {
                edits.push(Edit {
                    start: offset + at,
                    end: offset + at + 3,
                    with: Some(with),
                });
            }
            at += 3;
            continue;
        }
        let length = match byte {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            0xF0.. => 4,
        };
        let with = match byte {
            b' ' | b'\n' | 0xC2 | 0xE2 | 0xE3 | 0xEF => {
                let Some(c) = text[at..].chars().next() else {
                    break;
                };
                let unseen = is_unseen(c) || is_blank(c) && parts_a_number(text, at, length);
                if is_middle_point(text, at, c) {
                    Some(Some('.'))
                } else {
                    unseen.then_some(None)
                }
            }
            b',' | b':' | b';' | b'(' | b')' => full_width(text, at, byte).map(Some),
            0xF3 | 0xF4 => is_private_point(text, at, length).then_some(Some('.')),
            _ => None,
        };
        if let Some(with) = with {
            edits.push(Edit {
                start: offset + at,
                end: offset + at + length,
                with,
            });
        }
        at += length;
    }
}

/// The Chinese mark that stands in Chinese text for one of half its width: 其中:基本支出(类). Between digits and among
/// letters it is what it is.
fn full_width(text: &str, at: usize, mark: u8) -> Option<char> {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let chinese = |c: Option<char>| {
        c.is_some_and(|c| {
            matches!(
                c,
                '\u{4E00}'
                    ..='\u{9FFF}' | '、' | '。' | '“' | '”' | '《' | '》' | '（' | '）' | '％'
            )
        })
    };
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if !(chinese(before) || chinese(after)) || digit(before) && digit(after) {
        return None;
    }
    match mark {
        b',' => Some('，'),
        b':' => chinese(before).then_some('：'),
        b';' => Some('；'),
        b'(' => Some('（'),
        _ => Some('）'),
    }
}

/// The code point of the character of three bytes at the start of bytes.
#[inline]
fn code(bytes: &[u8]) -> Option<u16> {
    let [first, second, third, ..] = *bytes else {
        return None;
    };
    Some(u16::from(first & 0x0F) << 12 | u16::from(second & 0x3F) << 6 | u16::from(third & 0x3F))
}

/// A character of no width: it breaks lines, joins letters or turns their direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// A private character between digits: fonts of Chinese typesetters have the decimal point there, and PDFs keep it.
fn is_private_point(text: &str, at: usize, length: usize) -> bool {
    let digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    text[at..].starts_with(|c| c >= '\u{F0000}')
        && text[..at].ends_with(digit)
        && text[at + length..].starts_with(digit)
}

/// A middle dot for a decimal point, as newspapers printed it: 2477·1万元; 12·9运动 is a day.
fn is_middle_point(text: &str, at: usize, c: char) -> bool {
    const UNITS: &[&str] = &[
        "万",
        "亿",
        "元",
        "%",
        "％",
        "‰",
        "个百分点",
        "公顷",
        "平方",
        "亩",
        "吨",
        "公里",
        "公斤",
        "倍",
    ];
    let digit = |c: char| c.is_ascii_digit();
    let after = &text[at + c.len_utf8()..];
    c == '·' && text[..at].ends_with(digit) && after.starts_with(digit) && {
        let unit = after.trim_start_matches(digit);
        UNITS.iter().any(|word| unit.starts_with(word))
    }
}

/// A blank that may stand in a number; the line ends of a piece are blanks.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\u{3000}') || is_typographic(c)
}

/// A blank nobody types between two columns: no-break, thin, narrow.
fn is_typographic(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2009}' | '\u{202F}')
}

/// Whether the blank at `at` stands inside one number: `321 146件`, `8. 1%`, `1 ,537.4`.
fn parts_a_number(text: &str, at: usize, length: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + length..]);
    let (Some(last), Some(&next)) = (before.bytes().next_back(), after.as_bytes().first()) else {
        return false;
    };
    match (last, next) {
        (b'0'..=b'9', b'.') => is_beside_a_point(before, &after[1..]),
        (b'0'..=b'9', b',') => is_beside_a_comma(before, &after[1..]),
        (b'.', b'0'..=b'9') => is_behind_a_point(&before[..at - 1], after),
        (b',', b'0'..=b'9') => {
            let goes_on = text[at..].starts_with('\n')
                || goes_on_in_groups(after)
                || comes_in_groups(&before[..at - 1]);
            goes_on && is_beside_a_comma(&before[..at - 1], after)
        }
        (b'0'..=b'9', b'0'..=b'9') => is_between_groups(text, at, length),
        _ => false,
    }
}

/// The digits that end a text, and what stands before them.
fn last_digits(text: &str) -> (&str, &str) {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.split_at(head.len())
}

/// The digits a text begins with, and what stands behind them.
fn first_digits(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.split_at(text.len() - rest.len())
}

/// `3 .98`: what begins with a point is no number.
fn is_beside_a_point(before: &str, places: &str) -> bool {
    let (head, _) = last_digits(before);
    (head.is_empty() || follows_a_word(head)) && places.starts_with(|c: char| c.is_ascii_digit())
}

/// `1 ,537.4`: a whole group behind the comma.
fn is_beside_a_comma(before: &str, after: &str) -> bool {
    let (_, leading) = last_digits(before);
    let (group, _) = first_digits(after);
    (1..=3).contains(&leading.len()) && group.len() == 3
}

/// `3, 156,077`: another whole group behind the next comma.
fn goes_on_in_groups(after: &str) -> bool {
    let (_, rest) = first_digits(after);
    rest.strip_prefix(',')
        .is_some_and(|rest| first_digits(rest).0.len() == 3)
}

/// `1,099, 160`: a whole group before the comma, and more before that.
fn comes_in_groups(before: &str) -> bool {
    let (head, group) = last_digits(before);
    let leading = head.strip_suffix(',').map(|head| last_digits(head).1);
    group.len() == 3 && leading.is_some_and(|leading| (1..=3).contains(&leading.len()))
}

/// `增长8. 1%`: no numbering, and one unit for both.
fn is_behind_a_point(before: &str, after: &str) -> bool {
    let (head, whole) = last_digits(before);
    let (_, behind) = first_digits(after);
    !whole.is_empty() && follows_a_word(head) && measured(behind)
}

/// `321 146件`: groups of three, the first after a word, and one unit behind them all. Two columns have a blank before the
/// first and a unit, if any, behind each.
fn is_between_groups(text: &str, at: usize, length: usize) -> bool {
    let blank = &text[at..at + length];
    if blank == "\n" {
        return false;
    }
    let mut head = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let mut leading = &text[head.len()..at];
    let mut groups = 0;
    while leading.len() == 3 && groups < MOST_GROUPS {
        let Some(more) = head.strip_suffix(blank) else {
            break;
        };
        let (before, digits) = last_digits(more);
        if digits.is_empty() {
            break;
        }
        (head, leading) = (before, digits);
        groups += 1;
    }
    let mut rest = &text[at + length..];
    for group in 0..=MOST_GROUPS {
        let (digits, behind) = first_digits(rest);
        if digits.len() != 3 || group == MOST_GROUPS {
            return false;
        }
        rest = behind;
        match rest.strip_prefix(blank) {
            Some(more) if more.starts_with(|c: char| c.is_ascii_digit()) => rest = more,
            _ => break,
        }
    }
    let (places, behind) = match rest.strip_prefix('.') {
        Some(places) => first_digits(places),
        None => ("", rest),
    };
    let sound = places.is_empty() != rest.starts_with('.');
    let alone = blank.starts_with(is_typographic) && head.is_empty() && behind.is_empty();
    (1..=3).contains(&leading.len())
        && !leading.starts_with('0')
        && sound
        && (alone || follows_a_word(head) && measured(behind))
}

/// More groups than any printed number has.
const MOST_GROUPS: usize = 5;

/// Whether a number behind this text follows a word, and is neither numbering nor the number of a table or a year.
fn follows_a_word(head: &str) -> bool {
    head.chars().next_back().is_some_and(|c| {
        ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"第图表栏件例前年月日号".contains(c)
    })
}

/// Whether a unit stands here.
fn measured(behind: &str) -> bool {
    Unit::parse(behind).is_some_and(|(_, length)| length > 0)
        && !behind.starts_with(['年', '月', '日', '号', '时'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut found = Vec::new();
        edits(text, &mut found, 0);
        let mut read = String::new();
        let mut at = 0;
        for edit in found {
            read.push_str(&text[at..edit.start]);
            read.extend(edit.with);
            at = edit.end;
        }
        read + &text[at..]
    }

    #[test]
    fn a_blank_inside_a_number_is_not_read() {
        for (written, meant) in [
            ("全年受理321 146件。", "全年受理321146件。"),
            ("合计1\u{A0}321\u{A0}146.50万元", "合计1321146.50万元"),
            ("12\u{202F}345", "12345"),
            ("增长8. 1%；", "增长8.1%；"),
            ("支出3 .98亿元", "支出3.98亿元"),
            ("拨付1 ,537.4万元", "拨付1,537.4万元"),
            ("12,\n345.67", "12,345.67"),
        ] {
            assert_eq!(read(written), meant);
        }
    }

    #[test]
    fn two_numbers_stay_two() {
        for text in [
            "余额68058 32363 72472 8.6 10.8",
            "收入 321 146万元",
            "1 200万元",
            "表1 200个行政村情况",
            "310 300到3100",
            "情况：1. 5万元以上的项目",
            "数据暂未获取；7. 2022年",
            "12,\n34",
            "123\n456",
            "在编人员12 5人",
            "5 8 .9 1",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn what_has_no_width_is_not_read_and_traditional_is_read_as_simplified() {
        assert_eq!(read("12\u{200B}345\u{FEFF}元"), "12345元");
        assert_eq!(
            read("較上年減少2794.4萬元，下降7.8%"),
            "较上年减少2794.4万元，下降7.8%"
        );
        assert_eq!(read("显著高于"), "显著高于");
        assert_eq!(read("收入２０\u{1001B0}２亿元"), "收入２０.２亿元");
        assert_eq!(read("甲\u{1001B0}2"), "甲\u{1001B0}2");
    }
}
