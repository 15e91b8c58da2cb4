//! Which file of a book holds what.

use entry::files::{self, is_hidden};
use entry::kind::PROJECT;
use entry::{Change, EntryId};

/// The file of the book's entries.
pub const BOOK: &str = "book.toml";

/// The folder of the projects' files.
const PROJECTS: &str = "projects/";

/// Folders of text files, and how their names end.
const TEXTS: [(&str, &str); 4] = [
    ("ledgers/", "csv"),
    ("text/", "md"),
    ("schemes/", "toml"),
    ("definitions/", "toml"),
];

/// Folders whose files are kept whatever they are.
const ANY: [&str; 2] = ["evidence/", "packs/"];

/// The most bytes of a text that is compared line by line; longer ones are kept by their digests.
pub(crate) const LONGEST_TEXT: u64 = 64 << 20;

/// What a file of a book is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Entries that lie in this one.
    Entries(EntryId),
    /// Text.
    Text,
    /// Anything else.
    File,
}

/// What a file holds, by its path inside the book and its length; none for what is not the book's.
pub(crate) fn holds(path: &str, size: u64) -> Option<Holds> {
    if is_hidden(path) {
        return None;
    }
    if path == BOOK {
        return Some(Holds::Entries(EntryId::default()));
    }
    if let Some(project) = path.strip_prefix(PROJECTS) {
        let stem = project.strip_suffix(".toml")?;
        let inside = !stem.is_empty() && !stem.contains('/');
        let id = EntryId::default().inside(PROJECT.name, stem, 1);
        return inside.then_some(Holds::Entries(id));
    }
    let text = TEXTS.iter().any(|(folder, ending)| {
        let inside = path.strip_prefix(folder).filter(|name| !name.contains('/'));
        let end = inside.and_then(|name| name.rsplit_once('.'));
        end.is_some_and(|(_, end)| end.eq_ignore_ascii_case(ending))
    });
    let any = ANY.iter().any(|folder| path.starts_with(folder));
    // The register of evidence is a table like a ledger.
    match text || path == REGISTER || (any && path.starts_with("packs/") && is_toml(path)) {
        true if size <= LONGEST_TEXT => Some(Holds::Text),
        true => Some(Holds::File),
        false => any.then_some(Holds::File),
    }
}

const REGISTER: &str = "evidence/登记.csv";

fn is_toml(path: &str) -> bool {
    path.ends_with(".toml")
}

/// Whether a path is where files of a book are.
pub(crate) fn is_of_book(path: &str) -> bool {
    path == BOOK || folders().any(|folder| path.starts_with(folder))
}

/// The folders of a book.
pub(crate) fn folders() -> impl Iterator<Item = &'static str> {
    let texts = TEXTS.iter().map(|(folder, _)| *folder);
    texts.chain(ANY).chain([PROJECTS])
}

/// The file that a change is written in.
pub(crate) fn file_of(change: &Change) -> Option<String> {
    match (change.entry(), change.file()) {
        (Some(entry), _) => Some(file_of_entry(entry)),
        (None, Some(file)) => Some(file.to_owned()),
        (None, None) => None,
    }
}

/// The file that holds an entry.
pub fn file_of_entry(entry: &EntryId) -> String {
    match entry.0.first() {
        Some(step) if step.kind == PROJECT.name => format!("{PROJECTS}{}.toml", step.key),
        _ => BOOK.to_owned(),
    }
}

/// The entry that a file of entries stands for: the book, or a project.
pub fn entry_of_file(path: &str) -> Option<EntryId> {
    match holds(path, 0)? {
        Holds::Entries(base) => Some(base),
        Holds::Text | Holds::File => None,
    }
}

/// Whether a path leads to a file inside the book, which is not the program's own, and nowhere else.
pub fn is_inside(path: &str) -> bool {
    files::is_inside(path) && !path.starts_with(".kaocheng")
}
