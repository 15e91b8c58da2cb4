//! The characters of the text in order, each with its place in the file.

use super::bytes::u16_at;
use super::fib::{Piece, Pieces};

/// A character of the text.
pub(super) struct Unit {
    pub(super) character: char,
    /// Its number in the text, counted in units of UTF-16.
    pub(super) number: u32,
    /// Its first byte in the stream.
    pub(super) place: u32,
    /// What was changed about its piece.
    pub(super) change: u16,
    pub(super) begins_piece: bool,
}

/// Chinese of the mainland.
const CHINESE: u16 = 0x0804;

impl Pieces {
    /// The characters of all pieces, as far as the stream holds them.
    pub(super) fn units<'p>(
        &'p self,
        stream: &'p [u8],
        lid: u16,
    ) -> impl Iterator<Item = Unit> + 'p {
        self.pieces.iter().flat_map(move |piece| {
            let mut characters = if piece.wide {
                wide(piece, stream)
            } else {
                narrow(piece, stream, lid)
            };
            if let Some(first) = characters.first_mut() {
                first.begins_piece = true;
            }
            characters
        })
    }
}

impl Piece {
    fn unit(&self, character: char, index: usize, width: usize) -> Unit {
        Unit {
            character,
            number: self.first.saturating_add(index as u32),
            place: (self.at + index * width) as u32,
            change: self.change,
            begins_piece: false,
        }
    }
}

fn wide(piece: &Piece, stream: &[u8]) -> Vec<Unit> {
    let codes = (0..piece.count as usize).map_while(|index| u16_at(stream, piece.at + 2 * index));
    let mut index = 0;
    char::decode_utf16(codes)
        .map(|character| {
            let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
            let unit = piece.unit(character, index, 2);
            index += character.len_utf16();
            unit
        })
        .collect()
}

/// A byte a character: Western by the standard, but some programs put Chinese there.
fn narrow(piece: &Piece, stream: &[u8], lid: u16) -> Vec<Unit> {
    let end = stream
        .len()
        .min(piece.at.saturating_add(piece.count as usize));
    let bytes = stream.get(piece.at..end).unwrap_or_default();
    let mut units = Vec::new();
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        let pair = bytes
            .get(index..index + 2)
            .filter(|_| lid == CHINESE && *byte >= 0x81);
        let chinese = pair.and_then(|pair| {
            let text =
                encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(pair)?;
            Some(text.chars().next()?).filter(|c| text.chars().count() == 1 && !c.is_ascii())
        });
        let western = || {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&bytes[index..=index])
                .0
                .chars()
                .next()
        };
        let character = chinese
            .or_else(western)
            .unwrap_or(char::REPLACEMENT_CHARACTER);
        units.push(piece.unit(character, index, 1));
        index += if chinese.is_some() { 2 } else { 1 };
    }
    units
}
