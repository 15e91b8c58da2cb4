//! Measures evaluated over a book.

use std::collections::BTreeMap;

use quantity::Rational;

use super::{Filter, Measure, MeasureError, Measured, Nature, Source};
use crate::{Book, Fact, Ledger, Value};
use settings::suggestion;

/// How many figures may be computed one from the other.
const MOST_NESTED: usize = 8;

/// What a measure may look at.
pub(crate) struct Scope<'a> {
    ledgers: &'a BTreeMap<String, Ledger>,
    facts: &'a [Fact],
    /// The figures being computed, so that none depends on itself.
    open: Vec<&'a str>,
}

/// A value with its nature and its origin, before it is fitted to a place.
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
        Scope::new(&self.ledgers, &self.facts).measure(measure, unit)
    }
}

impl Measure {
    /// Computes the measure over ledgers that are in no book, for a place with this unit.
    ///
    /// # Errors
    /// As [`Book::measure`].
    pub fn over(
        &self,
        ledgers: &BTreeMap<String, Ledger>,
        unit: &str,
    ) -> Result<Measured, MeasureError> {
        Scope::new(ledgers, &[]).measure(self, unit)
    }
}

impl<'a> Scope<'a> {
    pub(crate) const fn new(ledgers: &'a BTreeMap<String, Ledger>, facts: &'a [Fact]) -> Self {
        Self {
            ledgers,
            facts,
            open: Vec::new(),
        }
    }

    /// Computes a measure for a place with this unit.
    pub(crate) fn measure(&self, measure: &Measure, unit: &str) -> Result<Measured, MeasureError> {
        let outcome = self.evaluate(measure)?;
        let value = outcome.nature.fit(outcome.value.clone(), unit)?;
        Ok(Measured {
            // A conversion moves the point; the ledger's places mean nothing then.
            places: outcome.places.filter(|_| value == outcome.value),
            value,
            formula: outcome.formula,
            inputs: outcome.inputs,
            sources: outcome.sources,
        })
    }

    pub(crate) fn evaluate(&self, measure: &Measure) -> Result<Outcome, MeasureError> {
        match measure {
            Measure::Count(count) => count.evaluate(self),
            Measure::Sum(sum) => sum.evaluate(self),
            Measure::Share(share) => share.evaluate(self),
            Measure::Ratio(ratio) => ratio.evaluate(self),
            Measure::Fact(name) => self.fact(name),
        }
    }

    pub(crate) fn ledger(&self, name: &str) -> Result<&'a Ledger, MeasureError> {
        self.ledgers.get(name).ok_or_else(|| {
            let names = self.ledgers.keys().map(String::as_str);
            let problem = format!("没有台账“{name}”（ledgers/{name}.csv）");
            MeasureError::absent(name, problem, suggestion(name, names))
        })
    }

    fn fact(&self, name: &str) -> Result<Outcome, MeasureError> {
        let Some(fact) = self.facts.iter().find(|fact| fact.name == name) else {
            let names = self.facts.iter().map(|fact| fact.name.as_str());
            let problem = format!("没有名为“{name}”的数据");
            return Err(MeasureError::absent(name, problem, suggestion(name, names)));
        };
        if self.open.contains(&name) {
            let problem = format!("数据“{name}”要用它自己来算");
            return Err(MeasureError::new(name, problem, "断开这个循环"));
        }
        if self.open.len() >= MOST_NESTED {
            let problem = format!("数据“{name}”一层套一层，超过 {MOST_NESTED} 层");
            return Err(MeasureError::new(name, problem, "直接从台账统计"));
        }
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
                let mut open = self.open.clone();
                open.push(&fact.name);
                let inner = Scope { open, ..*self }.measure(measure, &fact.unit)?;
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

    /// The rows a filter takes, in words.
    pub(crate) fn rows_in_words(&self, ledger: &str, filter: &Filter) -> String {
        match filter.is_empty() {
            true => format!("台账“{ledger}”"),
            false => format!("台账“{ledger}”中“{filter}”"),
        }
    }
}
