//! Measures over ledgers, with their rows.

use book::{Book, Figures, Measure, MeasureError, Measured};

use crate::{book_with, decimal};

const LAND: &str = "\
宗地:文本,方式:枚举(出让|划拨),面积:亩,价款:万元,签订日期:日期?,备注:文本?
A,出让,100.50,1000.00,2022-01-15,
B,划拨,50.25,200.00,2022-03-01,道路
C,出让,49.50,500,2022-12-31,
D,划拨,1.5万亩,0.5亿元,,
";

fn book() -> Book {
    let facts = "[[数据]]\n名称 = \"任务宗数\"\n单位 = \"宗\"\n数值 = 8\n来源 = \"任务书\"\n\
                 [[数据]]\n名称 = \"供地宗数\"\n单位 = \"宗\"\n统计 = \"计数(供地)\"\n";
    book_with(facts, &[("ledgers/供地.csv", LAND)])
}

fn measured(text: &str, unit: &str) -> Result<Measured, MeasureError> {
    book().measure(&text.parse::<Measure>().unwrap(), unit)
}

fn value(text: &str, unit: &str) -> String {
    let value = measured(text, unit).unwrap().value;
    quantity::Decimal::round(&value, 4).normalized().to_string()
}

#[test]
fn counts() {
    assert_eq!(value("计数(供地)", "宗"), "4");
    assert_eq!(value("计数(供地 | 方式 = 出让)", "宗"), "2");
    assert_eq!(value("计数(供地 | 方式 ≠ 出让)", "宗"), "2");
    assert_eq!(value("计数(供地 | 面积 > 50.25)", ""), "2");
    assert_eq!(value("计数(供地 | 面积 ≥ 50.25)", ""), "3");
    assert_eq!(
        value("计数(供地 | 签订日期 在 2022-01-15 至 2022年3月1日)", ""),
        "2"
    );
    assert_eq!(value("计数(供地 | 宗地 在 (A, D, Z))", ""), "2");
    assert_eq!(value("计数(供地 | 签订日期 为空)", ""), "1");
    assert_eq!(value("计数(供地 | 备注 非空 且 方式 = 划拨)", ""), "1");
    assert_eq!(value("计数(供地 | 面积 ≥ 1.5万亩)", ""), "1");
}

#[test]
fn sums_are_converted_exactly() {
    assert_eq!(value("求和(供地.面积 | 方式 = 出让)", "亩"), "150");
    assert_eq!(value("求和(供地.面积 | 方式 = 出让)", "公顷"), "10");
    assert_eq!(value("求和(供地.价款)", "亿元"), "0.67");
}

#[test]
fn ratios_and_shares_become_percent() {
    assert_eq!(value("占比(供地 | 方式 = 出让)", "%"), "50");
    assert_eq!(
        value("占比(供地 | 方式 = 出让 | 签订日期 非空)", "%"),
        "66.6667"
    );
    assert_eq!(
        value(
            "求和(供地.价款) ÷ 1亿元".replace("1亿元", "13400").as_str(),
            "%"
        ),
        "50"
    );
    assert_eq!(value("数据(供地宗数) ÷ 数据(任务宗数)", "%"), "50");
    assert_eq!(value("计数(供地) ÷ 数据(任务宗数)", "%"), "50");
    assert_eq!(
        value(
            "求和(供地.价款 | 方式 = 出让) ÷ 求和(供地.面积 | 方式 = 出让)",
            "万元/亩"
        ),
        "10"
    );
    assert_eq!(
        value(
            "求和(供地.价款 | 方式 = 出让) ÷ 计数(供地 | 方式 = 出让)",
            "万元"
        ),
        "750"
    );
}

#[test]
fn the_rows_are_known() {
    let measured = measured("求和(供地.面积 | 方式 = 出让)", "亩").unwrap();
    assert_eq!(measured.sources[0].file(), "ledgers/供地.csv");
    assert_eq!(measured.sources[0].rows.to_string(), "第2行、第4行");
    assert_eq!(measured.formula, "台账“供地”中“方式 = 出让”“面积”之和");
    assert_eq!(measured.places, Some(2));
}

#[test]
fn errors_name_the_word_and_the_way_out() {
    let error = |text: &str, unit: &str| measured(text, unit).unwrap_err().to_string();
    insta::assert_snapshot!(
        [
            error("计数(供地台帐)", ""),
            error("求和(供地.面机)", "亩"),
            error("求和(供地.宗地)", "亩"),
            error("计数(供地 | 方式 = 租赁)", ""),
            error("计数(供地 | 方式 > 出让)", ""),
            error("计数(供地 | 签订日期 > 去年)", ""),
            error("占比(供地 | 方式 = 出让 | 面积 > 99999)", "%"),
            error("求和(供地.面积)", "万元"),
            error("计数(供地)", "%"),
            error("占比(供地 | 方式 = 出让)", "宗"),
            error("数据(供地总数)", "宗"),
        ]
        .join("\n")
    );
}

#[test]
fn figures_have_names() {
    let book = book_with(
        "[[预算]]\n名称 = \"人员经费\"\n类别 = \"基本支出\"\n资金来源 = \"财政拨款\"\n年初预算 = 440.90\n执行数 = 432.91\n",
        &[],
    );
    let figures = Figures::of(&book);
    let text = |name: &str| {
        let figure = figures.get(name).unwrap();
        format!("{}{}", figure.text, figure.unit)
    };
    assert_eq!(text("预算.执行率"), "98.19%");
    assert_eq!(text("预算.结余"), "7.99万元");
    assert_eq!(text("预算.来源.财政拨款.全年预算"), "440.90万元");
    let missing = figures.get("预算.执行律").unwrap_err();
    assert_eq!(missing, "没有名为“预算.执行律”的数。是不是“预算.执行率”？");
    assert_eq!(
        figures.get("预算.执行率").unwrap().value,
        Some(decimal("43291").to_rational() / decimal("440.90").to_rational())
    );
}

#[test]
fn a_measure_of_very_many_terms_is_refused_and_one_of_many_is_computed() {
    let terms = |count: usize| vec!["计数(巡查)"; count].join(" ＋ ");
    let refused = terms(5_000).parse::<Measure>().unwrap_err();
    assert_eq!(refused.problem, "一条统计里加减超过 200 次");
    let nested = format!("({}) ＋ ({})", terms(150), terms(150));
    assert!(nested.parse::<Measure>().is_err());
    let book = book_with("", &[("ledgers/巡查.csv", "编号:文本*\nX1\nX2\n")]);
    let measure: Measure = terms(201).parse().unwrap();
    let measured = book.measure(&measure, "次").unwrap();
    assert_eq!(measured.value, quantity::Rational::from_integer(402.into()));
    assert_eq!(measure.to_string(), terms(201));
}
