//! Official numbering: 一、（一）1.（1）① for sections, 表1 and 图1 for tables and charts.

use document::Text;

/// The deepest level that is numbered as a heading.
const DEEPEST: usize = 5;

/// Where the numbering stands.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    sections: [usize; DEEPEST + 1],
    level: u8,
    tables: usize,
    pictures: usize,
}

impl Numbering {
    /// Begins a section; gives its number. A title has none.
    pub(crate) fn heading(&mut self, level: u8) -> String {
        let at = usize::from(level).min(DEEPEST);
        self.level = level;
        self.sections[at] += 1;
        self.sections[at + 1..].fill(0);
        label(level, self.sections[at])
    }

    /// Begins anew below a section of a level; tables and charts are counted on.
    pub(crate) fn restart(&mut self, level: u8) {
        self.level = level;
        self.sections = Default::default();
    }

    pub(crate) const fn level(&self) -> u8 {
        self.level
    }

    pub(crate) fn table(&mut self, caption: &str) -> String {
        self.tables += 1;
        format!("表{}　{caption}", self.tables)
    }

    pub(crate) fn picture(&mut self, caption: &str) -> String {
        self.pictures += 1;
        format!("图{}　{caption}", self.pictures)
    }
}

/// The number of the `at`th section of a level.
pub(crate) fn label(level: u8, at: usize) -> String {
    match level {
        0 => String::new(),
        1 => format!("{}、", chinese(at)),
        2 => format!("（{}）", chinese(at)),
        3 => format!("{at}."),
        4 => format!("（{at}）"),
        _ => circled(at),
    }
}

/// A heading without the number its author wrote: numbers are made here, so that none is skipped.
pub(crate) fn strip(text: Text) -> Text {
    if !text.marks.is_empty() {
        return text;
    }
    let words = text.content.as_str();
    let rest = words
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.split_once(['）', ')']))
        .or_else(|| words.split_once('、'))
        .or_else(|| words.split_once(['.', '．']))
        .filter(|(number, rest)| is_number(number) && !rest.is_empty())
        .map(|(_, rest)| rest.trim_start().to_owned());
    match rest {
        Some(content) => Text { content, ..text },
        None => text,
    }
}

fn is_number(text: &str) -> bool {
    let chinese = |c: char| "一二三四五六七八九十".contains(c);
    !text.is_empty()
        && (text.chars().all(chinese) || text.bytes().all(|byte| byte.is_ascii_digit()))
}

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 1 to 99 in Chinese numerals; beyond, in digits.
fn chinese(number: usize) -> String {
    match number {
        1..10 => DIGITS[number].to_owned(),
        10..20 => format!("十{}", DIGITS[number - 10]),
        20..100 => format!("{}十{}", DIGITS[number / 10], DIGITS[number % 10]),
        _ => number.to_string(),
    }
}

/// ① to ⑳; beyond, in brackets.
fn circled(number: usize) -> String {
    u32::try_from(number)
        .ok()
        .filter(|number| (1..=20).contains(number))
        .and_then(|number| char::from_u32(0x2460 + number - 1))
        .map_or_else(|| format!("（{number}）"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_count_within_their_parent() {
        let mut numbering = Numbering::default();
        let labels: Vec<_> = [1, 2, 3, 3, 4, 2, 1, 2]
            .into_iter()
            .map(|level| numbering.heading(level))
            .collect();
        let expected = [
            "一、",
            "（一）",
            "1.",
            "2.",
            "（1）",
            "（二）",
            "二、",
            "（一）",
        ];
        assert_eq!(labels, expected);
    }

    #[test]
    fn large_numbers() {
        assert_eq!(
            [10, 11, 20, 25].map(chinese),
            ["十", "十一", "二十", "二十五"]
        );
        assert_eq!([1, 20, 21].map(circled), ["①", "⑳", "（21）"]);
    }

    #[test]
    fn a_written_number_is_replaced() {
        for words in ["一、概况", "（十二）概况", "3. 概况", "(4)概况", "概况"] {
            assert_eq!(strip(Text::plain(words)).content, "概况", "{words}");
        }
        assert_eq!(strip(Text::plain("规划、许可")).content, "规划、许可");
    }
}
