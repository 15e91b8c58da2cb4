//! Changes of a book, which apply where what they change is still as it was.

use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::words::{Hunk, changed, replaced, turned};
use crate::{Digest, Entries, EntryId, Fields, Path, Value};

/// A change of a book. It applies when what it says was there still is, whatever happened elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A field is written, written otherwise or taken away.
    Set {
        /// The field.
        at: Path,
        /// What it said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Value>,
        /// What it says now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is: Option<Value>,
    },
    /// An entry is put in.
    Add {
        /// The entry.
        entry: EntryId,
        /// The one of its kind it comes after; none: it comes first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<EntryId>,
        /// What it says.
        fields: Fields,
    },
    /// An entry is taken away; those that lie in it went before.
    Remove {
        /// The entry.
        entry: EntryId,
        /// The one of its kind it stood after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<EntryId>,
        /// What it said.
        fields: Fields,
    },
    /// An entry is called otherwise: the fields that tell it from others of its kind.
    Rename {
        /// What it was called.
        from: EntryId,
        /// What it is called now.
        to: EntryId,
        /// Those fields as they were.
        was: Fields,
        /// Those fields as they are.
        is: Fields,
    },
    /// An entry stands elsewhere among those of its kind.
    Move {
        /// The entry.
        entry: EntryId,
        /// The one it stood after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<EntryId>,
        /// The one it stands after now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is: Option<EntryId>,
    },
    /// Rows of a ledger. Ledgers only grow; rows go away when an import is undone.
    Rows {
        /// The path of the ledger inside the book.
        ledger: String,
        /// The rows that are taken away.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        was: Vec<String>,
        /// The rows that come to its end, or in the place of those taken away.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        is: Vec<String>,
    },
    /// Lines of a text.
    Words {
        /// Its path inside the book.
        piece: String,
        /// What is said otherwise, from its beginning to its end.
        hunks: Vec<Hunk>,
    },
    /// A text comes or goes.
    Piece {
        /// Its path inside the book.
        piece: String,
        /// What it said; none: it was not there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<String>,
        /// What it says now; none: it is gone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is: Option<String>,
    },
    /// A file of any other form comes, goes or is another.
    File {
        /// Its path inside the book.
        path: String,
        /// What was there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Digest>,
        /// What is there now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is: Option<Digest>,
    },
    /// Several changes, one after the other, all or none.
    Many(Vec<Change>),
}

/// What a change was to change is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{at} 已经不是原来的内容：原来是{}，现在是{}",
    shown(was),
    shown(found)
)]
pub struct Conflict {
    /// The place.
    pub at: String,
    /// What the change says was there.
    pub was: Option<String>,
    /// What is there.
    pub found: Option<String>,
}

fn shown(text: &Option<String>) -> String {
    match text {
        Some(text) => format!("“{text}”"),
        None => "空的".to_owned(),
    }
}

impl Change {
    /// Makes the change.
    ///
    /// # Errors
    /// When what it changes is not as it was; the content may then be changed in part.
    pub fn apply(&self, content: &mut Content) -> Result<(), Conflict> {
        match self {
            Self::Many(changes) => changes.iter().try_for_each(|one| one.apply(content)),
            Self::Rows { ledger, was, is } => {
                apply_text(content, ledger, |text| replaced(text, was, is))
            }
            Self::Words { piece, hunks } => apply_text(content, piece, |text| changed(text, hunks)),
            Self::Piece { piece, was, is } => {
                let found = content.texts.get(piece);
                if found != was.as_ref() {
                    let (was, found) = (was.as_deref(), found.map(String::as_str));
                    return Err(conflict(piece, was.map(first_line), found.map(first_line)));
                }
                match is {
                    Some(is) => content.texts.insert(piece.clone(), is.clone()),
                    None => content.texts.remove(piece),
                };
                Ok(())
            }
            Self::File { path, was, is } => {
                let found = content.files.get(path);
                if found != was.as_ref() {
                    let short = |digest: &Digest| format!("SM3 {}", digest.short());
                    return Err(conflict(path, was.as_ref().map(short), found.map(short)));
                }
                match is {
                    Some(is) => content.files.insert(path.clone(), is.clone()),
                    None => content.files.remove(path),
                };
                Ok(())
            }
            _ => self.apply_to_entries(&mut content.entries),
        }
    }

    fn apply_to_entries(&self, entries: &mut Entries) -> Result<(), Conflict> {
        match self {
            Self::Set { at, was, is } => set(entries, at, was.as_ref(), is.clone()),
            Self::Add {
                entry,
                after,
                fields,
            } => match entries.insert(entry, after.as_ref(), fields.clone()) {
                true => Ok(()),
                false => {
                    let place = after.as_ref().map(|after| format!("{after}之后的空位"));
                    let there = entries.get(entry).map(|_| "已有的一项".to_owned());
                    Err(conflict(entry, place, there))
                }
            },
            Self::Remove { entry, fields, .. } => {
                let found = entries.get(entry);
                if found != Some(fields) || entries.is_parent(entry) {
                    let said = |fields: &Fields| Value::Map(fields.clone()).shown();
                    return Err(conflict(entry, Some(said(fields)), found.map(said)));
                }
                entries.take(entry);
                Ok(())
            }
            Self::Rename { from, to, was, is } => {
                for (key, value) in was {
                    let at = from.field(key);
                    let found = entries.value(&at);
                    if found != Some(value) {
                        let found = found.map(Value::shown);
                        return Err(conflict(&at, Some(value.shown()), found));
                    }
                }
                if !entries.rename(from, to) {
                    let there = entries.get(to).map(|_| "已有的一项".to_owned());
                    return Err(conflict(to, None, there));
                }
                for key in was.keys() {
                    entries.set(&to.field(key), None);
                }
                for (key, value) in is {
                    entries.set(&to.field(key), Some(value.clone()));
                }
                Ok(())
            }
            Self::Move { entry, was, is } => {
                let found = entries.before(entry);
                let said = |id: &Option<EntryId>| match id {
                    Some(id) => Some(format!("{id}之后")),
                    None => Some("最前".to_owned()),
                };
                if found != *was || entries.get(entry).is_none() {
                    return Err(conflict(entry, said(was), said(&found)));
                }
                match entries.shift(entry, is.as_ref()) {
                    true => Ok(()),
                    false => Err(conflict(entry, said(is), None)),
                }
            }
            _ => Ok(()),
        }
    }

    /// The change turned round: made after it, everything is as it was.
    #[must_use]
    pub fn turned(&self) -> Self {
        match self.clone() {
            Self::Set { at, was, is } => Self::Set {
                at,
                was: is,
                is: was,
            },
            Self::Add {
                entry,
                after,
                fields,
            } => Self::Remove {
                entry,
                after,
                fields,
            },
            Self::Remove {
                entry,
                after,
                fields,
            } => Self::Add {
                entry,
                after,
                fields,
            },
            Self::Rename { from, to, was, is } => Self::Rename {
                from: to,
                to: from,
                was: is,
                is: was,
            },
            Self::Move { entry, was, is } => Self::Move {
                entry,
                was: is,
                is: was,
            },
            Self::Rows { ledger, was, is } => Self::Rows {
                ledger,
                was: is,
                is: was,
            },
            Self::Words { piece, hunks } => Self::Words {
                piece,
                hunks: turned(&hunks),
            },
            Self::Piece { piece, was, is } => Self::Piece {
                piece,
                was: is,
                is: was,
            },
            Self::File { path, was, is } => Self::File {
                path,
                was: is,
                is: was,
            },
            Self::Many(changes) => Self::Many(changes.iter().rev().map(Self::turned).collect()),
        }
    }

    /// The single changes it consists of.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Many(changes) => changes.iter().flat_map(Self::parts).collect(),
            one => vec![one],
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.parts().is_empty()
    }

    /// The entry that is changed; none where a file is.
    pub fn entry(&self) -> Option<&EntryId> {
        match self {
            Self::Set { at, .. } => Some(&at.entry),
            Self::Add { entry, .. } | Self::Remove { entry, .. } | Self::Move { entry, .. } => {
                Some(entry)
            }
            Self::Rename { from, .. } => Some(from),
            _ => None,
        }
    }

    /// The path inside the book of the file that is changed; none where an entry is.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Rows { ledger, .. } => Some(ledger),
            Self::Words { piece, .. } | Self::Piece { piece, .. } => Some(piece),
            Self::File { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Whether it concerns a field, an entry or what lies in it.
    pub fn concerns(&self, at: &Path) -> bool {
        self.parts().iter().any(|part| match (part, &at.field) {
            (Self::Set { at: set, .. }, Some(_)) => set == at,
            (Self::Add { entry, fields, .. } | Self::Remove { entry, fields, .. }, Some(field)) => {
                *entry == at.entry && fields.contains_key(field)
            }
            (Self::Rename { from, to, was, is }, Some(field)) => {
                (*from == at.entry || *to == at.entry)
                    && (was.contains_key(field) || is.contains_key(field))
            }
            (Self::Rename { from, to, .. }, None) => {
                from.is_within(&at.entry) || to.is_within(&at.entry)
            }
            (part, None) => part.entry().is_some_and(|entry| entry.is_within(&at.entry)),
            (_, Some(_)) => false,
        })
    }
}

fn set(
    entries: &mut Entries,
    at: &Path,
    was: Option<&Value>,
    is: Option<Value>,
) -> Result<(), Conflict> {
    let found = entries.value(at);
    if found != was {
        return Err(conflict(at, was.map(Value::shown), found.map(Value::shown)));
    }
    match entries.set(at, is) {
        true => Ok(()),
        false => Err(conflict(&at.entry, Some("有这一项".to_owned()), None)),
    }
}

fn apply_text(
    content: &mut Content,
    path: &str,
    change: impl FnOnce(&str) -> Option<String>,
) -> Result<(), Conflict> {
    let there = content.texts.get_mut(path);
    let missing = || conflict(path, Some("有这个文件".to_owned()), None);
    let text = there.ok_or_else(missing)?;
    let Some(new) = change(text) else {
        let was = Some("要改的那几行".to_owned());
        return Err(conflict(path, was, Some("别的内容".to_owned())));
    };
    *text = new;
    Ok(())
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn conflict(at: impl ToString, was: Option<String>, found: Option<String>) -> Conflict {
    Conflict {
        at: at.to_string(),
        was,
        found,
    }
}
