//! # 自称不一 (I11)
//!
//! **查什么** 一份自评报告里对本单位的自称：我局、我单位、我中心应当一致。
//!
//! **为什么** 几个科室的材料拼成，没有统稿。
//!
//! **例** 前面写“我局”，后面写“我单位”“本中心”。
//!
//! **怎样改** 全文用一个自称。
//!
//! **宽严** 只作提示；只查题目写明年度的自评报告、绩效评价报告和决算说明；最少的一种自称只出现一次、其余不到三次的不报；表格里的不看。
//!
//! **依据** 公文写作的通例。
//!
//! **状态** 新。

use crate::context::Context;
use crate::finding::{Finding, Kind, Severity};
use crate::phrase::Sort;
use crate::place::place_at;
use crate::year;

/// The code of this rule.
pub(crate) const CODE: &str = "I11";

/// A name used less often than this is none the office goes by.
const USUAL: usize = 3;

pub(crate) fn inspect(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // 我部门 and 我单位 may be meant of anybody; 我局 and 我委 are two offices.
    let mut names: Vec<(&str, Vec<(usize, usize)>)> = Vec::new();
    for phrase in context.phrases_of(Sort::Own) {
        if context.in_cell(phrase.start) {
            continue;
        }
        let name = &context.reading.text[phrase.start..phrase.end];
        let place = (phrase.start, phrase.end);
        match names.iter_mut().find(|(other, _)| *other == name) {
            Some((_, places)) => places.push(place),
            None => names.push((name, vec![place])),
        }
    }
    let most = names.iter().map(|(_, places)| places.len()).max();
    let told = names.len() > 1 && most >= Some(USUAL);
    if !told || year::looked_back_on(context.reading).is_none() {
        return;
    }
    let places = names
        .iter()
        .map(|(_, places)| place_at(context.reading, places[0].0, places[0].1))
        .collect();
    let said: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
    findings.push(Finding::of_words(
        (CODE, Kind::Wording, Severity::Hint),
        format!("自称不一：“{}”。", said.join("”“")),
        places,
        "全文用一个自称",
    ));
}
