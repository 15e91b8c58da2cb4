//! # 重复的字与标点 (I06)
//!
//! **查什么** 标点或字词连着写了两遍：。。、，，、，。、的的、万元元、当年年度。
//!
//! **为什么** 多是改稿时没有删干净。
//!
//! **例** 支出合计10万元元，，比上年减少。
//!
//! **怎样改** 删去多余的一个。
//!
//! **宽严** 全文只提示一次，列出各处；省略号和“目的的”“当年年末”之类不报，表格里的不报。
//!
//! **依据** GB/T 15834—2011 标点符号用法。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Phrase, Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "I06";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Doubled)
        .filter(|phrase| !meant(context, phrase))
        .map(|phrase| (phrase.start, phrase.end))
        .collect();
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, Severity::Hint),
        &places,
        |place| format!("“{}”多写了一个字或标点。", place.text),
        "删去多余的",
    ));
}

/// Whether it is right as it stands: an ellipsis of stops, 目的的, 当年年末.
fn meant(context: &Context<'_>, phrase: &Phrase) -> bool {
    let (before, _) = context.around(phrase.start);
    let (_, after) = context.around(phrase.end);
    let text = &context.reading.text[phrase.start..phrase.end];
    let right = match text {
        "的的" => before.ends_with(['目', '标']) || after.starts_with(['确', '士']),
        "当年年" => !after.starts_with(['全', '执', '预', '收', '支', '结', '实']),
        "。。" => after.starts_with('。') || before.ends_with('。'),
        _ => false,
    };
    right || context.in_cell(phrase.start)
}
