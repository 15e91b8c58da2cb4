//! # 限额、目标与持平 (B21)
//!
//! **查什么** “余额…，未突破限额…”“支出…，控制在预算…以内”“计划…，实际…，超额完成（未完成）”“…，与上年…持平”：所说的大小应与写出的两数一致。
//!
//! **为什么** 改了数没有改结论，或套用上年的结论。
//!
//! **例** 计划新建45所，实际建成41所，超额完成年度任务。 → 41小于45。
//!
//! **怎样改** 核对两数；数无误的，改写结论。
//!
//! **宽严** 只看同一句里紧挨着的两个同类数；“基本持平”“大体持平”不查；写持平而相差不到百分之五的，只作提醒；按区间判断，四舍五入可能相等的不报。
//!
//! **依据** 财预〔2015〕225号：地方政府债务余额不得突破批准的限额；财预〔2020〕10号。
//!
//! **状态** 新。

use std::cmp::Ordering;

use quantity::{Approximation, Decimal, Dimension};

use crate::claim::{Certainty, FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::phrase::{Phrase, Sort};

/// The code of this rule.
pub(crate) const CODE: &str = "B21";

/// What a limit is called.
const LIMITS: &[&str] = &[
    "限额",
    "预算",
    "上限",
    "额度",
    "控制数",
    "计划",
    "指标",
    "标准",
    "任务",
];

/// Words before 持平 by which it is not meant exactly.
const ROUGHLY: &[&str] = &["基本", "大体", "大致", "总体", "整体"];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for phrase in context.phrases {
        relations.extend(match phrase.sort {
            Sort::Limit(said) => limited(context, phrase, said),
            Sort::Against(said) => fulfilled(context, phrase, said),
            Sort::Flat => flat(context, phrase),
            _ => None,
        });
    }
}

/// The first figure behind a phrase in its clause, and the one before it.
fn around(context: &Context<'_>, phrase: &Phrase) -> (Option<FigureId>, FigureId) {
    let past = context
        .figures
        .partition_point(|figure| figure.start < phrase.start);
    let text = &context.reading.text;
    let next = context.figures.get(past).filter(|figure| {
        let between = text.get(phrase.end..figure.start).unwrap_or("\n");
        !between.contains(['，', '。', '；', '\n', '、', '：'])
    });
    (next.map(|_| past), past)
}

/// Whether two figures tell of amounts that can be held against each other.
fn alike(one: &Figure, other: &Figure) -> bool {
    let amount = |figure: &Figure| {
        matches!(
            figure.role,
            Role::Amount | Role::Base | Role::Rate | Role::Percent
        )
    };
    one.same_kind(other)
        && amount(one)
        && amount(other)
        && one.sentence == other.sentence
        && one.depth == other.depth
}

/// 债务余额86.5亿元，未突破限额92.3亿元.
fn limited(context: &Context<'_>, phrase: &Phrase, said: Ordering) -> Option<Relation> {
    let figures = context.figures;
    let (next, past) = around(context, phrase);
    let (limit, told) = (next?, past.checked_sub(1)?);
    let words = &context.reading.text[phrase.end..figures[limit].start];
    let named = LIMITS.iter().any(|word| words.contains(word));
    let near = alike(&figures[told], &figures[limit])
        && figures[told].quantity.approximation == Approximation::Exact
        && !figures[told].own.any(Tags::PRIOR)
        && context.separator(told, limit) <= Separator::Comma;
    (named && near).then(|| ordered(told, limit, said, phrase, Certainty::Stated).by("限额"))
}

fn ordered(
    left: FigureId,
    right: FigureId,
    said: Ordering,
    phrase: &Phrase,
    certainty: Certainty,
) -> Relation {
    let form = Form::order(left, right, said, (phrase.start, phrase.end));
    Relation::new(CODE, certainty, vec![form])
}

/// 计划新建45所，实际建成48所，超额完成.
fn fulfilled(context: &Context<'_>, phrase: &Phrase, said: Ordering) -> Option<Relation> {
    let figures = context.figures;
    let (_, past) = around(context, phrase);
    let (last, first) = (past.checked_sub(1)?, past.checked_sub(2)?);
    let (one, other) = (&figures[first], &figures[last]);
    let text = &context.reading.text;
    let here = !text[other.end..phrase.start].contains(['。', '；', '\n']);
    let exact = |figure: &Figure| figure.quantity.approximation == Approximation::Exact;
    let usable = here && alike(one, other) && exact(other) && other.separator <= Separator::Comma;
    let planned = |figure: &Figure| figure.lead.any(Tags::PLAN) && !figure.lead.any(Tags::DONE);
    let (plan, done) = match (planned(one), planned(other)) {
        (true, false) => (first, last),
        (false, true) => (last, first),
        _ => return None,
    };
    usable.then(|| ordered(done, plan, said, phrase, Certainty::Stated).by("完成"))
}

/// 支出4.2万元，与上年4.2万元持平; 支出4.2万元，上年为4.2万元，两年持平.
fn flat(context: &Context<'_>, phrase: &Phrase) -> Option<Relation> {
    let figures = context.figures;
    let (_, past) = around(context, phrase);
    // 两年持平: the years are a figure, too.
    let years = |id: FigureId| figures[id].quantity.unit.dimension() == Dimension::Time;
    let past = past - usize::from(past.checked_sub(1).is_some_and(years));
    let (last, first) = (past.checked_sub(1)?, past.checked_sub(2)?);
    let (one, other) = (&figures[first], &figures[last]);
    let text = &context.reading.text;
    let words = text.get(other.end..phrase.start)?;
    let plain = words.trim_start_matches(['，', ' ']);
    let of_both = ["", "两年", "二者", "两者", "前后", "同期", "相比"].contains(&plain);
    // 预算15万元，决算2.48万元，与预算相比无变化.
    let planned = plain.starts_with(['与', '同', '较', '比'])
        && plain.contains("预算")
        && one.lead.any(Tags::PLAN)
        && other.lead.any(Tags::DONE);
    let exact = |figure: &Figure| figure.quantity.approximation == Approximation::Exact;
    let usable =
        alike(one, other) && exact(one) && exact(other) && other.separator <= Separator::Comma;
    let prior = |figure: &Figure| figure.own.any(Tags::PRIOR) || figure.role == Role::Base;
    let label = context.label(last).trim_start();
    let compared = label.starts_with(['与', '同', '和', '较', '比']) || !plain.is_empty();
    let pair = planned
        || prior(other) && !prior(one)
        || (plain.is_empty() && label.starts_with(['与', '同']) && other.lead.any(Tags::PLAN));
    let rough = ROUGHLY.iter().any(|word| words.contains(word));
    if !(usable && (of_both || planned) && compared && pair) || rough {
        return None;
    }
    let value = |figure: &Figure| figure.quantity.in_base();
    let gap = value(one)?.checked_sub(value(other)?)?.abs();
    let apart = gap.checked_mul(Decimal::new(20, 0))? > value(other)?.abs();
    let certainty = if apart {
        Certainty::Stated
    } else {
        Certainty::Probable
    };
    Some(ordered(first, last, Ordering::Equal, phrase, certainty).by("持平"))
}
