//! # 数漏填 (I22)
//!
//! **查什么** “比上年增加 万元”“占 %”之类，单位前面没有数。
//!
//! **为什么** 模板里的空没有填，或改稿时把数删掉了。
//!
//! **例** 公务接待费比上年减少 万元，下降 %。
//!
//! **怎样改** 补上数；没有变化的，改写为“与上年持平”。
//!
//! **宽严** 只看紧接在增加、减少、增长、下降、占、完成预算后面的单位；表格里的不报；全文二十处以上的视为空白模板，只提示一次。
//!
//! **依据** 财预〔2016〕143号：公开内容应真实、完整。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Phrase, Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "I22";

/// More places than this and the file is the form itself.
const FORM: usize = 20;

/// The words a number must stand behind.
const WORDS: &[&str] = &[
    "增加",
    "减少",
    "增长",
    "下降",
    "占",
    "占比",
    "完成预算",
    "完成预算的",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Unit)
        .filter_map(|phrase| lost(context, phrase))
        .collect();
    let form = places.len() > FORM;
    let severity = if form {
        Severity::Hint
    } else {
        Severity::Warning
    };
    let shown = if form { &places[..1] } else { &places[..] };
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, severity),
        shown,
        |place| match form {
            true => format!("全文有{}处单位前面没有数，像是空白模板。", places.len()),
            false => format!("“{}”中间没有数。", place.text),
        },
        "补上数",
    ));
}

/// A word, blanks and a unit, where no number stands between.
fn lost(context: &Context<'_>, phrase: &Phrase) -> Option<(usize, usize)> {
    if context.in_cell(phrase.start) {
        return None;
    }
    let (before, _) = context.around(phrase.end);
    let before = before
        .trim_end_matches("万元")
        .trim_end_matches(['%', '％'])
        .trim_end();
    let word = WORDS.iter().rev().find(|word| before.ends_with(**word))?;
    let paragraph = phrase.end - context.around(phrase.end).0.len();
    Some((paragraph + before.len() - word.len(), phrase.end))
}
