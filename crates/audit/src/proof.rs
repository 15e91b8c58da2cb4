//! Proofs (证明): what a second program needs to check a finding without reading the document as the auditor does.
//!
//! A proof says which figures of the text its claims are about and what each one states. Every claim is broken: none of
//! its readings holds for any values the printed numbers can stand for, be they rounded or cut off.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use quantity::{Approximation, Quantity};
use serde::Serialize;

use crate::claim::{FigureId, Relation, Told};
use crate::figure::Figure;
use crate::reading::Reading;

/// Why a finding is proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The figures of its claims: first those of [`crate::Finding::figures`] in their order, then those that only other
    /// readings are about.
    pub figures: Vec<Stated>,
    /// What the document claims of them. Never empty.
    pub claims: Vec<Claim>,
}

/// A number of the text and what it states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// What is printed.
    pub text: String,
    /// Byte offset in the extracted text.
    pub start: usize,
    /// Byte offset past the end in the extracted text.
    pub end: usize,
    /// The number as a plain decimal with the places it was printed with.
    pub value: String,
    /// Its unit, from the number or from the head of its table; empty where it has none.
    pub unit: String,
    /// The word that widens it, `约` or `不少于`; empty where it has none.
    pub approximation: &'static str,
    /// How exactly it is meant.
    pub precision: Precision,
    /// The file it stands in, where that is not the one that was audited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// How exactly a printed number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To its last printed place, rounded or cut off.
    Rounded,
    /// As it stands: a count of people or things, or nothing at all.
    Exact,
    /// A weight or score: to two places however it is printed, and to the digit where only such are added.
    Score,
}

/// A claim of the document that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// The rule that read it.
    pub rule: &'static str,
    /// What it can mean: it would hold if one of these did.
    pub readings: Vec<Statement>,
}

/// One reading of a claim. A figure is given by its index in [`Proof::figures`] and taken in the base unit of its
/// dimension, a percentage as the number before %.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Statement {
    /// The signed figures add up to nothing.
    Sum {
        /// The whole first, then its parts with the opposite sign.
        terms: Vec<Term>,
    },
    /// The parts do not exceed the whole.
    Within {
        /// The whole.
        whole: usize,
        /// Some of its parts.
        parts: Vec<usize>,
        /// Whether the numbers are compared as they are printed.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        as_printed: bool,
    },
    /// 100 × part = percent × whole.
    Ratio {
        /// The part.
        part: usize,
        /// The whole.
        whole: usize,
        /// The percentage.
        percent: usize,
    },
    /// 100 × change = percent × (now − change).
    Change {
        /// The value now.
        now: usize,
        /// The change with its direction.
        change: Term,
        /// The percentage with its direction.
        percent: Term,
    },
    /// 100 × change = percent × before.
    ChangeOf {
        /// The value before.
        before: usize,
        /// The change with its direction.
        change: Term,
        /// The percentage with its direction.
        percent: Term,
    },
    /// 100 × (now − before) = percent × before.
    Growth {
        /// The value before.
        before: usize,
        /// The value now.
        now: usize,
        /// The percentage with its direction.
        percent: Term,
    },
    /// number × price = amount × divisor.
    Product {
        /// How many.
        number: usize,
        /// For each.
        price: usize,
        /// All together.
        amount: usize,
        /// How many base units of number × price make one base unit of the amount.
        divisor: i64,
    },
    /// A word says which of two is greater.
    Order {
        /// What is compared.
        left: usize,
        /// What it is compared with.
        right: usize,
        /// What the word says of the left one.
        said: Order,
        /// Where the word stands in the extracted text.
        word: [usize; 2],
    },
    /// A sum of products of figures and a constant is what is asked of it.
    Polynomial {
        /// What is added.
        products: Vec<Factors>,
        /// What is added without a figure, a plain decimal.
        constant: String,
        /// What is asked of the sum.
        asked: Asked,
    },
    /// The number says how many names stand before it.
    Count {
        /// The number.
        number: usize,
        /// Where each name stands in the extracted text.
        names: Vec<[usize; 2]>,
    },
}

/// A product of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Factors {
    /// What it is taken times.
    pub coefficient: i64,
    /// The figures, no one twice.
    pub figures: Vec<usize>,
}

/// What is asked of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// It is nothing.
    Zero,
    /// It is not above nothing.
    NotAbove,
    /// It is not below nothing.
    NotBelow,
}

/// How one figure is said to stand to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// 小于.
    Less,
    /// 等于, 持平.
    Equal,
    /// 大于.
    Greater,
}

/// A figure with a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Term {
    /// +1 or −1.
    pub sign: i8,
    /// The figure.
    pub figure: usize,
}

/// The proof of a finding about `places` that relations are broken.
pub(crate) fn of_relations<'a>(
    told: &Told<'_>,
    places: Vec<FigureId>,
    broken: impl Iterator<Item = &'a Relation>,
) -> Proof {
    let mut witnesses = Witnesses::new(told.reading, places);
    let claims = broken
        .map(|relation| Claim {
            rule: relation.code,
            readings: relation
                .readings
                .iter()
                .map(|form| form.statement(&mut witnesses))
                .collect(),
        })
        .collect();
    Proof {
        figures: witnesses
            .places
            .iter()
            .map(|id| stated(told.reading, &told.figures[*id]))
            .collect(),
        claims,
    }
}

/// The figures of a proof as they come to be named.
pub(crate) struct Witnesses<'a> {
    reading: &'a Reading<'a>,
    places: Vec<FigureId>,
    index: HashMap<FigureId, usize, RandomState>,
}

impl<'a> Witnesses<'a> {
    fn new(reading: &'a Reading<'a>, places: Vec<FigureId>) -> Self {
        let index = places.iter().enumerate();
        Self {
            index: index.map(|(place, id)| (*id, place)).collect(),
            reading,
            places,
        }
    }

    /// The index of a figure in the proof.
    pub(crate) fn figure(&mut self, id: FigureId) -> usize {
        *self.index.entry(id).or_insert_with(|| {
            self.places.push(id);
            self.places.len() - 1
        })
    }

    /// A figure with a sign.
    pub(crate) fn term(&mut self, (sign, id): (i8, FigureId)) -> Term {
        Term {
            sign,
            figure: self.figure(id),
        }
    }

    /// A byte range of the extracted text, from one of the text figures are found in.
    pub(crate) fn range(&self, (start, end): (usize, usize)) -> [usize; 2] {
        [self.reading.to_flat(start), self.reading.end_to_flat(end)]
    }
}

/// What a figure states.
pub(crate) fn stated(reading: &Reading<'_>, figure: &Figure) -> Stated {
    let Quantity {
        value,
        unit,
        approximation,
    } = figure.quantity;
    Stated {
        text: figure.printed(reading).to_owned(),
        start: reading.to_flat(figure.start),
        end: reading.end_to_flat(figure.end),
        value: value.to_string(),
        unit: unit.symbol(),
        approximation: word(approximation),
        precision: if figure.points {
            Precision::Score
        } else if figure.quantity.is_exact() {
            Precision::Exact
        } else {
            Precision::Rounded
        },
        file: None,
    }
}

/// The word an approximation is told by, whatever was printed.
fn word(approximation: Approximation) -> &'static str {
    match approximation {
        Approximation::Exact => "",
        Approximation::About => "约",
        Approximation::Near => "近",
        Approximation::Over => "超过",
        Approximation::Odd => "余",
        Approximation::AtLeast => "不少于",
        Approximation::AtMost => "不超过",
        Approximation::Under => "不足",
    }
}
