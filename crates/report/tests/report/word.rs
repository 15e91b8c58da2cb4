//! A user's own Word template is filled, and what is filled in is held against the book like any report.

use std::path::Path;

use crate::support::{edited, edited_parts};
use book::{Book, Scorecard};
use document::{Block, Cell, Document, Limits, Mark, MarkKind, Png, Table, Text};
use report::{Edition, Filled, Pattern, State, WordError, accept, drift, fill};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022")
}

fn example() -> (Book, Scorecard) {
    let book = Book::read(&::folder::Plain::new(folder())).expect("the example book loads");
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let card = book::score(&book, &scheme);
    (book, card)
}

/// A paragraph that Word has cut into runs: every second part is set in bold.
fn cut(parts: &[&str]) -> Block {
    let mut text = Text::default();
    for (at, part) in parts.iter().enumerate() {
        let start = text.content.len();
        text.content.push_str(part);
        if at % 2 == 1 {
            text.marks.push(Mark {
                range: start..text.content.len(),
                kind: MarkKind::Strong,
            });
        }
    }
    Block::Paragraph(text)
}

fn template(blocks: Vec<Block>) -> Vec<u8> {
    let document = Document {
        blocks,
        ..Document::default()
    };
    document::docx(&document, &[]).expect("it is written")
}

fn rows(rows: &[&[&str]]) -> Block {
    let row = |row: &&[&str]| row.iter().map(|words| Cell::plain(*words)).collect();
    Block::Table(Table {
        rows: rows.iter().map(row).collect(),
        header_rows: 1,
        ..Table::default()
    })
}

fn ours() -> Vec<u8> {
    template(vec![
        cut(&[
            "{{ 单",
            "位.名",
            "称 }}全年巡查",
            "{{ 指标.Z01.",
            "完成值 }} & 完",
        ]),
        cut(&["{{ 正文.工作任务 }}"]),
        rows(&[
            &["序号", "指标", "得分"],
            &[
                "{{ 每个指标 }}{{ 序号 }}",
                "{{ 指标.三级 }}",
                "{{ 指标.得分 }}",
            ],
        ]),
        cut(&["{{ 图.指标得分 }}"]),
    ])
}

fn filled(template: &[u8]) -> Result<Filled, WordError> {
    let (book, card) = example();
    let draw = &mut |_: &_| Ok(Png(b"\x89PNG\r\n\x1a\n".to_vec()));
    let edition = Edition {
        state: State::Final,
        as_of: None,
        scheme: card.scheme.clone(),
        template: Pattern::of("模板.docx", template),
    };
    fill(&book, &card, template, &edition, draw)
}

fn read(bytes: &[u8]) -> Document {
    document::read("报告.docx", bytes, &Limits::default()).expect("it is read")
}

#[test]
fn names_rows_and_blocks_are_filled() {
    let filled = filled(&ours()).unwrap_or_else(|error| panic!("{error}"));
    let document = read(&filled.bytes);
    let flat = document.flatten();
    let first = "南昌市自然资源和规划局经开分局全年巡查30次 & 完";
    assert_eq!(flat.text_of(0), first);
    assert!(!flat.text.contains("{{"), "{}", flat.text);
    assert!(flat.text.contains("（一）配合国土空间规划编制"));
    let (book, _) = example();
    let table = flat.tables.last().expect("there is a table");
    assert_eq!(table.rows, 1 + book.indicators.len());
    let last = table.at(table.rows - 1, 0).expect("there is a cell");
    assert_eq!(flat.text_of(last), book.indicators.len().to_string());

    let again = self::filled(&ours()).unwrap_or_else(|error| panic!("{error}"));
    assert!(filled.bytes == again.bytes);
}

#[test]
fn what_is_filled_in_is_set_as_its_placeholder_was() {
    let filled = filled(&ours()).unwrap_or_else(|error| panic!("{error}"));
    let document = read(&filled.bytes);
    let Some(Block::Paragraph(text)) = document.blocks.first() else {
        panic!("there is a paragraph");
    };
    let strong: Vec<_> = text
        .marks
        .iter()
        .map(|mark| &text.content[mark.range.clone()])
        .collect();
    assert_eq!(strong, ["30次"]);
}

/// The template with a header and a footer that say so; the footer of even pages becomes the header of all.
fn with_margins(header: &str, footer: &str) -> Vec<u8> {
    let line = |words: &str, end: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>{end}");
    edited_parts(&ours(), |name, xml| match name {
        "word/footer1.xml" => xml.replace("</w:ftr>", &line(footer, "</w:ftr>")),
        "word/footer2.xml" => xml
            .replace("w:ftr", "w:hdr")
            .replace("</w:hdr>", &line(header, "</w:hdr>")),
        "[Content_Types].xml" => {
            let (head, tail) = xml.split_once("/word/footer2.xml").expect("it is told");
            format!(
                "{head}/word/footer2.xml{}",
                tail.replacen("footer+xml", "header+xml", 1)
            )
        }
        "word/_rels/document.xml.rels" => {
            let (head, tail) = xml.split_once("Id=\"even\"").expect("it is told");
            format!(
                "{head}Id=\"even\"{}",
                tail.replacen("/footer\"", "/header\"", 1)
            )
        }
        "word/document.xml" => xml.replace(
            "<w:footerReference w:type=\"even\"",
            "<w:headerReference w:type=\"default\"",
        ),
        _ => xml.to_owned(),
    })
}

#[test]
fn headers_and_footers_are_filled_with_words() {
    let template = with_margins(
        "{{ 单位</w:t></w:r><w:r><w:t>.名称 }}",
        "巡查{{ 指标.Z01.完成值 }} &amp; 更多",
    );
    let filled = filled(&template).unwrap_or_else(|error| panic!("{error}"));
    let margins = read(&filled.bytes).margins;
    let mut said: Vec<_> = margins.iter().map(|text| text.content.as_str()).collect();
    said.sort_unstable();
    assert_eq!(said, ["南昌市自然资源和规划局经开分局", "巡查30次 & 更多"]);
    let patrols = filled.composed.document.margins.iter().flat_map(|text| {
        let marks = text.marks.iter();
        marks.map(|mark| &text.content[mark.range.clone()])
    });
    assert_eq!(
        patrols.collect::<Vec<_>>(),
        ["30次"],
        "a figure as any other"
    );
    let found = drift(&filled.composed, &filled.bytes).expect("it is read");
    assert_eq!((found.changes.len(), found.same_book), (0, Some(true)));

    let file = edited_parts(&filled.bytes, |_, xml| {
        let (head, tail) = xml.split_once("巡查30").unwrap_or((xml, ""));
        match xml.contains("<w:ftr") && !tail.is_empty() {
            true => format!("{head}巡查31{tail}"),
            false => xml.to_owned(),
        }
    });
    let found = drift(&filled.composed, &file).expect("it is read");
    let [change] = found.changes.as_slice() else {
        panic!("{:?}", found.changes);
    };
    let told = (&change.place, &change.difference);
    assert!(
        matches!(&change.difference, report::Difference::Figure { fact, file, .. }
        if fact == "指标.Z01.完成值" && file == "31次"),
        "{told:?}"
    );

    let error = match self::filled(&with_margins("{{ 单位.名字 }}", "{{ 正文.工作任务 }}"))
    {
        Err(WordError::Names(faults)) => faults.to_string(),
        _ => panic!("neither can be filled"),
    };
    for told in [
        "页眉第2段“{{ 单位.名字 }}…”：没有“单位.名字”这个名称",
        "“正文.工作任务”是一整块内容，不能放在页脚里。改法：移到正文，单独占一段",
    ] {
        assert!(error.contains(told), "{told}\n{error}");
    }
}

#[test]
fn every_wrong_name_is_told_by_its_paragraph_once() {
    let wrong = template(vec![
        cut(&["执行率{{ 预算.执行律 }}"]),
        rows(&[&["指标"], &["{{ 每个指标 }}{{ 指标.三极 }}"]]),
        cut(&["见{{ 表.预算执行 }}"]),
        cut(&["{{ 每个项目 }}"]),
    ]);
    let error = match filled(&wrong) {
        Err(WordError::Names(faults)) => faults.to_string(),
        _ => panic!("the names are wrong"),
    };
    for told in [
        "模板.docx 第1段“执行率{{ 预算.执行律…”：没有“预算.执行律”这个名称。改法：是不是“预算.执行数”、“预算.执行率”",
        "没有“指标.三极”这个名称。改法：是不是“指标.三级”",
        "“表.预算执行”是一整块内容",
        "没有“每个项目”可以逐行写",
        "共4处错误",
    ] {
        assert!(error.contains(told), "{told}\n{error}");
    }
}

#[test]
fn an_edit_of_the_filled_template_goes_back_into_the_narrative() {
    let filled = filled(&ours()).unwrap_or_else(|error| panic!("{error}"));
    let found = drift(&filled.composed, &filled.bytes).expect("it is read");
    assert_eq!((found.changes.len(), found.same_book), (0, Some(true)));

    let file = edited(&filled.bytes, |xml| {
        xml.replacen("均已制止并完成整改", "均已当场制止并完成整改", 1)
    });
    let found = drift(&filled.composed, &file).expect("it is read");
    assert_eq!(found.changes.len(), 1);
    let source = std::fs::read_to_string(folder().join("book.toml")).expect("it is there");
    let (book, _) = example();
    let accepted = accept(&book, &source, &found, &[]).expect("the book stays one");
    assert_eq!(accepted.taken, 1);
    assert!(accepted.files["text/工作任务.md"].contains("均已当场制止并完成整改"));
}
