//! # 倍数 (B20)
//!
//! **查什么** “A是B的n倍”“由B增加到A，增长n倍”“由B增加到A，翻一番”：两数之比应等于所写倍数；增长n倍是原来的n＋1倍，翻一番是原来的2倍。
//!
//! **为什么** “是几倍”与“增长几倍”差一倍，最易混写；改了一头的数，倍数没有跟着改。
//!
//! **例** 由2.4万件增加到6万件，增长2.5倍。 → （6−2.4）÷2.4＝1.5倍。
//!
//! **怎样改** 按两数重算倍数，分清“是”与“增长”。
//!
//! **宽严** 两数须写在同一句里，先后分明；倍数按所写位数四舍五入或截尾；“翻番”容许一成出入，写“翻番多”“近一番”的不查。
//!
//! **依据** GB/T 15835-2011；统计用语的通行写法。
//!
//! **状态** 新。

use quantity::{Approximation, Dimension};

use crate::claim::{FigureId, Form, Relation, Told, Verdict, decide};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role, Separator};
use crate::phrase::Sort;

/// The code of this rule.
pub(crate) const CODE: &str = "B20";

/// Words for the value something started from, where it stands before in figures.
const STARTS: &[&str] = &[
    "年前", "去年", "上年", "年初", "期初", "原来", "之前", "以前", "同期", "年",
];

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let all = context.figures.iter().enumerate();
    let times = all.filter(|(_, figure)| {
        figure.quantity.unit.dimension() == Dimension::Multiple
            && figure.quantity.approximation == Approximation::Exact
    });
    relations.extend(times.filter_map(|(id, figure)| {
        let (kind, form) = multiple(context, id, figure)?;
        Some(Relation::stated(CODE, vec![form]).by(kind))
    }));
    for phrase in context.phrases {
        if let Sort::Doubling(times) = phrase.sort {
            relations.extend(doubled(context, phrase.start, phrase.end, times));
        }
    }
}

/// What a figure with 倍 says.
fn multiple(context: &Context<'_>, id: FigureId, figure: &Figure) -> Option<(&'static str, Form)> {
    let label = context.label(id).trim();
    if let Role::Delta(1) = figure.role {
        let (before, now) = from_to(context, id)?;
        return Some(("增倍", Form::grown_by(now, before, id)));
    }
    // 1536家，是2019年480家的3.2倍.
    if label == "的" {
        let before = id.checked_sub(1)?;
        let base = &context.figures[before];
        let said = ["是", "为", "相当于", "达到", "达"];
        let words = context
            .sentence_before(before)
            .trim_start_matches(['，', ' ']);
        let (now, found) = context.before_in_sentence(before).next()?;
        let near = context.separator(now, id) <= Separator::Comma
            && found.same_kind(base)
            && matches!(found.role, Role::Amount | Role::Price)
            && matches!(base.role, Role::Amount | Role::Base | Role::Price)
            && exact(base)
            && exact(found);
        let told = said.iter().any(|word| words.starts_with(word));
        return (near && told).then(|| ("是倍", Form::multiple(now, before, id)));
    }
    // 由268件增长到804件，是五年前的3倍: the years are a figure, too.
    let years = id.checked_sub(1).filter(|last| {
        let unit = context.figures[*last].quantity.unit;
        label == "前的" && unit.dimension() == Dimension::Time
    });
    if let Some(years) = years {
        let said = context.label(years).trim_start_matches(['，', ' ']);
        let (before, now) = from_to(context, years)?;
        let told = ["是", "为", "相当于", "达到"].contains(&said);
        return told.then(|| ("是倍", Form::multiple(now, before, id)));
    }
    let words = label.strip_suffix('的')?;
    let words = ["是", "为", "相当于", "达到"]
        .iter()
        .find_map(|word| words.strip_prefix(word))?;
    let started = STARTS.iter().any(|word| words.ends_with(word));
    let (before, now) = from_to(context, id).filter(|_| started)?;
    Some(("是倍", Form::multiple(now, before, id)))
}

fn exact(figure: &Figure) -> bool {
    figure.quantity.approximation == Approximation::Exact
}

/// The values right before a place that something went from and to: 由2.4万件增加到6万件.
fn from_to(context: &Context<'_>, past: FigureId) -> Option<(FigureId, FigureId)> {
    let (now, before) = (past.checked_sub(1)?, past.checked_sub(2)?);
    let (to, from) = (&context.figures[now], &context.figures[before]);
    let said = to.own.any(Tags::TO)
        && (from.own.any(Tags::FROM | Tags::PRIOR) || to.separator == Separator::None);
    let together = from.sentence == to.sentence
        && from.paragraph == to.paragraph
        && from.same_kind(to)
        && from.depth == to.depth
        && to.separator <= Separator::Comma
        && exact(from)
        && exact(to);
    (said && together).then_some((before, now))
}

/// 从35万册增加到85万册，翻了一番: no more than a tenth beside it.
fn doubled(context: &Context<'_>, start: usize, end: usize, times: i64) -> Option<Relation> {
    let text = &context.reading.text;
    let loose = text[end..].starts_with(['多', '以', '有', '左', '还'])
        || text[..start].ends_with(['近', '约', '乎', '超', '过', '要', '现'])
            && !text[..start].ends_with("实现");
    let past = context
        .figures
        .partition_point(|figure| figure.start < start);
    let (before, now) = from_to(context, past).filter(|_| !loose)?;
    let here = context.reading.sentence(start);
    let near = context.figures[now].end > here.start
        && !text[context.figures[now].end..start].contains(['；', '。']);
    near.then_some(())?;
    let tenths = 10 * times;
    let forms = [
        Form::no_more_than_tenths(now, before, tenths + times),
        Form::no_less_than_tenths(now, before, tenths - times),
    ];
    let broken = |form: &Form| decide(form, context.figures) == Verdict::Broken;
    let [upper, lower] = forms;
    let form = if broken(&lower) { lower } else { upper };
    Some(
        Relation::stated(CODE, vec![form])
            .saying(not_doubled)
            .quoting((start, end))
            .by("翻番"),
    )
}

fn not_doubled(form: &Form, told: &Told<'_>) -> Option<String> {
    let figures = form.figures();
    let (now, before) = (told.printed(figures[0]), told.printed(figures[1]));
    Some(format!("由{before}到{now}并非“{}”", told.quoted))
}
