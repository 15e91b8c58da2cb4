//! Which rows of a file count, where later ones correct earlier ones.

use std::ops::Range;

use csv::ByteRecord;
use rustc_hash::{FxBuildHasher, FxHashMap};
use sha2::{Digest, Sha256};

use super::days::{Days, OnDays};
use super::read::{Bad, cell, read};
use super::sheet::{BadRow, Extent, Sheet};
use crate::Date;
use crate::ledger::{Cell, Ledger};

/// The most keys that are held at once, a key once for each day on which rows of it become known; where there are more, the
/// file is read again for the rest. As many as a table of two million places takes.
const MOST_KEYS: usize = if cfg!(test) { 8 } else { 1_800_000 };

/// The days on which each row of a file is the last of its key.
pub(super) struct Standing {
    /// For each day a bit for each row.
    bits: Vec<Vec<u64>>,
    /// The place of the first row of each part of the file.
    starts: Vec<usize>,
}

impl Standing {
    /// Reads the keys of all rows; `None` where rows have no key.
    pub(super) fn find(
        sheet: &Sheet,
        ranges: &[Range<u64>],
        days: &Days,
    ) -> Result<Option<Self>, BadRow> {
        let keys = sheet.ledger.key_columns();
        if keys.is_empty() {
            return Ok(None);
        }
        let mut standing = Self {
            bits: vec![Vec::new(); days.count()],
            starts: Vec::new(),
        };
        // Keys whose hash ends in these bits; there are so many of them.
        let mut open = vec![(0_u32, 0_u32)];
        while let Some((bits, ending)) = open.pop() {
            let mut latest = Latest {
                ledger: &sheet.ledger,
                keys: &keys,
                days,
                bits,
                ending,
                rows: FxHashMap::with_capacity_and_hasher(MOST_KEYS, FxBuildHasher),
            };
            standing.starts = latest.read(sheet, ranges)?;
            let split = bits + 1..=latest.bits;
            open.extend(split.map(|bits| (bits, ending | 1 << (bits - 1))));
            for (key, (_, row)) in &latest.rows {
                for day in usize::from(key.day)..latest.next_day(key) {
                    set(&mut standing.bits[day], *row as usize);
                }
            }
        }
        Ok(Some(standing))
    }

    /// The days on which a row of a part of the file counts.
    pub(super) fn days(&self, part: usize, row: usize) -> OnDays {
        let row = self.starts[part] + row;
        let days = self.bits.iter().enumerate();
        days.fold(0, |days, (day, bits)| {
            let word = bits.get(row / 64).copied().unwrap_or_default();
            days | (word >> (row % 64) & 1) << day
        })
    }
}

fn set(bits: &mut Vec<u64>, row: usize) {
    let word = row / 64;
    if bits.len() <= word {
        bits.resize(word + 1, 0);
    }
    bits[word] |= 1 << (row % 64);
}

/// A key, by 120 bits of its SHA-256, with the place of the day on which a row of it becomes known.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    hash: [u32; 3],
    rest: [u8; 3],
    day: u8,
}

/// The last row of each key whose hash ends in some bits, of those that become known on one day.
struct Latest<'a> {
    ledger: &'a Ledger,
    keys: &'a [usize],
    days: &'a Days,
    bits: u32,
    ending: u32,
    /// The day it was entered, and its place.
    rows: FxHashMap<Key, (Option<Date>, u32)>,
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
        let mut key = self.key(record)?;
        if !self.is_wanted(&key) {
            return Ok(());
        }
        let entered = entered(self.ledger, record)?;
        let Some(day) = self.days.first(entered) else {
            return Ok(());
        };
        key.day = u8::try_from(day).unwrap_or(u8::MAX);
        let place = u32::try_from(place)
            .map_err(|_| Bad::new("台账超过 42 亿行", "把这个台账按年度拆开"))?;
        let known = self.rows.entry(key).or_insert((entered, place));
        if known.0 <= entered {
            *known = (entered, place);
        }
        if self.rows.len() > MOST_KEYS {
            self.bits += 1;
            let (bits, ending) = (self.bits, self.ending);
            // Taken out and put back: a table that keeps the places of what left it grows to twice its size.
            let rows = self.rows.drain();
            let kept: Vec<_> = rows.filter(|(key, _)| ends(key, bits, ending)).collect();
            self.rows.extend(kept);
        }
        Ok(())
    }

    fn is_wanted(&self, key: &Key) -> bool {
        ends(key, self.bits, self.ending)
    }

    /// The place of the first day on which a later row of the key is known.
    fn next_day(&self, key: &Key) -> usize {
        let later = usize::from(key.day) + 1..self.days.count();
        let mut known = later.filter(|day| {
            let key = Key {
                day: u8::try_from(*day).unwrap_or(u8::MAX),
                ..*key
            };
            self.rows.contains_key(&key)
        });
        known.next().unwrap_or(self.days.count())
    }

    fn key(&self, record: &ByteRecord) -> Result<Key, Bad> {
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
        let hash = hash.finalize();
        let word =
            |at: usize| u32::from_le_bytes([hash[at], hash[at + 1], hash[at + 2], hash[at + 3]]);
        Ok(Key {
            hash: [word(0), word(4), word(8)],
            rest: [hash[12], hash[13], hash[14]],
            day: 0,
        })
    }
}

/// Whether the hash of a key ends in these bits.
const fn ends(key: &Key, bits: u32, ending: u32) -> bool {
    key.hash[0] & ((1 << bits) - 1) == ending
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
