//! Text of OpenDocument (odt), as LibreOffice and WPS write it.

mod body;
mod lists;
mod styles;

use self::body::Body;
use self::styles::Styles;
use super::error::ReadError;
use super::limits::Limits;
use super::margin::Margins;
use super::odf;
use super::pieces::Pieces;
use super::xml::Xml;
use crate::model::Document;

const KIND: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";

/// The part with the headers, the footers and the styles of all documents.
const STYLES: &str = "styles.xml";

/// Whether bytes are a zip archive that calls itself text of OpenDocument.
pub(super) fn looks(bytes: &[u8]) -> bool {
    bytes.get(30..).is_some_and(|head| head.starts_with(KIND))
}

/// Reads a text as it prints: insertions kept and deletions dropped, the results of fields, the labels of lists. Text boxes
/// follow the paragraph they are anchored in, nested tables the table they stand in, notes the whole text. Headers and
/// footers are kept apart.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut faults = Vec::new();
    let (mut package, source) = odf::open(bytes, limits, &mut faults)?;
    let common = package.part(STYLES, &mut faults)?.unwrap_or_default();
    let mut styles = Styles::default();
    for source in [&common, &source] {
        styles.read(&mut Xml::new(source, limits.max_depth));
    }
    let mut body = Body::new(&mut styles, &source, limits);
    let mut xml = Xml::new(&source, limits.max_depth);
    let mut blocks = Vec::new();
    if xml.enter("document-content") && xml.enter("body") && xml.enter("text") {
        body.blocks(&mut xml, &mut blocks);
    }
    odf::flaw(&xml, odf::CONTENT, &mut faults);
    blocks.append(&mut body.notes);
    let mut margins = Margins::default();
    let mut xml = Xml::new(&common, limits.max_depth);
    let texts = body.margins(&mut xml);
    odf::flaw(&xml, STYLES, &mut faults);
    texts.into_iter().for_each(|text| margins.push(text));

    let pieces = Pieces {
        blocks,
        margins,
        faults,
        losses: &body.losses,
        cut_short: body.cut_short,
    };
    Ok(pieces.document(limits))
}
