//! What a made document claims to hold among its printed figures, checked exactly and apart from the auditor.
//!
//! Every claim is a multilinear polynomial that is nought, or not above nought: parts less their whole, 100 × part less
//! percent × whole. Over a box of intervals it takes its least and its greatest value at corners.

use num_traits::Zero;
use quantity::Rational;

use crate::figure::Shown;

/// The number of a slot in its document.
pub(crate) type Id = usize;

/// What sort of claim it is, for the planting of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Parts that make up their whole by the wording.
    Sum,
    /// Parts after 其中 that need not be all: a slip can be seen, another total cannot be refuted.
    Among,
    /// Percentages that make up 100.
    Shares,
    /// A part in percent of its whole.
    Share,
    /// What was done in percent of what was planned.
    Rate,
    /// A change told as an amount.
    Difference,
    /// A change told as a percentage.
    Growth,
    /// What is left: 年初 + 收入 − 支出 = 年末, 资产 = 负债 + 净资产.
    Balance,
    /// Number times price.
    Product,
    /// One quantity in two units.
    Conversion,
    /// One fact in two places.
    Same,
    /// A figure of the text and the cell of the table it repeats.
    Table,
    /// A number and the names listed.
    Count,
    /// A score and the weight it cannot pass.
    Bound,
    /// 大于, 小于: which of two figures is the greater.
    Order,
}

/// A claim.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// Its sort.
    pub sort: Sort,
    /// Each term: a factor, and the slots it is multiplied with.
    pub terms: Vec<(i64, Vec<Id>)>,
    /// Whether it says no more than that the polynomial is not above nought.
    pub at_most: bool,
}

impl Claim {
    /// The slots it is about, each once.
    pub(crate) fn slots(&self) -> Vec<Id> {
        let mut slots: Vec<Id> = Vec::new();
        for id in self.terms.iter().flat_map(|term| &term.1) {
            if !slots.contains(id) {
                slots.push(*id);
            }
        }
        slots
    }

    /// Whether some values the printed figures may stand for satisfy it.
    pub(crate) fn can_hold(&self, shown: &[Shown]) -> bool {
        let slots = self.slots();
        let Some(ends) = slots
            .iter()
            .map(|id| shown[*id].ends())
            .collect::<Option<Vec<_>>>()
        else {
            return true;
        };
        let (least, most) = if self.terms.iter().all(|term| term.1.len() < 2) {
            self.linear_range(&slots, &ends)
        } else {
            self.corner_range(&slots, &ends)
        };
        least <= Rational::zero() && (self.at_most || most >= Rational::zero())
    }

    fn linear_range(&self, slots: &[Id], ends: &[(Rational, Rational)]) -> (Rational, Rational) {
        let mut range = (Rational::zero(), Rational::zero());
        for (factor, ids) in &self.terms {
            let factor = Rational::from_integer((*factor).into());
            let (low, high) = match ids.first() {
                None => (factor.clone(), factor),
                Some(id) => {
                    let place = slots.iter().position(|slot| slot == id).unwrap_or(0);
                    let (low, high) = &ends[place];
                    let (one, other) = (low * &factor, high * &factor);
                    if one <= other {
                        (one, other)
                    } else {
                        (other, one)
                    }
                }
            };
            range = (range.0 + low, range.1 + high);
        }
        range
    }

    fn corner_range(&self, slots: &[Id], ends: &[(Rational, Rational)]) -> (Rational, Rational) {
        let corners = (0..1_u32 << slots.len()).map(|mask| {
            let value = |id: &Id| {
                let place = slots.iter().position(|slot| slot == id).unwrap_or(0);
                if mask >> place & 1 == 1 {
                    &ends[place].1
                } else {
                    &ends[place].0
                }
            };
            let term = |(factor, ids): &(i64, Vec<Id>)| {
                ids.iter()
                    .map(value)
                    .fold(Rational::from_integer((*factor).into()), |product, one| {
                        product * one
                    })
            };
            self.terms.iter().map(term).sum::<Rational>()
        });
        let mut range: Option<(Rational, Rational)> = None;
        for corner in corners {
            range = Some(match range {
                None => (corner.clone(), corner),
                Some((least, most)) => (least.min(corner.clone()), most.max(corner)),
            });
        }
        range.unwrap_or_default()
    }
}
