//! Measures evaluated over a book.

use std::collections::BTreeMap;
use std::sync::Arc;

use quantity::Rational;

use super::function::Statistic;
use super::table::{Table, Tables};
use super::total::Demand;
use super::{Calendar, Form, Measure, MeasureError, Measured, Nature, Operand, Source};
use crate::ledger::{Cell, ColumnType};
use crate::reckoning::Question;
use crate::{Actual, Book, Date, Fact, Ledger, Value};
use settings::suggestion;

/// How many figures may be computed one from the other.
const MOST_NESTED: usize = 8;

/// What a measure may look at.
pub(crate) struct Scope<'a> {
    tables: &'a dyn Tables,
    facts: &'a [Fact],
    calendar: Calendar,
    /// The figures being computed, so that none depends on itself.
    open: Vec<&'a str>,
}

/// A value with its nature and its origin, before it is fitted to a place.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) value: Rational,
    pub(crate) nature: Nature,
    pub(crate) places: Option<u8>,
    pub(crate) formula: String,
    pub(crate) inputs: Vec<(String, String)>,
    pub(crate) sources: Vec<Source>,
}

impl Book {
    /// Computes a measure, for a place with this unit.
    ///
    /// # Errors
    /// When the measure names what the book does not have, divides by zero, or gives a kind of
    /// number that the unit does not fit.
    pub fn measure(&self, measure: &Measure, unit: &str) -> Result<Measured, MeasureError> {
        Scope::of(self).measure(measure, unit)
    }

    /// Computes a measure in its own unit: a sum in that of its column, a share in %.
    ///
    /// # Errors
    /// As [`Book::measure`].
    pub fn measure_as_is(&self, measure: &Measure) -> Result<Measured, MeasureError> {
        Scope::of(self).measure_as_is(measure)
    }

    /// The files of evidence that rows of a ledger name in its columns of 附件, each once.
    pub fn attached_to(&self, source: &Source) -> Vec<&str> {
        let mut files = Vec::new();
        let Some(ledger) = self.ledgers.get(&source.ledger) else {
            return files;
        };
        let columns = ledger.columns().iter().enumerate();
        let columns: Vec<_> = columns
            .filter(|(_, column)| column.kind == ColumnType::Attachment)
            .collect();
        for place in ledger.places(source) {
            let row = ledger.rows().get(place);
            for (at, _) in &columns {
                if let Some(Cell::Text(file)) = row.and_then(|row| row.get(*at))
                    && !files.contains(&file.as_str())
                {
                    files.push(file);
                }
            }
        }
        files
    }

    /// Tells ledgers too long to be loaded which measures they are going to be asked for, so that their rows are read once
    /// for all of them. One that is not foreseen takes another pass.
    pub fn foresee<'a>(&self, measures: impl IntoIterator<Item = &'a Measure>) {
        if self.long_ledgers.is_empty() {
            return;
        }
        let scope = Scope::of(self);
        for measure in measures {
            scope.parts(measure, &mut |name, part| {
                if let Some(ledger) = self.long_ledgers.get(name) {
                    ledger.foresee(part.clone());
                }
            });
        }
    }

    /// The measures of its entries.
    pub(crate) fn measures(&self) -> impl Iterator<Item = &Measure> {
        let noted = self.notes.iter().flat_map(|notes| &notes.indicators);
        let indicators = self.all_indicators().map(|indicator| &indicator.actual);
        let actuals = indicators.chain(noted.map(|note| &note.actual));
        let actuals = actuals.filter_map(|actual| match actual {
            Actual::Measure(measure) => Some(measure),
            _ => None,
        });
        let facts = self.facts.iter().filter_map(|fact| match &fact.value {
            Value::Measure(measure) => Some(measure),
            Value::Typed(_) => None,
        });
        let executed = self
            .budget
            .iter()
            .filter_map(|line| line.execution.as_ref());
        let passed = self.transfers.iter().filter_map(|one| one.measure.as_ref());
        actuals.chain(facts).chain(executed).chain(passed)
    }

    /// Tells ledgers too long to be loaded which days they are going to be looked back to.
    pub(crate) fn foresee_days(&self, days: impl IntoIterator<Item = Date> + Clone) {
        for ledger in self.long_ledgers.values() {
            ledger.foresee_days(days.clone());
        }
    }

    /// The book's year, judged on its last day.
    pub fn calendar(&self) -> Calendar {
        Calendar::of_year(self.year)
    }
}

impl Measure {
    /// What it asks of the rows of a ledger; nothing where it is computed from other figures, or does not fit the ledger.
    pub(crate) fn demands(&self, table: &Table<'_>) -> Vec<Demand> {
        match self.form() {
            Form::Over(statistic) => statistic.demands(table).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Computes the measure over ledgers that are in no book, for a place with this unit; periods
    /// are of the calendar's year.
    ///
    /// # Errors
    /// As [`Book::measure`].
    pub fn over(
        &self,
        ledgers: &BTreeMap<String, Ledger>,
        calendar: Calendar,
        unit: &str,
    ) -> Result<Measured, MeasureError> {
        Scope::new(ledgers, &[], calendar).measure(self, unit)
    }
}

impl<'a> Scope<'a> {
    pub(crate) fn of(book: &'a Book) -> Self {
        Self::new(book, &book.facts, book.calendar())
    }

    pub(crate) const fn new(tables: &'a dyn Tables, facts: &'a [Fact], calendar: Calendar) -> Self {
        Self {
            tables,
            facts,
            calendar,
            open: Vec::new(),
        }
    }

    /// Computes a measure for a place with this unit.
    pub(crate) fn measure(&self, measure: &Measure, unit: &str) -> Result<Measured, MeasureError> {
        let outcome = self.evaluate(measure)?;
        outcome.fit(unit)
    }

    /// Whether an actual cannot be computed for want of rows alone, which may come later.
    pub(crate) fn waits(&self, actual: &Actual) -> bool {
        let Actual::Measure(measure) = actual else {
            return false;
        };
        self.measure(measure, "%").is_err_and(|error| error.by_rows)
    }

    /// Computes a measure in its own unit.
    pub(crate) fn measure_as_is(&self, measure: &Measure) -> Result<Measured, MeasureError> {
        let outcome = self.evaluate(measure)?;
        let unit = outcome.nature.unit();
        outcome.fit(&unit)
    }

    pub(crate) fn evaluate(&self, measure: &Measure) -> Result<Outcome, MeasureError> {
        match measure.form() {
            Form::Over(statistic) => self.statistic(statistic),
            Form::Ratio(ratio) => ratio.evaluate(self),
            Form::Combination(combination) => combination.evaluate(self),
            Form::Fact(name) => self.fact(name),
        }
    }

    fn statistic(&self, statistic: &dyn Statistic) -> Result<Outcome, MeasureError> {
        let table = self.table(statistic.ledger())?;
        let find = || self.total(statistic, &table);
        let Some(reckoning) = self.tables.reckoning(table.name) else {
            return find();
        };
        let question = Question {
            function: statistic.to_string(),
            calendar: self.calendar,
            day: table.day,
        };
        let outcome = reckoning.answer(question, find)?;
        Ok(Arc::unwrap_or_clone(outcome))
    }

    /// Goes through the rows.
    fn total(&self, statistic: &dyn Statistic, table: &Table<'_>) -> Result<Outcome, MeasureError> {
        let totals = statistic
            .demands(table)?
            .iter()
            .map(|demand| self.tables.total(table, demand))
            .collect::<Result<Vec<_>, _>>()?;
        let mut outcome = statistic.outcome(table, &totals)?;
        let sources = std::mem::take(&mut outcome.sources).into_iter();
        outcome.sources = sources
            .flat_map(|source| self.tables.by_unit(source))
            .collect();
        Ok(outcome)
    }

    /// The ledger of that name.
    pub(crate) fn table<'t>(&'t self, name: &'t str) -> Result<Table<'t>, MeasureError> {
        let (columns, day) = self.tables.table(name).ok_or_else(|| {
            let problem = format!("没有台账“{name}”（ledgers/{name}.csv）");
            let names = self.tables.names();
            MeasureError::absent(name, problem, suggestion(name, names))
        })?;
        Ok(Table {
            name,
            columns,
            day,
            calendar: self.calendar.on(day),
        })
    }

    /// Every measure over one ledger that a measure is computed from, with the ledger's name.
    fn parts(&self, measure: &Measure, visit: &mut dyn FnMut(&str, &Measure)) {
        let each = |operand: &Operand| {
            if let Operand::Measure(measure) = operand {
                self.parts(measure, visit);
            }
        };
        match measure.form() {
            Form::Over(statistic) => visit(statistic.ledger(), measure),
            Form::Ratio(ratio) => [&ratio.part, &ratio.whole].into_iter().for_each(each),
            Form::Combination(sum) => [&sum.first, &sum.second].into_iter().for_each(each),
            Form::Fact(name) => {
                let fact = self.facts.iter().find(|fact| fact.name == name);
                if let Some(fact) = fact
                    && let Value::Measure(measure) = &fact.value
                    && let Ok(scope) = self.inside(&fact.name)
                {
                    scope.parts(measure, visit);
                }
            }
        }
    }

    fn fact(&self, name: &str) -> Result<Outcome, MeasureError> {
        let Some(fact) = self.facts.iter().find(|fact| fact.name == name) else {
            let names = self.facts.iter().map(|fact| fact.name.as_str());
            let problem = format!("没有名为“{name}”的数据");
            return Err(MeasureError::absent(name, problem, suggestion(name, names)));
        };
        let scope = self.inside(&fact.name)?;
        let nature = Nature::of_unit(&fact.unit);
        match &fact.value {
            Value::Typed(value) => Ok(Outcome {
                value: value.to_rational(),
                nature,
                places: Some(value.scale()),
                formula: format!("数据“{name}”"),
                inputs: vec![(name.to_owned(), format!("{value}{}", fact.unit))],
                sources: Vec::new(),
            }),
            Value::Measure(measure) => {
                let inner = scope.measure(measure, &fact.unit)?;
                Ok(Outcome {
                    value: inner.value,
                    nature,
                    places: inner.places,
                    formula: inner.formula,
                    inputs: inner.inputs,
                    sources: inner.sources,
                })
            }
        }
    }

    /// What the measure of a named figure may look at.
    fn inside(&self, name: &'a str) -> Result<Self, MeasureError> {
        if self.open.contains(&name) {
            let problem = format!("数据“{name}”要用它自己来算");
            return Err(MeasureError::new(name, problem, "断开这个循环"));
        }
        if self.open.len() >= MOST_NESTED {
            let problem = format!("数据“{name}”一层套一层，超过 {MOST_NESTED} 层");
            return Err(MeasureError::new(name, problem, "直接从台账统计"));
        }
        let mut open = self.open.clone();
        open.push(name);
        Ok(Self { open, ..*self })
    }
}

impl Outcome {
    /// The value in the unit of a place.
    pub(crate) fn fit(self, unit: &str) -> Result<Measured, MeasureError> {
        let value = self.nature.fit(self.value.clone(), unit)?;
        Ok(Measured {
            // A conversion moves the point; the ledger's places mean nothing then.
            places: self.places.filter(|_| value == self.value),
            unit: unit.to_owned(),
            value,
            formula: self.formula,
            inputs: self.inputs,
            sources: self.sources,
        })
    }
}
