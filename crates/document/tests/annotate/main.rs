//! Annotators: notes at their places, everything else as it was.

#![allow(clippy::unwrap_used)]

mod docx;
#[path = "../read/package.rs"]
mod package;
mod pdf;
#[path = "../read/printed.rs"]
mod printed;
