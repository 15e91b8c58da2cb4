//! Proofs (证明): what a second program needs to check a finding without reading the document as the auditor does.
//!
//! A proof says which figures of the text its claims are about and what each one states. Every claim is broken: none of
//! its readings holds for any values the printed numbers can stand for, be they rounded or cut off.

use std::cmp::Ordering;

use quantity::{Approximation, Quantity};
use serde::Serialize;

use crate::figure::Figure;
use crate::reading::Reading;
use crate::relation::{Equation, FigureId, Relation};

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
    /// The number says how many names stand before it.
    Count {
        /// The number.
        number: usize,
        /// Where each name stands in the extracted text.
        names: Vec<[usize; 2]>,
    },
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

/// The proof of a finding about `places` that the relations of the ids are broken.
pub(crate) fn of_relations<'a>(
    reading: &Reading<'_>,
    figures: &[Figure],
    mut places: Vec<FigureId>,
    broken: impl Iterator<Item = &'a Relation>,
) -> Proof {
    let mut place = |id: FigureId| {
        places
            .iter()
            .position(|other| *other == id)
            .unwrap_or_else(|| {
                places.push(id);
                places.len() - 1
            })
    };
    let claims = broken
        .map(|relation| Claim {
            rule: relation.code,
            readings: relation
                .readings
                .iter()
                .map(|equation| statement(reading, equation, &mut place))
                .collect(),
        })
        .collect();
    Proof {
        figures: places
            .iter()
            .map(|id| stated(reading, &figures[*id]))
            .collect(),
        claims,
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

fn statement(
    reading: &Reading<'_>,
    equation: &Equation,
    place: &mut impl FnMut(FigureId) -> usize,
) -> Statement {
    let signed = |place: &mut dyn FnMut(FigureId) -> usize, (sign, id): (i8, FigureId)| Term {
        sign,
        figure: place(id),
    };
    match equation {
        Equation::Sum { terms } => Statement::Sum {
            terms: terms.iter().map(|term| signed(place, *term)).collect(),
        },
        Equation::Within { whole, parts } => Statement::Within {
            whole: place(*whole),
            parts: parts.iter().map(|part| place(*part)).collect(),
        },
        Equation::Ratio {
            part,
            whole,
            percent,
        } => Statement::Ratio {
            part: place(*part),
            whole: place(*whole),
            percent: place(*percent),
        },
        Equation::Change {
            now,
            change,
            percent,
        } => Statement::Change {
            now: place(*now),
            change: signed(place, *change),
            percent: signed(place, *percent),
        },
        Equation::ChangeOf {
            before,
            change,
            percent,
        } => Statement::ChangeOf {
            before: place(*before),
            change: signed(place, *change),
            percent: signed(place, *percent),
        },
        Equation::Growth {
            before,
            now,
            percent,
        } => Statement::Growth {
            before: place(*before),
            now: place(*now),
            percent: signed(place, *percent),
        },
        Equation::Order {
            left,
            right,
            said,
            word,
        } => Statement::Order {
            left: place(*left),
            right: place(*right),
            said: match said {
                Ordering::Less => Order::Less,
                Ordering::Equal => Order::Equal,
                Ordering::Greater => Order::Greater,
            },
            word: [reading.to_flat(word.0), reading.end_to_flat(word.1)],
        },
        Equation::Product {
            number,
            price,
            amount,
            divisor,
        } => Statement::Product {
            number: place(*number),
            price: place(*price),
            amount: place(*amount),
            divisor: *divisor,
        },
    }
}
