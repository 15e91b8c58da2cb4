//! Additions to a book that leave what stands in its files as it is, comments too.

use std::collections::BTreeMap;

use entry::Files;

use super::{SaveError, book, check_name, definition_file, ledger_file, project_file};
use crate::load::files::text_of;
use crate::load::{BOOK, Log, Source, read_book};
use crate::names::is_word;
use crate::{Book, Definition, Faults, Indicator, Ledger};

/// What is added to a book.
#[derive(Clone, Debug, Default)]
pub struct Extension {
    /// The project whose indicators they are; the unit's where none is named. A project without a file gets one.
    pub project: Option<String>,
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
    /// What is added cannot be told as a file.
    #[error("{0}")]
    Save(#[from] SaveError),
    /// The book has something of that name already.
    #[error("账本里已经有{0}“{1}”：换一个名称，或改原来的那一个")]
    Taken(&'static str, String),
    /// The extension does not read back as itself.
    #[error("写进文件后读出来的内容不一样，没有改动账本：请手工加入")]
    Unclear,
}

impl Book {
    /// The files that add to a book, by path inside it.
    ///
    /// # Errors
    /// When the book or the extension is not sound, or a name is taken.
    pub fn extended(
        files: &dyn Files,
        extension: &Extension,
    ) -> Result<Vec<(String, Vec<u8>)>, ExtendError> {
        let before = Self::read(files)?;
        let mut book = before.with_ledgers(extension)?;
        let project = extension.project.as_deref();
        let file = project.map_or_else(|| BOOK.to_owned(), project_file);
        let mut text = String::new();
        if project.is_none_or(|name| before.projects.contains_key(name)) {
            let log = Log::default();
            let Some(written) = text_of(files, &file, &log) else {
                return Err(log.into_faults().into());
            };
            text = written;
        }
        if let Some(name) = project {
            check_name(name, is_word)?;
            book.projects.entry(name.to_owned()).or_default();
        }
        for indicator in &extension.indicators {
            text = book.take(indicator, project, &text)?;
        }
        let mut written = Vec::new();
        for (name, ledger) in &extension.ledgers {
            written.push(ledger_file(name, ledger)?);
        }
        for (name, definition) in &extension.definitions {
            written.push(definition_file(name, definition)?);
        }
        if !extension.indicators.is_empty() {
            written.push((file, text.into_bytes()));
        }
        Ok(written)
    }

    fn with_ledgers(&self, extension: &Extension) -> Result<Self, ExtendError> {
        let mut book = self.clone();
        for (name, ledger) in &extension.ledgers {
            if book.has_ledger(name) {
                return Err(ExtendError::Taken("台账", name.clone()));
            }
            book.ledgers.insert(name.clone(), ledger.clone());
        }
        for (name, definition) in &extension.definitions {
            let taken = book.definitions.insert(name.clone(), definition.clone());
            if taken.is_some() {
                return Err(ExtendError::Taken("台账定义", name.clone()));
            }
        }
        Ok(book)
    }

    /// Takes an indicator of the unit or of a project in, after the last of its kind, and gives the text of the file with it.
    fn take(
        &mut self,
        indicator: &Indicator,
        project: Option<&str>,
        text: &str,
    ) -> Result<String, ExtendError> {
        if self.indicator(&indicator.id).is_some() {
            return Err(ExtendError::Taken("指标", indicator.id.clone()));
        }
        let block = book::block(indicator);
        let own = self.own_indicators(project);
        let last = own.len();
        let place = place(own, indicator).unwrap_or(last);
        let mut faults = None;
        for (at, end) in [(place, block_end(text, place)), (last, Some(text.len()))] {
            let Some(end) = end else {
                continue;
            };
            let mut wanted = self.clone();
            wanted.own_indicators(project).insert(at, indicator.clone());
            let candidate = joined(text, end, &block);
            match wanted.reads_as(project, &candidate) {
                Ok(true) => {
                    *self = wanted;
                    return Ok(candidate);
                }
                Ok(false) => {}
                Err(found) => faults = Some(found),
            }
        }
        Err(faults.map_or(ExtendError::Unclear, ExtendError::Faults))
    }

    /// The indicators of the unit, or of a project that is there.
    fn own_indicators(&mut self, project: Option<&str>) -> &mut Vec<Indicator> {
        match project.and_then(|name| self.projects.get_mut(name)) {
            Some(project) => &mut project.indicators,
            None => &mut self.indicators,
        }
    }

    /// Whether a text of `book.toml`, or of a project's file, says what this book is.
    pub(super) fn reads_as(&self, project: Option<&str>, text: &str) -> Result<bool, Faults> {
        let log = Log::default();
        let mut projects = self.written_projects();
        let of_book = match project {
            None => text.trim_start_matches('\u{feff}').to_owned(),
            Some(name) => {
                let mut files = projects.iter_mut();
                if let Some(file) = files.find(|file| file.name == name) {
                    text.clone_into(&mut file.text);
                }
                book::write(self)
            }
        };
        let source = Source {
            file: BOOK,
            text: &of_book,
            log: &log,
        };
        let read = read_book(&source, self, projects);
        match log.is_empty() {
            true => Ok(read.as_ref() == Some(self)),
            false => Err(log.into_faults()),
        }
    }
}

/// Where an indicator belongs: after the last of its second level, or else of its first.
fn place(indicators: &[Indicator], new: &Indicator) -> Option<usize> {
    let after = |same: &dyn Fn(&Indicator) -> bool| indicators.iter().rposition(same);
    after(&|one| (&one.level1, &one.level2) == (&new.level1, &new.level2))
        .or_else(|| after(&|one| one.level1 == new.level1))
        .map(|at| at + 1)
}

/// The text with a block at a place, each line ended as the text ends its own.
fn joined(text: &str, at: usize, block: &str) -> String {
    let (head, tail) = text.split_at(at);
    let (head, tail) = (head.trim_end(), tail.trim_start_matches(['\r', '\n']));
    let gap = if tail.is_empty() { "" } else { "\n" };
    if head.is_empty() && tail.is_empty() {
        return block.trim_start().to_owned();
    }
    match text.contains("\r\n") {
        true => {
            let block = block.replace('\n', "\r\n");
            let gap = gap.replace('\n', "\r\n");
            format!("{head}\r\n{block}{gap}{tail}")
        }
        false => format!("{head}\n{block}{gap}{tail}"),
    }
}

/// Where the block of the indicator of that number ends; comments before the next block belong to that.
fn block_end(text: &str, number: usize) -> Option<usize> {
    let mut at = 0;
    let mut end = None;
    let (mut met, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        at += line.len();
        let bare = line.trim();
        if line.starts_with('[') && bare.contains(']') {
            let name: String = bare
                .chars()
                .filter(|c| !c.is_whitespace() && !"\"'".contains(*c))
                .collect();
            open = name.starts_with("[[指标]]");
            met += usize::from(open);
        }
        if open && met == number && !bare.is_empty() && !bare.starts_with('#') {
            end = Some(at);
        }
    }
    end
}
