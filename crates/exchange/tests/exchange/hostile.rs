//! Workbooks made to fill the memory, and such as are not whole: read within bounds, or refused with a reason.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use exchange::{Raw, Sheet, SheetError, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A workbook of one sheet, and another of which there is nothing but the name.
fn workbook(names: &[&str], sheet: &str) -> Vec<u8> {
    let named = (1..).zip(names).fold(String::new(), |mut all, (at, name)| {
        let _ = write!(all, r#"<sheet name="{name}" r:id="r{at}"/>"#);
        all
    });
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            &format!(r#"<workbook xmlns:r="x"><sheets>{named}</sheets></workbook>"#),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet>{sheet}</worksheet>"),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn cell(address: &str, text: &str) -> String {
    format!(r#"<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn held(sheet: &Sheet) -> usize {
    sheet.rows.iter().map(|row| row.iter().count()).sum()
}

#[test]
fn a_stray_blank_far_below_is_nothing() {
    let rows = format!(
        r#"<sheetData><row r="1">{}</row><row r="1048576">{}</row></sheetData>"#,
        cell("A1", "编号"),
        cell("CV1048576", " ")
    );
    let sheet = read(&workbook(&["表"], &rows), None).unwrap();
    assert_eq!(sheet.rows.len(), 1);
}

#[test]
fn cells_far_apart_cost_no_more_than_themselves() {
    let rows: String = (1..=500).fold(String::new(), |mut rows, row| {
        let _ = write!(
            rows,
            r#"<row r="{row}"><c r="XFD{row}"><v>{row}</v></c></row>"#
        );
        rows
    });
    let rows = format!(
        r#"<sheetData>{rows}<row r="1048576"><c r="A1048576"><v>2</v></c></row></sheetData>"#
    );
    let sheet = read(&workbook(&["表"], &rows), None).unwrap();
    assert_eq!((sheet.rows.len(), held(&sheet)), (1 << 20, 501));
    let last = sheet.rows[499].get(16_383);
    assert_eq!(last, Some(&Raw::Number("500".to_owned())));
}

#[test]
fn merged_ranges_that_fill_a_sheet_are_refused() {
    let merged: String = (b'A'..=b'Z')
        .map(|column| {
            let column = char::from(column);
            format!(r#"<mergeCell ref="{column}1:{column}1048576"/>"#)
        })
        .collect();
    let heads: String = (b'A'..=b'Z')
        .map(|column| cell(&format!("{}1", char::from(column)), "甲"))
        .collect();
    let rows = format!(
        r#"<sheetData><row r="1">{heads}</row><row r="1048576">{}</row></sheetData><mergeCells>{merged}</mergeCells>"#,
        cell("AA1048576", "乙")
    );
    let error = read(&workbook(&["表"], &rows), None).unwrap_err();
    assert!(matches!(error, SheetError::Partial(_)), "{error}");
}

#[test]
fn a_workbook_that_is_not_whole_is_refused_but_for_another_sheet() {
    let broken = format!(r#"<sheetData><row r="1">{}"#, cell("A1", "编号"));
    let error = read(&workbook(&["表"], &broken), None).unwrap_err();
    assert!(error.to_string().contains("sheet1.xml"), "{error}");
    let whole = format!("{broken}</row></sheetData>");
    let both = workbook(&["表", "另一张"], &whole);
    let error = read(&both, None).unwrap_err();
    assert!(error.to_string().contains("另一张"), "{error}");
    assert_eq!(held(&read(&both, Some("表")).unwrap()), 1);
}
