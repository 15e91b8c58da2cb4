//! How a department's figures come about from those of its units, to be read (汇总表).

use std::collections::BTreeMap;

use super::budget::{less, plus};
use super::{Elimination, Unit, elimination, overview};
use crate::ledger::OVERVIEW;
use crate::measure::Scope;
use crate::scoring::reach;
use crate::{Book, Indicator, Ledger, Measured, Totals};

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
        let overview = self.ledgers.get(OVERVIEW);
        let eliminations = elimination::eliminations(&units);
        let all = units.iter().map(|unit| unit.book.totals());
        let sum = all.fold(Totals::default(), plus);
        let agreed = eliminations
            .iter()
            .filter(|one| one.is_agreed() && one.of_budget);
        let eliminated = agreed
            .map(Elimination::all_given)
            .fold(Totals::default(), plus);
        Some(Consolidation {
            units: units.iter().map(|unit| line(unit, overview)).collect(),
            total: less(sum, eliminated),
            sum,
            eliminated,
            eliminations,
        })
    }

    /// The indicators of a department that are computed from ledgers, with what each unit alone comes to.
    pub fn shares(&self) -> Vec<Share> {
        let units = self.units();
        let alone: Vec<BTreeMap<String, Ledger>> =
            units.iter().map(|unit| self.rows_of(unit)).collect();
        let whole = Scope::of(self);
        let alone = alone
            .iter()
            .map(|ledgers| Scope::new(ledgers, &self.facts, self.calendar()));
        let alone: Vec<Scope<'_>> = alone.collect();
        let share = |indicator: &Indicator| {
            let measured = |scope: &Scope<'_>| {
                let reached = reach(indicator, &indicator.actual, scope);
                reached.ok().and_then(|(_, measured)| measured)
            };
            Some(Share {
                id: indicator.id.clone(),
                name: indicator.name.clone(),
                unit: indicator.unit.clone(),
                whole: measured(&whole)?,
                parts: alone.iter().map(measured).collect(),
            })
        };
        self.indicators.iter().filter_map(share).collect()
    }

    /// The department's ledgers with the rows of one unit alone.
    fn rows_of(&self, unit: &Unit<'_>) -> BTreeMap<String, Ledger> {
        let ledgers = self.ledgers.iter().map(|(title, ledger)| {
            let kept = match ledger.is_pooled() {
                true => ledger.of_unit(&unit.folder),
                false => ledger.of_row(unit.name()),
            };
            (title.clone(), kept)
        });
        ledgers.collect()
    }
}

fn line(unit: &Unit<'_>, overview: Option<&Ledger>) -> UnitLine {
    let present = unit.book.staff.iter().map(|staff| staff.present);
    UnitLine {
        name: unit.name().to_owned(),
        folder: unit.folder.clone(),
        totals: unit.book.totals(),
        present: present.fold(0, u32::saturating_add),
        score: overview.and_then(|overview| overview::score_of(overview, unit.name())),
    }
}
