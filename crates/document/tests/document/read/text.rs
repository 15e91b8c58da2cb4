use document::{Format, Limits, ReadError, detect, read, read_file};
use encoding_rs::GB18030;
use insta::assert_snapshot;

use crate::read::sketch::sketch;

#[test]
fn each_line_is_a_paragraph_at_its_place() {
    let text = "\u{FEFF}\r\n某局绩效自评报告\r\n\r\n一、基本情况\r\n　　资产4288.85万元。  \r\n（一）职责\r\n";
    let document = read("a.txt", text.as_bytes(), &Limits::default()).unwrap();
    assert!(!document.wrapped);
    assert_snapshot!(sketch(&document));
}

#[test]
fn form_feeds_are_pages() {
    let document = read("a.txt", b"one\n\x0Ctwo\nthree", &Limits::default()).unwrap();
    assert_snapshot!(sketch(&document));
}

#[test]
fn gb18030_reads_as_utf8_does() {
    let text = "　　资产4288.85万元，其中流动资产4225.92万元，占比98.53%。镕喆㎡";
    let (bytes, ..) = GB18030.encode(text);
    let document = read("a.txt", &bytes, &Limits::default()).unwrap();
    assert_eq!(document.flatten().text, text);
    assert!(document.faults.is_empty());
}

#[test]
fn invalid_bytes_are_told() {
    let document = read(
        "a.txt",
        b"\xE8\xB5\x84\xE4\xBA\xA7\xE4\xB8\x87\n12\xFF.5\xE4\xB8\x87\xE5\x85\x83",
        &Limits::default(),
    )
    .unwrap();
    assert_snapshot!(sketch(&document));
}

#[test]
fn binary_data_is_no_text() {
    for bytes in [&b"ab\0c"[..], &[1, 2, 3, 4, 5, 6, 7, 8], &[0xFF; 64]] {
        assert!(
            matches!(
                read("a.txt", bytes, &Limits::default()),
                Err(ReadError::NotText)
            ),
            "{bytes:?}"
        );
    }
    assert!(matches!(
        read("a.pdf", b"%PDF-1.7", &Limits::default()),
        Err(ReadError::BrokenPdf)
    ));
}

#[test]
fn the_content_decides_before_the_name() {
    let docx = crate::read::package::docx("");
    for (name, bytes, format) in [
        ("a.txt", &docx[..], Some(Format::Docx)),
        ("a", b"<!DOCTYPE HTML><p>1", Some(Format::Html)),
        (
            "a.doc",
            "\u{FEFF} <HTML xmlns:o=\"urn\">".as_bytes(),
            Some(Format::Html),
        ),
        ("a.md", b"<html>", Some(Format::Markdown)),
        ("A.TXT", b"<html>", Some(Format::Text)),
        ("a.log", "文字".as_bytes(), Some(Format::Text)),
        ("a.bin", b"\0\0", None),
        ("a.txt", b"%PDF-1.7", Some(Format::Pdf)),
    ] {
        assert_eq!(detect(name, bytes), format, "{name}");
    }
}

#[test]
fn a_file_past_the_limit_is_not_taken_into_memory() {
    let path = std::env::temp_dir().join(format!("document-large-{}.txt", std::process::id()));
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(200 << 20).unwrap();
    let error = read_file(&path, &Limits::default()).unwrap_err();
    std::fs::remove_file(&path).unwrap();
    assert_snapshot!(error);
    assert!(matches!(
        read_file(&path, &Limits::default()),
        Err(ReadError::Unreadable { .. })
    ));
    assert!(matches!(
        read_file(&std::env::temp_dir(), &Limits::default()),
        Err(ReadError::Directory { .. })
    ));
}
