//! PDF: paragraphs and tables found again from characters and lines on pages.

use document::{Block, Document, Limits, Table, read};
use insta::assert_snapshot;

use crate::printed::{Sheet, pdf};
use crate::sketch::sketch;

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
            "万元，比上年增加了五十",
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

/// The real documents, where they are.
fn shared(name: &str) -> Option<Document> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/pdf/");
    let bytes = std::fs::read(format!("{path}{name}")).ok()?;
    Some(read(name, &bytes, &Limits::default()).unwrap())
}

fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
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
