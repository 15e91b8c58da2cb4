//! # 分值合计 (D01)
//!
//! **查什么** 绩效表里各项指标的分值合计应为100分（预算执行率另列10分的，指标为90分）；表中印出的分值合计、各类指标的分值应等于所属指标的分值之和。
//!
//! **为什么** 分值不是100分，总分就不能和别的项目比，也不能定等级。
//!
//! **例** 十项指标的分值合计95分，预算执行率10分。 → 共105分。
//!
//! **怎样改** 按批复的绩效目标表改回各项分值。
//!
//! **宽严** 预算执行率在指标里和在资金栏里两种排法都认；有指标没有填分值的，只核是否超过100分。
//!
//! **依据** 财预〔2020〕10号：单位自评指标的权重由各单位根据项目实际情况确定，预算执行率10%，总分100分。
//!
//! **状态** 新。

use quantity::Decimal;

use crate::claim::{FigureId, Form, Relation, Told, Verdict, decide};
use crate::context::Context;
use crate::form::{Class, Paper, Parts, sum};

/// The code of this rule.
pub(crate) const CODE: &str = "D01";

/// The weights of the indicators where the rate of execution has the rest.
const WITHOUT_EXECUTION: Decimal = Decimal::new(90, 0);

/// Weights that come to less than this without a total below them are those of a part of a form.
const LEAST_WHOLE: Decimal = Decimal::new(85, 0);

/// Fewer indicators are no form.
const LEAST_PARTS: usize = 3;

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for paper in &context.papers.all {
        let parts = paper.parts(context.figures);
        relations.extend(hundred(context, paper, &parts));
        for total in &paper.totals {
            let readings = paper.parts_of(total, &parts, context.figures);
            let whole = total.weight.filter(|_| !parts.weights.is_empty());
            relations.extend(whole.and_then(|whole| total_weight(context, whole, &readings)));
        }
        let classes = paper.classes.iter();
        relations.extend(classes.filter_map(|class| of_class(paper, class)));
    }
}

fn hundred(context: &Context<'_>, paper: &Paper<'_>, parts: &Parts) -> Option<Relation> {
    let weights = || parts.weights.iter().copied();
    let sum = sum(context.figures, &parts.weights)?;
    let whole = sum >= LEAST_WHOLE || paper.totals.iter().any(|total| total.weight.is_some());
    if parts.weights.len() < LEAST_PARTS || !whole {
        return None;
    }
    if !parts.all_weighed {
        let most = Form::at_most(weights(), Decimal::HUNDRED);
        return Some(Relation::stated(CODE, vec![most]).saying(more));
    }
    let mut forms = vec![Form::adds_up_to(weights(), Decimal::HUNDRED)];
    if !parts.execution {
        forms.push(Form::adds_up_to(weights(), WITHOUT_EXECUTION));
    }
    Some(Relation::stated(CODE, forms).saying(not_hundred))
}

/// The printed sum of the weights. Where the rate of execution is nowhere weighed, it may be what is missing.
fn total_weight(context: &Context<'_>, whole: FigureId, readings: &[Parts]) -> Option<Relation> {
    let total = context.figures[whole].quantity.value;
    let gap = |parts: &&Parts| {
        let added = sum(context.figures, &parts.weights)?;
        total.checked_sub(added).map(Decimal::abs)
    };
    let parts = readings.iter().min_by_key(gap)?;
    let form = Form::total(whole, parts.weights.iter().copied());
    let broken = decide(&form, context.figures) == Verdict::Broken;
    let sum = sum(context.figures, &parts.weights)?;
    let missing = !parts.execution && sum == WITHOUT_EXECUTION;
    if broken && (missing || !parts.all_weighed) {
        let within = Form::within(whole, parts.weights.iter().copied());
        return Some(Relation::stated(CODE, vec![within]));
    }
    Some(Relation::stated(CODE, vec![form]).saying(total_differs))
}

fn of_class(paper: &Paper<'_>, class: &Class) -> Option<Relation> {
    let rows = paper.rows.get(class.rows.clone())?;
    let weights: Option<Vec<FigureId>> = rows.iter().map(|row| row.weight).collect();
    let form = Form::total(class.weight?, weights?);
    Some(Relation::stated(CODE, vec![form]).saying(total_differs))
}

fn not_hundred(form: &Form, told: &Told<'_>) -> Option<String> {
    let sum: quantity::Rational = form.figures().iter().map(|id| told.value(*id)).sum();
    let first = *form.figures().first()?;
    Some(format!(
        "分值合计{}分，不是100分",
        told.in_unit_of(&sum, first)
    ))
}

fn more(_: &Form, _: &Told<'_>) -> Option<String> {
    Some("分值合计超过100分".to_owned())
}

fn total_differs(form: &Form, told: &Told<'_>) -> Option<String> {
    let whole = *form.figures().first()?;
    Some(format!("各项分值之和不等于{}", told.printed(whole)))
}
