//! Scorecards: the seed's figures, remarks, and what must always hold.

use book::{Actual, Book, Indicator, IndicatorBasis, Level, Scheme, Severity, Target, score};
use proptest::prelude::*;
use quantity::Decimal;

use crate::{book_with, decimal};

fn indicator(id: usize, target: Target, actual: Actual, weight: Decimal) -> Indicator {
    Indicator {
        id: format!("Z{id}"),
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        name: "名称".to_owned(),
        target,
        unit: "次".to_owned(),
        weight,
        rule: None,
        actual,
        rating: None,
        evidence: Vec::new(),
        outcome: None,
        deviation: None,
        improvement: None,
        excess_reason: None,
        target_too_low: false,
        last_year: None,
        cumulative: None,
        milestones: Vec::new(),
        basis: IndicatorBasis::default(),
    }
}

fn book_of(indicators: Vec<Indicator>) -> Book {
    let mut book = book_with("", &[]);
    book.indicators = indicators;
    book
}

/// Budget 440.90, executed 432.91, twelve indicators of 90 points, one at 95 %.
#[test]
fn a_bureau_of_2022() {
    let mut book = book_with(
        "[[预算]]\n名称 = \"全部\"\n类别 = \"基本支出\"\n资金来源 = \"财政拨款\"\n年初预算 = 440.90\n执行数 = 432.91\n",
        &[],
    );
    let weights = [
        "5", "5", "5", "5", "10", "10", "10", "10", "10", "10", "5", "5",
    ];
    book.indicators = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| {
            let actual = if at == 6 { "95" } else { "100" };
            let target = Target::AtLeast(decimal("100"));
            indicator(at, target, Actual::Number(decimal(actual)), decimal(weight))
        })
        .collect();
    let card = score(&book, &Scheme::shipped("nanchang-2022").unwrap());
    assert_eq!(card.indicators[6].points.to_string(), "9.50");
    assert_eq!(card.execution.as_ref().unwrap().points.to_string(), "9.82");
    assert_eq!(card.total.to_string(), "99.32");
    assert_eq!(card.full, decimal("100"));
    assert_eq!(card.normalised, None);
    assert_eq!(card.grade.as_ref().unwrap().name, "优");
    assert_eq!(card.subtotals[0].points.to_string(), "89.50");
    assert_eq!(card.subtotals[0].level, Level::First);
    insta::assert_snapshot!(
        format!(
            "{}\n{}\n{}",
            card.indicators[6].explanation,
            card.execution.unwrap().explanation,
            card.remarks[0],
        ),
        @"
    完成比例计分：达到目标得满分，未达到按完成值 ÷ 目标值计分；分值 10，目标 ≥100次，完成 95次；10 × 95 ÷ 100，得9.50分
    按执行率计分，超过 100% 按 100% 计；全年预算数（年初预算＋调整＋上年结转） 440.90万元，全年执行数 432.91万元，执行率 98.1878%；10 × 98.1878%，得9.82分
    提醒 Z07 指标Z6 名称：失分 0.50，请写明“偏差原因”和“改进措施”
    "
    );
}

#[test]
fn execution_by_steps_and_over_budget() {
    let scheme = Scheme::shipped("caizheng-2021-101").unwrap();
    let points = |executed: &str, done: bool| {
        let lines = format!(
            "[总体目标]\n内容 = \"全部任务\"\n全部完成 = {done}\n[[预算]]\n名称 = \"全部\"\n类别 = \"项目支出\"\n资金来源 = \"财政拨款\"\n年初预算 = 100\n执行数 = {executed}\n"
        );
        let card = score(&book_with(&lines, &[]), &scheme);
        let errors = card
            .remarks
            .iter()
            .filter(|remark| remark.severity == Severity::Error);
        (card.execution.unwrap().points.to_string(), errors.count())
    };
    assert_eq!(points("85", false), ("7.00".to_owned(), 0));
    assert_eq!(points("60", false), ("5.00".to_owned(), 0));
    assert_eq!(points("59.99", false), ("0.00".to_owned(), 0));
    assert_eq!(points("85", true), ("10.00".to_owned(), 0));
    assert_eq!(points("101", false), ("10.00".to_owned(), 1));
}

#[test]
fn without_budget_execution_is_left_out() {
    let card = score(
        &book_of(Vec::new()),
        &Scheme::shipped("caizheng-2020-10").unwrap(),
    );
    assert_eq!(card.execution, None);
    assert_eq!(card.total, Decimal::ZERO);
}

#[test]
fn what_cannot_be_scored_is_an_error_and_zero() {
    let target = Target::AtLeast(decimal("30"));
    let book = book_of(vec![indicator(1, target, Actual::Blank, decimal("10"))]);
    let card = score(&book, &Scheme::shipped("caizheng-2020-10").unwrap());
    assert_eq!(card.indicators[0].points.to_string(), "0.00");
    assert_eq!(card.remarks[0].severity, Severity::Error);
    assert_eq!(card.remarks[0].message, "完成值没有填，暂按 0 分计");
    assert_eq!(card.normalised, Some(decimal("0")));
}

#[test]
fn an_excess_needs_a_reason_and_costs_when_the_target_was_low() {
    let scheme = Scheme::shipped("caizheng-2020-10").unwrap();
    let target = Target::AtLeast(decimal("100"));
    let mut one = indicator(1, target, Actual::Number(decimal("150")), decimal("10"));
    let card = score(&book_of(vec![one.clone()]), &scheme);
    assert_eq!(card.indicators[0].points.to_string(), "10.00");
    assert_eq!(card.remarks[0].severity, Severity::Error);
    one.excess_reason = Some("年中追加任务".to_owned());
    one.target_too_low = true;
    let card = score(&book_of(vec![one]), &scheme);
    // 10 × min(0.5, (0.5 − 0.3) ÷ 2) = 1
    assert_eq!(card.indicators[0].points.to_string(), "9.00");
    assert!(
        card.remarks
            .iter()
            .all(|remark| remark.severity != Severity::Error)
    );
    insta::assert_snapshot!(
        card.indicators[0].explanation,
        @"完成比例计分：达到目标得满分，未达到按完成值 ÷ 目标值计分；超额 50% 且目标偏低，按（超额比例 − 30%）÷ 2 扣减分值，最多扣 50%；分值 10，目标 ≥100次，完成 150次；（达到目标，满分 10）− 1，得9.00分"
    );
}

#[test]
fn a_variant_cuts_digits_off() {
    let target = Target::AtLeast(decimal("30"));
    let book = book_of(vec![indicator(
        1,
        target,
        Actual::Number(decimal("29")),
        decimal("10"),
    )]);
    let points = |name: &str| {
        score(&book, &Scheme::shipped(name).unwrap())
            .total
            .to_string()
    };
    assert_eq!(points("caizheng-2020-10"), "9.67");
    assert_eq!(points("difang-80-70-60"), "9.66");
}

fn amount() -> impl Strategy<Value = Decimal> {
    (-100_000_i128..1_000_000, 0_u8..4).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn weight() -> impl Strategy<Value = Decimal> {
    (0_i128..10_000, 0_u8..4).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        amount().prop_map(Target::AtLeast),
        amount().prop_map(Target::MoreThan),
        amount().prop_map(Target::Exactly),
        amount().prop_map(Target::AtMost),
        amount().prop_map(Target::LessThan),
        (amount(), amount()).prop_map(|(a, b)| Target::Between(a.min(b), a.max(b))),
    ]
}

fn scheme() -> impl Strategy<Value = Scheme> {
    let names: Vec<_> = Scheme::shipped_names().collect();
    prop::sample::select(names).prop_map(|name| Scheme::shipped(name).unwrap())
}

proptest! {
    #[test]
    fn points_stay_within_the_weight(
        target in target(), actual in amount(), weight in weight(), low: bool, scheme in scheme(),
    ) {
        let mut one = indicator(1, target, Actual::Number(actual), weight);
        one.target_too_low = low;
        let card = score(&book_of(vec![one]), &scheme);
        prop_assert!(card.indicators[0].points >= Decimal::ZERO);
        prop_assert!(card.indicators[0].points <= weight);
    }

    #[test]
    fn more_is_never_worse_upward_nor_less_downward(
        goal in amount(), a in amount(), b in amount(), weight in weight(), scheme in scheme(),
    ) {
        let (less, more) = (a.min(b), a.max(b));
        let points = |target: Target, actual| {
            let one = indicator(1, target, Actual::Number(actual), weight);
            score(&book_of(vec![one]), &scheme).indicators[0].points
        };
        prop_assert!(points(Target::AtLeast(goal), less) <= points(Target::AtLeast(goal), more));
        prop_assert!(points(Target::AtMost(goal), less) >= points(Target::AtMost(goal), more));
    }

    #[test]
    fn the_order_of_indicators_does_not_matter(
        cases in prop::collection::vec((target(), amount(), weight()), 0..12), scheme in scheme(),
    ) {
        let mut indicators: Vec<_> = cases
            .into_iter()
            .enumerate()
            .map(|(at, (target, actual, weight))| {
                indicator(at, target, Actual::Number(actual), weight)
            })
            .collect();
        let total = score(&book_of(indicators.clone()), &scheme).total;
        indicators.reverse();
        prop_assert_eq!(score(&book_of(indicators), &scheme).total, total);
    }
}
