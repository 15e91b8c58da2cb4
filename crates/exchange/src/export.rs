//! A ledger as a workbook to fill in: drop-downs, checks, and heads by which it is found again.

use book::{Cell, Column, ColumnType, Ledger};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatBorder,
    Note, Workbook, Worksheet, XlsxError,
};

/// The hidden sheet with the heads as the ledger writes them.
pub(crate) const HEADER_SHEET: &str = "台账表头";

/// How many rows below the last can be filled in with drop-downs.
const ROOM: u32 = 5_000;

/// The longest list of words a drop-down takes, commas included.
const LONGEST_LIST: usize = 255;

/// A ledger cannot be written as a workbook.
#[derive(Debug, thiserror::Error)]
#[error("导出不成（{0}）")]
pub struct ExportError(#[from] XlsxError);

/// Writes the rows that count, or none for a blank form, as the bytes of an xlsx workbook. The same ledger gives the same
/// bytes; imported again, it changes nothing.
///
/// # Errors
/// When the ledger is past Excel's limits.
pub fn export(name: &str, ledger: &Ledger, blank: bool) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(name)
            .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?),
    );
    let page = workbook.add_worksheet();
    page.set_name(tab(name))?;
    page.set_freeze_panes(1, 0)?;
    let columns = ledger.columns();
    for (at, column) in (0_u16..).zip(columns) {
        head(page, at, column)?;
    }
    let mut row = 1;
    if !blank {
        for (_, cells) in ledger.standing_rows() {
            for (at, (column, cell)) in (0_u16..).zip(columns.iter().zip(cells)) {
                write(page, row, at, column, cell)?;
            }
            row += 1;
        }
    }
    for (at, column) in (0_u16..).zip(columns) {
        if let Some(check) = check(column)? {
            page.add_data_validation(1, at, row + ROOM, at, &check)?;
        }
    }
    let hidden = workbook.add_worksheet();
    hidden.set_name(HEADER_SHEET)?.set_hidden(true);
    for (at, column) in (0_u16..).zip(columns) {
        hidden.write_string(0, at, column.to_string())?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A name for the tab: what Excel refuses is left out.
fn tab(name: &str) -> String {
    let kept = name.chars().filter(|c| !"[]:*?/\\'".contains(*c));
    let tab: String = kept.take(31).collect();
    match tab.is_empty() || tab == HEADER_SHEET {
        true => "台账".to_owned(),
        false => tab,
    }
}

fn head(page: &mut Worksheet, at: u16, column: &Column) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EEF4))
        .set_border(FormatBorder::Thin);
    let unit = match &column.kind {
        ColumnType::Quantity(unit) => format!("（{unit}）"),
        _ => String::new(),
    };
    let mark = if column.optional { "" } else { "*" };
    let text = format!("{mark}{}{unit}", column.name);
    let width = text.chars().count() * 2 + 4;
    page.set_column_width(
        at,
        f64::from(u16::try_from(width.clamp(10, 40)).unwrap_or(40)),
    )?;
    page.write_string_with_format(0, at, text, &format)?;
    let mut words = vec![column.kind.wanted()];
    if column.key {
        words.push("主键：相同的编号是对原来那一行的更正".to_owned());
    }
    words.push(
        if column.optional {
            "可以不填"
        } else {
            "必填"
        }
        .to_owned(),
    );
    page.insert_note(0, at, &Note::new(words.join("\n")).set_author("Kaocheng"))?;
    Ok(())
}

fn write(
    page: &mut Worksheet,
    row: u32,
    at: u16,
    column: &Column,
    cell: &Cell,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Date(day) => {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            let moment = ExcelDateTime::from_ymd(day.year(), day.month(), day.day())?;
            page.write_datetime_with_format(row, at, &moment, &format)?;
        }
        Cell::Number(value) => {
            let text = value.to_string();
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            // More digits than a spreadsheet keeps stay words.
            match text.parse::<f64>().ok().filter(|_| digits <= 15) {
                Some(number) => {
                    let places = usize::from(value.scale());
                    let form = match (places, &column.kind) {
                        (0, _) => "0".to_owned(),
                        (places, _) => format!("0.{}", "0".repeat(places)),
                    };
                    let format = Format::new().set_num_format(form);
                    page.write_number_with_format(row, at, number, &format)?;
                }
                None => {
                    page.write_string(row, at, text)?;
                }
            }
        }
        Cell::Text(_) | Cell::YesNo(_) => {
            page.write_string(row, at, cell.to_string())?;
        }
    }
    Ok(())
}

/// What a spreadsheet can check of a column while it is filled in.
fn check(column: &Column) -> Result<Option<DataValidation>, XlsxError> {
    let message = format!("填{}", column.kind.wanted());
    let check = match &column.kind {
        ColumnType::Choice(words) => {
            let length: usize = words
                .iter()
                .map(|word| word.encode_utf16().count() + 1)
                .sum();
            if length > LONGEST_LIST {
                return Ok(None);
            }
            DataValidation::new().allow_list_strings(words)?
        }
        ColumnType::YesNo => DataValidation::new().allow_list_strings(&["是", "否"])?,
        ColumnType::Date | ColumnType::Entered => {
            DataValidation::new().allow_date(DataValidationRule::Between(
                ExcelDateTime::from_ymd(1950, 1, 1)?,
                ExcelDateTime::from_ymd(2200, 12, 31)?,
            ))
        }
        ColumnType::Integer | ColumnType::Number | ColumnType::Quantity(_) => DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(
                -1_000_000_000_000_000.0,
                1_000_000_000_000_000.0,
            )),
        _ => return Ok(None),
    };
    let message: String = message.chars().take(200).collect();
    Ok(Some(
        check
            .set_error_title("填写有误")?
            .set_error_message(message)?
            .ignore_blank(true),
    ))
}
