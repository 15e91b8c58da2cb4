//! Orders: a word says which of two is greater.

use std::cmp::Ordering;

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::kind::{Shape, Story};
use crate::claim::told::Told;
use crate::proof::{self, Statement, Witnesses};

/// 决算数大于预算数: the first figure stands to the other as the word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    left: FigureId,
    right: FigureId,
    said: Ordering,
    word: (usize, usize),
}

impl Form {
    /// A word says how one figure stands to another; `word` is its byte range in the text figures are found in.
    pub fn order(left: FigureId, right: FigureId, said: Ordering, word: (usize, usize)) -> Self {
        let shape = Shape::Order(Order {
            left,
            right,
            said,
            word,
        });
        Self::linear([(1, left), (-1, right)], Demand::Sign(said), shape)
    }

    /// The word that says it, where one does.
    pub(crate) fn word(&self) -> Option<(usize, usize)> {
        match self.shape {
            Shape::Order(order) => Some(order.word),
            _ => None,
        }
    }
}

impl Story for Order {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.left, self.right]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        format!(
            "{}与{}并非“{}”",
            told.printed(self.left),
            told.printed(self.right),
            &told.reading.text[self.word.0..self.word.1]
        )
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let gap = told.value(self.left) - told.value(self.right);
        format!(
            "{}−{}＝{}",
            told.with_unit(self.left, self.right),
            told.with_unit(self.right, self.left),
            told.in_unit_of(&gap, self.left)
        )
    }

    fn statement(&self, _: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        Statement::Order {
            left: witnesses.figure(self.left),
            right: witnesses.figure(self.right),
            said: match self.said {
                Ordering::Less => proof::Order::Less,
                Ordering::Equal => proof::Order::Equal,
                Ordering::Greater => proof::Order::Greater,
            },
            word: witnesses.range(self.word),
        }
    }
}
