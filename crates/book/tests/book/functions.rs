//! Each function of a measure, with its rule for empty cells and its error messages.

use book::{Book, Figures, Measure, MeasureError, Measured, Scheme, score};
use quantity::Decimal;

use crate::book_with;

const PLANS: &str = "\
项目:文本,类别:枚举(控规|城市设计),计划:日期?,完成:日期?,应收:万元,实收:元?,受让人:文本?
A,控规,2022-03-31,2022-03-25,10,100000,甲
B,控规,2022-05-31,2022-06-02,10,99999.99,乙
C,城市设计,2022-06-30,,20.50,,甲
D,城市设计,2023-01-31,,20,200000.00,
E,城市设计,2023-01-31,2022-12-31,1,10000,丙
F,控规,,2022-01-04,1,10000,丙
";

const ANSWERS: &str = "\
编号:文本,对象:枚举(企业|居民),评价:枚举(很满意|满意|基本满意|不满意|很不满意|不了解)?
1,企业,很满意
2,企业,满意
3,企业,不满意
4,居民,很满意
5,居民,不了解
6,企业,
";

fn book() -> Book {
    let lines = "[[数据]]\n名称 = \"首个\"\n单位 = \"日期\"\n统计 = \"最小(编制.完成)\"\n";
    let files = [("ledgers/编制.csv", PLANS), ("ledgers/问卷.csv", ANSWERS)];
    book_with(lines, &files)
}

fn measured(text: &str, unit: &str) -> Result<Measured, MeasureError> {
    book().measure(&text.parse::<Measure>().unwrap(), unit)
}

fn value(text: &str, unit: &str) -> String {
    let value = measured(text, unit).unwrap().value;
    Decimal::round(&value, 4).normalized().to_string()
}

/// The formula, and each input.
fn explained(text: &str, unit: &str) -> String {
    let measured = measured(text, unit).unwrap();
    let inputs = measured.inputs.iter();
    let inputs: Vec<_> = inputs
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    format!("{}：{}", measured.formula, inputs.join("，"))
}

#[test]
fn averages_pass_over_empty_cells() {
    assert_eq!(value("平均(编制.应收)", "万元"), "10.4167");
    assert_eq!(value("平均(编制.实收 | 项目 在 (B, C))", "元"), "99999.99");
    assert_eq!(
        explained("平均(编制.应收 | 类别 = 控规)", "万元"),
        "台账“编制”中“类别 = 控规”“应收”之和 ÷ 有值的行数：“应收”之和 21，有值的行数 3"
    );
}

#[test]
fn extremes_are_numbers_or_dates() {
    assert_eq!(value("最大(编制.应收)", "万元"), "20.5");
    assert_eq!(value("最小(编制.实收)", "万元"), "1");
    let latest = measured("最大(编制.完成)", "日期").unwrap();
    assert_eq!(latest.printed("日期"), "2022年12月31日");
    assert_eq!(value("最大(编制.完成) − 最小(编制.完成)", "天"), "361");
    assert_eq!(
        measured("最小(编制.应收 | 类别 = 城市设计)", "万元")
            .unwrap()
            .places,
        Some(0)
    );
}

#[test]
fn different_values_are_counted() {
    assert_eq!(value("去重(编制.受让人)", "家"), "3");
    assert_eq!(value("去重(编制.应收)", "个"), "4");
    assert_eq!(value("去重(编制.实收)", "个"), "4");
}

#[test]
fn what_is_not_yet_due_is_out_of_the_base() {
    assert_eq!(
        explained("按时率(编制.完成 ≤ 计划)", "%"),
        "台账“编制”，截至2022-12-31，“完成”不晚于“计划”的行数 ÷ 已完成或已到期的行数：\
         按时的行数 2，逾期的行数 2，未到期的行数（不计） 1，没有期限的行数（不计） 1"
    );
    assert_eq!(value("按时率(编制.完成 ≤ 计划)", "%"), "50");
    assert_eq!(
        value("按时率(编制.完成 ≤ 计划 | 类别 = 城市设计)", "%"),
        "50"
    );
}

#[test]
fn a_past_day_is_judged_as_it_was() {
    let value = |day: &str, text: &str| {
        let book = book().as_of(day.parse().unwrap());
        book.measure(&text.parse().unwrap(), "").unwrap().inputs
    };
    let on_time = |day| {
        let inputs = value(day, "按时率(编制.完成 ≤ 计划)");
        inputs.into_iter().map(|(_, rows)| rows).collect::<Vec<_>>()
    };
    // B is late from the day after its deadline, not only once it is done.
    assert_eq!(on_time("2022-05-30"), ["1", "0", "4", "1"]);
    assert_eq!(on_time("2022-05-31"), ["1", "1", "3", "1"]);
    assert_eq!(on_time("2022-06-02"), ["1", "1", "3", "1"]);
    assert_eq!(on_time("2023-06-02"), on_time("2022-12-31"));
    assert_eq!(value("2022-06-02", "计数(编制 | 完成 在 至今)")[0].1, "3");
}

#[test]
fn surveys_score_by_grades() {
    assert_eq!(value("满意度(问卷.评价 | 对象 = 企业)", "%"), "70");
    assert_eq!(
        value(
            "满意度(问卷.评价 | 对象 = 企业 | 分值 很满意 = 10, 满意 = 8, 不满意 = 0)",
            "分"
        ),
        "6"
    );
    assert_eq!(value("满意度(问卷.评价 | 评价 ≠ 不了解)", "%"), "77.5");
    assert_eq!(
        explained("满意度(问卷.评价 | 对象 = 企业)", "分"),
        "台账“问卷”中“对象 = 企业”“评价”各选项分值之和 ÷ 有效份数：很满意（100分） 1，\
         满意（80分） 1，基本满意（60分） 0，不满意（30分） 1，很不满意（0分） 0，有效份数 3，\
         没有作答（不计） 1"
    );
}

#[test]
fn columns_compare_with_columns() {
    assert_eq!(value("计数(编制 | 实收 < 应收)", "宗"), "1");
    assert_eq!(value("计数(编制 | 实收 = 应收)", "宗"), "4");
    assert_eq!(value("计数(编制 | 完成 > 计划)", "宗"), "1");
}

#[test]
fn conditions_are_joined_by_or() {
    assert_eq!(value("计数(编制 | 类别 = 控规 或 应收 > 20)", "个"), "4");
    assert_eq!(
        value("计数(编制 | (类别 = 控规 或 应收 > 20) 且 完成 非空)", "个"),
        "3"
    );
}

#[test]
fn periods_are_of_the_book_s_year() {
    assert_eq!(value("计数(编制 | 完成 在 本年)", "个"), "4");
    assert_eq!(value("计数(编制 | 完成 在 一季度)", "个"), "2");
    assert_eq!(value("计数(编制 | 完成 在 1月至6月)", "个"), "3");
    assert_eq!(value("计数(编制 | 完成 在 至今)", "个"), "4");
    assert_eq!(value("计数(编制 | 计划 在 2023年上半年)", "个"), "2");
    assert_eq!(value("计数(编制 | 完成 在 上年)", "个"), "0");
}

#[test]
fn figures_are_added_and_compared() {
    assert_eq!(
        value(
            "差(计数(编制 | 完成 在 上半年), 计数(编制 | 完成 在 下半年))",
            "个"
        ),
        "2"
    );
    assert_eq!(
        value("求和(编制.应收) − 求和(编制.实收)", "元"),
        "205000.01"
    );
    assert_eq!(value("求和(编制.应收) ＋ 1.5", "万元"), "64");
    assert_eq!(value("(计数(编制 | 完成 在 上半年) − 2) ÷ 2", "%"), "50");
    let gap = "占比(编制 | 完成 非空 | 类别 = 控规) − 占比(编制 | 完成 非空)";
    assert_eq!(value(gap, "个百分点"), "33.3333");
}

#[test]
fn dates_are_facts_and_actuals() {
    let figures = Figures::of(&book());
    let first = figures.get("首个").unwrap();
    assert_eq!(
        (first.text.as_str(), first.unit.as_str()),
        ("2022年1月4日", "")
    );

    let book = book_with(
        "[[指标]]\n编号 = \"T1\"\n一级 = \"产出指标\"\n二级 = \"时效指标\"\n三级 = \"完成时间\"\n\
         方向 = \"时点\"\n目标 = 2022-12-31\n分值 = 10\n统计 = \"最大(编制.完成)\"\n",
        &[("ledgers/编制.csv", PLANS)],
    );
    let card = score(&book, &Scheme::shipped("caizheng-2020-10").unwrap());
    assert_eq!(card.indicators[0].points.to_string(), "10.00");
    assert_eq!(card.indicators[0].actual.as_deref(), Some("2022年12月31日"));
}

#[test]
fn mistakes_are_named_with_the_way_out() {
    let error = |text: &str, unit: &str| measured(text, unit).unwrap_err().to_string();
    let unread = |text: &str| text.parse::<Measure>().unwrap_err().to_string();
    insta::assert_snapshot!(
        [
            unread("平均数(编制.应收)"),
            unread("按时率(编制.完成)"),
            unread("计数(编制 | 完成 在 一季)"),
            unread("满意度(问卷.评价 | 分值 好 = 高)"),
            unread("满意度(问卷.评价 | 分值 好 = 1, 好 = 2)"),
            unread("差(计数(编制))"),
            error("平均(编制.项目)", ""),
            error("平均(编制.实收 | 项目 = C)", "元"),
            error("最大(编制.类别)", ""),
            error("最大(编制.完成)", "个"),
            error("计数(编制)", "日期"),
            error("按时率(编制.完成 ≤ 应收)", "%"),
            error("按时率(编制.完成 ≤ 计划 | 项目 = D)", "%"),
            error("满意度(问卷.评价)", "%"),
            error("满意度(问卷.对象)", "%"),
            error("满意度(编制.应收)", "%"),
            error("计数(编制 | 应收 < 计划)", ""),
            error("计数(编制 | 应收 < 应受)", ""),
            error("计数(编制 | 类别 在 本年)", ""),
            error("求和(编制.应收) − 计数(编制)", "万元"),
            error("最大(编制.完成) ＋ 最小(编制.完成)", "天"),
        ]
        .join("\n")
    );
}
