//! # 升降与目标 (B23)
//!
//! **查什么** “由a提高到b”时b应大于a，“由a降到b”时b应小于a；“超出n的目标”“高于n的目标”时，前面的完成数应大于n。
//!
//! **为什么** 年度数据更新后，方向词沿用了旧稿。
//!
//! **例** 森林覆盖率由43.5%提高到43.1%。
//!
//! **怎样改** 核对两个数；数无误的，改方向词。
//!
//! **宽严** 只看紧挨着的两个同类的数；名次、等级、天数一类小的为好，不查升降。
//!
//! **依据** 财预〔2020〕10号：自评应与实际情况相符。
//!
//! **状态** 新。

use std::cmp::Ordering;

use quantity::{Approximation, Dimension};

use crate::claim::{FigureId, Form, Relation};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};

/// The code of this rule.
pub(crate) const CODE: &str = "B23";

/// Words of a rise before 到, 至 or 为.
const RISE: &[&str] = &[
    "增加", "增长", "增", "提高", "上升", "升", "提升", "上调", "扩大", "攀升",
];

/// Words of a fall.
const FALL: &[&str] = &[
    "减少", "下降", "降低", "降", "减", "下调", "压减", "压缩", "缩短", "缩减", "精简", "回落",
];

/// Words that say of a goal on which side of it one is.
const BEYOND: &[&str] = &["超出", "超过", "高于", "超额完成", "突破", "优于"];

/// Classifiers of ranks and grades: a higher one has the smaller number.
const RANKS: &[&str] = &["位", "名", "级", "类", "等", "档", "星", "次"];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for id in 1..context.figures.len() {
        let found = from_to(context, id).or_else(|| beyond(context, id));
        relations.extend(found);
    }
}

/// 由43.5%提高到43.1%.
fn from_to(context: &Context<'_>, to: FigureId) -> Option<Relation> {
    let from = to - 1;
    let (before, after) = (&context.figures[from], &context.figures[to]);
    let told = before.own.any(Tags::FROM)
        && after.own.any(Tags::TO)
        && after.separator == Separator::None
        && is_measured(before)
        && is_measured(after)
        && before.same_kind(after);
    told.then_some(())?;
    let label = context.label(to).trim_end();
    let verb = label.trim_end_matches(['到', '至', '为', '了', ' ']);
    let ends = |words: &'static [&str]| words.iter().find(|word| verb.ends_with(**word));
    let (word, said) = match (ends(RISE), ends(FALL)) {
        (Some(word), None) => (word, Ordering::Greater),
        (None, Some(word)) => (word, Ordering::Less),
        _ => return None,
    };
    let at = after.label.0 + verb.len() - word.len();
    let word = (at, after.label.0 + label.len());
    Some(Relation::stated(CODE, vec![Form::order(to, from, said, word)]).by("由到"))
}

/// 48家，超出计划50家的目标.
fn beyond(context: &Context<'_>, goal: FigureId) -> Option<Relation> {
    let done = goal - 1;
    let (reached, wanted) = (&context.figures[done], &context.figures[goal]);
    let near = wanted.sentence == reached.sentence
        && wanted.depth == reached.depth
        && is_measured(reached)
        && is_measured(wanted)
        && !reached.own.any(Tags::PRIOR)
        && reached.same_kind(wanted)
        && context.separator(done, goal) <= Separator::Comma;
    near.then_some(())?;
    (context.says(goal, BEYOND) && context.is_goal(goal)).then_some(())?;
    let label = context.label(goal);
    let word = BEYOND.iter().find(|word| label.contains(*word))?;
    let at = wanted.label.0 + label.find(word)?;
    let form = Form::order(done, goal, Ordering::Greater, (at, at + word.len()));
    Some(Relation::stated(CODE, vec![form]).by("目标"))
}

/// Whether more of it is a greater number, and the number is as printed.
fn is_measured(figure: &Figure) -> bool {
    let ranked = figure.quantity.unit.classifier();
    let counted = matches!(
        figure.role,
        Role::Amount | Role::Base | Role::Percent | Role::Rate | Role::Share | Role::Growth(1)
    );
    counted
        && figure.quantity.approximation == Approximation::Exact
        && figure.quantity.unit.dimension() != Dimension::Time
        && !ranked.is_some_and(|word| RANKS.contains(&word))
}
