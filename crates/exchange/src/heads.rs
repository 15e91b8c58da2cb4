//! The heads of a sheet's columns, in one row or in two.

use std::collections::BTreeSet;

use crate::sheet::{Line, Raw, letters};

/// How far down the heads of the columns are looked for.
pub(crate) const DEEPEST: usize = 30;

/// The head of a column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Its place.
    pub(crate) place: usize,
    /// As it stands, in one line.
    pub(crate) shown: String,
    /// Without unit, spaces and marks.
    pub(crate) name: String,
    /// The unit it names.
    pub(crate) unit: Option<String>,
}

impl Head {
    pub(crate) fn of(place: usize, text: &str) -> Self {
        let shown = one_line(text);
        let bare = shown.trim_start_matches(['*', '＊', '★']).trim();
        // A head as the ledger writes it: 面积:亩.
        let bare = bare.split([':', '：']).next().unwrap_or(bare);
        let (name, unit) = match bare.rfind(['(', '（', '[', '【']) {
            Some(at) if bare.ends_with([')', '）', ']', '】']) => {
                let inner = bare[at..]
                    .trim_matches(|c| "()（）[]【】".contains(c))
                    .trim();
                let unit = inner.strip_prefix("单位").unwrap_or(inner);
                let unit = unit.trim_start_matches([':', '：']).trim().to_owned();
                (&bare[..at], Some(unit))
            }
            _ => (bare, None),
        };
        Self {
            place,
            name: plain(name),
            unit: unit.filter(|unit| unit.parse::<quantity::Unit>().is_ok()),
            shown,
        }
    }

    /// Whether the user means this head by a name, or by the letters of its column.
    pub(crate) fn is_called(&self, wanted: &str) -> bool {
        self.shown == one_line(wanted)
            || self.name == plain(wanted)
            || letters(self.place).eq_ignore_ascii_case(wanted)
    }
}

/// The heads in a row.
pub(crate) fn in_row(row: &Line) -> Vec<Head> {
    let words = row.iter().filter(|(_, cell)| matches!(cell, Raw::Text(_)));
    words
        .map(|(place, cell)| Head::of(place, &cell.text()))
        .collect()
}

/// The heads in two rows, where the upper one gathers columns of the lower: 费用 above 应付 and 实付. Those below are called
/// by themselves as long as no two are called alike.
pub(crate) fn in_two_rows(upper: &Line, lower: &Line) -> Option<Vec<Head>> {
    let (above, below) = (in_row(upper), in_row(lower));
    let gathers = below
        .iter()
        .any(|head| upper.get(head.place).is_none_or(Raw::is_blank));
    let first = above.first()?.place;
    let under = below.iter().all(|head| head.place >= first);
    // A title stands alone, and numbers are no heads.
    let heads = lower
        .iter()
        .all(|(_, cell)| cell.is_blank() || matches!(cell, Raw::Text(_)));
    if !(gathers && under && heads && above.len() > 1) {
        return None;
    }
    let names: Vec<&str> = below.iter().map(|head| head.name.as_str()).collect();
    let alone: BTreeSet<&str> = names
        .iter()
        .copied()
        .filter(|name| names.iter().filter(|other| *other == name).count() == 1)
        .collect();
    let end = above.iter().chain(&below).map(|head| head.place).max()?;
    let mut joined = Vec::new();
    for place in first..=end {
        let over = above.iter().rev().find(|head| head.place <= place);
        let own = below.iter().find(|head| head.place == place);
        let head = match (over, own) {
            (Some(over), None) if over.place == place => over.clone(),
            (Some(over), Some(own)) if over.name == own.name => own.clone(),
            (Some(over), Some(own)) => {
                let name = match alone.contains(own.name.as_str()) {
                    true => own.name.clone(),
                    false => format!("{}{}", over.name, own.name),
                };
                Head {
                    place,
                    shown: match alone.contains(own.name.as_str()) {
                        true => own.shown.clone(),
                        false => format!("{}{}", over.shown, own.shown),
                    },
                    name,
                    unit: own.unit.clone().or_else(|| over.unit.clone()),
                }
            }
            (None, Some(own)) => own.clone(),
            _ => continue,
        };
        joined.push(head);
    }
    Some(joined)
}

pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"()（）[]【】:：、，,。.“”\"".contains(*c))
        .collect()
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
