//! What a report is laid out by: a template in Markdown, or a user's Word document.

use std::fs;
use std::path::Path;

use book::{Book, Date, Scorecard};
use document::{Picture, Png};
use report::{Composed, State, Template, WordError};

use crate::error::Failure;

/// What a report is laid out by.
pub(crate) enum Layout {
    /// Markdown, shipped or of the user's own.
    Markdown(Template),
    /// A Word document with names in it.
    Word {
        /// Its name.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
}

/// A report composed by a layout.
pub(crate) struct Laid {
    /// What it says.
    pub(crate) composed: Composed,
    /// The Word document, where the layout is one.
    pub(crate) word: Option<Vec<u8>>,
}

impl Layout {
    /// The shipped template of that name, or the one in that file.
    pub(crate) fn named(named: &str) -> Result<Self, Failure> {
        if let Some(template) = Template::shipped(named) {
            return Ok(Self::Markdown(template));
        }
        let path = Path::new(named);
        if !path.exists() {
            let shipped = Template::shipped_names().collect::<Vec<_>>().join("、");
            return Err(Failure::Said(format!(
                "没有名为“{named}”的报告模板，也没有这个文件。自带的有：{shipped}。"
            )));
        }
        let word = path.extension().is_some_and(|end| {
            end.eq_ignore_ascii_case("docx") || end.eq_ignore_ascii_case("dotx")
        });
        if word {
            return Ok(Self::Word {
                name: path
                    .file_name()
                    .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
                bytes: fs::read(path).map_err(Failure::file("无法读取模板", path))?,
            });
        }
        let source = fs::read_to_string(path).map_err(Failure::file("无法读取模板", path))?;
        Template::parse(named, &source)
            .map(Self::Markdown)
            .map_err(Failure::faults(path))
    }

    /// Composes the report of a book; `draw` draws the charts that go into a Word document.
    pub(crate) fn compose(
        &self,
        folder: &Path,
        (book, card): (&Book, &Scorecard),
        (state, as_of): (State, Option<Date>),
        draw: &mut dyn FnMut(&Picture) -> Result<Png, String>,
    ) -> Result<Laid, Failure> {
        match self {
            Self::Markdown(template) => Ok(Laid {
                composed: report::composed(book, card, template)
                    .map_err(Failure::faults(folder))?,
                word: None,
            }),
            Self::Word { name, bytes } => {
                let day = as_of.map(|day| day.to_string());
                let edition = (state, day.as_deref());
                let filled = report::fill(book, card, (name, bytes), edition, draw);
                let filled = filled.map_err(|error| match error {
                    WordError::Names(faults) => Failure::faults(Path::new(name))(faults),
                    error => Failure::Said(format!("“{name}”：{error}。")),
                })?;
                Ok(Laid {
                    composed: filled.composed,
                    word: Some(filled.bytes),
                })
            }
        }
    }
}
