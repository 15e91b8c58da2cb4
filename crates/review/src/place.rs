//! Where something stands, in words an officer can follow to the place.

use document::{Flat, Format, PieceKind, named};

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
        PieceKind::Cell { table, row, column } => {
            format!("表{}第{}行第{}列", table + 1, row + 1, column + 1)
        }
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

/// Whether the file is made of lines, so that the line of a place is one of the file; in other formats paragraphs are
/// counted. What has no name known is text.
pub(crate) fn has_lines(file: &str) -> bool {
    matches!(named(file), None | Some(Format::Text | Format::Markdown))
}
