//! # 部分不超过总数 (A20)
//!
//! **查什么** “共计860万元，其中A…、B…、C…”：“其中”“包括”之后列出的各项，不论是否列全，相加都不能大于总数。
//!
//! **为什么** 列得不全，和可以小于总数；大于总数，则总有一个数是错的。
//!
//! **例** 支出共计860万元，其中设备310万元、修缮402万元、培训178万元。 → 310＋402＋178＝890，大于860。
//!
//! **怎样改** 对照台账或决算表核定总数和各分项。
//!
//! **宽严** 只看同一句里列出、各有名称的数；超出三成以上（括号里写明其中的，一倍以上）的多半另有所指，不报，除非多出的恰是其中一项——合计时漏加了它；各项可能重叠（女性、党员、低保户之类）或分属已办与待办的不报；按区间判断，尾差不报。
//!
//! **依据** 财预〔2020〕10号附件1自评表的资金各栏；部分不大于整体。
//!
//! **状态** 新。

use quantity::{Approximation, Decimal, Unit};

use crate::claim::{FigureId, Form, Relation, Verdict, decide};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::list::List;

use super::score_parts;

/// The code of this rule.
pub(crate) const CODE: &str = "A20";

/// By how many hundredths of the whole parts may exceed it and still be its parts.
const MOST: i128 = 30;

/// The same where 其中 stands in a bracket behind the whole, which can be of nothing else.
const MOST_INSIDE: i128 = 100;

/// Words of traits that one person or thing may have beside others: such classes overlap.
const TRAITS: &[&str] = &[
    "女",
    "党员",
    "少数民族",
    "老年",
    "老人",
    "岁",
    "儿童",
    "残疾",
    "低保",
    "脱贫",
    "贫困",
    "困难",
    "重点",
    "私人",
    "新能源",
    "规模以上",
    "以上",
    "以下",
    "学历",
    "职称",
    "硕士",
    "博士",
    "本科",
    "留守",
    "首次",
    "新增",
    "主要",
    "亏损",
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    relations.extend(
        context
            .lists
            .iter()
            .filter_map(|list| exceeded(context, list)),
    );
}

/// That the parts of a list do not exceed its whole, where they do: that others do not proves nothing of them.
fn exceeded(context: &Context<'_>, list: &List) -> Option<Relation> {
    let (first, rest) = list.parts.split_first()?;
    ((!rest.is_empty() || is_said(context, list)) && adds_up_to_more(context, list)?)
        .then_some(())?;
    // Parts of a score are told as such (D04).
    let scores = list.parts.len() >= score_parts::LEAST
        && list
            .parts
            .iter()
            .all(|id| score_parts::is_part(context, *id));
    if scores {
        return None;
    }
    let whole = &context.figures[list.whole];
    // A semicolon ends the parts of a part, unless a colon opened them.
    let apart = |part: &FigureId| context.figures[*part].separator == Separator::Semicolon;
    let even = !rest.iter().any(apart) || (context.figures[*first].colon && rest.iter().all(apart));
    let near = whole.role == Role::Amount
        && matches!(
            whole.quantity.approximation,
            Approximation::Exact | Approximation::Odd
        )
        && context.separator(list.whole, *first) <= Separator::Comma
        && even
        && !whole.own.any(Tags::MEAN | Tags::EACH_ONE)
        && !context.label(list.whole).contains('均');
    (near && list.parts.iter().all(|part| is_part(context, list, *part))).then_some(())?;
    let distinct = |(place, part): (usize, &FigureId)| {
        let mut others = list.parts[..place].iter();
        others.all(|other| context.label(*other).trim() != context.label(*part).trim())
    };
    let form = Form::within(list.whole, list.parts.iter().copied());
    let broken = decide(&form, context.figures) == Verdict::Broken;
    (broken && list.parts.iter().enumerate().all(distinct))
        .then(|| Relation::stated(CODE, vec![form]))
}

/// Whether 其中 stands between a whole with a unit and its only part and nothing but percentages and changes besides, so
/// that the part can be of nothing else: then it is no more than the whole, by however much.
fn is_said(context: &Context<'_>, list: &List) -> bool {
    let (whole, first) = (
        &context.figures[list.whole],
        &context.figures[list.parts[0]],
    );
    let between = &context.figures[list.whole + 1..list.parts[0]];
    let tells_of_whole =
        |figure: &Figure| figure.is_percent() || matches!(figure.role, Role::Delta(_));
    list.parts.len() == 1
        && first.gap.any(Tags::AMONG)
        && between.iter().all(tells_of_whole)
        && whole.quantity.unit == first.quantity.unit
        && whole.quantity.unit != Unit::NONE
        && !is_left_or_rise(context, list)
}

/// Whether what 其中 may be of is what is left of two amounts, a rise told in short (比计划增4.6万公斤), or 其中的一部分.
fn is_left_or_rise(context: &Context<'_>, list: &List) -> bool {
    let (whole, first) = (context.label(list.whole), list.parts[0]);
    whole.contains('净')
        || whole.ends_with(['增', '减', '升', '降', '多', '少'])
        || context.between(first - 1, first).contains("其中的")
}

/// Whether the parts of a list together are more than its whole, and not so much more that they are of something else. What
/// follows parts that add up is of something else, too.
fn adds_up_to_more(context: &Context<'_>, list: &List) -> Option<bool> {
    let quantity = |id: FigureId| context.figures[id].quantity;
    let ulp = |id: FigureId| match quantity(id) {
        exact if exact.is_exact() => Some(Decimal::ZERO),
        rounded => rounded.ulp_in_base(),
    };
    let whole = quantity(list.whole).in_base()?;
    let mut slack = ulp(list.whole)?;
    let mut sum = Decimal::ZERO;
    for (place, part) in list.parts.iter().enumerate() {
        let gap = sum.checked_sub(whole)?.abs();
        if place > 1 && gap <= slack {
            return Some(false);
        }
        sum = sum.checked_add(quantity(*part).in_base()?)?;
        slack = slack.checked_add(ulp(*part)?)?;
    }
    let opening = &context.figures[list.parts[0]];
    let inner = opening.depth > context.figures[list.whole].depth
        && opening.gap.any(Tags::AMONG | Tags::INCLUDE);
    if sum > whole && is_said(context, list) {
        return Some(true);
    }
    let most = if inner { MOST_INSIDE } else { MOST };
    let most = whole.checked_mul(Decimal::new(100 + most, 2))?;
    Some(sum > whole && (sum <= most || lacks_a_part(context, list, sum.checked_sub(whole)?)))
}

/// Whether what the parts are too much is one of them, which stands in none of the others: a total that was added up without it.
fn lacks_a_part(context: &Context<'_>, list: &List, gap: Decimal) -> bool {
    /// Fewer parts, and shorter wholes, are that by chance.
    const LEAST_PARTS: usize = 3;
    const LEAST_WHOLE: u128 = 100;
    let quantity = |id: FigureId| context.figures[id].quantity;
    let long = quantity(list.whole).value.mantissa().unsigned_abs() >= LEAST_WHOLE;
    let mut told = Decimal::ZERO;
    let mut lacking = false;
    for part in &list.parts {
        let Some(value) = quantity(*part).in_base() else {
            return false;
        };
        // What is not greater than the part before may be a part of it.
        lacking |= value == gap && (told.is_zero() || value > told);
        told = value;
    }
    long && lacking && list.parts.len() >= LEAST_PARTS
}

/// Whether a figure names a part that can stand beside the others.
fn is_part(context: &Context<'_>, list: &List, part: FigureId) -> bool {
    let figure = &context.figures[part];
    let whole = &context.figures[list.whole];
    let label = context.label(part);
    let head = &context.figures[list.parts[0]];
    let same_doing = doing(figure) == doing(head);
    let unlike_whole = doing(figure) != Tags::NONE && doing(whole) == Tags::NONE;
    figure.role == Role::Amount
        && figure.quantity.approximation == Approximation::Exact
        && figure.sentence == whole.sentence
        && (part == list.parts[0] || figure.separator <= Separator::Semicolon)
        && !figure
            .own
            .any(Tags::TOTAL | Tags::PRIOR | Tags::CURRENT | Tags::EACH_ONE | Tags::MEAN)
        && context.is_named(part)
        && same_doing
        && !unlike_whole
        && figure.quantity.in_base() != whole.quantity.in_base()
        && !TRAITS.iter().any(|word| label.contains(word))
}

/// Whether a figure tells what was planned, done or left; 支出 names what the others are, too.
fn doing(figure: &Figure) -> Tags {
    let all = [Tags::PLAN, Tags::DONE, Tags::LEFT];
    let said = all
        .into_iter()
        .filter(|tag| figure.lead.any(*tag) && !figure.lead.any(Tags::EXPENSE));
    said.fold(Tags::NONE, |all, tag| all | tag)
}
