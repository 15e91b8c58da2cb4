//! What ledger a sheet would make: columns, types, units, key and the day of entry, read off its heads and rows.

use std::collections::BTreeSet;

use book::{Column, ColumnType, as_word};
use quantity::Unit;

use crate::certain::{day, digits, narrow};
use crate::heads::{DEEPEST, Head, in_row, in_two_rows};
use crate::rows::yes_or_no;
use crate::sheet::{Line, Raw, Sheet, letters};

/// A ledger that a sheet would make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The row of the heads, from 1: the lower one of two.
    pub header: usize,
    /// Its columns, in the order of the sheet.
    pub columns: Vec<Proposed>,
    /// Columns of the sheet that are left out, with the reason.
    pub left_out: Vec<(String, &'static str)>,
}

/// A column that a sheet would make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The column.
    pub column: Column,
    /// Its head as it stands; none for the day of entry, which the import fills in.
    pub head: Option<String>,
    /// The letters of its place in the sheet.
    pub letters: Option<String>,
    /// The first thing that stands below it.
    pub example: String,
}

/// The digits from which a whole number is a code.
const CODE: usize = 10;

/// Heads of columns that only number the rows.
const NUMBERING: &[&str] = &["序号", "编次", "No", "NO", "#"];

/// Words in the heads of codes.
const CODED: &[&str] = &[
    "编号",
    "编码",
    "代码",
    "证号",
    "单号",
    "文号",
    "号码",
    "身份证",
    "电话",
    "手机",
    "账号",
    "ID",
];

/// Words in the heads of codes of which no two rows have the same.
const KEYS: &[&str] = &["编号", "编码", "代码", "单号", "ID"];

/// Words in the head of the day a row was entered.
const ENTERED: &[&str] = &["登记日期", "录入日期", "登记时间", "录入时间", "登记日"];

/// The name of the column with the day of entry where the sheet has none.
const ENTERED_NAME: &str = "登记日期";

/// What ledger a sheet would make; none where no row looks like heads with rows below.
pub fn propose(sheet: &Sheet) -> Option<Proposal> {
    let (header, heads) = heads(sheet)?;
    let rows = data(sheet, header, &heads);
    let mut proposal = Proposal {
        header: header + 1,
        columns: Vec::new(),
        left_out: Vec::new(),
    };
    let mut names = BTreeSet::new();
    let mut keyed = false;
    let mut entered = false;
    for head in &heads {
        let cells: Vec<&Raw> = rows
            .iter()
            .filter_map(|row| row.get(head.place))
            .filter(|cell| !cell.is_blank())
            .collect();
        if NUMBERING.contains(&head.name.as_str()) {
            proposal.left_out.push((head.shown.clone(), "只是行号"));
            continue;
        }
        if cells.is_empty() {
            proposal.left_out.push((head.shown.clone(), "没有内容"));
            continue;
        }
        let mut kind = kind(head, &cells);
        let has = |words: &[&str]| words.iter().any(|word| head.name.contains(word));
        if kind == ColumnType::Date && !entered && has(ENTERED) {
            kind = ColumnType::Entered;
            entered = true;
        }
        let full = cells.len() == rows.len();
        let different: BTreeSet<String> = cells.iter().map(|cell| cell.text()).collect();
        let unique = full && different.len() == rows.len();
        let key = !keyed && unique && kind == ColumnType::Text && has(KEYS);
        keyed |= key;
        proposal.columns.push(Proposed {
            column: Column {
                name: name(called(head), &mut names),
                optional: !full && kind != ColumnType::Entered,
                kind,
                key,
            },
            head: Some(head.shown.clone()),
            letters: Some(letters(head.place)),
            example: cells.first().map(|cell| cell.text()).unwrap_or_default(),
        });
    }
    if proposal.columns.is_empty() {
        return None;
    }
    if !entered {
        proposal.columns.push(Proposed {
            column: Column {
                name: name(ENTERED_NAME, &mut names),
                kind: ColumnType::Entered,
                key: false,
                optional: false,
            },
            head: None,
            letters: None,
            example: String::new(),
        });
    }
    Some(proposal)
}

/// The row of the heads, from 0, and the heads: the first with the most columns of which every one has something below.
fn heads(sheet: &Sheet) -> Option<(usize, Vec<Head>)> {
    let single = sheet.rows.iter().take(DEEPEST).enumerate();
    let single = single.map(|(place, row)| (place, in_row(row)));
    let pairs = sheet.rows.windows(2).take(DEEPEST).enumerate();
    let double =
        pairs.filter_map(|(place, pair)| Some((place + 1, in_two_rows(&pair[0], &pair[1])?)));
    let width = |place: usize| {
        let below = sheet.rows.iter().skip(place + 1).take(DEEPEST);
        let filled: BTreeSet<usize> = below
            .flat_map(|row| row.iter().map(|(column, _)| column))
            .collect();
        filled.len()
    };
    let fits = |(place, heads): &(usize, Vec<Head>)| {
        let rows = sheet
            .rows
            .iter()
            .skip(place + 1)
            .any(|row| row.iter().count() > 1);
        let wide = heads.len() * 2 > width(*place);
        let words = heads.iter().any(|head| digits(&head.name).is_none());
        rows && wide && words && heads.len() > 1 && heads.iter().all(|head| !head.name.is_empty())
    };
    let mut candidates: Vec<(usize, Vec<Head>)> = double.chain(single).filter(fits).collect();
    // One row of heads stands above rows of data, which may be words, too: the first of those as wide is meant.
    candidates.sort_by_key(|(place, heads)| (std::cmp::Reverse(heads.len()), *place));
    candidates.into_iter().next()
}

/// The rows below the heads that are data: not blank, no sums, no remarks.
fn data<'a>(sheet: &'a Sheet, header: usize, heads: &[Head]) -> Vec<&'a Line> {
    let below = sheet.rows.iter().skip(header + 1);
    let filled = |row: &Line| {
        let there = heads.iter().filter_map(|head| row.get(head.place));
        there.filter(|cell| !cell.is_blank()).count()
    };
    let sums = |row: &Line| {
        let first = row.iter().find(|(_, cell)| !cell.is_blank());
        let words = first.map(|(_, cell)| cell.text()).unwrap_or_default();
        let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        crate::rows::SUMS.iter().any(|sum| words.starts_with(sum))
    };
    below
        .filter(|row| filled(row) > 1.min(heads.len() - 1) && !sums(row))
        .collect()
}

/// What a head calls its column: what stands in brackets tells columns apart, unless it is their unit.
fn called(head: &Head) -> &str {
    match head.unit {
        Some(_) => &head.name,
        None => &head.shown,
    }
}

/// What a column is called whose head has nothing to call it by.
const UNNAMED: &str = "列";

/// A name for a column: that of its head, told apart from those before.
fn name(head: &str, names: &mut BTreeSet<String>) -> String {
    let bare = as_word(head).unwrap_or_else(|| UNNAMED.to_owned());
    let mut name = bare.clone();
    let mut nth = 1;
    while !names.insert(name.clone()) {
        nth += 1;
        name = format!("{bare}{nth}");
    }
    name
}

/// The type that all the cells of a column have.
fn kind(head: &Head, cells: &[&Raw]) -> ColumnType {
    let has = |words: &[&str]| words.iter().any(|word| head.name.contains(word));
    let dated = has(&["日期", "时间", "期限"]);
    let is_day = |cell: &&Raw| match cell {
        Raw::Number(_) => dated && day(cell).is_some(),
        cell => day(cell).is_some(),
    };
    if cells.iter().all(is_day) {
        return ColumnType::Date;
    }
    let yes_no = |cell: &&Raw| matches!(cell, Raw::Text(text) if matches!(yes_or_no(text.trim()), "是" | "否"));
    if cells.iter().all(yes_no) && !cells.iter().all(|cell| digits(&cell.text()).is_some()) {
        return ColumnType::YesNo;
    }
    if !has(CODED)
        && let Some(number) = number(head, cells)
    {
        return number;
    }
    let words: BTreeSet<String> = cells
        .iter()
        .map(|cell| cell.text().trim().to_owned())
        .collect();
    // What was answered so far is not all that can be: only a scale that is known whole is a closed one.
    let scale = book::Survey::usual_scale();
    let answers = || scale.iter().map(|answer| answer.word.clone());
    match words.len() > 1 && words.iter().all(|word| answers().any(|one| one == *word)) {
        true => ColumnType::Choice(answers().collect()),
        false => ColumnType::Text,
    }
}

/// The type of a column of numbers: in the unit of its head, or of its cells; none where one is no number, or a code.
fn number(head: &Head, cells: &[&Raw]) -> Option<ColumnType> {
    let texts: Vec<String> = cells.iter().map(|cell| narrow(&cell.text())).collect();
    let in_head = head
        .unit
        .as_deref()
        .and_then(|unit| unit.parse::<Unit>().ok());
    let in_cells = || {
        let end = texts
            .first()?
            .trim_start_matches(|c: char| !c.is_alphabetic() && c != '%');
        end.parse::<Unit>()
            .ok()
            .filter(|unit| *unit != Unit::NONE)
            .map(|unit| (unit, end.to_owned()))
    };
    let plain = |text: &String| digits(text).is_some();
    let code = |text: &String| {
        let whole = text.bytes().all(|byte| byte.is_ascii_digit());
        whole && (text.len() >= CODE || (text.len() > 1 && text.starts_with('0')))
    };
    if texts.iter().all(plain) && !texts.iter().any(code) {
        let whole = texts
            .iter()
            .filter_map(|text| digits(text))
            .all(|digits| !digits.contains('.'));
        return Some(match (in_head, whole) {
            (Some(unit), _) if unit != Unit::NONE => ColumnType::Quantity(unit),
            (_, true) => ColumnType::Integer,
            (_, false) => ColumnType::Number,
        });
    }
    let (unit, end) = in_cells()?;
    let ends = |text: &String| text.strip_suffix(&end).and_then(digits).is_some() || plain(text);
    texts.iter().all(ends).then_some(ColumnType::Quantity(unit))
}

impl Proposal {
    /// The columns that hold days, other than the day of entry.
    pub fn days(&self) -> Vec<&str> {
        let days = self
            .columns
            .iter()
            .filter(|one| one.column.kind == ColumnType::Date);
        days.map(|one| one.column.name.as_str()).collect()
    }
}
