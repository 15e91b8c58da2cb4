//! The PDF that was reviewed, with a highlight at each finding.

use document::Format;
use document::annotate;

use crate::copy::{AUTHOR, Copy};

/// Highlights in PDF files.
pub(crate) const COPY: Copy = Copy {
    format: Format::Pdf,
    annotate: |bytes, notes, _| annotate::pdf(bytes, notes, AUTHOR),
};
