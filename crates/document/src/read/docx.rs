//! Word documents.

mod body;
mod bookmarks;
mod label;
mod lost;
mod numbering;
mod parts;
mod run;
mod styles;
mod table;
mod trace;

use std::ops::Range;

use self::body::Body;
pub use self::bookmarks::{Bookmark, Bookmarked, bookmarks};
pub(super) use self::label::Form;
pub(super) use self::lost::{Losses, Lost};
pub(super) use self::numbering::Numbering;
pub(super) use self::numbering::{Instance, LEVELS, Level, List};
pub(crate) use self::parts::Part;
use self::parts::Relations;
pub(super) use self::styles::Styles;
pub(super) use self::styles::{ListLevel, named_level};
use self::trace::Trace;
use super::error::ReadError;
use super::limits::Limits;
use super::margin::Margins;
use super::package::Package;
use super::pieces::Pieces;
use super::xml::Xml;
use crate::model::{Document, Fault};

/// Whether bytes are a zip archive with the parts of a Word document.
pub(super) fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && memchr::memmem::find(bytes, b"word/").is_some()
}

/// Reads a Word document as it prints: insertions kept and deletions dropped, the results of fields, the labels of lists.
/// Text boxes follow the paragraph they are anchored in, nested tables the table they stand in, notes the whole text.
/// Headers and footers are kept apart.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut faults = Vec::new();
    let mut package = Package::open(bytes, limits)?;
    let main = parts::main(&mut package, &mut faults)?;
    Ok(read_parts(&mut package, &main, limits, faults, None)?.0)
}

/// A document whose characters know where they come from.
pub(crate) struct Traced {
    /// The document as [`read`] gives it, but for its marks, which are all [`MarkKind::Source`](crate::MarkKind).
    pub(crate) document: Document,
    /// The part that holds the body.
    pub(crate) main: Part,
    /// Stretches of the XML of that part.
    pub(crate) sources: Vec<Range<usize>>,
    /// The names of the parts that hold headers and footers.
    pub(crate) margins: Vec<String>,
}

/// Reads a Word document for an annotator.
pub(crate) fn trace(bytes: &[u8], limits: &Limits) -> Result<Traced, ReadError> {
    let mut faults = Vec::new();
    let mut package = Package::open(bytes, limits)?;
    let main = parts::main(&mut package, &mut faults)?;
    let trace = Some(Trace::default());
    let (document, trace) = read_parts(&mut package, &main, limits, faults, trace)?;
    let margins = Relations::of(&mut package, &main, &mut Vec::new())?.margins();
    Ok(Traced {
        document,
        margins,
        main,
        sources: trace.unwrap_or_default().sources,
    })
}

fn read_parts(
    package: &mut Package<'_>,
    main: &Part,
    limits: &Limits,
    mut faults: Vec<Fault>,
    trace: Option<Trace>,
) -> Result<(Document, Option<Trace>), ReadError> {
    let relations = Relations::of(package, main, &mut faults)?;
    let (name, source) = relations.part("styles", package, &mut faults)?;
    let styles = parsed(&name, &source, limits, &mut faults, Styles::read);
    let (name, source) = relations.part("numbering", package, &mut faults)?;
    let numbering = parsed(&name, &source, limits, &mut faults, Numbering::read);

    let mut body = Body::new(&styles, numbering, &main.text, limits);
    body.trace = trace;
    let mut blocks = parsed(&main.name, &main.text, limits, &mut faults, |xml| {
        body.read(xml)
    });
    for (notes, reference) in [
        ("footnotes", ":footnoteReference"),
        ("endnotes", ":endnoteReference"),
    ] {
        let before = faults.len();
        let (name, source) = relations.part(notes, package, &mut faults)?;
        if source.is_empty() && faults.len() == before && main.text.contains(reference) {
            faults.push(parts::missing(&name));
        }
        blocks.append(&mut parsed(&name, &source, limits, &mut faults, |xml| {
            body.read_notes(xml)
        }));
    }
    let mut margins = Margins::default();
    for name in relations.margins() {
        let Some(source) = package.part(&name, &mut faults)? else {
            faults.push(parts::missing(&name));
            continue;
        };
        let texts = parsed(&name, &source, limits, &mut faults, |xml| {
            body.read_margin(xml)
        });
        texts.into_iter().for_each(|text| margins.push(text));
    }
    let pieces = Pieces {
        blocks,
        margins,
        faults,
        losses: &body.losses,
        cut_short: body.cut_short,
    };
    Ok((pieces.document(limits), body.trace))
}

/// Reads a part; where it breaks off, what was read stands and a fault is noted.
fn parsed<T>(
    name: &str,
    source: &str,
    limits: &Limits,
    faults: &mut Vec<Fault>,
    read: impl FnOnce(&mut Xml<'_>) -> T,
) -> T {
    let mut xml = Xml::new(source, limits.max_depth);
    let result = read(&mut xml);
    if let Some(flaw) = xml.flaw() {
        let message =
            format!("XML 有误，此后的内容没有读取：{flaw}。请用 Word 或 WPS 打开后另存一份再试");
        faults.push(Fault {
            message,
            place: name.to_owned(),
        });
    }
    result
}
