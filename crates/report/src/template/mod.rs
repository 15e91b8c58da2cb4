//! Templates: Markdown with names in `{{ … }}`.

mod inline;
mod lines;
mod parse;

use book::{Fault, Faults};

pub(crate) use inline::{Inline, Reference, Segment, parse_inline};
pub(crate) use parse::{Node, parse};

/// A report template: Markdown in which `{{ 名称 }}` prints a figure, words or a whole block of the book.
///
/// The form is described in `docs/template.md`.
#[derive(Clone, Debug)]
pub struct Template {
    pub(crate) nodes: Vec<Node>,
}

/// The templates that ship with the program, by name, with their source.
const SHIPPED: [(&str, &str); 2] = [
    (
        Template::USUAL,
        include_str!("../../templates/bumen-zhengti.md"),
    ),
    ("biaozhun", include_str!("../../templates/biaozhun.md")),
];

impl Template {
    /// The shipped one that a report is laid out by where none is named: that of a department as a whole (部门整体支出).
    pub const USUAL: &str = "bumen-zhengti";

    /// Reads a template; `file` is what faults call it.
    ///
    /// # Errors
    /// Every fault of its form, with its line. Unknown names are found when a report is composed.
    pub fn parse(file: &str, source: &str) -> Result<Self, Faults> {
        let (nodes, faults) = parse(file, source);
        match faults.is_empty() {
            true => Ok(Self { nodes }),
            false => Err(Faults(faults)),
        }
    }

    /// The names of the shipped templates; the first is the default.
    pub fn shipped_names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// A shipped template's source, to be copied and changed.
    pub fn shipped_source(name: &str) -> Option<&'static str> {
        SHIPPED
            .iter()
            .find(|(shipped, _)| *shipped == name)
            .map(|(_, source)| *source)
    }

    /// A shipped template.
    pub fn shipped(name: &str) -> Option<Self> {
        let source = Self::shipped_source(name)?;
        Self::parse(&format!("templates/{name}.md"), source).ok()
    }
}

/// A place in a template or in a narrative piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    /// From 1; 0 when the place is not a line.
    pub(crate) line: usize,
    /// In characters from 1; 0 when the whole line is meant.
    pub(crate) column: usize,
}

impl Place {
    /// The place behind some words that begin here. Words that do not stand in a file of their own have no column.
    pub(crate) fn after(&self, words: &str) -> Self {
        Self {
            column: match self.line {
                0 => 0,
                _ => self.column + words.chars().count(),
            },
            ..self.clone()
        }
    }

    pub(crate) fn fault(&self, problem: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault {
            line: self.line,
            column: self.column,
            ..Fault::of_file(self.file.clone(), problem, remedy)
        }
    }
}
