//! How a department's figures come about from those of its units, to be read (汇总表).

use super::budget::{less, plus};
use super::{Elimination, Unit, elimination};
use crate::measure::Scope;
use crate::scoring::reach;
use crate::{Actual, Book, Indicator, Measured, Totals, score};

/// The units, what passes between them, and the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consolidation {
    /// The units in the order of the department's book.
    pub units: Vec<UnitLine>,
    /// What passes between them, matter by matter.
    pub eliminations: Vec<Elimination>,
    /// The budgets of all units added up.
    pub sum: Totals,
    /// What of it is counted twice, and taken off.
    pub eliminated: Totals,
    /// The department's budget: `sum` less `eliminated`.
    pub total: Totals,
    /// The department's indicators that are computed from ledgers of the units, with what each unit alone comes to.
    pub indicators: Vec<Share>,
}

/// One unit of a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLine {
    /// The name, short where there is a short one.
    pub name: String,
    /// The folder of its book, from the department's.
    pub folder: String,
    /// Its budget.
    pub totals: Totals,
    /// 实有 staff.
    pub present: u32,
    /// Its score by its own scheme, normalised where its weights are not 100, and its grade.
    pub score: Option<(quantity::Decimal, Option<String>)>,
}

/// An indicator of a department, and what its measure comes to over each unit's rows alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// 编号
    pub id: String,
    /// 三级指标
    pub name: String,
    /// 单位
    pub unit: String,
    /// Over all units.
    pub whole: Measured,
    /// By unit, in the order of the units; `None` where it has nothing to compute from. All are where the department
    /// itself keeps the ledger.
    pub parts: Vec<Option<Measured>>,
}

impl Consolidation {
    /// The matters of the budget that are eliminated.
    pub fn settled(&self) -> impl Iterator<Item = &Elimination> {
        let matters = self.eliminations.iter();
        matters.filter(|one| one.is_agreed() && one.of_budget)
    }
}

impl Book {
    /// How the figures of a department come about; `None` for a unit.
    pub fn consolidation(&self) -> Option<Consolidation> {
        if !self.is_department() {
            return None;
        }
        let units = self.units();
        let eliminations = elimination::eliminations(&units);
        let all = units.iter().map(|unit| unit.book.totals());
        let sum = all.fold(Totals::default(), plus);
        let agreed = eliminations
            .iter()
            .filter(|one| one.is_agreed() && one.of_budget);
        let eliminated = agreed
            .map(Elimination::all_given)
            .fold(Totals::default(), plus);
        let indicators = self.indicators.iter();
        Some(Consolidation {
            indicators: indicators
                .filter_map(|one| self.share(one, &units))
                .collect(),
            units: units.iter().map(line).collect(),
            total: less(sum, eliminated),
            sum,
            eliminated,
            eliminations,
        })
    }

    fn share(&self, indicator: &Indicator, units: &[Unit<'_>]) -> Option<Share> {
        let Actual::Measure(_) = &indicator.actual else {
            return None;
        };
        let measured = |book: &Self| {
            let reached = reach(indicator, &indicator.actual, &Scope::of(book));
            reached.ok().and_then(|(_, measured)| measured)
        };
        let whole = measured(self)?;
        let parts = units
            .iter()
            .map(|unit| measured(&self.only(&unit.folder, unit.name())))
            .collect();
        Some(Share {
            id: indicator.id.clone(),
            name: indicator.name.clone(),
            unit: indicator.unit.clone(),
            whole,
            parts,
        })
    }

    /// The department's book with the rows of one unit alone.
    fn only(&self, folder: &str, name: &str) -> Self {
        let mut book = Self {
            ledgers: std::collections::BTreeMap::new(),
            ..self.clone()
        };
        for (title, ledger) in &self.ledgers {
            let kept = match ledger.is_pooled() {
                true => ledger.of_unit(folder),
                false => ledger.of_row(name),
            };
            book.ledgers.insert(title.clone(), kept);
        }
        book
    }
}

fn line(unit: &Unit<'_>) -> UnitLine {
    let card = unit
        .book
        .scoring_scheme()
        .map(|scheme| score(unit.book, &scheme));
    let present = unit.book.staff.iter().map(|staff| staff.present);
    UnitLine {
        name: unit.name().to_owned(),
        folder: unit.folder.clone(),
        totals: unit.book.totals(),
        present: present.fold(0, u32::saturating_add),
        score: card.map(|card| {
            let grade = card.grade.map(|grade| grade.name);
            (card.normalised.unwrap_or(card.total), grade)
        }),
    }
}
