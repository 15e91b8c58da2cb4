//! Products: so many, at so much each, come to an amount.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story, polynomial};
use crate::claim::told::Told;
use crate::proof::{Statement, Witnesses};

/// number × price × factor = amount × divisor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Product {
    number: FigureId,
    price: FigureId,
    amount: FigureId,
    factor: i64,
    divisor: i64,
}

impl Form {
    /// number × price = amount × divisor, where so many base units of number × price make one base unit of the amount.
    pub fn product(number: FigureId, price: FigureId, amount: FigureId, divisor: i64) -> Self {
        Form {
            terms: vec![(-divisor, amount)],
            products: vec![(1, [number, price])],
            constant: Decimal::ZERO,
            demand: Demand::Zero,
            result: None,
            as_printed: false,
            shape: Shape::Product(Product {
                number,
                price,
                amount,
                factor: 1,
                divisor,
            }),
        }
    }

    /// length × width = area, of which a square metre has three base units.
    pub fn rectangle(length: FigureId, width: FigureId, area: FigureId) -> Self {
        const FACTOR: i64 = 3;
        Form {
            products: vec![(FACTOR, [length, width])],
            shape: Shape::Product(Product {
                number: length,
                price: width,
                amount: area,
                factor: FACTOR,
                divisor: 1,
            }),
            ..Self::product(length, width, area, 1)
        }
    }
}

impl Form {
    /// The same where the price is what the amount comes to for each, and rounded by itself.
    pub fn average(number: FigureId, price: FigureId, amount: FigureId, divisor: i64) -> Self {
        Form {
            result: Some(price),
            ..Self::product(number, price, amount, divisor)
        }
    }
}

impl Story for Product {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.number, self.price, self.amount]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        let sides = if self.factor == 1 {
            "数量与单价"
        } else {
            "长与宽"
        };
        format!("{sides}之积不是{}", told.printed(self.amount))
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let product = told.value(self.number)
            * told.value(self.price)
            * Rational::new(self.factor.into(), self.divisor.into());
        format!(
            "{}×{}＝{}≠{}",
            told.printed(self.number),
            told.printed(self.price),
            told.in_unit_of(&product, self.amount),
            told.printed(self.amount)
        )
    }

    fn statement(&self, form: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        if self.factor != 1 {
            return polynomial(form, witnesses);
        }
        Statement::Product {
            number: witnesses.figure(self.number),
            price: witnesses.figure(self.price),
            amount: witnesses.figure(self.amount),
            divisor: self.divisor,
        }
    }
}
