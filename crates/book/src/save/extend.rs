//! Additions to a book that leave what stands in `book.toml` as it is, comments too.

use std::collections::BTreeMap;
use std::path::Path;

use super::{SaveError, book, definition_file, ledger_file, persist, write_aside};
use crate::load::{BOOK, Log, Source, read_book, read_text};
use crate::{Book, Definition, Faults, Indicator, Ledger};

/// What is added to a book.
#[derive(Clone, Debug, Default)]
pub struct Extension {
    /// Indicators, which come after those there are.
    pub indicators: Vec<Indicator>,
    /// Ledgers, by name.
    pub ledgers: BTreeMap<String, Ledger>,
    /// Definitions of ledgers, by the name of the ledger.
    pub definitions: BTreeMap<String, Definition>,
}

/// Nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum ExtendError {
    /// The book cannot be read, as it is or with the extension.
    #[error("{0}")]
    Faults(#[from] Faults),
    /// A file could not be written.
    #[error("{0}")]
    Save(#[from] SaveError),
    /// The book has something of that name already.
    #[error("账本里已经有{0}“{1}”：换一个名称，或改原来的那一个")]
    Taken(&'static str, String),
    /// The extension does not read back as itself.
    #[error("写进 book.toml 后读出来的内容不一样，没有改动账本：请手工加入")]
    Unclear,
}

impl Book {
    /// Adds to the book in a folder.
    ///
    /// # Errors
    /// When the book or the extension is not sound, a name is taken, or the system refuses. The book is then as before.
    pub fn extend(dir: &Path, extension: &Extension) -> Result<(), ExtendError> {
        let before = Self::load(dir)?;
        let wanted = before.with(extension)?;
        let log = Log::default();
        let Some(text) = read_text(dir, BOOK, &log) else {
            return Err(log.into_faults().into());
        };
        let blocks: String = extension.indicators.iter().map(book::block).collect();
        let text = placed(&text, &blocks, &wanted)?;
        let mut written = Vec::new();
        for (name, ledger) in &extension.ledgers {
            let (path, bytes) = ledger_file(name, ledger)?;
            written.push(write_aside(&dir.join(path), &bytes)?);
        }
        for (name, definition) in &extension.definitions {
            let (path, bytes) = definition_file(name, definition)?;
            written.push(write_aside(&dir.join(path), &bytes)?);
        }
        if !blocks.is_empty() {
            written.push(write_aside(&dir.join(BOOK), text.as_bytes())?);
        }
        written.into_iter().try_for_each(persist)?;
        Ok(())
    }

    fn with(&self, extension: &Extension) -> Result<Self, ExtendError> {
        let mut book = self.clone();
        for indicator in &extension.indicators {
            if book.indicator(&indicator.id).is_some() {
                return Err(ExtendError::Taken("指标", indicator.id.clone()));
            }
            book.indicators.push(indicator.clone());
        }
        for (name, ledger) in &extension.ledgers {
            if book.ledgers.insert(name.clone(), ledger.clone()).is_some() {
                return Err(ExtendError::Taken("台账", name.clone()));
            }
        }
        for (name, definition) in &extension.definitions {
            let taken = book.definitions.insert(name.clone(), definition.clone());
            if taken.is_some() {
                return Err(ExtendError::Taken("台账定义", name.clone()));
            }
        }
        Ok(book)
    }
}

/// The text with the blocks after the last indicator, or at the end, whichever reads as the book wanted.
fn placed(text: &str, blocks: &str, wanted: &Book) -> Result<String, ExtendError> {
    let mut faults = None;
    for at in [after_indicators(text), Some(text.len())]
        .into_iter()
        .flatten()
    {
        let (head, tail) = text.split_at(at);
        let (head, tail) = (head.trim_end(), tail.trim_start_matches(['\r', '\n']));
        let gap = if tail.is_empty() { "" } else { "\n" };
        let candidate = format!("{head}\n{blocks}{gap}{tail}");
        let log = Log::default();
        let source = Source {
            file: BOOK,
            text: &candidate,
            log: &log,
        };
        let read = read_book(&source, wanted);
        if log.is_empty() && read.as_ref() == Some(wanted) {
            return Ok(candidate);
        }
        faults = Some(log).filter(|log| !log.is_empty());
    }
    Err(faults.map_or(ExtendError::Unclear, |log| log.into_faults().into()))
}

/// Where the last block of an indicator ends; comments before the next block belong to that.
fn after_indicators(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut end = None;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        at += line.len();
        let header = bare.starts_with('[') && bare.trim_end_matches(']').len() < bare.len();
        if header && line.starts_with('[') {
            let name: String = bare
                .chars()
                .filter(|c| !c.is_whitespace() && !"\"'".contains(*c))
                .collect();
            open = name.starts_with("[[指标]]");
        }
        if open && !bare.is_empty() && !bare.starts_with('#') {
            end = Some(at);
        }
    }
    end
}
