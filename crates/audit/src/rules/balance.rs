//! # 平衡关系 (C01)
//!
//! **查什么** 资产＝负债＋净资产；总数－已用（已办）＝结余（剩余）。
//!
//! **为什么** 会计恒等式没有口径之争，不平就是有数错了。
//!
//! **例** 总资产100万元，负债30万元，净资产80万元。 → 30＋80＝110，与100不符。
//!
//! **怎样改** 对照资产负债表或台账改正。
//!
//! **宽严** 按区间判断；收入、支出、结余口径可能不同，收支差额只在一处笔误即可解释时才报。
//!
//! **依据** 《政府会计制度》；财预〔2020〕10号附件1。
//!
//! **状态** 稳定。

use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::relation::{Certainty, Equation, FigureId, Relation};

/// The code of this rule.
pub(crate) const CODE: &str = "C01";

/// How many paragraphs a balance sheet in prose may run over.
const REACH: usize = 8;

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for (id, figure) in context.figures.iter().enumerate() {
        if figure.role != Role::Amount {
            continue;
        }
        if figure.own.any(Tags::NET) {
            relations.extend(balance_sheet(context, id));
        }
        if figure.lead.any(Tags::LEFT) {
            relations.extend(remainder(context, id));
        }
    }
}

/// The liabilities and the assets nearest before the net assets.
fn balance_sheet(context: &Context<'_>, net: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let paragraph = figures[net].paragraph;
    let usable = |figure: &Figure| {
        figure.role == Role::Amount
            && figure.same_kind(&figures[net])
            && !figure.own.any(Tags::PRIOR)
    };
    let mut near = figures[..net]
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, figure)| figure.paragraph + REACH > paragraph)
        .filter(|(_, f)| usable(f));
    let (debts, _) = near
        .by_ref()
        .find(|(_, figure)| figure.own.any(Tags::DEBTS))?;
    let (assets, found) = near.find(|(_, figure)| {
        figure.own.any(Tags::ASSETS) && !figure.own.any(Tags::ASSET_PART | Tags::NET)
    })?;
    (figures[debts].paragraph == found.paragraph).then_some(())?;
    Some(Relation::stated(
        CODE,
        vec![Equation::total(assets, [debts, net])],
    ))
}

/// 计划…，已…，剩余…: three amounts of one kind in a row.
fn remainder(context: &Context<'_>, left: FigureId) -> Option<Relation> {
    let figures = context.figures;
    let label = context.label(left);
    if label.contains("上年") || label.contains("年初") || label.contains("收入") {
        return None;
    }
    let mut alike = context
        .before_in_sentence(left)
        .filter(|(_, figure)| figure.same_kind(&figures[left]));
    let (done, used) = alike.next()?;
    let (whole, all) = alike.next()?;
    let in_row = [used, all].iter().all(|f| {
        f.role == Role::Amount && !f.own.any(Tags::PRIOR) && f.depth == figures[left].depth
    });
    let told = used.lead.any(Tags::DONE)
        && !used.lead.any(Tags::LEFT)
        && !all.lead.any(Tags::LEFT | Tags::DONE);
    // Numbers with nothing but space between them are the columns of a table.
    let near = (Separator::Enumeration..=Separator::Semicolon)
        .contains(&context.separator(whole, done))
        && (Separator::Enumeration..=Separator::Comma).contains(&context.separator(done, left));
    if !in_row || !told || !near {
        return None;
    }
    let words = context.label(whole);
    let sure = all.lead.any(Tags::PLAN)
        || words.contains("可用")
        || words.contains("资金")
        || all.own.any(Tags::TOTAL);
    let certainty = if sure {
        Certainty::Stated
    } else {
        Certainty::Possible
    };
    Some(Relation {
        code: CODE,
        readings: vec![Equation::total(whole, [done, left])],
        certainty,
    })
}
