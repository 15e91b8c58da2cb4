//! 由报告建账本: somebody's report as the files of a book to correct.

use book::Book;
use document::Document;
use folder::Memory;
use report::draft::Draft;

use crate::Failure;

/// What was read of a report, and the files of the book it makes.
#[derive(Debug)]
pub struct Drafted {
    /// What was read.
    pub draft: Draft,
    /// The files, by path inside the book.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Makes a book of a report; year and unit are taken where the report does not say them.
///
/// # Errors
/// When the files do not read as a book.
pub fn draft(report: &Document, year: u16, unit: &str) -> Result<Drafted, Failure> {
    let draft = report::draft::draft(report);
    let mut files = vec![(folder::BOOK.to_owned(), draft.book_toml(year, unit))];
    files.extend(draft.project_files());
    files.push(("来源.csv".to_owned(), draft.sources_csv()));
    files.push((UNPLACED.to_owned(), draft.unplaced_md()));
    let files = files.into_iter();
    let files: Vec<_> = files
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    Book::read(&Memory::new(files.clone(), "")).map_err(Failure::faults(unit.as_ref()))?;
    Ok(Drafted { draft, files })
}

/// The file with what found no place in the book.
pub const UNPLACED: &str = "未归入.md";
