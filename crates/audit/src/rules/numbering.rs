//! # 章节编号 (I03)
//!
//! **查什么** 一级标题的编号应连续：一、之后是二、，不应从二、跳到四、。
//!
//! **为什么** 删了一节没有改编号，或少了一节。
//!
//! **例** “二、资源和环境”之后是“四、服务业”，没有三。
//!
//! **怎样改** 补上缺的一节，或改编号。
//!
//! **宽严** 只作提示；缺的编号在两个标题之间的任何地方出现过就不报，免得把没有分段的标题当成缺漏；自动编号在提取时丢失的，标题没有编号，不查；带数字的不是标题；表格里的不查。
//!
//! **依据** GB/T 9704-2012：结构层次序数。
//!
//! **状态** 新。

use document::PieceKind;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::work;

/// The code of this rule.
pub(crate) const CODE: &str = "I03";

const NUMERALS: [&str; 12] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
];

/// Headings are no longer than this, in characters.
const LONGEST: usize = 30;

/// Sections are no longer than this, in bytes: what is farther apart is of two parts.
const APART: usize = 100_000;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut last: Option<(usize, usize)> = None;
    for paragraph in 0..context.reading.paragraphs.len() {
        let place = context.reading.paragraphs[paragraph];
        if matches!(place.kind, PieceKind::Cell { .. }) {
            continue;
        }
        let Some(number) = number(context.reading.text_of(paragraph)) else {
            continue;
        };
        if let Some((before, end)) = last.filter(|(before, _)| before + 2 == number) {
            let missing = NUMERALS[before];
            let between = &context.reading.text[end..place.start];
            work::look(between.len().min(APART));
            let told = between.len() > APART
                || [
                    format!("{missing}、"),
                    format!("{missing}."),
                    format!("{missing}．"),
                    format!("{missing} "),
                ]
                .iter()
                .any(|said| between.contains(said.as_str()));
            if !told {
                let mark = NUMERALS[number - 1].len() + "、".len();
                let at = place.start + context.reading.text_of(paragraph).len()
                    - context.reading.text_of(paragraph).trim_start().len();
                findings.push(Finding::of_words(
                    (CODE, Kind::Form, Severity::Hint),
                    format!(
                        "编号从“{}、”跳到“{}、”。",
                        NUMERALS[before - 1],
                        NUMERALS[number - 1]
                    ),
                    vec![place_at(context.reading, at, at + mark)],
                    "补上缺的一节，或改编号",
                ));
            }
        }
        last = Some((number, place.end));
    }
}

/// The number of a heading: 三、服务业.
fn number(text: &str) -> Option<usize> {
    let text = text.trim();
    if text.len() > 4 * LONGEST
        || text.chars().count() > LONGEST
        || text.contains(|c: char| "。；".contains(c) || c.is_ascii_digit())
    {
        return None;
    }
    let (numeral, rest) = text.split_once('、')?;
    let place = NUMERALS.iter().position(|one| *one == numeral)?;
    (!rest.is_empty()).then_some(place + 1)
}
