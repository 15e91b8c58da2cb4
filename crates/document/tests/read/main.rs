//! Reading: what each format gives, and what damaged and hostile files do.

#![allow(clippy::unwrap_used)]

mod binary;
mod doc;
mod docx;
mod hostile;
mod lost;
mod markup;
mod ofd;
mod package;
mod pdf;
mod printed;
mod round;
mod sketch;
mod text;
mod workbook;
mod xls;
