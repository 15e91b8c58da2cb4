//! How much a reader takes, so that no file, however made, exhausts the memory.

use super::error::ReadError;

/// Bounds on what a reader takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub max_input: u64,
    /// Bytes of XML unpacked from a container, all parts together.
    pub max_unpacked: u64,
    /// Bytes of Markdown or HTML, whose parsers need many times the memory of their input.
    pub max_markup: u64,
    /// Blocks of a document; places of its tables, spans counted; elements of its markup.
    pub max_pieces: usize,
    /// Bytes of text of all pieces together.
    pub max_text: usize,
    /// Numbers in the text: whoever relates them needs many times the memory of their digits.
    pub max_figures: usize,
    /// Depth of nested elements.
    pub max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_input: 128 << 20,
            max_unpacked: 64 << 20,
            max_markup: 16 << 20,
            max_pieces: 1_000_000,
            max_text: 64 << 20,
            max_figures: 1_000_000,
            max_depth: 256,
        }
    }
}

impl Limits {
    /// Whether a file may be read.
    ///
    /// # Errors
    /// One that is empty or too large.
    pub(super) fn admit(&self, bytes: &[u8]) -> Result<(), ReadError> {
        let size = bytes.len() as u64;
        match size {
            0 => Err(ReadError::Empty),
            _ if size > self.max_input => Err(ReadError::TooLarge {
                size,
                limit: self.max_input,
            }),
            _ => Ok(()),
        }
    }
}

/// What is left of the limits a document in the making is held to.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    pieces: usize,
    text: usize,
    figures: usize,
    limits: Limits,
}

/// A limit that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spent {
    Pieces,
    Text,
    Figures,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            pieces: limits.max_pieces,
            text: limits.max_text,
            figures: limits.max_figures,
            limits: *limits,
        }
    }

    /// Takes so many pieces; takes all that is left and says no where they do not suffice.
    pub(super) fn take(&mut self, pieces: usize) -> bool {
        let enough = pieces <= self.pieces;
        self.pieces = self.pieces.saturating_sub(pieces);
        enough
    }

    /// Takes the characters and numbers of texts, and tells which limit does not allow them.
    pub(super) fn take_texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Option<Spent> {
        let (mut bytes, mut figures) = (0, 0);
        for text in texts {
            bytes += text.len();
            figures += numbers(text);
        }
        let spent = match (
            self.text.checked_sub(bytes),
            self.figures.checked_sub(figures),
        ) {
            (None, _) => Some(Spent::Text),
            (_, None) => Some(Spent::Figures),
            _ => None,
        };
        self.text = self.text.saturating_sub(bytes);
        self.figures = self.figures.saturating_sub(figures);
        spent
    }

    pub(super) fn left(&self) -> usize {
        self.pieces
    }

    /// What was cut off, and what to do about it.
    pub(super) fn cut(&self, spent: Spent) -> String {
        let limits = &self.limits;
        let much = match spent {
            Spent::Pieces => format!("超过 {} 个段落或单元格", limits.max_pieces),
            Spent::Text => format!("文字超过 {} MB", limits.max_text >> 20),
            Spent::Figures => format!("超过 {} 个数", limits.max_figures),
        };
        format!("内容{much}，此后的内容没有读取，请拆成几份后重试")
    }
}

/// How many runs of digits there are.
fn numbers(text: &str) -> usize {
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(u8::is_ascii_digit);
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    // Without a branch a byte, so that the processor can look at many at once.
    let begins =
        pairs.map(|(last, next)| u32::from(!last.is_ascii_digit() & next.is_ascii_digit()));
    usize::from(first) + begins.sum::<u32>() as usize
}
