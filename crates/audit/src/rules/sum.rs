//! # 分项之和 (A01)
//!
//! **查什么** 总数与其后列出的分项：“分别为”“由…构成”、冒号或括号列出的全部分项，相加应等于总数；“其中”只列部分的，分项之和不得大于总数。
//!
//! **为什么** 分项与总数对不上，读者无从知道哪个数是真的；多为改了一处、忘了另一处。
//!
//! **例** 土地供应32宗，其中出让9宗、划拨24宗。 → 9＋24＝33，与32不符。
//!
//! **怎样改** 对照台账或决算表核定总数和各分项，改动最少且能使相关各式同时成立的数会列为建议。
//!
//! **宽严** 各数按四舍五入或截尾所代表的区间判断，尾差不报；人数、件数须分毫不差。“其中”未列全的不报，除非一处笔误即可使其分毫不差。
//!
//! **依据** 财预〔2020〕10号附件1自评表的资金各栏；GB/T 15835-2011。
//!
//! **状态** 稳定。

use quantity::{Decimal, Dimension};

use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::list::{List, Promise};

/// The code of this rule.
pub(crate) const CODE: &str = "A01";

/// Classes whose members are always the same, so that a list that names them all is complete.
const CLOSED_CLASSES: &[&[&str]] = &[
    &["出国", "车", "接待"],
    &["货物", "工程", "服务"],
    &["非流动", "流动"],
    &["基本支出", "项目支出"],
    &["人员经费", "公用经费"],
    &["出让", "划拨"],
    &["车购置", "车运行"],
    &["行政编制", "事业编制"],
    &["本年收入", "结转"],
    &["本年支出", "结转"],
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for list in context.lists {
        from_list(context, list, relations);
    }
    for id in 0..context.figures.len() {
        total_after(context, id, relations);
    }
}

fn from_list(context: &Context<'_>, list: &List, relations: &mut Vec<Relation>) {
    let figures = context.figures;
    if figures[list.whole].quantity.unit.dimension() == Dimension::Score
        && !figures[list.whole].own.any(Tags::TOTAL)
    {
        return;
    }
    let parts = &list.parts[..adds_up(figures, list).unwrap_or(list.short)];
    let complete = list.promise == Promise::All || is_closed_class(context, parts);
    let mut readings = vec![sum(figures, list.whole, parts)];
    if parts.len() < list.parts.len() {
        readings.push(sum(figures, list.whole, &list.parts));
    }
    let payroll: Vec<FigureId> = parts
        .iter()
        .copied()
        .filter(|id| !figures[*id].own.any(Tags::RETIRED))
        .collect();
    if list.promise == Promise::Some && payroll.len() < parts.len() && !payroll.is_empty() {
        readings.push(sum(figures, list.whole, &payroll));
    }
    if parts.len() > 1 && !list.open {
        let certainty = if complete {
            Certainty::Stated
        } else {
            Certainty::Possible
        };
        relations.push(Relation::new(CODE, certainty, readings));
    }
    if !complete && matches!(figures[list.whole].role, Role::Amount) {
        let most = if payroll.is_empty() {
            parts.to_vec()
        } else {
            payroll
        };
        let within = |parts: Vec<FigureId>| Form::within(list.whole, parts);
        let mut readings = vec![within(most)];
        // 其中有效120份；评价为满意的112份: a new clause may speak of other parts.
        if parts.len() > 1 && context.separator(parts[0], parts[1]) >= Separator::Semicolon {
            readings.push(within(parts[..1].to_vec()));
        }
        relations.push(Relation::new(CODE, Certainty::Probable, readings));
    }
}

/// How many of the first parts make up the whole to the last digit: there the list ends, whatever else follows.
fn adds_up(figures: &[Figure], list: &List) -> Option<usize> {
    let whole = figures[list.whole].quantity.in_base()?;
    let mut sum = Decimal::ZERO;
    for (place, part) in list.parts.iter().enumerate() {
        sum = sum.checked_add(figures[*part].quantity.in_base()?)?;
        let shared = |part: Option<&FigureId>| {
            part.and_then(|part| figures.get(part + 1))
                .is_some_and(|next| next.role == Role::Share)
        };
        let goes_on = shared(Some(part)) && shared(list.parts.get(place + 1));
        let ends = !goes_on && (list.promise == Promise::Some || place + 1 >= list.short);
        if sum == whole && place > 0 && ends && figures[*part].role == Role::Amount {
            return Some(place + 1);
        }
    }
    None
}

/// The whole less its parts; changes count with their direction.
fn sum(figures: &[Figure], whole: FigureId, parts: &[FigureId]) -> Form {
    let sign = |id: FigureId| match figures[id].role {
        Role::Delta(sign) => sign,
        _ => 1,
    };
    let parts = parts.iter().map(|part| (sign(*part), *part));
    Form::sum(std::iter::once((-sign(whole), whole)).chain(parts))
}

fn is_closed_class(context: &Context<'_>, parts: &[FigureId]) -> bool {
    let classes = CLOSED_CLASSES
        .iter()
        .filter(|class| class.len() == parts.len());
    let mut classes = classes.peekable();
    if parts.len() < 2 || classes.peek().is_none() {
        return false;
    }
    let named = |class: &[&str], said: &[&str]| {
        class
            .iter()
            .all(|word| said.iter().any(|words| words.contains(word)))
    };
    let labels: Vec<&str> = parts.iter().map(|part| context.label(*part)).collect();
    let clauses: Vec<&str> = parts.iter().map(|part| clause(context, *part)).collect();
    classes.any(|class| named(class, &labels) || named(class, &clauses))
}

/// How much of a clause is looked at, in bytes: one in ten thousand of 28,540 clauses in public reports is longer than
/// 1,060.
const LONGEST_CLAUSE: usize = 1024;

/// The words from the last semicolon or colon to a figure: 公务接待费支出预算3万元，支出决算 names 公务接待费.
fn clause<'a>(context: &'a Context<'_>, figure: FigureId) -> &'a str {
    let before = context.ahead_of(figure);
    let near = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_CLAUSE));
    let before = &before[near..];
    before.rsplit(['；', '：', '。']).next().unwrap_or(before)
}

/// A total that follows its parts: A…、B…，合计…; or A…，加上B…，总计….
fn total_after(context: &Context<'_>, id: FigureId, relations: &mut Vec<Relation>) {
    let figure = &context.figures[id];
    if figure.role != Role::Amount || id == 0 {
        return;
    }
    let label = context.label(id);
    let total = ["合计", "总计", "共计"]
        .iter()
        .any(|word| label.contains(word))
        && !figure.colon;
    if let Some(parts) = added(context, id) {
        let certainty = if total {
            Certainty::Stated
        } else {
            Certainty::Possible
        };
        relations.push(Relation::new(
            CODE,
            certainty,
            vec![sum(context.figures, id, &parts)],
        ));
    } else if total && figure.separator <= Separator::Comma {
        let parts = enumerated(context, id);
        if parts.len() > 1 {
            let readings = vec![sum(context.figures, id, &parts)];
            relations.push(Relation::new(CODE, Certainty::Possible, readings));
        }
    }
}

/// The summands before a total, when 加 or 加上 stands among them.
fn added(context: &Context<'_>, total: FigureId) -> Option<Vec<FigureId>> {
    if !is_joined(context, total) {
        return None;
    }
    let mut parts = Vec::new();
    let mut plus = false;
    for (id, figure) in context.before_in_sentence(total) {
        let usable = figure.role == Role::Amount
            && figure.same_kind(&context.figures[total])
            && figure.depth == context.figures[total].depth;
        if plus && context.list_of(id).is_some() {
            continue;
        }
        if usable {
            parts.push(id);
            if plus {
                break;
            }
        }
        plus |= figure.gap.any(Tags::PLUS);
    }
    parts.reverse();
    (plus && parts.len() > 1).then_some(parts)
}

/// Whether 加 stands before a total with nothing stronger than a comma between.
fn is_joined(context: &Context<'_>, total: FigureId) -> bool {
    let mut strength = context.figures[total].separator;
    let told = context.before_in_sentence(total).find_map(|(_, figure)| {
        strength = strength.max(figure.separator);
        let plus = figure.gap.any(Tags::PLUS);
        (plus || strength > Separator::Comma).then_some(plus)
    });
    told == Some(true)
}

/// The figures of one kind directly before a total, joined by 、.
fn enumerated(context: &Context<'_>, total: FigureId) -> Vec<FigureId> {
    let figures = context.figures;
    let mut parts = Vec::new();
    for (id, figure) in context.before_in_sentence(total) {
        if figure.role != Role::Amount
            || !figure.same_kind(&figures[total])
            || figure.own.any(Tags::TOTAL)
        {
            break;
        }
        parts.push(id);
        if figure.separator > Separator::Enumeration {
            break;
        }
    }
    parts.reverse();
    parts
}
