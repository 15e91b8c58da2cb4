//! OpenDocument (GB/T 20916, ISO/IEC 26300): what texts and workbooks have in common.

use super::error::ReadError;
use super::limits::Limits;
use super::package::Package;
use super::xml::{Element, Xml};
use crate::model::Fault;

/// The part with the body.
pub(super) const CONTENT: &str = "content.xml";

/// A run of blanks is one element, which says how long it is; nobody means more than this.
const MOST_BLANKS: usize = 1_000;

/// Opens a file and gives the XML of its body.
///
/// # Errors
/// A file under a password, or without a body.
pub(super) fn open<'b>(
    bytes: &'b [u8],
    limits: &Limits,
    faults: &mut Vec<Fault>,
) -> Result<(Package<'b>, String), ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.part("META-INF/manifest.xml", faults)?;
    if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    let source = package.part(CONTENT, faults)?;
    let source = source.ok_or_else(|| ReadError::Damaged {
        reason: format!("缺少正文 {CONTENT}"),
    })?;
    Ok((package, source))
}

/// Tells where the XML of a part breaks off, if it does.
pub(super) fn flaw(xml: &Xml<'_>, part: &str, faults: &mut Vec<Fault>) {
    faults.extend(xml.flaw().map(|flaw| Fault {
        message: format!(
            "XML 有误，此后的内容没有读取：{flaw}。请用 WPS 或 LibreOffice 打开后另存一份再试"
        ),
        place: part.to_owned(),
    }));
}

/// How often an element stands for itself, or over how many cells it reaches: at least once.
pub(super) fn count(element: &Element<'_>, key: &str) -> u32 {
    let value = element.value(key);
    value
        .and_then(|value| value.parse().ok())
        .unwrap_or(1)
        .max(1)
}

/// The blanks that `text:s` stands for.
pub(super) fn blanks(element: &Element<'_>) -> String {
    " ".repeat((count(element, "c") as usize).min(MOST_BLANKS))
}
