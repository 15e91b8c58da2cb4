//! The indicators of a form (绩效指标): a row each, below a head that names the columns.

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;

use super::head::{self, Head};
use super::measure::{self, Measure, Sense};
use super::plate::{Cell, Plate};

/// An indicator with what a form prints of it.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    /// Its name without spaces.
    pub(crate) name: String,
    /// Where its name stands in the text.
    pub(crate) place: (usize, usize),
    /// The classes it belongs to, from the first: 产出指标质量指标.
    pub(crate) class: String,
    /// Whether it is the rate at which the budget was spent.
    pub(crate) execution: bool,
    /// What it is to reach.
    pub(crate) target: Option<Measure<'a>>,
    /// What it reached.
    pub(crate) actual: Option<Measure<'a>>,
    /// What is said of what it reached, without spaces.
    pub(crate) outcome: String,
    /// Its weight.
    pub(crate) weight: Option<FigureId>,
    /// Its score.
    pub(crate) score: Option<FigureId>,
    /// Its score as those who check give it.
    pub(crate) checked: Option<FigureId>,
    /// The points taken off.
    pub(crate) deduction: Option<FigureId>,
    /// How much of its target it reached, in percent.
    pub(crate) done: Option<FigureId>,
    /// How its points are given, where a column says so.
    pub(crate) method: String,
    /// Why it missed its target; `None` where no column asks for it.
    pub(crate) reason: Option<String>,
}

/// A weight or score that is that of several indicators together.
#[derive(Debug, Clone)]
pub(crate) struct Class {
    /// The weight and the score printed for all of them.
    pub(crate) weight: Option<FigureId>,
    pub(crate) score: Option<FigureId>,
    /// Which rows they are.
    pub(crate) rows: Range<usize>,
}

/// The total of a form.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Total {
    /// The sum of the weights.
    pub(crate) weight: Option<FigureId>,
    /// The sum of the scores.
    pub(crate) score: Option<FigureId>,
    /// The sum of the scores of those who check.
    pub(crate) checked: Option<FigureId>,
}

/// Indicators below one head.
#[derive(Debug, Default)]
pub(super) struct Band<'a> {
    pub(super) rows: Vec<Row<'a>>,
    pub(super) classes: Vec<Class>,
    pub(super) totals: Vec<Total>,
    /// The rows of the table it takes, its head included.
    pub(super) lines: Range<usize>,
}

/// A head: what each column holds, and the first row below.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    heads: Vec<(Head, Range<usize>)>,
    pub(super) below: usize,
}

/// The kinds of the boxes over a row, one for each box.
fn kinds(plate: &Plate<'_>, row: usize) -> Vec<(Head, Range<usize>)> {
    let mut kinds: Vec<(Head, Range<usize>)> = Vec::new();
    let mut column = 0;
    while column < plate.columns {
        let Some(cell) = plate.at(row, column) else {
            column += 1;
            continue;
        };
        let columns = cell.columns.clone();
        if let Some(kind) = head::head(&cell.text) {
            kinds.push((kind, columns.clone()));
        }
        column = columns.end.max(column + 1);
    }
    kinds
}

fn names(kind: Head) -> bool {
    matches!(kind, Head::Class(_) | Head::Name | Head::Indicators)
}

fn values(kind: Head) -> bool {
    matches!(
        kind,
        Head::Target | Head::Actual | Head::Weight | Head::Score
    )
}

impl Columns {
    /// The same over rows that begin at the top of a table.
    pub(super) fn at_the_top(self) -> Columns {
        Columns { below: 0, ..self }
    }

    /// The head that begins in a row, if one does.
    pub(super) fn at(plate: &Plate<'_>, row: usize) -> Option<Columns> {
        let mut heads = kinds(plate, row);
        let begun = plate
            .row(row)
            .any(|cell| head::head(&cell.text).is_some_and(values));
        if !begun || !heads.iter().any(|(kind, _)| values(*kind)) {
            return None;
        }
        let mut below = row + 1;
        if let Some(second) = second_row(plate, below, &heads) {
            heads.retain(|(_, columns)| {
                !second
                    .iter()
                    .any(|(_, other)| other.start < columns.end && columns.start < other.end)
            });
            heads.extend(second);
            heads.sort_by_key(|(_, columns)| columns.start);
            below += 1;
        }
        let columns = Columns { heads, below };
        let told = columns.name().is_some() && columns.is_scored_or_classed();
        told.then_some(columns)
    }

    /// Whether it tells of an evaluation and not of any figures with targets.
    fn is_scored_or_classed(&self) -> bool {
        let has = |wanted: fn(Head) -> bool| self.heads.iter().any(|(kind, _)| wanted(*kind));
        has(|kind| matches!(kind, Head::Weight | Head::Score))
            || has(|kind| matches!(kind, Head::Class(_))) && has(|kind| kind == Head::Name)
    }

    fn all(&self, kind: Head) -> impl DoubleEndedIterator<Item = &Range<usize>> {
        let heads = self.heads.iter();
        heads
            .filter(move |(other, _)| *other == kind)
            .map(|(_, columns)| columns)
    }

    fn first(&self, kind: Head) -> Option<&Range<usize>> {
        self.all(kind).next()
    }

    fn classes(&self) -> impl DoubleEndedIterator<Item = &Range<usize>> {
        let heads = self.heads.iter();
        heads
            .filter(|(kind, _)| matches!(kind, Head::Class(_)))
            .map(|(_, columns)| columns)
    }

    /// The column of the names of indicators.
    fn name(&self) -> Option<&Range<usize>> {
        let last = self.all(Head::Name).next_back();
        last.or_else(|| self.classes().next_back())
            .or_else(|| self.first(Head::Indicators))
    }

    /// The column of a kind that belongs to the indicators, not to a class of them.
    fn leaf(&self, kind: Head) -> Option<&Range<usize>> {
        let past = self.name().map_or(0, |name| name.end);
        let after = self.all(kind).find(|columns| columns.start >= past);
        after.or_else(|| self.all(kind).next_back())
    }

    /// The column of a kind beside a class, before the next one.
    fn of_class(&self, kind: Head, class: &Range<usize>) -> Option<&Range<usize>> {
        let leaf = self.leaf(kind)?;
        let next = self
            .heads
            .iter()
            .find(|(kind, columns)| names(*kind) && columns.start >= class.end);
        let end = next.map_or(usize::MAX, |(_, columns)| columns.start);
        let mut beside = self.all(kind);
        beside.find(|columns| columns.start >= class.end && columns.end <= end && *columns != leaf)
    }

    /// Where the values begin.
    fn first_value(&self) -> usize {
        let heads = self.heads.iter();
        let past = self.name().map_or(0, |name| name.end);
        let values = heads.filter(|(kind, columns)| !names(*kind) && columns.start >= past);
        values
            .map(|(_, columns)| columns.start)
            .min()
            .unwrap_or(past)
    }
}

/// The second row of a head, where it has one: it names what the first leaves open, and holds no figures.
fn second_row(
    plate: &Plate<'_>,
    row: usize,
    first: &[(Head, Range<usize>)],
) -> Option<Vec<(Head, Range<usize>)>> {
    if row >= plate.rows || plate.row(row).any(|cell| !cell.figures.is_empty()) {
        return None;
    }
    let begun: Vec<(Head, Range<usize>)> = plate
        .row(row)
        .filter_map(|cell| Some((head::head(&cell.text)?, cell.columns.clone())))
        .collect();
    let named = first
        .iter()
        .any(|(kind, _)| matches!(kind, Head::Class(_) | Head::Name));
    let names_here = begun
        .iter()
        .any(|(kind, _)| matches!(kind, Head::Class(_) | Head::Name));
    let is_values = begun.iter().any(|(kind, _)| values(*kind));
    if names_here && !named {
        return Some(begun);
    }
    // 经费保障, 制度保障 … below 偏差原因分析: nothing stands where names do.
    let blank = || {
        let name = first.iter().rfind(|(kind, _)| *kind == Head::Name);
        name.is_some_and(|(_, columns)| plate.begins(row, columns).is_none())
    };
    let said = plate.row(row).any(|cell| !cell.text.is_empty());
    (named && said && blank() && !names_here && (is_values || begun.is_empty())).then_some(begun)
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
            if !class.rows.is_empty() && (class.weight.is_some() || class.score.is_some()) {
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
        let targets = columns.all(Head::Target).rev();
        let target = targets
            .filter_map(|columns| self.plate.begins(row, columns))
            .next();
        let actual = cell(Head::Actual);
        let named = || {
            let mut names = columns.all(Head::Name);
            names.any(|name| self.plate.begins(row, name).is_some())
        };
        if weight.is_none() && score.is_none() && !(target.is_some() && named()) {
            return None;
        }
        let name = self.name(row)?;
        let measure = |cell: Option<&Cell<'_>>| measure::measure(self.plate, self.figures, cell?);
        let mut target = measure(target);
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
                .any(|words| words.contains("执行率") || words.starts_with("预算执行")),
            name: name.text.to_string(),
            place: (name.start, name.end),
            class,
            target,
            actual: actual_measure,
            outcome: text(Head::Actual).to_owned(),
            weight,
            score,
            checked: number(Head::Checked),
            deduction: number(Head::Deduction),
            done: number(Head::Done),
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
