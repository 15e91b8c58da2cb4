//! Changes: by how much and by what percentage a value differs from the one before.

use quantity::{Decimal, Rational};

use crate::claim::form::{Demand, FigureId, Form};
use crate::claim::judge::{Verdict, decide};
use crate::claim::kind::{Shape, Story};
use crate::claim::told::Told;
use crate::proof::{Statement, Witnesses};

/// A figure with its direction, +1 or −1.
type Directed = (i8, FigureId);

/// 100 × change = percent × (now − change).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Change {
    now: FigureId,
    change: Directed,
    percent: Directed,
}

/// 100 × change = percent × before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ChangeOf {
    before: FigureId,
    change: Directed,
    percent: Directed,
}

/// 100 × (now − before) = percent × before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Growth {
    before: FigureId,
    now: FigureId,
    percent: Directed,
}

impl Form {
    /// 100 × change = percent × (now − change), each with its direction.
    pub fn change(now: FigureId, change: Directed, percent: Directed) -> Self {
        let (way, sign) = (i64::from(change.0), i64::from(percent.0));
        Self::percentage(
            vec![(100 * way, change.1)],
            vec![
                (-sign, [percent.1, now]),
                (sign * way, [percent.1, change.1]),
            ],
            percent.1,
            Shape::Change(Change {
                now,
                change,
                percent,
            }),
        )
    }

    /// 100 × change = percent × before, each with its direction.
    pub fn change_of(before: FigureId, change: Directed, percent: Directed) -> Self {
        let (way, sign) = (i64::from(change.0), i64::from(percent.0));
        Self::percentage(
            vec![(100 * way, change.1)],
            vec![(-sign, [percent.1, before])],
            percent.1,
            Shape::ChangeOf(ChangeOf {
                before,
                change,
                percent,
            }),
        )
    }

    /// 100 × (now − before) = percent × before, the percentage with its direction.
    pub fn growth(before: FigureId, now: FigureId, percent: Directed) -> Self {
        Self::percentage(
            vec![(100, now), (-100, before)],
            vec![(-i64::from(percent.0), [percent.1, before])],
            percent.1,
            Shape::Growth(Growth {
                before,
                now,
                percent,
            }),
        )
    }

    fn percentage(
        terms: Vec<(i64, FigureId)>,
        products: Vec<(i64, [FigureId; 2])>,
        percent: FigureId,
        shape: Shape,
    ) -> Self {
        Form {
            terms,
            products,
            constant: Decimal::ZERO,
            demand: Demand::Zero,
            result: Some(percent),
            as_printed: false,
            shape,
        }
    }
}

impl Story for Change {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.now, self.change.1, self.percent.1]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        amount_and_percentage(self.change, self.percent, told)
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let (now, (way, change)) = (self.now, self.change);
        let before = told.value(now) - Rational::from_integer(way.into()) * told.value(change);
        let quantity = told.figures[now].quantity;
        let places = quantity
            .value
            .scale()
            .max(told.figures[change].quantity.value.scale());
        let shown = Decimal::round(&(&before / quantity.unit.factor().to_rational()), places);
        format!(
            "上期＝{}{}{}＝{shown}，{}÷{shown}＝{}≠{}",
            told.number(now),
            if way > 0 { "−" } else { "＋" },
            told.number(change),
            told.number(change),
            told.percentage(&told.value(change), &before, self.percent.1),
            told.printed(self.percent.1)
        )
    }

    fn statement(&self, _: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        Statement::Change {
            now: witnesses.figure(self.now),
            change: witnesses.term(self.change),
            percent: witnesses.term(self.percent),
        }
    }

    fn main(&self) -> Option<FigureId> {
        opposed(self.change, self.percent)
    }
}

impl Story for ChangeOf {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.before, self.change.1, self.percent.1]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        amount_and_percentage(self.change, self.percent, told)
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let (before, change, percent) = (self.before, self.change.1, self.percent.1);
        format!(
            "{}÷{}＝{}≠{}",
            told.with_unit(change, before),
            told.with_unit(before, change),
            told.percentage(&told.value(change), &told.value(before), percent),
            told.printed(percent)
        )
    }

    fn statement(&self, _: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        Statement::ChangeOf {
            before: witnesses.figure(self.before),
            change: witnesses.term(self.change),
            percent: witnesses.term(self.percent),
        }
    }

    fn main(&self) -> Option<FigureId> {
        opposed(self.change, self.percent)
    }
}

impl Story for Growth {
    fn figures(&self, _: &Form) -> Vec<FigureId> {
        vec![self.before, self.now, self.percent.1]
    }

    fn message(&self, _: &Form, told: &Told<'_>) -> String {
        let (sign, percent) = self.percent;
        let reversed = Form::growth(self.before, self.now, (-sign, percent));
        let percent = told.printed(percent);
        if decide(&reversed, told.figures) < Verdict::Broken {
            format!("增减方向与前后两期的数相反：{percent}")
        } else {
            format!("变动率{percent}与前后两期的数不相符")
        }
    }

    fn arithmetic(&self, _: &Form, told: &Told<'_>) -> String {
        let (before, now, (sign, percent)) = (self.before, self.now, self.percent);
        let change = told.value(now) - told.value(before);
        format!(
            "（{}−{}）÷{}＝{}≠{}{}",
            told.number(now),
            told.number(before),
            told.number(before),
            told.percentage(&change, &told.value(before), percent),
            if sign < 0 { "−" } else { "" },
            told.printed(percent)
        )
    }

    fn statement(&self, _: &Form, witnesses: &mut Witnesses<'_>) -> Statement {
        Statement::Growth {
            before: witnesses.figure(self.before),
            now: witnesses.figure(self.now),
            percent: witnesses.term(self.percent),
        }
    }
}

fn amount_and_percentage(change: Directed, percent: Directed, told: &Told<'_>) -> String {
    let (amount, rate) = (told.printed(change.1), told.printed(percent.1));
    if change.0 == percent.0 {
        format!("变动额{amount}与变动率{rate}不相符")
    } else {
        format!("增减方向前后矛盾：{amount}与{rate}一增一减")
    }
}

/// The change, where it goes one way and its percentage the other.
fn opposed(change: Directed, percent: Directed) -> Option<FigureId> {
    (change.0 != percent.0).then_some(change.1)
}
