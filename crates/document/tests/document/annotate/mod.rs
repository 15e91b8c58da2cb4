//! Annotators: notes at their places, everything else as it was.

mod docx;
mod pdf;
