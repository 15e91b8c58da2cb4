//! A book on a past day: what came later is neither counted nor missed.

use book::{Addition, Book, Figures, Remark, Severity, score};

const LINES: &str = r#"
[[预算]]
名称 = "维修"
类别 = "项目支出"
资金来源 = "一般公共预算拨款"
年初预算 = 70
调整 = 10
上年结转 = 5
结转执行 = 5
执行统计 = "求和(付款.金额)"
[[调整]]
日期 = 2022-07-05
批准 = "某财预〔2022〕1号"
原因 = "追加"
预算 = "维修"
调整前 = 75
调整后 = 85
[[指标]]
编号 = "Z1"
一级 = "满意度指标"
二级 = "服务对象满意度指标"
三级 = "群众满意度"
方向 = "≥"
目标 = 90
单位 = "%"
分值 = 10
佐证 = ["问卷.txt"]
统计 = "占比(问卷 | 评价 = 满意)"
[[指标]]
编号 = "Z2"
一级 = "产出指标"
二级 = "成本指标"
三级 = "维修支出"
方向 = "≤"
目标 = 85
单位 = "万元"
分值 = 50
统计 = "求和(付款.金额)"
[[满意度调查]]
名称 = "群众"
发放数 = 2
指标 = "Z1"
台账 = "问卷"
原始记录 = ["问卷.txt"]
[[满意度调查.问卷]]
题目 = "评价"
[满意度调查.有效]
编号 = "编号"
"#;

const FILES: [(&str, &str); 3] = [
    (
        "ledgers/付款.csv",
        "凭证:文本*,金额:万元,登记日期:登记\nA,20,2022-05-01\nB,60,2022-10-01\n",
    ),
    (
        "ledgers/问卷.csv",
        "编号:文本*,评价:枚举(满意|不满意),登记日期:登记\n1,满意,2022-11-20\n2,满意,2022-11-20\n",
    ),
    ("evidence/问卷.txt", "两份问卷"),
];

fn book() -> Book {
    let dir = tempfile::tempdir().unwrap();
    crate::write(dir.path(), &FILES);
    let text = format!(
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"甲局\"\n级别 = \"单位\"\n{LINES}"
    );
    crate::write(dir.path(), &[("book.toml", &text)]);
    let book = crate::load(dir.path()).unwrap_or_else(|faults| panic!("{faults}"));
    let addition = Addition {
        files: vec![crate::offered(
            dir.path(),
            &dir.path().join("evidence/问卷.txt"),
        )],
        by: "甲".to_owned(),
        date: "2022-11-21".parse().unwrap(),
        proves: Vec::new(),
        note: None,
        replace: false,
    };
    let prepared = book.prepare_evidence(&addition, &mut |_| {});
    crate::register(dir.path(), &prepared.unwrap());
    crate::load(dir.path()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn remarks(book: &Book) -> Vec<Remark> {
    let scheme = book.scoring_scheme().unwrap();
    let mut remarks = score(book, &scheme).remarks;
    remarks.extend(book.check(&scheme));
    remarks
}

fn at(day: &str) -> Book {
    book().as_of(day.parse().unwrap())
}

#[test]
fn what_came_later_is_not_missed() {
    for day in ["2022-01-31", "2022-06-30", "2022-09-30"] {
        let errors: Vec<String> = remarks(&at(day))
            .into_iter()
            .filter(|remark| remark.severity == Severity::Error)
            .map(|remark| remark.to_string())
            .collect();
        assert!(errors.is_empty(), "{day}: {errors:?}");
    }
    let told = remarks(&at("2022-06-30"));
    let waits = told
        .iter()
        .any(|remark| remark.message.contains("还没有可以统计的行"));
    assert!(waits, "{told:?}");
}

#[test]
fn figures_say_that_nothing_was_known() {
    let figures = Figures::of(&at("2022-06-30"));
    assert_eq!(figures.get("指标.Z1.完成值").unwrap().text, "尚无数据");
    assert_eq!(figures.get("调查.群众.满意率").unwrap().text, "尚无数据");
    assert_eq!(figures.get("预算.全年预算").unwrap().text, "75.00");
    assert_eq!(figures.get("预算.执行数").unwrap().text, "20.00");
    // Today the same want of rows is an error of the book, not of the day.
    let figures = Figures::of(&at("2022-12-31"));
    assert_eq!(figures.get("指标.Z1.完成值").unwrap().text, "100.00");
}

#[test]
fn a_file_that_is_gone_is_missed_on_any_day() {
    let mut gone = book();
    gone.indicators[0].evidence.push("没有的.txt".to_owned());
    let told = remarks(&gone.as_of("2022-06-30".parse().unwrap()));
    let missed = told
        .iter()
        .any(|remark| remark.message.contains("没有佐证文件 evidence/没有的.txt"));
    assert!(missed, "{told:?}");
}
