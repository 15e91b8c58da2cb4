//! What the readings of all relations leave to their figures: a long sum is added up once, and not for each of its figures.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;
use quantity::Rational;

use crate::claim::line::{Added, Limits};
use crate::claim::{FigureId, Form, Relation};
use crate::figure::Figure;
use crate::work;

/// Sums of fewer figures are added up anew for each of them.
const SHORT: usize = 8;

/// A relation and one of its readings.
type Reading = (usize, usize);

/// What is left to a figure by the readings of relations, each a number of a relation and of one of its readings.
pub(crate) struct Left<'a> {
    relations: &'a [Relation],
    figures: &'a [Figure],
    /// Long sums, added up.
    added: RefCell<HashMap<Reading, Option<Rc<Added>>, RandomState>>,
}

impl<'a> Left<'a> {
    pub(crate) fn of(relations: &'a [Relation], figures: &'a [Figure]) -> Self {
        Left {
            relations,
            figures,
            added: RefCell::default(),
        }
    }

    /// As [`Form::limits`].
    pub(crate) fn limits(
        &self,
        relation: usize,
        reading: usize,
        figure: FigureId,
    ) -> Option<Limits> {
        let form = self.form(relation, reading);
        if is_long(form) {
            self.added(relation, reading)?.limits(figure, self.figures)
        } else {
            work::look(form.terms.len() + form.products.len());
            form.limits(figure, self.figures)
        }
    }

    /// The value of a figure that satisfies a reading, as [`Form::solve`].
    pub(crate) fn solution(
        &self,
        relation: usize,
        reading: usize,
        figure: FigureId,
    ) -> Option<Rational> {
        match self.added(relation, reading) {
            Some(added) => added.solve(figure, self.figures),
            None => Some(
                self.form(relation, reading)
                    .solve(figure, self.figures)?
                    .rational(),
            ),
        }
    }

    /// Whether a reading is about a figure.
    pub(crate) fn mentions(&self, relation: usize, reading: usize, figure: FigureId) -> bool {
        match self.added(relation, reading) {
            Some(added) => added.mentions(figure),
            None => self.form(relation, reading).mentions(figure),
        }
    }

    fn form(&self, relation: usize, reading: usize) -> &'a Form {
        &self.relations[relation].readings[reading]
    }

    fn added(&self, relation: usize, reading: usize) -> Option<Rc<Added>> {
        let form = self.form(relation, reading);
        if !is_long(form) {
            return None;
        }
        let mut known = self.added.borrow_mut();
        let added = known.entry((relation, reading)).or_insert_with(|| {
            work::look(form.terms.len());
            form.added(self.figures).map(Rc::new)
        });
        added.clone()
    }
}

fn is_long(form: &Form) -> bool {
    form.is_linear() && form.terms.len() > SHORT
}
