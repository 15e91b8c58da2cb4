//! # 超额完成未说明 (E11)
//!
//! **查什么** 自评表里实际完成值达到目标值的130%以上的，“偏差原因”一栏应当有说明。
//!
//! **为什么** 超出太多，多半是目标定低了，或填错了数；按规定要说明原因并相应扣分。
//!
//! **例** 目标值≥100人次，实际650人次，偏差原因空白。
//!
//! **怎样改** 核对两个数；属实的，写明原因。
//!
//! **宽严** 只作提醒；只看有“偏差原因”一栏的自评表和越多越好的指标；界限可在 `kaocheng.toml` 的“超额完成”里改。
//!
//! **依据** 财预〔2020〕10号附件1：大幅超额完成的应分析原因。
//!
//! **状态** 新。

use quantity::{Approximation, Rational};

use crate::claim::{FigureId, printed};
use crate::context::Context;
use crate::figure::Figure;
use crate::finding::{Finding, Kind, Severity};
use crate::form::Sense;
use crate::place::place_of;
use crate::table::Sheet;

/// The code of this rule.
pub(crate) const CODE: &str = "E11";

/// The columns it looks at.
struct Columns {
    target: usize,
    actual: usize,
    reason: usize,
}

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in context.papers.all.iter().flat_map(|paper| &paper.rows) {
        let measures = row.target.as_ref().zip(row.actual.as_ref());
        if let Some(((target, actual), reason)) = measures.zip(row.reason.as_deref()) {
            let less = target.sense == Sense::Most;
            let pair = (target.figure, actual.figure);
            findings.extend(exceeded(context, pair, reason).filter(|_| !less));
        }
    }
    for sheet in context.sheets {
        let Some(columns) = columns(sheet) else {
            continue;
        };
        for row in sheet.body..sheet.grid.rows {
            let target = sheet.figure(row, columns.target);
            let pair = target.zip(sheet.figure(row, columns.actual));
            let reason = sheet.text(row, columns.reason).trim();
            let open = pair.filter(|(target, _)| !context.papers.has(*target));
            findings.extend(open.and_then(|pair| exceeded(context, pair, reason)));
        }
    }
}

fn columns(sheet: &Sheet<'_>) -> Option<Columns> {
    Some(Columns {
        target: sheet.column(&["指标值", "目标值"], &["实际", "完成"])?,
        actual: sheet.column(&["实际完成", "完成值", "实际值"], &["率"])?,
        reason: sheet.column(&["偏差原因", "偏差分析", "原因分析"], &[])?,
    })
}

fn exceeded(
    context: &Context<'_>,
    (target, actual): (FigureId, FigureId),
    reason: &str,
) -> Option<Finding> {
    let limit = context.profile.limits.over_fulfilment;
    let silent = matches!(reason, "" | "无" | "—" | "-" | "/");
    let passed = rises(&context.figures[target])
        && context.figures[target].same_kind(&context.figures[actual])
        && percentage(context, actual, target)? >= limit.to_rational();
    (silent && passed).then(|| finding(context, actual, target))
}

/// Whether more is better, as far as the sign tells.
fn rises(target: &Figure) -> bool {
    matches!(
        target.quantity.approximation,
        Approximation::Exact | Approximation::AtLeast | Approximation::Over
    )
}

/// The part as a percentage of the whole; `None` where the whole is nothing.
fn percentage(context: &Context<'_>, part: FigureId, whole: FigureId) -> Option<Rational> {
    let (part, whole) = (
        printed(context.figures, part),
        printed(context.figures, whole),
    );
    let nothing = Rational::from_integer(0.into());
    (whole > nothing).then(|| part * Rational::from_integer(100.into()) / whole)
}

fn finding(context: &Context<'_>, actual: FigureId, target: FigureId) -> Finding {
    let (actual, target) = (&context.figures[actual], &context.figures[target]);
    let limit = context.profile.limits.over_fulfilment;
    let (done, planned) = (
        actual.printed(context.reading),
        target.printed(context.reading),
    );
    Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Wording,
        message: format!("实际完成{done}，达到目标{planned}的{limit}%以上，没有说明原因。"),
        figures: vec![
            place_of(context.reading, actual),
            place_of(context.reading, target),
        ],
        arithmetic: format!("{done}÷{planned}≥{limit}%"),
        proposal: "核对目标值和完成值；属实的，在“偏差原因”里说明".to_owned(),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    }
}
