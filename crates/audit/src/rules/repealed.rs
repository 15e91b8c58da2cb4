//! # 依据已废止 (I19)
//!
//! **查什么** 2020年以后的文件，不应再以财预〔2011〕285号、财预〔2009〕76号为绩效评价的依据。
//!
//! **为什么** 《项目支出绩效评价管理办法》施行以后，原来的暂行办法已经废止，照旧办法设置的指标与分值不再适用。
//!
//! **例** 根据财预〔2011〕285号开展2023年度绩效自评。
//!
//! **怎样改** 改引财预〔2020〕10号，并核对指标框架与分值。
//!
//! **宽严** 文件年度取写得最多的年度；同一句写明“废止”“原”的不报。
//!
//! **依据** 财预〔2020〕10号附则：财预〔2011〕285号同时废止。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Sort, at_once};
use crate::year;

use super::document_number::number_at;

/// The code of this rule.
pub(crate) const CODE: &str = "I19";

/// The year in which the new measure took effect.
const SINCE: u16 = 2020;

/// What was repealed, by the Ministry of Finance's 财预.
const REPEALED: &[(&str, &str)] = &[("2011", "285"), ("2009", "76")];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let cited: Vec<(usize, usize)> = context
        .phrases_of(Sort::DocumentNumber)
        .filter_map(|phrase| cited(context, phrase.start))
        .collect();
    let late = || year::of_document(&context.reading.text).is_some_and(|year| year >= SINCE);
    if cited.is_empty() || !late() {
        return;
    }
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Wording, Severity::Warning),
        &cited,
        |place| format!("“{}”已经废止，不能作本年度的依据。", place.text),
        "改引财预〔2020〕10号",
    ));
}

fn cited(context: &Context<'_>, bracket: usize) -> Option<(usize, usize)> {
    const ISSUER: &str = "财预";
    let (before, _) = context.around(bracket);
    let number = number_at(context, bracket)?;
    let repealed = REPEALED.contains(&(number.year.as_str(), number.serial.as_str()));
    let told = context.sentence_to(bracket).contains('原')
        || context.sentence_from(number.end).contains("废止");
    (before.ends_with(ISSUER) && repealed && !told).then(|| (bracket - ISSUER.len(), number.end))
}
