//! What a file has lost is told: no silence may be taken for approval.

use std::io::Write;

use document::{Document, Limits, ReadError, read};
use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::read::package::{body, p, package};
use crate::read::printed::{Sheet, file, objects, stream};

fn told(name: &str, bytes: &[u8]) -> Document {
    let document = read(name, bytes, &Limits::default()).unwrap();
    assert!(!document.faults.is_empty(), "{name}: nothing is told");
    document
}

fn says(document: &Document, place: &str, message: &str) {
    let said =
        |fault: &&document::Fault| fault.place.contains(place) && fault.message.contains(message);
    let faults = &document.faults;
    assert!(faults.iter().any(|fault| said(&fault)), "{faults:#?}");
}

/// Two pages; the objects of the second are the last two.
fn pages() -> Vec<String> {
    let sheet = |text| Sheet::default().text(72.0, 100.0, 14.0, text);
    objects(&[sheet("本年收入合计"), sheet("2946.25")])
}

#[test]
fn page_contents_that_are_missing_or_packed_in_an_unknown_way() {
    let whole = pages();
    assert!(
        read("a.pdf", &file(&whole, ""), &Limits::default())
            .unwrap()
            .faults
            .is_empty()
    );
    let last = whole.len() - 1;
    let changed = |at: usize, from: &str, to: &str| {
        let mut objects = whole.clone();
        objects[at] = objects[at].replace(from, to);
        told("a.pdf", &file(&objects, ""))
    };
    says(
        &changed(last - 1, "/Contents 11 0 R", "/Contents 99 0 R"),
        "第2页",
        "内容缺失",
    );
    says(
        &changed(last - 1, "/Contents 11 0 R", ""),
        "第2页",
        "内容缺失",
    );
    says(
        &changed(last - 1, "/Contents 11 0 R", "/Contents[11 0 R 99 0 R]"),
        "第2页",
        "内容缺失",
    );
    says(
        &changed(last, "<</Length", "<</Filter/Nobody/Length"),
        "第2页",
        "压缩方式",
    );
    says(
        &changed(last, "<</Length", "<</Filter/FlateDecode/Length"),
        "第2页",
        "解压不全",
    );
    says(
        &changed(last - 1, "/Font<</F 3", "/Font<</G 3"),
        "第2页",
        "字体",
    );
    says(&changed(last, " Tj", " Tk"), "第2页", "指令");
    says(
        &changed(2, "/ToUnicode 6", "/ToUnicode 96"),
        "第1–2页",
        "字体",
    );
}

#[test]
fn a_changed_bit_in_packed_page_contents() {
    let mut objects = pages();
    let content = Sheet::default().text(72.0, 100.0, 14.0, "2946.25").content;
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let last = objects.len() - 1;
    let hole = "@".repeat(packed.len());
    objects[last] = stream("/Filter/FlateDecode", &hole);
    let mut bytes = file(&objects, "");
    let at = bytes
        .windows(hole.len())
        .position(|window| window == hole.as_bytes())
        .unwrap();
    bytes[at..at + packed.len()].copy_from_slice(&packed);
    let whole = read("a.pdf", &bytes, &Limits::default()).unwrap();
    assert_eq!(
        (whole.faults.len(), whole.flatten().text.as_str()),
        (0, "本年收入合计\n2946.25")
    );
    for bit in 16..packed.len() * 8 {
        let mut changed = bytes.clone();
        changed[at + bit / 8] ^= 1 << (bit % 8);
        // A bit between the end of the data and its checksum changes nothing.
        let document = read("a.pdf", &changed, &Limits::default()).unwrap();
        if document.flatten().text != "本年收入合计\n2946.25" {
            says(&document, "第2页", "");
        }
    }
}

#[test]
fn a_tree_of_pages_that_loops_or_leads_nowhere() {
    let changed = |from: &str, to: &str| {
        let mut objects = pages();
        assert!(objects[1].contains(from), "{}", objects[1]);
        objects[1] = objects[1].replace(from, to);
        read("a.pdf", &file(&objects, ""), &Limits::default())
    };
    for (from, to) in [
        ("/Kids[8 0 R 10 0 R ]", "/Kids[8 0 R 2 0 R]"),
        ("/Kids[8 0 R 10 0 R ]", "/Kids[8 0 R 98 0 R]"),
        ("/Kids[8 0 R 10 0 R ]", "/Kids[8 0 R]"),
        ("/Kids[8 0 R 10 0 R ]/Count 2", "/Kids[8 0 R 8 0 R]/Count 1"),
        ("/Kids", "/Kidz"),
    ] {
        says(&changed(from, to).unwrap(), "页面目录", "页");
    }
    let looped = changed("/Kids[8 0 R 10 0 R ]", "/Kids[2 0 R]").unwrap();
    says(&looped, "页面目录", "读到0页");
}

#[test]
fn contents_named_again_and_again_are_not_joined() {
    let mut objects = pages();
    let last = objects.len() - 1;
    let again = "11 0 R ".repeat(20_000);
    objects[last - 1] =
        objects[last - 1].replace("/Contents 11 0 R", &format!("/Contents[{again}]"));
    objects[last] = stream("", &" ".repeat(10_000));
    says(&told("a.pdf", &file(&objects, "")), "第2页", "没有读取");
    let nested = "q ".repeat(100_000);
    objects[last - 1] = objects[last - 1].replace(&again, "11 0 R");
    objects[last] = stream("", &nested);
    says(&told("a.pdf", &file(&objects, "")), "第2页", "没有读取");
}

const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="收支总表" sheetId="1" r:id="r1"/><sheet name="支出表" sheetId="2" r:id="r2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="worksheets/sheet2.xml"/></Relationships>"#;
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row></sheetData></worksheet>"#;
const STRINGS: &str = "<sst><si><t>合计</t></si></sst>";

#[test]
fn a_sheet_or_its_words_that_are_missing() {
    let part = |name: &'static str, text: &'static str| (name, text);
    let whole = [
        part("xl/workbook.xml", BOOK),
        part("xl/_rels/workbook.xml.rels", RELATIONS),
        part("xl/sharedStrings.xml", STRINGS),
        part("xl/worksheets/sheet1.xml", SHEET),
        part("xl/worksheets/sheet2.xml", SHEET),
    ];
    let sound = read("a.xlsx", &package(&whole), &Limits::default()).unwrap();
    assert!(sound.faults.is_empty());
    let without = |at: usize| {
        let mut parts = whole.to_vec();
        parts.remove(at);
        told("a.xlsx", &package(&parts))
    };
    says(&without(4), "支出表", "缺少这张工作表");
    says(&without(1), "收支总表", "缺少这张工作表");
    says(&without(2), "支出表", "文字缺失");
}

#[test]
fn a_workbook_whose_formats_are_missing() {
    let relations = RELATIONS.replace(
        "</Relationships>",
        r#"<Relationship Id="r3" Target="styles.xml"/></Relationships>"#,
    );
    let document = told(
        "a.xlsx",
        &package(&[
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", &relations),
            ("xl/sharedStrings.xml", STRINGS),
            ("xl/worksheets/sheet1.xml", SHEET),
            ("xl/worksheets/sheet2.xml", SHEET),
        ]),
    );
    says(&document, "xl/styles.xml", "缺少这一部分");
}

#[test]
fn a_web_page_that_breaks_off() {
    let page = "<html><body><p>本年收入合计2946.25万元</p>";
    says(&told("a.html", page.as_bytes()), "文件末尾", "没有结尾");
    let whole = format!("{page}</body></HTML>");
    let document = read("a.html", whole.as_bytes(), &Limits::default()).unwrap();
    assert!(document.faults.is_empty());
}

#[test]
fn parts_of_a_word_document_that_are_missing() {
    let referring = body(
        &(p("正文")
            + "<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p><w:sectPr><w:headerReference r:id='r1'/></w:sectPr>"),
    );
    let relations = r#"<Relationships><Relationship Id="r1" Type="x/header" Target="header1.xml"/><Relationship Id="r2" Type="x/numbering" Target="numbering.xml"/></Relationships>"#;
    let document = told(
        "a.docx",
        &package(&[
            ("word/document.xml", &referring),
            ("word/_rels/document.xml.rels", relations),
        ]),
    );
    for part in [
        "word/header1.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
    ] {
        says(&document, part, "缺少这一部分");
    }
    let bare = told("a.docx", &package(&[("word/document.xml", &referring)]));
    says(&bare, "word/_rels/document.xml.rels", "缺少这一部分");
}

#[test]
fn files_without_a_word() {
    for name in ["a.txt", "a.docx", "a.pdf", "a.xls"] {
        let error = read(name, b"", &Limits::default()).unwrap_err();
        assert!(matches!(error, ReadError::Empty), "{name}");
    }
    says(&told("a.txt", b" \n\n"), "整个文件", "没有文字");
    says(
        &told("a.html", b"<html><p> </p></html>"),
        "整个文件",
        "没有文字",
    );
    says(
        &told("a.docx", &package(&[("word/document.xml", &body(""))])),
        "整个文件",
        "没有文字",
    );
}

#[test]
fn what_the_budget_cut() {
    let limits = Limits {
        max_figures: 10,
        ..Limits::default()
    };
    let document = read("a.txt", "1 2 3 4\n".repeat(5).as_bytes(), &limits).unwrap();
    says(&document, "第2行", "超过 10 个数");
    let limits = Limits {
        max_text: 1 << 20,
        ..Limits::default()
    };
    let line = "字".repeat(1000) + "\n";
    let document = read("a.txt", line.repeat(1000).as_bytes(), &limits).unwrap();
    says(&document, "之后", "文字超过 1 MB");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_file() {
    let folder = std::env::temp_dir().join(format!("kaocheng-pipe-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let pipe = folder.join("a.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        let error = document::read_file(&pipe, &Limits::default()).unwrap_err();
        assert!(matches!(error, ReadError::Device { .. }), "{error}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
    let error = document::read_file("/dev/zero".as_ref(), &Limits::default()).unwrap_err();
    assert!(matches!(error, ReadError::Device { .. }), "{error}");
}
