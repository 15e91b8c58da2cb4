//! Where a planted error stands, and whether a finding hits it.

use audit::{Audit, Finding};
use quantity::{Decimal, Quantity, Unit};

use crate::made::{Ink, Made};
use crate::plant::Planted;

/// The place of a planted error, and what would mend it.
pub(crate) struct Target<'a> {
    made: &'a Made,
    planted: &'a Planted,
    /// The places, in characters of ink, at which the error counts as found.
    places: Vec<(usize, usize)>,
    /// The text around it.
    pub(crate) around: String,
}

impl<'a> Target<'a> {
    /// The target of a planted error in a text.
    pub(crate) fn new(made: &'a Made, planted: &'a Planted, ink: &Ink) -> Self {
        let own = ink.places[planted.slot];
        let mut places = vec![own];
        if made.shown[planted.slot].quantity().is_none() {
            places.extend(governed(made, planted.slot, ink));
        }
        let around = ink
            .text
            .chars()
            .skip(own.0.saturating_sub(90))
            .take(own.1 - own.0 + 180)
            .collect();
        Target {
            made,
            planted,
            places,
            around,
        }
    }

    /// Whether a place in the text that was read back is that of the error.
    pub(crate) fn is_here(&self, start: usize, end: usize, text: &str) -> bool {
        let ink = |offset: usize| {
            let before = text[..offset].chars();
            before.filter(|c| !c.is_whitespace()).count()
        };
        let (start, end) = (ink(start), ink(end));
        self.places
            .iter()
            .any(|place| start < place.1 && end > place.0)
    }

    /// Whether a finding's main place or one of its proposals is the planted figure.
    pub(crate) fn is_named(&self, finding: &Finding, audit: &Audit) -> bool {
        let proposed = finding.proposals.iter().map(|proposal| proposal.figure);
        let mut places = std::iter::once(0)
            .chain(proposed)
            .map(|index| &finding.figures[index]);
        places.any(|place| self.is_here(place.start, place.end, &audit.flat.text))
    }

    /// Whether the first proposal makes every claim of the report hold again; of a direction, whether the finding says
    /// that it is the direction.
    pub(crate) fn is_mended(&self, finding: &Finding, audit: &Audit) -> bool {
        let right = &self.made.shown[self.planted.slot];
        if right.quantity().is_none() && finding.message.contains("增减方向") {
            return true;
        }
        let Some(first) = finding.proposals.first() else {
            return false;
        };
        let place = &finding.figures[first.figure];
        if !self.is_here(place.start, place.end, &audit.flat.text) {
            return false;
        }
        match right.quantity() {
            None => first.to.contains(&right.text()),
            Some(_) => self.holds_with(&first.to),
        }
    }

    fn holds_with(&self, to: &str) -> bool {
        let right = &self.made.shown[self.planted.slot];
        let (Some(parsed), Some(was)) = (quantity::parse_cell(to), right.quantity()) else {
            return false;
        };
        let unit = if parsed.unit == Unit::NONE {
            was.unit
        } else {
            parsed.unit
        };
        let value: Decimal = parsed.value;
        let mut shown = self.made.shown.clone();
        shown[self.planted.slot] = right.with(Quantity { value, unit, ..was });
        let claims = self.made.claims.iter();
        claims
            .filter(|claim| claim.slots().contains(&self.planted.slot))
            .all(|claim| claim.can_hold(&shown))
    }
}

/// The figures a direction word stands beside: those of its claims within a few characters.
fn governed(made: &Made, word: usize, ink: &Ink) -> Vec<(usize, usize)> {
    const NEAR: usize = 40;
    let own = ink.places[word];
    let claims = made
        .claims
        .iter()
        .filter(|claim| claim.slots().contains(&word));
    claims
        .flat_map(|claim| claim.slots())
        .filter(|id| made.shown[*id].quantity().is_some())
        .map(|id| ink.places[id])
        .filter(|place| place.0.abs_diff(own.1) <= NEAR)
        .collect()
}
