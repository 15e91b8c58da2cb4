//! A printed figure: the exact value behind it, and how it is printed.

use quantity::{Approximation, Decimal, Quantity, Rational, Unit};

/// How a value is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Form {
    /// The unit, with its multiplier.
    pub unit: Unit,
    /// Decimal places.
    pub places: u8,
    /// Whether digits are cut off rather than rounded.
    pub cut: bool,
    /// Whether the whole part stands in groups of three.
    pub grouped: bool,
    /// Whether zeros at the end of the decimals are left out.
    pub trimmed: bool,
    /// Whether the unit is left out because the table says it.
    pub bare: bool,
    /// The word that widens the number.
    pub word: Approximation,
}

impl Form {
    /// Whole numbers of a unit.
    pub(crate) fn whole(unit: Unit) -> Self {
        Form {
            unit,
            places: 0,
            cut: false,
            grouped: false,
            trimmed: false,
            bare: false,
            word: Approximation::Exact,
        }
    }
}

/// What stands in a slot of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A number.
    Number {
        /// The number as printed.
        quantity: Quantity,
        /// How it is printed.
        form: Form,
    },
    /// A word for a direction.
    Direction {
        /// Whether the word for more is printed.
        up: bool,
        /// The words for more and for less.
        words: (&'static str, &'static str),
    },
}

impl Shown {
    /// A value in the base of its unit, printed.
    pub(crate) fn number(exact: &Rational, form: Form) -> Self {
        let value = exact / form.unit.factor().to_rational();
        let printed = if form.cut {
            Decimal::truncate(&value, form.places)
        } else {
            Decimal::round(&value, form.places)
        };
        // A bare 0 says that there is nothing at all.
        let nothing = printed.is_zero() && *exact != Rational::default();
        let printed = if form.trimmed && !nothing {
            printed.normalized()
        } else {
            printed
        };
        let quantity = Quantity {
            value: printed,
            unit: form.unit,
            approximation: form.word,
        };
        Shown::Number { quantity, form }
    }

    /// The characters in the document.
    pub(crate) fn text(&self) -> String {
        match self {
            Shown::Direction { up, words } => if *up { words.0 } else { words.1 }.to_owned(),
            Shown::Number { quantity, form } => {
                let number = if form.grouped {
                    quantity.value.grouped()
                } else {
                    quantity.value.to_string()
                };
                let unit = if form.bare {
                    String::new()
                } else {
                    quantity.unit.symbol()
                };
                match form.word {
                    Approximation::About => format!("约{number}{unit}"),
                    Approximation::Near => format!("近{number}{unit}"),
                    Approximation::Over => format!("超{number}{unit}"),
                    Approximation::Odd => format!("{number}余{unit}"),
                    _ => format!("{number}{unit}"),
                }
            }
        }
    }

    /// The values it may stand for, rounded or cut off, in the base of its unit; a direction is 1 or −1. `None` where
    /// a word leaves an end open.
    pub(crate) fn ends(&self) -> Option<(Rational, Rational)> {
        match self {
            Shown::Direction { up, .. } => {
                let sign = Rational::from_integer(if *up { 1 } else { -1 }.into());
                Some((sign.clone(), sign))
            }
            Shown::Number { quantity, .. } => {
                let wide = quantity.wide();
                wide.lo().value().cloned().zip(wide.hi().value().cloned())
            }
        }
    }

    /// The number, where it is one.
    pub(crate) fn quantity(&self) -> Option<Quantity> {
        match self {
            Shown::Number { quantity, .. } => Some(*quantity),
            Shown::Direction { .. } => None,
        }
    }

    /// The same number printed with another quantity.
    pub(crate) fn with(&self, quantity: Quantity) -> Self {
        match self {
            Shown::Number { form, .. } => Shown::Number {
                quantity,
                form: *form,
            },
            Shown::Direction { .. } => self.clone(),
        }
    }
}
