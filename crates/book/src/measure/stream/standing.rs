//! Which rows of a file count, where later ones correct earlier ones.

use std::ops::Range;

use csv::ByteRecord;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::read::{Bad, cell, read};
use super::sheet::{BadRow, Extent, Sheet};
use crate::Date;
use crate::ledger::{Cell, Ledger};

/// The most keys that are held at once; where there are more, the file is read again for the rest.
const MOST_KEYS: usize = if cfg!(test) { 3 } else { 1_500_000 };

/// The rows of a file that are the last of their key.
pub(super) struct Standing {
    bits: Vec<u64>,
    /// The place of the first row of each part of the file.
    starts: Vec<usize>,
}

impl Standing {
    /// Reads the keys of all rows; `None` where rows have no key.
    pub(super) fn find(
        sheet: &Sheet,
        ranges: &[Range<u64>],
        as_of: Option<Date>,
    ) -> Result<Option<Self>, BadRow> {
        let keys = sheet.ledger.key_columns();
        if keys.is_empty() {
            return Ok(None);
        }
        let mut standing = Self {
            bits: Vec::new(),
            starts: Vec::new(),
        };
        // Keys whose hash ends in these bits; there are so many of them.
        let mut open = vec![(0_u32, 0_u128)];
        while let Some((bits, ending)) = open.pop() {
            let mut latest = Latest {
                ledger: &sheet.ledger,
                keys: &keys,
                as_of,
                bits,
                ending,
                rows: FxHashMap::default(),
            };
            standing.starts = latest.read(sheet, ranges)?;
            let split = bits + 1..=latest.bits;
            open.extend(split.map(|bits| (bits, ending | 1 << (bits - 1))));
            for (_, row) in latest.rows.into_values() {
                standing.set(row);
            }
        }
        Ok(Some(standing))
    }

    fn set(&mut self, row: usize) {
        let word = row / 64;
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        self.bits[word] |= 1 << (row % 64);
    }

    /// Whether a row of a part of the file counts.
    pub(super) fn holds(&self, part: usize, row: usize) -> bool {
        let row = self.starts[part] + row;
        let word = self.bits.get(row / 64);
        word.is_some_and(|word| word >> (row % 64) & 1 == 1)
    }
}

/// The last row of each key whose hash ends in some bits.
struct Latest<'a> {
    ledger: &'a Ledger,
    keys: &'a [usize],
    as_of: Option<Date>,
    bits: u32,
    ending: u128,
    /// The day it was entered, and its place.
    rows: FxHashMap<u128, (Option<Date>, usize)>,
}

impl Latest<'_> {
    /// Reads every row; gives the first of each part.
    fn read(&mut self, sheet: &Sheet, ranges: &[Range<u64>]) -> Result<Vec<usize>, BadRow> {
        let mut extents: Vec<Extent> = Vec::new();
        let mut start = 0;
        for range in ranges {
            let extent = sheet
                .visit(range.clone(), |row, record| self.take(start + row, record))
                .map_err(|error| BadRow {
                    row: error.row.map(|row| start + row),
                    ..error
                })?;
            start += extent.rows;
            extents.push(extent);
        }
        Sheet::starts(&extents)
    }

    fn take(&mut self, place: usize, record: &ByteRecord) -> Result<(), Bad> {
        let key = self.key(record)?;
        if key & self.mask() != self.ending {
            return Ok(());
        }
        let entered = entered(self.ledger, record)?;
        if entered > self.as_of && self.as_of.is_some() {
            return Ok(());
        }
        let known = self.rows.entry(key).or_insert((entered, place));
        if known.0 <= entered {
            *known = (entered, place);
        }
        if self.rows.len() > MOST_KEYS {
            self.bits += 1;
            let (mask, ending) = (self.mask(), self.ending);
            self.rows.retain(|key, _| key & mask == ending);
        }
        Ok(())
    }

    fn mask(&self) -> u128 {
        (1 << self.bits) - 1
    }

    /// The key of a row, by 128 bits of its SHA-256.
    fn key(&self, record: &ByteRecord) -> Result<u128, Bad> {
        let mut hash = Sha256::new();
        let mut value = Cell::Empty;
        for at in self.keys {
            read(&self.ledger.columns()[*at], cell(record, *at), &mut value)?;
            let plain = match &value {
                Cell::Text(text) => text.clone(),
                Cell::Number(number) => number.normalized().to_string(),
                other => other.to_string(),
            };
            hash.update(plain.len().to_le_bytes());
            hash.update(plain);
        }
        let mut half = [0; 16];
        half.copy_from_slice(&hash.finalize()[..16]);
        Ok(u128::from_le_bytes(half))
    }
}

/// The day a row was entered; `None` where the ledger has no such column.
pub(super) fn entered(ledger: &Ledger, record: &ByteRecord) -> Result<Option<Date>, Bad> {
    let Some(at) = ledger.entered_column() else {
        return Ok(None);
    };
    let mut value = Cell::Empty;
    read(&ledger.columns()[at], cell(record, at), &mut value)?;
    match value {
        Cell::Date(day) => Ok(Some(day)),
        _ => Ok(None),
    }
}
