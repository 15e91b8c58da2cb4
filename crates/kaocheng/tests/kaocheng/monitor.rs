//! `monitor` on one book and on a folder of books.

use std::fs;

use crate::support::Scratch;

const LEDGER: &str = "编号:文本*,登记日期:登记\nX1,2022-01-15\nX2,2022-02-15\nX3,2022-03-15\n";

fn book(name: &str, goal: u8) -> String {
    format!(
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"{name}\"\n级别 = \"单位\"\n\
         [[预算]]\n名称 = \"巡查\"\n类别 = \"项目支出\"\n资金来源 = \"财政拨款\"\n年初预算 = 10\n执行数 = 6\n\
         [[指标]]\n编号 = \"Z01\"\n一级 = \"产出指标\"\n二级 = \"数量指标\"\n三级 = \"巡查次数\"\n方向 = \"≥\"\n\
         目标 = {goal}\n单位 = \"次\"\n分值 = 20\n统计 = \"计数(巡查)\"\n"
    )
}

fn books(goals: &[u8]) -> Scratch {
    let scratch = Scratch::new();
    for (place, goal) in goals.iter().enumerate() {
        let unit = format!("单位{place}");
        scratch.write(&format!("全市/{unit}/book.toml"), book(&unit, *goal));
        scratch.write(&format!("全市/{unit}/ledgers/巡查.csv"), LEDGER);
    }
    scratch
}

#[test]
fn a_folder_of_books_is_told_in_one_table_with_its_forms() {
    let scratch = books(&[6, 60]);
    let arguments = [
        "monitor",
        "全市",
        "--period",
        "2022-H1",
        "--to",
        "docx,xlsx",
        "--out",
        "表",
    ];
    let run = scratch.run(&arguments);
    assert_eq!(run.code, 1, "{}", run.told());
    let line = |start: &str| {
        let mut lines = run.stdout.lines();
        let line = lines.find(|line| line.starts_with(start)).unwrap();
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(line("单位0")[1..6], ["0", "0", "1", "0", "0"]);
    assert_eq!(line("单位1")[1..6], ["1", "0", "0", "0", "0"]);
    assert_eq!(line("合计")[1..], ["1", "0", "1", "0", "0", "1"]);
    let missing = run
        .stdout
        .lines()
        .any(|line| line.contains("单位1") && line.contains("红灯（"));
    assert!(missing, "{}", run.told());
    let mut made: Vec<_> = fs::read_dir(scratch.path().join("表"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    made.sort();
    assert_eq!(
        made,
        [
            "单位0-绩效运行监控表-2022-H1.docx",
            "单位0-绩效运行监控表-2022-H1.xlsx",
            "单位1-绩效运行监控表-2022-H1.docx",
            "单位1-绩效运行监控表-2022-H1.xlsx",
        ]
    );
}

#[test]
fn a_broken_book_does_not_hide_the_others() {
    let scratch = books(&[6, 6]);
    scratch.write("全市/单位0/book.toml", "年度 = ");
    let run = scratch.run(&["monitor", "全市", "--period", "2022-H1"]);
    assert_eq!(run.code, 2, "{}", run.told());
    assert!(run.stdout.contains("1本账没有算成") && run.stdout.contains("\n单位1"));
    let json = scratch.run(&["monitor", "全市", "--period", "2022-H1", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert!(told[0]["error"].is_string());
    assert_eq!(told[1]["monitoring"]["indicators"][0]["light"], "绿");
}

#[test]
fn the_history_holds_forecasts_against_the_end_of_the_year() {
    let scratch = books(&[6]);
    let run = scratch.run(&["monitor", "全市/单位0", "--period", "2022", "--history"]);
    assert!(run.stdout.contains("历次预计与年末实际"), "{}", run.told());
    assert!(run.stdout.contains("2022-Q1"), "{}", run.told());
    assert!(run.stdout.contains("给出区间的预计"), "{}", run.told());
}

#[test]
fn a_folder_without_books_says_so() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path().join("空")).unwrap();
    let run = scratch.run(&["monitor", "空", "--period", "2022-H1"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("下一层也没有账本"), "{}", run.told());
}
