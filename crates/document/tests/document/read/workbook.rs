//! Workbooks: what is shown is what is read, wherever it was written.

use document::{Block, Document, Limits, Spot, Table, detect, read};
use rust_xlsxwriter::{Format, Workbook};

use crate::read::package::package;

fn table(document: &Document) -> &Table {
    document
        .blocks
        .iter()
        .find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .unwrap()
}

fn texts(table: &Table) -> Vec<Vec<&str>> {
    table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.content.as_str()).collect())
        .collect()
}

fn sample() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("收支总表").unwrap();
    let two = Format::new().set_num_format("#,##0.00");
    let rate = Format::new().set_num_format("0.00%");
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    sheet
        .merge_range(0, 0, 0, 3, "收入支出决算总表", &Format::new())
        .unwrap();
    sheet.write(1, 3, "单位：万元").unwrap();
    sheet
        .merge_range(2, 0, 3, 0, "项目", &Format::new())
        .unwrap();
    sheet
        .merge_range(2, 1, 2, 3, "决算", &Format::new())
        .unwrap();
    for (column, head) in (1..).zip(["金额", "占比", "日期"]) {
        sheet.write(3, column, head).unwrap();
    }
    sheet.write(4, 0, "基本支出").unwrap();
    sheet
        .write_with_format(4, 1, 2336.9100000000003, &two)
        .unwrap();
    sheet.write_with_format(4, 2, 0.794_85, &rate).unwrap();
    sheet.write_with_format(4, 3, 45_657, &day).unwrap();
    sheet.write(6, 0, "注：不含上级").unwrap();
    book.add_worksheet()
        .set_name("说明")
        .unwrap()
        .write(0, 0, "本表由财务科编制")
        .unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn cells_read_as_they_are_shown() {
    let document = read("a.xlsx", &sample(), &Limits::default()).unwrap();
    let table = table(&document);
    assert_eq!(
        texts(table),
        [
            vec!["项目", "决算"],
            vec!["金额", "占比", "日期"],
            vec!["基本支出", "2,336.91", "79.49%", "2024年12月31日"]
        ]
    );
    assert_eq!(table.header_rows, 2);
    let spot = table.rows[2][1].text.origin.spot;
    assert_eq!(
        spot,
        Spot::Cell {
            sheet: 0,
            row: 4,
            column: 1
        }
    );
    assert_eq!(document.sheets, ["收支总表", "说明"]);
    let lines: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => Some(text.content.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        lines,
        [
            "收支总表",
            "收入支出决算总表",
            "单位：万元",
            "注：不含上级",
            "说明",
            "本表由财务科编制"
        ]
    );
    assert!(document.faults.is_empty());
}

#[test]
fn a_workbook_is_known_by_its_content() {
    use document::Format::{Csv, Xlsx};
    assert_eq!(detect("表.docx", &sample()), Some(Xlsx));
    assert_eq!(detect("表.csv", "a,b".as_bytes()), Some(Csv));
    for name in ["表.xls", "表.csv"] {
        let page = b"<meta charset=utf-8><table><tr><td>1</td></tr></table>";
        assert_eq!(detect(name, page), Some(document::Format::Html));
    }
}

const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str =
    r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    package(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

#[test]
fn what_a_sheet_declares_costs_nothing() {
    let sheet = r#"<worksheet><dimension ref="A1:XFD1048576"/><sheetData>
        <row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>
        <row r="1048576"><c r="A1048576"><v>3</v></c></row>
        <row r="99999999"><c r="ZZZZZZ99999999"><v>4</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:A1"/></mergeCells></worksheet>"#;
    let document = read("a.xlsx", &workbook(sheet, ""), &Limits::default()).unwrap();
    assert!(document.flatten().text.contains('1'));
}

#[test]
fn broken_sheets_give_what_they_have() {
    let sheet = r#"<worksheet><sheetData><row><c t="s"><v>0</v></c><c><v>5</v></c></row><row><c t="s"><v>7</v></c><c t="e"><v>#REF!</v></c></row><row><c"#;
    let strings = "<sst><si><r><t>合</t></r><r><t>计</t></r><rPh><t>heji</t></rPh></si></sst>";
    let document = read("a.xlsx", &workbook(sheet, strings), &Limits::default()).unwrap();
    assert!(document.flatten().text.contains("合计\n5"));
    assert!(
        document
            .faults
            .iter()
            .any(|fault| fault.message.contains("B2"))
    );
    assert!(
        document
            .faults
            .iter()
            .any(|fault| fault.message.contains("此后的内容没有读取"))
    );
}
