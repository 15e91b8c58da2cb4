//! # 预算执行率及得分 (D10)
//!
//! **查什么** 绩效表里的执行率应等于全年执行数除以全年预算数，逐行核对，任务预算表按总额核对；预算执行率的得分应等于分值乘执行率，超过100%的按满分计。
//!
//! **为什么** 这是自评里唯一完全由数字决定的得分，也最常漏改。
//!
//! **例** 全年预算数100，全年执行数95，执行率95%，分值10，得10分。 → 应得9.5分。
//!
//! **怎样改** 按表中的数重算执行率，再按执行率重算得分。
//!
//! **宽严** 按印出的位数判断，没有百分号的数按百分数、小数两种读法试；同行有年初、全年两个预算数的，对任何一个成立都不报；表里或报告里写明执行率另有计分办法的，不按比例核对得分；得分是按比例截去尾数的，或按财预〔2021〕101号分档（80%以上得七成、60%以上得五成、60%以下不得分）的，不报。
//!
//! **依据** 财预〔2020〕10号附件1：执行率＝全年执行数÷全年预算数，得分＝分值×执行率。
//!
//! **状态** 新。

use quantity::Decimal;

use crate::claim::{FigureId, Form, Relation};
use crate::context::Context;
use crate::form::{Amount, FundingSource, Paper, Row};

/// The code of this rule.
pub(crate) const CODE: &str = "D10";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    if context.papers.all.is_empty() {
        return;
    }
    let otherwise = states_a_method(context);
    for paper in &context.papers.all {
        let sources = paper.funds.iter().flat_map(|funds| &funds.sources);
        for source in sources.chain(paper.listed()) {
            relations.extend(rate(context, source));
            if !otherwise {
                relations.extend(points(context, paper, source));
            }
        }
        let rows = paper.rows.iter().filter(|row| row.execution && !otherwise);
        relations.extend(rows.filter_map(|row| points_of_row(context, paper, row)));
    }
}

/// Executed ÷ budget = rate. A rate printed without a sign is a percentage or a fraction: 95, 0.95.
fn rate(context: &Context<'_>, source: &FundingSource) -> Option<Relation> {
    let (rate, done) = (source.rate?, source.amount(Amount::Executed)?);
    let bare = !context.figures[rate]
        .printed(context.reading)
        .contains(['%', '％']);
    let wholes = [Amount::Annual, Amount::Initial]
        .into_iter()
        .filter_map(|amount| source.amount(amount))
        .filter(|whole| context.figures[*whole].same_kind(&context.figures[done]));
    let forms: Vec<Form> = wholes
        .flat_map(|whole| {
            let fraction = bare.then(|| Form::product(whole, rate, done, 1));
            std::iter::once(Form::ratio(done, whole, rate)).chain(fraction)
        })
        .collect();
    (!forms.is_empty()).then(|| Relation::stated(CODE, forms))
}

/// The points of the rate beside the money.
fn points(context: &Context<'_>, paper: &Paper<'_>, source: &FundingSource) -> Option<Relation> {
    let (weight, score) = (source.weight?, source.score?);
    let mut forms = Vec::new();
    if let Some(rate) = source
        .rate
        .filter(|rate| context.figures[*rate].is_percent())
    {
        if is_by_step(context, score, weight, rate) || is_cut(context, score, weight, rate) {
            return None;
        }
        forms.push(earned(context, paper, (score, weight, rate)));
        if context.figures[rate].quantity.value >= Decimal::HUNDRED {
            forms.push(Form::total(score, [weight]));
        }
    } else if let Some(rate) = source.rate {
        forms.push(Form::product(weight, rate, score, 1));
    } else {
        let amounts = source
            .amount(Amount::Executed)
            .zip(source.amount(Amount::Annual))?;
        forms.push(Form::proportional(score, weight, amounts));
    }
    Some(recomputed(context, score, forms))
}

/// Whether points are given by the steps of 财预〔2021〕101号: 7 of 10 from 80%, 5 from 60%, none below.
fn is_by_step(context: &Context<'_>, score: FigureId, weight: FigureId, rate: FigureId) -> bool {
    const STEPS: [(i64, i64); 3] = [(80, 7), (60, 5), (0, 0)];
    let value = |id: FigureId| context.figures[id].quantity.value;
    let reached = |from: i64| value(rate) >= Decimal::new(i128::from(from), 0);
    let Some((_, tenths)) = STEPS.into_iter().find(|(from, _)| reached(*from)) else {
        return false;
    };
    let part = value(weight).checked_mul(Decimal::new(i128::from(tenths), 1));
    value(rate) < Decimal::HUNDRED && part == Some(value(score))
}

/// Whether the points are those of the rate with places cut off: 9.5 of 9.581.
fn is_cut(context: &Context<'_>, score: FigureId, weight: FigureId, rate: FigureId) -> bool {
    let value = |id: FigureId| context.figures[id].quantity.value;
    let scale = value(score).scale();
    let exact =
        value(weight).to_rational() * value(rate).to_rational() / Decimal::HUNDRED.to_rational();
    let short = exact - value(score).to_rational();
    let place = Decimal::new(1, scale).to_rational();
    scale > 0 && short >= Decimal::ZERO.to_rational() && short < place
}

/// A score that follows from the rest: it is what is to be corrected.
fn recomputed(context: &Context<'_>, score: FigureId, forms: Vec<Form>) -> Relation {
    let printed = &context.figures[score];
    Relation::stated(CODE, forms)
        .about(score)
        .quoting((printed.start, printed.end))
        .advising("按分值乘执行率重算得分；另有计分办法的，在表里写明")
}

/// The points of the rate as one of the indicators.
fn points_of_row(context: &Context<'_>, paper: &Paper<'_>, row: &Row<'_>) -> Option<Relation> {
    let (weight, score) = (row.weight?, row.score?);
    let reached = row.actual.as_ref().map(|actual| actual.figure);
    let rate = reached
        .or(row.done)
        .filter(|rate| context.figures[*rate].is_percent())?;
    let mut forms = vec![earned(context, paper, (score, weight, rate))];
    let value = |id: FigureId| context.figures[id].quantity.value;
    let target = row.target.as_ref().map(|target| target.figure);
    let target = target.filter(|target| context.figures[*target].is_percent());
    if let Some(target) = target {
        forms.push(Form::proportional(score, weight, (rate, target)));
    }
    if value(rate) >= target.map_or(Decimal::HUNDRED, value) {
        forms.push(Form::total(score, [weight]));
    }
    Some(recomputed(context, score, forms))
}

/// Fewer places are rounded ones, but full marks are full marks, and where other scores have places a whole number has all
/// of its own.
fn earned(
    context: &Context<'_>,
    paper: &Paper<'_>,
    (score, weight, rate): (FigureId, FigureId, FigureId),
) -> Form {
    let value = |id: FigureId| context.figures[id].quantity.value;
    let scale = |id: FigureId| value(id).normalized().scale();
    let finer = || {
        paper
            .rows
            .iter()
            .filter_map(|row| row.score)
            .any(|id| scale(id) > 0)
    };
    let form = Form::earned(score, weight, rate);
    let whole = value(score).scale() == 0;
    if value(score) == value(weight) || whole && finer() {
        form.unrounded()
    } else {
        form
    }
}

/// Whether the document says that the rate earns its points in another way than in proportion: 执行率95%以上得满分.
fn states_a_method(context: &Context<'_>) -> bool {
    const RATE: &str = "执行率";
    const STEPS: [&str; 7] = [
        "不得分",
        "分档",
        "扣完为止",
        "每低",
        "每下降",
        "每少",
        "每减少",
    ];
    const GIVES: [&str; 5] = ["得", "记", "计", "扣", "赋"];
    const PROPORTIONAL: [&str; 8] = [
        "×",
        "*",
        "乘",
        "比例",
        "x",
        "X",
        "按执行率计算",
        "按执行率得分",
    ];
    let text = &context.reading.text;
    let mut at = 0;
    while let Some(found) = text[at..].find(RATE) {
        let start = at + found;
        at = start + RATE.len();
        let sentence = context.sentence_from(start);
        crate::work::look(sentence.len());
        let said = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
        let method = said(&STEPS) || said(&GIVES) && has_a_limit(sentence);
        if method && !said(&PROPORTIONAL) {
            return true;
        }
        at = at.max(start + sentence.len());
    }
    false
}

/// Whether words set a limit and do not tell what was reached: 95%以上, 低于90%, ≥90%. 得9.48分 tells a score.
fn has_a_limit(sentence: &str) -> bool {
    const BEFORE: [&str; 12] = [
        "≥", "≤", "＞", "＜", ">", "<", "低于", "大于", "小于", "高于", "不足", "达到",
    ];
    const BEHIND: [&str; 7] = ["（含）", "(含)", "以上", "以下", "及以上", "至", "的"];
    let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let before = BEFORE.iter().any(|word| {
        let mut found = sentence.match_indices(word);
        found.any(|(at, _)| {
            digit(
                sentence[at + word.len()..]
                    .trim_start_matches('等')
                    .trim_start_matches('于'),
            )
        })
    });
    before
        || sentence.split(['%', '％']).skip(1).any(|behind| {
            let mut words = BEHIND.iter();
            words.any(|word| behind.starts_with(word))
        })
}
