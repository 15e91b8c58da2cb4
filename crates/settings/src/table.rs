//! TOML tables read key by key, all faults reported.
//!
//! Bare Chinese keys, which standard TOML does not have, are taken as if they were quoted.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Source;
use crate::suggestion;
use crate::syntax::explain;

/// Reads a whole file as one table.
pub fn read<T>(source: &Source<'_>, decode: impl FnOnce(&mut Table<'_>) -> Option<T>) -> Option<T> {
    let (root, errors) = DeTable::parse_recoverable(source.text);
    for error in errors {
        report_syntax(source, &error);
    }
    Table::read(source, root.get_ref(), 0..0, decode)
}

fn report_syntax(source: &Source<'_>, error: &toml::de::Error) {
    let span = error.span().unwrap_or_default();
    let text = source.text.get(span.clone()).unwrap_or_default();
    let message = error.message();
    if message.starts_with("invalid unquoted key") && is_bare_chinese(text) {
        return;
    }
    let (problem, remedy) = explain(message, source.text, span.clone());
    source.syntax_fault(span, problem, remedy);
}

fn is_bare_chinese(key: &str) -> bool {
    !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// A table being read. Keys nobody asked for are reported when it ends.
pub struct Table<'a> {
    /// The file.
    pub source: &'a Source<'a>,
    /// Where the table starts.
    pub span: Range<usize>,
    entries: &'a DeTable<'a>,
    known: Vec<&'static str>,
}

/// A value with its place.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    /// The file.
    pub source: &'a Source<'a>,
    /// The key it is the value of.
    pub key: &'static str,
    inner: &'a Spanned<DeValue<'a>>,
}

/// A kind of value: how it is read, and what is said where it is missing or wrong.
pub struct Kind<T> {
    /// What belongs there, in words and never as a value that somebody could copy: 数，单位万元.
    pub wanted: &'static str,
    /// What a wrong value probably means, as it is to be written; nothing where that is not plain.
    pub repaired: fn(&str) -> Option<String>,
    /// Reads the value; the error says what is wrong.
    pub read: fn(Value<'_>) -> Result<T, String>,
}

impl<'a> Table<'a> {
    fn read<T>(
        source: &'a Source<'a>,
        entries: &'a DeTable<'a>,
        span: Range<usize>,
        decode: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let mut table = Self {
            source,
            span,
            entries,
            known: Vec::new(),
        };
        let value = decode(&mut table);
        table.report_unknown();
        value
    }

    fn report_unknown(&self) {
        for key in self.entries.keys() {
            let name = key.get_ref().as_ref();
            if !self.known.contains(&name) {
                let remedy = suggestion(name, self.known.iter().copied());
                let problem = format!("不认识“{name}”这一项");
                self.source.fault(key.span(), problem, remedy);
            }
        }
    }

    /// The value of a key, if there.
    pub fn value(&mut self, key: &'static str) -> Option<Value<'a>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let inner = self.entries.get(key)?;
        Some(Value {
            source: self.source,
            key,
            inner,
        })
    }

    /// A value that must be there.
    pub fn required<T>(&mut self, key: &'static str, kind: &Kind<T>) -> Option<T> {
        match self.value(key) {
            Some(value) => value.get(kind),
            None => {
                let remedy = format!("补上一行“{key}”，等号后面写{}", kind.wanted);
                self.missing(key, remedy);
                None
            }
        }
    }

    /// Reports that a key is missing.
    pub fn missing(&self, key: &str, remedy: impl Into<String>) {
        self.source
            .fault(self.span.clone(), format!("这里缺少“{key}”"), remedy);
    }

    /// A value that may be left out.
    pub fn optional<T>(&mut self, key: &'static str, kind: &Kind<T>) -> Option<T> {
        self.value(key)?.get(kind)
    }

    /// A list of values that may be left out; a single value is a list of one.
    pub fn list<T>(&mut self, key: &'static str, kind: &Kind<T>) -> Vec<T> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        match value.items() {
            Some(items) => items.filter_map(|item| item.get(kind)).collect(),
            None => value.get(kind).into_iter().collect(),
        }
    }

    /// A table that may be left out.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        decode: impl FnOnce(&mut Table<'a>) -> Option<T>,
    ) -> Option<T> {
        self.value(key)?.table(decode)
    }

    /// A list of tables that may be left out.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        mut decode: impl FnMut(&mut Table<'a>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = value.items() else {
            let problem = format!("“{key}”可以有多个，应写成列表");
            value.fault(problem, format!("小节写成两层方括号：[[\"{key}\"]]"));
            return Vec::new();
        };
        items.filter_map(|item| item.table(&mut decode)).collect()
    }
}

impl<'a> Value<'a> {
    /// The value as a kind; a fault is reported when it is not of it.
    pub fn get<T>(self, kind: &Kind<T>) -> Option<T> {
        match (kind.read)(self) {
            Ok(value) => Some(value),
            Err(problem) => {
                let problem = format!("“{}”的值不对：{problem}", self.key);
                let written = self.source.text.get(self.span()).unwrap_or_default();
                let remedy = match (kind.repaired)(written) {
                    Some(meant) => format!(
                        "如果就是 {meant}，写成 \"{}\" = {meant}；不是就写{}",
                        self.key, kind.wanted
                    ),
                    None => format!("“{}”的等号后面写{}", self.key, kind.wanted),
                };
                self.fault(problem, remedy);
                None
            }
        }
    }

    /// Reports a fault at this value.
    pub fn fault(self, problem: impl Into<String>, remedy: impl Into<String>) {
        self.source.fault(self.span(), problem, remedy);
    }

    /// Where the value is.
    pub fn span(self) -> Range<usize> {
        self.inner.span()
    }

    /// Where a text starts inside its quotes, when it is written without escapes.
    pub fn text_start(self) -> usize {
        let span = self.span();
        let written = self.source.text.get(span.clone()).unwrap_or_default();
        let inside = self
            .as_text()
            .and_then(|text| written.find(text))
            .unwrap_or_default();
        span.start + inside
    }

    /// The value as a text.
    pub fn as_text(self) -> Option<&'a str> {
        self.inner.get_ref().as_str()
    }

    /// The digits of a TOML number as they are written.
    pub fn as_digits(self) -> Option<&'a str> {
        match self.inner.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => Some(integer.as_str()),
            DeValue::Float(float) => Some(float.as_str()),
            _ => None,
        }
    }

    /// The value as a TOML truth value.
    pub fn as_bool(self) -> Option<bool> {
        self.inner.get_ref().as_bool()
    }

    /// The value as a TOML date or time.
    pub fn as_date(self) -> Option<&'a toml::value::Datetime> {
        self.inner.get_ref().as_datetime()
    }

    /// The items of a list.
    pub fn items(self) -> Option<impl Iterator<Item = Self>> {
        let items = self.inner.get_ref().as_array()?;
        Some(items.iter().map(move |inner| Self { inner, ..self }))
    }

    /// The value as a table.
    pub fn table<T>(self, decode: impl FnOnce(&mut Table<'a>) -> Option<T>) -> Option<T> {
        match self.inner.get_ref() {
            DeValue::Table(entries) => Table::read(self.source, entries, self.span(), decode),
            _ => {
                let problem = format!("“{}”应当是一个小节", self.key);
                self.fault(problem, format!("写成 [\"{}\"]，各项写在它下面", self.key));
                None
            }
        }
    }
}
