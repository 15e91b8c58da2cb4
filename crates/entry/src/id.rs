//! Addresses: of an entry, and of a field in it.
//!
//! An address is printed as people say it, 指标Z01.目标, 监控2022-Q2/指标Z01.措施, 项目学生资助/指标P03.分值, and never
//! counts from the top of a file.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::kind::{Kind, ROOT, Within, longest_name};

/// The address of an entry: what it lies in, from the outside, and itself last. No steps: the book itself (账本).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct EntryId(pub Vec<Step>);

/// One step of an address: a kind of entry, and which one of that kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// The kind: 指标.
    pub kind: String,
    /// What it is called among its kind: Z01. Empty where there is only one of the kind, or where nothing is written yet.
    pub key: String,
    /// Which of those that are called the same, from 1.
    pub nth: u32,
}

/// The address of a field, or of a whole entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Path {
    /// The entry.
    pub entry: EntryId,
    /// The key of the field; none means the entry as a whole.
    pub field: Option<String>,
}

/// The text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是账本里的位置：写成 指标Z01.目标、预算人员经费.年初预算、单位.名称 这样")]
pub struct ParsePathError(String);

/// Between the kind and the key where they would run together.
const QUOTES: (char, char) = ('“', '”');

impl EntryId {
    /// The entry this one lies in; the book itself for those that lie in nothing else, nothing for the book.
    pub fn parent(&self) -> Option<Self> {
        let (_, outer) = self.0.split_last()?;
        Some(Self(outer.to_vec()))
    }

    /// The kind of the entry; that of the book where it has no steps.
    pub fn kind(&self) -> &str {
        self.0.last().map_or(ROOT, |step| step.kind.as_str())
    }

    /// Where in the table of kinds the inside of the entry is.
    pub fn within(&self) -> Within {
        let steps = self.0.iter();
        steps.fold(Within::root(), |within, step| within.inner(&step.kind))
    }

    /// An entry inside this one.
    #[must_use]
    pub fn inside(&self, kind: &str, key: &str, nth: u32) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step {
            kind: kind.to_owned(),
            key: key.to_owned(),
            nth,
        });
        Self(steps)
    }

    /// Whether it is the other entry or lies in it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The same address with another one in place of its beginning.
    #[must_use]
    pub fn moved(&self, from: &Self, to: &Self) -> Self {
        let rest = self.0.get(from.0.len()..).unwrap_or_default();
        Self(to.0.iter().chain(rest).cloned().collect())
    }

    /// A field of the entry.
    #[must_use]
    pub fn field(&self, key: &str) -> Path {
        Path {
            entry: self.clone(),
            field: Some(key.to_owned()),
        }
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(ROOT);
        }
        let mut within = Within::root();
        for (at, step) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("/")?;
            }
            step.print(f, within)?;
            within = within.inner(&step.kind);
        }
        Ok(())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            None => self.entry.fmt(f),
            Some(field) if is_plain(field) => write!(f, "{}.{field}", self.entry),
            Some(field) => write!(f, "{}.{}", self.entry, quoted(field)),
        }
    }
}

impl Step {
    fn print(&self, f: &mut fmt::Formatter<'_>, within: Within) -> fmt::Result {
        let known = within.kind(&self.kind).is_some();
        match known {
            true => f.write_str(&self.kind)?,
            false => write!(f, "《{}》", self.kind.replace('》', "》》"))?,
        }
        let run = format!("{}{}", self.kind, self.key);
        let apart = !known || longest_name(within, &run) == Some(self.kind.as_str());
        match self.key.is_empty() || (is_plain(&self.key) && apart) {
            true => f.write_str(&self.key)?,
            false => f.write_str(&quoted(&self.key))?,
        }
        match self.nth {
            1 => Ok(()),
            nth => write!(f, "#{nth}"),
        }
    }
}

fn is_plain(word: &str) -> bool {
    let mark = |c: char| matches!(c, '.' | '/' | '#' | '“' | '”' | '《' | '》');
    !word.is_empty() && !word.contains(|c: char| mark(c) || c.is_whitespace())
}

fn quoted(word: &str) -> String {
    let (open, close) = QUOTES;
    format!("{open}{}{close}", word.replace(close, "””"))
}

impl FromStr for Path {
    type Err = ParsePathError;

    fn from_str(text: &str) -> Result<Self, ParsePathError> {
        let wrong = || ParsePathError(text.to_owned());
        let mut rest = text.trim();
        let mut steps = Vec::new();
        let mut within = Within::root();
        if let Some(after) = rest.strip_prefix(ROOT)
            && (after.is_empty() || after.starts_with('.'))
        {
            rest = after;
        } else {
            loop {
                let (step, after) = step(rest, within).ok_or_else(wrong)?;
                within = within.inner(&step.kind);
                steps.push(step);
                rest = after;
                match rest.strip_prefix('/') {
                    Some(after) => rest = after,
                    None => break,
                }
            }
        }
        let field = match rest.strip_prefix('.') {
            None if rest.is_empty() => None,
            None => return Err(wrong()),
            Some(after) => {
                let (word, after) = word(after).ok_or_else(wrong)?;
                if !after.is_empty() || word.is_empty() {
                    return Err(wrong());
                }
                Some(word)
            }
        };
        Ok(Self {
            entry: EntryId(steps),
            field,
        })
    }
}

impl FromStr for EntryId {
    type Err = ParsePathError;

    fn from_str(text: &str) -> Result<Self, ParsePathError> {
        let path: Path = text.parse()?;
        match path.field {
            None => Ok(path.entry),
            Some(_) => Err(ParsePathError(text.to_owned())),
        }
    }
}

/// One step at the beginning of a text, and what comes after.
fn step(text: &str, within: Within) -> Option<(Step, &str)> {
    let (kind, rest) = match text.strip_prefix('《') {
        Some(inside) => {
            let (kind, rest) = closed(inside, '》')?;
            (kind, rest)
        }
        None => {
            let kind = longest_name(within, text)?;
            (kind.to_owned(), text.strip_prefix(kind)?)
        }
    };
    let single = within.kind(&kind).is_some_and(Kind::is_single);
    let (key, rest) = match rest.starts_with(['.', '/', '#']) || rest.is_empty() {
        true => (String::new(), rest),
        false => word(rest)?,
    };
    if single && !key.is_empty() {
        return None;
    }
    let (nth, rest) = match rest.strip_prefix('#') {
        None => (1, rest),
        Some(after) => {
            let end = after
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(after.len());
            let (digits, rest) = after.split_at(end);
            (digits.parse().ok().filter(|nth| *nth > 1)?, rest)
        }
    };
    Some((Step { kind, key, nth }, rest))
}

/// A word, plain or in quotes, at the beginning of a text, and what comes after.
fn word(text: &str) -> Option<(String, &str)> {
    if let Some(inside) = text.strip_prefix(QUOTES.0) {
        return closed(inside, QUOTES.1);
    }
    let end = text.find(['.', '/', '#']).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    is_plain(word).then(|| (word.to_owned(), rest))
}

/// What stands before a closing mark, which stands twice where it is meant itself, and what comes after.
fn closed(text: &str, mark: char) -> Option<(String, &str)> {
    let mut word = String::new();
    let mut rest = text;
    loop {
        let at = rest.find(mark)?;
        word.push_str(&rest[..at]);
        rest = &rest[at + mark.len_utf8()..];
        match rest.strip_prefix(mark) {
            Some(after) => {
                word.push(mark);
                rest = after;
            }
            None => return Some((word, rest)),
        }
    }
}

impl From<EntryId> for String {
    fn from(id: EntryId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for EntryId {
    type Error = ParsePathError;

    fn try_from(text: String) -> Result<Self, ParsePathError> {
        text.parse()
    }
}

impl From<Path> for String {
    fn from(path: Path) -> Self {
        path.to_string()
    }
}

impl TryFrom<String> for Path {
    type Error = ParsePathError;

    fn try_from(text: String) -> Result<Self, ParsePathError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_printed_as_people_say_them() {
        for text in [
            "账本",
            "账本.年度",
            "单位.名称",
            "指标Z01.目标",
            "目标M1.内容",
            "总体目标.内容",
            "监控阈值.红线",
            "监控“阈值一”.说明",
            "监控2022-Q2/指标Z01.措施",
            "预算“2.1 办公费”.调整",
            "预算人员经费#2.年初预算",
            "资产负债/资产流动资产.金额",
            "项目学生资助/指标P03.分值",
            "指标.三级",
            "指标#3.三级",
            "《别的》甲.乙",
            "问题“整改“不力”””.措施",
        ] {
            let path: Path = text.parse().unwrap_or_else(|_| panic!("{text}"));
            assert_eq!(path.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "指标Z01.",
            "没有这种Z01.目标",
            "单位甲.名称",
            "指标Z01.目标.多",
        ] {
            assert!(text.parse::<Path>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_parses_back(
            steps in prop::collection::vec(("(指标|目标|监控|别的|资产)", "\\PC{0,6}", 1u32..4), 0..3),
            field in prop::option::of("\\PC{1,5}"),
        ) {
            let mut id = EntryId::default();
            for (kind, key, nth) in steps {
                let key = key.replace(['\n', '\r'], "");
                id = id.inside(&kind, &key, nth);
            }
            let path = Path { entry: id, field };
            prop_assert_eq!(path.to_string().parse::<Path>().ok(), Some(path));
        }
    }
}
