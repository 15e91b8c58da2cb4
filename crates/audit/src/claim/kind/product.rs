//! Products: so many, at so much each, come to an amount.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story};
use crate::claim::told::Told;
use crate::proof::{Statement, Witnesses};

/// number × price = amount × divisor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Product {
    number: FigureId,
    price: FigureId,
    amount: FigureId,
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
            shape: Shape::Product(Product {
                number,
                price,
                amount,
                divisor,
            }),
        }
    }
}

impl Story for Product {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.number, self.price, self.amount]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        format!("数量与单价之积不是{}", told.printed(self.amount))
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let product = told.value(self.number) * told.value(self.price)
            / Rational::from_integer(self.divisor.into());
        format!(
            "{}×{}＝{}≠{}",
            told.printed(self.number),
            told.printed(self.price),
            told.in_unit_of(&product, self.amount),
            told.printed(self.amount)
        )
    }

    fn statement(&self, _: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        Statement::Product {
            number: witnesses.figure(self.number),
            price: witnesses.figure(self.price),
            amount: witnesses.figure(self.amount),
            divisor: self.divisor,
        }
    }
}
