//! Entries from TOML.

use std::ops::Range;

use entry::kind::Within;
use entry::{Entries, EntryId, Fields, Path, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The entries of a file and where they stand in it.
#[derive(Debug)]
pub struct Read {
    /// What is written.
    pub entries: Entries,
    /// Where.
    pub layout: Layout,
}

/// Where entries and fields stand in a file, in bytes.
#[derive(Debug, Default)]
pub struct Layout {
    /// In the order of the file.
    pub(crate) blocks: Vec<Block>,
}

/// The fields of one entry under its header.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) id: EntryId,
    pub(crate) form: Form,
    /// The header, or the value where the entry is written in one; empty at the beginning for the file itself.
    pub(crate) head: Range<usize>,
    pub(crate) fields: Vec<Placed>,
}

/// How an entry is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The file itself.
    File,
    /// `["单位"]` or `[["指标"]]`, and a line a field.
    Header,
    /// `{ "人" = "张三" }`
    Inline,
}

#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) value_span: Range<usize>,
}

impl Layout {
    pub(crate) fn block(&self, id: &EntryId) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == *id)
    }

    /// Where an address stands: the value of a field, the head of an entry.
    pub fn place(&self, at: &Path) -> Option<Range<usize>> {
        let block = self.block(&at.entry)?;
        match &at.field {
            None => Some(block.head.clone()),
            Some(key) => {
                let placed = block.fields.iter().find(|placed| placed.key == *key);
                Some(placed.map_or(block.head.clone(), |placed| placed.value_span.clone()))
            }
        }
    }
}

impl Layout {
    /// What stands at a place of the text, in bytes: the field, or the entry whose lines it is among.
    pub fn at(&self, place: usize) -> Option<Path> {
        let before = self.blocks.iter().filter(|block| block.head.start <= place);
        let block = before.max_by_key(|block| block.head.start)?;
        let inside =
            |placed: &&Placed| (placed.key_span.start..=placed.value_span.end).contains(&place);
        Some(Path {
            entry: block.id.clone(),
            field: block
                .fields
                .iter()
                .find(inside)
                .map(|placed| placed.key.clone()),
        })
    }
}

/// A file that is not TOML.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("第{line}行不合 TOML 的写法")]
pub struct Syntax {
    /// The line, from 1.
    pub line: usize,
}

/// Reads a file whose entries lie in `base`: the book, or a project.
///
/// # Errors
/// At the first place that is not TOML; Chinese keys without quotes are taken all the same.
pub fn read(text: &str, base: &EntryId) -> Result<Read, Syntax> {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or_default();
        let bare = text.get(span.clone()).unwrap_or_default();
        let is_key = error.message().starts_with("invalid unquoted key");
        let words = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        if !(is_key && !bare.is_empty() && bare.chars().all(words)) {
            let head = text.get(..span.start).unwrap_or(text);
            let line = head.matches('\n').count() + 1;
            return Err(Syntax { line });
        }
    }
    let mut reader = Reader {
        text,
        entries: Entries::default(),
        blocks: Vec::new(),
    };
    let within = base.within();
    let file = match base.0.as_slice() {
        [] => Owner::Book,
        [project, ..] => Owner::Project(&project.key),
    };
    reader.table(root.get_ref(), file, within, Form::File, 0..0);
    let mut blocks = reader.blocks;
    blocks.sort_by_key(|block| block.head.start);
    Ok(Read {
        entries: reader.entries,
        layout: Layout { blocks },
    })
}

struct Reader<'a> {
    text: &'a str,
    entries: Entries,
    blocks: Vec<Block>,
}

/// What a table is.
enum Owner<'a> {
    Book,
    Project(&'a str),
    Inside(&'a EntryId, &'a str),
}

impl Reader<'_> {
    fn table(
        &mut self,
        table: &DeTable<'_>,
        owner: Owner<'_>,
        within: Within,
        form: Form,
        head: Range<usize>,
    ) {
        let mut items: Vec<_> = table.iter().collect();
        items.sort_by_key(|(key, _)| key.span().start);
        let (inner, own): (Vec<_>, Vec<_>) = items
            .into_iter()
            .partition(|(key, value)| self.is_entry(within, key.get_ref(), value));
        let mut fields = Fields::new();
        let mut placed = Vec::new();
        for (key, value) in own {
            fields.insert(key.get_ref().to_string(), self.value(value));
            placed.push(Placed {
                key: key.get_ref().to_string(),
                key_span: key.span(),
                value_span: value.span(),
            });
        }
        let id = match owner {
            Owner::Book => {
                self.entries.set_root(fields);
                EntryId::default()
            }
            Owner::Project(name) => self.entries.push_project(name, fields),
            Owner::Inside(parent, kind) => self.entries.push(parent, kind, fields),
        };
        self.blocks.push(Block {
            id: id.clone(),
            form,
            head,
            fields: placed,
        });
        for (key, value) in inner {
            let kind = key.get_ref().as_ref();
            let deeper = within.inner(kind);
            match value.get_ref() {
                DeValue::Array(items) => {
                    for item in items.iter() {
                        self.entry(item, &id, kind, deeper);
                    }
                }
                _ => self.entry(value, &id, kind, deeper),
            }
        }
    }

    fn entry(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        parent: &EntryId,
        kind: &str,
        within: Within,
    ) {
        if let DeValue::Table(table) = value.get_ref() {
            let form = match self.has_header(value) {
                true => Form::Header,
                false => Form::Inline,
            };
            let owner = Owner::Inside(parent, kind);
            self.table(table, owner, within, form, value.span());
        }
    }

    /// Whether a value is an entry of its own, or several: a table with a header, or one of a kind that is known.
    fn is_entry(&self, within: Within, key: &str, value: &Spanned<DeValue<'_>>) -> bool {
        let known = within.kind(key).is_some();
        let is_table = |value: &Spanned<DeValue<'_>>| matches!(value.get_ref(), DeValue::Table(_));
        match value.get_ref() {
            DeValue::Table(_) => known || self.has_header(value),
            DeValue::Array(items) => {
                let mut items = items.iter();
                items.len() > 0
                    && items.all(|item| is_table(item) && (known || self.has_header(item)))
            }
            _ => false,
        }
    }

    fn has_header(&self, value: &Spanned<DeValue<'_>>) -> bool {
        let written = self.text.get(value.span()).unwrap_or_default();
        written.starts_with('[')
    }

    fn value(&self, value: &Spanned<DeValue<'_>>) -> Value {
        let written = || self.text.get(value.span()).unwrap_or_default().to_owned();
        match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(_) | DeValue::Float(_) => Value::Number(written()),
            DeValue::Boolean(yes) => Value::YesNo(*yes),
            DeValue::Datetime(_) => Value::Date(written()),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| self.value(item)).collect())
            }
            DeValue::Table(table) => {
                let mut items: Vec<_> = table.iter().collect();
                items.sort_by_key(|(key, _)| key.span().start);
                let fields = items.into_iter();
                let fields =
                    fields.map(|(key, value)| (key.get_ref().to_string(), self.value(value)));
                Value::Map(fields.collect())
            }
        }
    }
}
