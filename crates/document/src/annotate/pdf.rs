//! Highlights in a PDF at the figures they are about, appended to the file as an incremental update.

mod highlight;
mod object;
mod update;

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use self::highlight::Highlight;
use self::update::Update;
use super::{AnnotateError, Annotated, Note, Unplaced};
use crate::model::Spot;
use crate::read::{Extent, Limits, Script, open_pdf, trace_pdf};

/// Puts notes into a PDF as highlights by `author`. The bytes of the file stay as they are; the highlights follow them.
///
/// # Errors
/// A file that is no readable PDF, that is encrypted, or whose table of objects is damaged.
pub fn pdf(bytes: &[u8], notes: &[Note], author: &str) -> Result<Annotated, AnnotateError> {
    let scripts = trace_pdf(bytes, &Limits::default())?;
    let pdf = open_pdf(bytes.to_vec())?;
    let mut update = Update::new(bytes)?;
    let mut unplaced = Vec::new();
    let mut highlights: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (index, note) in notes.iter().enumerate() {
        match place(note, &scripts, &pdf) {
            Ok(pages) => {
                for (number, page, extents) in pages {
                    let highlight = Highlight {
                        note,
                        author,
                        page,
                        extents: &extents,
                        index,
                    };
                    let object = highlight.add_to(&mut update);
                    highlights.entry(number).or_default().push(object);
                }
            }
            Err(reason) => unplaced.push(Unplaced {
                note: index,
                reason,
            }),
        }
    }
    for (number, objects) in &highlights {
        if let Some(page) = pdf.pages().get(*number as usize - 1)
            && let Some(id) = page.raw().obj_id()
        {
            update.replace(id.into(), object::with_annotations(page.raw(), objects));
        }
    }
    let bytes = if highlights.is_empty() {
        bytes.to_vec()
    } else {
        update.finish()
    };
    Ok(Annotated { bytes, unplaced })
}

type Placed<'p> = Vec<(u32, &'p Page<'p>, Vec<Extent>)>;

/// The pages a note is on, with the boxes of its words, one a line.
fn place<'p>(note: &Note, scripts: &[Script], pdf: &'p Pdf) -> Result<Placed<'p>, &'static str> {
    if !matches!(note.origin.spot, Spot::Area(_)) {
        return Err("没有说明在页面上的位置，不能加批注");
    }
    let script = scripts
        .iter()
        .find(|script| {
            script.content.get(note.range.clone()) == Some(note.quote.as_str())
                && script.origin() == note.origin
        })
        .ok_or("文件中的文字与所批注的不符，可能已经改动，请重新检查后再加批注")?;
    let mut placed: Placed<'p> = Vec::new();
    for ink in script
        .inks
        .iter()
        .filter(|ink| note.range.contains(&ink.byte))
    {
        let page = pdf
            .pages()
            .get(ink.page as usize - 1)
            .filter(|page| page.raw().obj_id().is_some())
            .ok_or("这一页不是独立的对象，不能加批注")?;
        if placed.last().is_none_or(|(number, ..)| *number != ink.page) {
            placed.push((ink.page, page, Vec::new()));
        }
        if let Some((.., lines)) = placed.last_mut() {
            match lines.last_mut().filter(|line| line.beside(&ink.extent)) {
                Some(line) => *line = line.union(ink.extent),
                None => lines.push(ink.extent),
            }
        }
    }
    if placed.is_empty() {
        return Err("这一处没有印出的文字，不能加批注");
    }
    Ok(placed)
}
