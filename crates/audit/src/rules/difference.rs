//! # 两数之差 (B19)
//!
//! **查什么** “A比B多（少、高、低）X”“低于B X”“A与B之差为X”：写出的差应等于两数之差；百分数之差用百分点。
//!
//! **为什么** 改了一个数，差没有跟着改；或高低写反。
//!
//! **例** 本县覆盖率63.8%，比全省的59.4%高3.4个百分点。 → 63.8−59.4＝4.4。
//!
//! **怎样改** 按两数重算差额，并核对高低多少。
//!
//! **宽严** 相比的两数须都写在同一句里，并能从名称认出谁比谁；认不出方向的，两个方向有一个成立就不报；按区间判断，尾差不报。
//!
//! **依据** GB/T 15835-2011；同一句中的数应当自洽。
//!
//! **状态** 新。

use quantity::Approximation;

use crate::claim::{FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::short_form::Name;

/// The code of this rule.
pub(crate) const CODE: &str = "B19";

/// Words right before a difference, and which way it goes.
const DIRECTIONS: &[(&str, i8)] = &[
    ("高出", 1),
    ("多出", 1),
    ("偏高", 1),
    ("偏多", 1),
    ("高", 1),
    ("多", 1),
    ("大", 1),
    ("长", 1),
    ("低出", -1),
    ("偏低", -1),
    ("偏少", -1),
    ("低", -1),
    ("少", -1),
    ("小", -1),
    ("短", -1),
];

/// Characters before a direction that make a verb of it: 提高, 减少, 增长.
const VERBS: &[char] = &[
    '提', '升', '增', '减', '降', '扩', '缩', '延', '拉', '加', '至', '不', '很', '众', '许', '成',
];

/// Words that compare by themselves, and which way: 高于全国1.9%.
const ABOVE: &[(&str, i8)] = &[
    ("高于", 1),
    ("多于", 1),
    ("大于", 1),
    ("低于", -1),
    ("少于", -1),
    ("小于", -1),
];

/// What two amounts differ by, whichever is greater.
const APART: &[&str] = &["之差", "相差", "差距", "差额", "顺差", "逆差"];

/// Who differs.
const BOTH: &[&str] = &[
    "",
    "二者",
    "两者",
    "两数",
    "前后",
    "贸易",
    "进出口",
    "收支",
    "价格",
    "最大",
];

/// What may stand between a word of comparison and its number.
const FILLERS: &[char] = &['了', '约', '为', '是', '达', ' '];

/// What a growth is called.
const RISES: &[&str] = &["涨幅", "增幅", "增速", "增长率"];

/// Words for a time before the one told of.
const BEFORE: &[&str] = &["去年", "上年", "往年", "常年", "同期", "上期", "前年"];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let told = context.in_role(|role| matches!(role, Role::Amount | Role::Base | Role::Points));
    let told = told.filter(|(_, figure)| figure.quantity.approximation == Approximation::Exact);
    relations.extend(told.filter_map(|(id, figure)| {
        let (kind, readings) = difference(context, id, figure)?;
        (!readings.is_empty()).then(|| {
            Relation::stated(CODE, readings)
                .saying(no_difference)
                .by(kind)
        })
    }));
}

fn no_difference(form: &Form, told: &Told<'_>) -> Option<String> {
    let difference = *form.figures().last()?;
    Some(format!("{}不是所比两数之差", told.printed(difference)))
}

/// What a figure may be the difference of, and how that is told.
fn difference(
    context: &Context<'_>,
    id: FigureId,
    figure: &Figure,
) -> Option<(&'static str, Vec<Form>)> {
    let label = context.label(id).trim_end_matches(FILLERS);
    let last = label.chars().next_back();
    if last.is_none() {
        let base = context.label(id.checked_sub(1)?);
        let (_, _, sign) = above(base)?;
        return Some(("于", from_base(context, id, figure, sign)));
    }
    let direction = DIRECTIONS.iter().find(|(word, _)| label.ends_with(word));
    if let Some((word, sign)) = direction {
        let words = label.strip_suffix(word)?;
        if words.ends_with(VERBS) {
            return None;
        }
        if words.trim().is_empty() || words.starts_with('的') {
            return Some(("比", from_base(context, id, figure, *sign)));
        }
        let (subject, object) = words.split_once(['比', '较'])?;
        return Some(("名", between_named(context, id, subject, object, *sign)?));
    }
    if let Some((before, object, sign)) = above(label) {
        let forms = between_named(context, id, before, object, sign)?;
        return Some(("名于", forms));
    }
    let apart = APART.iter().find_map(|word| label.strip_suffix(word));
    let of_two = apart.is_some_and(|words| {
        let words = words.trim_start_matches(['，', ' ']);
        let verb = ["实现", "形成", "出现"];
        let words = verb
            .iter()
            .find_map(|verb| words.strip_prefix(verb))
            .unwrap_or(words);
        BOTH.iter().any(|both| words.trim() == *both)
    });
    let (one, other) = pair(context, id).filter(|_| of_two)?;
    Some((
        "之差",
        vec![form(one, other, id, 1), form(other, one, id, 1)],
    ))
}

/// Whether a label ends with a word of comparison, as a difference told by this rule does.
pub(crate) fn compares(label: &str) -> bool {
    let label = label.trim_end_matches(FILLERS);
    let direction = DIRECTIONS
        .iter()
        .find_map(|(word, _)| label.strip_suffix(word));
    direction.is_some_and(|words| !words.ends_with(VERBS))
}

/// The first word that compares by itself, what stands before and behind it, and which way it goes.
fn above(words: &str) -> Option<(&str, &str, i8)> {
    // All of them have it, and few labels do.
    if !words.contains('于') {
        return None;
    }
    ABOVE.iter().find_map(|(word, sign)| {
        let (before, behind) = words.split_once(word)?;
        Some((before, behind, *sign))
    })
}

/// One less the other is the difference, or the other way round.
fn form(one: FigureId, other: FigureId, difference: FigureId, sign: i8) -> Form {
    Form::sum([(-1, one), (1, other), (sign, difference)])
}

/// 63.8%，比全省的59.4%高4.4个百分点: the figure right before is what is compared with.
fn from_base(context: &Context<'_>, id: FigureId, figure: &Figure, sign: i8) -> Vec<Form> {
    let Some(base) = id
        .checked_sub(1)
        .filter(|_| figure.separator == Separator::None)
    else {
        return Vec::new();
    };
    let other = &context.figures[base];
    // 比全市平均水平（5.9%）高1.3个百分点: what stands alone in a bracket is named before it.
    let words = if other.depth > figure.depth {
        other.gap
    } else {
        other.own
    };
    let compared = words.any(Tags::COMPARED) || above(context.label(base)).is_some();
    let now = context
        .before_in_sentence(base)
        .find(|(_, other)| is_term(other, figure) && other.depth == figure.depth);
    let now = now.filter(|_| compared && is_term(&context.figures[base], figure));
    let near = |now: FigureId| context.separator(now, base) <= Separator::Comma;
    let now = now.map(|(now, _)| now).filter(|now| near(*now));
    now.map(|now| form(now, base, id, sign))
        .into_iter()
        .collect()
}

/// Whether a figure can be one of two that differ by another.
fn is_term(figure: &Figure, difference: &Figure) -> bool {
    let alike = if difference.role == Role::Points {
        figure.is_percent()
    } else {
        figure.same_kind(difference)
            && matches!(figure.role, Role::Amount | Role::Base | Role::Price)
    };
    alike && figure.quantity.approximation == Approximation::Exact
}

/// The two figures told last before one in its sentence that may differ by it.
fn pair(context: &Context<'_>, id: FigureId) -> Option<(FigureId, FigureId)> {
    let figure = &context.figures[id];
    let mut terms = context
        .before_in_sentence(id)
        .filter(|(_, other)| is_term(other, figure) && other.depth == figure.depth)
        .map(|(id, _)| id);
    let (last, first) = (terms.next()?, terms.next()?);
    (context.separator(first, id) <= Separator::Semicolon).then_some((first, last))
}

/// 甲标段…，乙标段…，甲标段比乙标段多…: the names tell which is which. Where they do not, either may be the greater.
fn between_named(
    context: &Context<'_>,
    id: FigureId,
    subject: &str,
    object: &str,
    sign: i8,
) -> Option<Vec<Form>> {
    let (first, last) = pair(context, id)?;
    let prior = BEFORE.iter().any(|word| object.contains(word));
    // 同比增长5% is no value of the year before.
    let of_before =
        |figure: &Figure| figure.own.any(Tags::PRIOR) && !figure.own.any(Tags::UP | Tags::DOWN);
    let is_object =
        |id: FigureId| called(context, id, object) || (prior && of_before(&context.figures[id]));
    let subject = subject.trim_start_matches(['，', ' ']);
    // 全省涨幅 is what 全省 rose by.
    let subject = RISES
        .iter()
        .find_map(|word| subject.strip_suffix(word))
        .unwrap_or(subject);
    let is_subject = |id: FigureId| subject.is_empty() || called(context, id, subject);
    match (is_object(first), is_object(last)) {
        (true, false) if is_subject(last) => Some(vec![form(last, first, id, sign)]),
        (false, true) if is_subject(first) => Some(vec![form(first, last, id, sign)]),
        _ => None,
    }
}

/// Whether words shorten the name of a figure or begin it: 全国 for 全国为1.9%.
fn called(context: &Context<'_>, id: FigureId, words: &str) -> bool {
    let words = words.trim_matches(|c: char| "，的平均水平 ".contains(c));
    let label = context.label(id).trim_start_matches(['，', ' ']);
    let label = label.strip_prefix("其中").unwrap_or(label);
    let begins = words.chars().count() >= 2 && label.starts_with(words);
    begins || Name::of(words).shortens(&Name::of(label))
}
