//! The monitoring form in the formats wanted.

use std::path::Path;
use std::sync::OnceLock;

use typeset::Fonts;

use super::Watched;
use crate::arguments::{Monitor, Output};
use crate::command::report::{Written, pages};
use crate::error::Failure;
use crate::files;

/// Writes forms; the typefaces are loaded once, when first needed.
pub(super) struct Forms<'a> {
    arguments: &'a Monitor,
    fonts: OnceLock<Fonts>,
}

impl<'a> Forms<'a> {
    pub(super) fn new(arguments: &'a Monitor) -> Self {
        Self {
            arguments,
            fonts: OnceLock::new(),
        }
    }

    /// Writes the form of a book; everything is made before the first file is written. `name` goes before the name of
    /// the form, where several books go to one folder.
    pub(super) fn write(
        &self,
        watched: &Watched,
        folder: &Path,
        name: Option<&str>,
    ) -> Result<Vec<Written>, Failure> {
        if self.arguments.to.is_empty() {
            return Ok(Vec::new());
        }
        let Watched {
            book,
            scheme,
            monitoring,
        } = watched;
        let sheet =
            report::monitoring_sheet(book, scheme, monitoring).map_err(Failure::faults(folder))?;
        let mut document = sheet.to_document();
        let last = monitoring.period.last_day();
        document.date = Some(document::Day {
            year: last.year(),
            month: last.month(),
            day: last.day(),
        });
        let before = name.map_or_else(String::new, |name| format!("{name}-"));
        let stem = format!("{before}绩效运行监控表-{}", monitoring.period);
        let mut made = Vec::new();
        for output in &self.arguments.to {
            let (extension, bytes, remark) = self.made(*output, &sheet, &document)?;
            let path = self.arguments.out.join(format!("{stem}.{extension}"));
            made.push((path, bytes, remark));
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
        sheet: &document::Sheet,
        document: &document::Document,
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
                let sheets = std::slice::from_ref(sheet);
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
            let mut folders = self.arguments.fonts.clone();
            folders.extend(files::font_folders());
            Fonts::with_folders(&folders)
        })
    }
}
