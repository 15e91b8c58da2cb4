//! The kinds of entries of a book and their fields: the one table that says what can be written where.
//!
//! What reads, writes, compares and describes entries goes by it. A field is one row of its kind's table.

mod budget;
mod describe;
mod goal;
mod indicator;
mod project;
mod rectification;
mod survey;
mod unit;
mod year;

use crate::Fields;

pub use describe::{all, json_schema};
pub use indicator::INDICATOR;
pub use project::PROJECT;

/// The word for the book itself in an address.
pub const ROOT: &str = "账本";

/// A kind of entry.
#[derive(Debug)]
pub struct Kind {
    /// The word for it: 指标.
    pub name: &'static str,
    /// The fields that tell one from others of the kind. The first of several sets that is written in full counts; none
    /// means that there is only one entry of the kind.
    pub keys: &'static [&'static [&'static str]],
    /// Kinds of entries that lie in it.
    pub inner: &'static [&'static Kind],
    /// Its fields, in the order they are written.
    pub fields: &'static [Field],
}

/// A field of a kind of entry.
#[derive(Debug)]
pub struct Field {
    /// Its key: 目标.
    pub key: &'static str,
    /// What is written in it.
    pub shape: Shape,
    /// Whether an entry without it is unfinished.
    pub required: bool,
    /// Whether it is words that nothing is computed from: it is read, written, carried into the next year and printed as
    /// it stands, wherever the table is gone by.
    pub plain: bool,
    /// The head of its column in the target form (绩效目标申报表), where it is printed there.
    pub column: Option<&'static str>,
    /// What it says, for people who fill it in.
    pub doc: &'static str,
}

/// What is written in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words in one line.
    Line,
    /// Words in any number of lines.
    Words,
    /// Several words, one item each.
    Lines,
    /// A number in the unit named; an empty unit means the one that the entry itself states, or none.
    Number(&'static str),
    /// A whole number.
    Count,
    /// A date.
    Date,
    /// 是 or 否.
    YesNo,
    /// One of several words.
    Choice(&'static [&'static str]),
    /// Any of several words.
    Choices(&'static [&'static str]),
    /// A measure over ledgers.
    Measure,
    /// What the direction of the indicator asks for: a number, two, a date, words.
    Aim,
    /// A name, or a group of named values.
    Group,
}

impl Kind {
    /// Whether there is only one entry of the kind.
    pub const fn is_single(&self) -> bool {
        self.keys.is_empty()
    }

    /// The field of a key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

impl Field {
    pub(crate) const fn must(key: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self {
            key,
            shape,
            required: true,
            plain: false,
            column: None,
            doc,
        }
    }

    pub(crate) const fn may(key: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self {
            key,
            shape,
            required: false,
            plain: false,
            column: None,
            doc,
        }
    }

    /// Words that nothing is computed from.
    pub(crate) const fn plain(key: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self {
            plain: true,
            ..Self::may(key, shape, doc)
        }
    }

    /// The same field with a column of its own in the target form.
    pub(crate) const fn printed(self, column: &'static str) -> Self {
        Self {
            column: Some(column),
            ..self
        }
    }
}

/// The book itself.
pub const BOOK: Kind = Kind {
    name: ROOT,
    keys: &[],
    inner: &[
        &unit::UNIT,
        &unit::EVALUATION,
        &budget::TRANSFER,
        &unit::STAFF,
        &unit::BALANCE,
        &budget::LINE,
        &goal::OBJECTIVE,
        &goal::GOAL,
        &goal::TASK,
        &indicator::INDICATOR,
        &indicator::FACT,
        &survey::SURVEY,
        &year::ADJUSTMENT,
        &year::NOTES,
        &year::THRESHOLDS,
        &rectification::PROBLEM,
        &rectification::LEDGER,
        &unit::RESULT_USE,
        &unit::PUBLICATION,
        &PROJECT,
    ],
    fields: &[
        Field::must("年度", Shape::Count, "账本的年度"),
        Field::must(
            "评分方案",
            Shape::Line,
            "自带的评分方案，或 schemes 文件夹里的",
        ),
        Field::may("指标包", Shape::Lines, "账本用到的指标包"),
        Field::may("下属", Shape::Lines, "部门的下属单位：各单位账本的文件夹"),
    ],
};

/// Where in the table something lies: in a kind that is known, or outside of the table.
#[derive(Clone, Copy, Debug)]
pub struct Within(Option<&'static Kind>);

impl Within {
    /// In the book itself.
    pub const fn root() -> Self {
        Self(Some(&BOOK))
    }

    /// The kind of that name here.
    pub fn kind(self, name: &str) -> Option<&'static Kind> {
        self.0?.inner.iter().copied().find(|kind| kind.name == name)
    }

    /// The kinds here.
    pub fn kinds(self) -> &'static [&'static Kind] {
        self.0.map_or(&[], |kind| kind.inner)
    }

    /// Inside an entry of that kind.
    #[must_use]
    pub fn inner(self, name: &str) -> Self {
        Self(self.kind(name))
    }

    /// The kind one is in.
    pub const fn itself(self) -> Option<&'static Kind> {
        self.0
    }
}

/// The longest name of a kind here that a text begins with: 监控阈值, where 监控 is one too.
pub(crate) fn longest_name(within: Within, text: &str) -> Option<&'static str> {
    let names = within.kinds().iter().map(|kind| kind.name);
    names
        .filter(|name| text.starts_with(name))
        .max_by_key(|name| name.len())
}

/// Where a field stands among those of its kind; those nobody knows come last.
pub fn order(kind: Option<&Kind>, key: &str) -> usize {
    let fields = kind.map_or(&[][..], |kind| kind.fields);
    let at = fields.iter().position(|field| field.key == key);
    at.unwrap_or(fields.len())
}

/// What tells entries apart that the table does not know.
const USUAL: &[&[&str]] = &[&["编号"], &["名称"]];

/// What an entry is called among its kind, by what is written in it.
pub(crate) fn key(kind: Option<&Kind>, fields: &Fields) -> String {
    let sets = kind.map_or(USUAL, |kind| kind.keys);
    let said = |key: &&str| Some(fields.get(*key)?.plain()?.trim()).filter(|text| !text.is_empty());
    let full = |set: &&&[&str]| set.iter().all(|key| said(key).is_some());
    let Some(set) = sets.iter().find(full).or_else(|| sets.first()) else {
        return String::new();
    };
    let words: Vec<&str> = set.iter().filter_map(said).collect();
    spoken(&words.join("·"))
}

/// What an entry is called by what is written in its key fields: in one line, and no longer than people would say.
pub fn spoken(words: &str) -> String {
    let line: String = words.trim().chars().filter(|c| !c.is_control()).collect();
    match line.char_indices().nth(LONGEST_KEY) {
        Some((end, _)) => line[..end].to_owned(),
        None => line,
    }
}

/// Characters of a key; a problem without a number is called by what it begins with.
const LONGEST_KEY: usize = 40;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn visit(kind: &'static Kind, seen: &mut Vec<&'static Kind>) {
        seen.push(kind);
        kind.inner.iter().for_each(|inner| visit(inner, seen));
    }

    #[test]
    fn a_key_is_a_field_and_no_field_stands_twice() {
        let mut kinds = Vec::new();
        visit(&BOOK, &mut kinds);
        for kind in kinds {
            let keys: BTreeSet<&str> = kind.fields.iter().map(|field| field.key).collect();
            assert_eq!(keys.len(), kind.fields.len(), "{}", kind.name);
            // A project is called after its file.
            for key in kind.keys.iter().copied().flatten() {
                assert!(
                    kind.name == PROJECT.name || keys.contains(key),
                    "{} {key}",
                    kind.name
                );
            }
        }
    }
}
