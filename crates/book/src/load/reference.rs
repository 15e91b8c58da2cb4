//! What the entries of a book say about each other, checked once all of them are read.

use std::collections::BTreeMap;
use std::ops::Range;

use super::book::Parts;
use crate::measure::{Calendar, Demand, Scope, Table, Tables, Total};
use crate::reckoning::Reckoning;
use crate::{Column, Date, Fact, Measure, MeasureError, Scheme};
use settings::Source;
use settings::Value;
use settings::suggestion;

/// References found while reading, each with its place.
#[derive(Default)]
pub(crate) struct References {
    indicators: Vec<(String, Range<usize>)>,
    bands: Vec<(String, Range<usize>)>,
    measures: Vec<(Measure, String, usize)>,
}

/// What references may lead to. Entries with faults of their own count as there.
pub(crate) struct Known<'a> {
    pub(crate) parts: &'a Parts,
    pub(crate) scheme: Option<&'a Scheme>,
    pub(crate) indicators: &'a Names,
    pub(crate) facts: &'a Names,
    pub(crate) read_facts: &'a [Fact],
    pub(crate) calendar: Calendar,
}

/// What must be unique, with the file and the place where it was first used.
#[derive(Default)]
pub(crate) struct Names(BTreeMap<String, (String, usize)>);

impl Names {
    /// Takes a name; reports it when it is taken already.
    pub(crate) fn take(&mut self, what: &str, name: &str, source: &Source<'_>, span: Range<usize>) {
        match self.0.get(name) {
            Some((file, first)) => {
                let place = match file == source.file {
                    true => format!("第 {} 行", source.position(*first).0),
                    false => format!("{file} "),
                };
                let problem = format!("{what}“{name}”重复了，{place}已经用过");
                source.fault(span, problem, format!("换一个{what}"));
            }
            None => {
                let place = (source.file.to_owned(), span.start);
                self.0.insert(name.to_owned(), place);
            }
        }
    }
}

impl Names {
    fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.keys().map(String::as_str)
    }
}

impl References {
    pub(crate) fn indicator(&mut self, id: String, value: Value<'_>) {
        self.indicators.push((id, value.span()));
    }

    pub(crate) fn band(&mut self, label: String, value: Value<'_>) {
        self.bands.push((label, value.span()));
    }

    /// Reads a measure for a place with this unit and remembers it.
    pub(crate) fn measure(&mut self, value: Value<'_>, unit: &str) -> Option<Measure> {
        let Some(text) = value.as_text() else {
            value.fault("“统计”应当是引号里的文字", "例如 \"统计\" = \"计数(巡查)\"");
            return None;
        };
        let start = value.text_start();
        match text.parse::<Measure>() {
            Ok(measure) => {
                self.measures
                    .push((measure.clone(), unit.to_owned(), start));
                Some(measure)
            }
            Err(error) => {
                let at = start + error.at;
                value.source.fault(at..at, error.problem, error.remedy);
                None
            }
        }
    }

    /// Reports every reference that leads nowhere.
    pub(crate) fn check(&self, known: &Known<'_>, source: &Source<'_>) {
        for (id, span) in &self.indicators {
            if !known.indicators.contains(id) {
                let problem = format!("没有编号为“{id}”的指标");
                source.fault(
                    span.clone(),
                    problem,
                    suggestion(id, known.indicators.iter()),
                );
            }
        }
        if let Some(scheme) = known.scheme {
            self.check_bands(scheme, source);
        }
        self.check_measures(known, source);
    }

    fn check_bands(&self, scheme: &Scheme, source: &Source<'_>) {
        for (label, span) in &self.bands {
            if !scheme.bands().iter().any(|band| band.is_called(label)) {
                let names: Vec<_> = scheme
                    .bands()
                    .iter()
                    .map(|band| band.name.as_str())
                    .collect();
                let problem = format!("评分方案“{}”里没有“{label}”这一档", scheme.name());
                source.fault(
                    span.clone(),
                    problem,
                    suggestion(label, names.iter().copied()),
                );
            }
        }
    }

    fn check_measures(&self, known: &Known<'_>, source: &Source<'_>) {
        let unread = Unread(known.parts);
        let scope = Scope::new(&unread, known.read_facts, known.calendar);
        for (measure, unit, start) in &self.measures {
            let Err(error) = scope.measure(measure, unit) else {
                continue;
            };
            let faulty = known.parts.faulty_ledgers.contains(&error.word)
                || (error.absent && known.facts.contains(&error.word));
            if error.by_rows || faulty {
                continue;
            }
            let written = source.text.get(*start..).unwrap_or_default();
            let at = start + written.find(&error.word).unwrap_or_default();
            source.fault(at..at, error.problem, error.remedy);
        }
    }
}

/// The ledgers of a book that is being loaded: rows of those that are too long are not read yet.
struct Unread<'a>(&'a Parts);

impl Tables for Unread<'_> {
    fn table(&self, name: &str) -> Option<(&[Column], Option<Date>)> {
        let long = || Some((self.0.long_ledgers.get(name)?.columns(), None));
        self.0.ledgers.table(name).or_else(long)
    }

    fn names(&self) -> Vec<&str> {
        let long = self.0.long_ledgers.keys().map(String::as_str);
        self.0.ledgers.names().into_iter().chain(long).collect()
    }

    fn total(&self, table: &Table<'_>, demand: &Demand) -> Result<Total, MeasureError> {
        match self.0.long_ledgers.contains_key(table.name) {
            true => Err(MeasureError::unread(table.name)),
            false => self.0.ledgers.total(table, demand),
        }
    }

    fn reckoning(&self, name: &str) -> Option<&Reckoning> {
        self.0.ledgers.reckoning(name)
    }
    fn by_unit(&self, source: crate::Source) -> Vec<crate::Source> {
        self.0.ledgers.by_unit(source)
    }
}
