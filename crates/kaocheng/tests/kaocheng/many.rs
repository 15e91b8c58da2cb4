//! `check` over many files: order, isolation of bad files, outputs that are whole, nothing overwritten.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::support::{Run, Scratch};
use serde_json::Value;

const CLEAN: &str = "全年预算数为440.90万元，全年执行数为432.91万元，执行率98.19%。\n";
const WRONG: &str = "全年预算数为200万元，全年执行数为179.43万元，执行率98.7%。\n";

/// A folder of 200 reports, every tenth of them wrong and one no document at all.
fn two_hundred() -> Scratch {
    let scratch = Scratch::new();
    for number in 0..200 {
        let name = format!("报告/{}/{number:03}.txt", number % 3);
        scratch.write(&name, if number % 10 == 0 { WRONG } else { CLEAN });
    }
    scratch.write("报告/1/坏.docx", b"PK\x03\x04 nothing more");
    scratch.write("报告/图.png", [0, 1, 2]);
    scratch
}

fn lines(run: &Run) -> Vec<Value> {
    let lines = run.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn two_hundred_files_one_of_them_broken() {
    let run = two_hundred().run(&["check", "报告"]);
    assert_eq!(run.code, 2);
    let total = run.stdout.lines().rev().find(|line| line.starts_with('共'));
    insta::assert_snapshot!(format!("{}\n{}", total.unwrap(), run.stderr));
}

#[test]
fn lines_come_in_the_order_of_the_files_whatever_the_number_of_workers() {
    let scratch = two_hundred();
    let one = scratch.run(&["check", "报告", "--format", "jsonl", "--jobs", "1"]);
    let many = scratch.run(&["check", "报告", "--format", "jsonl", "--jobs", "7"]);
    assert_eq!(one.stdout, many.stdout);
    let lines = lines(&many);
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count();
    assert_eq!((of("file"), of("finding"), of("unread")), (200, 20, 1));
    let files: Vec<&str> = lines
        .iter()
        .map(|line| line["file"].as_str().unwrap())
        .collect();
    assert!(files.is_sorted());
}

#[test]
fn patterns_and_standard_input_are_read() {
    let scratch = two_hundred();
    let files = scratch
        .run(&["check", "报告/**/*0.TXT", "--format", "json"])
        .json();
    assert_eq!(files.as_array().unwrap().len(), 20);
    assert_eq!(scratch.run(&["check", "报告/*.txt"]).code, 2);
    let mut child = scratch
        .command(&["check", "-", "--name", "收到的.md", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(WRONG.as_bytes())
        .unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.json()[0]["file"], "收到的.md");
    assert_eq!(run.json()[0]["findings"][0]["code"], "B03");
}

#[test]
fn each_file_gets_a_page_of_its_own_in_the_same_folders() {
    let scratch = two_hundred();
    let run = scratch.run(&["check", "报告", "--to", "html", "--out", "意见"]);
    assert_eq!(run.code, 2);
    assert!(scratch.path().join("意见/2/110.审核.html").is_file());
    assert!(!scratch.path().join("意见/1/坏.审核.html").exists());
    let again = scratch.run(&["check", "报告", "--to", "html", "--out", "意见"]);
    assert!(again.stderr.contains("--force"), "{}", again.told());
    // What was written is no report to be audited.
    let pages = scratch.run(&["check", "意见"]);
    assert!(pages.stderr.contains("没有可读的文件"), "{}", pages.told());
}

#[test]
fn files_of_one_name_do_not_overwrite_each_other() {
    let scratch = Scratch::new();
    scratch.write("一.txt", CLEAN);
    scratch.write("一.md", WRONG);
    let run = scratch.run(&["check", "一.txt", "一.md", "--to", "html", "--out", "意见/"]);
    assert_eq!(run.code, 1);
    for name in ["一.审核.html", "一.md.审核.html"] {
        assert!(scratch.path().join("意见").join(name).is_file(), "{name}");
    }
}

#[test]
fn what_is_there_is_kept_and_what_is_read_is_never_written_over() {
    let scratch = Scratch::new();
    scratch.write("错.txt", WRONG);
    scratch.write("表.xlsx", "填好的反馈");
    let run = |more: &[&str]| scratch.run(&[&["check", "错.txt", "--to", "xlsx"], more].concat());
    assert_eq!(run(&["--out", "表.xlsx"]).code, 2);
    assert_eq!(
        fs::read_to_string(scratch.path().join("表.xlsx")).unwrap(),
        "填好的反馈"
    );
    assert_eq!(run(&["--out", "表.xlsx", "--force"]).code, 1);
    assert!(
        fs::read(scratch.path().join("表.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
    assert_eq!(run(&["--out", "./错.txt", "--force"]).code, 2);
    assert_eq!(
        fs::read_to_string(scratch.path().join("错.txt")).unwrap(),
        WRONG
    );
    let left: Vec<_> = fs::read_dir(scratch.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing half-written is left behind");
}

#[test]
fn findings_can_be_chosen() {
    let scratch = Scratch::new();
    scratch.write("错.txt", WRONG);
    let code = |more: &[&str]| scratch.run(&[&["check", "错.txt"], more].concat()).code;
    assert_eq!(code(&["--skip", "B03"]), 0);
    assert_eq!(code(&["--only", "A01,b03"]), 1);
    assert_eq!(code(&["--severity", "error"]), 1);
    assert_eq!(code(&["--only", "Z99"]), 2);
    let run = scratch.run(&["check", "错.txt", "--coverage", "--skip", "B03"]);
    insta::assert_snapshot!(run.told());
}

#[test]
fn only_an_original_of_the_format_is_annotated() {
    let scratch = Scratch::new();
    scratch.write("错.txt", WRONG);
    let run = scratch.run(&["check", "错.txt", "--to", "docx"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("请改用 html"), "{}", run.told());
    scratch.write("账本说明.txt", WRONG);
    let many = scratch.run(&["check", "错.txt", "账本说明.txt", "--to", "pdf"]);
    assert!(many.stderr.contains("--out"), "{}", many.told());
}
