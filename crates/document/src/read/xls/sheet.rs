//! The cells of a sheet as they come by.

use super::records::{Record, Records};
use super::{BOF, Book, EOF};
use crate::read::book::Styles;
use crate::read::cells::Cells;
use crate::read::sheet::{Merged, Stored};

/// Kinds of records.
const FORMULA: u16 = 0x0006;
const MULTIPLE_RK: u16 = 0x00BD;
const RICH_STRING: u16 = 0x00D6;
const MERGED: u16 = 0x00E5;
const LABEL_SST: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;

/// No kind of record has a higher number: one that has was another before it was damaged.
const LAST: u16 = 0x10FF;

/// How the records of a sheet end.
pub(super) enum End {
    Sound,
    /// In the middle.
    Early,
    /// There are none.
    Missing,
}

pub(super) struct Reader<'b> {
    book: &'b Book,
    styles: &'b Styles,
    pub(super) cells: Cells,
    /// The cell whose formula gives a text, which is the next record.
    awaited: Option<(u32, u32)>,
}

impl<'b> Reader<'b> {
    pub(super) fn new(book: &'b Book, styles: &'b Styles, cells: Cells) -> Self {
        Self {
            book,
            styles,
            cells,
            awaited: None,
        }
    }

    /// Reads the sheet that begins there. Charts within it have records of their own.
    pub(super) fn read(&mut self, stream: &[u8], start: usize) -> End {
        let mut depth = 0;
        for record in Records::new(stream, start) {
            match record.kind {
                BOF => depth += 1,
                _ if depth == 0 => return End::Missing,
                EOF if depth == 1 => return End::Sound,
                EOF => depth -= 1,
                kind if kind > LAST => self.cells.lose(),
                _ if depth == 1 && self.take(&record).is_none() => self.cells.lose(),
                _ => {}
            }
        }
        if depth == 0 { End::Missing } else { End::Early }
    }

    /// Takes a record; `None` where it is shorter than its kind is.
    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        let place = || Some((u32::from(record.number(0)?), u32::from(record.number(2)?)));
        match record.kind {
            NUMBER => self.number(place()?, record.number(4)?, record.double(6)?),
            RK => self.number(place()?, record.number(4)?, unpacked(record.long(6)?)),
            MULTIPLE_RK => {
                let (row, first) = place()?;
                let cells = record.body.len().checked_sub(6)? / 6;
                for (column, at) in (first..).zip((0..cells).map(|cell| 4 + 6 * cell)) {
                    let value = unpacked(record.long(at + 2)?);
                    self.number((row, column), record.number(at)?, value);
                }
            }
            LABEL_SST => {
                let (row, column) = place()?;
                let shared = self.book.strings.get(record.long(6)?)?;
                self.cells.put(row, column, shared, Stored::Text);
            }
            LABEL | RICH_STRING => {
                let (row, column) = place()?;
                let text = self.book.text(record, 6, false)?;
                self.cells.put(row, column, &text, Stored::Text);
            }
            BOOL_OR_ERROR => {
                let (value, error) = (*record.body.get(6)?, *record.body.get(7)?);
                self.told(place()?, value, error != 0);
            }
            FORMULA => self.formula(place()?, record)?,
            STRING => {
                let text = self.book.text(record, 0, false)?;
                if let Some((row, column)) = self.awaited.take() {
                    self.cells.put(row, column, &text, Stored::Text);
                }
            }
            MERGED => {
                let count = usize::from(record.number(0)?);
                for at in (0..count).map(|range| 2 + 8 * range) {
                    let number = |place: usize| record.number(at + 2 * place);
                    let (top, bottom) = (number(0)?, number(1)?);
                    let (left, right) = (number(2)?, number(3)?);
                    self.cells.merge(Merged {
                        row: u32::from(top),
                        column: left,
                        rows: usize::from(bottom.checked_sub(top)?) + 1,
                        columns: usize::from(right.checked_sub(left)?) + 1,
                    });
                }
            }
            _ => {}
        }
        Some(())
    }

    fn number(&mut self, (row, column): (u32, u32), style: u16, value: f64) {
        let (shown, stored) = self.styles.show(usize::from(style), &value.to_string());
        self.cells.put(row, column, &shown, stored);
    }

    /// What a formula gave when the workbook was saved.
    fn formula(&mut self, place: (u32, u32), record: &Record<'_>) -> Option<()> {
        self.awaited = None;
        if record.number(12)? != 0xFFFF {
            self.number(place, record.number(4)?, record.double(6)?);
            return Some(());
        }
        match *record.body.get(6)? {
            0 => self.awaited = Some(place),
            1 => self.told(place, *record.body.get(8)?, false),
            2 => self.told(place, *record.body.get(8)?, true),
            _ => {}
        }
        Some(())
    }

    fn told(&mut self, (row, column): (u32, u32), value: u8, is_error: bool) {
        match (is_error, value) {
            (true, code) => self.cells.put_error(row, column, error(code)),
            (false, value) => self.cells.put_truth(row, column, value != 0),
        }
    }
}

/// What a formula that failed shows, by its code.
pub(in crate::read) fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// A number packed into four bytes: half a float or an integer, perhaps hundredths.
pub(in crate::read) fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed as i32 >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 {
        number / 100.0
    } else {
        number
    }
}
