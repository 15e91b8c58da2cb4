//! What a report is laid out by: a template in Markdown, or a user's Word document.

use std::path::Path;

use book::{Book, Date, Scorecard};
use document::{Picture, Png};
use report::{Composed, Edition, Pattern, State, Template, WordError};

use crate::{Failure, files};

/// What a report is laid out by.
#[derive(Debug)]
pub struct Layout {
    /// By what it is known again.
    pub pattern: Pattern,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// Markdown, shipped or of the user's own.
    Markdown(Template),
    /// A Word document with names in it.
    Word(Vec<u8>),
}

/// A report composed by a layout.
#[derive(Debug)]
pub struct Laid {
    /// What it says.
    pub composed: Composed,
    /// The Word document, where the layout is one.
    pub word: Option<Vec<u8>>,
}

impl Layout {
    /// The shipped template of that name, or the one in that file.
    ///
    /// # Errors
    /// When there is neither, or it is wrong.
    pub fn named(named: &str) -> Result<Self, Failure> {
        if let (Some(template), Some(source)) =
            (Template::shipped(named), Template::shipped_source(named))
        {
            return Ok(Self {
                pattern: Pattern::of(named, source.as_bytes()),
                kind: Kind::Markdown(template),
            });
        }
        let path = Path::new(named);
        if !path.exists() {
            let shipped = Template::shipped_names().collect::<Vec<_>>().join("、");
            return Err(Failure::Said(format!(
                "没有名为“{named}”的报告模板，也没有这个文件。自带的有：{shipped}。"
            )));
        }
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let word = path.extension().is_some_and(|end| {
            end.eq_ignore_ascii_case("docx") || end.eq_ignore_ascii_case("dotx")
        });
        let (bytes, kind) = match word {
            true => {
                let bytes = files::read("无法读取模板", path)?;
                (bytes.clone(), Kind::Word(bytes))
            }
            false => {
                let source = String::from_utf8(files::read("无法读取模板", path)?);
                let source = source.map_err(|_| {
                    let path = path.display();
                    Failure::Said(format!(
                        "模板“{path}”不是 UTF-8 编码，请另存为 UTF-8 后再试。"
                    ))
                })?;
                let template = Template::parse(named, &source).map_err(Failure::faults(path))?;
                (source.into_bytes(), Kind::Markdown(template))
            }
        };
        Ok(Self {
            pattern: Pattern::of(&name, &bytes),
            kind,
        })
    }

    /// Whether it is a Word document.
    pub const fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word(_))
    }

    /// An edition of a report laid out so.
    pub fn edition(&self, card: &Scorecard, state: State, as_of: Option<Date>) -> Edition {
        Edition {
            state,
            as_of: as_of.map(|day| day.to_string()),
            scheme: card.scheme.clone(),
            template: self.pattern.clone(),
        }
    }

    /// Composes the report of a book; `draw` draws the charts that go into a Word document.
    ///
    /// # Errors
    /// When the layout asks for what the book does not have.
    pub fn compose(
        &self,
        folder: &Path,
        (book, card): (&Book, &Scorecard),
        edition: &Edition,
        draw: &mut dyn FnMut(&Picture) -> Result<Png, String>,
    ) -> Result<Laid, Failure> {
        match &self.kind {
            Kind::Markdown(template) => Ok(Laid {
                composed: report::composed(book, card, template)
                    .map_err(Failure::faults(folder))?,
                word: None,
            }),
            Kind::Word(bytes) => {
                let name = &self.pattern.name;
                let filled = report::fill(book, card, bytes, edition, draw);
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
