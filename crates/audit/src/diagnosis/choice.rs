//! Choices (取舍): corrections of which one is right, for the proving ground to fit their likelihood by.

use quantity::Quantity;

use super::Workshop;
use super::likelihood::Traits;

/// The corrections that mend the same broken relations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Them.
    pub offers: Vec<Offer>,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The figure, by its index in [`crate::Audit::figures`].
    pub figure: usize,
    /// What it should say.
    pub quantity: Quantity,
    /// What can be seen of it.
    pub traits: Traits,
}

impl Workshop<'_> {
    /// All corrections that mend these relations and no others.
    pub(super) fn choice(&self, mended: &[usize]) -> Choice {
        let figures = self.index.figures[mended[0]].iter();
        let corrections = figures.flat_map(|figure| self.corrections_of(*figure));
        let alike = corrections.filter(|(correction, _)| correction.mends == mended);
        let offers = alike.map(|(correction, traits)| Offer {
            figure: correction.figure,
            quantity: correction.quantity,
            traits,
        });
        Choice {
            offers: offers.collect(),
        }
    }
}
