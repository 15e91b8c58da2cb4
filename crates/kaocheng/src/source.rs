//! What a document is read from: a file, or the folder of a book, whose report it is.

use std::path::Path;

use document::{Document, Limits};
use report::Template;

use crate::convert;
use crate::error::Failure;
use crate::shelf;
use work::score::{Scored, score};

/// The file that makes a folder a book.
const BOOK: &str = "book.toml";

/// Reads a file, or composes the report of a book.
pub(crate) fn read(path: &Path) -> Result<Document, Failure> {
    if path.join(BOOK).is_file() {
        return composed(path);
    }
    convert::read_file(path, &Limits::default())
        .map_err(|error| Failure::Said(format!("读不了“{}”：{error}。", path.display())))
}

fn composed(folder: &Path) -> Result<Document, Failure> {
    let Scored { book, card } = score(shelf::load(folder)?, None, None)?;
    let template = Template::shipped(Template::USUAL)
        .ok_or_else(|| Failure::Said("缺少自带的报告模板".to_owned()))?;
    report::compose(&book, &card, &template).map_err(Failure::faults(folder))
}
