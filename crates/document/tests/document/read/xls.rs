//! Workbooks of Excel 97 to 2003, binary ones and those of OpenDocument: numbers read as they are shown.

use document::{Block, Document, Limits, ReadError, Spot, read};

use crate::read::binary::{looped, ole, put};
use crate::read::package::{package, package_bytes};

/// A record.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u16).to_le_bytes();
    [&kind.to_le_bytes()[..], &length, body].concat()
}

fn numbers(numbers: &[u16]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// A text with its length in two bytes, wide.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [&numbers(&[units.len() as u16])[..], &[1], &numbers(&units)].concat()
}

/// A workbook of one sheet with these records between its ends.
fn stream(shared: &[u8], cells: &[u8]) -> Vec<u8> {
    let begin = |kind: u16| record(0x0809, &numbers(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let name: Vec<u16> = "收支总表".encode_utf16().collect();
    let format = |id: u16, code: &str| record(0x041E, &[&numbers(&[id])[..], &wide(code)].concat());
    let style = |id: u16| record(0x00E0, &[&numbers(&[0, id])[..], &[0; 16]].concat());
    let mut out = begin(5);
    out.extend(format(164, "#,##0.00_ "));
    for id in [0, 164, 10, 14] {
        out.extend(style(id));
    }
    let bound = out.len();
    let sheet = [&[0; 6][..], &[name.len() as u8, 1], &numbers(&name)].concat();
    out.extend(record(0x0085, &sheet));
    out.extend(shared);
    out.extend(record(0x000A, &[]));
    let start = (out.len() as u32).to_le_bytes();
    put(&mut out, bound + 4, &start);
    out.extend(begin(0x10));
    out.extend(cells);
    out.extend(record(0x000A, &[]));
    out
}

/// A cell: row, column, style, and what follows.
fn cell(kind: u16, place: [u16; 3], rest: &[u8]) -> Vec<u8> {
    record(kind, &[&numbers(&place)[..], rest].concat())
}

fn shared(texts: &[&str]) -> Vec<u8> {
    let count = (texts.len() as u32).to_le_bytes();
    let texts: Vec<u8> = texts.iter().flat_map(|text| wide(text)).collect();
    record(0x00FC, &[&count[..], &count, &texts].concat())
}

fn sample() -> Vec<u8> {
    let mut cells = Vec::new();
    for (row, text) in [(0, 0), (1, 1), (2, 2)] {
        cells.extend(cell(0x00FD, [row, 0, 0], &u32::to_le_bytes(text)));
    }
    cells.extend(cell(0x0204, [0, 1, 0], &wide("金额")));
    cells.extend(cell(0x0203, [1, 1, 1], &2336.91_f64.to_le_bytes()));
    // 45,657 as an integer; 0.7949 as hundredths of 79.49.
    let packed = |style: u16, value: u32| [&numbers(&[style])[..], &value.to_le_bytes()].concat();
    let hundredths = (79.49_f64.to_bits() >> 32) as u32 & !3 | 1;
    let many = [
        packed(3, 45_657 << 2 | 2),
        packed(2, hundredths),
        numbers(&[3]),
    ]
    .concat();
    cells.extend(record(0x00BD, &[&numbers(&[1, 2])[..], &many].concat()));
    let text_result = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0];
    cells.extend(cell(0x0006, [2, 1, 0], &text_result));
    cells.extend(record(0x0207, &wide("合格")));
    cells.extend(cell(0x0205, [2, 2, 0], &[0x07, 1]));
    cells.extend(record(0x00E5, &numbers(&[1, 0, 0, 1, 3])));
    stream(&shared(&["项目", "基本支出", "结论"]), &cells)
}

fn rows(document: &Document) -> Vec<Vec<&str>> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables
        .flat_map(|table| &table.rows)
        .map(|row| row.iter().map(|cell| cell.text.content.as_str()).collect())
        .collect()
}

#[test]
fn cells_read_as_they_are_shown() {
    let document = read(
        "a.xls",
        &ole(&[("Workbook", &sample())]),
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(
        rows(&document),
        [
            vec!["项目", "金额"],
            vec!["基本支出", "2,336.91", "2024-12-31", "79.49%"],
            vec!["结论", "合格", "#DIV/0!", ""],
        ]
    );
    assert_eq!(document.sheets, ["收支总表"]);
    let Block::Table(table) = &document.blocks[1] else {
        panic!("no table: {document:?}");
    };
    assert_eq!(table.rows[0][1].colspan, 3);
    let spot = table.rows[1][1].text.origin.spot;
    assert_eq!(
        spot,
        Spot::Cell {
            sheet: 0,
            row: 1,
            column: 1
        }
    );
    assert_eq!(document.faults.len(), 1, "the formula that failed");
}

#[test]
fn shared_texts_go_on_in_the_next_record() {
    // Cut inside the second text, which goes on in single bytes.
    let whole = shared(&["项目", "支出ABCD"]);
    let cut = whole.len() - 8;
    let first = record(0x00FC, &whole[4..cut]);
    let more = record(0x003C, b"\0ABCD");
    let cells: Vec<u8> = [0, 1]
        .iter()
        .flat_map(|text| cell(0x00FD, [0, *text as u16, 0], &u32::to_le_bytes(*text)))
        .collect();
    let book = ole(&[("Workbook", &stream(&[first, more].concat(), &cells))]);
    let document = read("a.xls", &book, &Limits::default()).unwrap();
    assert_eq!(rows(&document), [["项目", "支出ABCD"]]);
    assert!(document.faults.is_empty());
}

#[test]
fn what_a_damaged_workbook_has_lost_is_told() {
    let sound = sample();
    let told = |stream: &[u8]| {
        let document = read("a.xls", &ole(&[("Workbook", stream)]), &Limits::default()).unwrap();
        document
            .faults
            .iter()
            .map(|fault| fault.message.clone())
            .collect::<String>()
    };
    assert!(told(&sound[..sound.len() - 4]).contains("中途断开"));
    let at = sound
        .windows(4)
        .position(|window| window == [0x85, 0, 16, 0])
        .unwrap();
    let mut astray = sound.clone();
    put(&mut astray, at + 4, &[3, 0, 0, 0]);
    assert!(told(&astray).contains("位置有误"));
    let mut wordless = sound.clone();
    let at = sound
        .windows(4)
        .position(|window| window == [0xFD, 0, 10, 0])
        .unwrap();
    put(&mut wordless, at + 10, &[99]);
    assert!(told(&wordless).contains("文字缺失"));
    let mut strange = sound.clone();
    put(&mut strange, at + 1, &[0x2E]);
    assert!(told(&strange).contains("文字缺失"));
    let sealed = [&sound[..20], &record(0x002F, &[1, 0]), &sound[20..]].concat();
    let error = read("a.xls", &ole(&[("Workbook", &sealed)]), &Limits::default()).unwrap_err();
    assert!(matches!(error, ReadError::Encrypted));
}

#[test]
fn chains_of_sectors_that_bite_their_tails_end() {
    let sound = ole(&[("Workbook", &sample().repeat(20))]);
    for looped in looped(&sound) {
        let _ = read("a.xls", &looped, &Limits::default());
    }
}

#[test]
fn an_open_workbook_says_what_it_shows() {
    let content = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="收支总表">
        <table:table-header-rows><table:table-row><table:table-cell><text:p>项目</text:p></table:table-cell>
        <table:table-cell table:number-columns-spanned="2"><text:p>金额</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>基本<text:s/>支出</text:p><text:p>次行</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="2336.91"><office:annotation><text:p>批注</text:p></office:annotation><text:p>2,336.91</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.5"/><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document-content>"#;
    let mimetype = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    let book = package(&[mimetype, ("content.xml", content)]);
    let document = read("a.ods", &book, &Limits::default()).unwrap();
    let row = vec!["基本 支出\n次行", "2,336.91", "0.5"];
    assert_eq!(rows(&document), [vec!["项目", "金额"], row.clone(), row]);
    assert!(document.faults.is_empty());
    let bomb = content.replace("<table:table-cell/>", "").replace(
        r#"<table:table-cell table:number-columns-repeated="16384"/>"#,
        r#"<table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell>"#,
    );
    let book = package(&[mimetype, ("content.xml", &bomb)]);
    let limits = Limits {
        max_pieces: 10_000,
        ..Limits::default()
    };
    assert!(!read("a.ods", &book, &limits).unwrap().faults.is_empty());
}

#[test]
fn a_binary_workbook_reads_like_any() {
    let record = |kind: u16, body: &[u8]| {
        let kind = match kind {
            0..0x80 => vec![kind as u8],
            _ => vec![kind as u8 | 0x80, (kind >> 7) as u8],
        };
        [&kind[..], &[body.len() as u8], body].concat()
    };
    let text = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        [&(units.len() as u32).to_le_bytes()[..], &numbers(&units)].concat()
    };
    let cell = |kind, column: u32, style: u32, rest: &[u8]| {
        record(
            kind,
            &[&column.to_le_bytes()[..], &style.to_le_bytes(), rest].concat(),
        )
    };
    let book = record(156, &[&[0; 8][..], &text("rId1"), &text("表")].concat());
    let styles = [
        record(44, &[&numbers(&[164])[..], &text("#,##0.00")].concat()),
        record(617, &[]),
        record(47, &numbers(&[0, 0])),
        record(47, &numbers(&[0, 164])),
        record(618, &[]),
    ]
    .concat();
    let sheet = [
        record(0, &[0; 8]),
        cell(7, 0, 0, &0_u32.to_le_bytes()),
        cell(5, 1, 1, &2336.91_f64.to_le_bytes()),
        record(130, &[]),
    ]
    .concat();
    let strings = record(19, &[&[0][..], &text("基本支出")].concat());
    let relations = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let parts = |sheet: &[u8]| {
        package_bytes(&[
            ("xl/workbook.bin", &book),
            ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
            ("xl/styles.bin", &styles),
            ("xl/sharedStrings.bin", &strings),
            ("xl/worksheets/sheet1.bin", sheet),
        ])
    };
    let document = read("a.xlsb", &parts(&sheet), &Limits::default()).unwrap();
    assert_eq!(rows(&document), [["基本支出", "2,336.91"]]);
    assert!(document.faults.is_empty());
    let cut = read(
        "a.xlsb",
        &parts(&sheet[..sheet.len() - 2]),
        &Limits::default(),
    )
    .unwrap();
    assert!(cut.faults[0].message.contains("缺损"));
    // Columns end at 16,384; the last that sixteen bits can count once made rows without end.
    let far = [cell(3, 64_519, 0, &[7]), cell(3, 65_535, 0, &[7]), sheet].concat();
    let document = read("a.xlsb", &parts(&far), &Limits::default()).unwrap();
    assert_eq!(rows(&document), [["基本支出", "2,336.91"]]);
    let told = document.faults.iter().map(|fault| &fault.message);
    assert!(told.into_iter().any(|told| told.contains("超出工作表")));
}
