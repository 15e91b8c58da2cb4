//! Whole documents through the press.

use std::io::{Cursor, Read as _};

use document::{Block, Cell, Day, Document, Picture, Table, Text};
use typeset::{Fonts, TypesetError, ofd, pdf};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: Some("绩效自评报告".to_owned()),
        date: Some(Day {
            year: 2023,
            month: 4,
            day: 20,
        }),
        blocks,
        ..Document::default()
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Text::plain(text))
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        text: Text::plain(text),
    }
}

#[test]
fn page_holds_22_lines_of_28_characters() {
    let fonts = Fonts::bundled();
    let full = "字".repeat(28 * 22 - 2);
    let page = pdf(&document(vec![paragraph(&full)]), &fonts).expect("set");
    assert_eq!(page.pages, 1);
    let overflowing = pdf(&document(vec![paragraph(&(full + "字"))]), &fonts).expect("set");
    assert_eq!(overflowing.pages, 2);
}

#[test]
fn same_document_gives_the_same_bytes() {
    let report = document(vec![
        heading(0, "报告"),
        heading(1, "一、概况"),
        paragraph("正文。"),
    ]);
    let first = pdf(&report, &Fonts::bundled()).expect("set");
    let second = pdf(&report, &Fonts::bundled()).expect("set");
    assert!(first.bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(first, second);
    assert_eq!(first.archival, Ok(()));
    assert_eq!(first.fonts_used, ["Kaocheng Serif"]);
}

#[test]
fn words_are_never_markup() {
    let hostile = "#pagebreak() #panic() $x$ \\ \"q\" @ref <label> *b* _i_ `raw` // /* = - + [x] {} \u{0}\r\n\t \\u{41} \")";
    let cell = vec![vec![Cell::plain(hostile)]];
    let report = Document {
        title: Some(hostile.to_owned()),
        ..document(vec![
            heading(0, hostile),
            heading(1, hostile),
            heading(7, hostile),
            paragraph(hostile),
            Block::Table(Table {
                caption: Some(Text::plain(hostile)),
                header_rows: 3,
                widths: vec![0],
                rows: cell,
                ..Table::default()
            }),
            Block::Picture(Picture {
                svg: "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>".to_owned(),
                size_mm: (900, 900),
                alternative: hostile.to_owned(),
                caption: Some(Text::plain(hostile)),
            }),
        ])
    };
    let set = pdf(&report, &Fonts::bundled()).expect("set");
    assert_eq!(set.pages, 2, "the tall picture has a page of its own");
    assert!(set.missing.is_empty(), "{:?}", set.missing);
}

#[test]
fn missing_character_and_broken_picture_are_reported() {
    let fonts = Fonts::bundled();
    let set = pdf(&document(vec![paragraph("姓𠮷，名喆")]), &fonts).expect("set");
    assert_eq!(set.missing, ['𠮷']);
    assert!(
        set.archival.is_err(),
        "a lost character keeps a file out of the archive"
    );
    let picture = Block::Picture(Picture {
        svg: "<svg".to_owned(),
        size_mm: (10, 10),
        alternative: String::new(),
        caption: None,
    });
    assert!(matches!(
        pdf(&document(vec![picture]), &fonts),
        Err(TypesetError::Layout(_))
    ));
}

#[test]
fn long_table_runs_over_pages_whatever_it_spans() {
    let mut rows = vec![vec![Cell::plain("指标"), Cell::plain("完成值")]];
    let spanning = |rowspan| Cell {
        rowspan,
        ..Cell::plain("产出指标")
    };
    rows.push(vec![spanning(usize::MAX), Cell::plain("1")]);
    rows.extend((0..98).map(|n| vec![Cell::plain(n.to_string())]));
    let table = Block::Table(Table {
        header_rows: 1,
        rows,
        ..Table::default()
    });
    let tall = Block::Table(Table {
        rows: vec![vec![Cell::plain("长".repeat(3000))]],
        ..Table::default()
    });
    let set = pdf(
        &document(vec![table, Block::NewPage { landscape: false }, tall]),
        &Fonts::bundled(),
    )
    .expect("set");
    assert!((5..=8).contains(&set.pages), "{} pages", set.pages);
}

#[test]
fn row_or_head_taller_than_the_page_is_broken_and_loses_nothing() {
    for header_rows in [0, 1] {
        let table = Block::Table(Table {
            header_rows,
            rows: vec![
                vec![Cell::plain("长".repeat(3000)), Cell::plain("短")],
                vec![Cell::plain("一"), Cell::plain("二")],
            ],
            ..Table::default()
        });
        let set = pdf(&document(vec![table]), &Fonts::bundled()).expect("set");
        assert_eq!(set.pages, 5, "with {header_rows} rows of head");
    }
}

#[test]
fn endless_word_and_blank_document_are_set() {
    let fonts = Fonts::bundled();
    let set = pdf(&document(vec![paragraph(&"x".repeat(500))]), &fonts).expect("set");
    assert!(set.missing.is_empty(), "{:?}", set.missing);
    assert_eq!(pdf(&Document::default(), &fonts).expect("set").pages, 1);
}

#[test]
fn the_outline_of_an_ofd_leads_to_its_headings() {
    let report = document(vec![
        heading(0, "报告"),
        heading(1, "一、“概况”"),
        paragraph("文字。"),
        Block::NewPage { landscape: false },
        heading(1, "二、绩效 <A&B>"),
    ]);
    let made = ofd(&report, &Fonts::bundled()).expect("set");
    let mut archive = zip::ZipArchive::new(Cursor::new(made.bytes)).expect("an archive");
    let mut index = String::new();
    let mut file = archive.by_name("Doc_0/Document.xml").expect("an index");
    file.read_to_string(&mut index).expect("text");
    let pages: Vec<&str> = index.split("<ofd:Page ID=\"").skip(1).collect();
    let page = |number: usize| pages[number].split('"').next().expect("an identifier");
    let target = |title: &str| {
        let (_, after) = index
            .split_once(&format!("Title=\"{title}\""))
            .expect(title);
        let (_, after) = after.split_once("PageID=\"").expect("a target");
        after.split('"').next().expect("an identifier").to_owned()
    };
    assert_eq!(target("报告"), page(0));
    assert_eq!(target("一、“概况”"), page(0));
    assert_eq!(target("二、绩效 &lt;A&amp;B&gt;"), page(1));
}

#[test]
fn ofd_says_the_same_as_the_document_every_time() {
    let picture = Picture {
        svg: r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="5"/></svg>"#
            .to_owned(),
        size_mm: (60, 40),
        alternative: "一个方块".to_owned(),
        caption: Some(Text::plain("图1 方块")),
    };
    let table = Table {
        rows: vec![
            vec![Cell::plain("指标"), Cell::plain("完成值")],
            vec![Cell::plain("执法巡查<次数>"), Cell::plain("30")],
        ],
        header_rows: 1,
        ..Table::default()
    };
    let report = document(vec![
        heading(0, "报告"),
        paragraph("全年预算数440.90万元，执行数432.91万元。"),
        Block::Table(table),
        Block::Picture(picture),
    ]);
    let first = ofd(&report, &Fonts::bundled()).expect("set");
    assert_eq!(first, ofd(&report, &Fonts::bundled()).expect("set"));
    assert_eq!((first.pages, &first.missing[..]), (1, &[][..]));
    let read =
        document::read("报告.ofd", &first.bytes, &document::Limits::default()).expect("read");
    let words = document::markdown(&read);
    for said in ["报告", "440.90万元，执行数432.91万元。", "执法巡查", "图1"] {
        assert!(words.contains(said), "{said} in {words}");
    }
    let tables = read
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Table(_)));
    assert_eq!(tables.count(), 1);
}

/// The pages of a document as OFD: each with its width, its height and its words.
fn pages(document: &Document) -> Vec<(String, String)> {
    let set = ofd(document, &Fonts::bundled()).expect("set");
    let mut archive = zip::ZipArchive::new(Cursor::new(set.bytes)).expect("a zip file");
    (0..set.pages)
        .map(|number| {
            let mut page = String::new();
            archive
                .by_name(&format!("Doc_0/Pages/Page_{number}/Content.xml"))
                .expect("the page")
                .read_to_string(&mut page)
                .expect("text");
            let area = page.split("PhysicalBox>").nth(1).expect("its size");
            let area = area.trim_end_matches("</ofd:").to_owned();
            let words = page.split("<ofd:TextCode").skip(1);
            let words = words.filter_map(|code| code.split_once('>')?.1.split_once('<'));
            (area, words.map(|(words, _)| words).collect())
        })
        .collect()
}

#[test]
fn an_annex_lies_on_its_side_and_what_follows_does_not() {
    let pages = pages(&document(vec![
        paragraph("正文"),
        Block::Closing {
            signature: Text::plain("东湖县卫生健康局"),
            date: Some(Text::plain("2025年3月20日")),
        },
        Block::NewPage { landscape: true },
        Block::Annex(Text::plain("附件1")),
        Block::NewPage { landscape: false },
        paragraph("附后"),
    ]));
    let sizes: Vec<&str> = pages.iter().map(|(size, _)| size.as_str()).collect();
    assert_eq!(
        sizes,
        [
            "0 0 210.000 297.000",
            "0 0 297.000 210.000",
            "0 0 210.000 297.000"
        ]
    );
}

#[test]
fn a_sum_never_stands_alone_and_the_head_of_a_form_is_repeated() {
    for rows in 20..60 {
        let mut all = vec![vec![Cell::plain("单位")], vec![Cell::plain("指标")]];
        all.extend((0..rows).map(|_| vec![Cell::plain("甲")]));
        all.push(vec![Cell::plain("合计")]);
        let table = Block::Table(Table {
            above: 1,
            header_rows: 1,
            rows: all,
            ..Table::default()
        });
        let pages = pages(&document(vec![table]));
        for (_, words) in &pages {
            assert!(words.contains("指标"), "{rows} rows: {words}");
            assert!(words.contains('甲'), "{rows} rows: {words}");
        }
    }
}

#[test]
fn the_head_of_a_form_may_meet_the_end_of_a_page() {
    let tall = || Cell::plain("长".repeat(400));
    let row = |words: &str| vec![Cell::plain(words), tall()];
    for above in 1..40 {
        let mut rows: Vec<Vec<Cell>> = (0..above).map(|_| vec![Cell::plain("单位")]).collect();
        rows.push(vec![Cell::plain("指标"), Cell::plain("完成情况")]);
        rows.extend((0..6).map(|_| row("甲")));
        let table = Block::Table(Table {
            above,
            header_rows: 1,
            rows,
            ..Table::default()
        });
        let set = pdf(&document(vec![table]), &Fonts::bundled()).expect("set");
        assert_eq!(set.archival, Ok(()), "{above} rows above the head");
    }
}
