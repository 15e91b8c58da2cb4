//! # 指标没有指标值 (E16)
//!
//! **查什么** 自评表、目标表里有分值的指标，应有指标值，数量指标的指标值不应是0或负数。
//!
//! **为什么** 没有指标值就无从评分，得的分没有依据。
//!
//! **例** 培训人次，分值10，指标值空白。
//!
//! **怎样改** 按批复的绩效目标填写。
//!
//! **宽严** 只作提醒；只看同一张表里多数指标都填了指标值的；目标就是不发生的（事故、投诉、超支）写0不报。
//!
//! **依据** 财预〔2015〕88号：绩效目标应细化量化。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::form::{Row, is_blank};
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "E16";

/// What is not to happen at all.
const NOTHING: &[&str] = &[
    "事故", "投诉", "差错", "超支", "违规", "违纪", "失误", "伤亡", "案件", "问题", "上访", "零",
    "欠", "债务", "偏差", "增长", "变动", "下降",
];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for paper in &context.papers.all {
        let rows = paper.rows.iter().filter(|row| row.weight.is_some());
        let rows: Vec<&Row<'_>> = rows.collect();
        let blank = |row: &&&Row<'_>| row.aim.as_deref().is_some_and(is_blank);
        let blanks = rows.iter().filter(blank).count();
        let known = rows.iter().filter(|row| row.aim.is_some()).count();
        if blanks * 2 < known {
            for row in rows.iter().filter(blank) {
                findings.push(finding(context, row, "没有指标值"));
            }
        }
        for row in &rows {
            let none = row.aim.as_deref().is_some_and(is_nothing);
            if none && !NOTHING.iter().any(|word| row.name.contains(word)) {
                findings.push(finding(context, row, "的指标值不大于零"));
            }
        }
    }
}

/// 0, =0, -3.
fn is_nothing(target: &str) -> bool {
    let number = target.trim_start_matches(['=', '＝', '≥', ' ']);
    let digits = number.trim_start_matches('-');
    let end = digits
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(digits.len());
    let plain = end > 0 && digits[..end].parse::<u64>().is_ok();
    plain && (number.starts_with('-') || digits[..end].bytes().all(|byte| byte == b'0'))
}

fn finding(context: &Context<'_>, row: &Row<'_>, what: &str) -> Finding {
    Finding::of_words(
        (CODE, Kind::Wording, Severity::Warning),
        format!("指标“{}”{what}。", row.name),
        vec![place_at(context.reading, row.place.0, row.place.1)],
        "按批复的绩效目标填写",
    )
}
