//! What pages send of what was typed: a form of one entry, or what the script of a sheet gathers.

use entry::{EntryId, Path};
use serde::Deserialize;
use work::fill::{Added, Filling, Removed, Typed};

/// Rows that are taken at once.
const MOST: usize = 2_000;

/// What the script of a sheet sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sent {
    #[serde(default)]
    cells: Vec<SentCell>,
    #[serde(default)]
    added: Vec<SentEntry>,
    #[serde(default)]
    removed: Vec<SentGone>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentCell {
    entry: EntryId,
    key: String,
    seen: String,
    typed: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentEntry {
    parent: EntryId,
    kind: String,
    fields: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentGone {
    entry: EntryId,
    seal: String,
}

impl Sent {
    /// Whether it is no more than is taken at once.
    pub(crate) fn fits(&self) -> bool {
        self.added.len() + self.removed.len() <= MOST && self.cells.len() <= MOST * 32
    }
}

impl From<Sent> for Filling {
    fn from(sent: Sent) -> Self {
        let cells = sent.cells.into_iter().map(|cell| Typed {
            at: cell.entry.field(&cell.key),
            seen: cell.seen,
            typed: cell.typed,
        });
        let added = sent.added.into_iter().map(|entry| Added {
            parent: entry.parent,
            kind: entry.kind,
            fields: entry.fields,
        });
        let removed = sent.removed.into_iter().map(|gone| Removed {
            entry: gone.entry,
            seal: gone.seal,
        });
        Self {
            cells: cells.collect(),
            added: added.collect(),
            removed: removed.collect(),
        }
    }
}

/// The fields of a form.
#[derive(Debug)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    pub(crate) fn read(body: &[u8]) -> Self {
        let fields = form_urlencoded::parse(body);
        Self(
            fields
                .map(|(name, text)| (name.into_owned(), text.replace("\r\n", "\n")))
                .collect(),
        )
    }

    /// A field by its name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.as_str())
    }

    /// What was typed, by the keys of the fields.
    pub(crate) fn typed(&self) -> Vec<(String, String)> {
        let typed = self.0.iter().filter_map(|(name, text)| {
            let key = name.strip_prefix("is.")?;
            Some((key.to_owned(), text.clone()))
        });
        typed.collect()
    }

    /// What a form of one entry changes: the fields in which something else was typed than was seen.
    pub(crate) fn cells(&self, id: &EntryId) -> Vec<Typed> {
        let cells = self.typed().into_iter().filter_map(|(key, typed)| {
            let seen = self.get(&format!("was.{key}")).unwrap_or_default();
            let at: Path = id.field(&key);
            (seen != typed).then(|| Typed {
                at,
                seen: seen.to_owned(),
                typed,
            })
        });
        cells.collect()
    }
}
