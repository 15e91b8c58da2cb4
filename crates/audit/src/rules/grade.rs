//! # 等级与总分 (D07)
//!
//! **查什么** 一句话里写明总分和等级的，等级应与总分相符：90分以上为优，80至90分为良，60至80分为中，60分以下为差。
//!
//! **为什么** 等级决定下一年度的预算安排，差一档就是不同的处理。
//!
//! **例** 自评总分92.5分，评价等级为良。 → 92.5分应为优。
//!
//! **怎样改** 核对总分；总分没有错的，改等级。
//!
//! **宽严** 只作提醒；分级办法各地不同，可在 `kaocheng.toml` 的“界限”里改。
//!
//! **依据** 财预〔2020〕10号第二十一条：优、良、中、差四个等级。
//!
//! **状态** 新。

use quantity::Decimal;

use crate::claim::Relation;
use crate::context::Context;
use crate::figure::Figure;
use crate::finding::{Finding, Kind, Severity};
use crate::place::{place_at, place_of};
use crate::profile::Limits;

/// The code of this rule.
pub(crate) const CODE: &str = "D07";

/// Words that name the total.
const TOTALS: [&str; 6] = [
    "总分",
    "总得分",
    "综合得分",
    "自评得分",
    "评价得分",
    "最终得分",
];

/// Words a grade follows.
const LEADS: [&str; 6] = ["等级为", "等级是", "等级：", "评定为", "结果为", "等次为"];

/// The grades, each in the words it may be told by, the longer ones first.
const GRADES: [(&str, &str); 8] = [
    ("优秀", "优"),
    ("优", "优"),
    ("良好", "良"),
    ("良", "良"),
    ("中等", "中"),
    ("中", "中"),
    ("较差", "差"),
    ("差", "差"),
];

/// Full marks, as far as the bands are about.
const FULL: Decimal = Decimal::HUNDRED;

pub(crate) fn inspect(context: &Context<'_>, _relations: &[Relation], findings: &mut Vec<Finding>) {
    for (id, figure) in context.figures.iter().enumerate() {
        let label = context.label(id);
        if figure.points
            && figure.quantity.value <= FULL
            && TOTALS.iter().any(|word| label.contains(word))
        {
            findings.extend(check(context, figure, context.after(id)));
        }
    }
}

fn check(context: &Context<'_>, total: &Figure, after: &str) -> Option<Finding> {
    let sentence = &after[..after.find(['。', '；', '\n']).unwrap_or(after.len())];
    let (at, lead) = LEADS
        .iter()
        .filter_map(|lead| sentence.find(lead).map(|at| (at, *lead)))
        .min()?;
    let rest = &sentence[at + lead.len()..];
    let word = rest.trim_start_matches(['“', '"', ' ', '「']);
    let (told, grade) = GRADES.iter().find(|(told, _)| word.starts_with(told))?;
    let earned = earned(context.profile.limits, total.quantity.value);
    if *grade == earned {
        return None;
    }
    let start = total.end + at + lead.len() + rest.len() - word.len();
    let printed = total.printed(context.reading);
    Some(Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Points,
        message: format!("总分{printed}应为“{earned}”，等级写“{told}”。"),
        figures: vec![
            place_at(context.reading, start, start + told.len()),
            place_of(context.reading, total),
        ],
        arithmetic: bands(context.profile.limits),
        proposal: format!("等级改为“{earned}”，或核对总分"),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    })
}

fn earned(limits: Limits, total: Decimal) -> &'static str {
    if total >= limits.excellent {
        "优"
    } else if total >= limits.good {
        "良"
    } else if total >= limits.fair {
        "中"
    } else {
        "差"
    }
}

fn bands(limits: Limits) -> String {
    let Limits {
        excellent,
        good,
        fair,
        ..
    } = limits;
    format!("优≥{excellent}，良≥{good}，中≥{fair}，其余为差")
}
