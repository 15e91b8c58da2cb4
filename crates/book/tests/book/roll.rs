//! Next year's book.

use book::{Actual, ColumnType};

use crate::{book_with, decimal, write};

const LINES: &str = r#"
[[人员]]
类别 = "行政人员"
在职 = 11

[[预算]]
名称 = "执法巡查"
类别 = "项目支出"
资金来源 = "一般公共预算拨款"
年初预算 = 100
执行数 = 90
结余说明 = "尾款"

[[指标]]
编号 = "Z01"
一级 = "产出指标"
二级 = "数量指标"
三级 = "巡查次数"
方向 = "≥"
目标 = 2
单位 = "次"
分值 = 20
统计 = "计数(巡查)"
偏差原因 = "无"

[[指标]]
编号 = "Z02"
一级 = "满意度指标"
二级 = "服务对象满意度指标"
三级 = "满意度"
方向 = "≥"
目标 = 90
单位 = "%"
分值 = 10
完成值 = 93.5

[[数据]]
名称 = "计划数"
数值 = 30
来源 = "2022年计划"

[[问题]]
问题 = "个别问题未整改"
措施 = "继续整改"

[[问题]]
问题 = "已经改好的问题"
状态 = "已完成"
完成日期 = 2022-11-30
"#;

#[test]
fn what_lasts_is_carried_and_what_the_year_brought_is_not() {
    let files = [
        (
            "ledgers/巡查.csv",
            "编号:文本*,登记日期:登记\nX1,2022-02-01\n",
        ),
        ("text/概况.md", "2022年完成{{ 计划数 }}次。\n职责不变。\n"),
    ];
    let last = book_with(LINES, &files);
    let rolled = last.rolled(2023, &last.scoring_scheme().unwrap());
    let next = &rolled.book;
    assert_eq!(next.year, 2023);
    assert_eq!(next.staff, last.staff);
    let ledger = &next.ledgers["巡查"];
    assert!(ledger.rows().is_empty());
    assert_eq!(ledger.columns()[1].kind, ColumnType::Entered);
    assert_eq!(next.totals().full_year(), decimal("0"));
    let [patrols, satisfied] = &next.indicators[..] else {
        panic!("two indicators")
    };
    assert_eq!(patrols.last_year, Some(decimal("1")));
    assert!(matches!(patrols.actual, Actual::Measure(_)));
    assert_eq!(patrols.deviation, None);
    assert_eq!(satisfied.last_year, Some(decimal("93.5")));
    assert_eq!(satisfied.actual, Actual::Blank);
    assert_eq!(next.problems.len(), 1);
    assert_eq!(next.problems[0].text, "个别问题未整改");
    let todo = rolled.todo.join("\n");
    for wanted in [
        "工作表“预算”的“执法巡查”",
        "全年预算 100",
        "text/概况.md 第1行",
        "工作表“数据”的“计划数”",
    ] {
        assert!(todo.contains(wanted), "{wanted} in {todo}");
    }
    assert!(!todo.contains("第2行"));
}

#[test]
fn the_new_book_saves_and_loads() {
    let last = book_with(LINES, &[("ledgers/巡查.csv", "编号:文本*\nX1\n")]);
    let rolled = last.rolled(2023, &last.scoring_scheme().unwrap());
    let dir = tempfile::tempdir().unwrap();
    crate::save(&rolled.book, dir.path()).unwrap();
    write(dir.path(), &[("待办.md", "- [ ] 一项")]);
    assert_eq!(crate::load(dir.path()).unwrap(), rolled.book);
}

#[test]
fn a_book_like_anothers_measures_alike_and_has_nothing_of_what_was_done() {
    let files = [
        (
            "ledgers/巡查.csv",
            "编号:文本*,登记日期:登记\nX1,2022-02-01\n",
        ),
        ("text/概况.md", "本局开展了巡查。\n"),
    ];
    let lines = LINES.replace("计数(巡查)", "计数(巡查) ＋ 数据(计划数)");
    let model = book_with(&lines, &files);
    let alike = model.like("某某县林业局", 2024).unwrap();
    let book = &alike.book;
    assert_eq!(
        (book.profile.name.as_str(), book.year),
        ("某某县林业局", 2024)
    );
    assert_eq!(book.profile.rank, model.profile.rank);
    assert!(book.profile.duties.is_empty() && book.texts.is_empty() && book.problems.is_empty());
    assert!(book.ledgers["巡查"].rows().is_empty());
    assert_eq!(book.totals().full_year(), decimal("0"));
    let [patrols, satisfied] = &book.indicators[..] else {
        panic!("two indicators")
    };
    assert_eq!(patrols.actual, model.indicators[0].actual);
    assert_eq!(patrols.target, model.indicators[0].target);
    assert_eq!((&patrols.last_year, &patrols.deviation), (&None, &None));
    assert_eq!(satisfied.actual, Actual::Blank);
    // A figure is needed as long as something is computed from it.
    assert_eq!(book.facts.len(), 1);
    let unused = book_with(LINES, &files).like("某某县林业局", 2024).unwrap();
    assert!(unused.book.facts.is_empty());
    let todo = alike.todo.join("\n");
    for wanted in ["Z01 巡查次数", "“计划数”：还是", "台账“巡查”", "“执法巡查”"]
    {
        assert!(todo.contains(wanted), "{wanted} in {todo}");
    }
    let dir = tempfile::tempdir().unwrap();
    crate::save(book, dir.path()).unwrap();
    assert_eq!(crate::load(dir.path()).unwrap(), *book);
}
