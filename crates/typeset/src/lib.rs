//! The press: turns the neutral document into PDF and OFD, and its pictures into PNG, with typefaces that are always there.
//!
//! The layout is that of GB/T 9704-2012, taken from [`document::layout`]. The engine is typst; it sees the words of a
//! document as string literals only, never as markup, and it can read no file.

mod error;
mod fonts;
mod height;
mod known;
mod literal;
mod ofd;
mod paged;
mod pdf;
mod png;
mod source;
mod table;
mod world;

pub use error::TypesetError;
pub use fonts::Fonts;
pub use ofd::{Ofd, ofd};
pub use pdf::{Pdf, pdf};
pub use png::png;
