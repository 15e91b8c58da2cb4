//! # 满意度没有依据 (E18)
//!
//! **查什么** 写满意度100%，全文却没有提到调查、问卷、测评或回访。
//!
//! **为什么** 满意度要靠调查得出；没有调查，100%就没有来处。
//!
//! **例** 服务对象满意度100%，得10分。
//!
//! **怎样改** 写明调查的对象、时间、份数与结果，或改写为未调查。
//!
//! **宽严** 只提示一次；写目标、打算的和提到任何一种调查的不报；表格里的指标不报。
//!
//! **依据** 财预〔2020〕10号：满意度指标应当有调查依据。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::{Sort, at_once};

/// The code of this rule.
pub(crate) const CODE: &str = "E18";

/// Words that tell of a survey.
const SURVEYS: &[&str] = &[
    "调查",
    "问卷",
    "测评",
    "回访",
    "访谈",
    "评议",
    "好差评",
    "抽样",
    "走访",
];

/// Words that tell of a plan.
const PLANS: &[&str] = &["目标", "确保", "力争", "计划", "预期", "争取", "要求"];

/// The figure stands no further behind the word than this, in bytes.
const NEAR: usize = 60;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let places: Vec<(usize, usize)> = context
        .phrases_of(Sort::Satisfaction)
        .filter(|phrase| !context.in_cell(phrase.start))
        .filter_map(|phrase| full(context, phrase.start))
        .take(1)
        .collect();
    let surveyed = || {
        SURVEYS
            .iter()
            .any(|word| context.reading.text.contains(word))
    };
    if places.is_empty() || surveyed() {
        return;
    }
    findings.extend(at_once(
        context.reading,
        (CODE, Kind::Wording, Severity::Hint),
        &places,
        |_| "满意度写100%，全文没有写明怎样调查得来。".to_owned(),
        "写明调查的对象、时间、份数与结果",
    ));
}

/// 满意度达到100%, up to the sign of percent.
fn full(context: &Context<'_>, start: usize) -> Option<(usize, usize)> {
    const FULL: &str = "100%";
    let (_, rest) = context.around(start);
    let rest = &rest[..rest.floor_char_boundary(NEAR)];
    let at = rest.find(FULL)?;
    let between = &rest[..at];
    let told = between.contains(['。', '；', '≥', '≧', '＞', '9', '8'])
        || between.contains("目标")
        || between.contains("不低于");
    let planned = PLANS
        .iter()
        .any(|word| context.sentence_to(start).contains(word));
    (!told && !planned).then_some((start, start + at + FULL.len()))
}
