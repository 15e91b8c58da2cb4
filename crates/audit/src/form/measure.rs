//! What an indicator is to reach and what it reached: a figure with the sense in which it is meant.

use quantity::Approximation;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::plate::{Cell, Plate};

/// In which sense a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// ≥, 不少于: more is better.
    Least,
    /// ≤, 不超过: less is better.
    Most,
    /// ＝.
    Equal,
    /// No sign.
    Unsaid,
}

impl Sense {
    /// Its sign.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Sense::Least => "≥",
            Sense::Most => "≤",
            Sense::Equal => "＝",
            Sense::Unsaid => "",
        }
    }
}

/// A figure that a target or an actual value consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measure<'a> {
    /// The figure.
    pub(crate) figure: FigureId,
    /// The sense in which it is meant.
    pub(crate) sense: Sense,
    /// A unit the scanner does not know, as it is printed.
    pub(crate) unit: &'a str,
}

/// Words that a figure may stand behind and still be all that a box says.
const BEFORE: [&str; 26] = [
    "大于等于",
    "小于等于",
    "不低于",
    "不少于",
    "不小于",
    "不高于",
    "不超过",
    "不大于",
    "不多于",
    "实际完成",
    "已完成",
    "大于",
    "小于",
    "低于",
    "达到",
    "完成",
    "实际",
    "全年",
    "至少",
    "控制在",
    "等于",
    "约",
    "共",
    "达",
    "为",
    "已",
];

const LEAST: [&str; 12] = [
    "≥",
    "≧",
    "⩾",
    ">",
    "＞",
    "大于",
    "不低于",
    "不少于",
    "不小于",
    "至少",
    "以上",
    "正向",
];

const MOST: [&str; 14] = [
    "≤",
    "≦",
    "⩽",
    "<",
    "＜",
    "小于",
    "低于",
    "不高于",
    "不超过",
    "不大于",
    "不多于",
    "以内",
    "以下",
    "反向",
];

/// The measure a box states; `None` where it states none, a range, a date, or more than one.
pub(super) fn measure<'a>(
    plate: &Plate<'a>,
    figures: &[Figure],
    cell: &Cell<'_>,
) -> Option<Measure<'a>> {
    let id = (!cell.figures.is_empty()).then_some(cell.figures.start)?;
    let (before, after) = plate.around(figures, cell, id);
    let words = before.trim_start_matches(signs);
    let words = BEFORE
        .iter()
        .find_map(|word| words.strip_prefix(word))
        .unwrap_or(words);
    if !words.trim_start_matches(signs).is_empty() {
        return None;
    }
    let cut = after.find(['（', '(', '，', ',', '。', '；', ';', '\n', '、', '【']);
    let (tail, rest) = after.split_at(cut.unwrap_or(after.len()));
    let unit = ["及以上", "以上", "及以下", "以下", "以内", "左右"]
        .iter()
        .find_map(|word| tail.strip_suffix(word))
        .unwrap_or(tail)
        .trim();
    let plain = unit.chars().all(|c| c.is_alphabetic() || c == '/');
    // What stands behind a comma may tell of other figures; a bracket only remarks.
    let noted = rest.is_empty() || rest.starts_with(['（', '(', '【', '。', '；']);
    if !plain || unit.chars().count() > 4 || !(noted || cell.figures.len() == 1) {
        return None;
    }
    let sense = sense(before).or_else(|| sense(tail));
    let sense = sense.unwrap_or(match figures[id].quantity.approximation {
        Approximation::AtLeast | Approximation::Over => Sense::Least,
        Approximation::AtMost | Approximation::Under => Sense::Most,
        _ if before.ends_with(['=', '＝']) => Sense::Equal,
        _ => Sense::Unsaid,
    });
    Some(Measure {
        figure: id,
        sense,
        unit,
    })
}

fn signs(c: char) -> bool {
    c.is_whitespace() || "≥≧⩾＞>≤≦⩽＜<＝=：:".contains(c)
}

/// The sense that a sign or word tells.
pub(super) fn sense(words: &str) -> Option<Sense> {
    let has = |words_of: &[&str]| words_of.iter().any(|word| words.contains(word));
    if has(&["不低于"]) || has(&["不小于"]) {
        return Some(Sense::Least);
    }
    if has(&MOST) {
        return Some(Sense::Most);
    }
    if has(&LEAST) {
        return Some(Sense::Least);
    }
    words.contains(['=', '＝']).then_some(Sense::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_words_tell_the_sense() {
        for (words, expected) in [
            ("≥", Some(Sense::Least)),
            ("不低于", Some(Sense::Least)),
            ("大于等于", Some(Sense::Least)),
            ("≤", Some(Sense::Most)),
            ("不大于", Some(Sense::Most)),
            ("小于等于", Some(Sense::Most)),
            ("＝", Some(Sense::Equal)),
            ("正向指标", Some(Sense::Least)),
            ("", None),
        ] {
            assert_eq!(sense(words), expected, "{words}");
        }
    }
}
