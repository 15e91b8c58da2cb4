//! What could not be read is told in every output, and nothing is taken from a file of which something is missing.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use crate::support::{Run, Scratch};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook of which the second sheet is missing.
fn workbook() -> Vec<u8> {
    package(&[
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="收支总表" r:id="r1"/><sheet name="支出表" r:id="r2"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/worksheets/sheet1.xml",
            r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>巡查</t></is></c><c r="B1"><v>30</v></c></row></sheetData></worksheet>"#,
        ),
    ])
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn told(run: &Run) -> String {
    format!("{}\n{}", run.stdout, run.stderr)
}

#[test]
fn every_output_names_what_was_not_read() {
    let scratch = Scratch::new();
    scratch.write("缺表.xlsx", workbook());
    scratch.write("空.txt", "");
    scratch.write("无字.txt", " \n");
    for form in ["text", "json", "jsonl", "sarif"] {
        let run = scratch.run(&["check", "缺表.xlsx", "空.txt", "无字.txt", "--format", form]);
        assert_eq!(run.code, 2, "{form}");
        for said in ["支出表", "缺少这张工作表", "0 字节", "没有文字"] {
            assert!(run.stdout.contains(said), "{form}: {}", told(&run));
        }
        assert!(
            !run.stdout.contains("：没有发现矛盾"),
            "{form}: {}",
            told(&run)
        );
    }
    for (name, said) in [("缺表.xlsx", "支出表"), ("无字.txt", "没有文字")] {
        let run = scratch.run(&["check", name, "--to", "html", "--force", "--out", "页.html"]);
        assert_eq!(run.code, 2);
        assert!(run.stdout.contains(said), "{}", told(&run));
        let page = fs::read_to_string(scratch.path().join("页.html")).unwrap();
        assert!(
            page.contains(said) && !page.contains("没有发现矛盾。未印证"),
            "{page}"
        );
    }
    let out = "意见.xlsx";
    let run = scratch.run(&["check", "缺表.xlsx", "空.txt", "--to", "xlsx", "--out", out]);
    assert_eq!(run.code, 2);
    let run = scratch.run(&["check", out, "--format", "json"]);
    assert!(run.stdout.contains("figures"), "{}", told(&run));
    let texts = words(&fs::read(scratch.path().join(out)).unwrap());
    for said in ["缺表.xlsx", "支出表", "0 字节"] {
        assert!(texts.contains(said), "{texts}");
    }
}

/// The texts that cells of a workbook share.
fn words(workbook: &[u8]) -> String {
    let mut texts = String::new();
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
    part.read_to_string(&mut texts).unwrap();
    texts
}

#[test]
fn what_is_held_against_a_file_not_read_to_its_end_is_not_approved() {
    let scratch = Scratch::new();
    scratch.write("报告.txt", "开展巡查30次。\n");
    scratch.write("上报.xlsx", workbook());
    let run = scratch.run(&["check", "报告.txt", "--against", "上报.xlsx"]);
    assert_eq!(run.code, 2, "{}", told(&run));
    assert!(
        run.stdout.contains("对照的“上报.xlsx” 支出表"),
        "{}",
        told(&run)
    );
}

#[test]
fn nothing_of_a_damaged_report_is_struck_out_of_its_book() {
    let scratch = Scratch::new();
    let run = scratch.run(&["new", "账本", "--unit", "某某局", "--year", "2024"]);
    assert_eq!(run.code, 0, "{}", told(&run));
    // Without charts, which only a program with the typesetter draws.
    let template =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../report/templates/bumen-zhengti.md");
    let template = fs::read_to_string(template).unwrap();
    let lines = template.lines().filter(|line| !line.contains("{{ 图."));
    scratch.write("本局.md", lines.collect::<Vec<_>>().join("\n"));
    let by = ["--template", "本局.md"];
    let run = scratch.run(
        &[
            &["report", "账本", "--to", "docx", "--out", "报送"],
            &by[..],
        ]
        .concat(),
    );
    assert!(run.code < 2, "{}", told(&run));
    let path = scratch.path().join("报送/自评报告.docx");
    let damaged = cut(&fs::read(&path).unwrap());
    scratch.write("改过.docx", damaged);
    let before = fs::read(scratch.path().join("账本/book.toml")).unwrap();
    let run = scratch.run(&[&["drift", "账本", "改过.docx"], &by[..]].concat());
    assert_eq!(run.code, 2, "{}", told(&run));
    assert!(run.stdout.contains("没有读全"), "{}", told(&run));
    let run = scratch.run(&[&["drift", "账本", "改过.docx", "--format", "json"], &by[..]].concat());
    assert!(run.stdout.contains("\"faults\":[{"), "{}", told(&run));
    let run = scratch.run(&[&["drift", "账本", "改过.docx"], &by[..], &["--accept"]].concat());
    assert_eq!(run.code, 2, "{}", told(&run));
    assert!(run.stderr.contains("账本没有改动"), "{}", told(&run));
    assert!(fs::read(scratch.path().join("账本/book.toml")).unwrap() == before);
    let run = scratch.run(&["new", "新账本", "--draft", "改过.docx"]);
    assert_eq!(run.code, 2, "{}", told(&run));
    let unplaced = fs::read_to_string(scratch.path().join("新账本/未归入.md")).unwrap();
    assert!(unplaced.contains("没有读出的"), "{unplaced}");
}

/// The same document, its body broken off in the middle of a tag.
fn cut(docx: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let middle = bytes.len() / 2;
            let tag = bytes[middle..]
                .windows(5)
                .position(|five| five == b"<w:r>")
                .unwrap();
            bytes[middle + tag + 1] = b'<';
        }
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_terminal_is_told_nothing_by_a_file() {
    let scratch = Scratch::new();
    let text =
        "全年预算数为200万元，\u{1b}[2J全年执行数为179.43万元\u{7}，执行率98.7%\u{9b}31m。\n";
    scratch.write(
        "坏\u{1b}[31m名.txt",
        format!("{text}{}", "开展巡查。\n".repeat(30)),
    );
    let run = scratch.run(&["check", ".", "--coverage"]);
    assert_eq!(run.code, 1, "{}", told(&run));
    assert!(
        !told(&run).contains(['\u{1b}', '\u{7}', '\u{9b}']),
        "{}",
        told(&run)
    );
    let run = scratch.run(&["check", "没\u{1b}[31m有.txt"]);
    assert!(!told(&run).contains('\u{1b}'), "{}", told(&run));
}

#[cfg(unix)]
#[test]
fn a_pdf_that_kills_its_reader_costs_itself_alone() {
    let scratch = Scratch::new();
    // A font that says how wide each of 400 million characters is.
    let pdf = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\
        2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
        4 0 obj\n<</Length 31>>stream\nBT /F 12 Tf <00410042> Tj ET    \nendstream\nendobj\n\
        5 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/DescendantFonts[6 0 R]>>\nendobj\n\
        6 0 obj\n<</Type/Font/Subtype/CIDFontType2/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
        /Supplement 0>>/W[0 400000000 500]>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";
    scratch.write("一.pdf", pdf);
    scratch.write(
        "二.txt",
        "全年预算数为200万元，全年执行数为179.43万元，执行率98.7%。\n",
    );
    let bounded = "ulimit -v 300000; exec \"$0\" check 一.pdf 二.txt --jobs 1";
    let run = std::process::Command::new("sh")
        .current_dir(scratch.path())
        .args(["-c", bounded, env!("CARGO_BIN_EXE_kaocheng")])
        .output();
    let run = Run::from(run.unwrap());
    assert_eq!(run.code, 2, "{}", told(&run));
    assert!(run.stdout.contains("读不了 一.pdf"), "{}", told(&run));
    assert!(run.stdout.contains("二.txt：错误1处"), "{}", told(&run));
}
