//! The kinds of errors that are planted.

use crate::claim::Sort;

/// What is done wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Error {
    /// One digit is another.
    Digit,
    /// Two neighbouring digits changed places.
    Swapped,
    /// The decimal point is lost or moved.
    Point,
    /// 万元 for 亿元, 亩 for 公顷.
    Unit,
    /// The total is that of before a part was changed.
    Stale,
    /// The total lacks a part.
    Dropped,
    /// The percentage is of another base.
    Base,
    /// The percentage is that of last year, or of the amount after the change.
    LastYear,
    /// 增加 for 减少.
    Direction,
    /// The figure of the neighbouring row.
    Neighbour,
    /// A figure differs from the same one in another place.
    Restated,
    /// A figure of the text differs from the table.
    Table,
    /// A list of percentages does not make 100.
    Shares,
    /// A number of things and the list of them.
    Count,
    /// A score above its weight.
    Overscore,
    /// 亩 turned into 公顷 by the wrong factor.
    Conversion,
    /// What is left at the end of the year does not follow.
    Balance,
}

impl Error {
    /// All kinds, in the order of the table.
    pub const ALL: [Error; 17] = [
        Error::Digit,
        Error::Swapped,
        Error::Point,
        Error::Unit,
        Error::Stale,
        Error::Dropped,
        Error::Base,
        Error::LastYear,
        Error::Direction,
        Error::Neighbour,
        Error::Restated,
        Error::Table,
        Error::Shares,
        Error::Count,
        Error::Overscore,
        Error::Conversion,
        Error::Balance,
    ];

    /// Its name in the table of results.
    pub fn name(self) -> &'static str {
        match self {
            Error::Digit => "wrong digit",
            Error::Swapped => "swapped digits",
            Error::Point => "decimal point lost or moved",
            Error::Unit => "wrong unit",
            Error::Stale => "stale total",
            Error::Dropped => "total lacks a part",
            Error::Base => "percent of the wrong base",
            Error::LastYear => "percent of the wrong year",
            Error::Direction => "wrong direction word",
            Error::Neighbour => "figure of the neighbouring row",
            Error::Restated => "two places differ",
            Error::Table => "text differs from table",
            Error::Shares => "shares do not make 100",
            Error::Count => "count and list",
            Error::Overscore => "score above weight",
            Error::Conversion => "wrong conversion",
            Error::Balance => "balance does not hold",
        }
    }

    /// Whether it is a slip of the pen, which can be told even where the wording leaves the list open.
    pub(super) fn is_slip(self) -> bool {
        matches!(
            self,
            Error::Digit | Error::Swapped | Error::Point | Error::Unit
        )
    }

    /// Whether a claim of this sort takes part in it.
    pub(super) fn concerns(self, sort: Sort) -> bool {
        let repeated = matches!(sort, Sort::Same | Sort::Table | Sort::Conversion);
        match self {
            Error::Digit | Error::Swapped | Error::Point | Error::Unit => {
                !repeated && sort != Sort::Count
            }
            Error::Stale | Error::Dropped => sort == Sort::Sum,
            Error::Neighbour => matches!(sort, Sort::Sum | Sort::Share | Sort::Rate),
            Error::Base => matches!(sort, Sort::Share | Sort::Rate),
            Error::LastYear => matches!(sort, Sort::Growth | Sort::Share | Sort::Rate),
            Error::Direction => matches!(sort, Sort::Growth | Sort::Difference | Sort::Order),
            Error::Restated => sort == Sort::Same,
            Error::Table => sort == Sort::Table,
            Error::Shares => sort == Sort::Shares,
            Error::Count => sort == Sort::Count,
            Error::Overscore => sort == Sort::Bound,
            Error::Conversion => sort == Sort::Conversion,
            Error::Balance => sort == Sort::Balance,
        }
    }
}
