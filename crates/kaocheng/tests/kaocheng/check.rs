//! `check` on good files and bad ones: exit codes, the JSON contract, and input that cannot be read.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Run, Scratch};
use document::Limits;
use regex::Regex;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CLEAN: &str = "全年预算数为440.90万元，全年执行数为432.91万元，执行率98.19%。\n";
const WRONG: &str = "全年预算数为200万元，全年执行数为179.43万元，执行率98.7%。\n";

#[test]
fn exit_codes_tell_clean_found_and_unreadable() {
    let scratch = Scratch::new();
    scratch.write("好.txt", CLEAN);
    scratch.write("错.txt", WRONG);
    assert_eq!(scratch.run(&["check", "好.txt"]).code, 0);
    assert_eq!(scratch.run(&["check", "错.txt"]).code, 1);
    assert_eq!(scratch.run(&["check", "没有.txt"]).code, 2);
}

#[test]
fn one_bad_file_never_stops_the_rest() {
    let scratch = Scratch::new();
    scratch.write("坏.docx", b"PK\x03\x04 nothing more");
    scratch.write("错.txt", WRONG);
    let run = scratch.run(&["check", "坏.docx", "错.txt", "--format", "json"]);
    assert_eq!(run.code, 2);
    let files = run.json();
    assert!(
        files[0]["error"]
            .as_str()
            .unwrap()
            .contains("不完整或已损坏")
    );
    assert_eq!(files[1]["findings"][0]["code"], "B03");
}

#[test]
fn folders_are_searched_for_what_can_be_read() {
    let scratch = Scratch::new();
    scratch.write("报告/一.txt", CLEAN);
    scratch.write("报告/内/二.md", WRONG);
    scratch.write("报告/图.png", [0, 1, 2]);
    scratch.write("报告/~$一.docx", "a lock");
    let files = scratch.run(&["check", "报告", "--format", "json"]).json();
    let names: Vec<&str> = files
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["file"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let nothing = Scratch::new();
    nothing.write("空/图.png", [0]);
    assert_eq!(nothing.run(&["check", "空"]).code, 2);
}

#[test]
fn json_keeps_the_contract() {
    let scratch = Scratch::new();
    let text = format!("第一行没有数。\n{WRONG}");
    scratch.write("错.txt", &text);
    let files = scratch.run(&["check", "错.txt", "--format", "json"]).json();
    let file = &files[0];
    assert_eq!(file["file"], "错.txt");
    assert_eq!(file["figures"], 3);
    let finding = &file["findings"][0];
    assert_eq!(finding["code"], "B03");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["kind"], "rate");
    assert_eq!(finding["line"], 2);
    assert_eq!(finding["page"], Value::Null);
    assert!(finding["message"].as_str().unwrap().contains("98.7%"));
    assert!(finding["arithmetic"].as_str().unwrap().contains("89.7"));
    assert!(finding["proposal"].as_str().unwrap().contains("89.7%"));
    let figure = &finding["figures"][0];
    assert_eq!(figure["text"], "98.7%");
    assert_eq!(figure["value"], "98.7");
    assert_eq!(figure["unit"], "%");
    assert_eq!(figure["line"], 2);
    let (start, end) = (
        figure["start"].as_u64().unwrap() as usize,
        figure["end"].as_u64().unwrap() as usize,
    );
    assert_eq!(&text[start..end], "98.7%");
    let before = text[..start].rsplit('\n').next().unwrap();
    assert_eq!(
        figure["column"].as_u64().unwrap() as usize,
        before.chars().count() + 1
    );
}

/// Every finding of a report with many, held against the contract that other programs read by.
#[test]
fn every_finding_keeps_the_contract() {
    const KINDS: &str = "sum share rate change balance same bound count product points total form wording date number";
    let path = crate::support::source("examples/nanchang-jingkai-2022-published/report.md");
    let files = Scratch::new()
        .run(&["check", path.to_str().unwrap(), "--format", "json"])
        .json();
    let read = document::read_file(
        Path::new(files[0]["file"].as_str().unwrap()),
        &Limits::default(),
    );
    let extracted = read.unwrap().flatten().text;
    assert!(files[0]["figures"].as_u64().unwrap() > 100);
    let findings = files[0]["findings"].as_array().unwrap();
    assert!(findings.len() >= 5);
    let is_decimal = |text: &str| Regex::new(r"^-?\d+(\.\d+)?$").unwrap().is_match(text);
    for finding in findings {
        let text = |key: &str| finding[key].as_str().unwrap();
        assert!(!text("code").is_empty() && !text("message").is_empty());
        assert!(["error", "warning", "hint"].contains(&text("severity")));
        assert!(KINDS.split(' ').any(|kind| kind == text("kind")));
        assert_eq!(finding["line"], finding["figures"][0]["line"]);
        assert_eq!(finding["page"], finding["figures"][0]["page"]);
        assert!(finding["arithmetic"].is_string() && finding["proposal"].is_string());
        for figure in finding["figures"].as_array().unwrap() {
            let number = |key: &str| figure[key].as_u64().unwrap();
            assert!(number("line") >= 1 && number("column") >= 1, "{figure:#}");
            let place = number("start") as usize..number("end") as usize;
            assert_eq!(figure["text"].as_str(), extracted.get(place));
            assert!(
                figure["value"].as_str().is_none_or(is_decimal),
                "{figure:#}"
            );
            assert!(figure["value"].is_string() || figure["value"].is_null());
            assert!(figure["unit"].is_string() || figure["unit"].is_null());
        }
    }
}

#[test]
fn gb18030_is_read_right() {
    let scratch = Scratch::new();
    let (bytes, _, _) = encoding_rs::GB18030.encode(WRONG);
    scratch.write("错.txt", bytes);
    let files = scratch.run(&["check", "错.txt", "--format", "json"]).json();
    assert_eq!(files[0]["findings"][0]["figures"][0]["text"], "98.7%");
}

#[test]
fn invalid_utf8_is_read_as_far_as_it_goes_and_told() {
    let scratch = Scratch::new();
    let mut bytes = WRONG.as_bytes().to_vec();
    bytes.extend(b"\xe5\xb9\n");
    bytes.extend("余下的文字仍然能读，这一行很长，足以说明这是一个损坏的UTF-8文件。".as_bytes());
    bytes.extend(b"\xff\xfe\n");
    scratch.write("损.txt", bytes);
    let run = scratch.run(&["check", "损.txt", "--format", "json"]);
    let files = run.json();
    assert_eq!(run.code, 2);
    assert_eq!(files[0]["findings"][0]["code"], "B03");
    assert!(
        files[0]["faults"][0].as_str().unwrap().contains('行'),
        "{files}"
    );
}

#[test]
fn a_truncated_docx_is_a_clear_error() {
    let scratch = Scratch::new();
    let whole = docx(b"<w:document/>");
    scratch.write("断.docx", &whole[..whole.len() / 2]);
    let run = scratch.run(&["check", "断.docx"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("不完整或已损坏"), "{}", run.told());
}

#[test]
fn a_docx_read_in_part_is_never_called_clean() {
    let scratch = Scratch::new();
    let text = format!("<w:document>{}</w:document>", CLEAN.repeat(2000));
    let mut bytes = docx(text.as_bytes());
    let middle = bytes.len() / 2;
    bytes[middle..middle + 16].fill(0xff);
    scratch.write("坏.docx", bytes);
    let run = scratch.run(&["check", "坏.docx"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("没有读全"), "{}", run.told());
}

#[test]
fn a_zip_bomb_is_stopped() {
    let scratch = Scratch::new();
    let bomb = docx(&vec![b' '; 80 << 20]);
    assert!(bomb.len() < 1 << 20);
    scratch.write("弹.docx", bomb);
    let run = within_memory(&scratch, 330, "弹.docx");
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("超过上限"), "{}", run.told());
}

#[test]
fn a_file_beyond_the_limit_is_refused_before_it_is_read() {
    let scratch = Scratch::new();
    let path = scratch.write("大.txt", "");
    File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_len(200 << 20)
        .unwrap();
    let run = within_memory(&scratch, 180, "大.txt");
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("超过上限"), "{}", run.told());
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let scratch = Scratch::new();
    scratch.write("错.txt", WRONG.repeat(400));
    let mut child = scratch
        .command(&["check", "错.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

/// Checks a file with so many megabytes of address space, the program itself included, where the system can bound them.
fn within_memory(scratch: &Scratch, megabytes: usize, file: &str) -> Run {
    if cfg!(not(target_os = "linux")) {
        return scratch.run(&["check", file]);
    }
    let bounded = format!("ulimit -v {} && exec \"$0\" check \"$1\"", megabytes << 10);
    let output = Command::new("sh")
        .args(["-c", &bounded, env!("CARGO_BIN_EXE_kaocheng"), file])
        .current_dir(scratch.path())
        .output();
    Run::from(output.unwrap())
}

/// A Word file whose body is these bytes.
fn docx(document: &[u8]) -> Vec<u8> {
    let mut package = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, content) in [
        ("[Content_Types].xml", &b"<Types/>"[..]),
        ("word/document.xml", document),
    ] {
        package.start_file(name, options).unwrap();
        package.write_all(content).unwrap();
    }
    package.finish().unwrap().into_inner()
}

#[cfg(unix)]
#[test]
fn a_page_is_opened_for_what_is_read_and_what_is_not() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = Scratch::new();
    scratch.write("一.txt", "资产100.00万元，负债30.00万元，净资产76.00万元。");
    scratch.write("二.docx", "不是 Word");
    let browser = scratch.write("bin/xdg-open", "#!/bin/sh\nexit 0\n");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::create_dir(scratch.path().join("tmp")).unwrap();
    let mut command = scratch.command(&["check", "一.txt", "二.docx", "--open"]);
    command.env("PATH", scratch.path().join("bin"));
    command.env("TMPDIR", scratch.path().join("tmp"));
    let run = Run::from(command.output().unwrap());
    assert_eq!(run.code, 2, "{}", run.told());
    let pages: Vec<String> = run
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("已写 "))
        .map(str::to_owned)
        .collect();
    let [read, unread] = &pages[..] else {
        panic!("{}", run.told());
    };
    let page = |path: &String| std::fs::read_to_string(path).unwrap();
    assert!(page(read).contains("76.00"), "{read}");
    assert!(page(unread).contains("class=\"fault\""), "{unread}");
}
