//! What a file says, and where: the neutral document, its readers, its writers and its annotators.
//!
//! One file per format. Reading never fails half-way: it gives what could be read and a list of faults.

pub mod annotate;
pub mod fill;
mod flat;
mod model;
mod read;
mod write;

pub use flat::{Flat, Grid, Piece, PieceKind};
pub use model::{
    Align, Area, Block, Cell, Day, Document, Fault, Mark, MarkKind, Origin, Picture, Provenance,
    Spot, Table, Text,
};
pub use read::{
    Bookmark, Bookmarked, Content, Format, Limits, Merged, ReadError, Stored, Worksheet,
    Worksheets, bookmarks, detect, extensions, named, read, read_file, worksheets,
};
pub use write::{
    Bookmarks, Entry, Number, NumberForm, PAGE_SCRIPT, PieceMarks, Png, Sheet, Value, WriteError,
    docx, docx_marked, html, layout, markdown, xlsx,
};
