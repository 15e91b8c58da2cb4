//! What a writer wrote, its reader reads.

use document::{
    Block, Cell, Document, Flat, Limits, Mark, MarkKind, PieceKind, Table, Text, docx, html,
    markdown, read,
};

fn sample() -> Document {
    let heading = |level, text: &str| Block::Heading {
        level,
        text: Text::plain(text),
    };
    let strong = Text {
        marks: vec![Mark {
            range: 6..19,
            kind: MarkKind::Strong,
        }],
        ..Text::plain("资产4288.85万元，占 97.64%*_<1>|2")
    };
    let spanning = |text: &str, colspan, rowspan| Cell {
        colspan,
        rowspan,
        ..Cell::plain(text)
    };
    let table = Table {
        header_rows: 1,
        rows: vec![
            vec![
                spanning("指标", 1, 1),
                Cell::plain("预算数"),
                Cell::plain("执行数"),
            ],
            vec![spanning("合计", 2, 1), Cell::plain("432.91")],
            vec![
                spanning("人员\n经费", 1, 2),
                Cell::plain("440.90"),
                Cell::plain("98.19%"),
            ],
            vec![Cell::plain("1,201.5"), Cell::plain("")],
        ],
        ..Table::default()
    };
    Document {
        blocks: vec![
            heading(0, "某局2022年度绩效自评报告"),
            heading(1, "一、基本情况"),
            Block::Paragraph(strong),
            heading(2, "（一）人员情况"),
            Block::Paragraph(Text::plain("1.2022年实有21人。")),
            heading(3, "1.在职"),
            Block::Table(table),
            Block::Paragraph(Text::plain("# 不是标题")),
        ],
        ..Document::default()
    }
}

fn pieces(flat: &Flat) -> Vec<(&str, Option<u8>)> {
    let level = |kind| match kind {
        PieceKind::Heading(level) => Some(level),
        _ => None,
    };
    (0..flat.pieces.len())
        .map(|piece| (flat.text_of(piece), level(flat.pieces[piece].kind)))
        .collect()
}

/// What is set in bold in the paragraphs.
fn marked(document: &Document) -> Vec<&str> {
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    paragraphs
        .flat_map(|text| {
            text.marks
                .iter()
                .map(|mark| &text.content[mark.range.clone()])
        })
        .collect()
}

#[test]
fn word_and_web_keep_texts_levels_and_tables() {
    let written = sample().flatten();
    let word = docx(&sample(), &[]).unwrap();
    let page = html(&sample());
    for (name, bytes) in [("a.docx", word.as_slice()), ("a.html", page.as_bytes())] {
        let document = read(name, bytes, &Limits::default()).unwrap();
        assert_eq!(document.faults, [], "{name}");
        assert_eq!(marked(&document), ["4288.85万元"], "{name}");
        let read = document.flatten();
        assert_eq!(pieces(&read), pieces(&written), "{name}");
        assert_eq!(read.tables[0].cells, written.tables[0].cells, "{name}");
        assert_eq!(read.tables[0].header_rows, 1, "{name}");
    }
}

#[test]
fn markdown_keeps_texts_and_levels() {
    let written = sample().flatten();
    let document = read("a.md", markdown(&sample()).as_bytes(), &Limits::default()).unwrap();
    let read = document.flatten();
    let present = |flat: &Flat| -> Vec<(String, Option<u8>)> {
        let pieces = pieces(flat).into_iter().filter(|piece| !piece.0.is_empty());
        pieces
            .map(|(text, level)| (text.to_owned(), level))
            .collect()
    };
    assert_eq!(present(&read), present(&written));
    assert_eq!(marked(&document), ["4288.85万元"]);
}
