//! # 得分或完成值空白 (D16)
//!
//! **查什么** 自评表里别的指标都填了得分，个别指标空着；或有分值、有得分的指标没有填实际完成值。
//!
//! **为什么** 空着的一项不知道得了几分，总分也就不知道对不对。
//!
//! **例** 十项指标有九项填了得分，“按期完工率”的得分空白。
//!
//! **怎样改** 补填得分和实际完成值，再核总分。
//!
//! **宽严** 只作提醒；填了得分的不到三项，或空着的多于填了的三分之一，当作还没有填完的表，不报。
//!
//! **依据** 财预〔2020〕10号附件1：各项指标逐项填列实际完成值和得分。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::form::Row;
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "D16";

/// A form of which fewer are filled in has not been filled in yet.
const FILLED: usize = 3;

/// So many are filled in for each that is not.
const SHARE: usize = 3;

/// Whether a box of an indicator says nothing.
type IsBlank = fn(&Row<'_>) -> bool;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for paper in &context.papers.all {
        let rows: Vec<&Row<'_>> = paper
            .rows
            .iter()
            .filter(|row| row.weight.is_some())
            .collect();
        let blanks: [(&str, IsBlank); 2] = [
            ("得分", |row| row.unscored),
            ("实际完成值", |row| row.undone && row.score.is_some()),
        ];
        for (what, is_blank) in blanks {
            let filled = rows.iter().filter(|row| !is_blank(row)).count();
            let open: Vec<&&Row<'_>> = rows.iter().filter(|row| is_blank(row)).collect();
            let Some(first) = open.first() else { continue };
            if filled < FILLED || filled < SHARE * open.len() {
                continue;
            }
            let message = match open.len() {
                1 => format!("指标“{}”没有填{what}。", first.name),
                several => format!("指标“{}”等{several}项没有填{what}。", first.name),
            };
            let places = open.iter();
            let places = places.map(|row| place_at(context.reading, row.place.0, row.place.1));
            findings.push(Finding::of_words(
                (CODE, Kind::Points, Severity::Warning),
                message,
                places.collect(),
                "补填，再核总分",
            ));
        }
    }
}
