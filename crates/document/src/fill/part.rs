//! A part of a template that is filled: the main one, a header or a footer.

use std::collections::BTreeSet;

use super::block::Builder;
use super::scan::{Found, Paragraph, paragraphs, placeholders};
use super::{EACH, Edit, Filling, Margin, Placeholder, Turn, inline, numbers};
use crate::annotate::AnnotateError;
use crate::annotate::docx::package::unfit;
use crate::annotate::docx::runs::Runs;

/// A part with its placeholders.
pub(super) struct Opened {
    pub(super) name: String,
    pub(super) source: String,
    paragraphs: Vec<Paragraph>,
    pub(super) found: Vec<Found>,
    /// Placeholders that repeat their row; they are filled with nothing.
    marks: Vec<Found>,
}

impl Opened {
    /// The main part, its rows repeated.
    pub(super) fn main(
        name: String,
        source: String,
        turns: &[Turn],
    ) -> Result<(Self, Vec<Placeholder>), AnnotateError> {
        let mut part = Self::read(name, source)?;
        let turn_of = |found: &Found| {
            let paragraph = &part.paragraphs[found.paragraph];
            let turn = turns.iter().find(|turn| turn.holds(paragraph));
            turn.map(|turn| (turn.name.clone(), turn.index))
        };
        let (marks, found): (Vec<_>, Vec<_>) = part
            .found
            .into_iter()
            .partition(|found| found.words.starts_with(EACH) && turn_of(found).is_some());
        let numbers = numbers(&part.paragraphs, turns);
        let told = found.iter().map(|found| Placeholder {
            paragraph: numbers[found.paragraph],
            turn: turn_of(found),
            ..told(found)
        });
        let told = told.collect();
        (part.found, part.marks) = (found, marks);
        Ok((part, told))
    }

    /// A header or footer; `None` where it has no placeholders.
    pub(super) fn margin(
        name: String,
        source: String,
    ) -> Result<Option<(Self, Vec<Placeholder>)>, AnnotateError> {
        if !source.contains('{') {
            return Ok(None);
        }
        let margin = match source.contains("<w:ftr") {
            true => Margin::Footer,
            false => Margin::Header,
        };
        let part = Self::read(name, source)?;
        let told = part.found.iter().map(|found| Placeholder {
            alone: false,
            margin: Some(margin),
            ..told(found)
        });
        let told: Vec<_> = told.collect();
        Ok((!told.is_empty()).then_some((part, told)))
    }

    fn read(name: String, source: String) -> Result<Self, AnnotateError> {
        let runs = Runs::read(&source)?;
        if runs.dialect().prefix != "w" || runs.dialect().undeclared {
            return Err(unfit(&format!("“{name}”的 XML 不用常见的前缀 w")));
        }
        let paragraphs = paragraphs(&source);
        Ok(Self {
            found: placeholders(&source, &paragraphs, &runs),
            marks: Vec::new(),
            paragraphs,
            name,
            source,
        })
    }

    /// The changes by which its placeholders are filled.
    pub(super) fn edits(&self, fillings: &[Filling], blocks: &mut Builder) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut preserved = BTreeSet::new();
        for (found, filling) in self.found.iter().zip(fillings) {
            match filling {
                Filling::Words(words) => {
                    let xml = inline::words(&self.source, found, words, &mut blocks.next);
                    inline::replace(&self.source, found, &xml, &mut edits, &mut preserved);
                }
                Filling::Blocks {
                    blocks: content,
                    marks,
                    pictures,
                } => {
                    let paragraph = &self.paragraphs[found.paragraph];
                    let new =
                        blocks.blocks(&self.source, paragraph, found, content, marks, pictures);
                    edits.push(Edit {
                        range: paragraph.span.clone(),
                        new,
                    });
                }
            }
        }
        for mark in &self.marks {
            inline::replace(&self.source, mark, "", &mut edits, &mut preserved);
        }
        edits
    }
}

/// A placeholder outside repeated rows.
fn told(found: &Found) -> Placeholder {
    Placeholder {
        words: found.words.clone(),
        paragraph: found.paragraph as u32 + 1,
        text: found.text.clone(),
        alone: found.alone,
        turn: None,
        margin: None,
    }
}
