//! Why rows cannot be brought into a ledger.

use crate::Date;

/// Why rows cannot be brought in. Places are those of the incoming rows, from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// Two rows have the same key.
    #[error("第{}行与第{}行的主键相同（{key}）：只留一行，或改正其中一行的编号", .second + 1, .first + 1)]
    DuplicateKey {
        /// The place of the first.
        first: usize,
        /// The place of the second.
        second: usize,
        /// The key in words.
        key: String,
    },
    /// A row does not fit the columns.
    #[error("第{}行：{problem}", .row + 1)]
    Misfit {
        /// The place of the row.
        row: usize,
        /// What does not fit, in Chinese.
        problem: String,
    },
    /// A row would be entered before the row it comes after, and so would not count.
    #[error(
        "第{}行（{key}）在台账里登记于 {known}，不能再以更早的 {registered} 登记：登记日期写 {known} 或以后",
        .row + 1
    )]
    TooEarly {
        /// The place of the row.
        row: usize,
        /// The key in words.
        key: String,
        /// The day of the latest row of the ledger with that key.
        known: Date,
        /// The day the rows were to be registered on.
        registered: Date,
    },
}
