//! Strips of a table (栏组): a column of names with the columns of values that belong to it.
//!
//! A table printed in two halves (收入 | 支出) has two strips; most tables have one.

use std::borrow::Cow;

use crate::table::Sheet;

/// Names with their values.
#[derive(Debug)]
pub(crate) struct Strip<'a> {
    /// The columns of values, from the left.
    pub(crate) values: Vec<usize>,
    /// The rows, from the top.
    pub(crate) entries: Vec<Entry<'a>>,
}

/// A row of a strip.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    /// The row in the table.
    pub(crate) row: usize,
    /// Its name without numbering, leading words and spaces: 一、教育支出 is 教育支出.
    pub(crate) name: Cow<'a, str>,
    /// Its code in a classification (支出功能分类, 经济分类), all levels joined: 2080505.
    pub(crate) code: Option<String>,
    /// Whether its name is numbered.
    pub(crate) numbered: bool,
    /// Whether it is a part of the row above: 其中：….
    pub(crate) among: bool,
    /// Whether it is a total of other rows.
    pub(crate) total: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// A level of a code.
    Code,
    /// The names of the rows.
    Name,
    /// Other words.
    Words,
    /// Line numbers: 行次, 序号.
    Ordinal,
    /// Values.
    Value,
}

/// Codes have seven digits at most (支出功能分类: 类 3, 款 2, 项 2).
const LONGEST_CODE: usize = 7;

/// What each column of a table holds.
pub(crate) fn columns(sheet: &Sheet<'_>) -> Vec<Column> {
    (0..sheet.grid.columns)
        .map(|column| column_of(sheet, column))
        .collect()
}

fn column_of(sheet: &Sheet<'_>, column: usize) -> Column {
    let head = compact(&sheet.heads[column]);
    if ["行次", "栏次", "序号"]
        .iter()
        .any(|word| head.ends_with(word))
    {
        return Column::Ordinal;
    }
    let (mut codes, mut figures, mut words, mut others) = (0, 0, 0, 0);
    for row in sheet.body..sheet.grid.rows {
        let text = compact(sheet.text(row, column));
        if text.is_empty() {
            continue;
        }
        if is_code(&text) {
            codes += 1;
        } else if !is_level(&text) && !is_sum(&text) && !is_wide(sheet, row, column) {
            others += 1;
        }
        if sheet.figure(row, column).is_some() {
            figures += 1;
        } else if text.contains(|c: char| !c.is_ascii()) {
            words += 1;
        }
    }
    let coded = ["编码", "代码", "科目", "类", "款", "项"];
    let named_code = coded.iter().any(|word| head.contains(word))
        || (sheet.body < sheet.grid.rows && is_level(&compact(sheet.text(sheet.body, column))));
    if codes > 0 && others == 0 && named_code {
        return Column::Code;
    }
    let name = ["项目", "科目名称", "科目", "名称", "资产", "负债和净资产"];
    let named = name.iter().any(|word| head.ends_with(word));
    match (words > figures, words + figures == 0) {
        (true, _) if named => Column::Name,
        (true, _) => Column::Words,
        (_, true) if named || head.contains("备注") => Column::Words,
        _ => Column::Value,
    }
}

fn is_code(text: &str) -> bool {
    text.len() <= LONGEST_CODE && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The heads of the levels of a code, which often stand in the row of the total.
fn is_level(text: &str) -> bool {
    matches!(text, "类" | "款" | "项" | "目")
}

/// The name of a total, which may stand in the columns of the code.
fn is_sum(name: &str) -> bool {
    ["合计", "总计", "共计", "小计"]
        .iter()
        .any(|word| name.ends_with(word))
}

/// Whether the cell reaches into the next column.
fn is_wide(sheet: &Sheet<'_>, row: usize, column: usize) -> bool {
    let piece = sheet.grid.at(row, column);
    piece.is_some()
        && (sheet.grid.at(row, column + 1) == piece
            || (column > 0 && sheet.grid.at(row, column - 1) == piece))
}

/// The strips of a table.
pub(crate) fn strips<'a>(sheet: &Sheet<'a>, columns: &[Column]) -> Vec<Strip<'a>> {
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for (column, kind) in columns.iter().enumerate() {
        let open = groups.last_mut();
        match kind {
            Column::Name | Column::Code => match open {
                Some((labels, values)) if values.is_empty() => labels.push(column),
                _ => groups.push((vec![column], Vec::new())),
            },
            Column::Words => match open {
                Some((labels, values)) if values.is_empty() => labels.push(column),
                None => groups.push((vec![column], Vec::new())),
                Some(_) => {}
            },
            Column::Value => match open {
                Some((_, values)) => values.push(column),
                None => groups.push((Vec::new(), vec![column])),
            },
            Column::Ordinal => {}
        }
    }
    groups
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(labels, values)| Strip {
            values,
            entries: entries(sheet, columns, &labels),
        })
        .collect()
}

fn entries<'a>(sheet: &Sheet<'a>, columns: &[Column], labels: &[usize]) -> Vec<Entry<'a>> {
    let rows = sheet.body..sheet.grid.rows;
    rows.filter_map(|row| {
        let name = name_of(sheet, columns, labels, row)?;
        let code = code_of(sheet, columns, labels, row);
        entry(row, name, code)
    })
    .collect()
}

/// The last words before the values; a total may stand in the columns of the code.
fn name_of<'a>(
    sheet: &Sheet<'a>,
    columns: &[Column],
    labels: &[usize],
    row: usize,
) -> Option<Cow<'a, str>> {
    let words = |column: &usize| {
        let text = compact(sheet.text(row, *column));
        (!text.is_empty() && !is_code(&text) && !is_level(&text)).then_some(text)
    };
    let is_code_column = |column: &&usize| columns[**column] == Column::Code;
    let names = labels.iter().rev().filter(|column| !is_code_column(column));
    let codes = labels.iter().rev().filter(is_code_column);
    names.chain(codes).find_map(words)
}

/// The levels of a code joined: 201 06 01, or 201 20106 2010601.
fn code_of(sheet: &Sheet<'_>, columns: &[Column], labels: &[usize], row: usize) -> Option<String> {
    let mut code = String::new();
    for column in labels
        .iter()
        .filter(|column| columns[**column] == Column::Code)
    {
        let level = compact(sheet.text(row, *column));
        if !is_code(&level) || level.is_empty() {
            continue;
        }
        if !code.is_empty() && level.len() > code.len() && level.starts_with(&code) {
            code.clear();
        }
        code.push_str(&level);
    }
    (!code.is_empty()).then_some(code)
}

fn entry(row: usize, name: Cow<'_, str>, code: Option<String>) -> Option<Entry<'_>> {
    if matches!(&*name, "栏次" | "行次") {
        return None;
    }
    let among = name.starts_with("其中");
    let bare = match strip_among(&name) {
        Some(rest) => Cow::Owned(rest.to_owned()),
        None => name,
    };
    let (name, numbered) = match strip_numbering(&bare) {
        Some(rest) => (Cow::Owned(rest.to_owned()), true),
        None => (bare, false),
    };
    let total =
        is_sum(&name) || matches!(&*name, "总分" | "总计（分）" | "年度资金总额" | "资金总额");
    Some(Entry {
        row,
        name,
        code,
        numbered,
        among,
        total,
    })
}

fn strip_among(name: &str) -> Option<&str> {
    let rest = name.strip_prefix("其中")?;
    Some(rest.trim_start_matches(['：', ':', '，']))
}

/// The name after 一、, （一）, 1. or 1、.
fn strip_numbering(name: &str) -> Option<&str> {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let open = name.starts_with(['（', '(']);
    let inner = name.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(numeral);
    if rest.len() == inner.len() {
        return None;
    }
    let closed = if open {
        rest.strip_prefix(['）', ')'])
    } else {
        rest.strip_prefix(['、', '.', '．'])
    };
    closed.filter(|rest| !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A text without its spaces.
pub(crate) fn compact(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) {
        Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(text)
    }
}

impl Strip<'_> {
    /// Whether its rows are classified by code.
    pub(crate) fn is_coded(&self) -> bool {
        self.entries
            .iter()
            .filter(|entry| entry.code.is_some())
            .count()
            > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_no_part_of_a_name() {
        assert_eq!(
            strip_numbering("二十一、国有资本经营预算支出"),
            Some("国有资本经营预算支出")
        );
        assert_eq!(strip_numbering("（三）公务接待费"), Some("公务接待费"));
        assert_eq!(strip_numbering("2.公务用车"), Some("公务用车"));
        assert_eq!(strip_numbering("十五项工程"), None);
        assert_eq!(strip_numbering("1.5级"), None);
    }
}
