//! Final accounts and budgets of a department (部门决算、部门预算公开): which table is which, and where a section speaks of it.
//!
//! The form of the tables is fixed by the ministry (部门决算报表; 财预〔2016〕143号), so what must agree between them is known.

mod cell;
mod form;
mod item;
mod named;
mod section;
pub(crate) mod three_public;
mod under;

use crate::reading::Reading;
use crate::table::Sheet;
use crate::year;

pub(crate) use form::Form;
pub(crate) use item::{Item, items, pair_before};
pub(crate) use named::{Named, name_before};

/// The tables of an account that were recognised, and the sections about them.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// Each form with the number of its table in the document; the first of each form counts.
    tables: Vec<(Form, usize)>,
    /// For each paragraph, the form its section speaks of; empty where there is no account.
    sections: Vec<Option<Form>>,
    /// The year it is of, where the document names one.
    year: Option<u16>,
}

impl Account {
    /// Recognises the tables of a document by their titles.
    pub(crate) fn new(reading: &Reading<'_>, sheets: &[Sheet<'_>]) -> Self {
        let mut tables: Vec<(Form, usize)> = Vec::new();
        for (number, sheet) in sheets.iter().enumerate() {
            if let Some(form) = form::of_table(reading, sheet)
                && !tables.iter().any(|(other, _)| *other == form)
            {
                tables.push((form, number));
            }
        }
        if tables.is_empty() {
            return Account::default();
        }
        Account {
            tables,
            sections: section::sections(reading),
            year: year::most_named(&reading.text, "年度"),
        }
    }

    /// The table of a form.
    pub(crate) fn table<'s, 'a>(
        &self,
        form: Form,
        sheets: &'s [Sheet<'a>],
    ) -> Option<&'s Sheet<'a>> {
        let number = self.tables.iter().find(|(other, _)| *other == form)?.1;
        sheets.get(number)
    }

    /// The form of a table by its number in the document.
    pub(crate) fn form(&self, table: usize) -> Option<Form> {
        let found = self.tables.iter().find(|(_, number)| *number == table);
        found.map(|(form, _)| *form)
    }

    /// The form the section of a paragraph speaks of.
    pub(crate) fn section(&self, paragraph: usize) -> Option<Form> {
        self.sections.get(paragraph).copied().flatten()
    }

    /// What the section about a form may name, with what its table prints.
    pub(crate) fn names(&self, form: Form, sheets: &[Sheet<'_>]) -> Vec<Named> {
        let sheet = self.table(form, sheets);
        sheet.map_or_else(Vec::new, |sheet| named::names(form, sheet))
    }

    /// Whether a name says no other year than that of the account.
    pub(crate) fn is_of_the_year(&self, name: &str) -> bool {
        let years = name
            .match_indices('年')
            .filter_map(|(at, _)| year::before(name, at));
        let prior = ["上年", "去年", "比较", "相比"]
            .iter()
            .any(|word| name.contains(word));
        !prior
            && self
                .year
                .is_none_or(|own| years.into_iter().all(|year| year == own))
    }

    /// The numbers of the tables that were recognised.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.tables.iter().map(|(_, number)| *number)
    }

    /// Whether the document has tables of an account.
    pub(crate) fn is_present(&self) -> bool {
        !self.tables.is_empty()
    }
}
