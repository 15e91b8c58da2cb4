//! What holds for every command: where one stands, where is written, what is said, how it ends.

use std::fs;

use crate::support::{Scratch, copy, source};

/// A scratch folder with the example's book in it.
fn started() -> Scratch {
    let scratch = Scratch::new();
    copy(
        &source("examples/xian-zhongxue-2023"),
        &scratch.path().join("账本"),
    );
    scratch
}

#[test]
fn a_book_that_is_not_named_is_the_one_stood_in() {
    let scratch = started();
    let named = scratch.run(&["measure", "账本", "--ready", "公开课"]);
    assert_eq!(named.code, 0, "{}", named.told());
    for stood in [
        &["-C", "账本", "measure", "--ready", "公开课"][..],
        &["measure", "--ready", "公开课", "-C", "账本/ledgers"],
    ] {
        let run = scratch.run(stood);
        assert_eq!(run.told(), named.told(), "{stood:?}");
    }
    let run = scratch.run(&["-C", "账本/text", "set", "单位.名称", "甲校"]);
    assert_eq!(run.code, 0, "{}", run.told());
    assert!(run.stdout.contains("甲校"), "{}", run.told());
    let nowhere = scratch.run(&["measure", "--ready", "公开课"]);
    assert_eq!(nowhere.code, 2);
    assert!(
        nowhere.stderr.contains("没有写明账本"),
        "{}",
        nowhere.stderr
    );
}

#[test]
fn an_error_shows_the_usage_of_the_command_that_was_called() {
    let scratch = Scratch::new();
    for (typed, usage) in [
        (&["score", "--fast"][..], "kaocheng score [选项] [账本]"),
        (
            &["ledger", "import", "a", "b", "c", "--registered", "昨天"],
            "kaocheng ledger import [选项] [账本] <台账> <文件>",
        ),
        (&["frobnicate"], "kaocheng [选项] <命令>"),
    ] {
        let run = scratch.run(typed);
        assert_eq!(run.code, 2);
        assert!(
            run.stderr.contains(&format!("用法：{usage}\n")),
            "{}",
            run.stderr
        );
    }
    let run = scratch.run(&["check", "a.txt", "--format", "html"]);
    assert!(
        run.stderr.contains("写成文件用 --to html"),
        "{}",
        run.stderr
    );
}

#[test]
fn out_is_a_folder_or_a_file_by_one_rule() {
    let scratch = started();
    let there = |path: &str| scratch.path().join(path).is_file();
    let ran = |arguments: &[&str]| {
        let run = scratch.run(arguments);
        assert!(run.code < 2, "{}", run.told());
    };
    ran(&["report", "账本", "--to", "md", "--out", "报送/校.md"]);
    ran(&["report", "账本", "--to", "md,xlsx", "--out", "报送"]);
    ran(&[
        "form",
        "账本",
        "--kind",
        "目标",
        "--to",
        "xlsx",
        "--out",
        "目标.xlsx",
    ]);
    ran(&["ledger", "export", "账本", "公开课", "--out", "报送"]);
    ran(&["book", "export", "账本", "--out", "全本.xlsx"]);
    ran(&["check", "报送/校.md", "--to", "html,xlsx", "--out", "意见"]);
    for path in [
        "报送/校.md",
        "报送/自评报告.md",
        "报送/自评表.xlsx",
        "目标.xlsx",
        "报送/公开课.xlsx",
        "全本.xlsx",
        "意见/校.审核.html",
        "意见/审核意见.xlsx",
    ] {
        assert!(there(path), "{path}");
    }
    for refused in [
        &["report", "账本", "--to", "md,xlsx", "--out", "校.md"][..],
        &["report", "账本", "--to", "md", "--out", "校.html"],
        &["check", "报送/校.md", "--to", "html", "--out", "意见.docx"],
        &["ledger", "export", "账本", "公开课", "--out", "公开课.csv"],
    ] {
        let run = scratch.run(refused);
        assert_eq!(run.code, 2, "{}", run.told());
        assert!(run.stderr.contains("--out"), "{}", run.told());
    }
    assert!(!there("校.md") && !there("校.html"));
}

#[test]
fn who_asks_for_little_is_told_what_is_wrong_and_no_more() {
    let scratch = started();
    let run = scratch.run(&["-q", "form", "账本", "--kind", "目标", "--to", "xlsx"]);
    assert_eq!((run.code, run.told().matches("已写").count()), (0, 0));
    assert_eq!(run.stdout, "", "{}", run.told());
    scratch.write("绩效目标申报表.xlsx", "改过");
    let run = scratch.run(&["form", "账本", "--kind", "目标", "--to", "xlsx", "-q"]);
    assert!(run.stdout.contains("改动稿1"), "{}", run.told());
    let run = scratch.run(&["-q", "score", "没有的账本"]);
    assert!(run.stderr.starts_with("错误："), "{}", run.told());
}

#[test]
fn money_without_a_day_is_told_where_a_book_is_looked_back_into() {
    let scratch = Scratch::new();
    let run = scratch.run(&["new", "账本", "--unit", "某局", "--year", "2024"]);
    assert_eq!(run.code, 0);
    let june = ["--as-of", "2024-06-30"];
    for command in [
        &["score", "账本"][..],
        &["rollup", "账本"],
        &["form", "账本", "--kind", "自评", "--to", "md"],
        &["propose", "账本"],
    ] {
        let run = scratch.run(&[command, &june[..]].concat());
        let told = run.stderr.contains("人员经费、业务项目的执行数是录入的");
        assert!(told, "{command:?} {}", run.told());
        assert_eq!(
            run.stderr.matches("执行数是录入的").count(),
            1,
            "{}",
            run.told()
        );
    }
    let run = scratch.run(&[&["report", "账本", "--to", "md"][..], &june].concat());
    assert!(run.code < 2, "{}", run.told());
    let report = fs::read_to_string(scratch.path().join("自评报告.md")).unwrap();
    assert!(report.contains("执行数为录入的全年数"), "{report}");
    for command in [&["lint", "账本"], &["survey", "账本"]] {
        let run = scratch.run(&[&command[..], &june].concat());
        assert!(!run.stderr.contains("执行数"), "{}", run.told());
    }
    let run = scratch.run(&["score", "账本", "--as-of", "2024-12-31"]);
    assert!(!run.stderr.contains("执行数是录入的"), "{}", run.told());
}

#[test]
fn the_manuals_and_what_is_made_of_the_arguments() {
    let scratch = Scratch::new();
    let topics = scratch.run(&["help"]);
    assert!(topics.stdout.contains("serve"), "{}", topics.told());
    let by_name = scratch.run(&["help", "serve"]);
    assert!(by_name.stdout.starts_with("网页\n"), "{}", by_name.told());
    assert_eq!(by_name.told(), scratch.run(&["help", "网页"]).told());
    let of_command = scratch.run(&["help", "form"]).stdout;
    assert_eq!(
        of_command.trim(),
        scratch.run(&["form", "--help"]).stdout.trim()
    );
    let unknown = scratch.run(&["help", "sevre"]);
    assert!(
        unknown.stderr.contains("是不是“serve”？"),
        "{}",
        unknown.told()
    );
    for shell in ["bash", "zsh", "fish"] {
        let script = scratch.run(&["completions", shell]).stdout;
        assert!(
            script.contains("next-year") && script.contains("as-of"),
            "{shell}"
        );
    }
    let page = scratch.run(&["man"]).stdout;
    for wanted in [".TH KAOCHENG 1", ".SH 名称", ".SS \"kaocheng ledger import"] {
        assert!(page.contains(wanted), "{wanted} in {page}");
    }
}
