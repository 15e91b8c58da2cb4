//! The indicators of a form (绩效指标): a row each, below a head that names the columns.

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::columns::Columns;
use super::head::{self, Head};
use super::measure::{self, Sense};
use super::plate::{Cell, Plate};
use super::row::{Class, Row, Total};

/// Indicators below one head.
#[derive(Debug, Default)]
pub(super) struct Band<'a> {
    pub(super) rows: Vec<Row<'a>>,
    pub(super) classes: Vec<Class>,
    pub(super) totals: Vec<Total>,
    /// The rows of the table it takes, its head included.
    pub(super) lines: Range<usize>,
}

impl<'a> Band<'a> {
    /// The indicators below a head, down to what ends them.
    pub(super) fn read(
        plate: &Plate<'a>,
        figures: &[Figure],
        columns: &Columns,
        first: usize,
        ends: impl Fn(usize) -> bool,
    ) -> Self {
        let mut reader = Reader {
            plate,
            figures,
            columns,
            band: Band::default(),
            open: Vec::new(),
            classes: vec![String::new(); columns.classes().count()],
            since_subtotal: 0,
        };
        let mut row = columns.below;
        while row < plate.rows && !ends(row) && !reader.stops(row) {
            reader.row(row);
            row += 1;
        }
        reader.close(0);
        reader.band.lines = first..row;
        reader.band
    }
}

struct Reader<'p, 'a> {
    plate: &'p Plate<'a>,
    figures: &'p [Figure],
    columns: &'p Columns,
    band: Band<'a>,
    /// The classes that are open, each with its level and the first of its rows.
    open: Vec<(usize, Class)>,
    /// The names of the classes that are open.
    classes: Vec<String>,
    since_subtotal: usize,
}

impl<'a> Reader<'_, 'a> {
    fn stops(&self, row: usize) -> bool {
        let mut cells = self.plate.row(row);
        cells
            .find(|cell| !cell.text.is_empty())
            .is_some_and(|cell| head::ends(&cell.text))
    }

    fn row(&mut self, row: usize) {
        let values = self.columns.first_value();
        let labels = || {
            let cells = self.plate.row(row);
            cells.filter(move |cell| cell.columns.start < values.max(1))
        };
        if let Some(label) = labels().find(|cell| head::is_total(&cell.text)) {
            let total = self.total(row, label);
            self.close(0);
            self.band.totals.extend(total);
            return;
        }
        if labels().any(|cell| head::is_subtotal(&cell.text)) {
            self.subtotal(row);
            return;
        }
        self.open_classes(row);
        if let Some(found) = self.leaf(row) {
            self.band.rows.push(found);
        }
    }

    /// The number in a column of a row.
    fn number(&self, row: usize, columns: Option<&Range<usize>>) -> Option<FigureId> {
        let cell = self.plate.begins(row, columns?)?;
        self.plate.number(self.figures, cell)
    }

    /// The box that covers a row in some columns and is not blank, in this row or from one above.
    fn printed(&self, row: usize, columns: &Range<usize>) -> Option<&Cell<'a>> {
        let columns = columns.start..columns.end.min(self.plate.columns);
        let mut cells = columns.filter_map(|column| self.plate.at(row, column));
        cells.find(|cell| !cell.text.is_empty())
    }

    /// Whether there is a column, and nothing in it that covers a row.
    fn is_open(&self, row: usize, columns: Option<&Range<usize>>) -> bool {
        columns.is_some_and(|columns| self.printed(row, columns).is_none())
    }

    fn total(&self, row: usize, label: &Cell<'_>) -> Option<Total> {
        let of = |kind| self.number(row, self.columns.leaf(kind));
        let mut total = Total {
            weight: of(Head::Weight),
            score: of(Head::Score),
            checked: of(Head::Checked),
        };
        if total.weight.is_some() && total.weight == total.score {
            total.weight = None;
        }
        if total.weight.is_none() && total.score.is_none() {
            let behind = self.plate.row(row);
            let behind = behind.filter(|cell| cell.columns.start >= label.columns.end);
            let numbers: Vec<FigureId> = behind
                .filter_map(|cell| self.plate.number(self.figures, cell))
                .collect();
            let scored = self.columns.leaf(Head::Score).is_some();
            match numbers[..] {
                [one] if scored => total.score = Some(one),
                [one] => total.weight = Some(one),
                [one, other] if scored => (total.weight, total.score) = (Some(one), Some(other)),
                _ => {}
            }
        }
        if total.weight.is_none() {
            total.weight = self.bracketed(label);
        }
        (total.weight.is_some() || total.score.is_some()).then_some(total)
    }

    /// The weight in a label: 产出指标（50分）, 总分（100）.
    fn bracketed(&self, cell: &Cell<'_>) -> Option<FigureId> {
        let id = (cell.figures.len() == 1).then_some(cell.figures.start)?;
        let (before, after) = self.plate.around(self.figures, cell, id);
        let figure = &self.figures[id];
        let in_brackets = before.ends_with(['（', '('])
            && after.trim_start_matches('分').starts_with(['）', ')']);
        let points = figure.quantity.unit.dimension() == quantity::Dimension::Score;
        let plain = figure.quantity.unit == quantity::Unit::NONE;
        (points && after.trim_start_matches(['）', ')']).is_empty()
            || in_brackets && (points || plain))
            .then_some(id)
    }

    fn subtotal(&mut self, row: usize) {
        let rows = self.since_subtotal..self.band.rows.len();
        self.since_subtotal = rows.end;
        let of = |kind| self.number(row, self.columns.leaf(kind));
        let class = Class {
            weight: of(Head::Weight),
            score: of(Head::Score),
            rows,
        };
        if class.rows.len() > 1 {
            self.band.classes.push(class);
        }
    }

    /// Closes the classes from a level on.
    fn close(&mut self, level: usize) {
        while let Some((_, mut class)) = self.open.pop_if(|(open, _)| *open >= level) {
            class.rows.end = self.band.rows.len();
            // A class that is an indicator itself has its weight.
            let own = || {
                let rows = &self.band.rows[class.rows.clone()];
                rows.len() == 1 && rows[0].weight == class.weight
            };
            let told = class.weight.is_some() || class.score.is_some();
            if !class.rows.is_empty() && told && !own() {
                self.band.classes.push(class);
            }
        }
    }

    fn open_classes(&mut self, row: usize) {
        let columns = self.columns;
        for (level, column) in columns.classes().enumerate() {
            let Some(cell) = self.plate.begins(row, column) else {
                continue;
            };
            // 产出指标（50分） on each of its rows is one class.
            let goes_on = self.open.iter().any(|(open, _)| *open == level)
                && !cell.text.is_empty()
                && *cell.text == self.classes[level];
            if goes_on {
                continue;
            }
            self.close(level);
            let beside = |kind| self.number(row, columns.of_class(kind, column));
            let class = Class {
                weight: self.bracketed(cell).or_else(|| beside(Head::Weight)),
                score: beside(Head::Score),
                rows: self.band.rows.len()..self.band.rows.len(),
            };
            self.classes[level] = cell.text.to_string();
            self.classes[level + 1..].fill(String::new());
            self.open.push((level, class));
        }
    }

    fn leaf(&self, row: usize) -> Option<Row<'a>> {
        let columns = self.columns;
        let cell = |kind| self.plate.begins(row, columns.leaf(kind)?);
        let text = |kind| cell(kind).map_or("", |cell| &cell.text);
        let number = |kind| self.number(row, columns.leaf(kind));
        let (weight, score) = (number(Head::Weight), number(Head::Score));
        // 抽检批次（25分）, where no column has the weights.
        let own = || self.name(row).and_then(|name| self.bracketed(name));
        let weight = match columns.leaf(Head::Weight) {
            Some(_) => weight,
            None => own(),
        };
        let targets = columns.all(Head::Target).rev();
        let target = targets
            .filter_map(|columns| self.printed(row, columns))
            .next();
        let actual = cell(Head::Actual);
        let named = || {
            let mut names = columns.all(Head::Name);
            names.any(|name| self.plate.begins(row, name).is_some())
        };
        let begun = target.is_some_and(|cell| cell.row == row);
        if weight.is_none() && score.is_none() && !(begun && named()) {
            return None;
        }
        let name = self.name(row)?;
        let measure = |cell: Option<&Cell<'_>>| measure::measure(self.plate, self.figures, cell?);
        let aim = target.map_or_else(String::new, |cell| cell.text.to_string());
        let mut target = measure(target.filter(|cell| cell.row == row));
        if let Some(target) = target
            .as_mut()
            .filter(|target| target.sense == Sense::Unsaid)
        {
            target.sense = measure::sense(text(Head::Sign)).unwrap_or(Sense::Unsaid);
        }
        let actual_measure = measure(actual);
        let class: String = self.classes.concat();
        Some(Row {
            execution: [&*name.text, &class]
                .iter()
                .any(|words| is_of_execution(words)),
            name: match columns.leaf(Head::Weight) {
                None if weight.is_some() => head::bare(&name.text).to_owned(),
                _ => name.text.to_string(),
            },
            place: (name.start, name.end),
            class,
            aim: columns.first(Head::Target).map(|_| aim),
            target,
            actual: actual_measure,
            forecast: measure(cell(Head::Forecast)),
            outcome: text(Head::Actual).to_owned(),
            outcome_place: actual.map(|cell| (cell.start, cell.end)),
            weight,
            score,
            checked: number(Head::Checked),
            deduction: number(Head::Deduction),
            done: number(Head::Done),
            coefficient: number(Head::Coefficient),
            unscored: self.is_open(row, columns.leaf(Head::Score)),
            undone: self.is_open(row, columns.leaf(Head::Actual)),
            method: text(Head::Method).to_owned(),
            reason: columns
                .first(Head::Reason)
                .map(|_| text(Head::Reason).to_owned()),
        })
    }

    /// The box that names the indicator of a row: its name, or what stands before its values.
    fn name(&self, row: usize) -> Option<&Cell<'a>> {
        let columns = self.columns.name()?;
        let own = self.plate.begins(row, columns);
        let above = || {
            let cell = self.plate.at(row, columns.start);
            cell.filter(|cell| !cell.text.is_empty())
        };
        own.or_else(above)
            .or_else(|| self.plate.left_of(row, self.columns.first_value()))
    }
}

/// Whether words name the rate at which money was spent: 预算执行率, and not 补助标准执行率.
fn is_of_execution(words: &str) -> bool {
    const MONEY: [&str; 5] = ["预算", "资金", "支出", "经费", "专款"];
    let spent = words.split_once("执行率").is_some_and(|(before, _)| {
        before.is_empty() || before == "全年" || MONEY.iter().any(|end| before.ends_with(end))
    });
    spent || words.starts_with("预算执行")
}

#[cfg(test)]
mod tests {
    use super::is_of_execution;

    #[test]
    fn the_rate_of_execution_is_one_of_money() {
        for (words, expected) in [
            ("预算执行率", true),
            ("执行率", true),
            ("项目资金执行率", true),
            ("预算执行（10分）", true),
            ("补助标准执行率", false),
            ("制度执行率", false),
        ] {
            assert_eq!(is_of_execution(words), expected, "{words}");
        }
    }
}
