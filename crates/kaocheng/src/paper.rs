//! A form in the formats wanted; the typefaces are loaded once, when first needed.

use std::sync::OnceLock;

use document::{Day, Document, Sheet};
use typeset::Fonts;

use crate::arguments::{Folders, Output};
use crate::command::report::{Written, pages};
use crate::error::Failure;
use crate::files;

/// Writes forms.
pub(crate) struct Paper<'a> {
    to: &'a [Output],
    folders: &'a Folders,
    fonts: OnceLock<Fonts>,
}

impl<'a> Paper<'a> {
    /// Forms in these formats to a folder, with more folders of typefaces.
    pub(crate) const fn new(to: &'a [Output], folders: &'a Folders) -> Self {
        Self {
            to,
            folders,
            fonts: OnceLock::new(),
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
        let mut made = Vec::new();
        for output in self.to {
            let (extension, bytes, remark) = self.made(*output, sheets, &document)?;
            made.push((
                self.folders.out.join(format!("{stem}.{extension}")),
                bytes,
                remark,
            ));
        }
        let mut written = Vec::new();
        for (path, bytes, remark) in made {
            files::write(&path, &bytes)?;
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
                let pdf = typeset::pdf(document, self.fonts()).map_err(|error| said(&error))?;
                let remark = pages(pdf.pages, &pdf.fonts_used, &pdf.missing);
                ("pdf", pdf.bytes, remark)
            }
            Output::Ofd => {
                let ofd = typeset::ofd(document, self.fonts()).map_err(|error| said(&error))?;
                let remark = pages(ofd.pages, &ofd.fonts_used, &ofd.missing);
                ("ofd", ofd.bytes, remark)
            }
        })
    }

    fn fonts(&self) -> &Fonts {
        self.fonts.get_or_init(|| {
            let mut folders = self.folders.fonts.clone();
            folders.extend(files::font_folders());
            Fonts::with_folders(&folders)
        })
    }
}
