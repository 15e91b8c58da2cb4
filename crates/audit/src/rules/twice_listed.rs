//! # 指标重复 (E15)
//!
//! **查什么** 同一张自评表、目标表里，三级指标的名称不应重复。
//!
//! **为什么** 同一件事算两次分；多半是复制一行后忘了改。
//!
//! **例** “培训人次”列在数量指标下两次，分值各5分。
//!
//! **怎样改** 合并，或把名称写清楚各是什么。
//!
//! **宽严** 只作提醒；名称相同而指标值或完成值不同的（如分项目、分季度）不报；“服务对象满意度”之类的通称不报。
//!
//! **依据** 财预〔2015〕88号：绩效目标应指向明确。
//!
//! **状态** 新。

use std::collections::HashMap;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::form::is_blank;
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "E15";

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for paper in &context.papers.all {
        let mut seen = HashMap::new();
        for row in &paper.rows {
            let name = &*row.name;
            let general = name.ends_with("满意度") || name.ends_with("指标") || is_blank(name);
            let aim = row.aim.as_deref().filter(|aim| !is_blank(aim));
            let Some(aim) = aim.filter(|_| !general && row.weight.is_some()) else {
                continue;
            };
            let Some(first) = seen.insert((name, aim, &*row.outcome), row.place) else {
                continue;
            };
            let places = [first, row.place];
            let places = places.map(|(start, end)| place_at(context.reading, start, end));
            findings.push(Finding::of_words(
                (CODE, Kind::Wording, Severity::Warning),
                format!("指标“{name}”列了两次，指标值也相同。"),
                places.to_vec(),
                "合并，或写清楚各是什么",
            ));
        }
    }
}
