//! What the narrative calls the figures of a table (说明中的名称), and where they stand.

use std::borrow::Cow;

use super::cell::Cell;
use super::form::Form;
use crate::strip::{Strip, compact};
use crate::table::Sheet;

/// A name the narrative may use in the section about a form, and what the tables print for it.
#[derive(Debug)]
pub(crate) struct Named {
    /// The name.
    pub(crate) name: String,
    /// What the table prints, in each place it does.
    pub(crate) cells: Vec<Cell>,
}

/// The names of the figures of a table, the longer ones first.
pub(super) fn names(form: Form, sheet: &Sheet<'_>) -> Vec<Named> {
    let mut names = match form {
        Form::Overview => totals(
            sheet,
            &[
                "收入支出总计",
                "收入支出决算总计",
                "收支总计",
                "收、支总计",
                "收入总计",
                "支出总计",
                "收支决算总计",
            ],
        ),
        Form::Appropriation => totals(
            sheet,
            &[
                "财政拨款收入支出总计",
                "财政拨款收支总计",
                "财政拨款收、支总计",
                "财政拨款收入总计",
                "财政拨款支出总计",
                "财政拨款收入支出决算总计",
                "财政拨款收支决算总计",
            ],
        ),
        Form::Income | Form::Expense => across(sheet),
        Form::PublicExpense => public_expense(sheet),
        Form::BasicExpense => basic_expense(sheet),
        Form::ThreePublic | Form::Fund | Form::StateCapital => Vec::new(),
    };
    names.retain(|named| !named.cells.is_empty() && named.name.chars().count() > 1);
    names.sort_by_key(|named| std::cmp::Reverse(named.name.len()));
    names
}

/// The 总计 of each strip under one of the names, and the sums of the year.
fn totals(sheet: &Sheet<'_>, called: &[&str]) -> Vec<Named> {
    let cells = |names: &[&str]| -> Vec<Cell> {
        let rows = sheet.all_named(names);
        rows.into_iter()
            .filter_map(|(strip, entry)| sheet.cell(entry.row, sheet.column_in(strip, &[])?))
            .collect()
    };
    let total = cells(&["总计", "收入总计", "支出总计"]);
    let mut names: Vec<Named> = called
        .iter()
        .map(|name| named(*name, total.clone()))
        .collect();
    names.extend(
        ["本年收入合计", "本年支出合计"]
            .iter()
            .map(|name| named(*name, cells(&[name]))),
    );
    names
}

/// The columns of the row of the total, by their heads.
fn across(sheet: &Sheet<'_>) -> Vec<Named> {
    let Some((strip, entry)) = sheet.named(&["合计", "总计", "本年收入合计", "本年支出合计"])
    else {
        return Vec::new();
    };
    columns(sheet, strip, entry.row)
}

fn columns(sheet: &Sheet<'_>, strip: &Strip<'_>, row: usize) -> Vec<Named> {
    let column = |column: &usize| {
        let head = sheet.path(*column).pop()?;
        Some(named(head, sheet.cell(row, *column).into_iter().collect()))
    };
    strip.values.iter().filter_map(column).collect()
}

/// The total by kind of expense, and each class.
fn public_expense(sheet: &Sheet<'_>) -> Vec<Named> {
    let Some((strip, total)) = sheet.named(&["合计", "总计", "本年支出合计"]) else {
        return Vec::new();
    };
    let mut names = columns(sheet, strip, total.row);
    names.retain(|named| !["合计", "小计", "总计"].contains(&&*named.name));
    let Some(main) = sheet.column_in(strip, &["合计", "小计"]) else {
        return names;
    };
    let cell = |row: usize| sheet.cell(row, main).into_iter().collect::<Vec<_>>();
    names.push(named("一般公共预算财政拨款支出", cell(total.row)));
    let level = strip
        .entries
        .iter()
        .filter_map(|entry| entry.code.as_ref())
        .map(String::len)
        .min();
    let classes = strip
        .entries
        .iter()
        .filter(|entry| entry.code.as_ref().map(String::len) == level);
    names.extend(classes.map(|entry| named(entry.name.clone(), cell(entry.row))));
    names
}

fn basic_expense(sheet: &Sheet<'_>) -> Vec<Named> {
    let cells = |name: &str| {
        let total = [&format!("{name}合计")[..], name];
        sheet.at(&total, &[]).into_iter().collect::<Vec<_>>()
    };
    vec![
        named("人员经费", cells("人员经费")),
        named("公用经费", cells("公用经费")),
    ]
}

fn named(name: impl AsRef<str>, cells: Vec<Cell>) -> Named {
    Named {
        name: name.as_ref().to_owned(),
        cells,
    }
}

/// The words that name a figure in running text: from the last comma or stop to the number, without brackets, spaces and
/// the words that lead to the number.
pub(crate) fn name_before(text: &str) -> String {
    // 收、支总计 is one name.
    let text = text.replace("收、支", "收支");
    let start = text
        .char_indices()
        .rev()
        .find(|(_, c)| "，。；：、:;,\n".contains(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let mut name = without_brackets(&compact(&text[start..])).into_owned();
    for lead in ["为", "是", "达", "均", "各", "共计", "共", "决算数"] {
        if name.ends_with(lead) {
            name.truncate(name.len() - lead.len());
        }
    }
    name.retain(|c| !"“”\"".contains(c));
    name
}

/// A text without what stands in brackets.
fn without_brackets(text: &str) -> Cow<'_, str> {
    if !text.contains(['（', '(']) {
        return Cow::Borrowed(text);
    }
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_before_the_number() {
        assert_eq!(
            name_before("某局2024年度收入支出总计"),
            "某局2024年度收入支出总计"
        );
        assert_eq!(name_before("其中：财政拨款收入"), "财政拨款收入");
        assert_eq!(name_before("2022年度收、支总计各"), "2022年度收支总计");
        assert_eq!(
            name_before("主要用于以下方面：一般公共服务支出（类）"),
            "一般公共服务支出"
        );
        assert_eq!(name_before("支出合计，本年支出合计为"), "本年支出合计");
    }
}
