//! What can be wrong with a measure.

/// The text is not a measure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}：{remedy}")]
pub struct ParseMeasureError {
    /// Where in the text, in bytes.
    pub at: usize,
    /// What is wrong, in Chinese.
    pub problem: String,
    /// What to write instead, in Chinese.
    pub remedy: String,
}

/// A measure does not fit the book, or cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}：{remedy}")]
pub struct MeasureError {
    /// The word of the measure that is wrong; empty when all of it is.
    pub word: String,
    /// What is wrong, in Chinese.
    pub problem: String,
    /// What to do, in Chinese.
    pub remedy: String,
    /// Whether only the ledgers' rows are to blame, so that filling them in mends it.
    pub by_rows: bool,
    /// Whether the book has nothing of the name in `word`.
    pub absent: bool,
}

impl MeasureError {
    pub(crate) fn new(
        word: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            word: word.into(),
            problem: problem.into(),
            remedy: remedy.into(),
            by_rows: false,
            absent: false,
        }
    }

    /// The book has nothing of that name.
    pub(crate) fn absent(
        word: &str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            absent: true,
            ..Self::new(word, problem, remedy)
        }
    }

    /// The rows of a ledger are not read yet.
    pub(crate) fn unread(ledger: &str) -> Self {
        Self {
            by_rows: true,
            ..Self::new(ledger, format!("台账“{ledger}”还没有逐行读"), "先读台账")
        }
    }

    /// A division by zero, which more rows may mend.
    pub(crate) fn zero_base(what: &str) -> Self {
        Self {
            by_rows: true,
            ..Self::new(
                "",
                format!("{what}为 0，算不出比率"),
                "补齐台账，或改统计条件",
            )
        }
    }
}
