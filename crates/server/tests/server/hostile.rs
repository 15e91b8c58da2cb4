//! Files made to do harm: each costs the process that reads it, and the server goes on.

use std::fs;
use std::path::Path;

use crate::support::{WRONG, ask, form, get, raw, sent, usual, zipped};

#[tokio::test]
async fn a_zip_bomb_is_refused() {
    let blank = vec![b' '; 100 << 20];
    let bomb = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", &blank),
    ]);
    assert!(bomb.len() < 1 << 20, "a small file of large content");
    let answer = ask(&usual(), raw("/api/check?name=a.docx", bomb)).await;
    assert_eq!(answer.problem(), (422, "unreadable".to_owned()));
    assert!(
        answer.text().contains("解压后超过上限"),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn entities_are_not_expanded_and_nothing_is_fetched() {
    let server = usual();
    let document = r#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://127.0.0.1:9/">]>
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>支出1万元&a;&b;</w:t></w:r></w:p></w:body></w:document>"#;
    let file = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ]);
    let answer = ask(&server, form("/check", "a.docx", &file)).await;
    let shown = match answer.status.as_u16() {
        303 => get(&server, answer.header("location")).await,
        _ => answer,
    };
    assert!(!shown.text().contains("root:"), "{}", shown.text());
    let page = b"<p>\xE6\x94\xAF\xE5\x87\xBA1\xE4\xB8\x87\xE5\x85\x83<img src=\"http://127.0.0.1:9/x\"><link rel=stylesheet href=\"http://127.0.0.1:9/y\"></p>";
    let result = sent(&server, "a.html", page).await;
    assert!(!get(&server, &result).await.text().contains("127.0.0.1:9"));
}

#[tokio::test]
async fn a_file_that_asks_for_all_memory_gets_an_answer() {
    // Many times the same long string: small as a file, unbounded as cells.
    let strings = format!("<sst><si><t>{}</t></si></sst>", "字".repeat(350_000));
    let row = |row: usize| {
        format!(
            "<row r=\"{row}\">{}</row>",
            "<c t=\"s\"><v>0</v></c>".repeat(10)
        )
    };
    let sheet: String = (1..6000).map(row).collect();
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let file = zipped(&[
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="Sheet1" r:id="r1" xmlns:r="x"/></sheets></workbook>"#),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/styles.xml", b"<styleSheet/>"),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let server = usual();
    let answer = ask(&server, raw("/api/check?name=a.xlsx", file)).await;
    assert!(
        [200, 422].contains(&answer.status.as_u16()),
        "{}",
        answer.text()
    );
    assert_eq!(ask(&server, raw("/api/check", WRONG)).await.status, 200);
}

#[tokio::test]
async fn hostile_files_from_elsewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/hostile/files");
    let Ok(files) = fs::read_dir(&folder) else {
        println!(
            "skipped: hostile_files_from_elsewhere, no {}",
            folder.display()
        );
        return;
    };
    let server = usual();
    for file in files {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        let bytes = fs::read(file.path()).unwrap();
        let answer = ask(&server, form("/check", &name, &bytes)).await;
        println!("{name}: {}", answer.status);
        match answer.status.as_u16() {
            303 => assert_eq!(
                get(&server, answer.header("location")).await.status,
                200,
                "{name}"
            ),
            422 => assert!(answer.text().contains("<h1>"), "{name}"),
            other => panic!("{name}: {other} {}", answer.text()),
        }
    }
    assert_eq!(ask(&server, raw("/api/check", WRONG)).await.status, 200);
}
