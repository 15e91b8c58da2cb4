//! Rectification: problems of book.toml and of a ledger, on a day, and into the next year.

use book::{Book, Date, Figures, Rectification, Stage, carried_on};

use crate::book_with;

const PROBLEMS: &str = r#"
[[数据]]
名称 = "未办结数"
单位 = "件"
数值 = 3
来源 = "信访登记"

[[问题]]
编号 = "1"
来源 = "审计"
发现日期 = 2022-03-01
问题 = "往来款清理不及时"
涉及金额 = 12.5
原因 = "人员变动"
措施 = "逐笔核销"
责任单位 = "办公室"
责任人 = "张三"
期限 = 2022-06-30
状态 = "已完成"
完成日期 = 2022-07-10
佐证 = ["核销单.txt"]
[问题.销号]
人 = "审计组"
日期 = 2022-07-20

[[问题]]
问题 = "信访{{ 未办结数 }}未办结"
原因 = "涉及征地"
措施 = "逐件化解"
责任人 = "李四"
期限 = 2023-01-15

[[整改台账]]
台账 = "督察整改"
来源 = "督察"
发现日期 = 2021-12-31
佐证 = ["销号清单.txt"]
[整改台账.列]
编号 = "编号"
问题 = "问题"
状态 = "情况"
完成日期 = "销号"
期限 = "期限"
未完成原因 = "说明"
[整改台账.状态]
无法整改 = ["已灭失"]
"#;

const FILES: [(&str, &str); 3] = [
    (
        "ledgers/督察整改.csv",
        "编号:文本*,问题:文本,情况:文本,销号:日期?,期限:日期?,说明:文本?,登记:登记\n\
         D1,违法占地,已整改,2022-05-01,2022-06-30,,2022-01-10\n\
         D2,未批先建,未整改,,2022-06-30,待规划批复,2022-01-10\n\
         D3,未批先建,推进中,,2023-01-20,待验收,2022-01-10\n\
         D3,未批先建,已整改,2022-12-20,2023-01-20,,2023-01-08\n\
         D4,违法占地,已灭失,,,地类已变,2022-01-10\n",
    ),
    ("evidence/核销单.txt", "一"),
    ("evidence/销号清单.txt", "二"),
];

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn on(book: &Book, text: &str) -> Rectification {
    book.rectification(Some(day(text)))
}

fn stages(list: &Rectification) -> Vec<(&str, Stage)> {
    let items = list.items.iter();
    items.map(|item| (item.name(), item.stage())).collect()
}

#[test]
fn a_past_day_knows_what_was_found_and_done_by_then() {
    let book = book_with(PROBLEMS, &FILES);
    use Stage::{Done, Impossible, NotBegun, Underway};
    assert_eq!(
        stages(&on(&book, "2023-01-31")),
        [
            ("1", Done),
            ("问题2", NotBegun),
            ("D1", Done),
            ("D2", NotBegun),
            ("D3", Done),
            ("D4", Impossible),
        ]
    );
    assert_eq!(
        stages(&on(&book, "2022-06-30")),
        [
            ("1", Underway),
            ("问题2", NotBegun),
            ("D1", Done),
            ("D2", NotBegun),
            ("D3", Underway),
            ("D4", Impossible),
        ]
    );
    let january = on(&book, "2022-01-31");
    assert!(
        january.items.iter().all(|item| item.name() != "1"),
        "found in March"
    );
}

#[test]
fn counts_rate_and_deadlines() {
    let book = book_with(PROBLEMS, &FILES);
    let list = on(&book, "2022-12-31");
    let tally = list.tally();
    assert_eq!((tally.found, tally.done, tally.left()), (6, 2, 4));
    assert_eq!((tally.overdue, tally.due_soon), (1, 2));
    assert_eq!(tally.amount, "12.5".parse().unwrap());
    let overdue = list.items.iter().find_map(|item| item.overdue);
    assert_eq!(overdue, Some(184), "since the end of June");
    let sources: Vec<_> = list.by_source().iter().map(|(source, _)| *source).collect();
    assert_eq!(sources, ["审计", "单位自评", "督察"]);
    let figures = Figures::of(&book);
    let figure = |name: &str| figures.get(name).unwrap().text.clone();
    assert_eq!(figure("整改.总数"), "6");
    assert_eq!(figure("整改.来源.督察.已完成"), "2");
    assert_eq!(figure("整改.来源.督察.整改率"), "50.00");
    assert_eq!(figure("整改.涉及金额"), "12.50");
    insta::assert_snapshot!(told(&list));
}

fn told(list: &Rectification) -> String {
    let remarks = list.remarks.iter().map(ToString::to_string);
    remarks.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_contradicts_itself_is_told() {
    let mut book = book_with(PROBLEMS, &FILES);
    let problem = &mut book.problems[0];
    problem.follow_up.found = Some(day("2022-08-01"));
    problem.follow_up.closure.as_mut().unwrap().date = day("2022-07-01");
    problem.follow_up.evidence.clear();
    book.problems[1].follow_up.done = Some(day("2022-11-01"));
    let mut twin = book.problems[1].clone();
    twin.follow_up.done = None;
    twin.follow_up.carried = true;
    book.problems.push(twin);
    let told = told(&on(&book, "2022-12-31"));
    for message in [
        "完成日期 2022-07-10 早于发现日期 2022-08-01",
        "销号日期 2022-07-01 早于完成日期 2022-07-10",
        "已完成，没有佐证",
        "完成日期是 2022-11-01，状态却是“未整改”",
        "与上年结转的问题3是同一个问题",
    ] {
        assert!(told.contains(message), "{message}\n{told}");
    }
    let last = book_with(PROBLEMS, &FILES);
    let repeated = on(&last, "2022-12-31").against(&last.rectification(None));
    assert!(
        repeated
            .iter()
            .any(|one| one.message.contains("上年已有同样的问题"))
    );
}

#[test]
fn what_is_open_is_carried_on_in_last_years_figures() {
    let book = book_with(PROBLEMS, &FILES);
    let carried = carried_on(&book);
    let carried: Vec<_> = carried
        .iter()
        .map(|problem| {
            let follow = &problem.follow_up;
            (
                problem.text.as_str(),
                follow.source.as_deref(),
                follow.carried,
            )
        })
        .collect();
    assert_eq!(
        carried,
        [
            ("信访3件未办结", Some("单位自评"), true),
            ("未批先建", Some("督察"), true),
        ]
    );
}

#[test]
fn a_word_nobody_knows_is_a_fault() {
    let dir = tempfile::tempdir().unwrap();
    let ledger = FILES[0].1.replace("推进中", "再议");
    let book = format!(
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"甲局\"\n级别 = \"单位\"\n{PROBLEMS}"
    );
    crate::write(dir.path(), &[("book.toml", &book), (FILES[0].0, &ledger)]);
    let faults = crate::load(dir.path()).unwrap_err().to_string();
    assert!(faults.contains("不知道状态“再议”是什么意思"), "{faults}");
}
