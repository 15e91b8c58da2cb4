//! # 资金构成 (A19)
//!
//! **查什么** 绩效表里的年度资金总额应等于财政拨款、上年结转、其他资金等各项之和，逐栏核对；全年预算数应等于年初预算数加调整数；任务预算表的总额应等于各类资金之和，合计应等于各行之和；项目汇总表的合计应等于各项目之和；按收入、支出性质另列的各项应等于总额；各季度用款应等于合计，合计应等于年度资金或其中一项。
//!
//! **为什么** 执行率和它的得分都由资金总额算出，总额错了，后面都错。
//!
//! **例** 年度资金总额100，当年财政拨款90，其他资金5。 → 各项之和为95。
//!
//! **怎样改** 先核定各项，再重加总额。
//!
//! **宽严** 空格和“—”作零；只填了一项的按不超过总额判断；分上下级的资金按两种读法试，有一种成立就不报；汇总表没有一栏能加出合计的不核；另列的各项与预算数、执行数有一个相等就不报；季度合计与年度资金不等的只提醒。
//!
//! **依据** 财预〔2020〕10号附件1各栏关系。
//!
//! **状态** 新。

use crate::claim::{Certainty, FigureId, Form, Relation, Told, Verdict, judge};
use crate::context::Context;
use crate::form::{self, Across, Amount, FundingSource, Funds, Line, Paper, Roster};

/// The code of this rule.
pub(crate) const CODE: &str = "A19";

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    for paper in &context.papers.all {
        for funds in &paper.funds {
            columns(context, funds, relations);
            relations.extend(funds.sources.iter().filter_map(adjusted));
        }
        relations.extend(
            paper
                .splits
                .iter()
                .filter_map(|parts| split(context, paper, parts)),
        );
        for across in &paper.across {
            relations.extend(in_columns(context, across));
            relations.extend(of_year(context, paper, across));
        }
        for roster in &paper.rosters {
            relations.extend(listed(context, paper, roster));
        }
    }
}

/// 全年预算数 = 年初预算数 + 调整数, and what other columns hold that belong to it, as 上年结转.
fn adjusted(source: &FundingSource) -> Option<Relation> {
    let whole = source.amount(Amount::Annual)?;
    let parts = [
        source.amount(Amount::Initial)?,
        source.amount(Amount::Adjustment)?,
    ];
    let others = source.amounts.iter();
    let others = others.filter(|(amount, _)| matches!(amount, Amount::Other(_)));
    let others: Vec<FigureId> = others.map(|(_, id)| *id).collect();
    let mut forms = vec![Form::total(whole, parts)];
    let with = |more: &[FigureId]| Form::total(whole, parts.iter().chain(more).copied());
    forms.extend(others.iter().map(|other| with(&[*other])));
    if others.len() > 1 {
        forms.push(with(&others));
    }
    Some(Relation::stated(CODE, forms))
}

/// The total and its parts, column by column; by the kind of expense and by the source of the money apart.
fn columns(context: &Context<'_>, funds: &Funds, relations: &mut Vec<Relation>) {
    let Some(total) = funds.total() else {
        return;
    };
    for (amount, whole) in &total.amounts {
        let of = |line: Line| {
            let lines = funds
                .sources
                .iter()
                .filter(move |source| source.line == line);
            let ids = lines.map(|source| source.amount(*amount));
            ids.collect::<Vec<Option<FigureId>>>()
        };
        let (sources, levels) = (of(Line::Source), of(Line::Level));
        let (expenses, basic) = (of(Line::Expense), of(Line::Basic));
        let both = [sources.clone(), levels.clone()].concat();
        let readings = if sources.is_empty() {
            vec![levels]
        } else if is_beside(context, &sources, &levels) {
            vec![both]
        } else {
            vec![sources, both]
        };
        // 人员经费 and 公用经费 stand for 基本支出, which comes first.
        let rest = expenses.get(1..).unwrap_or_default().to_vec();
        let by_expense = if basic.is_empty() {
            vec![expenses]
        } else {
            vec![expenses, [basic, rest].concat()]
        };
        for readings in [readings, by_expense] {
            relations.extend(sum(context, *whole, &readings));
        }
    }
}

/// Whether the only source is less than what levels of government give: they are no parts of it.
fn is_beside(
    context: &Context<'_>,
    sources: &[Option<FigureId>],
    levels: &[Option<FigureId>],
) -> bool {
    let [Some(source)] = sources[..] else {
        return false;
    };
    let levels: Vec<FigureId> = levels.iter().flatten().copied().collect();
    let given = form::sum(context.figures, &levels);
    given.is_some_and(|given| context.figures[source].quantity.value < given)
}

/// That a whole is the sum of its parts in one of several readings; some parts may be blank.
fn sum(
    context: &Context<'_>,
    whole: FigureId,
    readings: &[Vec<Option<FigureId>>],
) -> Option<Relation> {
    let kin = |id: &FigureId| context.figures[*id].same_kind(&context.figures[whole]);
    let first = readings.first()?;
    let mut forms: Vec<Form> = Vec::new();
    for parts in readings {
        let printed: Vec<FigureId> = parts.iter().flatten().copied().filter(kin).collect();
        let form = if parts.len() > 1 {
            Form::total(whole, printed.iter().copied())
        } else {
            Form::within(whole, printed.iter().copied())
        };
        if !printed.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    let filled = first.iter().flatten().count();
    let certainty = if filled > 1 || first.len() == 1 {
        Certainty::Stated
    } else {
        Certainty::Probable
    };
    (!forms.is_empty()).then(|| Relation::new(CODE, certainty, forms).saying(differing))
}

fn in_columns(context: &Context<'_>, across: &Across) -> Vec<Relation> {
    let sums = across.rows.iter().chain(&across.sums);
    sums.filter_map(|(whole, parts)| {
        let parts: Vec<Option<FigureId>> = parts.iter().map(|id| Some(*id)).collect();
        // A row with one part filled is the same number twice.
        let parts = if parts.len() == 1 {
            [parts, vec![None]].concat()
        } else {
            parts
        };
        sum(context, *whole, &[parts])
    })
    .collect()
}

/// Parts apart from the lines of the total: they make up one of its amounts.
fn split(context: &Context<'_>, paper: &Paper<'_>, parts: &[FigureId]) -> Option<Relation> {
    let total = paper.funds.iter().find_map(Funds::total)?;
    let kin = |whole: &FigureId| {
        let kin = |id: &FigureId| context.figures[*id].same_kind(&context.figures[*whole]);
        parts.iter().all(kin)
    };
    let amounts = [Amount::Annual, Amount::Executed, Amount::Initial];
    let wholes = amounts.iter().filter_map(|amount| total.amount(*amount));
    let forms: Vec<Form> = wholes
        .filter(kin)
        .map(|whole| Form::total(whole, parts.iter().copied()))
        .collect();
    (!forms.is_empty()).then(|| Relation::stated(CODE, forms).saying(differing))
}

/// The quarters together are what the year has, or what one source gives of it.
fn of_year(context: &Context<'_>, paper: &Paper<'_>, across: &Across) -> Option<Relation> {
    let (sum, _) = across.rows.first().filter(|_| across.is_plan)?;
    let funds = paper.funds.iter().filter(|funds| funds.total().is_some());
    let sources = funds.flat_map(|funds| &funds.sources);
    let years = sources.filter_map(|source| source.amount(Amount::Annual));
    let like = |id: &FigureId| context.figures[*id].same_kind(&context.figures[*sum]);
    let forms: Vec<Form> = years
        .filter(like)
        .map(|year| Form::total(*sum, [year]))
        .collect();
    (!forms.is_empty()).then(|| Relation::new(CODE, Certainty::Probable, forms))
}

/// The last row of a list of projects, column by column.
fn listed(context: &Context<'_>, paper: &Paper<'_>, roster: &Roster) -> Vec<Relation> {
    let Some(total) = &roster.total else {
        return Vec::new();
    };
    let across = |whole: &FigureId| {
        let mut across = paper.across.iter().flat_map(|across| &across.sums);
        across.any(|(sum, _)| sum == whole)
    };
    let amounts = total.amounts.iter().filter(|(_, whole)| !across(whole));
    let sums = amounts.filter_map(|(amount, whole)| {
        let rows = roster.rows.iter();
        let parts: Vec<Option<FigureId>> = rows.map(|entry| entry.source.amount(*amount)).collect();
        sum(context, *whole, &[parts])
    });
    let mut sums: Vec<Relation> = sums.collect();
    // Where no column adds up, the row sums something else.
    let holds = |relation: &Relation| judge(relation, context.figures) < Verdict::Broken;
    if !sums.iter().any(holds) {
        sums.clear();
    }
    sums
}

fn differing(form: &Form, told: &Told<'_>) -> Option<String> {
    let whole = *form.figures().first()?;
    let over = if form.adds_up() {
        "不等于"
    } else {
        "大于"
    };
    Some(format!("各项资金之和{over}总额{}", told.printed(whole)))
}
