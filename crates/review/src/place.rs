//! Where something stands, in words an officer can follow to the place.

use audit::{Finding, address};
use document::{Flat, Format, PieceKind, named};

/// How many other places of a finding are told.
const OTHERS: usize = 4;

/// Where an offset of the extracted text stands in the file: `第3页 表2第4行第3列`, `收支总表!B7`, `第12行`.
pub fn location(file: &str, flat: &Flat, offset: usize) -> String {
    let Some(piece) = flat.piece_at(offset) else {
        return String::new();
    };
    if let Some(address) = flat.address(piece) {
        return address;
    }
    let origin = flat.pieces[piece].origin;
    let spot = match flat.pieces[piece].kind {
        PieceKind::Cell { .. } => address(flat, piece).unwrap_or_default(),
        PieceKind::Margin => "页眉页脚".to_owned(),
        _ => match origin.line {
            Some(line) if has_lines(file) => format!("第{line}行"),
            Some(line) => format!("第{line}段"),
            None => String::new(),
        },
    };
    match origin.page {
        Some(page) => format!("第{page}页 {spot}").trim_end().to_owned(),
        None => spot,
    }
}

/// The places a finding is about that stand in another paragraph or table than its main one, one for each: index among
/// its places, and where it stands.
pub(crate) fn elsewhere(file: &str, flat: &Flat, finding: &Finding) -> Vec<(usize, String)> {
    let mut seen = vec![part(flat, finding.figures[0].start)];
    let mut others = Vec::new();
    for (index, place) in finding.figures.iter().enumerate().skip(1) {
        let part = part(flat, place.start);
        if !seen.contains(&part) && others.len() < OTHERS {
            seen.push(part);
            others.push((index, location(file, flat, place.start)));
        }
    }
    others
}

/// A part of a document: a paragraph, or a whole table.
#[derive(PartialEq)]
enum Part {
    Table(u32),
    Paragraph(Option<usize>),
}

fn part(flat: &Flat, offset: usize) -> Part {
    let piece = flat.piece_at(offset);
    match piece.map(|piece| flat.pieces[piece].kind) {
        Some(PieceKind::Cell { table, .. }) => Part::Table(table),
        _ => Part::Paragraph(piece),
    }
}

/// Whether the file is made of lines, so that the line of a place is one of the file; in other formats paragraphs are
/// counted. What has no name known is text.
pub(crate) fn has_lines(file: &str) -> bool {
    let lined = [Format::Text, Format::Markdown, Format::Html];
    named(file).is_none_or(|format| lined.contains(&format))
}
