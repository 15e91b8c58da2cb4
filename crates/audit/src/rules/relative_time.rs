//! # 相对时间 (G03)
//!
//! **查什么** 年度自评报告、决算说明里的“今年以来”“去年底”“截至目前”。
//!
//! **为什么** 报告在第二年写、第二年读，读者不知道“今年”是哪一年。
//!
//! **例** 2024年度自评报告：今年以来，办理信访件42件。
//!
//! **怎样改** 写明年月：2024年，2024年12月底。
//!
//! **宽严** 只作提示，全文只报一次；只查题目写明年度的自评报告、绩效评价报告和决算说明；下一步打算里的不报。
//!
//! **依据** GB/T 9704-2012：时间应具体明确。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Sort, at_once};
use crate::year;

/// The code of this rule.
pub(crate) const CODE: &str = "G03";

/// What speaks of the year to come.
const AHEAD: &[&str] = &["下一步", "明年", "计划", "打算", "将"];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut phrases = context.phrases_of(Sort::Relative).peekable();
    if phrases.peek().is_none() || year::looked_back_on(context.reading).is_none() {
        return;
    }
    let places: Vec<(usize, usize)> = phrases
        .filter(|phrase| {
            let before = context.around(phrase.start).0;
            !AHEAD.iter().any(|word| before.contains(word))
        })
        .map(|phrase| (phrase.start, phrase.end))
        .collect();
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Date, Severity::Hint),
        &places,
        |place| format!("“{}”不知是哪一年。", place.text),
        "写明年月",
    ));
}
