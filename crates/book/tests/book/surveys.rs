//! Satisfaction surveys: which answers count, what was found, and what cannot be.

use book::{Book, Figures, Severity};
use quantity::Decimal;

use crate::book_with;

const SURVEY: &str = r#"
[[满意度调查]]
名称 = "群众满意度"
服务对象 = "办事群众"
抽样方式 = "随机"
调查方式 = "现场"
开始 = 2022-11-01
结束 = 2022-11-30
发放数 = 50
目标 = 90
原始记录 = ["问卷.txt"]
台账 = "答卷"
[满意度调查.有效]
最少作答 = 60
编号 = "编号"
日期 = "日期"
全同 = 3
[[满意度调查.问卷]]
题目 = "态度"
[[满意度调查.问卷]]
题目 = "总体"
主要 = "是"
[[满意度调查.问卷]]
题目 = "速度"
"#;

const FILES: [(&str, &str); 2] = [
    (
        "ledgers/答卷.csv",
        "编号:文本,日期:日期,态度:文本?,总体:文本?,速度:文本?\n\
         1,2022-11-02,满意,很满意,不满意\n\
         2,2022-11-03,满意,满意,\n\
         3,2022-11-03,满意,不满意,不满意\n\
         4,2022-11-04,很满意,很满意,满意\n\
         4,2022-11-04,很满意,很满意,满意\n\
         5,2022-12-04,很满意,很满意,满意\n\
         6,2022-11-05,很满意,,满意\n\
         7,2022-11-05,,很满意,\n\
         8,2022-11-06,满意,满意,满意\n\
         9,2022-11-06,满意,说不清,满意\n",
    ),
    ("evidence/问卷.txt", "十份"),
];

fn remarks(book: &Book) -> Vec<String> {
    let remarks = book.surveys.iter().flat_map(|survey| survey.check(book));
    remarks
        .map(|remark| format!("{}：{}", remark.severity, remark.message))
        .collect()
}

#[test]
fn each_questionnaire_that_does_not_count_has_one_reason() {
    let book = book_with(SURVEY, &FILES);
    let result = book.survey("群众满意度").unwrap().result(&book).unwrap();
    let invalid: Vec<_> = result
        .invalid
        .iter()
        .map(|one| format!("{} {}", one.reason, one.sources[0].rows))
        .collect();
    assert_eq!(
        invalid,
        [
            "不在调查期间 第7行",
            "主要题没有作答 第8行",
            "主要题的答案不在量表里 第11行",
            "作答的题太少 第9行",
            "各题答案全同 第10行",
            "同一编号重复，只计第一份 第6行",
        ]
    );
    assert_eq!((result.returned, result.valid), (10, 4));
}

#[test]
fn rate_and_index_are_those_of_the_main_question() {
    let book = book_with(SURVEY, &FILES);
    let figures = Figures::of(&book);
    let figure = |name: &str| {
        let figure = figures.get(&format!("调查.群众满意度.{name}")).unwrap();
        format!("{}{}", figure.text, figure.unit)
    };
    assert_eq!(figure("发放数"), "50份");
    assert_eq!(figure("回收率"), "20.00%");
    assert_eq!(figure("有效率"), "40.00%");
    // 很满意, 满意, 不满意, 很满意: three of four; (100 + 80 + 30 + 100) ÷ 4.
    assert_eq!(figure("满意数"), "3份");
    assert_eq!(figure("满意率"), "75.00%");
    assert_eq!(figure("满意度指数"), "77.50分");
    assert_eq!(
        (figure("下限"), figure("上限")),
        ("30.06%".into(), "95.45%".into())
    );
    insta::assert_snapshot!(remarks(&book).join("\n"));
}

/// A survey of which only the numbers are known, beside an indicator.
fn typed(valid: u64, stated: &str, headline: &str) -> Book {
    let lines = format!(
        r#"
[[满意度调查]]
名称 = "甲"
服务对象 = "群众"
抽样方式 = "随机"
调查方式 = "电话"
开始 = 2022-11-01
结束 = 2022-11-30
发放数 = 200
目标 = 90
原始记录 = ["问卷.txt"]
采用 = "{headline}"
回收数 = 150
有效数 = {valid}
结果 = {stated}
"#
    );
    book_with(&lines, &FILES[1..])
}

fn errors(book: &Book) -> usize {
    let remarks = book.surveys[0].check(book);
    let errors = remarks.iter().filter(|one| one.severity == Severity::Error);
    errors.count()
}

#[test]
fn a_percentage_that_cannot_occur_is_an_error() {
    assert_eq!(errors(&typed(120, "92.5", "满意率")), 0, "111 of 120");
    assert_eq!(errors(&typed(119, "92.5", "满意率")), 1);
    assert_eq!(errors(&typed(119, "92.44", "满意率")), 0, "110 of 119");
    assert_eq!(
        errors(&typed(119, "92.4", "满意度指数")),
        0,
        "an index moves in tenths"
    );
    assert_eq!(
        errors(&typed(7, "91.5", "满意度指数")),
        1,
        "640 ÷ 7 is 91.43"
    );
    let book = typed(119, "92.5", "满意率");
    let told = remarks(&book).join("\n");
    assert!(told.contains("92.4%、93.3%"), "{told}");
}

#[test]
fn numbers_that_contradict_each_other_are_errors() {
    let book = typed(160, "92.5", "满意率");
    assert_eq!(errors(&book), 1, "more valid than returned");
    let mut book = typed(120, "92.5", "满意率");
    book.surveys[0].sent = Some(100);
    assert_eq!(errors(&book), 1, "more returned than sent");
    book.year = 2021;
    let told = remarks(&book).join("\n");
    assert!(told.contains("不在 2021 年度内"), "{told}");
    book.surveys[0].target = None;
    assert!(remarks(&book).join("\n").contains("没有目标"));
}

#[test]
fn an_indicator_must_say_what_its_survey_found() {
    let indicator = r#"
[[指标]]
编号 = "Z01"
一级 = "满意度指标"
二级 = "服务对象满意度指标"
三级 = "群众满意度"
方向 = "≥"
目标 = 70
单位 = "%"
分值 = 10
完成值 = 92.5
"#;
    let survey = SURVEY.replace("目标 = 90", "指标 = \"Z01\"");
    let mut book = book_with(&format!("{indicator}{survey}"), &FILES);
    let told = remarks(&book).join("\n");
    assert!(
        told.contains("指标Z01的“完成值”是 92.5，调查的满意率是 75.0%"),
        "{told}"
    );
    book.indicators[0].actual = book::Actual::Number(Decimal::new(75, 0));
    assert_eq!(errors(&book), 0);
}
