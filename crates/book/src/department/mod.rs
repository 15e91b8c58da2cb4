//! A department and the units below it (部门汇总): its book takes in the books of its subordinate units, and money that
//! passes between them counts once.
//!
//! Nothing is added up twice in another place: the rows of all units are put into one ledger of each name, and the
//! department's own measures are computed over them. Sums add, rates come from all numerators and denominators,
//! satisfaction from all answers, and what is counted as different is different in the whole department.

mod balance;
mod budget;
mod check;
mod elimination;
mod figures;
mod ledgers;
mod overview;
mod people;
mod statement;
mod transfer;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::ledger::OVERVIEW;
use crate::{Book, Date, Evidence, Ledger};

pub use elimination::{Elimination, Standing};
pub(crate) use ledgers::UNIT_EVIDENCE;
pub use statement::{Consolidation, Share, UnitLine};
pub use transfer::{Account, Flow, Transfer};

/// A subordinate unit (下属单位) of a department, with its book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The folder of its book, as the department's book writes it.
    pub folder: String,
    /// Its book; it may be a department itself.
    pub book: Book,
}

/// A unit that has a book of its own accounts, wherever it stands below the department.
#[derive(Clone, Debug)]
pub(crate) struct Unit<'a> {
    /// The folder of its book, from the department's.
    pub(crate) folder: String,
    pub(crate) book: &'a Book,
}

impl Unit<'_> {
    /// What the department calls it.
    pub(crate) fn name(&self) -> &str {
        self.book.profile.shortest()
    }

    /// Whether it is meant by a name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        let profile = &self.book.profile;
        profile.name == name || profile.short_name.as_deref() == Some(name)
    }
}

impl Book {
    /// Whether it takes in the books of subordinate units.
    pub const fn is_department(&self) -> bool {
        !self.members.is_empty()
    }

    /// The units with accounts of their own below the department, in the order of its book.
    pub(crate) fn units(&self) -> Vec<Unit<'_>> {
        units(&self.members)
    }

    /// The book without what its subordinate units bring: what its own folder says.
    pub(crate) fn own(&self) -> Cow<'_, Self> {
        if !self.is_department() {
            return Cow::Borrowed(self);
        }
        let ledgers = self.ledgers.iter();
        let own = ledgers.filter(|(name, ledger)| !ledger.is_pooled() && *name != OVERVIEW);
        Cow::Owned(Self {
            staff: Vec::new(),
            balance: None,
            budget: Vec::new(),
            ledgers: own
                .map(|(name, ledger)| (name.clone(), ledger.clone()))
                .collect(),
            evidence: self.evidence.own(),
            ..self.clone()
        })
    }

    /// Reads every registered file of the evidence, in a department that of its units as well, and notes which are no
    /// longer what was registered.
    pub fn verify_evidence(&mut self) {
        self.evidence.verify();
        for member in &mut self.members {
            member.book.verify_evidence();
        }
    }

    /// The book with its own part and the books of its units changed alike.
    pub(crate) fn each(&self, change: &dyn Fn(&Self) -> Self) -> Self {
        if !self.is_department() {
            return change(self);
        }
        let mut book = change(&self.own());
        for member in &mut book.members {
            member.book = member.book.each(change);
        }
        take_in(&book.members, &mut book.ledgers, &mut book.evidence);
        book.take_in_accounts();
        book
    }

    /// Takes in staff, balance sheets and budgets of the subordinate units, less what passes between them.
    pub(crate) fn take_in_accounts(&mut self) {
        let units = self.units();
        let eliminations = elimination::eliminations(&units);
        let (staff, balance) = (
            people::staff(&units),
            balance::sheet(&units, &eliminations).ok().flatten(),
        );
        let budget = budget::lines(&units, &eliminations);
        self.staff = staff;
        self.balance = balance;
        self.budget = budget;
    }

    /// The book as it was known at the end of a day: rows entered in its ledgers and files registered
    /// later are not there yet, later adjustments not made. A department looks back in all its units.
    pub fn as_of(&self, day: Date) -> Self {
        self.each(&|book| book.known_at(day))
    }
}

/// The units with accounts of their own among members and below them.
fn units(members: &[Member]) -> Vec<Unit<'_>> {
    let mut all = Vec::new();
    for member in members {
        match member.book.is_department() {
            false => all.push(Unit {
                folder: member.folder.clone(),
                book: &member.book,
            }),
            true => all.extend(member.book.units().into_iter().map(|unit| Unit {
                folder: format!("{}/{}", member.folder, unit.folder),
                ..unit
            })),
        }
    }
    all
}

/// Takes in the ledgers and the evidence of subordinate units, and the overview of them.
pub(crate) fn take_in(
    members: &[Member],
    ledgers: &mut BTreeMap<String, Ledger>,
    evidence: &mut Evidence,
) {
    ledgers.extend(ledgers::pooled(members));
    ledgers.insert(OVERVIEW.to_owned(), overview::table(&units(members)));
    for member in members {
        evidence.take_in(&ledgers::evidence_prefix(member), &member.book.evidence);
    }
}
