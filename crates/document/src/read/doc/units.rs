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
            let wide = piece.wide.then(|| wide(piece, stream));
            let narrow = (!piece.wide).then(|| narrow(piece, stream, lid));
            let narrow = narrow.into_iter().flatten();
            wide.into_iter().flatten().chain(narrow)
        })
    }
}

impl Piece {
    fn unit(&self, character: char, index: usize, width: usize) -> Unit {
        Unit {
            character,
            number: self.first.saturating_add(index as u32),
            place: self.at.saturating_add(index * width) as u32,
            change: self.change,
            begins_piece: index == 0,
        }
    }
}

fn wide(piece: &Piece, stream: &[u8]) -> impl Iterator<Item = Unit> {
    let codes = (0..piece.count as usize).map_while(|index| u16_at(stream, piece.at + 2 * index));
    char::decode_utf16(codes).scan(0, |index, character| {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        let unit = piece.unit(character, *index, 2);
        *index += character.len_utf16();
        Some(unit)
    })
}

/// A byte a character: Western by the standard, but some programs put Chinese there.
fn narrow(piece: &Piece, stream: &[u8], lid: u16) -> impl Iterator<Item = Unit> {
    let past = piece.at.saturating_add(piece.count as usize);
    let bytes = stream
        .get(piece.at..past.min(stream.len()))
        .unwrap_or_default();
    let mut index = 0;
    std::iter::from_fn(move || {
        let byte = bytes.get(index)?;
        let pair = bytes.get(index..index + 2);
        let pair = pair.filter(|_| lid == CHINESE && *byte >= 0x81);
        let (character, length) = match pair.and_then(chinese) {
            Some(character) => (character, 2),
            None => (western(*byte), 1),
        };
        let unit = piece.unit(character, index, 1);
        index += length;
        Some(unit)
    })
}

/// The character that two bytes of GBK stand for.
fn chinese(pair: &[u8]) -> Option<char> {
    let text = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(pair)?;
    let mut characters = text.chars();
    let first = characters.next().filter(|first| !first.is_ascii())?;
    characters.next().is_none().then_some(first)
}

fn western(byte: u8) -> char {
    let bytes = [byte];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}
