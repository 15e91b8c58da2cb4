//! Readers: bytes in, a [`Document`] and its faults out. One file a format, one line of [`FORMATS`] a format.

mod book;
mod calendar;
mod cells;
mod csv;
mod doc;
mod docx;
mod encoding;
mod error;
mod fields;
mod format;
mod html;
mod inline;
mod limits;
mod margin;
mod markdown;
mod odf;
mod ods;
mod odt;
mod ofd;
mod outline;
mod package;
mod pdf;
mod pieces;
mod raised;
mod shape;
mod sheet;
mod story;
mod symbol;
mod text;
mod workbook;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use docx::{Bookmark, Bookmarked, bookmarks};
pub(crate) use docx::{Part, Traced, trace as trace_docx};
pub use error::ReadError;
pub use limits::Limits;
pub(crate) use pdf::{Extent, Script, open as open_pdf, trace as trace_pdf};
pub use sheet::{Content, Merged, Stored, Worksheet};
pub use workbook::{Worksheets, worksheets};

use crate::model::{Document, Fault};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text in UTF-8, UTF-16 with a mark, or GB18030.
    Text,
    /// Markdown with tables.
    Markdown,
    /// Word 2007 and later, and what WPS writes under the same name.
    Docx,
    /// Word 97 to 2003, and what WPS writes in the same format.
    Doc,
    /// Text of OpenDocument, as LibreOffice and WPS write it.
    Odt,
    /// The fixed layout of GB/T 33190.
    Ofd,
    /// Excel 2007 and later, and what WPS writes under the same name.
    Xlsx,
    /// Other workbooks: Excel 97 to 2003, WPS, binary and OpenDocument ones.
    Workbook,
    /// A table as text.
    Csv,
    /// A web page.
    Html,
    /// PDF with text.
    Pdf,
}

/// What makes a format known and how it is read.
struct Registration {
    format: Format,
    /// Extensions of its files in lower case.
    extensions: &'static [&'static str],
    /// Whether bytes without a known extension are of this format.
    looks: fn(&[u8]) -> bool,
    read: fn(&[u8], &Limits) -> Result<Document, ReadError>,
}

#[rustfmt::skip]
const FORMATS: &[Registration] = &[
    Registration { format: Format::Docx, extensions: &["docx", "docm", "dotx"], looks: docx::looks, read: docx::read },
    Registration { format: Format::Odt, extensions: &["odt", "ott"], looks: odt::looks, read: odt::read },
    Registration { format: Format::Xlsx, extensions: &["xlsx", "xlsm", "xltx"], looks: xlsx::looks, read: workbook::read },
    Registration { format: Format::Workbook, extensions: &["xls", "et", "xlt", "xlsb", "ods"], looks: workbook::looks, read: workbook::read },
    Registration { format: Format::Csv, extensions: &["csv", "tsv"], looks: |_| false, read: csv::read },
    Registration { format: Format::Pdf, extensions: &["pdf"], looks: pdf::looks, read: pdf::read },
    Registration { format: Format::Ofd, extensions: &["ofd"], looks: ofd::looks, read: ofd::read },
    Registration { format: Format::Doc, extensions: &["doc", "dot", "wps", "wpt"], looks: doc::looks, read: doc::read },
    Registration { format: Format::Html, extensions: &["html", "htm", "xhtml"], looks: html::looks, read: html::read },
    Registration { format: Format::Markdown, extensions: &["md", "markdown"], looks: |_| false, read: markdown::read },
    Registration { format: Format::Text, extensions: &["txt", "text"], looks: encoding::is_text, read: text::read },
];

/// The format of a file, from its content where that is telling and else from the extension of its name.
///
/// `None` for a format that is not read: see [`read`] for the error that tells what to do about it.
pub fn detect(name: &str, bytes: &[u8]) -> Option<Format> {
    registration(name, bytes)
        .ok()
        .map(|registration| registration.format)
}

/// The format that the extension of a file's name stands for, whatever the file holds.
pub fn named(name: &str) -> Option<Format> {
    let extension = extension(name);
    let known =
        |registration: &&Registration| registration.extensions.contains(&extension.as_str());
    FORMATS
        .iter()
        .find(known)
        .map(|registration| registration.format)
}

/// The extensions of the files that can be read, in lower case, each format's usual one first.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS
        .iter()
        .flat_map(|registration| registration.extensions.iter().copied())
}

/// Reads a document.
///
/// `name` is the name of the file, of which only the extension is used.
///
/// # Errors
/// A file that is no document of a known format, or that is larger than `limits` allow. Anything less is a
/// [`Fault`](crate::Fault) of the document.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    limits.admit(bytes)?;
    let mut document = (registration(name, bytes)?.read)(bytes, limits)?;
    if document.faults.is_empty() && document.texts().all(|text| text.content.trim().is_empty()) {
        document.faults.push(Fault {
            message: "文件里没有文字，没有可审的内容，请检查是不是选错了文件".to_owned(),
            place: "整个文件".to_owned(),
        });
    }
    Ok(document)
}

/// Reads a document from a file, of which no more than [`Limits::max_input`] bytes are ever taken into memory.
///
/// # Errors
/// As [`read`], and where the file cannot be opened or read.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Document, ReadError> {
    let unreadable = |source| ReadError::Unreadable {
        path: path.to_owned(),
        source,
    };
    // Looked at before it is opened: opening a pipe waits for somebody to write.
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    let path_of = || path.to_owned();
    if metadata.is_dir() {
        return Err(ReadError::Directory { path: path_of() });
    }
    if !metadata.is_file() {
        return Err(ReadError::Device { path: path_of() });
    }
    let file = File::open(path).map_err(unreadable)?;
    if metadata.len() > limits.max_input {
        return Err(ReadError::TooLarge {
            size: metadata.len(),
            limit: limits.max_input,
        });
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    file.take(limits.max_input + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    read(&path.to_string_lossy(), &bytes, limits)
}

fn registration(name: &str, bytes: &[u8]) -> Result<&'static Registration, ReadError> {
    if let Some(error) = foreign(bytes) {
        return Err(error);
    }
    let extension = extension(name);
    let by_content = FORMATS
        .iter()
        .find(|registration| (registration.looks)(bytes));
    let by_extension = FORMATS
        .iter()
        .find(|registration| registration.extensions.contains(&extension.as_str()));
    if pdf::looks(bytes) {
        return by_content.ok_or(ReadError::BrokenPdf);
    }
    if bytes.starts_with(ZIP) {
        let word = |registration: &&Registration| {
            matches!(
                registration.format,
                Format::Docx | Format::Odt | Format::Ofd | Format::Xlsx | Format::Workbook
            )
        };
        let found = "不含正文的压缩包（如 pptx、zip）";
        return by_content
            .or(by_extension)
            .filter(word)
            .ok_or(ReadError::Unsupported { found });
    }
    let binary = |registration: &&Registration| {
        matches!(registration.format, Format::Doc | Format::Workbook)
    };
    if bytes.starts_with(OLE) {
        return by_content
            .or(by_extension)
            .filter(binary)
            .ok_or(ReadError::Legacy);
    }
    // Web pages and texts often go by the name of a Word document, workbook or table.
    let mistaken =
        |registration: &Registration| registration.format == Format::Csv || binary(&registration);
    let page = by_content.filter(|registration| {
        registration.format == Format::Html && by_extension.is_none_or(mistaken)
    });
    page.or(by_extension.filter(|registration| !binary(registration)))
        .or(by_content)
        .ok_or(ReadError::NotText)
}

const ZIP: &[u8] = b"PK\x03\x04";
/// The first entry of an OpenDocument file, behind the head of a zip entry.
const OPEN: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The error for a format known by its first bytes and not read.
fn foreign(bytes: &[u8]) -> Option<ReadError> {
    if bytes.starts_with(OLE) {
        let sealed: Vec<u8> = "EncryptedPackage"
            .bytes()
            .flat_map(|letter| [letter, 0])
            .collect();
        let encrypted = memchr::memmem::find(bytes, &sealed).is_some();
        return encrypted.then_some(ReadError::Encrypted);
    }
    let convert = |found| Some(ReadError::Convert { found });
    let found = match bytes {
        [0xFF, 0xD8, 0xFF, ..] | [0x89, b'P', b'N', b'G', ..] => "图片",
        [b'{', b'\\', b'r', b't', b'f', ..] => return convert("RTF 文件"),
        _ if bytes.get(30..).is_some_and(is_open) => {
            return convert("OpenDocument 文件（如 odp）");
        }
        _ => return None,
    };
    Some(ReadError::Unsupported { found })
}

/// Whether a zip entry is the first of an OpenDocument file that is neither text nor workbook.
fn is_open(head: &[u8]) -> bool {
    let read = [b".text".as_slice(), b".spreadsheet"];
    let kind = head.strip_prefix(OPEN);
    kind.is_some_and(|kind| !read.iter().any(|read| kind.starts_with(read)))
}

fn extension(name: &str) -> String {
    Path::new(name)
        .extension()
        .map_or_else(String::new, |extension| {
            extension.to_string_lossy().to_lowercase()
        })
}
