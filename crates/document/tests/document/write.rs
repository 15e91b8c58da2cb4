//! The writers on one small document: spans, marked figures, a picture, and text that looks like markup.

use std::io::{Cursor, Read};

use document::{
    Align, Block, Cell, Document, Entry, Limits, Mark, MarkKind, Number, NumberForm, Picture, Png,
    Provenance, Sheet, Stored, Table, Text, Value, WriteError, docx, html, markdown, worksheets,
    xlsx,
};

/// A white picture of one pixel.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0xf8, 0x0f, 0, 1, 1, 1, 0, 0x1b, 0xb6, 0xee, 0x56, 0, 0, 0, 0, b'I', b'E',
    b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn marked(content: &str, marks: &[(&str, MarkKind)]) -> Text {
    let mut text = Text::plain(content);
    for (part, kind) in marks {
        let start = content.find(part).expect("the marked part is in the text");
        text.marks.push(Mark {
            range: start..start + part.len(),
            kind: kind.clone(),
        });
    }
    text
}

fn cell(content: &str, align: Align) -> Cell {
    Cell {
        align,
        ..Cell::plain(content)
    }
}

fn spanning(content: &str, colspan: usize, rowspan: usize) -> Cell {
    Cell {
        colspan,
        rowspan,
        align: Align::Center,
        ..Cell::plain(content)
    }
}

fn sample() -> Document {
    let heading = |level, words: &str| Block::Heading {
        level,
        text: Text::plain(words),
    };
    let rows = vec![
        vec![spanning("指标", 1, 2), spanning("2023年", 2, 1)],
        vec![cell("目标", Align::Center), cell("实际", Align::Center)],
        vec![
            spanning("巡查\n次数", 1, 2),
            cell("≥30", Align::Right),
            cell("30", Align::Right),
        ],
        vec![
            cell("A|B", Align::Right),
            Cell {
                text: marked("5.00", &[("5.00", MarkKind::Figure(1))]),
                ..cell("", Align::Right)
            },
        ],
    ];
    Document {
        blocks: vec![
            heading(0, "绩效自评报告"),
            heading(1, "一、概况"),
            heading(2, "（一）预算"),
            Block::Paragraph(marked(
                "执行率：98.19%，“三公”经费 <压减> 3.2%。",
                &[
                    ("执行率：", MarkKind::Strong),
                    ("98.19%", MarkKind::Figure(0)),
                ],
            )),
            heading(3, "1. 指标"),
            Block::Table(Table {
                caption: Some(Text::plain("表1  指标完成情况")),
                header_rows: 2,
                widths: vec![2, 1, 1],
                rows,
                ..Table::default()
            }),
            Block::NewPage { landscape: false },
            Block::Paragraph(Text::plain("1. 见下图。")),
            Block::Picture(Picture {
                svg: r#"<?xml version="1.0"?><svg viewBox="0 0 10 5"><text>98.19%</text></svg>"#
                    .to_owned(),
                size_mm: (120, 60),
                alternative: "柱状图：执行率98.19%".to_owned(),
                caption: Some(Text::plain("图1 执行率")),
            }),
        ],
        provenance: vec![
            Provenance {
                fact: "预算执行率".to_owned(),
                formula: "432.91 ÷ 440.90".to_owned(),
                sources: vec!["ledgers/spending.csv 第2–9行".to_owned()],
                typed: false,
            },
            Provenance {
                fact: "巡查得分".to_owned(),
                typed: true,
                ..Provenance::default()
            },
        ],
        ..Document::default()
    }
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(package)).expect("the package is a zip file");
    let mut entry = archive.by_name(name).expect("the part is in the package");
    let mut text = String::new();
    entry.read_to_string(&mut text).expect("the part is text");
    text
}

#[test]
fn markdown_of_the_sample() {
    insta::assert_snapshot!(markdown(&sample()));
}

/// The style sheet and the script are left out of the snapshot: they are files of their own.
#[test]
fn html_of_the_sample() {
    let page = html(&sample());
    let (_, body) = page.split_once("</style>").unwrap();
    let (body, _) = body.split_once("<script>").unwrap();
    insta::assert_snapshot!(body);
    for outside in ["http://", "https://", "src=\"", "href=", "@import", "url("] {
        assert!(
            !page.contains(outside),
            "the file is whole by itself, without {outside}"
        );
    }
}

#[test]
fn docx_is_the_same_every_time_and_every_part_is_well_formed() {
    let (document, pictures) = (sample(), [Png(PIXEL.to_vec())]);
    let package = docx(&document, &pictures).unwrap();
    assert_eq!(package, docx(&document, &pictures).unwrap());
    let names: Vec<String> = zip::ZipArchive::new(Cursor::new(&package))
        .unwrap()
        .file_names()
        .map(|name| name.unwrap().to_string())
        .collect();
    for name in names.iter().filter(|name| !name.ends_with(".png")) {
        assert!(well_formed(&part(&package, name)), "{name}");
    }
}

fn well_formed(xml: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

#[test]
fn docx_keeps_the_official_layout() {
    let package = docx(&sample(), &[Png(PIXEL.to_vec())]).unwrap();
    let (body, styles) = (
        part(&package, "word/document.xml"),
        part(&package, "word/styles.xml"),
    );
    for piece in [
        r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#,
        r#"<w:pStyle w:val="Title"/>"#,
        r#"<w:pStyle w:val="Heading1"/>"#,
        r#"<w:cantSplit/><w:tblHeader/>"#,
        r#"<w:gridSpan w:val="2"/>"#,
        r#"<w:vMerge w:val="restart"/>"#,
        r#"<w:pStyle w:val="Body"/><w:pageBreakBefore/>"#,
        r#"descr="柱状图：执行率98.19%""#,
        r#"<wp:extent cx="4320000" cy="2160000"/>"#,
        "&lt;压减&gt;",
    ] {
        assert!(body.contains(piece), "{piece}");
    }
    for piece in [
        r#"w:eastAsia="仿宋_GB2312""#,
        r#"w:eastAsia="方正小标宋简体""#,
        r#"<w:spacing w:line="580" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>"#,
        r#"<w:outlineLvl w:val="0"/>"#,
        r#"<w:sz w:val="44"/>"#,
    ] {
        assert!(styles.contains(piece), "{piece}");
    }
    assert_eq!(body.matches("<w:tblHeader/>").count(), 2);
    assert!(part(&package, "docProps/core.xml").contains("<dc:title>绩效自评报告</dc:title>"));
    assert!(part(&package, "word/footer1.xml").contains(r#"<w:jc w:val="right"/>"#));
}

#[test]
fn a_picture_that_could_not_be_drawn_is_told_in_words() {
    for pictures in [&[][..], &[Png::default()]] {
        let package = docx(&sample(), pictures).unwrap();
        assert!(part(&package, "word/document.xml").contains(">柱状图：执行率98.19%</w:t>"));
        assert!(!part(&package, "word/_rels/document.xml.rels").contains("media"));
    }
    assert!(matches!(
        docx(&sample(), &[Png(b"GIF89a".to_vec())]),
        Err(WriteError::NotPng(1))
    ));
}

fn score_sheet() -> Sheet {
    let number = |decimal: &str, form| Number::new(decimal, form).expect("a decimal");
    let words = |words: &str| Entry::text(words);
    let rows = vec![
        vec![
            words("指标"),
            words("执行数"),
            words("执行率"),
            words("得分"),
        ],
        vec![
            Entry {
                rowspan: 2,
                ..words("预算")
            },
            Entry::number(number("1234567.80", NumberForm::Grouped)),
            Entry::number(number("98.10", NumberForm::Percent)),
            Entry::number(number("0.30", NumberForm::Plain)),
        ],
        vec![
            Entry::number(number("12345678901234567.89", NumberForm::Grouped)),
            Entry::empty(),
            Entry::number(number("-4.70", NumberForm::Plain)),
        ],
    ];
    let mut sheet = Sheet {
        name: "自评表".to_owned(),
        title: Some("整体支出绩效自评表".to_owned()),
        rows,
        header: 0..1,
        frozen: true,
        widths: vec![20, 14, 10, 8],
        ..Sheet::default()
    };
    let expression = format!("SUM({}:{})", sheet.address(1, 3), sheet.address(2, 3));
    let sum = Value::Formula {
        expression,
        result: number("-4.40", NumberForm::Plain),
    };
    sheet.rows.push(vec![
        Entry {
            colspan: 3,
            ..words("合计")
        },
        Entry::new(sum, Align::Right),
    ]);
    sheet
}

#[test]
fn xlsx_reads_back_as_it_was_written() {
    let bytes = xlsx(&[score_sheet()]).unwrap();
    assert_eq!(bytes, xlsx(&[score_sheet()]).unwrap());
    let read = worksheets(&bytes, &Limits::default()).unwrap();
    assert!(read.faults.is_empty());
    let [sheet] = &read.sheets[..] else {
        panic!("{} sheets", read.sheets.len());
    };
    let at = |row, column| {
        let cell = sheet.cells.get(&(row, column));
        cell.map(|cell| (cell.shown.as_str(), cell.stored))
    };
    let number = |shown, value| Some((shown, Stored::Number(value)));
    assert_eq!(at(0, 0), Some(("整体支出绩效自评表", Stored::Text)));
    assert_eq!(at(2, 1), number("1,234,567.80", 1_234_567.8));
    assert_eq!(at(2, 2), number("98.10%", 0.981));
    assert_eq!(at(3, 0), None);
    assert_eq!(at(3, 1), Some(("12,345,678,901,234,567.89", Stored::Text)));
    assert_eq!(at(4, 3), number("-4.40", -4.4));
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>SUM(D3:D4)</f>"));
}

#[test]
fn xlsx_prints_every_decimal_given() {
    let bytes = xlsx(&[score_sheet()]).unwrap();
    let (styles, sheet) = (
        part(&bytes, "xl/styles.xml"),
        part(&bytes, "xl/worksheets/sheet1.xml"),
    );
    for format in ["0.00", "#,##0.00", "0.00%"] {
        assert!(
            styles.contains(&format!(r#"formatCode="{format}""#)),
            "{format}"
        );
    }
    for piece in [
        "<mergeCell ref=\"A1:D1\"/>",
        "<mergeCell ref=\"A3:A4\"/>",
        "paperSize=\"9\"",
        "topLeftCell=\"A3\"",
    ] {
        assert!(sheet.contains(piece), "{piece}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("$2:$2"));
}

#[test]
fn a_sheet_name_that_excel_refuses_is_an_error() {
    for name in [
        "",
        "a/b",
        "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
    ] {
        let sheet = Sheet {
            name: name.to_owned(),
            ..Sheet::default()
        };
        assert!(
            matches!(xlsx(&[sheet]), Err(WriteError::SheetName(_))),
            "{name}"
        );
    }
    assert!(matches!(
        xlsx(&[score_sheet(), score_sheet()]),
        Err(WriteError::SheetName(_))
    ));
}
