//! The two sides of what passes between units held against each other, so that it counts once (抵销).

use std::collections::BTreeMap;

use super::{Transfer, Unit};
use crate::Totals;
use crate::number::sum;

/// One matter between two units with both sides of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elimination {
    /// 事项
    pub matter: String,
    /// Whether it is money of the budget; otherwise a claim in the balance sheets.
    pub of_budget: bool,
    /// The unit that paid, or has the claim.
    pub giver: String,
    /// The unit that received, or owes.
    pub taker: String,
    /// What the giver has, by account, in 万元.
    pub given: Vec<(String, Totals)>,
    /// What the taker has, by account, in 万元.
    pub taken: Vec<(String, Totals)>,
    /// Whether it is eliminated, or why not.
    pub standing: Standing,
}

/// How the two sides of a matter stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// 相符: budget and amount are the same on both sides; eliminated.
    Agreed,
    /// 不符: both sides have it with other figures; not eliminated.
    Differs,
    /// 单边: only one side has it; not eliminated.
    OneSided,
    /// 范围外: the other side is not below the department; nothing to eliminate.
    Outside,
}

impl Standing {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agreed => "已抵销",
            Self::Differs => "两边不符",
            Self::OneSided => "只有一边",
            Self::Outside => "不在汇总范围",
        }
    }
}

impl Elimination {
    /// What the giver has in all.
    pub fn all_given(&self) -> Totals {
        all(&self.given)
    }

    /// What the taker has in all.
    pub fn all_taken(&self) -> Totals {
        all(&self.taken)
    }

    /// Whether it is taken off.
    pub fn is_agreed(&self) -> bool {
        self.standing == Standing::Agreed
    }

    /// On a past day what one side typed in for the whole year goes by what the other side's ledger says of the day.
    fn follow_ledger(&mut self, typed: [bool; 2]) {
        if let ([(_, given)], [(_, taken)]) = (self.given.as_mut_slice(), self.taken.as_mut_slice())
        {
            match typed {
                [true, false] => given.executed = taken.executed,
                [false, true] => taken.executed = given.executed,
                _ => {}
            }
        }
    }

    fn stand(&mut self, both_known: bool) {
        let (given, taken) = (self.all_given(), self.all_taken());
        let same = given.full_year() == taken.full_year() && given.executed == taken.executed;
        self.standing = match (self.given.is_empty() || self.taken.is_empty(), same) {
            (true, _) if !both_known => Standing::Outside,
            (true, _) => Standing::OneSided,
            (false, true) => Standing::Agreed,
            (false, false) => Standing::Differs,
        };
    }
}

fn all(parts: &[(String, Totals)]) -> Totals {
    let column = |column: fn(&Totals) -> quantity::Decimal| {
        sum(parts.iter().map(|(_, amounts)| column(amounts)))
    };
    Totals {
        initial: column(|amounts| amounts.initial),
        adjustment: column(|amounts| amounts.adjustment),
        carried: column(|amounts| amounts.carried),
        executed: column(|amounts| amounts.executed),
    }
}

/// Every matter between units, in the order in which the units name them.
pub(super) fn eliminations(units: &[Unit<'_>]) -> Vec<Elimination> {
    let mut found: Vec<Met> = Vec::new();
    let mut places: BTreeMap<(bool, String, String, String), usize> = BTreeMap::new();
    for unit in units {
        for transfer in &unit.book.transfers {
            let other = units.iter().find(|other| other.is_called(&transfer.other));
            let other_name = other.map_or(transfer.other.as_str(), Unit::name);
            let (giver, taker) = match transfer.account.flow.gives() {
                true => (unit.name(), other_name),
                false => (other_name, unit.name()),
            };
            let of_budget = transfer.account.flow.is_of_budget();
            let key = (
                of_budget,
                giver.to_owned(),
                taker.to_owned(),
                transfer.matter.clone(),
            );
            let place = *places.entry(key).or_insert_with(|| {
                let elimination = Elimination {
                    matter: transfer.matter.clone(),
                    of_budget,
                    giver: giver.to_owned(),
                    taker: taker.to_owned(),
                    given: Vec::new(),
                    taken: Vec::new(),
                    standing: Standing::OneSided,
                };
                found.push(Met {
                    elimination,
                    both_known: other.is_some(),
                    typed: [false; 2],
                });
                found.len() - 1
            });
            found[place].note(transfer);
        }
    }
    let looks_back = units.iter().any(|unit| unit.book.looks_back());
    let stood = found.into_iter().map(|met| {
        let mut elimination = met.elimination;
        if looks_back {
            elimination.follow_ledger(met.typed);
        }
        elimination.stand(met.both_known);
        elimination
    });
    stood.collect()
}

/// A matter while its sides are collected.
struct Met {
    elimination: Elimination,
    /// Whether both sides are units of the department.
    both_known: bool,
    /// Whether the amount of the giver, and of the taker, is typed in.
    typed: [bool; 2],
}

impl Met {
    fn note(&mut self, transfer: &Transfer) {
        let typed = transfer.measure.is_none();
        let (side, at) = match transfer.account.flow.gives() {
            true => (&mut self.elimination.given, 0),
            false => (&mut self.elimination.taken, 1),
        };
        side.push((transfer.account.name.clone(), transfer.amounts));
        self.typed[at] |= typed;
    }
}
