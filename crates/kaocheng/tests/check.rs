//! `check` on good files and bad ones: exit codes, the JSON contract, and input that cannot be read.
#![allow(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod support;

use std::fs::File;
use std::io::Write as _;
use std::process::Stdio;

use serde_json::Value;
use support::{Run, Scratch};
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
    assert!(files[0]["error"].as_str().unwrap().contains("docx"));
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
    assert_eq!(run.code, 1);
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
fn a_zip_bomb_is_stopped() {
    let scratch = Scratch::new();
    let bomb = docx(&vec![b' '; 200 << 20]);
    assert!(bomb.len() < 1 << 20);
    scratch.write("弹.docx", bomb);
    let run = scratch.run(&["check", "弹.docx"]);
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
    let run = scratch.run(&["check", "大.txt"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("超过上限"), "{}", run.told());
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let scratch = Scratch::new();
    scratch.write("错.txt", WRONG.repeat(5000));
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
