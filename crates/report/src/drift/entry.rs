//! Entries of `book.toml` and their places, so that one of them can be written otherwise and all else stays as it is.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// A value of `book.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it belongs to, as places are told: `指标Z01`, `数据巡查次数`, `单位`.
    pub(super) owner: String,
    /// Its key.
    pub(super) key: String,
    /// What it says, if it is text.
    pub(super) text: Option<String>,
    /// Where it stands, with its quotes.
    pub(super) span: Range<usize>,
}

/// Every value of a `book.toml` that is no table and no list.
pub(super) fn entries(source: &str) -> Vec<Entry> {
    let (root, _) = DeTable::parse_recoverable(source);
    let mut entries = Vec::new();
    table(root.get_ref(), "", &mut entries);
    entries
}

fn table(table_: &DeTable<'_>, owner: &str, entries: &mut Vec<Entry>) {
    for (key, value) in table_ {
        let key = key.get_ref().as_ref();
        values(key, value.get_ref(), &value.span(), owner, entries);
    }
}

fn values(
    key: &str,
    value: &DeValue<'_>,
    span: &Range<usize>,
    owner: &str,
    entries: &mut Vec<Entry>,
) {
    match value {
        DeValue::Table(inner) => table(inner, &joined(owner, key), entries),
        DeValue::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                match item.get_ref() {
                    DeValue::Table(inner) => {
                        let name = format!("{}{}", joined(owner, key), identity(inner, at));
                        table(inner, &name, entries);
                    }
                    other => values(key, other, &item.span(), owner, entries),
                }
            }
        }
        other => entries.push(Entry {
            owner: owner.to_owned(),
            key: key.to_owned(),
            text: other.as_str().map(str::to_owned),
            span: span.clone(),
        }),
    }
}

fn joined(owner: &str, key: &str) -> String {
    match owner.is_empty() {
        true => key.to_owned(),
        false => format!("{owner}.{key}"),
    }
}

/// What tells an item of a list from the others.
fn identity(item: &DeTable<'_>, at: usize) -> String {
    let name = ["编号", "名称", "类别"]
        .into_iter()
        .find_map(|key| item.get(key)?.get_ref().as_str().map(str::to_owned));
    name.unwrap_or_else(|| (at + 1).to_string())
}

impl Entry {
    /// Whether it may say what is told to stand at a place such as `指标Z01` or `总体目标.内容`.
    pub(super) fn is_at(&self, place: &str) -> bool {
        self.owner == place || joined(&self.owner, &self.key) == place
    }
}

/// A value as TOML writes text.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The words of a text of the book that stand between its names, each with its place.
pub(super) fn literals(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut done = 0;
    text.split("{{").enumerate().map(move |(at, part)| {
        let start = done;
        done += part.len() + "{{".len();
        match part.split_once("}}") {
            Some((name, rest)) if at > 0 => (start + name.len() + "}}".len(), rest),
            _ => (start, part),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_know_whose_they_are() {
        let source = "\"年度\" = 2022\n[\"单位\"]\n\"职责\" = [\"甲\", \"乙\"]\n[[\"指标\"]]\n\"编号\" = \"Z01\"\n\"完成情况\" = \"好\"\n";
        let entries = entries(source);
        let find = |place: &str| entries.iter().filter(|entry| entry.is_at(place)).count();
        assert_eq!(find("指标Z01"), 2);
        assert_eq!(find("单位.职责"), 2);
        let good = entries
            .iter()
            .find(|entry| entry.key == "完成情况")
            .expect("it is there");
        assert_eq!(&source[good.span.clone()], "\"好\"");
    }

    #[test]
    fn words_between_names_keep_their_place() {
        let text = "巡查{{ 次数 }}，发现{{ 线索 }}。";
        for (start, words) in literals(text) {
            assert_eq!(&text[start..start + words.len()], words);
        }
        let all: Vec<_> = literals(text).map(|(_, words)| words).collect();
        assert_eq!(all, ["巡查", "，发现", "。"]);
    }
}
