//! # 总分 (D06)
//!
//! **查什么** 绩效表里的总分应等于各项指标得分与预算执行率得分之和；各类指标的得分应等于所属指标的得分之和。
//!
//! **为什么** 总分决定等级，等级决定下一年度的预算安排。
//!
//! **例** 各项得分合计97.41分，总分写98.41分。
//!
//! **怎样改** 先核定每项得分，再重加总分。
//!
//! **宽严** 各项得分按印出的数相加，一分不差；总分少写一位小数的按四舍五入判断；有指标没有填得分的，只核总分是否小于已填的得分之和。
//!
//! **依据** 财预〔2020〕10号附件1：各项得分之和为总分。
//!
//! **状态** 新。

use quantity::Decimal;

use crate::claim::{Certainty, FigureId, Form, Relation, Told, Verdict, decide};
use crate::context::Context;
use crate::form::{Paper, Parts, sum};

/// The code of this rule.
pub(crate) const CODE: &str = "D06";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for paper in &context.papers.all {
        let parts = paper.parts(context.figures);
        for total in &paper.totals {
            let readings = paper.parts_of(total, &parts, context.figures);
            let own = total.score.map(|whole| (whole, Parts::scores as Scores));
            let checked = total.checked.map(|whole| (whole, Parts::checked as Scores));
            for of in [own, checked].into_iter().flatten() {
                relations.extend(total_score(context, paper, &readings, of));
            }
            if let (Some(weight), Some(score)) = (total.weight, total.score) {
                let within = Form::within(weight, [score]);
                relations.push(Relation::stated(CODE, vec![within]).saying(above));
            }
        }
        relations.extend(paper.classes.iter().filter_map(|class| {
            let rows = paper.rows.get(class.rows.clone())?;
            let scores: Option<Vec<FigureId>> = rows.iter().map(|row| row.score).collect();
            let form = Form::total(class.score?, scores?);
            Some(Relation::stated(CODE, vec![form]).saying(differing))
        }));
    }
}

/// The scores that are added: a unit's own, or those of who checks.
type Scores = fn(&Parts) -> &[FigureId];

fn total_score(
    context: &Context<'_>,
    paper: &Paper<'_>,
    readings: &[Parts],
    (whole, scores_of): (FigureId, Scores),
) -> Option<Relation> {
    let total = context.figures[whole].quantity.value;
    let gap = |parts: &&Parts| {
        let added = sum(context.figures, scores_of(parts))?;
        total.checked_sub(added)
    };
    let nearest = |parts: &&Parts| gap(parts).map(Decimal::abs);
    let parts = readings.iter().min_by_key(nearest)?;
    let scores = scores_of(parts);
    if scores.len() < 2 {
        return None;
    }
    let form = Form::total(whole, scores.iter().copied()).rounded();
    let broken = decide(&form, context.figures) == Verdict::Broken;
    let gap = gap(&parts)?;
    let positive = gap > Decimal::ZERO;
    // The score of the rate of execution, where none is printed.
    let rated = paper
        .funds
        .iter()
        .any(|funds| funds.sources.iter().any(|p| p.rate.is_some()));
    let weights = sum(context.figures, &parts.weights)?;
    let told = || paper.execution().and_then(|source| source.score).is_some();
    let unscored = !parts.execution && !told() && (rated || weights != Decimal::HUNDRED);
    let execution = unscored && gap <= Decimal::new(10, 0);
    if broken && (!parts.all_scored || positive && execution) {
        let within = Form::within(whole, scores.iter().copied());
        return Some(Relation::stated(CODE, vec![within]).saying(differing));
    }
    // A total in whole points may be a rounded one.
    let whole_points = total.scale() == 0 && !gap.is_zero() && gap.abs() < Decimal::new(5, 1);
    if whole_points {
        let exact = Form::total(whole, scores.iter().copied());
        return Some(Relation::new(CODE, Certainty::Probable, vec![exact]).saying(differing));
    }
    let printed = &context.figures[whole];
    let added = sum(context.figures, scores)?;
    Some(
        Relation::stated(CODE, vec![form])
            .saying(differing)
            .quoting((printed.start, printed.end))
            .advising(format!("总分改为{added}，或核对各项得分")),
    )
}

fn differing(form: &Form, told: &Told<'_>) -> Option<String> {
    let whole = *form.figures().first()?;
    Some(format!("各项得分之和不等于{}", told.printed(whole)))
}

fn above(form: &Form, told: &Told<'_>) -> Option<String> {
    let figures = form.figures();
    let [weight, score] = figures[..] else {
        return None;
    };
    Some(format!(
        "总分{}高于满分{}",
        told.printed(score),
        told.printed(weight)
    ))
}
