//! A form in the formats wanted.

use document::{Day, Document, Sheet};

use crate::arguments::{Folders, Output};
use crate::command::report::Written;
use crate::error::Failure;
use crate::out::Out;
use crate::press::Press;
use work::files;
use work::print::Press as _;

/// Writes forms.
pub(crate) struct Paper<'a> {
    to: &'a [Output],
    folders: &'a Folders,
    press: Press,
}

impl<'a> Paper<'a> {
    /// Forms in these formats to a folder, with more folders of typefaces.
    pub(crate) fn new(to: &'a [Output], folders: &'a Folders) -> Self {
        Self {
            to,
            folders,
            press: Press::new(&folders.fonts),
        }
    }

    /// Writes the sheets of a form under a name without ending, dated where the day is given. The workbook has all
    /// sheets, paper the first. Everything is made before the first file is written.
    pub(crate) fn write(
        &self,
        stem: &str,
        sheets: &[Sheet],
        date: Option<Day>,
    ) -> Result<Vec<Written>, Failure> {
        let Some(first) = sheets.first().filter(|_| !self.to.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut document = first.to_document();
        document.date = date;
        let mut names = Vec::new();
        let mut made = Vec::new();
        for output in self.to {
            let (extension, bytes, remark) = self.made(*output, sheets, &document)?;
            names.push(format!("{stem}.{extension}"));
            made.push((bytes, remark));
        }
        let paths = Out::of(&self.folders.out).files(&names)?;
        let mut written = Vec::new();
        for (path, (bytes, mut remark)) in paths.into_iter().zip(made) {
            remark.push_str(&files::publish(&path, &bytes)?.remark());
            written.push(Written { path, remark });
        }
        Ok(written)
    }

    fn made(
        &self,
        output: Output,
        sheets: &[Sheet],
        document: &Document,
    ) -> Result<(&'static str, Vec<u8>, String), Failure> {
        let said = |error: &dyn std::fmt::Display| Failure::Said(error.to_string());
        Ok(match output {
            Output::Md => (
                "md",
                document::markdown(document).into_bytes(),
                String::new(),
            ),
            Output::Html => ("html", document::html(document).into_bytes(), String::new()),
            Output::Docx => {
                let bytes = document::docx(document, &[]).map_err(|error| said(&error))?;
                ("docx", bytes, String::new())
            }
            Output::Xlsx => {
                let bytes = document::xlsx(sheets).map_err(|error| said(&error))?;
                ("xlsx", bytes, String::new())
            }
            Output::Pdf => {
                let pdf = self.press.pdf(document)?;
                ("pdf", pdf.bytes, pdf.remark)
            }
            Output::Ofd => {
                let ofd = self.press.ofd(document)?;
                ("ofd", ofd.bytes, ofd.remark)
            }
        })
    }
}
