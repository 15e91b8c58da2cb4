//! What a remark is about: in words, and as an address where it is an entry.

use entry::EntryId;
use entry::kind::PROJECT;

use super::Remark;

/// What a remark is about.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// As people call it.
    pub words: String,
    /// The entry, where it is one.
    pub at: Option<EntryId>,
}

impl Subject {
    /// An entry of the book by its kind and key, called by both.
    pub(crate) fn entry(kind: &str, key: &str) -> Self {
        Self {
            words: format!("{kind} {key}"),
            at: Some(EntryId::default().inside(kind, key, 1)),
        }
    }

    /// The only entry of a kind.
    pub(crate) fn single(kind: &str) -> Self {
        Self::from(kind).at(EntryId::default().inside(kind, "", 1))
    }

    /// The book, or the project, called by a word.
    pub(crate) fn whole(words: &str) -> Self {
        Self::from(words).at(EntryId::default())
    }

    /// The same words about an entry.
    pub(crate) fn at(self, entry: EntryId) -> Self {
        Self {
            at: Some(entry),
            ..self
        }
    }
}

impl From<String> for Subject {
    fn from(words: String) -> Self {
        Self { words, at: None }
    }
}

impl From<&str> for Subject {
    fn from(words: &str) -> Self {
        Self::from(words.to_owned())
    }
}

impl Remark {
    /// What is said of a project seen as a book, said in the book that it is a project of.
    #[must_use]
    pub(crate) fn of_project(mut self, project: &str) -> Self {
        self.subject = format!("项目“{project}” {}", self.subject);
        if let Some(at) = &mut self.at {
            let own = at.entry.0.first().is_none_or(|step| {
                let mut inner = PROJECT.inner.iter();
                inner.any(|kind| kind.name == step.kind)
            });
            if own {
                let project = EntryId::default().inside(PROJECT.name, project, 1);
                at.entry = at.entry.moved(&EntryId::default(), &project);
            }
        }
        self
    }
}
