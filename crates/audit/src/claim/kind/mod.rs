//! The kinds of claims (勾稽关系的种类), one file each: the constructor of its form, how it is told, and how it is proven.

mod bound;
mod change;
mod mean;
mod multiple;
mod order;
mod points;
mod product;
mod ratio;
mod sum;

use std::cmp::Ordering;

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::told::Told;
use crate::proof::{Asked, Factors, Statement, Witnesses};

use bound::{AddsUpTo, AtLeast, AtMost, Below, Less};
use change::{Change, ChangeOf, Growth};
use mean::Mean;
use multiple::{Multiple, Tenfold};
use order::Order;
use points::{Banded, Earned};
use product::Product;
use ratio::Ratio;
use sum::{Sum, Within};

/// How a form is told.
pub(crate) trait Story {
    /// Its figures, each once, in the order in which they are told.
    fn figures(&self, form: &Form) -> Vec<FigureId>;

    /// What is wrong when it is broken, without a stop.
    fn message(&self, form: &Form, told: &Told<'_>) -> String;

    /// The arithmetic that shows it: what comes out, and what is printed.
    fn arithmetic(&self, form: &Form, told: &Told<'_>) -> String;

    /// What a proof says of it.
    fn statement(&self, form: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        polynomial(form, witnesses)
    }

    /// The figure to show first when none is to be corrected.
    fn main(&self) -> Option<FigureId> {
        None
    }
}

macro_rules! shapes {
    ($($kind:ident $word:ident)*) => {
        /// The kind of a form, with the parts its figures play in it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Shape { $($kind($kind)),* }

        impl Shape {
            /// Its name, for the table of rates.
            pub(crate) fn name(&self) -> &'static str {
                match self { $(Shape::$kind(_) => stringify!($kind)),* }
            }

            /// Its name for programs.
            fn word(&self) -> &'static str {
                match self { $(Shape::$kind(_) => stringify!($word)),* }
            }

            pub(crate) fn story(&self) -> &dyn Story {
                match self { $(Shape::$kind(kind) => kind),* }
            }
        }
    };
}

shapes! {
    Sum       sum
    Within    within
    AddsUpTo  adds_up_to
    AtMost    at_most
    AtLeast   at_least
    Below     below
    Less      less
    Ratio     ratio
    Change    change
    ChangeOf  change_of
    Growth    growth
    Product   product
    Mean      mean
    Multiple  multiple
    Tenfold   tenfold
    Order     order
    Earned    earned
    Banded    banded
}

impl Form {
    /// What kind of claim it is, as programs call it: `sum`, `within`, `ratio`, `growth`….
    pub fn kind(&self) -> &'static str {
        self.shape.word()
    }

    /// What kind of claim it is.
    pub(crate) fn name(&self) -> &'static str {
        self.shape.name()
    }

    /// What is wrong when it is broken, without a stop.
    pub(crate) fn message(&self, told: &Told<'_>) -> String {
        self.shape.story().message(self, told)
    }

    /// The arithmetic that shows that it is broken.
    pub(crate) fn arithmetic(&self, told: &Told<'_>) -> String {
        self.shape.story().arithmetic(self, told)
    }

    /// What a proof says of it.
    pub(crate) fn statement(&self, witnesses: &mut Witnesses<'_>) -> Statement {
        self.shape.story().statement(self, witnesses)
    }

    /// The figure to show first when none is to be corrected.
    pub(crate) fn main(&self) -> Option<FigureId> {
        self.shape.story().main()
    }
}

/// A form as it is, for kinds that a proof does not name.
fn polynomial(form: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
    let mut factors = |coefficient: i64, figures: &[FigureId]| Factors {
        coefficient,
        figures: figures.iter().map(|id| witnesses.figure(*id)).collect(),
    };
    let added = form.terms.iter();
    let mut products: Vec<Factors> = added
        .map(|(coefficient, id)| factors(*coefficient, &[*id]))
        .collect();
    let multiplied = form.products.iter();
    products.extend(multiplied.map(|(coefficient, pair)| factors(*coefficient, pair)));
    Statement::Polynomial {
        products,
        constant: form.constant.to_string(),
        asked: match form.demand {
            Demand::Zero | Demand::Sign(Ordering::Equal) => Asked::Zero,
            Demand::NotAbove | Demand::Sign(Ordering::Less) => Asked::NotAbove,
            Demand::Sign(Ordering::Greater) => Asked::NotBelow,
        },
    }
}
