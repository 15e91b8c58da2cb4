//! A figure as it is printed, with where it comes from.

use book::{Figure, Provenance as Origin};
use document::Provenance;
use quantity::Decimal;

use crate::origin;

/// A figure ready to be printed.
#[derive(Clone, Debug)]
pub(crate) struct Printed {
    /// The number without its unit, or a word.
    pub(crate) text: String,
    /// The unit, or nothing.
    pub(crate) unit: String,
    pub(crate) provenance: Provenance,
}

impl Printed {
    /// A figure of the book.
    pub(crate) fn figure(name: &str, figure: &Figure) -> Self {
        let provenance = match &figure.provenance {
            Origin::Typed(source) => origin::typed(name, source.as_deref()),
            Origin::Measured(measured) => origin::measured(name, measured),
            Origin::Computed(formula) => origin::computed(name, formula.clone()),
        };
        Self {
            text: figure.text.clone(),
            unit: figure.unit.clone(),
            provenance,
        }
    }

    /// Points won, such as 9.80分, with all the places of the scheme.
    pub(crate) fn points(points: Decimal, provenance: Provenance) -> Self {
        Self {
            text: points.to_string(),
            unit: "分".to_owned(),
            provenance,
        }
    }

    /// Points that can be won, such as 10分.
    pub(crate) fn weight(weight: Decimal, provenance: Provenance) -> Self {
        Self::points(weight.normalized(), provenance)
    }
}
