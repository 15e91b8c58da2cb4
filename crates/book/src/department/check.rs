//! What keeps a department's figures from being final, and what may be counted twice.

use super::budget::plus;
use super::{Elimination, Flow, Standing, Unit, balance, elimination, ledgers};
use crate::remark::{Subject, kind};
use crate::{Book, Remark, Severity, Totals, score};
use entry::EntryId;
use settings::nearest;

/// Words in the name of a budget line that say its money goes to a unit below.
const PASSED_ON: [&str; 4] = ["对附属单位", "补助下级", "下拨", "拨付下属"];

/// Words in a source of funds that say the money came from a unit of the same department.
const FROM_WITHIN: [&str; 3] = ["上级补助", "附属单位上缴", "附属单位缴款"];

impl Book {
    /// What passes to other units and cannot, as its line has not so much.
    pub(crate) fn check_transfers(&self, remarks: &mut Vec<Remark>) {
        for line in &self.budget {
            let of_line = |flow: Flow| {
                let transfers = self
                    .transfers
                    .iter()
                    .filter(move |one| one.account.flow == flow && one.account.name == line.name);
                transfers.fold(Totals::default(), |sum, one| plus(sum, one.amounts))
            };
            let (paid, received) = (of_line(Flow::Paid), of_line(Flow::Received));
            let has = line.amounts;
            let cases = [
                ("拨出", paid.executed, "执行数", has.executed),
                ("拨出的预算", paid.full_year(), "全年预算", has.full_year()),
                (
                    "收到的预算",
                    received.full_year(),
                    "全年预算",
                    has.full_year(),
                ),
            ];
            for (what, passed, of, most) in cases {
                if passed > most {
                    let message = format!("{what} {passed} 万元，多于这一行的{of} {most} 万元");
                    let subject = Subject::from(format!("内部往来 {}", line.name));
                    let subject = subject.at(EntryId::default().inside("预算", &line.name, 1));
                    remarks.push(Remark::new(kind::TRANSFER_TOO_LARGE, subject, message));
                }
            }
        }
    }

    /// What of the units' books does not fit together.
    pub(crate) fn check_department(&self, remarks: &mut Vec<Remark>) {
        if !self.is_department() {
            return;
        }
        let units = self.units();
        let eliminations = elimination::eliminations(&units);
        remarks.extend(eliminations.iter().filter_map(|one| unsettled(one, &units)));
        for unit in &units {
            remarks.extend(undeclared(unit));
            remarks.extend(faulty(unit));
        }
        if let Err(problem) = balance::sheet(&units, &eliminations) {
            let message = format!("不能汇总：{problem}");
            remarks.push(Remark::new(kind::SHEET_NOT_POOLED, "资产负债", message));
        }
        for conflict in ledgers::conflicts(&self.members) {
            let message = format!("各单位的台账不一样，没有汇总：{}", conflict.problem);
            let subject = format!("台账 {}", conflict.ledger);
            remarks.push(Remark::new(kind::LEDGERS_DIFFER, subject, message));
        }
    }
}

/// Why a matter is not eliminated.
fn unsettled(one: &Elimination, units: &[Unit<'_>]) -> Option<Remark> {
    let (given, taken) = (one.all_given(), one.all_taken());
    let [gives, takes] = match one.of_budget {
        true => ["拨出", "收到"],
        false => ["应收", "应付"],
    };
    let (giver, taker) = (&one.giver, &one.taker);
    let (kind, message) = match one.standing {
        Standing::Agreed => return None,
        Standing::Outside => {
            let is_unit = |name: &str| units.iter().any(|unit| unit.is_called(name));
            let (unit, other) = match is_unit(giver) {
                true => (giver, taker),
                false => (taker, giver),
            };
            let names = units.iter().map(Unit::name).filter(|name| name != unit);
            let said = format!("“{unit}”的对方“{other}”不在汇总范围，没有抵销");
            match nearest(other, names) {
                None => (kind::PARTY_OUTSIDE, said),
                Some(near) => (kind::PARTY_MISNAMED, format!("{said}：是不是“{near}”？")),
            }
        }
        Standing::OneSided => {
            let (who, has, other, lacks, amount) = match one.taken.is_empty() {
                true => (giver, gives, taker, takes, given.executed),
                false => (taker, takes, giver, gives, taken.executed),
            };
            let message = format!(
                "“{who}”记了{has} {amount} 万元，“{other}”没有记{lacks}，没有抵销：请两边核对，补上“内部往来”"
            );
            (kind::ONE_SIDED, message)
        }
        Standing::Differs => {
            let budget = match given.full_year() == taken.full_year() {
                true => String::new(),
                false => format!("预算 {} 和 {} 万元，", given.full_year(), taken.full_year()),
            };
            let message = format!(
                "“{giver}”{gives}、“{taker}”{takes}对不上：{budget}金额 {} 和 {} 万元，没有抵销，可能重复计算：请两边核对",
                given.executed, taken.executed
            );
            (kind::SIDES_DIFFER, message)
        }
    };
    let subject = format!("内部往来 {}", one.matter);
    Some(Remark::new(kind, subject, message))
}

/// Lines that look like money between units and are not told to be.
fn undeclared<'a>(unit: &'a Unit<'a>) -> impl Iterator<Item = Remark> + 'a {
    let transfers = &unit.book.transfers;
    let suspect = unit.book.budget.iter().filter(move |line| {
        let passed_on = PASSED_ON.iter().any(|word| line.name.contains(word));
        let from_within = FROM_WITHIN.iter().any(|word| line.source.contains(word));
        let told = transfers.iter().any(|one| one.account.name == line.name);
        (passed_on || from_within) && !told
    });
    suspect.map(|line| {
        let message = format!(
            "“{}”（{}）像是部门内部的拨款，没有登记“内部往来”，可能重复计算：在“{}/book.toml”里补上",
            line.name, line.source, unit.folder
        );
        Remark::new(kind::UNDECLARED, unit.name(), message)
    })
}

/// Whether a unit's own book is at fault.
fn faulty(unit: &Unit<'_>) -> Option<Remark> {
    let scheme = unit.book.scoring_scheme()?;
    let card = score(unit.book, &scheme);
    let remarks = card.remarks.into_iter().chain(unit.book.check(&scheme));
    let errors = remarks.filter(|remark| remark.severity == Severity::Error);
    let count = errors.count();
    (count > 0).then(|| {
        let message = format!(
            "账本有{count}处错误，先改好再汇总：kaocheng score {}",
            unit.folder
        );
        Remark::new(kind::UNIT_AT_FAULT, unit.name(), message)
    })
}
