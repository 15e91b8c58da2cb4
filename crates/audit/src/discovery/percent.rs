//! Quotients and changes: a printed percentage and two amounts near it that make it beyond chance.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use quantity::{Approximation, Decimal, Dimension};

use crate::claim::{FigureId, Form, Known, Relation};
use crate::context::Context;
use crate::evidence::{Odds, Pattern};
use crate::figure::{Figure, Role};
use crate::rules::is_of_things;

/// How many amounts before a percentage are looked at; the next one after it is, too.
const BEFORE: usize = 6;

/// Of how many pairs tried one may fit by chance: as for sums.
const SELDOM: u128 = 100;

/// What makes a percentage.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// The rule that tells of such percentages.
    pub(crate) code: &'static str,
    /// The quotients and changes of amounts near it that come to what is printed.
    pub(crate) forms: Vec<Form>,
    /// Whether there is one, and chance cannot have made it.
    pub(crate) proven: bool,
}

/// The percentages that amounts near them make.
pub(crate) fn made(context: &Context<'_>) -> HashMap<FigureId, Made, RandomState> {
    let percentages = context.in_role(|role| {
        matches!(
            role,
            Role::Share | Role::Rate | Role::OfPrevious | Role::Percent | Role::Growth(_)
        )
    });
    percentages
        .filter_map(|(id, figure)| {
            Some((
                id,
                Percentage {
                    context,
                    id,
                    figure,
                }
                .made()?,
            ))
        })
        .collect()
}

/// The percentages that chance has not made.
pub(crate) fn percentages(context: &Context<'_>) -> Vec<Relation> {
    let mut proven: Vec<_> = context
        .made()
        .iter()
        .filter(|(_, made)| made.proven)
        .collect();
    proven.sort_by_key(|(id, _)| **id);
    let relations = proven.into_iter().map(|(_, made)| {
        Relation::stated(made.code, made.forms.clone()).of(Pattern::new(&["比"]), Odds::EVEN, true)
    });
    relations.collect()
}

struct Percentage<'a> {
    context: &'a Context<'a>,
    id: FigureId,
    figure: &'a Figure,
}

impl Percentage<'_> {
    fn made(&self) -> Option<Made> {
        let room = self.room()?;
        let amounts = self.amounts();
        let ids = amounts.iter().copied().chain([self.id]);
        let known = Known::new(self.context.figures, ids);
        let mut tried = 0;
        let mut forms = Vec::new();
        for part in &amounts {
            for whole in &amounts {
                if part == whole
                    || !self.context.figures[*part].same_kind(&self.context.figures[*whole])
                {
                    continue;
                }
                let Some(form) = self.form(*part, *whole) else {
                    continue;
                };
                tried += 2;
                if known.holds(&form) {
                    forms.push(form);
                }
            }
        }
        let changes = matches!(self.figure.role, Role::Growth(_));
        (!forms.is_empty()).then(|| Made {
            code: if changes {
                crate::rules::CHANGE
            } else {
                crate::rules::RATE
            },
            proven: forms.len() == 1 && tried * SELDOM < room && !self.is_too_much(),
            forms,
        })
    }

    /// Whether more than all of some things are said to be dealt with: 整改率265%.
    fn is_too_much(&self) -> bool {
        self.figure.role == Role::Rate
            && self.figure.quantity.value > Decimal::new(100, 0)
            && is_of_things(self.context.label(self.id))
    }

    /// How many percentages might be printed as precisely; `None` where every one is as likely as 0 or 100.
    fn room(&self) -> Option<u128> {
        let quantity = self.figure.quantity;
        let hundred = 100 * 10_u128.checked_pow(quantity.value.scale().into())?;
        let printed = quantity.value.mantissa().unsigned_abs();
        let tells = quantity.unit.dimension() == Dimension::Percent
            && quantity.approximation == Approximation::Exact
            && printed != 0
            && printed != hundred;
        tells.then_some(printed.max(hundred))
    }

    /// The amounts near the percentage.
    fn amounts(&self) -> Vec<FigureId> {
        let usable = |figure: &Figure| {
            let dimension = figure.quantity.unit.dimension();
            !figure.is_percent()
                && !matches!(
                    dimension,
                    Dimension::PercentagePoint | Dimension::Time | Dimension::Multiple
                )
                && !matches!(figure.role, Role::Code | Role::Damaged)
                && figure.quantity.approximation == Approximation::Exact
                && !figure.quantity.value.is_zero()
        };
        let before = self.context.before(self.id).take(2 * BEFORE);
        let near = before.take_while(|(_, figure)| figure.sentence + 1 >= self.figure.sentence);
        let mut amounts: Vec<FigureId> = near
            .filter(|(_, figure)| usable(figure))
            .map(|(id, _)| id)
            .take(BEFORE)
            .collect();
        let next = self.context.figures.get(self.id + 1);
        let together = |next: &Figure| {
            usable(next)
                && next.sentence == self.figure.sentence
                && next.paragraph == self.figure.paragraph
        };
        amounts.extend(next.is_some_and(together).then_some(self.id + 1));
        amounts
    }

    /// What a pair may make of it.
    fn form(&self, part: FigureId, whole: FigureId) -> Option<Form> {
        let figures = self.context.figures;
        // A share is no quotient of a part by a smaller one.
        let value = |id: FigureId| figures[id].quantity.in_base();
        if self.figure.role == Role::Share && value(part) > value(whole) {
            return None;
        }
        let Role::Growth(sign) = self.figure.role else {
            return Some(Form::ratio(part, whole, self.id));
        };
        let percent = (sign, self.id);
        match (figures[part].role, figures[whole].role) {
            (Role::Delta(_), _) => None,
            (Role::Base, Role::Delta(way)) => Some(Form::change_of(part, (way, whole), percent)),
            (_, Role::Delta(way)) => Some(Form::change(part, (way, whole), percent)),
            _ => Some(Form::growth(whole, part, percent)),
        }
    }
}
