//! The first sheet: how the others are filled in.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::layout::{A4, FORM, Page, TEXTS, form};

const RULES: [&str; 12] = [
    "填好以后保存，运行 kaocheng book import 账本 本文件 导入；先加 --dry-run 看会改什么，不写入。",
    "只有改过的格子才会改账本，没有动过的保持原样；导入错了用 kaocheng undo 撤销。",
    "带 * 的必填，表头的批注写明填什么，有下拉箭头的从中选。",
    "金额的单位是万元；也可以带着单位写，如 8558元、1.2亿元，会准确换算。",
    "日期写成 2024-04-05，写 2024.4.5 或 2024年4月5日 也读得懂。",
    "一格要写几条的，一行一条，Alt+Enter 换行。",
    "行可以移动、增加、删去，行的顺序就是账本里的顺序；列可以移动、隐藏、删去，删去的列不改动账本。",
    "复制一行再改，就是新增一条；新的行隐藏的 A 列留空即可。",
    "清空或删去一行就是从账本里删去这一条，导入时会逐条列出；一次删去很多要加 --allow-removal。",
    "删去整张表，不改动账本里的这一类。",
    "“统计”一栏写由台账算数的办法，如 计数(巡查)；kaocheng measure 账本 --ready 列出现成的，照抄即可。",
    "隐藏的 A 列是每一行在账本里的位置，请不要改动。台账和佐证文件不在这里：台账用 kaocheng ledger import。",
];

pub(super) fn write(sheet: &mut Worksheet, pages: &[Page]) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let title = Format::new().set_bold().set_font_size(14);
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, 18)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, "绩效账本：填写说明", &title)?;
    let mut row = 2;
    for (number, rule) in (1..).zip(RULES) {
        sheet.write_string_with_format(row, 0, format!("{number}."), &wrapped)?;
        sheet.write_string_with_format(row, 1, rule, &wrapped)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "工作表", &Format::new().set_bold())?;
    sheet.write_string_with_format(row, 1, "填什么", &Format::new().set_bold())?;
    for (name, told) in tabs(pages) {
        row += 1;
        sheet.write_url_with_text(row, 0, format!("internal:'{name}'!A1").as_str(), &name)?;
        sheet.write_string_with_format(row, 1, told, &wrapped)?;
    }
    Ok(())
}

/// Every sheet with what stands in it.
fn tabs(pages: &[Page]) -> Vec<(String, String)> {
    let mut kinds: Vec<String> = Vec::new();
    for line in form() {
        let kind = line.entry.kind().to_owned();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let mut tabs = vec![(FORM.to_owned(), kinds.join("、"))];
    tabs.extend(pages.iter().map(|page| {
        let keys = page.columns.iter().filter(|column| column.is_needed());
        let keys: Vec<String> = keys.map(super::layout::Column::head).collect();
        let needed = match keys.is_empty() {
            true => String::new(),
            false => format!("，必填：{}", keys.join("、")),
        };
        (
            page.name.clone(),
            format!("每行一条{}{needed}", page.kind.name),
        )
    }));
    tabs.push((TEXTS.to_owned(), "报告里的成段文字，每行一段".to_owned()));
    tabs
}
