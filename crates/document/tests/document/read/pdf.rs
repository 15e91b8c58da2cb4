//! PDF: paragraphs and tables found again from characters and lines on pages.

use std::io::Write;

use document::{Block, Document, Limits, ReadError, Spot, Table, read};
use insta::assert_snapshot;

use crate::read::printed::{Sheet, file, objects, pdf, stream};
use crate::read::sketch::sketch;

fn read_pdf(sheets: &[Sheet]) -> Document {
    read("a.pdf", &pdf(sheets), &Limits::default()).unwrap()
}

#[test]
fn lines_run_on_over_line_ends_and_pages() {
    let full = "支出用于巡查和维护的各项费用以及设备的更新改造与人员的培训等等";
    let first = Sheet::default()
        .text(200.0, 60.0, 18.0, "年度部门决算说明")
        .text(72.0 + 28.0, 120.0, 14.0, "一、收入情况")
        .spaced(100.0, 150.0, 14.0, 300, "本年收入合计")
        .text(100.0 + 6.0 * 14.0 * 1.3, 146.0, 14.0, "2946.25")
        .spaced(
            100.0 + 6.0 * 14.0 * 1.3 + 50.0,
            150.0,
            14.0,
            300,
            "万元，比上年增加了五十余万元",
        )
        .text(
            72.0,
            180.0,
            14.0,
            &full.chars().cycle().take(32).collect::<String>(),
        )
        .text(
            72.0,
            210.0,
            14.0,
            &full.chars().cycle().take(32).collect::<String>(),
        )
        .text(
            72.0,
            240.0,
            14.0,
            &full.chars().cycle().take(32).collect::<String>(),
        )
        .text(
            72.0,
            270.0,
            14.0,
            &full.chars().cycle().take(32).collect::<String>(),
        );
    let second = Sheet::default().text(72.0, 80.0, 14.0, "均已完成。").text(
        100.0,
        110.0,
        14.0,
        "二、其他 see the annual report",
    );
    assert_snapshot!(sketch(&read_pdf(&[first, second])));
}

#[test]
fn characters_painted_twice_are_read_once() {
    let bold = Sheet::default()
        .text(72.0, 100.0, 14.0, "合计")
        .text(72.3, 100.0, 14.0, "合计")
        .raw("2 Tr")
        .text(72.0, 140.0, 14.0, "1122.33");
    let flat = read_pdf(&[bold]).flatten();
    assert_eq!(flat.text, "合计\n1122.33");
}

#[test]
fn ruled_tables_keep_their_merged_and_empty_cells() {
    let columns = [72.0, 172.0, 272.0, 372.0];
    let sheet = Sheet::default()
        .text(180.0, 80.0, 14.0, "收入支出表")
        .text(310.0, 96.0, 10.0, "单位：万元")
        .grid(&columns, &[140.0, 160.0, 180.0])
        .rule((72.0, 100.0), (372.0, 100.0))
        .rule((172.0, 120.0), (372.0, 120.0))
        .rule((72.0, 100.0), (72.0, 140.0))
        .rule((172.0, 100.0), (172.0, 140.0))
        .rule((272.0, 120.0), (272.0, 140.0))
        .rule((372.0, 100.0), (372.0, 140.0))
        .text(102.0, 124.0, 10.0, "项　目")
        .text(252.0, 114.0, 10.0, "金额")
        .text(200.0, 134.0, 10.0, "预算数")
        .text(300.0, 134.0, 10.0, "决算数")
        .text(76.0, 154.0, 10.0, "工资福利支出")
        .text(330.0, 151.0, 10.0, "2,082.85")
        .text(72.0, 200.0, 10.0, "注：本表无预算数。");
    assert_snapshot!(sketch(&read_pdf(&[sheet])));
}

#[test]
fn figures_below_one_another_make_a_table() {
    let mut sheet = Sheet::default()
        .text(200.0, 80.0, 14.0, "部门收支情况")
        .text(72.0, 110.0, 10.0, "项目")
        .text(250.0, 110.0, 10.0, "预算数")
        .text(350.0, 110.0, 10.0, "决算数");
    for (row, (label, budget, actual)) in [
        ("基本支出", "2,336.91", "2,306.90"),
        ("项目支出", "603.14", ""),
        ("合计", "2,940.05", "2,306.90"),
    ]
    .into_iter()
    .enumerate()
    {
        let y = 130.0 + 20.0 * row as f32;
        let right = |edge: f32, figure: &str| edge - 5.0 * figure.len() as f32;
        sheet = sheet
            .text(72.0, y, 10.0, label)
            .text(right(290.0, budget), y, 10.0, budget)
            .text(right(390.0, actual), y, 10.0, actual);
    }
    let prose = "本年收入合计 2946.25 万元，其中 财政拨款收入 2940.05 万元";
    let sheet = sheet
        .text(72.0, 260.0, 10.0, prose)
        .text(72.0, 280.0, 10.0, prose)
        .text(72.0, 300.0, 10.0, prose);
    assert_snapshot!(sketch(&read_pdf(&[sheet])));
}

#[test]
fn a_table_goes_on_over_the_page_without_its_repeated_head() {
    let columns = [72.0, 272.0, 372.0];
    let row = |sheet: Sheet, y: f32, label: &str, value: &str| {
        sheet.text(76.0, y, 10.0, label).text(300.0, y, 10.0, value)
    };
    let mut first = Sheet::default().grid(&columns, &[700.0, 720.0, 740.0, 760.0]);
    first = row(first, 714.0, "科目名称", "决算数");
    first = row(first, 734.0, "办公费", "21.21");
    first = row(first, 754.0, "印刷费", "7.61").text(290.0, 800.0, 9.0, "- 1 -");
    let mut second = Sheet::default().grid(&columns, &[80.0, 100.0, 120.0]);
    second = row(second, 94.0, "科目名称", "决算数");
    second = row(second, 114.0, "咨询费", "").text(290.0, 800.0, 9.0, "- 2 -");
    assert_snapshot!(sketch(&read_pdf(&[first, second])));
}

/// The cells of each table, row by row.
fn cells(document: &Document) -> Vec<Vec<Vec<&str>>> {
    fn texts(row: &[document::Cell]) -> Vec<&str> {
        row.iter().map(|cell| cell.text.content.as_str()).collect()
    }
    tables(document)
        .map(|table| table.rows.iter().map(|row| texts(row)).collect())
        .collect()
}

#[test]
fn a_title_printed_again_over_each_page_of_a_table_is_one_table() {
    let columns = [72.0, 272.0, 372.0];
    let page = |title: &str, rows: [(&str, &str); 2]| {
        let mut sheet = Sheet::default()
            .text(150.0, 60.0, 14.0, title)
            .text(310.0, 90.0, 10.0, "单位：万元")
            .grid(&columns, &[100.0, 120.0, 140.0, 160.0])
            .text(76.0, 114.0, 10.0, "科目名称")
            .text(300.0, 114.0, 10.0, "决算数");
        for (at, (label, value)) in rows.into_iter().enumerate() {
            let y = 134.0 + 20.0 * at as f32;
            sheet = sheet.text(76.0, y, 10.0, label).text(300.0, y, 10.0, value);
        }
        sheet
    };
    let title = "基本支出决算表（七）";
    let document = read_pdf(&[
        page(title, [("办公费", "21.21"), ("印刷费", "7.61")]),
        page(title, [("咨询费", "1.20"), ("手续费", "0.05")]),
        page(
            "基本支出决算表（七）（续）",
            [("水费", "3.00"), ("电费", "4.00")],
        ),
        page(
            "项目支出决算表（八）",
            [("维修费", "5.00"), ("租赁费", "6.00")],
        ),
    ]);
    let tables = cells(&document);
    assert_eq!(tables.iter().map(Vec::len).collect::<Vec<_>>(), [7, 3]);
    assert_eq!(tables[0][6], ["电费", "4.00"]);
    let titles: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => Some(text.content.as_str()),
            _ => None,
        })
        .filter(|text| text.contains("表（"))
        .collect();
    assert_eq!(titles, [title, "项目支出决算表（八）"]);
}

#[test]
fn rows_need_no_rules_between_them() {
    let columns = [72.0, 272.0, 372.0, 472.0];
    let mut sheet = Sheet::default()
        .grid(&columns, &[100.0, 120.0, 230.0])
        .text(76.0, 114.0, 10.0, "科目")
        .text(300.0, 114.0, 10.0, "预算数")
        .text(400.0, 114.0, 10.0, "决算数");
    let rows = [
        ("一、工资福利支出", "1,082.85", "1,080.00"),
        ("二、商品和服务支出", "", "-12.5"),
        ("三、其他", "", ""),
        ("四、机关事业单位养老保险缴费和职业年金", "", ""),
        ("缴费", "12.00", "11.08"),
        ("合计", "1,094.85", "1,078.58"),
    ];
    for (at, (label, budget, actual)) in rows.into_iter().enumerate() {
        let y = 134.0 + 16.0 * at as f32;
        let right = |edge: f32, figure: &str| edge - 4.0 - 5.0 * figure.len() as f32;
        sheet = sheet
            .text(76.0, y, 10.0, label)
            .text(right(372.0, budget), y, 10.0, budget)
            .text(right(472.0, actual), y, 10.0, actual);
    }
    let document = read_pdf(&[sheet]);
    assert_eq!(
        cells(&document),
        [[
            ["科目", "预算数", "决算数"],
            ["一、工资福利支出", "1,082.85", "1,080.00"],
            ["二、商品和服务支出", "", "-12.5"],
            ["三、其他", "", ""],
            [
                "四、机关事业单位养老保险缴费和职业年金缴费",
                "12.00",
                "11.08"
            ],
            ["合计", "1,094.85", "1,078.58"],
        ]]
    );
}

#[test]
fn a_paragraph_beside_a_figure_stays_one_cell() {
    let columns = [72.0, 232.0, 300.0];
    let mut sheet = Sheet::default().grid(&columns, &[100.0, 180.0]);
    for (line, words) in [
        "本年度完成堤防巡查和",
        "设备维护，及时处置了",
        "险情，保障安全度汛，",
        "群众满意。",
    ]
    .into_iter()
    .enumerate()
    {
        sheet = sheet.text(76.0, 114.0 + 16.0 * line as f32, 10.0, words);
    }
    let sheet = sheet.text(250.0, 138.0, 10.0, "98.5");
    let document = read_pdf(&[sheet]);
    let whole = "本年度完成堤防巡查和设备维护，及时处置了险情，保障安全度汛，群众满意。";
    assert_eq!(cells(&document), [[[whole, "98.5"]]]);
}

#[test]
fn digits_set_wide_are_one_figure() {
    let mut sheet = Sheet::default();
    for line in 0..6 {
        let y = 100.0 + 20.0 * line as f32;
        sheet = sheet.spaced(72.0, y, 10.0, 300, "20245582.42");
    }
    let document = read_pdf(&[sheet]);
    assert!(
        !document.flatten().text.contains("2 0"),
        "{}",
        document.flatten().text
    );
}

#[test]
fn a_chinese_encoding_needs_no_table_in_the_file() {
    let mut objects = objects(&[Sheet::default().text(72.0, 100.0, 12.0, "国库1.5亿元")]);
    objects[2] = objects[2]
        .replace("Identity-H", "UniGB-UCS2-H")
        .replace("/ToUnicode 6 0 R", "");
    objects[3] = objects[3].replace("(Identity)", "(GB1)");
    let document = read("a.pdf", &file(&objects, ""), &Limits::default()).unwrap();
    assert_eq!(document.flatten().text, "国库1.5亿元");
    // Without either, the characters are there and nobody knows which.
    objects[2] = objects[2].replace("UniGB-UCS2-H", "Identity-H");
    objects[3] = objects[3].replace("(GB1)", "(Identity)");
    let document = read("a.pdf", &file(&objects, ""), &Limits::default()).unwrap();
    assert_eq!(document.flatten().text, "\u{FFFD}".repeat(7));
    assert_eq!(document.faults.len(), 1);
}

#[test]
fn a_scanned_page_is_said_to_be_a_picture() {
    let scan = || Sheet::default().raw("q 595 0 0 842 0 0 cm /I Do Q");
    let hidden = scan().raw("3 Tr").text(72.0, 100.0, 12.0, "识别出的文字");
    let document = read_pdf(&[scan(), hidden, scan(), scan()]);
    assert_snapshot!(sketch(&document));
}

#[test]
fn pages_are_read_as_they_are_seen() {
    let turned = Sheet::default()
        .entries("/Rotate 90")
        .text(72.0, 100.0, 12.0, "横放");
    let drawn = Sheet::default()
        .raw("0 1 -1 0 842 0 cm")
        .text(72.0, 100.0, 12.0, "竖写");
    let cut = Sheet::default()
        .entries("/CropBox[50 0 500 800]")
        .text(72.0, 100.0, 12.0, "裁切");
    let document = read_pdf(&[turned, drawn, cut]);
    let places: Vec<_> = document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(text) => match text.origin.spot {
                Spot::Area(area) => (text.content.as_str(), area.left, area.top),
                _ => panic!("no area"),
            },
            _ => panic!("no paragraph"),
        })
        .collect();
    // Of a page turned clockwise the left edge is on top, and its text runs down from the right.
    assert_eq!(places[0], ("横放", 7402, 720));
    assert_eq!(places[1].0, "竖写");
    assert_eq!(places[2], ("裁切", 220, 478));
}

#[test]
fn what_is_left_of_a_broken_file_is_read() {
    let sheets = [
        Sheet::default().text(72.0, 100.0, 12.0, "第一页"),
        Sheet::default().text(72.0, 100.0, 12.0, "第二页"),
    ];
    let whole = pdf(&sheets);
    let text = |bytes: &[u8]| {
        read("a.pdf", bytes, &Limits::default())
            .map(|document| (document.flatten().text, document.faults.len()))
    };
    let end = whole.windows(4).rposition(|word| word == b"xref").unwrap();
    assert_eq!(
        text(&whole[..end - 10]).unwrap(),
        ("第一页\n第二页".to_owned(), 1)
    );
    for cut in (0..whole.len()).step_by(37) {
        let _ = text(&whole[..cut]);
    }
    assert!(matches!(
        text(b"%PDF-1.4\n%%EOF"),
        Err(ReadError::BrokenPdf)
    ));
}

#[test]
fn a_password_is_asked_for() {
    let mut objects = objects(&[Sheet::default().text(72.0, 100.0, 12.0, "密")]);
    let key = "00".repeat(32);
    objects.push(format!(
        "<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{key}>/U<{key}>>>"
    ));
    let trailer = format!("/Encrypt {} 0 R/ID[<00><00>]", objects.len());
    let error = read("a.pdf", &file(&objects, &trailer), &Limits::default()).unwrap_err();
    assert!(matches!(error, ReadError::Encrypted));
}

#[test]
fn forms_that_multiply_are_given_up() {
    let mut objects = objects(&[Sheet::default().raw("/X0 Do")]);
    let first = objects.len() + 1;
    let forms = 40;
    let names: String = (0..=forms)
        .map(|form| format!("/X{form} {} 0 R", first + form))
        .collect();
    for form in 0..forms {
        let twice = format!("/X{0} Do /X{0} Do", form + 1);
        objects.push(stream(
            &format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<{names}>>>>"
            ),
            &twice,
        ));
    }
    objects.push(stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 595 842]",
        "0 0 m 1 1 l S",
    ));
    objects[7] = objects[7].replace("/I 7 0 R", &names);
    let document = read("a.pdf", &file(&objects, ""), &Limits::default()).unwrap();
    assert_eq!(document.faults.len(), 1);
}

#[test]
fn what_would_fill_the_memory_is_not_unpacked() {
    let packed = |bytes: &[u8]| {
        let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    let coded = |filters: &str, bytes: &[u8]| {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        stream(
            &format!("/Filter[/ASCIIHexDecode{filters}]"),
            &(digits + ">"),
        )
    };
    let once = packed(&vec![b' '; 4 << 20]);
    let twice = packed(&once);
    for (content, faults) in [
        (coded("/FlateDecode", &packed(b"BT ET")), 0),
        (coded("/FlateDecode/FlateDecode", &twice), 1),
    ] {
        let mut objects = objects(&[
            Sheet::default(),
            Sheet::default().text(72.0, 100.0, 12.0, "好页"),
        ]);
        objects[8] = content;
        let document = read("a.pdf", &file(&objects, ""), &Limits::default()).unwrap();
        assert_eq!(
            (document.flatten().text.as_str(), document.faults.len()),
            ("好页", faults)
        );
    }
}

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/pdf/");

/// The real documents, where they are.
fn shared(name: &str) -> Option<Document> {
    let bytes = std::fs::read(format!("{SHARED}{name}")).ok()?;
    Some(read(name, &bytes, &Limits::default()).unwrap())
}

fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// Each number with how often it stands in the text, rising.
fn numbers(text: &str) -> Vec<&str> {
    let mut numbers: Vec<&str> = text
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map(|number| number.trim_matches(['.', ',']))
        .filter(|number| !number.is_empty())
        .collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn another_reader_finds_the_same_numbers() {
    for name in [
        "a-2024-final-account.pdf",
        "d-2024-final-account.pdf",
        "template.pdf",
    ] {
        let path = format!("{SHARED}{name}");
        let other = std::process::Command::new("pdftotext")
            .args(["-layout", &path, "-"])
            .output();
        let (Some(document), Ok(other)) = (shared(name), other) else {
            return;
        };
        let other = String::from_utf8(other.stdout).unwrap();
        assert_eq!(numbers(&document.flatten().text), numbers(&other), "{name}");
    }
}

#[test]
fn the_tables_of_a_final_account_are_whole() {
    for (name, heads) in [
        (
            "a-2024-final-account.pdf",
            [1, 2, 3, 2, 4, 3, 4, 3, 3].as_slice(),
        ),
        (
            "d-2024-final-account.pdf",
            [1, 2, 3, 3, 2, 4, 3, 4, 3, 3].as_slice(),
        ),
        ("template.pdf", [1, 2, 2, 2, 2, 2, 1, 4, 2, 2].as_slice()),
    ] {
        let Some(document) = shared(name) else {
            return;
        };
        let found: Vec<usize> = tables(&document).map(|table| table.header_rows).collect();
        assert_eq!(found, heads, "{name}");
        assert!(document.faults.is_empty(), "{name}: {:?}", document.faults);
    }
}
