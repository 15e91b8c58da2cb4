//! # 量词 (H05)
//!
//! **查什么** 许可证、合格证、营业执照等证件论份、本、张，不论个。
//!
//! **为什么** 公文的量词应规范。
//!
//! **例** 核发《建设工程规划许可证》126个。
//!
//! **怎样改** 改为“份”或“本”。
//!
//! **宽严** 只作提示，全文只报一次；只看证件名称后八个字以内的数，中间有“的”“有”的说的是别的东西。
//!
//! **依据** GB/T 15835-2011；公文写作的通例。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "H05";

/// How far behind the name of a document its number stands, in bytes: eight characters.
const BEHIND: usize = 24;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Certificate)
        .filter_map(|phrase| {
            let next = context
                .figures
                .partition_point(|figure| figure.start < phrase.end);
            let figure = context.figures.get(next)?;
            let between = context.reading.text.get(phrase.end..figure.start)?;
            let near = between.len() <= BEHIND
                && !between.contains(|c: char| "，。；、\n的有".contains(c));
            let counted = figure.printed(context.reading).ends_with('个');
            (near && counted).then_some((figure.start, figure.end))
        })
        .collect();
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Form, Severity::Hint),
        &places,
        |place| format!("证件论份、本，不论个：{}。", place.text),
        "改为“份”或“本”",
    ));
}
