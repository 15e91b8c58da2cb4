//! Reading: what each format gives, and what damaged and hostile files do.

mod binary;
mod doc;
mod docx;
mod hostile;
mod lost;
mod markup;
mod odt;
mod ofd;
pub(crate) mod package;
mod pdf;
pub(crate) mod printed;
mod round;
mod sketch;
mod text;
mod workbook;
mod xls;
