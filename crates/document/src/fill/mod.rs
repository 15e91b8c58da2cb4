//! Word templates: somebody's own document, in which `{{ 名称 }}` is filled and all else stays as it is.
//!
//! Word likes to cut a placeholder into several runs; its characters are joined here, and what is filled in is set as its
//! first character was. A row of a table with `{{ 每个名称 }}` in it is repeated.

mod block;
mod inline;
mod part;
mod properties;
mod scan;

use std::ops::Range;

use crate::annotate::AnnotateError;
use crate::annotate::docx::package::Package;
use crate::annotate::docx::runs::Runs;
use crate::model::Block;
use crate::read::{Limits, Part, trace_docx};
use crate::write::{PieceMarks, Png};

use part::Opened;
pub use properties::with_properties;
use scan::{Paragraph, paragraphs, placeholders};

/// What a placeholder that repeats its row begins with.
const EACH: &str = "每个";

/// An opened Word template.
pub struct WordTemplate<'b> {
    package: Package<'b>,
    /// The main part, and the headers and footers that have placeholders.
    parts: Vec<Opened>,
    placeholders: Vec<Placeholder>,
}

/// A placeholder of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// What stands between the braces, without white space around it.
    pub words: String,
    /// The number of its paragraph, from 1; in a header or footer, of that.
    pub paragraph: u32,
    /// What the paragraph says.
    pub text: String,
    /// Whether the paragraph says nothing else and blocks can stand there.
    pub alone: bool,
    /// In a repeated row: what is repeated, and the how manieth this is, from 0.
    pub turn: Option<(String, usize)>,
    /// The margin it stands in, outside the running text; nothing but words can be filled in there, without bookmarks.
    pub margin: Option<Margin>,
}

/// A margin of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Margin {
    /// 页眉
    Header,
    /// 页脚
    Footer,
}

impl Margin {
    /// The word: `页眉`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Header => "页眉",
            Self::Footer => "页脚",
        }
    }
}

/// What a placeholder is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// Words in the line.
    Words(Vec<Words>),
    /// Blocks in place of the paragraph.
    Blocks {
        /// The blocks.
        blocks: Vec<Block>,
        /// The bookmarks of their texts, in order.
        marks: Vec<PieceMarks>,
        /// The drawings of their pictures, in order.
        pictures: Vec<Png>,
    },
}

/// Words in a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The characters.
    pub text: String,
    /// The hidden bookmark around them.
    pub bookmark: Option<String>,
    /// Whether they are set in bold.
    pub strong: bool,
}

/// A change of the XML.
struct Edit {
    range: Range<usize>,
    new: String,
}

impl<'b> WordTemplate<'b> {
    /// Opens a template; `count` says how often a row is repeated for what its placeholder names, or `None` where nothing of
    /// that name can be.
    ///
    /// # Errors
    /// A file that is no readable Word document, or one whose build does not allow a change.
    pub fn open(
        bytes: &'b [u8],
        count: impl Fn(&str) -> Option<usize>,
    ) -> Result<Self, AnnotateError> {
        let traced = trace_docx(bytes, &Limits::default())?;
        let mut package = Package::open(bytes, &traced.main)?;
        let Part { name, text } = traced.main;
        let (source, turns) = repeated(&text, count)?;
        let (main, mut placeholders) = Opened::main(name, source, &turns)?;
        let mut parts = vec![main];
        for name in traced.margins {
            // What is not written in UTF-8 stays as it is.
            let source = package.part(&name).ok().flatten().unwrap_or_default();
            if let Some((part, more)) = Opened::margin(name, source)? {
                parts.push(part);
                placeholders.extend(more);
            }
        }
        Ok(Self {
            package,
            parts,
            placeholders,
        })
    }

    /// Its placeholders in reading order, those of headers and footers last.
    pub fn placeholders(&self) -> &[Placeholder] {
        &self.placeholders
    }

    /// The file with its placeholders filled, in their order.
    ///
    /// # Errors
    /// A file whose build does not allow it.
    pub fn fill(mut self, fillings: &[Filling]) -> Result<Vec<u8>, AnnotateError> {
        let mut rest = fillings;
        for part in self.parts {
            let (here, others) = rest.split_at(rest.len().min(part.found.len()));
            rest = others;
            let mut blocks = block::Builder::new(&mut self.package, &part.name, &part.source)?;
            let edits = part.edits(here, &mut blocks);
            for (name, content) in blocks.finish()? {
                self.package.replace(&name, content);
            }
            self.package
                .replace(&part.name, applied(&part.source, edits));
        }
        self.package.finish()
    }
}

/// A repeated row.
struct Turn {
    range: Range<usize>,
    name: String,
    index: usize,
}

impl Turn {
    fn holds(&self, paragraph: &Paragraph) -> bool {
        self.range.start <= paragraph.span.start && paragraph.span.end <= self.range.end
    }
}

/// The number of each paragraph in the file as it was given: those of a repeated row have the numbers of the first.
fn numbers(paragraphs: &[Paragraph], turns: &[Turn]) -> Vec<u32> {
    let mut numbers = Vec::with_capacity(paragraphs.len());
    let mut next = 1;
    let mut first = 1;
    let mut before = None;
    for paragraph in paragraphs {
        let turn = turns.iter().position(|turn| turn.holds(paragraph));
        if turn != before {
            match turn.map(|turn| turns[turn].index) {
                Some(0) => first = next,
                Some(_) => next = first,
                None => {}
            }
            before = turn;
        }
        numbers.push(next);
        next += 1;
    }
    numbers
}

/// The main part with its rows repeated.
fn repeated(
    source: &str,
    count: impl Fn(&str) -> Option<usize>,
) -> Result<(String, Vec<Turn>), AnnotateError> {
    let all = paragraphs(source);
    let found = placeholders(source, &all, &Runs::read(source)?);
    let mut rows: Vec<(Range<usize>, String, usize)> = Vec::new();
    for one in &found {
        let name = one.words.strip_prefix(EACH).map(str::trim);
        let row = all[one.paragraph].row.clone();
        if let (Some(name), Some(row)) = (name, row)
            && let Some(times) = count(name)
            && rows.last().is_none_or(|(last, ..)| last.end <= row.start)
        {
            rows.push((row, name.to_owned(), times));
        }
    }
    let mut out = String::with_capacity(source.len());
    let mut turns = Vec::new();
    let mut done = 0;
    for (row, name, times) in rows {
        out.push_str(&source[done..row.start]);
        for index in 0..times {
            let start = out.len();
            match index {
                0 => out.push_str(&source[row.clone()]),
                _ => out.push_str(&anonymous(&source[row.clone()])),
            }
            turns.push(Turn {
                range: start..out.len(),
                name: name.clone(),
                index,
            });
        }
        done = row.end;
    }
    out.push_str(&source[done..]);
    Ok((out, turns))
}

/// A copy of XML without the numbers that Word gives each paragraph once.
fn anonymous(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = [" w14:paraId=\"", " w14:textId=\""]
        .iter()
        .filter_map(|key| rest.find(key))
        .min()
    {
        out.push_str(&rest[..at]);
        let value = rest[at..]
            .find('"')
            .map_or(rest.len(), |quote| at + quote + 1);
        let end = rest[value..]
            .find('"')
            .map_or(rest.len(), |quote| value + quote + 1);
        rest = &rest[end..];
    }
    out + rest
}

fn applied(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(source.len() * 5 / 4);
    let mut done = 0;
    for edit in edits {
        if edit.range.start < done {
            continue;
        }
        out.push_str(&source[done..edit.range.start]);
        out.push_str(&edit.new);
        done = edit.range.end;
    }
    out + &source[done..]
}
