//! # 总额不小于部分 (A05)
//!
//! **查什么** 决算、预算说明中有固定口径的总数与其部分：收支总计不小于本年收入、本年支出，财政拨款收支总计不小于财政拨款收入，本年支出不小于一般公共预算财政拨款支出；共有车辆不少于公务用车保有量。
//!
//! **为什么** 总计少打几位、错用单位，读者一眼难察。
//!
//! **例** 财政拨款收入2940.05万元，财政拨款收入支出总计0.3万元。
//!
//! **怎样改** 按总表改总计，或核对部分的数。
//!
//! **宽严** 只认完整名称；同一名称在文中有两个不同的数时不比；名称里写明别的年度的不比；只说某一本预算（政府性基金等）的不比；车辆只作提醒；按区间判断。
//!
//! **依据** 部门决算报表各栏口径；财预〔2016〕143号。
//!
//! **状态** 稳定。

use quantity::Approximation;

use crate::account::Form as Table;
use crate::claim::{Certainty, FigureId, Form, Relation, Told};
use crate::context::Context;
use crate::cue::Tags;
use crate::figure::{Figure, Role};
use crate::strip::compact;

/// The code of this rule.
pub(crate) const CODE: &str = "A05";

/// An amount with a fixed meaning, by the ends of the names it goes by; a longer name stands before one it ends with.
const NAMES: &[(Fact, &[&str])] = &[
    (
        Fact::AppropriationTotal,
        &[
            "财政拨款收入支出总计",
            "财政拨款收支总计",
            "财政拨款收、支总计",
        ],
    ),
    (Fact::Total, &["收入支出总计", "收支总计", "收、支总计"]),
    (Fact::Income, &["本年收入合计", "本年收入"]),
    (Fact::Expense, &["本年支出合计", "本年支出"]),
    (Fact::PublicBasic, &["一般公共预算财政拨款基本支出"]),
    (Fact::PublicExpense, &["一般公共预算财政拨款支出"]),
    (Fact::Appropriation, &["财政拨款收入"]),
];

/// Which fact is never less than which.
const ORDER: &[(Fact, Fact)] = &[
    (Fact::AppropriationTotal, Fact::Appropriation),
    (Fact::Total, Fact::Income),
    (Fact::Total, Fact::Expense),
    (Fact::Total, Fact::AppropriationTotal),
    (Fact::Income, Fact::Appropriation),
    (Fact::Expense, Fact::PublicExpense),
    (Fact::PublicExpense, Fact::PublicBasic),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fact {
    Total,
    AppropriationTotal,
    Income,
    Appropriation,
    Expense,
    PublicExpense,
    PublicBasic,
}

pub(crate) fn propose(context: &Context<'_>, relations: &mut Vec<Relation>) {
    let named: Vec<(Fact, FigureId)> = context
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| is_usable(figure))
        .filter_map(|(id, figure)| Some((fact(context.label(id))?, id, figure)))
        .filter(|(_, _, figure)| !is_of_one_fund(context, figure))
        .map(|(fact, id, _)| (fact, id))
        .collect();
    if context.account.is_present() {
        relations.extend(vehicles(context));
    }
    for (whole, part) in ORDER {
        let pair = only(context, &named, *whole).zip(only(context, &named, *part));
        relations.extend(pair.map(|(whole, part)| {
            Relation::stated(CODE, vec![Form::within(whole, [part])]).saying(less_than_its_part)
        }));
    }
}

/// 公务用车保有量 is not above 共有车辆.
fn vehicles(context: &Context<'_>) -> Option<Relation> {
    let named = |words: &[&str]| {
        let amounts = context.in_role(|role| role == Role::Amount);
        let of = amounts.filter(|(id, figure)| {
            let label = context
                .label(*id)
                .trim_end_matches(['为', '是', '共', '有', '：']);
            figure.quantity.unit.classifier() == Some("辆")
                && figure.quantity.approximation == Approximation::Exact
                && !figure.own.any(Tags::PRIOR)
                && words.iter().any(|word| label.ends_with(word))
        });
        let ids: Vec<FigureId> = of.map(|(id, _)| id).collect();
        let value = |id: FigureId| context.figures[id].quantity.value;
        let first = ids.first().copied()?;
        ids.iter()
            .all(|id| value(*id) == value(first))
            .then_some(first)
    };
    let whole = named(&["共有车辆", "车辆共", "车辆合计", "车辆总数"])?;
    let kept = named(&["公务用车保有量", "车辆保有量"])?;
    let within = Form::within(whole, [kept]);
    let relation = Relation::new(CODE, Certainty::Probable, vec![within]);
    Some(relation.saying(more_than_all).about(kept))
}

fn more_than_all(form: &Form, told: &Told<'_>) -> Option<String> {
    let figures = form.figures();
    let (whole, part) = (told.printed(figures[0]), told.printed(figures[1]));
    Some(format!("公务用车保有量{part}多于共有车辆{whole}"))
}

fn less_than_its_part(form: &Form, told: &Told<'_>) -> Option<String> {
    let figures = form.figures();
    let (whole, part) = (told.printed(figures[0]), told.printed(figures[1]));
    Some(format!("总额{whole}小于其中的{part}"))
}

fn is_usable(figure: &Figure) -> bool {
    figure.role == Role::Amount
        && figure.depth == 0
        && !figure.own.any(Tags::PRIOR | Tags::PLAN)
        && figure.quantity.approximation == Approximation::Exact
        && figure.quantity.unit.dimension() == quantity::Dimension::Money
}

/// Whether an amount is that of one fund only: 政府性基金预算财政拨款本年收入300万元，本年支出300万元.
fn is_of_one_fund(context: &Context<'_>, figure: &Figure) -> bool {
    const FUNDS: [&str; 4] = ["政府性基金", "国有资本经营", "社会保险基金", "专户"];
    let section = context.account.section(figure.paragraph);
    let sentence = context.sentence_to(figure.start);
    // What stands behind 其中 is not what the sentence is about.
    let subject = sentence.split("其中").next().unwrap_or(sentence);
    matches!(section, Some(Table::Fund | Table::StateCapital))
        || FUNDS.iter().any(|fund| subject.contains(fund))
}

/// The fact a label ends with the name of.
fn fact(label: &str) -> Option<Fact> {
    let label = label.trim_end();
    let lead = label.trim_end_matches(['为', '是', '共']);
    if !lead.ends_with(['计', '入', '出']) {
        return None;
    }
    let name = compact(lead);
    let named = |names: &[&str]| names.iter().any(|end| name.ends_with(end));
    NAMES
        .iter()
        .find(|(_, names)| named(names))
        .map(|(fact, _)| *fact)
}

/// The figure of a fact, where the document prints one value for it.
fn only(context: &Context<'_>, named: &[(Fact, FigureId)], fact: Fact) -> Option<FigureId> {
    let mut ids = named
        .iter()
        .filter(|(other, _)| *other == fact)
        .map(|(_, id)| *id);
    let first = ids.next()?;
    let value = |id: FigureId| context.figures[id].quantity.in_base();
    ids.all(|id| value(id) == value(first)).then_some(first)
}
