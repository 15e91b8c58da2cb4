//! # 百分数写法 (B14)
//!
//! **查什么** 百分号前面应当紧跟数字，且只写一个：“98.19为%”“50%%”是写错了。
//!
//! **为什么** 百分数读不出来，就无法核对。
//!
//! **例** 预算执行率98.19为%。
//!
//! **怎样改** 改为“为98.19%”。
//!
//! **宽严** 只看百分号紧跟在“为”后面的，和连写两个百分号的；“计量单位为%”不报，表格里的不报。
//!
//! **依据** GB/T 15835—2011 出版物上数字用法。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Phrase, Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "B14";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Percent)
        .filter(|phrase| !context.in_cell(phrase.start) && !is_unit(context, phrase))
        .map(|phrase| {
            let before = context.around(phrase.start).0;
            let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            (phrase.start - (before.len() - number.len()), phrase.end)
        })
        .collect();
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Number, Severity::Hint),
        &places,
        |place| format!("“{}”不成百分数。", place.text),
        "写成“为”、数字、百分号的次序，只写一个百分号",
    ));
}

/// Whether the sign is told to be a unit: 计量单位为%.
fn is_unit(context: &Context<'_>, phrase: &Phrase) -> bool {
    context.around(phrase.start).0.ends_with("单位")
}
