//! Where a figure or some words stand in the file.

use document::{Area, Spot};

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
        text: reading.text[start..end].to_owned(),
        value: None,
        unit: None,
        line: piece.and_then(|piece| piece.origin.line),
        column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        page: piece.and_then(|piece| piece.origin.page),
        cell: index.and_then(|index| reading.flat.address(index)),
        area: piece.and_then(|piece| area(piece.origin.spot)),
        start: from,
        end: to,
        file: None,
    }
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
