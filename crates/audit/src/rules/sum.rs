//! # 分项之和 (A01)
//!
//! **查什么** 一个总数与其前后相邻的同类数：“其中”“包括”、冒号或括号之后列出的分项，“加上…收入总计…”之前列出的各项，“收入…，支出…，结余…”，相加应等于总数；“以上三项共计”“A…、B…，共计…”所合的各项，分项都写明增减的总增减，同此。
//!
//! **为什么** 分项与总数对不上，读者无从知道哪个数是真的；多为改了一处、忘了另一处。
//!
//! **例** 土地供应3284宗，其中出让957宗、划拨2347宗。 → 957＋2347＝3304，与3284不符；957应为937。
//!
//! **怎样改** 对照台账或决算表核定总数和各分项，改动最少且能使相关各式同时成立的数会列为建议。
//!
//! **宽严** 各数按四舍五入或截尾所代表的区间判断，尾差不报；人数、件数须分毫不差。不相符的，按这类写法在公开文本中成立的比率、一处笔误能否解释这个差额、同一文件中同类写法是否成立来衡量：证据足的报错误，其次报提醒，其余不报。已由另一组数恰好凑成的数不再追究；“三项共计”写明项数的，项数与前面所列相同才查。
//!
//! **依据** 财预〔2020〕10号附件1自评表的资金各栏；GB/T 15835-2011。
//!
//! **状态** 稳定。

use std::ops::RangeInclusive;

use quantity::{Approximation, Dimension};

use crate::claim::{Certainty, FigureId, Form, Relation, Verdict, decide};
use crate::context::Context;
use crate::cue::Tags;
use crate::discovery::sums;
use crate::figure::{Figure, Role, Separator};

/// The code of this rule.
pub(crate) const CODE: &str = "A01";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let found = sums(context);
    changes(context, &found, relations);
    relations.extend(found);
    for (whole, figure) in context.figures.iter().enumerate() {
        if !figure.own.any(Tags::TOTAL | Tags::CUMULATIVE) || figure.separator > Separator::Comma {
            continue;
        }
        let dimension = figure.quantity.unit.dimension();
        let told = if matches!(dimension, Dimension::Percent | Dimension::Score) {
            listed(context, whole).map(|parts| ("列后合计", parts))
        } else {
            numbered(context, whole)
                .map(|parts| ("几项合计", parts))
                .or_else(|| enumerated(context, whole).map(|parts| ("并列合计", parts)))
        };
        relations.extend(
            told.map(|(kind, parts)| {
                Relation::stated(CODE, vec![Form::total(whole, parts)]).by(kind)
            }),
        );
    }
}

/// 支出280万元，减少29万元，其中A 60万元，减少25万元；B 220万元，减少4万元: where the parts make up the whole, their changes
/// make up its change.
fn changes(context: &Context<'_>, sums: &[Relation], relations: &mut Vec<Relation>) {
    let mut told: Vec<Form> = Vec::new();
    let holding = sums.iter().map(|sum| &sum.readings[0]);
    for sum in holding.filter(|sum| decide(sum, context.figures) < Verdict::Broken) {
        let figures = sum.figures();
        let (whole, parts) = (figures[0], &figures[1..]);
        let Some(Some((sign, change))) = change_of(context, whole) else {
            continue;
        };
        let Some(changes) = parts
            .iter()
            .map(|part| change_of(context, *part))
            .collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        let changes: Vec<(i8, FigureId)> = changes.into_iter().flatten().collect();
        let form = Form::sum([(-sign, change)].into_iter().chain(changes.iter().copied()));
        if changes.len() > 1 && !told.contains(&form) {
            told.push(form);
        }
    }
    relations.extend(
        told.into_iter()
            .map(|form| Relation::new(CODE, Certainty::Possible, vec![form]).by("分项增减")),
    );
}

/// By how much an amount changed, as it is told right behind it; nothing where it is told to be as it was.
fn change_of(context: &Context<'_>, id: FigureId) -> Option<Option<(i8, FigureId)>> {
    let figures = context.figures;
    let amount = &figures[id];
    let next = figures.get(id + 1);
    let near = next.filter(|next| {
        next.sentence == amount.sentence
            && next.separator <= Separator::Comma
            && next.depth == amount.depth
    });
    if let Some(Role::Delta(sign)) = near
        .filter(|next| next.same_kind(amount))
        .map(|next| next.role)
    {
        return Some(Some((sign, id + 1)));
    }
    let end = next.map_or(usize::MAX, |next| next.start - amount.end);
    let after = context.after(id);
    let clause = after[..after.floor_char_boundary(end)]
        .split(['；', '。'])
        .next()?;
    let same = ["持平", "无变化", "一致", "没有变化"];
    let flat = same.iter().any(|word| clause.contains(word)) && !clause.contains("基本");
    flat.then_some(None)
}

/// How many parts a total says it has, and by which figure: 以上三项共计, 三年累计.
fn counted(context: &Context<'_>, whole: FigureId) -> Option<(FigureId, usize)> {
    const MOST: i128 = 12;
    let total = &context.figures[whole];
    let number = whole.checked_sub(1)?;
    let figure = &context.figures[number];
    let label = context.label(number).trim();
    let unit = figure.quantity.unit;
    let counts = matches!(unit.dimension(), Dimension::Count | Dimension::Time)
        && figure.quantity.approximation == Approximation::Exact
        && figure.quantity.value.scale() == 0
        && !figure.same_kind(total)
        && total.separator == Separator::None
        && total.paragraph == figure.paragraph
        && figure.depth == total.depth;
    let plain = ["", "以上", "上述", "这", "以上这", "前"].contains(&label);
    let value = figure.quantity.value.mantissa();
    let parts = usize::try_from(value).ok()?;
    (counts && plain && (2..=MOST).contains(&value)).then_some((number, parts))
}

/// The amounts that a total counts and that stand right before it: …43万元，…12万元，…7万元，以上三项共计62万元.
fn numbered(context: &Context<'_>, whole: FigureId) -> Option<Vec<FigureId>> {
    let (said, number) = counted(context, whole)?;
    let total = &context.figures[whole];
    let mut parts: Vec<FigureId> = context
        .before_in_sentence(said)
        .filter(|(_, figure)| figure.depth == total.depth && figure.same_kind(total))
        .take_while(|(_, figure)| is_added(figure) && !figure.own.any(Tags::TOTAL))
        .take(number)
        .map(|(id, _)| id)
        .collect();
    parts.reverse();
    let first = *parts.first()?;
    // Years are told one by one: 2020年、2021年、2022年分别….
    let of_years = context.figures[said].quantity.unit.dimension() == Dimension::Time;
    let opened = !of_years || context.figures[first].gap.any(Tags::EACH);
    (is_added(total) && parts.len() == number && opened).then_some(parts)
}

/// Whether a figure is an amount that adds up with others.
fn is_added(figure: &Figure) -> bool {
    figure.role == Role::Amount
        && figure.quantity.approximation == Approximation::Exact
        && !figure.own.any(Tags::PRIOR | Tags::EACH_ONE | Tags::MEAN)
        && !matches!(
            figure.quantity.unit.dimension(),
            Dimension::Percent
                | Dimension::PercentagePoint
                | Dimension::Time
                | Dimension::Multiple
                | Dimension::Temperature
        )
}

/// The amounts of one enumeration that stands right before its total: 分别为1240万元、3860万元和2915万元，合计8015万元.
fn enumerated(context: &Context<'_>, whole: FigureId) -> Option<Vec<FigureId>> {
    const LONGEST: usize = 6;
    let total = &context.figures[whole];
    let label = context.label(whole).trim_start_matches(['，', ' ']);
    let short = label.chars().count() <= LONGEST && label.starts_with(['共', '合', '总']);
    let last = whole.checked_sub(1).filter(|_| short && is_added(total))?;
    let alike = |id: FigureId| {
        let figure = &context.figures[id];
        figure.same_kind(total)
            && figure.sentence == total.sentence
            && figure.depth == total.depth
            && is_added(figure)
            && !figure.own.any(Tags::TOTAL)
    };
    let mut first = last;
    let joined = |id: FigureId| context.figures[id].separator <= Separator::Enumeration;
    while joined(first) && first > 0 && alike(first - 1) {
        first -= 1;
    }
    let each = alike(first)
        && (context.figures[first].gap.any(Tags::EACH)
            || context.sentence_before(first).contains('各'));
    let meant = each || (alike(first) && is_named_row(context, first..=last, whole));
    (meant && last > first).then(|| (first..=last).collect())
}

/// Whether each of a row has a name, nothing of their kind stands before them in the sentence, and their total is called nothing
/// but that: 建议28件、提案35件，共计63件.
fn is_named_row(context: &Context<'_>, mut row: RangeInclusive<FigureId>, whole: FigureId) -> bool {
    const TOTALS: [&str; 8] = [
        "共计",
        "合计",
        "总计",
        "共计为",
        "合计为",
        "总计为",
        "共",
        "共有",
    ];
    let (first, last) = (*row.start(), *row.end());
    let label = context.label(whole).trim_start_matches(['，', ' ']);
    let alone = context
        .before_in_sentence(first)
        .all(|(_, figure)| !figure.same_kind(&context.figures[whole]));
    let begins = context.figures[first].separator >= Separator::Comma;
    TOTALS.contains(&label)
        && alone
        && begins
        && !context.between(last, whole).starts_with('等')
        && context.figures[whole].separator == Separator::Comma
        && row.all(|id| context.is_named(id) && !context.label(id).contains("其中"))
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
