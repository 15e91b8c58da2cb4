//! Sheets as people keep them.

use std::collections::BTreeMap;

use book::{Definition, Ledger};
use exchange::{Incoming, Mapping, export, read, rows};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

const LAND: &str = r#"
"列" = ["宗地:文本*", "方式:枚举(出让|划拨)", "面积:亩", "价款:万元", "签订日期:日期", "已缴清:是否?", "登记日期:登记"]
"#;

fn land() -> Ledger {
    Definition::read("供地", LAND).unwrap().ledger()
}

/// A title, a remark, heads with units, merged cells, days in three forms, a total and a remark below.
fn workbook(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name("2022年").unwrap();
    let plain = Format::new();
    page.merge_range(0, 0, 0, 6, "2022年土地供应台账", &plain)
        .unwrap();
    page.write_string(1, 0, "填报单位：某局").unwrap();
    let heads = [
        "序号",
        "宗地\n编号",
        "供应\n方式",
        "面积（平方米）",
        "价款(元)",
        "签订日期",
        "已缴清",
    ];
    for (at, head) in (0_u16..).zip(heads) {
        page.write_string(2, at, head).unwrap();
    }
    for (row, site, area, price) in [
        (3, "D01", 100_000.0, 15_300_000.5),
        (4, "D02", 66_666.0, 8e6),
    ] {
        page.write_number(row, 0, f64::from(row - 2)).unwrap();
        page.write_string(row, 1, site).unwrap();
        page.write_number(row, 3, area).unwrap();
        page.write_number(row, 4, price).unwrap();
        page.write_string(row, 6, "√").unwrap();
    }
    page.merge_range(3, 2, 4, 2, "出让", &plain).unwrap();
    let day = ExcelDateTime::from_ymd(2022, 3, 18).unwrap();
    let format = Format::new().set_num_format("yyyy/m/d");
    page.write_datetime_with_format(3, 5, &day, &format)
        .unwrap();
    page.write_string(4, 5, "2022.4.5").unwrap();
    page.write_string(5, 0, "3").unwrap();
    page.write_string(5, 1, "H01").unwrap();
    page.write_string(5, 2, "划拨").unwrap();
    page.write_string(5, 3, "36,760").unwrap();
    page.write_number(5, 4, 2_766_700.0).unwrap();
    page.write_number(5, 5, 44_588.0).unwrap();
    page.write_string(6, 0, "合计").unwrap();
    page.write_number(6, 3, 203_426.0).unwrap();
    page.write_string(7, 0, "注：含补登一宗。").unwrap();
    change(page);
    book.save_to_buffer().unwrap()
}

fn taken(bytes: &[u8], ledger: &Ledger) -> Result<Incoming, String> {
    let sheet = read(bytes, None).map_err(|error| error.to_string())?;
    let mapping = Mapping::find(&sheet, ledger.columns(), &BTreeMap::new())
        .map_err(|error| error.to_string())?;
    rows(&sheet, &mapping, ledger.columns()).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        faults.join("\n")
    })
}

fn csv(ledger: &Ledger) -> Vec<String> {
    let rows = ledger.rows().iter();
    rows.map(|row| {
        row.iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",")
    })
    .collect()
}

#[test]
fn what_people_write_is_what_the_ledger_gets() {
    let mut ledger = land();
    let incoming = taken(&workbook(|_| {}), &ledger).unwrap();
    let passed: Vec<usize> = incoming.passed.iter().map(|(row, _)| *row).collect();
    assert_eq!(passed, [7, 8]);
    assert_eq!(incoming.numbers, [4, 5, 6]);
    let day = "2022-07-05".parse().unwrap();
    let merge = ledger.merge(incoming.rows, day).unwrap();
    ledger.apply(&merge).unwrap();
    assert_eq!(
        csv(&ledger),
        [
            "D01,出让,150,1530.00005,2022-03-18,是,2022-07-05",
            "D02,出让,99.999,800,2022-04-05,是,2022-07-05",
            "H01,划拨,55.14,276.67,2022-01-27,,2022-07-05",
        ]
    );
    let again = taken(&workbook(|_| {}), &ledger).unwrap();
    let merge = ledger
        .merge(again.rows, "2022-08-05".parse().unwrap())
        .unwrap();
    assert!(merge.changes_nothing());
}

#[test]
fn every_wrong_cell_is_told_with_its_place() {
    let bytes = workbook(|page| {
        page.write_string(4, 3, "六万多").unwrap();
        page.write_string(4, 5, "2022-13-01").unwrap();
        page.write_string(5, 2, "协议").unwrap();
        page.write_blank(5, 1, &Format::new()).unwrap();
    });
    let told = taken(&bytes, &land()).unwrap_err();
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_exported_changes_nothing_when_it_comes_back() {
    let mut ledger = land();
    let incoming = taken(&workbook(|_| {}), &ledger).unwrap();
    let merge = ledger
        .merge(incoming.rows, "2022-07-05".parse().unwrap())
        .unwrap();
    ledger.apply(&merge).unwrap();
    let bytes = export("供地", &ledger, false).unwrap();
    assert_eq!(bytes, export("供地", &ledger, false).unwrap());
    let back = taken(&bytes, &ledger).unwrap();
    let merge = ledger
        .merge(back.rows, "2023-01-01".parse().unwrap())
        .unwrap();
    assert!(merge.changes_nothing());
    let blank = export("供地", &ledger, true).unwrap();
    assert_eq!(
        taken(&blank, &ledger).unwrap().rows,
        Vec::<book::Row>::new()
    );
}

#[test]
fn a_workbook_of_several_sheets_asks_which() {
    let mut book = Workbook::new();
    for name in ["一季度", "二季度"] {
        book.add_worksheet()
            .set_name(name)
            .unwrap()
            .write_string(0, 0, "宗地")
            .unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let error = read(&bytes, None).unwrap_err().to_string();
    assert!(error.contains("一季度、二季度"), "{error}");
    assert_eq!(read(&bytes, Some("二季度")).unwrap().name, "二季度");
    assert!(read(b"PK nothing", None).is_err());
}
