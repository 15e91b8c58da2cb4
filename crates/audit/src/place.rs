//! Where a figure or some words stand in the file.

use document::{Area, Flat, PieceKind, Spot};

use crate::figure::Figure;
use crate::finding::Place;
use crate::reading::Reading;

/// The place of a figure.
pub(crate) fn place_of(reading: &Reading<'_>, figure: &Figure) -> Place {
    let mut place = place_at(reading, figure.start, figure.end);
    place.value = Some(figure.quantity.value.to_string());
    let unit = figure.quantity.unit.symbol();
    place.unit = (!unit.is_empty()).then_some(unit);
    place
}

/// The place of a range of the text.
pub(crate) fn place_at(reading: &Reading<'_>, start: usize, end: usize) -> Place {
    let (from, to) = (reading.to_flat(start), reading.end_to_flat(end));
    let index = reading.flat.piece_at(from);
    let piece = index.map(|index| reading.flat.pieces[index]);
    let column = index.map_or(0, |index| reading.column(index, from));
    Place {
        text: printed(reading, (start, end), (from, to)).to_owned(),
        value: None,
        unit: None,
        line: piece.and_then(|piece| piece.origin.line),
        column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        page: piece.and_then(|piece| piece.origin.page),
        cell: index.and_then(|index| address(reading.flat, index)),
        area: piece.and_then(|piece| area(piece.origin.spot)),
        start: from,
        end: to,
        file: None,
    }
}

/// The words of a place as the file prints them; as they are read where something among them is not read.
fn printed<'r>(reading: &'r Reading<'_>, read: (usize, usize), flat: (usize, usize)) -> &'r str {
    let (read, flat) = (
        &reading.text[read.0..read.1],
        &reading.flat.text[flat.0..flat.1],
    );
    let whole = read.chars().count() == flat.chars().count();
    if whole { flat } else { read }
}

/// The cell a piece stands in, as people call it: `收支总表!B7` in a workbook, `表2第3行第4列` in any other file; `None` where
/// it is no cell.
pub fn address(flat: &Flat, piece: usize) -> Option<String> {
    let PieceKind::Cell { table, row, column } = flat.pieces.get(piece)?.kind else {
        return None;
    };
    let address = flat.address(piece);
    address.or_else(|| Some(format!("表{}第{}行第{}列", table + 1, row + 1, column + 1)))
}

fn area(spot: Spot) -> Option<[u16; 4]> {
    match spot {
        Spot::Area(Area {
            left,
            top,
            right,
            bottom,
        }) => Some([left, top, right, bottom]),
        _ => None,
    }
}
