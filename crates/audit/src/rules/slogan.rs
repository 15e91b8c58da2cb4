//! # 指标不可衡量 (E07)
//!
//! **查什么** 三级指标写成口号（“加强……管理”“提高……水平”），指标值又是100%，量不出来。
//!
//! **为什么** 口号没有分母，100%没有意义，自评必然满分。
//!
//! **例** 加强队伍管理，指标值100%。
//!
//! **怎样改** 写成可以数、可以查的结果，如“持证上岗率”。
//!
//! **宽严** 只作提示；名称以率、数、次、人、量、度、时间结尾的不报。
//!
//! **依据** 财预〔2021〕101号：指标应量化易评。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "E07";

const SLOGANS: &[&str] = &[
    "加强", "提高", "提升", "促进", "推进", "推动", "完善", "强化", "优化", "深化", "确保", "保障",
    "增强", "改善",
];

const MEASURES: &[char] = &['率', '数', '次', '人', '量', '度', '间', '额', '比', '例'];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for row in context.papers.rows() {
        let name = &*row.name;
        let target = row.aim.as_deref().unwrap_or_default();
        let full = matches!(target, "100%" | "=100%" | "＝100%" | "≥100%" | "100％");
        let slogan = SLOGANS.iter().any(|verb| name.starts_with(verb)) && !name.ends_with(MEASURES);
        if !full || !slogan {
            continue;
        }
        let place = place_at(context.reading, row.place.0, row.place.1);
        findings.push(Finding::of_words(
            (CODE, Kind::Wording, Severity::Hint),
            format!("“{name}”是口号，{target}量不出来。"),
            vec![place],
            "写成可以数、可以查的结果",
        ));
    }
}
