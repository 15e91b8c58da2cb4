//! Rows are gone through once for each measure and day, and rows that stay in their file give the same book.

use std::path::Path;

use book::{Book, Date, Figures, Monitoring, Period, Scheme, Severity, score};

use crate::write;

fn evaluations(book: &Book) -> usize {
    book.ledgers
        .values()
        .map(|ledger| ledger.evaluations())
        .sum()
}

fn example() -> Book {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022");
    crate::load(&dir).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn what_loading_evaluated_nothing_evaluates_again() {
    let book = example();
    let scheme = book.scoring_scheme().unwrap();
    let loaded = evaluations(&book);
    assert!(loaded > 20, "{loaded}");
    let ask = || {
        score(&book, &scheme);
        Figures::of(&book);
        book.check(&scheme);
        book.rectification(None);
    };
    ask();
    assert_eq!(evaluations(&book), loaded);
    ask();
    assert_eq!(evaluations(&book), loaded);
}

#[test]
fn a_day_is_reckoned_once_however_often_it_is_looked_back_to() {
    let book = example();
    let scheme = book.scoring_scheme().unwrap();
    let loaded = evaluations(&book);
    let period: Period = "2022-Q3".parse().unwrap();
    let ask = || {
        book.monitor(period, &scheme).unwrap();
        book.monitor("2022-07".parse().unwrap(), &scheme).unwrap();
        score(&book.as_of(period.last_day()), &scheme);
        Figures::of(&book.as_of(period.last_day()));
    };
    ask();
    let asked = evaluations(&book) - loaded;
    // The end of each of nine months.
    assert!(asked <= 9 * loaded, "{asked} of {loaded}");
    ask();
    assert_eq!(evaluations(&book), loaded + asked);
}

#[test]
fn a_row_that_is_added_is_counted() {
    let mut book = example();
    let measure = "计数(督察整改)".parse().unwrap();
    let before = book.measure(&measure, "个").unwrap().value;
    let ledger = book.ledgers.get_mut("督察整改").unwrap();
    let mut row = ledger.rows()[0].clone();
    row[0] = book::Cell::Text("另一个问题".to_owned());
    ledger.push(row).unwrap();
    let after = book.measure(&measure, "个").unwrap().value;
    assert_eq!(after, before + quantity::Rational::from_integer(1.into()));
}

const ENTRIES: &str = r#"
年度 = 2022
评分方案 = "caizheng-2020-10"

[单位]
名称 = "甲局"
级别 = "单位"

[[预算]]
名称 = "执法巡查"
类别 = "项目支出"
资金来源 = "一般公共预算拨款"
年初预算 = 100
执行统计 = "求和(巡查.花费 | 组 = 甲)"

[[指标]]
编号 = "Z01"
一级 = "产出指标"
二级 = "数量指标"
三级 = "巡查次数"
方向 = "≥"
目标 = 60
单位 = "次"
分值 = 50
统计 = "计数(巡查)"

[[指标]]
编号 = "Z02"
一级 = "产出指标"
二级 = "质量指标"
三级 = "闭环率"
方向 = "≥"
目标 = 95
单位 = "%"
分值 = 40
统计 = "数据(闭环) ÷ 计数(巡查)"

[[数据]]
名称 = "闭环"
单位 = "次"
统计 = "计数(巡查 | 闭环 = 是)"
"#;

/// Seventy visits, one a month later corrected, with remarks of so many bytes.
fn visits(remark: usize) -> String {
    let remark = "备".repeat(remark / 3);
    let mut text =
        "编号:文本*,组:枚举(甲|乙),闭环:是否,花费:万元,备注:文本,登记日期:登记\n".to_owned();
    for visit in 0..70 {
        let (group, month) = (if visit < 35 { "甲" } else { "乙" }, 1 + visit / 6);
        let closed = if visit < 60 { "是" } else { "否" };
        text += &format!("X{visit},{group},{closed},1.5,{remark},2022-{month:02}-15\n");
    }
    text + &format!("X7,乙,是,2.25,{remark},2022-09-20\n")
}

fn folder(remark: usize, entries: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[("book.toml", entries)]);
    write(dir.path(), &[("ledgers/巡查.csv", &visits(remark))]);
    dir
}

/// Remarks that only a ledger too long to be loaded has.
fn without_notes(mut monitoring: Monitoring) -> Monitoring {
    monitoring
        .remarks
        .retain(|remark| remark.severity != Severity::Hint);
    monitoring
}

#[test]
fn a_ledger_too_long_to_be_loaded_gives_the_same_book_in_one_pass_a_day() {
    let short = folder(3, ENTRIES);
    let long = folder(1_000_000, ENTRIES);
    let load = |dir: &Path| crate::load(dir).unwrap_or_else(|faults| panic!("{faults}"));
    let (short, read) = (load(short.path()), load(long.path()));
    assert!(short.long_ledgers.is_empty());
    assert!(read.ledgers.is_empty());
    let scheme: Scheme = short.scoring_scheme().unwrap();
    assert_eq!(read.budget, short.budget);
    assert_eq!(score(&read, &scheme), score(&short, &scheme));
    assert_eq!(Figures::of(&read), Figures::of(&short));
    let passes = || read.long_ledgers["巡查"].passes();
    assert_eq!(passes(), 1);

    let period: Period = "2022-Q3".parse().unwrap();
    let monitoring = |book: &Book| without_notes(book.monitor(period, &scheme).unwrap());
    assert_eq!(monitoring(&read), monitoring(&short));
    let day = Date::new(2022, 9, 30).unwrap();
    assert_eq!(
        score(&read.as_of(day), &scheme),
        score(&short.as_of(day), &scheme)
    );
    assert_eq!(passes(), 2);
    let after = Date::new(2023, 3, 1).unwrap();
    assert_eq!(read.history(&scheme, after), short.history(&scheme, after));
    assert_eq!(passes(), 3);

    let told: Vec<String> = read
        .check(&scheme)
        .iter()
        .map(|one| one.message.clone())
        .collect();
    let said = "没有整本读入，只为统计逐行读：统计没有用到的列没有核对";
    assert!(told.iter().any(|one| one.contains(said)), "{told:#?}");
    let rolled = read.rolled(2023, &scheme).book;
    assert_eq!(rolled.ledgers["巡查"].rows().len(), 0);
}

#[test]
fn what_needs_the_rows_of_a_ledger_too_long_to_be_loaded_is_refused_in_words() {
    let entries = format!(
        "{ENTRIES}
[[满意度调查]]
名称 = \"问卷\"
对象 = \"群众\"
量表 = [\"甲\", \"乙\"]
满意 = [\"甲\"]
台账 = \"巡查\"

[[整改台账]]
台账 = \"巡查\"
来源 = \"巡查\"
"
    );
    let dir = folder(1_000_000, &entries);
    let faults = crate::load(dir.path()).unwrap_err().to_string();
    for what in ["满意度调查", "整改台账"] {
        let said = format!("台账“巡查”太长，没有整本读入，不能作{what}");
        assert!(faults.contains(&said), "{faults}");
    }
}
