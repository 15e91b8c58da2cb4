//! The parts of an official document: a title of several lines, annexes, signature and date, paper on its side, tables that
//! stay together.

use std::io::{Cursor, Read};

use document::{Block, Cell, Document, Limits, Table, Text, docx, html, markdown, read};

const TITLE: &str = "东湖县卫生健康局2024年度整体支出绩效自评报告";

fn document() -> Document {
    let row = |words: &str| vec![Cell::plain(words), Cell::plain("1")];
    let title = |words: &str| Block::Heading {
        level: 0,
        text: Text::plain(words),
    };
    Document {
        blocks: vec![
            title(TITLE),
            Block::Paragraph(Text::plain("报告如下。")),
            Block::Annexes(vec![
                Text::plain("附件：1.完成情况表"),
                Text::plain("2.清单"),
            ]),
            Block::Closing {
                signature: Text::plain("东湖县卫生健康局"),
                date: Some(Text::plain("2025年3月20日")),
            },
            Block::NewPage { landscape: true },
            Block::Annex(Text::plain("附件1")),
            title("完成情况表"),
            Block::Above {
                left: Text::plain("2024年度"),
                right: Text::plain("金额单位：万元"),
            },
            Block::Table(Table {
                above: 1,
                header_rows: 1,
                rows: ["单位", "指标", "体检", "随访", "合计"].map(row).to_vec(),
                ..Table::default()
            }),
            Block::NewPage { landscape: false },
            Block::Annex(Text::plain("附件2")),
            title("清单"),
        ],
        ..Document::default()
    }
}

fn body() -> String {
    let package = docx(&document(), &[]).expect("it is written");
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a zip file");
    let mut body = String::new();
    let mut part = archive.by_name("word/document.xml").expect("the body");
    part.read_to_string(&mut body).expect("text");
    body
}

#[test]
fn a_title_is_broken_between_words_in_word_and_read_whole() {
    assert!(body().contains("2024年度</w:t></w:r><w:r><w:br/></w:r>"));
    let package = docx(&document(), &[]).expect("it is written");
    let read = read("报告.docx", &package, &Limits::default()).expect("it is read");
    let first = read.texts().next().map(|text| text.content.as_str());
    assert_eq!(first, Some(TITLE));
    assert!(html(&document()).contains(
        "<h1><span class=\"line\">东湖县卫生健康局2024年度</span><span class=\"line\">整体支出绩效自评报告</span></h1>"
    ));
}

#[test]
fn signature_and_date_stand_over_one_another_at_the_right() {
    let body = body();
    let closing: Vec<&str> = body
        .split("<w:p>")
        .filter(|paragraph| paragraph.contains(r#"w:rightChars="225""#))
        .collect();
    assert_eq!(closing.len(), 2);
    assert!(
        closing
            .iter()
            .all(|one| one.contains(r#"<w:jc w:val="center"/>"#))
    );
    assert!(closing[0].contains(r#"<w:keepNext/><w:spacing w:before="1160"/>"#));
    assert!(html(&document()).contains("<div class=\"closing\" style=\"padding:0 2.25em 0 "));
}

#[test]
fn an_annex_with_a_wide_table_lies_on_its_side_and_the_next_does_not() {
    let body = body();
    let sections: Vec<bool> = body
        .split("<w:sectPr>")
        .skip(1)
        .map(|section| section.contains(r#"w:orient="landscape""#))
        .collect();
    assert_eq!(sections, [false, true, false]);
    assert!(body.contains(r#"<w:pStyle w:val="Annex"/>"#));
    let page = html(&document());
    assert_eq!(page.matches("<section class=\"turned\">").count(), 1);
}

#[test]
fn a_short_table_stays_on_one_page_to_its_last_row() {
    let body = body();
    let rows: Vec<bool> = body
        .split("<w:tr>")
        .skip(1)
        .filter_map(|row| row.split("</w:tr>").next())
        .map(|row| row.contains("<w:keepNext/>"))
        .collect();
    assert_eq!(rows, [true, true, true, true, false]);
}

#[test]
fn markdown_says_all_of_it_in_order() {
    let said = markdown(&document());
    let places = [
        "附件：1.完成情况表",
        "2.清单",
        "东湖县卫生健康局\n",
        "2025年3月20日",
        "附件1",
    ];
    let places: Vec<usize> = places
        .iter()
        .map(|words| said.find(words).expect("it is said"))
        .collect();
    assert!(places.is_sorted(), "{said}");
}
