//! # 增减变化 (B07)
//!
//! **查什么** “比上年增加D，增长p%”：增减额、增减率与本期数、上期数应相符，方向词应一致；“由B增至A”“比上年B下降p%”同此，后者另起一句时说的是前一句唯一的数；百分比之差用百分点。
//!
//! **为什么** 以本年数作分母、照抄合计行的百分比、“减少”配“增长”，都是模板套写留下的错。
//!
//! **例** 支出9.07万元，比上年减少0.71万元，下降7.83%。 → 上年为9.78万元，应下降7.26%。
//!
//! **怎样改** 按建议改百分比或增减额。
//!
//! **宽严** 基数很小时按区间判断，尾差放大不报；同口径、剔除因素、年均增长另有算法，不报。
//!
//! **依据** GB/T 15835-2011；部门决算说明的通行写法。
//!
//! **状态** 稳定。

use crate::claim::{FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::strip::compact;

/// Words between a subject and the amount of its change.
const DIRECTIONS: &[&str] = &[
    "减少了",
    "增加了",
    "减少",
    "增加",
    "增长",
    "下降",
    "降低",
    "提高",
];

/// Shorter subjects, in bytes, are too common to tell one figure: four characters of Chinese.
const LEAST_SUBJECT: usize = 12;

/// The code of this rule.
pub(crate) const CODE: &str = "B07";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let changes =
        context.in_role(|role| matches!(role, Role::Delta(_) | Role::Growth(_) | Role::Points));
    for (id, figure) in changes {
        let readings = match figure.role {
            Role::Delta(sign) => amount_of_change(context, id, sign),
            Role::Growth(sign) => percent_of_change(context, id, sign),
            Role::Points => points(context, id),
            _ => continue,
        };
        if !readings.is_empty() {
            let kind = kind(figure.role, &readings[0]);
            relations.push(
                context.or_made(
                    Relation::stated(CODE, readings)
                        .saying(no_difference)
                        .by(kind),
                    |_| true,
                ),
            );
        }
    }
    let beyond_plan = |id: FigureId, figure: &Figure| {
        figure.own.any(Tags::BEYOND)
            && (figure.own.any(Tags::PLAN) || context.label(id).ends_with("超额"))
    };
    let excesses =
        context.in_role(|role| matches!(role, Role::Amount | Role::Percent | Role::Rate));
    let excesses = excesses.filter(|(id, figure)| beyond_plan(*id, figure));
    relations.extend(excesses.filter_map(|(id, _)| beyond(context, id)));
}

/// How a change is told.
fn kind(role: Role, form: &Form) -> &'static str {
    match (role, form.is_linear()) {
        (Role::Points, _) => "点",
        (_, true) => "差",
        _ => form.name(),
    }
}

/// What is wrong with an amount; a percentage says what its form says.
fn no_difference(form: &Form, told: &Told<'_>) -> Option<String> {
    let change = *form.figures().last().filter(|_| form.is_linear())?;
    Some(format!(
        "变动额{}与前后两期之差不相符",
        told.printed(change)
    ))
}

/// What a change is measured from and to.
struct Ends {
    now: Vec<FigureId>,
    before: Option<FigureId>,
}

/// Now less before is the change.
fn amount_of_change(context: &Context<'_>, change: FigureId, sign: i8) -> Vec<Form> {
    let ends = ends(context, change);
    let Some(before) = ends.before else {
        return Vec::new();
    };
    ends.now
        .into_iter()
        .map(|now| Form::sum([(-1, now), (1, before), (sign, change)]))
        .collect()
}

/// Whether a percentage of growth is measured from nothing: what was added is all there is.
pub(crate) fn is_from_nothing(context: &Context<'_>, percent: FigureId) -> bool {
    let Some(change) = change_beside(context, percent) else {
        return false;
    };
    let figures = context.figures;
    if !matches!(figures[change].role, Role::Delta(1)) || figures[change].quantity.value.is_zero() {
        return false;
    }
    let ends = ends(context, change);
    let all = |now: &FigureId| figures[*now].quantity == figures[change].quantity;
    ends.before.is_none() && ends.now.first().is_some_and(all)
}

fn percent_of_change(context: &Context<'_>, percent: FigureId, sign: i8) -> Vec<Form> {
    let direction = (sign, percent);
    if is_from_nothing(context, percent) {
        return Vec::new();
    }
    if let Some(change) = change_beside(context, percent) {
        let Role::Delta(way) = context.figures[change].role else {
            return Vec::new();
        };
        let change_and_way = (way, change);
        let ends = ends(context, change);
        return match ends.before {
            Some(before) => vec![Form::change_of(before, change_and_way, direction)],
            None => ends
                .now
                .into_iter()
                .map(|now| Form::change(now, change_and_way, direction))
                .collect(),
        };
    }
    let ends = ends(context, percent);
    let Some(before) = ends.before else {
        return Vec::new();
    };
    ends.now
        .into_iter()
        .map(|now| Form::growth(before, now, direction))
        .collect()
}

/// Whether a percentage of change has a subject of its own: 项目818个，增加34个，完成投资比上年增长16.6%.
fn has_own_subject(label: &str) -> bool {
    const OF_THE_SAME: &[&str] = &[
        "增幅", "升幅", "降幅", "减幅", "幅度", "增速", "变动", "同", "环", "与", "较", "比",
    ];
    const VERBS: &[char] = &[
        '比', '较', '同', '环', '增', '减', '下', '上', '降', '升', '提', '缩', '压', '涨',
    ];
    let words = label.trim_start_matches(['，', ' ']);
    let subject = words.find(VERBS).map_or("", |at| &words[..at]);
    subject.chars().count() >= 3 && !OF_THE_SAME.iter().any(|word| subject.contains(word))
}

/// The amount of the change a percentage restates: 减少0.71万元，下降7.83%.
fn change_beside(context: &Context<'_>, percent: FigureId) -> Option<FigureId> {
    let beside = context
        .before_in_sentence(percent)
        .take_while(|(id, figure)| {
            context.separator(*id, percent) <= Separator::Comma
                && !matches!(figure.role, Role::Growth(_))
        });
    let figure = &context.figures[percent];
    let mut beside = beside.take(2);
    let (last, nearest) = beside.next()?;
    let is_change = |figure: &Figure| matches!(figure.role, Role::Delta(_));
    let (id, change) = if is_change(nearest) {
        (last, nearest)
    } else {
        beside.next().filter(|(_, figure)| is_change(figure))?
    };
    // 缩短0.4天，次均费用6850元，下降3.5%: an amount of another kind between them is what the percentage tells of.
    let own = id != last && nearest.depth <= figure.depth && !nearest.same_kind(change);
    // 同比分别增加40万元和下降3.5%: each tells of another thing.
    let words = compact(context.label(percent));
    let joined = ["和", "及", "与"]
        .iter()
        .any(|word| words.starts_with(word));
    let other = own || joined && figure.separator == Separator::None;
    (!other).then_some(())?;
    (!has_own_subject(context.label(percent))).then_some(id)
}

/// Finds what stood before and what stands now around a change or its percentage.
fn ends(context: &Context<'_>, change: FigureId) -> Ends {
    let none = Ends {
        now: Vec::new(),
        before: None,
    };
    let figure = &context.figures[change];
    if figure
        .gap
        .any(Tags::ADJUSTED | Tags::MEAN | Tags::CUMULATIVE)
    {
        return none;
    }
    let Some((last, beside)) = context.before_in_sentence(change).next() else {
        return from_other_sentence(context, change);
    };
    if beside.own.any(Tags::ADJUSTED) || beside.gap.any(Tags::ADJUSTED) {
        return none;
    }
    let is_before = |figure: &Figure| {
        let prior = figure.own.any(Tags::PRIOR) && !figure.own.any(Tags::UP | Tags::DOWN);
        // 较月初的11970元/吨: a price is what it is compared with, too.
        let price = figure.role == Role::Price && figure.own.any(Tags::COMPARED);
        figure.role == Role::Base || price || (figure.role == Role::Amount && prior)
    };
    if is_before(beside)
        && context.separator(last, change) <= Separator::Comma
        && kin(context, last, change)
    {
        let mut now = now(context, last, last);
        if now.is_empty() {
            now.extend(lone_amount_before(context, last));
        }
        return Ends {
            now,
            before: Some(last),
        };
    }
    if let Some(ends) = from_to(context, last, change) {
        return ends;
    }
    if !matches!(figure.role, Role::Delta(_)) {
        return none;
    }
    let planned = figure.gap.any(Tags::COMPARED)
        && figure.gap.any(Tags::PLAN)
        && !figure.gap.any(Tags::PRIOR);
    if planned {
        return against_plan(context, change);
    }
    Ends {
        now: now(context, change, change),
        before: None,
    }
}

/// 由1915人次增至5297人次; 上年同期41.1元，本年86.2元.
fn from_to(context: &Context<'_>, last: FigureId, change: FigureId) -> Option<Ends> {
    let first = last.checked_sub(1)?;
    let (from, to) = (&context.figures[first], &context.figures[last]);
    let together = from.sentence == to.sentence
        && from.same_kind(to)
        && matches!(to.role, Role::Amount | Role::Price)
        && context.separator(first, change) <= Separator::Comma;
    let said = (from.own.any(Tags::FROM) && to.own.any(Tags::TO))
        || to.own.any(Tags::TO) && from.role == to.role
        || (from.own.any(Tags::PRIOR) && to.own.any(Tags::CURRENT));
    (together && said && kin(context, last, change)).then(|| Ends {
        now: vec![last],
        before: Some(first),
    })
}

/// 预算14.9万元，决算5.21万元。与预算相比减少…: the plan is what it is measured from.
fn against_plan(context: &Context<'_>, change: FigureId) -> Ends {
    let figures = context.figures;
    let near = |(_, figure): &(FigureId, &Figure)| figure.sentence + 1 >= figures[change].sentence;
    let usable = |figure: &Figure| {
        figure.role == Role::Amount
            && figure.same_kind(&figures[change])
            && !figure.own.any(Tags::PRIOR)
    };
    let all: Vec<FigureId> = context
        .before(change)
        .take_while(near)
        .filter(|(_, f)| usable(f))
        .map(|(id, _)| id)
        .collect();
    // 支出预算9.61亿元，…调整后的支出预算16.07亿元，比年初预算增加6.46亿元: a plan may be measured against the one before.
    let planned =
        |id: &FigureId| figures[*id].lead.any(Tags::PLAN) && !context.label(*id).contains("调整后");
    let plan = all.iter().copied().find(planned);
    let now: Vec<FigureId> = all.into_iter().filter(|id| !planned(id)).take(1).collect();
    match plan {
        Some(plan) if now.first().is_some_and(|now| now.abs_diff(plan) == 1) => Ends {
            now,
            before: Some(plan),
        },
        _ => Ends { now, before: None },
    }
}

/// A sentence that starts with 与上年相比 or 较预算 speaks of the figure that ends the sentence before.
fn from_other_sentence(context: &Context<'_>, change: FigureId) -> Ends {
    let figure = &context.figures[change];
    if !figure.gap.any(Tags::COMPARED) || !matches!(figure.role, Role::Delta(_)) {
        return Ends {
            now: Vec::new(),
            before: None,
        };
    }
    if figure.gap.any(Tags::PLAN) && !figure.gap.any(Tags::PRIOR) {
        return against_plan(context, change);
    }
    Ends {
        now: same_subject_before(context, change)
            .or_else(|| lone_amount_before(context, change))
            .into_iter()
            .collect(),
        before: None,
    }
}

/// 收入支出总计2961.68万元。与上年相比，减少…, or 。比上年2500万元增长…: without a subject of its own, the sentence speaks of the
/// one before, where that gives one amount only.
fn lone_amount_before(context: &Context<'_>, change: FigureId) -> Option<FigureId> {
    let figure = &context.figures[change];
    let words = compact(context.sentence_before(change));
    let direction = DIRECTIONS.iter().find_map(|word| words.strip_suffix(word));
    let words = match figure.role {
        Role::Delta(_) => direction?,
        _ => &words,
    };
    // 较2022年度的6843.17万元: a year in digits is the one before, too.
    let words: String = words.chars().filter(|c| !c.is_ascii_digit()).collect();
    let words = words.trim_end_matches(['，', '的']);
    let plain = [
        "较年",
        "比年",
        "较年度",
        "比年度",
        "与上年相比",
        "与上年度相比",
        "同上年相比",
        "较上年",
        "比上年",
        "较上年度",
        "比上年度",
        "较上年决算数",
    ];
    plain.contains(&words).then_some(())?;
    let mut before = context
        .before(change)
        .take_while(|(_, other)| other.sentence + 1 == figure.sentence);
    let (id, other) = before.next()?;
    // 收入总计7215.90万元，支出总计7215.90万元。: both are the same.
    let alone = before.all(|(_, twin)| twin.quantity == other.quantity)
        && other.role == Role::Amount
        && other.same_kind(figure);
    (alone && !other.own.any(Tags::PRIOR | Tags::PLAN)).then_some(id)
}

/// 收入支出总计2961.68万元。与上年相比，收入支出总计减少…: the figure the sentence before gives for the same subject.
fn same_subject_before(context: &Context<'_>, change: FigureId) -> Option<FigureId> {
    let figure = &context.figures[change];
    let subject = compact(context.label(change));
    let subject = DIRECTIONS
        .iter()
        .find_map(|word| subject.strip_suffix(word))
        .filter(|subject| subject.len() >= LEAST_SUBJECT)?;
    let mut before = context.before(change);
    let found = before.find(|(id, other)| {
        other.sentence + 1 == figure.sentence
            && other.role == Role::Amount
            && other.depth == figure.depth
            && other.same_kind(figure)
            && !other.own.any(Tags::PRIOR | Tags::PLAN)
            && compact(context.label(*id))
                .trim_end_matches(['为', '是'])
                .ends_with(subject)
    });
    found.map(|(id, _)| id)
}

/// The amounts that may be the value now: the nearest before, then the first of the sentence.
fn now(context: &Context<'_>, from: FigureId, like: FigureId) -> Vec<FigureId> {
    let amounts: Vec<FigureId> = context
        .before_in_sentence(from)
        .filter(|(_, figure)| {
            let priced = figure.role == Role::Price && context.figures[like].role == Role::Price;
            (figure.role == Role::Amount || priced)
                && figure.same_kind(&context.figures[like])
                && !figure.own.any(Tags::PRIOR)
        })
        .map(|(id, _)| id)
        .collect();
    let Some(&nearest) = amounts.first() else {
        return Vec::new();
    };
    let within_list = context
        .list_of(nearest)
        .filter(|_| context.separator(nearest, from) > Separator::Comma);
    let mut now: Vec<FigureId> = within_list.map(|list| list.whole).into_iter().collect();
    now.push(nearest);
    now.extend(amounts.get(1));
    now.extend(amounts.last());
    let mut each: Vec<FigureId> = Vec::new();
    for id in now {
        if !each.contains(&id) {
            each.push(id);
        }
    }
    each
}

/// Whether a figure is of the kind a change is told in; a percentage tells of any kind.
fn kin(context: &Context<'_>, id: FigureId, change: FigureId) -> bool {
    let change = &context.figures[change];
    change.is_percent() || change.same_kind(&context.figures[id])
}

/// 占比35.47%，上年34.62%，提高0.85个百分点; 由30.28%降至28.07%，下降2.21个百分点.
fn points(context: &Context<'_>, difference: FigureId) -> Vec<Form> {
    let figure = &context.figures[difference];
    let sign = match (figure.own.any(Tags::UP), figure.own.any(Tags::DOWN)) {
        _ if super::difference::compares(context.label(difference)) => return Vec::new(),
        (true, false) => 1,
        (false, true) => -1,
        _ => return Vec::new(),
    };
    let before: Vec<(FigureId, &Figure)> = context.before_in_sentence(difference).take(2).collect();
    let [(last, beside), (first, other)] = before[..] else {
        return Vec::new();
    };
    let together = context.separator(last, difference) <= Separator::Comma
        && beside.is_percent()
        && other.is_percent();
    if !together {
        return Vec::new();
    }
    let (before, now) = if other.own.any(Tags::FROM) && beside.own.any(Tags::TO) {
        (first, last)
    } else if (beside.own.any(Tags::PRIOR) && !matches!(beside.role, Role::Growth(_)))
        || (beside.own.any(Tags::COMPARED) && figure.separator == Separator::None)
    {
        (last, first)
    } else {
        return Vec::new();
    };
    vec![Form::sum([(-1, now), (1, before), (sign, difference)])]
}

/// 任务23.08公顷，已消化23.50公顷，超出任务0.42公顷; 超任务1.8%: what was done goes beyond what was planned.
fn beyond(context: &Context<'_>, excess: FigureId) -> Option<Relation> {
    let figure = &context.figures[excess];
    let before: Vec<(FigureId, &Figure)> = context.before_in_sentence(excess).take(2).collect();
    let [(last, beside), (first, other)] = before[..] else {
        return None;
    };
    let amounts = beside.role == Role::Amount && other.role == Role::Amount;
    if !amounts || !beside.same_kind(other) || beside.depth != figure.depth {
        return None;
    }
    let is_plan = |figure: &Figure| figure.lead.any(Tags::PLAN);
    let (plan, done) = match (is_plan(other), is_plan(beside)) {
        (true, false) => (first, last),
        (false, true) => (last, first),
        _ => return None,
    };
    let form = if figure.is_percent() {
        Form::growth(plan, done, (1, excess))
    } else if figure.same_kind(beside) {
        Form::sum([(-1, done), (1, plan), (1, excess)])
    } else {
        return None;
    };
    Some(
        Relation::stated(CODE, vec![form])
            .saying(no_difference)
            .by("超"),
    )
}
