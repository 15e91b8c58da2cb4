//! A book as its files.

mod book;
mod extend;
mod project;
mod rectification;
mod survey;
mod toml;

use std::sync::Arc;

use entry::{Blob, Files};

use crate::evidence::{FOLDER, REGISTER};
use crate::load::BOOK;
use crate::load::project::{FOLDER as PROJECTS, Written};
use crate::names::{is_file_stem, is_word};
use crate::{Book, Definition, Ledger, ledger};

pub use extend::{ExtendError, Extension};

/// A book cannot be told as files.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A ledger, narrative piece, scheme or evidence file has a name that no file can have.
    #[error("“{0}”不能用作文件名：去掉空格、标点和路径符号")]
    Name(String),
    /// The content of a file cannot be written down.
    #[error("写不了 {0}（{1}）")]
    Unwritable(String, String),
}

impl Book {
    /// Every file of the book, evidence too: its path inside the book, and what it says.
    ///
    /// # Errors
    /// When a name cannot be a file's.
    pub fn files(&self) -> Result<Vec<(String, Blob)>, SaveError> {
        let own = self.own();
        let written = own.written_files()?.into_iter();
        let mut files: Vec<(String, Blob)> = written
            .map(|(path, bytes)| (path, Arc::new(bytes) as Blob))
            .collect();
        for (name, file) in own.evidence.iter() {
            if !name.split('/').all(is_file_stem) {
                return Err(SaveError::Name(name.to_owned()));
            }
            files.push((format!("{FOLDER}/{name}"), file.clone()));
        }
        for (name, ledger) in &own.long_ledgers {
            check_name(name, is_word)?;
            files.push((format!("ledgers/{name}.csv"), ledger.blob().clone()));
        }
        Ok(files)
    }

    /// The file of one ledger of the book beside its other files: its path among them, and what it is to say.
    ///
    /// # Errors
    /// When the book has no such ledger, or its name cannot be a file's.
    pub fn ledger_file(
        &self,
        beside: &dyn Files,
        name: &str,
    ) -> Result<(String, Vec<u8>), SaveError> {
        let ledger = self.ledgers.get(name);
        let ledger = ledger.ok_or_else(|| SaveError::Name(name.to_owned()))?;
        let (path, bytes) = ledger_file(name, ledger)?;
        // Its ending may be written otherwise: 供地.CSV.
        let present = beside.list().unwrap_or_default().into_iter();
        let mut present = present.filter(|file| file.path.eq_ignore_ascii_case(&path));
        Ok((present.next().map_or(path, |file| file.path), bytes))
    }

    /// The files that are written out of the book.
    fn written_files(&self) -> Result<Vec<(String, Vec<u8>)>, SaveError> {
        let mut files = vec![(BOOK.to_owned(), book::write(self).into_bytes())];
        for written in self.written_projects() {
            check_name(&written.name, is_word)?;
            files.push((written.file, written.text.into_bytes()));
        }
        for (name, ledger) in &self.ledgers {
            files.push(ledger_file(name, ledger)?);
        }
        if !self.evidence.register().entries().is_empty() {
            let bytes = self.evidence.register().to_csv()?;
            files.push((format!("{FOLDER}/{REGISTER}"), bytes));
        }
        for (name, text) in &self.texts {
            check_name(name, is_file_stem)?;
            files.push((format!("text/{name}.md"), text.clone().into_bytes()));
        }
        for (name, scheme) in &self.schemes {
            check_name(name, is_file_stem)?;
            let bytes = scheme.source().to_owned().into_bytes();
            files.push((format!("schemes/{name}.toml"), bytes));
        }
        for (name, definition) in &self.definitions {
            files.push(definition_file(name, definition)?);
        }
        Ok(files)
    }

    /// The files of the projects.
    pub(crate) fn written_projects(&self) -> Vec<Written> {
        let projects = self.projects.iter();
        let written = projects.map(|(name, project)| Written {
            name: name.clone(),
            file: project_file(name),
            text: project::write(project),
        });
        written.collect()
    }
}

/// The path of a project's file inside the book.
fn project_file(name: &str) -> String {
    format!("{PROJECTS}/{name}.toml")
}

/// A definition's path inside the book, and its content.
fn definition_file(name: &str, definition: &Definition) -> Result<(String, Vec<u8>), SaveError> {
    check_name(name, is_word)?;
    let path = format!("definitions/{name}.toml");
    Ok((path, definition.source().to_owned().into_bytes()))
}

/// A ledger's path inside the book, and its content.
fn ledger_file(name: &str, ledger: &Ledger) -> Result<(String, Vec<u8>), SaveError> {
    check_name(name, is_word)?;
    let path = format!("ledgers/{name}.csv");
    match ledger::write(ledger) {
        Ok(bytes) => Ok((path, bytes)),
        Err(error) => Err(SaveError::Unwritable(path, error.to_string())),
    }
}

fn check_name(name: &str, fits: fn(&str) -> bool) -> Result<(), SaveError> {
    match fits(name) {
        true => Ok(()),
        false => Err(SaveError::Name(name.to_owned())),
    }
}

/// A text as it stands between the quotes of a TOML string.
pub(crate) fn escaped(text: &str) -> String {
    toml::basic(text)
}
