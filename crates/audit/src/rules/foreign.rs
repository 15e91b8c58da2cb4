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
//! **宽严** 只作提醒；前面没有“结合”“根据”“按照”之类的，说的是职责，不报；统计、档案、审计、工会等各单位都有的工作不报；全文别处提到该行业的不报。
//!
//! **依据** 财预〔2020〕10号：自评应当结合本单位职责。
//!
//! **状态** 稳定。

use memchr::memmem;

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::place::place_at;

/// The code of this rule.
pub(crate) const CODE: &str = "I08";

/// Sectors as departments are named after them; not those every office has a hand in, as 档案 and 审计.
const SECTORS: &[&str] = &[
    "金融", "教育", "卫生", "医保", "民政", "农业", "水利", "交通", "旅游", "文化", "体育", "环保",
    "税务", "气象", "林业", "商务", "人社", "公安", "粮食", "残联", "宗教",
];

/// What the sector's words are followed by.
const PLANS: &[&str] = &["工作计划", "工作要点"];

/// What tells that the plan is the office's own guide.
const GUIDES: &[&str] = &["结合", "根据", "按照", "围绕", "依据", "对照"];

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let text = &*context.reading.text;
    for plan in PLANS {
        for at in memmem::find_iter(text.as_bytes(), plan) {
            let sector = SECTORS.iter().find(|sector| text[..at].ends_with(**sector));
            findings.extend(sector.filter(|_| guides(context, at)).and_then(|sector| {
                let once = memmem::find_iter(text.as_bytes(), sector).take(2).count() == 1;
                once.then(|| finding(context, sector, plan, at))
            }));
        }
    }
}

/// Whether the words before a plan, back to a stop, call it a guide.
fn guides(context: &Context<'_>, plan: usize) -> bool {
    let clause = context.clause_to(plan);
    GUIDES.iter().any(|word| clause.contains(word))
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
