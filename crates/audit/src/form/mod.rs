//! Forms of performance (绩效表格): self-evaluation, targets and monitoring, told by their boxes and not by their layout.
//!
//! A box is known by the head of its column or the label of its row, so its relations are known too: 财预〔2020〕10号 annex 1
//! and its local kin. Where a form is read, no rule about tables in general speaks of its boxes.

mod boxes;
mod funds;
mod head;
mod indicators;
mod measure;
mod plate;
mod sums;

use std::ops::Range;

use quantity::{Approximation, Decimal, Dimension, Unit};

use crate::claim::FigureId;
use crate::figure::{Figure, Role};
use crate::reading::Reading;
use crate::table::Sheet;

pub(crate) use funds::{Across, Amount, Funds, Line, Purse};
pub(crate) use indicators::{Class, Row, Total};
pub(crate) use measure::{Measure, Sense};
pub(crate) use sums::{Parts, sum};

use indicators::{Band, Columns};
use plate::Plate;

/// A form.
#[derive(Debug, Default)]
pub(crate) struct Paper<'a> {
    /// What it is about: the name of a project or a unit, without spaces.
    pub(crate) subject: String,
    /// Its money.
    pub(crate) funds: Vec<Funds>,
    /// Its money in columns.
    pub(crate) across: Vec<Across>,
    /// Its indicators.
    pub(crate) rows: Vec<Row<'a>>,
    /// Weights and scores of several indicators together.
    pub(crate) classes: Vec<Class>,
    /// Its totals, the one below the indicators first.
    pub(crate) totals: Vec<Total>,
    /// Where its grade stands.
    pub(crate) grade: Option<(usize, usize)>,
    /// The paragraphs it is printed in.
    pub(crate) paragraphs: Range<usize>,
    /// The first paragraph of the table its indicators begin in.
    first: usize,
    /// Whether a total stands below its indicators.
    is_closed: bool,
}

/// The forms of a document.
#[derive(Debug, Default)]
pub(crate) struct Papers<'a> {
    /// Each form, in order.
    pub(crate) all: Vec<Paper<'a>>,
    /// The figures that stand in boxes, in order.
    boxes: Vec<FigureId>,
}

/// Words that every form has one of; where a table has none, it is not looked at further.
const TELLING: [&str; 9] = [
    "指标",
    "资金总额",
    "执行数",
    "执行率",
    "得分",
    "分值",
    "权重",
    "总分",
    "任务",
];

/// More pieces than these between two tables, and they are not one form.
const APART: usize = 12;

/// Reads the forms of a document.
pub(crate) fn papers<'a>(
    reading: &'a Reading<'_>,
    sheets: &[Sheet<'_>],
    figures: &[Figure],
) -> Papers<'a> {
    let grids = sheets.iter().filter(|sheet| may_be_form(sheet));
    let mut plates: Vec<Plate<'a>> = grids
        .map(|sheet| Plate::of_grid(reading, sheet.grid, figures))
        .collect();
    let lines = plate::runs(reading).into_iter();
    plates.extend(lines.map(|lines| Plate::of_lines(reading, lines, figures)));
    plates.sort_by_key(|plate| plate.paragraphs.start);
    let mut reader = Reader {
        reading,
        figures,
        all: Vec::new(),
        columns: None,
    };
    for plate in &plates {
        reader.plate(plate);
    }
    let mut all = reader.all;
    all.retain(Paper::is_form);
    let mut boxes: Vec<FigureId> = all.iter().flat_map(Paper::figures).collect();
    boxes.sort_unstable();
    boxes.dedup();
    Papers { all, boxes }
}

fn may_be_form(sheet: &Sheet<'_>) -> bool {
    const MOST_COLUMNS: usize = 64;
    const ROWS: usize = 40;
    let rows = 0..sheet.grid.rows.min(ROWS);
    let mut places = rows.flat_map(|row| (0..sheet.grid.columns).map(move |column| (row, column)));
    sheet.grid.columns <= MOST_COLUMNS
        && places.any(|(row, column)| {
            let text = crate::strip::compact(sheet.text(row, column));
            TELLING.iter().any(|word| text.contains(word))
        })
}

struct Reader<'r, 'f, 'a> {
    reading: &'a Reading<'r>,
    figures: &'f [Figure],
    all: Vec<Paper<'a>>,
    /// The columns of the last indicators with how many the table has, for a table that goes on on the next page.
    columns: Option<(Columns, usize)>,
}

impl<'a> Reader<'_, '_, 'a> {
    fn plate(&mut self, plate: &Plate<'a>) {
        let near = self.all.last().is_some_and(|last| {
            let done = !last.rows.is_empty() && !last.totals.is_empty();
            !done && plate.paragraphs.start.saturating_sub(last.paragraphs.end) <= APART
        });
        if !near {
            self.all.push(Paper::default());
        }
        let mut row = self.goes_on(plate, near);
        while row < plate.rows {
            row = self.block(plate, row);
        }
        // A total without indicators is that of something else.
        if let Some(last) = self.all.last_mut().filter(|last| last.rows.is_empty()) {
            last.totals.clear();
            last.grade = None;
        }
    }

    /// Reads indicators that go on from the table before, which has the same columns and ends without a total.
    fn goes_on(&mut self, plate: &Plate<'a>, near: bool) -> usize {
        let Some((columns, count)) = self.columns.take().filter(|_| near) else {
            return 0;
        };
        let open = self.all.last().is_some_and(|last| last.totals.is_empty());
        if !open || count != plate.columns || self.begins(plate, 0) {
            return 0;
        }
        self.band(plate, columns.at_the_top(), 0)
    }

    /// Whether a block of a form begins in a row.
    fn begins(&self, plate: &Plate<'a>, row: usize) -> bool {
        Columns::at(plate, row).is_some()
            || funds::below_head(plate, self.figures, row).is_some()
            || self.subject(plate, row).is_some()
    }

    /// Reads what begins in a row. Gives the row behind it.
    fn block(&mut self, plate: &Plate<'a>, row: usize) -> usize {
        if let Some(subject) = self.subject(plate, row) {
            if self.last(plate).has_begun() {
                self.all.push(Paper::default());
            }
            self.last(plate).subject = subject;
        }
        if let Some(columns) = Columns::at(plate, row) {
            if !self.last(plate).rows.is_empty() && !self.repeats(plate) {
                self.all.push(Paper::default());
            }
            return self.band(plate, columns, row);
        }
        if let Some(funds) = funds::below_head(plate, self.figures, row) {
            if !self.last(plate).rows.is_empty() {
                self.all.push(Paper::default());
            }
            let end = funds.lines.end;
            self.last(plate).funds.push(funds);
            return end;
        }
        let pairs = funds::beside_labels(plate, self.figures, row);
        let across = funds::across(plate, self.figures, row);
        let ends = pairs.iter().map(|funds| funds.lines.end);
        let ends = ends.chain(across.iter().map(|across| across.lines.end));
        let end = ends.max().unwrap_or(row + 1);
        let figures = self.figures;
        let whole = &self.reading.text;
        let paper = self.last(plate);
        paper.funds.extend(pairs);
        paper.across.extend(across);
        for cell in plate.row(row) {
            paper.single(plate, figures, whole, cell);
        }
        end
    }

    /// Whether a head within a table is that of the indicators before it, printed again on the next page: they are not
    /// whole yet.
    fn repeats(&self, plate: &Plate<'a>) -> bool {
        let Some(last) = self.all.last() else {
            return false;
        };
        let weights: Vec<FigureId> = last.rows.iter().filter_map(|row| row.weight).collect();
        let sum = sum(self.figures, &weights);
        let whole = sum.is_some_and(|sum| sum == Decimal::HUNDRED || sum == Decimal::new(90, 0));
        !whole && !last.is_closed && last.begins_in(plate)
    }

    fn band(&mut self, plate: &Plate<'a>, columns: Columns, first: usize) -> usize {
        let ends =
            |row: usize| Columns::at(plate, row).is_some() || self.subject(plate, row).is_some();
        let band = Band::read(plate, self.figures, &columns, first, ends);
        let (end, whole) = (band.lines.end, &self.reading.text);
        let below = columns.below;
        self.columns = Some((columns, plate.columns));
        let paper = self.last(plate);
        let shift = paper.rows.len();
        if shift == 0 {
            paper.first = plate.paragraphs.start;
        }
        paper
            .classes
            .extend(band.classes.into_iter().map(|class| Class {
                rows: class.rows.start + shift..class.rows.end + shift,
                ..class
            }));
        paper.rows.extend(band.rows);
        for row in below..end {
            for cell in plate.row(row) {
                if let Some(grade) = boxes::grade(plate, whole, cell) {
                    paper.grade.get_or_insert(grade);
                }
            }
        }
        paper.is_closed |= !band.totals.is_empty();
        paper.totals.extend(band.totals);
        end.max(first + 1)
    }

    /// The form that is being read.
    fn last(&mut self, plate: &Plate<'a>) -> &mut Paper<'a> {
        if self.all.is_empty() {
            self.all.push(Paper::default());
        }
        let last = self.all.len() - 1;
        let paper = &mut self.all[last];
        let lines = &plate.paragraphs;
        if paper.paragraphs.is_empty() {
            paper.paragraphs = lines.clone();
        }
        paper.paragraphs.end = paper.paragraphs.end.max(lines.end);
        paper
    }

    /// What a form is about, where a row begins with it: 项目名称 | 学生资助.
    fn subject(&self, plate: &Plate<'a>, row: usize) -> Option<String> {
        const LABELS: [&str; 7] = [
            "项目名称",
            "部门名称",
            "单位名称",
            "部门（单位）名称",
            "专项名称",
            "项目(名称)",
            "预算单位",
        ];
        let label = plate.row(row).find(|cell| !cell.text.is_empty())?;
        let text = label.text.trim_end_matches(['：', ':']);
        if let Some(name) = LABELS.iter().find_map(|word| {
            let rest = text.strip_prefix(word)?;
            rest.strip_prefix(['：', ':'])
        }) {
            return Some(name.to_owned());
        }
        let beside = || plate.right_of(label).map_or("", |cell| &cell.text);
        // In a list 项目名称 is the head of a column.
        let listed = plate.row(row).any(|cell| head::head(&cell.text).is_some());
        (LABELS.contains(&text) && !listed).then(|| beside().to_owned())
    }
}

impl Paper<'_> {
    /// Whether something but its subject has been read.
    fn has_begun(&self) -> bool {
        !(self.rows.is_empty()
            && self.funds.is_empty()
            && self.across.is_empty()
            && self.subject.is_empty())
    }

    /// Whether its indicators begin in a table.
    fn begins_in(&self, plate: &Plate<'_>) -> bool {
        self.first == plate.paragraphs.start
    }

    /// Whether it is a form and not a table of any other kind.
    fn is_form(&self) -> bool {
        let scored = || {
            let funds = self.funds.iter();
            funds
                .filter_map(Funds::scored)
                .any(|purse| purse.weight.is_some() && purse.score.is_some())
        };
        let named = || {
            let total = |funds: &Funds| funds.purses.iter().any(|p| p.line == Line::Total);
            !self.subject.is_empty() && (self.funds.iter().any(total) || !self.across.is_empty())
        };
        !self.rows.is_empty() || scored() || named()
    }

    fn single(
        &mut self,
        plate: &Plate<'_>,
        figures: &[Figure],
        whole: &str,
        cell: &plate::Cell<'_>,
    ) {
        if let Some(grade) = boxes::grade(plate, whole, cell) {
            self.grade.get_or_insert(grade);
        }
        if let Some(score) = boxes::total(plate, figures, cell) {
            self.totals.push(Total {
                score: Some(score),
                ..Total::default()
            });
        }
    }

    /// The figures of its boxes.
    fn figures(&self) -> Vec<FigureId> {
        let mut all: Vec<FigureId> = self.funds.iter().flat_map(Funds::figures).collect();
        for row in &self.rows {
            let measures = [&row.target, &row.actual].into_iter().flatten();
            all.extend(measures.map(|measure| measure.figure));
            let others = [row.weight, row.score, row.checked, row.deduction, row.done];
            all.extend(others.into_iter().flatten());
        }
        for class in &self.classes {
            all.extend([class.weight, class.score].into_iter().flatten());
        }
        for total in &self.totals {
            all.extend(
                [total.weight, total.score, total.checked]
                    .into_iter()
                    .flatten(),
            );
        }
        for across in &self.across {
            for (sum, parts) in across.rows.iter().chain(&across.sums) {
                all.push(*sum);
                all.extend(parts);
            }
        }
        all
    }

    /// The figures that are weights or scores.
    fn points(&self) -> Vec<FigureId> {
        let mut points = Vec::new();
        for purse in self.funds.iter().flat_map(|funds| &funds.purses) {
            points.extend([purse.weight, purse.score, purse.checked]);
        }
        for row in &self.rows {
            points.extend([row.weight, row.score, row.checked, row.deduction]);
        }
        for class in &self.classes {
            points.extend([class.weight, class.score]);
        }
        for total in &self.totals {
            points.extend([total.weight, total.score, total.checked]);
        }
        points.into_iter().flatten().collect()
    }

    /// The score and weight of the rate of execution beside the money.
    pub(crate) fn execution(&self) -> Option<&Purse> {
        let funds = self.funds.iter();
        funds
            .filter_map(Funds::scored)
            .find(|purse| purse.weight.is_some())
    }
}

impl Papers<'_> {
    /// Whether a figure stands in a box of a form.
    pub(crate) fn has(&self, figure: FigureId) -> bool {
        self.boxes.binary_search(&figure).is_ok()
    }

    /// Whether a paragraph is one of a form.
    pub(crate) fn contains(&self, paragraph: usize) -> bool {
        let next = self
            .all
            .partition_point(|paper| paper.paragraphs.start <= paragraph);
        self.all[..next]
            .iter()
            .rev()
            .take(4)
            .any(|paper| paper.paragraphs.contains(&paragraph))
    }

    /// Gives the figures in boxes the kind and unit that their boxes say they have.
    pub(crate) fn settle(&self, reading: &Reading<'_>, figures: &mut [Figure]) {
        for id in &self.boxes {
            let figure = &mut figures[*id];
            let percent = figure.quantity.unit.dimension() == Dimension::Percent;
            figure.role = if percent { Role::Percent } else { Role::Amount };
            figure.points = figure.quantity.unit.dimension() == Dimension::Score;
        }
        for paper in &self.all {
            for id in paper.points() {
                let figure = &mut figures[id];
                if figure.implied {
                    figure.quantity.unit = Unit::NONE;
                    figure.implied = false;
                }
                figure.points = !figure.is_percent();
            }
            for row in &paper.rows {
                settle_row(row, figures);
            }
            for funds in &paper.funds {
                settle_money(reading, funds, figures);
            }
        }
    }
}

/// The target and what was reached have the unit of one another where one has none.
fn settle_row(row: &Row<'_>, figures: &mut [Figure]) {
    let pair = [&row.target, &row.actual];
    for measure in pair.into_iter().flatten() {
        let figure = &mut figures[measure.figure];
        if figure.implied {
            figure.quantity.unit = Unit::NONE;
            figure.implied = false;
        }
        // The sign is kept as the sense of the measure.
        figure.quantity.approximation = Approximation::Exact;
    }
    if let Some(done) = row.done {
        as_percent(&mut figures[done]);
    }
    let (Some(target), Some(actual)) = (&row.target, &row.actual) else {
        return;
    };
    for (one, other) in [(target, actual), (actual, target)] {
        let unit = figures[other.figure].quantity.unit;
        let bare = figures[one.figure].quantity.unit == Unit::NONE && one.unit.is_empty();
        if !bare || unit == Unit::NONE {
            continue;
        }
        if unit == Unit::PERCENT {
            as_percent(&mut figures[one.figure]);
        } else {
            figures[one.figure].quantity.unit = unit;
            figures[one.figure].implied = true;
        }
    }
}

/// Takes a bare number as a percentage; one that may as well be a fraction is left as it is.
fn as_percent(figure: &mut Figure) {
    if figure.quantity.unit == Unit::NONE && figure.quantity.value > Decimal::new(15, 1) {
        figure.quantity.unit = Unit::PERCENT;
        figure.implied = true;
        figure.role = Role::Percent;
    }
}

fn settle_money(reading: &Reading<'_>, funds: &Funds, figures: &mut [Figure]) {
    let said = funds.label.and_then(|(start, end)| {
        let label = &reading.text[start..end];
        let inner = label.rsplit_once(['（', '('])?.1;
        let (unit, _) = Unit::parse(inner.trim_start_matches("单位：").trim())?;
        (unit.dimension() == Dimension::Money).then_some(unit)
    });
    // A unit told for the table may have reached some of its amounts.
    let amounts = funds.purses.iter().flat_map(|purse| &purse.amounts);
    let mut units = amounts.map(|(_, id)| figures[*id].quantity.unit);
    let said = said.or_else(|| units.find(|unit| unit.dimension() == Dimension::Money));
    for purse in &funds.purses {
        if let Some(rate) = purse.rate {
            as_percent(&mut figures[rate]);
        }
        for (_, id) in &purse.amounts {
            let figure = &mut figures[*id];
            if figure.quantity.unit == Unit::NONE
                && let Some(unit) = said
            {
                figure.quantity.unit = unit;
                figure.implied = true;
            }
        }
    }
}
