//! `new`, `score` and `report` on a user's own book, whole and broken.

use std::fs;
use std::path::Path;

use crate::support::{Scratch, copy, source};

fn started() -> Scratch {
    let scratch = Scratch::new();
    let run = scratch.run(&["new", "账本", "--unit", "某某局", "--year", "2024"]);
    assert_eq!(run.code, 0, "{}", run.told());
    scratch
}

#[test]
fn a_new_book_scores_and_reports() {
    let scratch = started();
    let score = scratch.run(&["score", "账本", "--explain"]);
    assert_eq!(score.code, 0, "{}", score.told());
    assert!(score.stdout.contains("总分") && score.stdout.contains("评分说明"));
    let json = scratch.run(&["score", "账本", "--format", "json"]).json();
    assert!(json["total"].is_string() && json["indicators"].as_array().unwrap().len() > 2);
    let report = scratch.run(&[
        "report",
        "账本",
        "--to",
        "md,html,docx,xlsx",
        "--out",
        "输出",
    ]);
    assert_eq!(report.code, 0, "{}", report.told());
    let mut written: Vec<String> = fs::read_dir(scratch.path().join("输出"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    written.sort();
    assert_eq!(
        written,
        [
            "自评报告.docx",
            "自评报告.html",
            "自评报告.md",
            "自评表.xlsx"
        ]
    );
    let check = scratch.run(&["check", "输出"]);
    assert_eq!(check.code, 0, "{}", check.told());
}

#[test]
fn a_folder_with_content_is_left_alone() {
    let scratch = Scratch::new();
    let path = scratch.write("账本/我的.txt", "不要动");
    let run = scratch.run(&["new", "账本"]);
    assert_eq!(run.code, 2);
    assert_eq!(fs::read_to_string(path).unwrap(), "不要动");
    assert_eq!(
        fs::read_dir(scratch.path().join("账本")).unwrap().count(),
        1
    );
}

#[test]
fn all_faults_of_a_book_are_told_and_nothing_is_written() {
    let scratch = started();
    let book = scratch.path().join("账本/book.toml");
    let text = fs::read_to_string(&book).unwrap();
    let weight = text
        .lines()
        .find(|line| line.trim_start().contains("分值") && line.contains('='))
        .unwrap();
    fs::write(&book, text.replacen(weight, "", 1)).unwrap();
    let ledger = fs::read_dir(scratch.path().join("账本/ledgers"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let rows = fs::read_to_string(&ledger).unwrap();
    let (_, rest) = rows.split_once('\n').unwrap();
    fs::write(&ledger, format!("没有类型的列,数量:斤两\n{rest}")).unwrap();
    let run = scratch.run(&["report", "账本", "--to", "md", "--out", "输出"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("book.toml:") && run.stderr.contains("分值"),
        "{}",
        run.told()
    );
    assert!(
        run.stderr.contains("ledgers/") && run.stderr.contains("改法"),
        "{}",
        run.told()
    );
    assert!(!scratch.path().join("输出").exists());
}

#[test]
fn a_scheme_of_ones_own_needs_no_code() {
    let scratch = started();
    let named = scratch.run(&["score", "账本", "--scheme", "没有这个办法"]);
    assert_eq!(named.code, 2);
    assert!(
        named.stderr.contains("caizheng-2020-10"),
        "{}",
        named.told()
    );
    let source = source("crates/book/schemes/caizheng-2020-10.toml");
    scratch.write("本地办法.toml", fs::read(source).unwrap());
    let own = scratch.run(&["score", "账本", "--scheme", "本地办法.toml"]);
    assert_eq!(own.code, 0, "{}", own.told());
    assert!(own.stdout.contains("本地办法"));
}

#[test]
fn a_report_with_an_error_is_not_called_final() {
    let scratch = Scratch::new();
    copy(
        &source("examples/xian-zhongxue-2023"),
        &scratch.path().join("账本"),
    );
    let wrong = "发现问题4306个，已整改到位3912个，剩余694个未整改到位。";
    scratch.write("账本/text/前言.md", wrong);

    let last = ["report", "账本", "--to", "md", "--out", "定稿", "--final"];
    let run = scratch.run(&last);
    assert_eq!(run.code, 1, "{}", run.told());
    assert!(run.stdout.contains("不能定稿") && run.stdout.contains("text/"));
    assert!(!scratch.path().join("定稿").exists());

    let draft = scratch.run(&["report", "账本", "--to", "md", "--out", "初稿"]);
    assert_eq!(draft.code, 1, "{}", draft.told());
    assert!(draft.stdout.contains("状态：征求意见稿"));
    let printed =
        |out: &str| fs::read_to_string(scratch.path().join(out).join("自评报告.md")).unwrap();
    assert!(printed("初稿").starts_with("征求意见稿"));

    let reason = "[[免报]]\n规则 = \"C01\"\n引用 = \"694个\"\n理由 = \"其中300个跨年\"\n";
    scratch.write("账本/kaocheng.toml", reason);
    let run = scratch.run(&last);
    assert_eq!(run.code, 0, "{}", run.told());
    assert!(run.stdout.contains("免报1处") && run.stdout.contains("其中300个跨年"));
    assert!(!printed("定稿").contains("征求意见稿"));
}

#[test]
fn what_is_still_the_sample_or_unsettled_is_not_called_final() {
    let scratch = started();
    scratch.write("账本/待办.md", "- [x] 核对目标\n- [ ] 补登台账\n");
    let last = ["report", "账本", "--to", "md", "--out", "定稿", "--final"];
    let run = scratch.run(&last);
    assert_eq!(run.code, 1, "{}", run.told());
    for told in [
        "在这里填写年度总体目标",
        "ledgers/巡查.csv 还是样本",
        "待办.md 还有1项没有勾",
        "text/概况.md 没有印进报告",
    ] {
        assert!(run.stdout.contains(told), "{told}\n{}", run.told());
    }
    assert!(!scratch.path().join("定稿").exists());
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let scratch = started();
    for out in ["一", "二"] {
        let run = scratch.run(&["report", "账本", "--out", out]);
        assert_eq!(run.code, 0, "{}", run.told());
    }
    for file in ["docx", "pdf", "html", "md"].map(|end| format!("自评报告.{end}")) {
        let read = |out: &str| fs::read(scratch.path().join(out).join(&file)).unwrap();
        assert!(read("一") == read("二"), "{file}");
    }
    let read = |out: &str| fs::read(scratch.path().join(out).join("自评表.xlsx")).unwrap();
    assert!(read("一") == read("二"));
}

#[test]
fn a_report_of_an_earlier_day_stays_the_same_while_the_year_goes_on() {
    let scratch = started();
    let ledger = "编号:文本*,日期:日期,地点:文本,处置闭环:是否,登记日期:登记\n\
                  X01,2024-03-10,甲地,是,2024-03-11\nX02,2024-05-15,乙地,是,2024-05-16\n";
    scratch.write("账本/ledgers/巡查.csv", ledger);
    let report = |out: &str, day: &[&str]| {
        let asked = [&["report", "账本", "--to", "docx,md", "--out", out], day].concat();
        let run = scratch.run(&asked);
        assert!(run.code < 2, "{}", run.told());
        let read = |name: &str| fs::read(scratch.path().join(out).join(name)).unwrap();
        (read("自评报告.docx"), read("自评报告.md"))
    };
    let june = ["--as-of", "2024-06-30"];
    let before = report("六月", &june);
    scratch.write(
        "账本/ledgers/巡查.csv",
        format!("{ledger}X03,2024-09-01,丙地,否,2024-09-02\nX01,2024-03-10,甲地,否,2024-10-01\n"),
    );
    assert!(before == report("六月再出", &june));
    assert!(before.1 != report("年末", &[]).1);
    assert!(before.1 != report("三月", &["--as-of", "2024-03-31"]).1);
    let drift = scratch.run(&["drift", "账本", "六月/自评报告.docx"]);
    assert_eq!(drift.code, 0, "{}", drift.told());
    assert!(
        drift.stdout.contains("数据截至2024-06-30"),
        "{}",
        drift.told()
    );
}

#[test]
fn a_report_is_held_against_its_book_as_it_was_made() {
    let scratch = started();
    let template =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/templates/bumen-zhengti.md");
    let template = fs::read_to_string(template).unwrap();
    scratch.write("本局.md", &template);
    let scheme =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/schemes/caizheng-2020-10.toml");
    scratch.write("市局.toml", fs::read(scheme).unwrap());
    let report = |out: &str, more: &[&str]| {
        let run = scratch.run(&[&["report", "账本", "--to", "docx", "--out", out], more].concat());
        assert!(run.code < 2, "{}", run.told());
    };
    let drift = |out: &str, more: &[&str]| {
        let file = format!("{out}/自评报告.docx");
        scratch.run(&[&["drift", "账本", file.as_str()], more].concat())
    };
    report("标准", &["--template", "biaozhun"]);
    let told = drift("标准", &[]);
    assert_eq!(told.code, 0, "{}", told.told());
    let told = drift("标准", &["--template", "bumen-zhengti"]);
    assert_eq!(told.code, 2);
    assert!(
        told.stderr.contains("是用模板“biaozhun”生成的"),
        "{}",
        told.told()
    );

    report("自备", &["--template", "本局.md", "--scheme", "市局.toml"]);
    let told = drift("自备", &["--scheme", "市局.toml"]);
    assert!(
        told.code == 2 && told.stderr.contains("加 --template"),
        "{}",
        told.told()
    );
    let made = ["--template", "本局.md", "--scheme", "caizheng-2020-10"];
    let told = drift("自备", &made);
    assert!(
        told.code == 2 && told.stderr.contains("评分方案“市局”"),
        "{}",
        told.told()
    );
    let made = ["--template", "本局.md", "--scheme", "市局.toml"];
    assert_eq!(drift("自备", &made).code, 0);
    scratch.write("本局.md", format!("{template}\n另附清单。\n"));
    let told = drift("自备", &made);
    assert!(
        told.code == 1 && told.stdout.contains("模板“本局.md”在报告生成以后改过"),
        "{}",
        told.told()
    );
}

#[test]
fn a_figure_is_told_with_its_rows() {
    let scratch = started();
    let told = scratch.run(&["measure", "账本", "计数(巡查)", "--unit", "次"]);
    assert_eq!(told.code, 0, "{}", told.told());
    assert!(
        told.stdout.contains("来源：ledgers/巡查.csv 第2"),
        "{}",
        told.stdout
    );
    let json = scratch
        .run(&["measure", "账本", "计数(巡查)", "--format", "json"])
        .json();
    assert!(json[0]["exact"].is_string() && json[0]["sources"][0]["rows"].is_array());
    assert_eq!(scratch.run(&["measure", "账本", "计数(巡察)"]).code, 1);
    assert_eq!(scratch.run(&["measure", "账本", "计数(巡查"]).code, 2);
}

#[test]
fn what_contradicts_itself_in_a_book_is_told_with_its_score() {
    let scratch = started();
    let path = scratch.path().join("账本/book.toml");
    let text = fs::read_to_string(&path).unwrap();
    let (before, after) = text.split_once("\"金额\" = ").unwrap();
    fs::write(&path, format!("{before}\"金额\" = 9{after}")).unwrap();
    let run = scratch.run(&["score", "账本"]);
    assert_eq!(run.code, 1, "{}", run.told());
    assert!(
        run.stdout
            .contains("资产 1000.00 ≠ 负债 30.00 ＋ 净资产 70.00"),
        "{}",
        run.told()
    );
}
