//! # 二选一未选 (I24)
//!
//! **查什么** 模板里“增加（减少）”“增长（下降）”两个方向并列，后面已经填了数，却没有删去其中一个。
//!
//! **为什么** 读者看不出是增是减，数也就没有意义。
//!
//! **例** 收入比上年增加（减少）12.5万元。
//!
//! **怎样改** 只留一个方向。
//!
//! **宽严** 后面不是数字的不报；表格的栏目名不报。
//!
//! **依据** 财预〔2016〕143号：增减变化应说明。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "I24";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Unpicked)
        .filter(|phrase| !context.in_cell(phrase.start) && filled(context.around(phrase.end).1))
        .map(|phrase| (phrase.start, phrase.end))
        .collect();
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, Severity::Warning),
        &places,
        |place| format!("“{}”没有二选一，看不出是增是减。", place.text),
        "只留一个方向",
    ));
}

/// Whether a number follows.
fn filled(rest: &str) -> bool {
    rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
}
