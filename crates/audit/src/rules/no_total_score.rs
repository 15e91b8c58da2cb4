//! # 没有总分和等级 (D08)
//!
//! **查什么** 绩效自评报告列了各项指标的得分，应写出总分和等级（优、良、中、差）。
//!
//! **为什么** 总分和等级是自评的结论，结果应用以它为准。
//!
//! **例** 报告逐项列出十二项指标的得分，没有总分，也没有等级。
//!
//! **怎样改** 写明总分和等级。
//!
//! **宽严** 只作提醒；只查题目是自评报告、有五项以上指标得分的；写了总分、合计得分、综合得分或等级之一的不报。
//!
//! **依据** 财预〔2020〕10号第二十二条：绩效评价结果用总分和等级表示。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_of;
use crate::work;
use crate::year;

/// The code of this rule.
pub(crate) const CODE: &str = "D08";

/// Fewer indicators with a score are examples.
const LEAST: usize = 5;

const CONCLUSIONS: &[&str] = &[
    "总分",
    "总得分",
    "综合得分",
    "合计得分",
    "得分合计",
    "自评得分",
    "评价得分",
    "最终得分",
    "综合评分",
    "自评分",
    "评分为",
    "得分为",
    "等级",
    "评定为",
    "评级",
    "总评",
    "自评结果为",
    "评价结果为",
    "合计",
    "总计",
    "共得",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let own = context.indicators.iter().filter(|item| !item.class);
    let mut own = own.peekable();
    let Some(first) = own.peek().map(|item| item.score) else {
        return;
    };
    if own.count() < LEAST || year::looked_back_on(context.reading).is_none() {
        return;
    }
    let text = &*context.reading.text;
    work::look(text.len());
    // 总　分, 合 计: blanks fill the box.
    let blank = |c: &char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let compact: String = text.chars().filter(|c| !blank(c)).collect();
    if !text.contains("自评") || CONCLUSIONS.iter().any(|word| compact.contains(word)) {
        return;
    }
    findings.push(Finding::of_words(
        (CODE, Kind::Points, Severity::Warning),
        "各项指标都有得分，全文没有总分，也没有等级。".to_owned(),
        vec![place_of(context.reading, &context.figures[first])],
        "写明总分和等级",
    ));
}
