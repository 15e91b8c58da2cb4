//! # 别的部门的用语 (I08)
//!
//! **查什么** “结合省、市××工作计划”之类的话里，××是与本单位职能无关的行业，且全文别处不再出现。
//!
//! **为什么** 多半是从别的单位的报告里抄来的。
//!
//! **例** 自然资源部门的报告写“结合金融工作计划设置指标”。
//!
//! **怎样改** 改为本单位的工作计划。
//!
//! **宽严** 只作提醒；标题里有该行业名称，或全文出现两次以上的，不报。
//!
//! **依据** 财预〔2020〕10号：自评应当结合本单位职责。
//!
//! **状态** 稳定。

use memchr::memmem;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;
use crate::relation::Relation;

/// The code of this rule.
pub(crate) const CODE: &str = "I08";

/// Sectors as departments are named after them.
const SECTORS: &[&str] = &[
    "金融",
    "教育",
    "卫生",
    "医保",
    "民政",
    "农业",
    "水利",
    "交通",
    "旅游",
    "文化",
    "体育",
    "环保",
    "科技",
    "统计",
    "审计",
    "税务",
    "气象",
    "林业",
    "商务",
    "人社",
    "司法",
    "公安",
    "信访",
    "档案",
    "粮食",
    "残联",
    "共青团",
    "妇联",
    "工会",
    "宗教",
];

/// What the sector's words are followed by.
const PLANS: &[&str] = &["工作计划", "工作要点", "工作规划", "发展规划"];

pub(crate) fn inspect(context: &Context<'_>, _relations: &[Relation], findings: &mut Vec<Finding>) {
    let text = &*context.reading.text;
    for plan in PLANS {
        for at in memmem::find_iter(text.as_bytes(), plan) {
            findings.extend(
                SECTORS
                    .iter()
                    .find(|sector| text[..at].ends_with(**sector))
                    .and_then(|sector| {
                        let once = memmem::find_iter(text.as_bytes(), sector).take(2).count() == 1;
                        once.then(|| finding(context, sector, plan, at))
                    }),
            );
        }
    }
}

fn finding(context: &Context<'_>, sector: &str, plan: &str, at: usize) -> Finding {
    Finding {
        code: CODE,
        severity: Severity::Warning,
        kind: Kind::Wording,
        message: format!("“{sector}{plan}”像是别的部门的用语：全文别处没有提到“{sector}”。"),
        figures: vec![place_at(
            context.reading,
            at - sector.len(),
            at + plan.len(),
        )],
        arithmetic: String::new(),
        proposal: "改为本单位的工作计划".to_owned(),
        proposals: Vec::new(),
        elsewhere: Vec::new(),
        proof: None,
    }
}
