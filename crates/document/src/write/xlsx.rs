//! Excel workbooks: tables that are filled in, added up and printed, such as the score sheet.

mod sheet;

use std::collections::HashSet;
use std::ops::Range;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

use super::WriteError;
use super::grid::{Grid, Slot};
use super::layout::{Face, half_characters};
use crate::model::Align;

pub use sheet::{Entry, Number, NumberForm, Sheet, Value};

/// The tallest row that Excel knows, in points.
const TALLEST: f64 = 409.0;

/// Writes sheets as an xlsx workbook. The same sheets give the same bytes.
///
/// What Excel shows of a number is the decimal given, digit by digit; one with more digits than Excel keeps is written
/// as text.
///
/// # Errors
///
/// [`WriteError::SheetName`] for a name Excel refuses, [`WriteError::Workbook`] for a table past Excel's limits.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, WriteError> {
    check_names(sheets)?;
    let title = sheets
        .iter()
        .find_map(|sheet| sheet.title.as_deref())
        .unwrap_or_default();
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?),
    );
    for sheet in sheets {
        write(sheet, workbook.add_worksheet())?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn check_names(sheets: &[Sheet]) -> Result<(), WriteError> {
    let mut seen = HashSet::new();
    for Sheet { name, .. } in sheets {
        let length = name.encode_utf16().count();
        let quoted = name.starts_with('\'') || name.ends_with('\'');
        let refused = !(1..=31).contains(&length)
            || quoted
            || name.contains(['[', ']', ':', '*', '?', '/', '\\']);
        if refused || !seen.insert(name.to_lowercase()) {
            return Err(WriteError::SheetName(name.clone()));
        }
    }
    Ok(())
}

fn write(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    let grid = Grid::of(&sheet.rows);
    let widths: Vec<u16> = (0..grid.columns)
        .map(|column| sheet.widths.get(column).copied().unwrap_or(10).max(1))
        .collect();
    page.set_name(&sheet.name)?;
    for (column, width) in widths.iter().enumerate() {
        page.set_column_width(column_number(column)?, f64::from(*width))?;
    }
    above(sheet, grid.columns, page)?;
    for (index, row) in grid.rows.iter().enumerate() {
        let head = sheet.header.contains(&index);
        write_row(row, row_number(sheet.top() + index)?, head, page)?;
    }
    for (index, lines) in row_lines(&grid, &widths).into_iter().enumerate() {
        page.set_row_height(
            row_number(sheet.top() + index)?,
            (f64::from(lines) * 14.0 + 6.0).min(TALLEST),
        )?;
    }
    set_up(sheet, page)
}

fn base() -> Format {
    Format::new()
        .set_font_name(Face::Song.family())
        .set_font_size(10.5)
        .set_align(FormatAlign::VerticalCenter)
}

/// Title and note, across the whole table.
fn above(sheet: &Sheet, columns: usize, page: &mut Worksheet) -> Result<(), XlsxError> {
    let title = base()
        .set_font_name(Face::XiaoBiaoSong.family())
        .set_font_size(18)
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    let mut row = 0;
    if let Some(text) = &sheet.title {
        across(text, row, 0..columns, &title, page)?;
        page.set_row_height(row, 36)?;
        row += 1;
    }
    let note = sheet.note.as_deref();
    if sheet.note.is_some() || sheet.unit.is_some() {
        page.set_row_height(row, 20)?;
    }
    match (note, &sheet.unit) {
        (Some(note), None) => across(
            note,
            row,
            0..columns,
            &base().set_align(FormatAlign::Center),
            page,
        ),
        (note, Some(unit)) => {
            let half = columns.div_ceil(2);
            if let Some(note) = note {
                across(
                    note,
                    row,
                    0..half,
                    &base().set_align(FormatAlign::Left),
                    page,
                )?;
            }
            let right = base().set_align(FormatAlign::Right);
            across(unit, row, half..columns.max(half + 1), &right, page)
        }
        (None, None) => Ok(()),
    }
}

/// Words over some columns.
fn across(
    text: &str,
    row: u32,
    columns: Range<usize>,
    format: &Format,
    page: &mut Worksheet,
) -> Result<(), XlsxError> {
    let first = column_number(columns.start)?;
    if columns.len() > 1 {
        page.merge_range(
            row,
            first,
            row,
            column_number(columns.end - 1)?,
            text,
            format,
        )?;
    } else {
        page.write_string_with_format(row, first, text, format)?;
    }
    Ok(())
}

fn write_row(
    row: &[Slot<'_, Entry>],
    number: u32,
    head: bool,
    page: &mut Worksheet,
) -> Result<(), XlsxError> {
    let mut column = 0;
    for slot in row {
        let at = column_number(column)?;
        column += slot.span();
        match slot {
            Slot::Cell { cell, span, rows } => {
                let format = entry_format(cell, head);
                if span * rows > 1 {
                    let last = (
                        row_number(number as usize + rows - 1)?,
                        column_number(column - 1)?,
                    );
                    page.merge_range(number, at, last.0, last.1, "", &format)?;
                }
                write_entry(cell, number, at, &format, page)?;
            }
            Slot::Vacant => {
                page.write_blank(number, at, &base().set_border(FormatBorder::Thin))?;
            }
            Slot::Below { .. } => {}
        }
    }
    Ok(())
}

fn entry_format(entry: &Entry, head: bool) -> Format {
    let format = base()
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(match entry.align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        });
    let format = if head || entry.strong {
        format.set_bold()
    } else {
        format
    };
    match &entry.value {
        Value::Number(number) | Value::Formula { result: number, .. } => {
            format.set_num_format(number.format())
        }
        Value::Empty | Value::Text(_) => format,
    }
}

fn write_entry(
    entry: &Entry,
    row: u32,
    column: u16,
    format: &Format,
    page: &mut Worksheet,
) -> Result<(), XlsxError> {
    match &entry.value {
        Value::Empty => page.write_blank(row, column, format)?,
        Value::Text(text) => page.write_string_with_format(row, column, text, format)?,
        Value::Number(number) => match number.stored() {
            Some(stored) => page.write_number_with_format(row, column, stored, format)?,
            None => page.write_string_with_format(row, column, number.printed(), format)?,
        },
        Value::Formula { expression, result } => {
            let shown = result
                .stored()
                .map_or_else(|| result.printed(), |stored| stored.to_string());
            page.write_formula_with_format(
                row,
                column,
                Formula::new(expression).set_result(shown),
                format,
            )?
        }
    };
    Ok(())
}

/// How many lines each row needs: Excel does not fit the height of merged cells by itself.
fn row_lines(grid: &Grid<'_, Entry>, widths: &[u16]) -> Vec<u32> {
    let mut lines = vec![1; grid.rows.len()];
    for (index, row) in grid.rows.iter().enumerate() {
        let mut column = 0;
        for slot in row {
            let across = column..column + slot.span();
            column = across.end;
            if let Slot::Cell { cell, rows, .. } = slot {
                let width = widths[across]
                    .iter()
                    .map(|width| u32::from(*width))
                    .sum::<u32>();
                let needed: u32 = cell
                    .printed()
                    .split('\n')
                    .map(|line| {
                        breadth(line)
                            .div_ceil(width.saturating_sub(1).max(1))
                            .max(1)
                    })
                    .sum();
                let last = index + rows - 1;
                let others: u32 = lines[index..last].iter().sum();
                lines[last] = lines[last].max(needed.saturating_sub(others));
            }
        }
    }
    lines
}

/// The breadth of a line in Latin characters, with room for what a break leaves empty before a word or a mark.
fn breadth(line: &str) -> u32 {
    half_characters(line) * 21 / 20 + 1
}

/// Paper, print titles, page numbers, frozen rows.
fn set_up(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    page.set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true);
    page.set_margins(0.6, 0.6, 0.75, 0.75, 0.3, 0.4)
        .set_footer("&C第 &P 页，共 &N 页");
    if sheet.landscape {
        page.set_landscape();
    }
    let (first, past) = (
        sheet.header.start + sheet.top(),
        sheet.header.end + sheet.top(),
    );
    if !sheet.header.is_empty() {
        page.set_repeat_rows(row_number(first)?, row_number(past - 1)?)?;
    }
    if sheet.frozen {
        page.set_freeze_panes(row_number(past)?, 0)?;
    }
    let columns = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    if sheet.filtered && past > first && columns > 0 {
        let last = row_number(sheet.top() + sheet.rows.len() - 1)?;
        page.autofilter(row_number(past - 1)?, 0, last, column_number(columns - 1)?)?;
    }
    Ok(())
}

fn row_number(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn column_number(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
