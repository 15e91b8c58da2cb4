//! The records a workbook is made of, each with those that continue it.

/// The kind of a record that continues the one before.
const CONTINUE: u16 = 0x003C;

/// A record.
pub(super) struct Record<'b> {
    pub(super) kind: u16,
    pub(super) body: &'b [u8],
    /// What the records behind it add.
    pub(super) more: Vec<&'b [u8]>,
}

/// The records from a place on.
pub(super) struct Records<'b> {
    rest: &'b [u8],
}

impl<'b> Records<'b> {
    pub(super) fn new(stream: &'b [u8], start: usize) -> Self {
        Self {
            rest: stream.get(start..).unwrap_or_default(),
        }
    }

    /// The next record alone; `None` at the end, and where one is longer than what is left.
    fn single(&self) -> Option<(u16, &'b [u8], &'b [u8])> {
        let (head, rest) = self.rest.split_first_chunk::<4>()?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (body, rest) = rest.split_at_checked(length)?;
        Some((kind, body, rest))
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let (kind, body, rest) = self.single()?;
        self.rest = rest;
        let mut more = Vec::new();
        while let Some((CONTINUE, body, rest)) = self.single() {
            self.rest = rest;
            more.push(body);
        }
        Some(Record { kind, body, more })
    }
}

impl Record<'_> {
    /// Two bytes as a number.
    pub(super) fn number(&self, at: usize) -> Option<u16> {
        let bytes = self.body.get(at..)?.first_chunk()?;
        Some(u16::from_le_bytes(*bytes))
    }

    /// Four bytes as a number.
    pub(super) fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.body.get(at..)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes))
    }

    /// Eight bytes as a number with a point.
    pub(super) fn double(&self, at: usize) -> Option<f64> {
        let bytes = self.body.get(at..)?.first_chunk()?;
        Some(f64::from_le_bytes(*bytes))
    }
}
