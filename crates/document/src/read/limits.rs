//! How much a reader takes, so that no file, however made, exhausts the memory.

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
            max_depth: 256,
        }
    }
}

/// What is left of [`Limits::max_pieces`].
#[derive(Debug, Clone)]
pub(super) struct Budget {
    left: usize,
    limit: usize,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            left: limits.max_pieces,
            limit: limits.max_pieces,
        }
    }

    /// Takes so many pieces; takes all that is left and says no where they do not suffice.
    pub(super) fn take(&mut self, pieces: usize) -> bool {
        let enough = pieces <= self.left;
        self.left = self.left.saturating_sub(pieces);
        enough
    }

    pub(super) fn left(&self) -> usize {
        self.left
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }
}
