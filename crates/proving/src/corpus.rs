//! A corpus (语料): natural texts, as JSON lines or as documents in folders.

use std::fs;
use std::path::{Path, PathBuf};

use document::{Document, Limits};
use serde::Deserialize;

/// A corpus: its texts in the order in which they are told.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// What it was read from, without the folders around it.
    pub name: String,
    /// Its texts.
    pub texts: Vec<Text>,
}

/// A text of a corpus.
#[derive(Debug, Clone)]
pub struct Text {
    /// What it is known by in the corpus.
    pub id: String,
    /// What kind of text it is, where the corpus tells; else empty.
    pub kind: String,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    Passage(String),
    File(PathBuf),
}

/// A line of a corpus in JSON lines; what else it holds is not read.
#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    kind: String,
    text: String,
}

impl Corpus {
    /// Reads corpora as one. A file `….jsonl` has a text a line, `{"id": …, "text": …}`, perhaps with its `kind`; a folder
    /// is walked for the documents in it, which are read only when they are needed.
    ///
    /// # Errors
    /// A path that cannot be read, or a line that is no such text, told with its place.
    pub fn read(paths: &[PathBuf]) -> Result<Corpus, String> {
        let mut corpus = Corpus::default();
        for path in paths {
            let name = path.file_name().map(|name| name.to_string_lossy());
            let apart = if corpus.name.is_empty() { "" } else { ", " };
            corpus.name = format!("{}{apart}{}", corpus.name, name.unwrap_or_default());
            if path
                .extension()
                .is_some_and(|extension| extension == "jsonl")
            {
                corpus.read_lines(path)?;
            } else {
                corpus.walk(path, path)?;
            }
        }
        Ok(corpus)
    }

    fn read_lines(&mut self, path: &Path) -> Result<(), String> {
        let lines = fs::read_to_string(path).map_err(|error| told(path, error))?;
        for (at, line) in lines.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let place = |error| format!("{}:{}: {error}", path.display(), at + 1);
            let Line { id, kind, text } = serde_json::from_str(line).map_err(place)?;
            self.texts.push(Text::passage(&id, &kind, &text));
        }
        Ok(())
    }

    /// Takes in a file, or all documents of a folder in the order of their names.
    fn walk(&mut self, root: &Path, path: &Path) -> Result<(), String> {
        if path.is_dir() {
            let entries = fs::read_dir(path).and_then(|entries| {
                entries
                    .map(|entry| entry.map(|entry| entry.path()))
                    .collect()
            });
            let mut entries: Vec<PathBuf> = entries.map_err(|error| told(path, error))?;
            entries.sort();
            return entries.iter().try_for_each(|entry| self.walk(root, entry));
        }
        let known = document::named(&path.to_string_lossy()).is_some();
        if known || path == root {
            let id = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
            self.texts.push(Text {
                id: id.into_owned(),
                kind: String::new(),
                source: Source::File(path.to_owned()),
            });
        }
        Ok(())
    }
}

impl Text {
    /// A passage of plain text.
    pub fn passage(id: &str, kind: &str, text: &str) -> Text {
        Text {
            id: id.to_owned(),
            kind: kind.to_owned(),
            source: Source::Passage(text.to_owned()),
        }
    }

    /// The document it makes.
    ///
    /// # Errors
    /// A file that cannot be read as a document.
    pub fn document(&self) -> Result<Document, String> {
        match &self.source {
            Source::Passage(text) => plain(text),
            Source::File(path) => {
                document::read_file(path, &Limits::default()).map_err(|error| told(path, error))
            }
        }
    }
}

/// The document that plain text makes.
pub(crate) fn plain(text: &str) -> Result<Document, String> {
    let text = format!("{text}\n");
    document::read("text.txt", text.as_bytes(), &Limits::default())
        .map_err(|error| error.to_string())
}

fn told(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
