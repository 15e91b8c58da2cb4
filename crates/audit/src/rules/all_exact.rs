//! # 全部恰好完成 (E14)
//!
//! **查什么** 自评表里八项以上有数的指标，实际完成值都和目标值一样，且都得满分。
//!
//! **为什么** 真实的结果总有多有少；一个不差，多半是把目标抄成了结果。
//!
//! **例** 十项指标的完成值与指标值一字不差，全部满分。
//!
//! **怎样改** 按台账填实际完成值。
//!
//! **宽严** 只作提示；目标是100%、0的不算，有一项不同就不报。
//!
//! **依据** 财预〔2020〕10号：自评结果应真实、客观。
//!
//! **状态** 新。

use quantity::Decimal;

use crate::claim::FigureId;
use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::form::Row;
use crate::place::place_of;

/// The code of this rule.
pub(crate) const CODE: &str = "E14";

/// Fewer may well have been met to the digit.
const LEAST: usize = 8;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let value = |id: FigureId| context.figures[id].quantity;
    let telling = |row: &Row<'_>| {
        let (target, actual) = (row.target.as_ref()?.figure, row.actual.as_ref()?.figure);
        let wanted = value(target).value;
        (!row.execution && !wanted.is_zero() && wanted != Decimal::HUNDRED).then_some((
            target,
            actual,
            row.weight?,
            row.score?,
        ))
    };
    for paper in &context.papers.all {
        let rows: Vec<_> = paper.rows.iter().filter_map(telling).collect();
        let exact = rows.iter().all(|(target, actual, weight, score)| {
            let same = value(*target).in_base() == value(*actual).in_base();
            same && value(*weight).value == value(*score).value
        });
        if rows.len() < LEAST || !exact {
            continue;
        }
        let places = rows
            .iter()
            .map(|row| place_of(context.reading, &context.figures[row.1]));
        findings.push(Finding::of_words(
            (CODE, Kind::Wording, Severity::Hint),
            format!("{}项指标的实际完成值都和目标值一样，都得满分。", rows.len()),
            places.collect(),
            "按台账填实际完成值",
        ));
    }
}
