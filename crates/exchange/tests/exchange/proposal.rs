//! The ledger that a sheet of people's would make.

use exchange::{Mapping, propose, read, rows};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

/// A title, heads in two rows, a merged town, numbers and dates in several forms, sums and a remark.
fn messy() -> Result<Vec<u8>, XlsxError> {
    let plain = Format::new();
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    page.merge_range(0, 0, 0, 9, "某县2024年体检台账", &plain)?;
    page.write_string(1, 0, "填报单位：某县卫生健康局")?;
    let heads = [
        (0, "序号"),
        (1, "乡镇"),
        (2, "*体检\n编号"),
        (3, "体检 日期"),
        (6, "是否\n建档"),
        (7, "结果"),
        (8, "身份证号"),
        (9, "备注"),
    ];
    for (column, head) in heads {
        page.merge_range(2, column, 3, column, head, &plain)?;
    }
    page.merge_range(2, 4, 2, 5, "费用（元）", &plain)?;
    page.write_string(3, 4, "应付")?;
    page.write_string(3, 5, "实付")?;
    page.merge_range(4, 1, 33, 1, "城关镇", &plain)?;
    for at in 0..30 {
        let row = 4 + at;
        page.write_number(row, 0, at + 1)?;
        page.write_string(row, 2, format!("TJ{at:03}"))?;
        match at % 3 {
            0 => page.write_datetime_with_format(
                row,
                3,
                &ExcelDateTime::from_ymd(2024, 4, 5)?,
                &Format::new().set_num_format("yyyy-mm-dd"),
            )?,
            1 => page.write_string(row, 3, "2024.4.5")?,
            _ => page.write_string(row, 3, "2024年4月5日")?,
        };
        match at % 2 {
            0 => page.write_string(row, 4, "1，201.50")?,
            _ => page.write_number(row, 4, 128.5)?,
        };
        page.write_string(row, 5, "￥128.00")?;
        page.write_string(row, 6, if at % 2 == 0 { "√" } else { "×" })?;
        page.write_string(row, 7, if at % 4 == 0 { "异常" } else { "正常" })?;
        page.write_string(row, 8, format!("4201011950010100{at:02}"))?;
        if at == 3 {
            page.write_string(row, 9, "复核")?;
        }
    }
    page.write_string(34, 0, "合计")?;
    page.write_number(34, 4, 19950)?;
    page.write_string(35, 0, "注：费用按县级标准结算。")?;
    workbook.save_to_buffer()
}

#[test]
fn a_ledger_is_read_off_a_messy_sheet_and_takes_its_rows() {
    let sheet = read(&messy().unwrap(), None).unwrap();
    let proposal = propose(&sheet).unwrap();
    assert_eq!(proposal.header, 4);
    let columns: Vec<String> = proposal
        .columns
        .iter()
        .map(|one| one.column.to_string())
        .collect();
    assert_eq!(
        columns,
        [
            "乡镇:文本",
            "体检编号:文本*",
            "体检日期:日期",
            "应付:元",
            "实付:元",
            "是否建档:是否",
            "结果:文本",
            "身份证号:文本",
            "备注:文本?",
            "登记日期:登记",
        ]
    );
    assert_eq!(proposal.left_out, [("序号".to_owned(), "只是行号")]);
    let columns: Vec<_> = proposal
        .columns
        .iter()
        .map(|one| one.column.clone())
        .collect();
    // The next sheet of the kind is found by its heads alone.
    let mapping = Mapping::find(&sheet, &columns, &Default::default()).unwrap();
    let incoming = rows(&sheet, &mapping, &columns).unwrap();
    assert_eq!(incoming.rows.len(), 30);
    let first: Vec<String> = incoming.rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(
        first,
        [
            "城关镇",
            "TJ000",
            "2024-04-05",
            "1201.50",
            "128.00",
            "是",
            "异常",
            "420101195001010000",
            "",
            ""
        ]
    );
    let passed: Vec<usize> = incoming.passed.iter().map(|(row, _)| *row).collect();
    assert_eq!(passed, [35, 36]);
}

#[test]
fn a_sheet_without_heads_makes_no_ledger() {
    for text in ["", "某县台账\n", "1,2\n3,4\n"] {
        let sheet = read(text.as_bytes(), None).unwrap();
        assert_eq!(propose(&sheet), None, "{text}");
    }
}

#[test]
fn what_was_answered_so_far_is_no_closed_list_and_codes_are_no_numbers() {
    let mut text = "编码,单位名称,方式,评价,电话,得分（A/B-1）\n".to_owned();
    for at in 0..24 {
        let way = if at % 2 == 0 { "出让" } else { "划拨" };
        text.push_str(&format!(
            "{:03},甲单位,{way},{},13800000{at:03},{}.5\n",
            at,
            if at % 3 == 0 { "满意" } else { "很满意" },
            at % 7
        ));
    }
    let proposal = propose(&read(text.as_bytes(), None).unwrap()).unwrap();
    let columns: Vec<String> = proposal
        .columns
        .iter()
        .map(|one| one.column.to_string())
        .collect();
    assert_eq!(
        columns,
        [
            "编码:文本*",
            "单位名称:文本",
            "方式:文本",
            "评价:枚举(很满意|满意|基本满意|不满意|很不满意)",
            "电话:文本",
            "得分AB-1:数值",
            "登记日期:登记"
        ]
    );
}

#[test]
fn a_currency_mark_says_no_unit_of_its_own() {
    let columns: Vec<book::Column> = vec!["费用:万元".parse().unwrap()];
    let read_as = |text: &str| {
        let sheet = read(text.as_bytes(), None).unwrap();
        let mapping = Mapping::find(&sheet, &columns, &Default::default()).unwrap();
        rows(&sheet, &mapping, &columns).map(|incoming| incoming.rows[0][0].to_string())
    };
    assert_eq!(read_as("费用（元）\n￥128.00\n"), Ok("0.0128".to_owned()));
    assert!(read_as("费用\n￥128.00\n").is_err());
}
