//! The Word document that was reviewed, with a comment at each finding.

use document::Format;
use document::annotate;

use crate::copy::{AUTHOR, Copy};

/// Comments in Word documents.
pub(crate) const COPY: Copy = Copy {
    format: Format::Docx,
    annotate: |bytes, notes, date| annotate::docx(bytes, notes, AUTHOR, Some(date)),
};
