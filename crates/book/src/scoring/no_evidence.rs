//! 无佐证: what an indicator can still score when nothing proves its actual.

use quantity::{Decimal, Rational};

use super::case::whole;
use crate::load::kind::{PERCENT, YES_NO};
use crate::{Actual, Book, Indicator};
use settings::Table;

/// The rule of a scheme for indicators without evidence; a scheme without the rule only warns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEvidence {
    /// 上限, in percent of the weight: 0 gives no points without evidence.
    pub cap: Decimal,
    /// 台账: whether the rows of a ledger prove what is computed from them.
    pub ledgers_prove: bool,
}

impl NoEvidence {
    pub(crate) fn decode(table: &mut Table<'_>) -> Option<Self> {
        let cap = table.required("上限", &PERCENT);
        let cap = cap.filter(|cap| {
            let sound = !cap.is_negative() && *cap <= Decimal::HUNDRED;
            if !sound {
                let remedy = "例如 0：没有佐证的指标不得分";
                table
                    .source
                    .fault(table.span.clone(), "“上限”要在 0 到 100 之间", remedy);
            }
            sound
        });
        let ledgers_prove = table.optional("台账", &YES_NO).unwrap_or(true);
        Some(Self {
            cap: cap?,
            ledgers_prove,
        })
    }

    /// The most points an indicator may have, when it lacks evidence.
    pub(crate) fn limit(&self, book: &Book, indicator: &Indicator) -> Option<Rational> {
        let computed = matches!(indicator.actual, Actual::Measure(_));
        let proven = (self.ledgers_prove && computed) || !book.evidence_of(indicator).is_empty();
        (!proven).then(|| indicator.weight.to_rational() * self.cap.to_rational() / whole(100))
    }
}
