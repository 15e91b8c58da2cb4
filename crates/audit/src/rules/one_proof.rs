//! # 一段话说几项指标 (F08)
//!
//! **查什么** 自评表里三项以上名称不同的指标，“完成情况”一字不差，且是二十字以上的一段话。
//!
//! **为什么** 每项指标应有自己的结果；一段话贴到各行，看不出哪一项做到了什么。
//!
//! **例** 三项指标的完成情况都写同一段土地供应的情况。
//!
//! **怎样改** 各写各的结果。
//!
//! **宽严** 只作提示；完成情况是数、短语的不报。
//!
//! **依据** 财预〔2020〕10号：自评结果应真实、完整。
//!
//! **状态** 新。

use std::collections::HashMap;

use crate::context::Context;
use crate::finding::{Finding, Kind, Place, Severity};
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "F08";

/// Shorter results may well be the same.
const SHORTEST: usize = 20;

/// So many indicators do not share a result.
const SHARED: usize = 3;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for paper in &context.papers.all {
        let rows = &paper.rows;
        let mut by_result: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, row) in rows.iter().enumerate() {
            if row.outcome.chars().count() >= SHORTEST {
                by_result.entry(&row.outcome).or_default().push(number);
            }
        }
        let mut shared: Vec<Vec<usize>> = by_result.into_values().collect();
        shared.retain(|numbers| {
            let mut names: Vec<&str> = numbers.iter().map(|number| &*rows[*number].name).collect();
            names.sort_unstable();
            names.dedup();
            names.len() >= SHARED
        });
        shared.sort();
        for numbers in shared {
            let places: Vec<Place> = numbers
                .iter()
                .map(|number| rows[*number].place)
                .map(|(start, end)| place_at(context.reading, start, end))
                .collect();
            let message = format!("{}项指标的完成情况是同一段话。", places.len());
            let rule = (CODE, Kind::Wording, Severity::Hint);
            findings.push(Finding::of_words(rule, message, places, "各写各的结果"));
        }
    }
}
