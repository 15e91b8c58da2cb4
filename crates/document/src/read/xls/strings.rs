//! Texts in records: characters of one byte or two, which may change where a record is continued.

use super::records::Record;

/// Texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Strings {
    texts: Vec<String>,
}

impl Strings {
    pub(super) fn read(record: &Record<'_>) -> Self {
        let stated = record.long(4).unwrap_or(0);
        let mut bytes = Bytes::new(record, 8);
        let mut texts = Vec::new();
        for _ in 0..stated {
            match bytes.shared() {
                Some(text) => texts.push(text),
                None => break,
            }
        }
        Self { texts }
    }

    pub(super) fn get(&self, index: u32) -> Option<&str> {
        self.texts.get(index as usize).map(String::as_str)
    }
}

/// A text of so many characters, which begins with what says how wide they are.
pub(super) fn text(record: &Record<'_>, start: usize, length: usize) -> String {
    let mut bytes = Bytes::new(record, start);
    let wide = bytes.byte().is_some_and(|flags| flags & 1 != 0);
    bytes.characters(length, wide)
}

/// The bytes of a record and of those that continue it.
struct Bytes<'r> {
    current: &'r [u8],
    more: std::slice::Iter<'r, &'r [u8]>,
}

impl<'r> Bytes<'r> {
    fn new(record: &'r Record<'_>, start: usize) -> Self {
        Self {
            current: record.body.get(start..).unwrap_or_default(),
            more: record.more.iter(),
        }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.current.is_empty() {
            self.current = self.more.next()?;
        }
        let (first, rest) = self.current.split_first()?;
        self.current = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let here = count.min(self.current.len());
            self.current = &self.current[here..];
            count -= here;
            if count > 0 {
                match self.more.next() {
                    Some(next) => self.current = next,
                    None => return,
                }
            }
        }
    }

    /// The next of the shared texts; what says how it is set and pronounced is passed by.
    fn shared(&mut self) -> Option<String> {
        const WIDE: u8 = 1;
        const PRONOUNCED: u8 = 4;
        const RICH: u8 = 8;
        let length = usize::from(self.number()?);
        let flags = self.byte()?;
        let runs = if flags & RICH != 0 { self.number()? } else { 0 };
        let beside = if flags & PRONOUNCED != 0 {
            u32::from(self.number()?) | u32::from(self.number()?) << 16
        } else {
            0
        };
        let text = self.characters(length, flags & WIDE != 0);
        self.skip(4 * usize::from(runs));
        self.skip(beside as usize);
        Some(text)
    }

    /// So many characters. Where they go on in another record, its first byte says anew how wide they are.
    fn characters(&mut self, length: usize, mut wide: bool) -> String {
        let mut units = Vec::new();
        while units.len() < length {
            let width = if wide { 2 } else { 1 };
            if self.current.len() < width {
                let Some(next) = self.more.next() else {
                    break;
                };
                let Some((flags, rest)) = next.split_first() else {
                    continue;
                };
                wide = flags & 1 != 0;
                self.current = rest;
                continue;
            }
            let (unit, rest) = self.current.split_at(width);
            self.current = rest;
            units.push(u16::from_le_bytes([
                unit[0],
                unit.get(1).copied().unwrap_or(0),
            ]));
        }
        String::from_utf16_lossy(&units)
    }
}
