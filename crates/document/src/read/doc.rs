//! Word documents of before 2007, and what WPS writes in that format: [MS-DOC].

mod bytes;
mod fib;
mod flow;
mod fonts;
mod lists;
mod properties;
mod styles;
mod table;
mod units;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use self::fib::{Fib, Part};
use self::flow::Flow;
use self::fonts::Fonts;
use self::properties::{Character, Spans};
use self::styles::Styles;
use super::error::ReadError;
use super::limits::Limits;
use crate::model::Document;

/// Whether bytes are an OLE file with the stream of a Word document.
pub(super) fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(super::OLE)
        && CompoundFile::open(Cursor::new(bytes)).is_ok_and(|file| file.is_stream("WordDocument"))
}

/// Reads a document as it prints: deletions and hidden text dropped, the results of fields, the labels of lists. Notes and
/// text boxes follow the text, headers are kept apart.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged("文件的目录有误"))?;
    let mut left = limits.max_unpacked;
    let mut stream = |name: &str| stream(&mut file, name, &mut left, limits);
    let main = stream("WordDocument")?;
    let fib = Fib::read(&main)?;
    let tables = stream(fib.table)?;
    let data = stream("Data")?;
    let pieces = fib
        .pieces(&tables, limits.max_unpacked)
        .ok_or_else(|| damaged("文字的目录有误"))?;
    let characters = Spans::of_characters(&fib, &main, &tables);
    let paragraphs = Spans::of_paragraphs(&fib, &main, &tables);
    let fonts = Fonts::read(&fib, &tables);

    let styles = Styles::read(&fib, &tables);
    let mut flow = Flow::new(lists::read(&fib, &tables), limits);
    let mut parts = fib.parts();
    let (mut part, mut past) = parts.next().unwrap_or((Part::Main, 0));
    let (mut held, mut set) = (0..0, Character::default());
    for unit in pieces.units(&main, fib.lid) {
        while unit.number >= past {
            flow.end_part(part);
            match parts.next() {
                Some(next) => (part, past) = next,
                None => past = u32::MAX,
            }
        }
        if !held.contains(&unit.place) || unit.begins_piece {
            let span = characters.at(unit.place);
            held = span.map_or(unit.place..unit.place + 1, |(span, _)| span.clone());
            set = Character::default();
            set.apply(span.map_or(&[], |(_, list)| &main[list.clone()]));
            set.apply_of_piece(unit.change, &pieces.changes);
        }
        if flow.takes(unit.character, &set, &fonts) {
            let list = paragraphs.at(unit.place);
            let list = list.map_or(&[][..], |(_, list)| &main[list.clone()]);
            let paragraph = styles.paragraph(list, &data);
            flow.end_paragraph(unit.character, paragraph);
        }
    }
    flow.end_part(part);
    Ok(flow.finish())
}

/// A stream of the file; empty where there is none.
fn stream(
    file: &mut CompoundFile<Cursor<&[u8]>>,
    name: &str,
    left: &mut u64,
    limits: &Limits,
) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let Ok(stream) = file.open_stream(name) else {
        return Ok(bytes);
    };
    let read = stream.take(*left + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > *left {
        return Err(ReadError::Unpacked {
            part: name.to_owned(),
            limit: limits.max_unpacked,
        });
    }
    *left -= bytes.len() as u64;
    read.map(|_| bytes).map_err(|_| damaged("文件中途断开"))
}

fn damaged(reason: &str) -> ReadError {
    ReadError::Damaged {
        reason: reason.to_owned(),
    }
}
