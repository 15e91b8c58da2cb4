//! # 分项之和 (A01)
//!
//! **查什么** 一个总数与其前后相邻的同类数：“其中”“包括”、冒号或括号之后列出的分项，“加上…收入总计…”之前列出的各项，“收入…，支出…，结余…”，相加应等于总数。
//!
//! **为什么** 分项与总数对不上，读者无从知道哪个数是真的；多为改了一处、忘了另一处。
//!
//! **例** 土地供应3284宗，其中出让957宗、划拨2347宗。 → 957＋2347＝3304，与3284不符；957应为937。
//!
//! **怎样改** 对照台账或决算表核定总数和各分项，改动最少且能使相关各式同时成立的数会列为建议。
//!
//! **宽严** 各数按四舍五入或截尾所代表的区间判断，尾差不报；人数、件数须分毫不差。不相符的，按这类写法在公开文本中成立的比率、一处笔误能否解释这个差额、同一文件中同类写法是否成立来衡量：证据足的报错误，其次报提醒，其余不报。已由另一组数恰好凑成的数不再追究。
//!
//! **依据** 财预〔2020〕10号附件1自评表的资金各栏；GB/T 15835-2011。
//!
//! **状态** 稳定。

use quantity::Dimension;

use crate::claim::{FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::discovery::sums;
use crate::figure::{Figure, Separator};

/// The code of this rule.
pub(crate) const CODE: &str = "A01";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    relations.extend(sums(context));
    for (whole, figure) in context.figures.iter().enumerate() {
        let dimension = figure.quantity.unit.dimension();
        let told = matches!(dimension, Dimension::Percent | Dimension::Score)
            && figure.own.any(Tags::TOTAL)
            && figure.separator <= Separator::Comma;
        if told {
            relations.extend(listed(context, whole).map(|parts| {
                Relation::stated(CODE, vec![Form::total(whole, parts)]).by("列后合计")
            }));
        }
    }
}

/// The shares or scores listed right before their total, each with a name: 满意70%、一般20%、不满意10%，合计100%.
fn listed(context: &Context<'_>, whole: FigureId) -> Option<Vec<FigureId>> {
    let total = &context.figures[whole];
    let part = |(_, figure): &(FigureId, &Figure)| {
        figure.same_kind(total) && figure.depth == total.depth && !figure.own.any(Tags::TOTAL)
    };
    let mut parts: Vec<FigureId> = Vec::new();
    for (id, figure) in context.before_in_sentence(whole).take_while(part) {
        parts.push(id);
        if figure.separator != Separator::Enumeration {
            break;
        }
    }
    parts.reverse();
    let named = parts.iter().all(|id| context.is_named(*id));
    (parts.len() > 2 && named).then_some(parts)
}
