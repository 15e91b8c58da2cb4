//! The head of a table of indicators: what each of its columns holds.

use std::ops::Range;

use super::head::{self, Head};
use super::plate::Plate;

/// A head: what each column holds, and the first row below.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    heads: Vec<(Head, Range<usize>)>,
    pub(super) below: usize,
}

/// The kinds of the boxes over a row, one for each box.
fn kinds(plate: &Plate<'_>, row: usize) -> Vec<(Head, Range<usize>)> {
    let mut kinds: Vec<(Head, Range<usize>)> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    let mut column = 0;
    while column < plate.columns {
        let Some(cell) = plate.at(row, column) else {
            column += 1;
            continue;
        };
        let columns = cell.columns.clone();
        if let Some(kind) = head::head(&cell.text) {
            kinds.push((kind, columns.clone()));
            texts.push(&cell.text);
        }
        column = columns.end.max(column + 1);
    }
    for is_other in [is_of_another_time, is_of_another_year, is_stated] {
        only_one_actual(&mut kinds, &texts, is_other);
    }
    kinds
}

/// Of several columns of what was reached, lets go of those that tell of something else than the others.
fn only_one_actual(
    kinds: &mut [(Head, Range<usize>)],
    texts: &[&str],
    is_other: fn(&str, &[&str]) -> bool,
) {
    let actual: Vec<usize> = (0..kinds.len())
        .filter(|place| kinds[*place].0 == Head::Actual)
        .collect();
    if actual.len() < 2 {
        return;
    }
    let all: Vec<&str> = actual.iter().map(|place| texts[*place]).collect();
    let others = || {
        let places = actual.iter().copied();
        places.filter(|place| is_other(texts[*place], &all))
    };
    if others().count() < actual.len() {
        for place in others().collect::<Vec<_>>() {
            kinds[place].0 = Head::Other;
        }
    }
}

/// Whether a head tells of a part of the year, or of the year before: 上半年完成值 beside 全年完成值.
fn is_of_another_time(text: &str, _: &[&str]) -> bool {
    const WORDS: [&str; 6] = ["上半年", "季度", "月", "监控", "上年", "去年"];
    WORDS.iter().any(|word| text.contains(word))
}

/// Whether a head names an earlier year than another, or a year where another names none.
fn is_of_another_year(text: &str, all: &[&str]) -> bool {
    let year = |text: &str| {
        let (digits, _) = text.split_once('年')?;
        let start = digits.len().checked_sub(4)?;
        digits.get(start..)?.parse::<u16>().ok()
    };
    let named = year(text);
    named.is_some()
        && all
            .iter()
            .any(|other| year(other).is_none() || year(other) > named)
}

/// Whether a head tells of what was stated where another tells of what was found when it was checked.
fn is_stated(text: &str, all: &[&str]) -> bool {
    let checked = |text: &str| {
        ["复核", "核定", "审核", "核实"]
            .iter()
            .any(|word| text.contains(word))
    };
    !checked(text) && all.iter().any(|other| checked(other))
}

fn names(kind: Head) -> bool {
    matches!(kind, Head::Class(_) | Head::Name | Head::Indicators)
}

fn values(kind: Head) -> bool {
    matches!(
        kind,
        Head::Target | Head::Actual | Head::Weight | Head::Score
    )
}

impl Columns {
    /// The same over rows that begin at the top of a table.
    pub(super) fn at_the_top(self) -> Columns {
        Columns { below: 0, ..self }
    }

    /// The head that begins in a row, if one does.
    pub(super) fn at(plate: &Plate<'_>, row: usize) -> Option<Columns> {
        let mut heads = kinds(plate, row);
        let begun = plate
            .row(row)
            .any(|cell| head::head(&cell.text).is_some_and(values));
        let told = |text: &str| {
            text.chars()
                .all(|c| c.is_ascii_digit() || ".,%％".contains(c))
        };
        let mut cells = plate.row(row);
        let has_numbers = cells.any(|cell| !cell.figures.is_empty() && told(&cell.text));
        if !begun || has_numbers || !heads.iter().any(|(kind, _)| values(*kind)) {
            return None;
        }
        let mut below = row + 1;
        if let Some(second) = second_row(plate, below, &heads) {
            heads.retain(|(_, columns)| {
                !second
                    .iter()
                    .any(|(_, other)| other.start < columns.end && columns.start < other.end)
            });
            heads.extend(second);
            heads.sort_by_key(|(_, columns)| columns.start);
            below += 1;
        }
        let columns = Columns { heads, below };
        let told = columns.name().is_some() && columns.is_scored_or_classed();
        told.then_some(columns)
    }

    /// Whether it tells of an evaluation and not of any figures with targets.
    fn is_scored_or_classed(&self) -> bool {
        let has = |wanted: fn(Head) -> bool| self.heads.iter().any(|(kind, _)| wanted(*kind));
        let followed = || {
            let marks = |kind| matches!(kind, Head::Sign | Head::Forecast | Head::Done);
            has(|kind| kind == Head::Name)
                && has(|kind| kind == Head::Target)
                && has(|kind| kind == Head::Actual)
                && has(marks)
        };
        has(|kind| matches!(kind, Head::Weight | Head::Score))
            || followed()
            || has(|kind| matches!(kind, Head::Class(_))) && has(|kind| kind == Head::Name)
    }

    pub(super) fn all(&self, kind: Head) -> impl DoubleEndedIterator<Item = &Range<usize>> {
        let heads = self.heads.iter();
        heads
            .filter(move |(other, _)| *other == kind)
            .map(|(_, columns)| columns)
    }

    pub(super) fn first(&self, kind: Head) -> Option<&Range<usize>> {
        self.all(kind).next()
    }

    pub(super) fn classes(&self) -> impl DoubleEndedIterator<Item = &Range<usize>> {
        let heads = self.heads.iter();
        heads
            .filter(|(kind, _)| matches!(kind, Head::Class(_)))
            .map(|(_, columns)| columns)
    }

    /// The column of the names of indicators.
    pub(super) fn name(&self) -> Option<&Range<usize>> {
        let last = self.all(Head::Name).next_back();
        last.or_else(|| self.classes().next_back())
            .or_else(|| self.first(Head::Indicators))
    }

    /// The column of a kind that belongs to the indicators, not to a class of them.
    pub(super) fn leaf(&self, kind: Head) -> Option<&Range<usize>> {
        let past = self.name().map_or(0, |name| name.end);
        let after = self.all(kind).find(|columns| columns.start >= past);
        after.or_else(|| self.all(kind).next_back())
    }

    /// The column of a kind beside a class, before the next one.
    pub(super) fn of_class(&self, kind: Head, class: &Range<usize>) -> Option<&Range<usize>> {
        let leaf = self.leaf(kind)?;
        let next = self
            .heads
            .iter()
            .find(|(kind, columns)| names(*kind) && columns.start >= class.end);
        let end = next.map_or(usize::MAX, |(_, columns)| columns.start);
        let mut beside = self.all(kind);
        beside.find(|columns| columns.start >= class.end && columns.end <= end && *columns != leaf)
    }

    /// Where the values begin.
    pub(super) fn first_value(&self) -> usize {
        let heads = self.heads.iter();
        let past = self.name().map_or(0, |name| name.end);
        let values = heads.filter(|(kind, columns)| !names(*kind) && columns.start >= past);
        values
            .map(|(_, columns)| columns.start)
            .min()
            .unwrap_or(past)
    }
}

/// The second row of a head, where it has one: it names what the first leaves open, and holds no figures.
fn second_row(
    plate: &Plate<'_>,
    row: usize,
    first: &[(Head, Range<usize>)],
) -> Option<Vec<(Head, Range<usize>)>> {
    if row >= plate.rows || plate.row(row).any(|cell| !cell.figures.is_empty()) {
        return None;
    }
    let begun: Vec<(Head, Range<usize>)> = plate
        .row(row)
        .filter_map(|cell| Some((head::head(&cell.text)?, cell.columns.clone())))
        .collect();
    let named = first
        .iter()
        .any(|(kind, _)| matches!(kind, Head::Class(_) | Head::Name));
    let names_here = begun
        .iter()
        .any(|(kind, _)| matches!(kind, Head::Class(_) | Head::Name));
    let is_values = begun.iter().any(|(kind, _)| values(*kind));
    // 一级指标, 二级指标 … below 评价指标.
    let over = first.iter().find(|(kind, _)| names(*kind));
    let under = begun
        .iter()
        .find(|(kind, _)| matches!(kind, Head::Class(_)));
    let divided = over
        .zip(under)
        .is_some_and(|(over, under)| over.0 == Head::Name && over.1.start == under.1.start);
    if names_here && (!named || divided) {
        return Some(begun);
    }
    // 经费保障, 制度保障 … below 偏差原因分析: nothing stands where names do.
    let blank = || {
        let name = first.iter().rfind(|(kind, _)| *kind == Head::Name);
        name.is_some_and(|(_, columns)| plate.begins(row, columns).is_none())
    };
    let said = plate.row(row).any(|cell| !cell.text.is_empty());
    (named && said && blank() && !names_here && (is_values || begun.is_empty())).then_some(begun)
}
