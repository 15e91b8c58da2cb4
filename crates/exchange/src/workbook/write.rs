//! A book as a workbook to fill in.

use entry::kind::{Field, PROJECT, Shape};
use entry::{Content, Entries, EntryId, Value};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use super::cell::{Shown, places, shown, text};
use super::layout::{A4, FORM, GUIDE, KEY, ORIGIN, Page, TEXTS, form, pages, printed};
use super::{Origin, guide, label, pieces};
use crate::ExportError;

/// Rows below the last that can be filled in with drop-downs.
const ROOM: u32 = 500;

/// How many Latin characters wide a sheet may be that is still readable on A4 on its side.
const ON_A4: f64 = 200.0;

/// The longest list of words a drop-down takes, commas included.
const LONGEST_LIST: usize = 255;

/// Writes what is written in a book, without its ledgers and evidence, as the bytes of an xlsx workbook. The same book
/// gives the same bytes.
///
/// # Errors
/// When the book is past Excel's limits.
pub fn write(
    title: &str,
    content: &Content,
    origin: Option<&Origin>,
) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?),
    );
    let pages = pages();
    guide::write(workbook.add_worksheet().set_name(GUIDE)?, &pages)?;
    write_form(workbook.add_worksheet().set_name(FORM)?, &content.entries)?;
    for page in &pages {
        let sheet = workbook.add_worksheet().set_name(&page.name)?;
        write_page(sheet, page, &content.entries)?;
    }
    write_texts(workbook.add_worksheet().set_name(TEXTS)?, content)?;
    let hidden = workbook.add_worksheet().set_name(ORIGIN)?.set_hidden(true);
    if let Some(origin) = origin {
        hidden.write_string(0, 0, origin.seq.to_string())?;
        hidden.write_string(0, 1, origin.state.as_str())?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_form(sheet: &mut Worksheet, entries: &Entries) -> Result<(), XlsxError> {
    heads(
        sheet,
        &[
            (KEY, 10.0),
            ("类别", 12.0),
            ("项", 16.0),
            ("填写", 60.0),
            ("说明", 46.0),
        ],
    )?;
    sheet.set_column_hidden(0)?;
    print_on_paper(sheet, 0, 134.0)?;
    for (row, line) in (1..).zip(form()) {
        let at = line.entry.field(line.field.key);
        let head = printed(line.field.key, line.field, line.field.required);
        let quiet = Format::new().set_font_color(Color::Gray).set_text_wrap();
        sheet.write_string(row, 0, at.to_string())?;
        sheet.write_string(row, 1, line.entry.kind())?;
        sheet.write_string_with_format(row, 2, head, &Format::new().set_bold())?;
        sheet.write_string_with_format(
            row,
            4,
            told(line.field, need(line.field.required)).replace('\n', "；"),
            &quiet,
        )?;
        put(sheet, row, 3, line.field.shape, entries.value(&at))?;
        if let Some(check) = check(line.field)? {
            sheet.add_data_validation(row, 3, row, 3, &check)?;
        }
    }
    Ok(())
}

fn write_page(sheet: &mut Worksheet, page: &Page, entries: &Entries) -> Result<(), XlsxError> {
    heads(sheet, &[(KEY, 10.0)])?;
    sheet.set_column_hidden(0)?;
    let naming = page.naming();
    let mut wide = 16.0 * naming.len() as f64;
    for (at, head) in (1..).zip(&naming) {
        head_cell(sheet, at, head, 16.0, &of_owner(page, head))?;
        sheet.set_column_format(at, &Format::new().set_num_format("@"))?;
    }
    let first = 1 + u16::try_from(naming.len()).unwrap_or_default();
    for (at, column) in (first..).zip(&page.columns) {
        let head = column.printed();
        let need = match column.inside.last() {
            Some(inside) if column.field.required => format!("有{inside}的必填"),
            _ => need(column.field.required).to_owned(),
        };
        let across = width(column.field.shape, &head);
        wide += across;
        head_cell(sheet, at, &head, across, &told(column.field, &need))?;
        sheet.set_column_format(at, &format(column.field.shape))?;
    }
    // The first column of an entry is what it is called by: it stands on every sheet of paper.
    print_on_paper(sheet, first, wide)?;
    let mut row = 1;
    for id in rows(page, entries) {
        sheet.write_string(row, 0, id.to_string())?;
        for (at, name) in (1..).zip(names(page, &id)) {
            sheet.write_string_with_format(row, at, name, &Format::new().set_num_format("@"))?;
        }
        for (at, column) in (first..).zip(&page.columns) {
            let value = entries.value(&column.entry(&id).field(column.field.key));
            put(sheet, row, at, column.field.shape, value)?;
        }
        row += 1;
    }
    for (at, column) in (first..).zip(&page.columns) {
        if let Some(check) = check(column.field)? {
            sheet.add_data_validation(1, at, row + ROOM, at, &check)?;
        }
    }
    Ok(())
}

fn write_texts(sheet: &mut Worksheet, content: &Content) -> Result<(), XlsxError> {
    heads(sheet, &[(KEY, 10.0)])?;
    sheet.set_column_hidden(0)?;
    print_on_paper(sheet, 1, 120.0)?;
    let name = "报告模板按这个名称引用这一段，如 前言；新的一行就是新的一段";
    head_cell(sheet, 1, "名称*", 20.0, name)?;
    let words = "这一段的文字；{{ … }} 里是由账本算出的数，可以移动，不要改动里面的字";
    head_cell(sheet, 2, "内容", 100.0, words)?;
    for (row, (path, name, words)) in (1..).zip(pieces(&content.texts)) {
        sheet.write_string(row, 0, path)?;
        sheet.write_string(row, 1, name)?;
        put_shown(sheet, row, 2, Shape::Words, &text(words))?;
    }
    Ok(())
}

/// The entries of a sheet, the book's own first, then those of each project.
pub(super) fn rows(page: &Page, entries: &Entries) -> Vec<EntryId> {
    let root = EntryId::default();
    let mut found = inside(entries, &root, &page.path);
    if page.in_projects {
        for project in entries.group(&root, PROJECT.name) {
            found.extend(inside(entries, project, &page.path));
        }
    }
    found
}

fn inside(entries: &Entries, parent: &EntryId, path: &[&str]) -> Vec<EntryId> {
    let Some((kind, deeper)) = path.split_first() else {
        return vec![parent.clone()];
    };
    let each = entries.group(parent, kind).iter();
    each.flat_map(|id| inside(entries, id, deeper)).collect()
}

/// What the naming columns of a sheet say of an entry.
pub(super) fn names(page: &Page, id: &EntryId) -> Vec<String> {
    let named = |kind: &&str| {
        let outside = match page.is_projects() {
            true => id.0.len(),
            false => id.0.len() - 1,
        };
        let at = id.0[..outside].iter().find(|step| step.kind == **kind);
        at.map_or_else(String::new, label)
    };
    page.naming().iter().map(named).collect()
}

fn of_owner(page: &Page, head: &str) -> String {
    match (page.is_projects(), head == PROJECT.name) {
        (true, _) => "项目的名称，也是它的文件的名称；建好以后不能在这里改\n必填".to_owned(),
        (false, true) => {
            format!("哪个项目的{}；单位整体的留空", page.kind.name)
        }
        (false, false) => format!("属于哪一条{head}，照“{head}”表填\n必填"),
    }
}

fn heads(sheet: &mut Worksheet, heads: &[(&str, f64)]) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    for (at, (head, width)) in (0..).zip(heads) {
        head_cell(sheet, at, head, *width, "")?;
    }
    Ok(())
}

/// Sets a sheet up for A4 on its side: as many sheets of paper across as its columns need, `wide` Latin characters in all,
/// with the head and the first columns, down to the `named`, repeated.
fn print_on_paper(sheet: &mut Worksheet, named: u16, wide: f64) -> Result<(), XlsxError> {
    let across = (wide / ON_A4).ceil().clamp(1.0, 99.0) as u16;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(across, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_header("&C&A")
        .set_footer("&C第 &P 页，共 &N 页")
        .set_repeat_rows(0, 0)?;
    if across > 1 {
        sheet.set_repeat_columns(0, named)?;
    }
    Ok(())
}

fn head_cell(
    sheet: &mut Worksheet,
    at: u16,
    head: &str,
    width: f64,
    note: &str,
) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EEF4))
        .set_border(FormatBorder::Thin);
    sheet.set_column_width(at, width)?;
    sheet.write_string_with_format(0, at, head, &format)?;
    if !note.is_empty() {
        sheet.insert_note(0, at, &Note::new(note).set_author("Kaocheng"))?;
    }
    Ok(())
}

/// Whether a field has to be filled in, in words.
const fn need(required: bool) -> &'static str {
    if required { "必填" } else { "可以不填" }
}

/// What people should know of a field; `needed` says whether it has to be filled in.
fn told(field: &Field, needed: &str) -> String {
    let how = match field.shape {
        Shape::Lines => "一行一条（Alt+Enter 换行）".to_owned(),
        Shape::Group => "名称，或 名称=值；名称=值，一行一组".to_owned(),
        Shape::Aim => "随方向：数、区间（90～110）、日期或文字".to_owned(),
        Shape::Choice(_) | Shape::YesNo => format!("选：{}", field.shape.words()),
        shape => shape.words(),
    };
    format!("{}\n{how}\n{needed}", field.doc)
}

fn width(shape: Shape, head: &str) -> f64 {
    let least = match shape {
        Shape::Words => 40,
        Shape::Lines | Shape::Measure | Shape::Group => 28,
        Shape::Line | Shape::Aim | Shape::Choices(_) => 16,
        Shape::Number(_) | Shape::Count | Shape::Date | Shape::YesNo | Shape::Choice(_) => 12,
    };
    let wanted = head.chars().count() * 2 + 2;
    f64::from(u16::try_from(wanted.clamp(least, 40)).unwrap_or(40))
}

/// How the cells of a field look, also those that are not filled in yet: a name such as 001 or 2022-07 stays as it is typed.
fn format(shape: Shape) -> Format {
    let top = Format::new().set_align(FormatAlign::Top);
    match shape {
        Shape::Line => top.set_num_format("@"),
        Shape::Words | Shape::Lines | Shape::Measure | Shape::Group | Shape::Choices(_) => {
            top.set_text_wrap()
        }
        Shape::Date => top.set_num_format("yyyy-mm-dd"),
        Shape::Number(_) | Shape::Count | Shape::YesNo | Shape::Choice(_) | Shape::Aim => top,
    }
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    shape: Shape,
    value: Option<&Value>,
) -> Result<(), XlsxError> {
    let shown = value.map_or(Shown::Empty, |value| shown(shape, value));
    put_shown(sheet, row, at, shape, &shown)
}

fn put_shown(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    shape: Shape,
    shown: &Shown,
) -> Result<(), XlsxError> {
    let format = format(shape);
    match shown {
        Shown::Empty => sheet.write_blank(row, at, &format)?,
        Shown::Text(words) => sheet.write_string_with_format(row, at, words, &format)?,
        Shown::Day(day) => {
            let moment = ExcelDateTime::from_ymd(day.year(), day.month(), day.day())?;
            let format = format.set_num_format("yyyy-mm-dd");
            sheet.write_datetime_with_format(row, at, &moment, &format)?
        }
        Shown::Number(digits) => {
            let form = match places(digits) {
                0 => "0".to_owned(),
                places => format!("0.{}", "0".repeat(places)),
            };
            let number: f64 = digits.parse().unwrap_or_default();
            let format = format.set_num_format(form);
            sheet.write_number_with_format(row, at, number, &format)?
        }
    };
    Ok(())
}

/// What a spreadsheet can check of a field while it is filled in.
fn check(field: &Field) -> Result<Option<DataValidation>, XlsxError> {
    const LARGEST: f64 = 1_000_000_000_000_000.0;
    let check = match field.shape {
        Shape::Choice(words) => {
            let units = words.iter().map(|word| word.encode_utf16().count() + 1);
            if units.sum::<usize>() > LONGEST_LIST {
                return Ok(None);
            }
            DataValidation::new().allow_list_strings(words)?
        }
        Shape::YesNo => DataValidation::new().allow_list_strings(&["是", "否"])?,
        Shape::Date => DataValidation::new().allow_date(DataValidationRule::Between(
            ExcelDateTime::from_ymd(1950, 1, 1)?,
            ExcelDateTime::from_ymd(2200, 12, 31)?,
        )),
        Shape::Number(_) | Shape::Count => DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(-LARGEST, LARGEST)),
        _ => return Ok(None),
    };
    let told: String = told(field, need(field.required))
        .replace('\n', "；")
        .chars()
        .take(200)
        .collect();
    Ok(Some(
        check
            .set_error_title("填写有误")?
            .set_error_message(told)?
            .ignore_blank(true),
    ))
}
