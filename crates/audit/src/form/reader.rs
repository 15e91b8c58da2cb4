//! Reads the tables of a document as forms, block by block: what it is about, its money, its indicators, its totals.

use crate::claim::FigureId;
use crate::figure::Figure;
use crate::reading::Reading;

use quantity::Decimal;

use super::columns::Columns;
use super::indicators::Band;
use super::plate::Plate;
use super::{Class, Paper, across, boxes, funds, head, pairs, roster, split, sum};

/// More pieces than these between two tables, and they are not one form.
const APART: usize = 12;

/// Where the reading of a document's tables stands.
pub(super) struct Reader<'r, 'f, 'a> {
    pub(super) reading: &'a Reading<'r>,
    pub(super) figures: &'f [Figure],
    pub(super) all: Vec<Paper<'a>>,
    /// The columns of the last indicators with how many the table has, for a table that goes on on the next page.
    pub(super) columns: Option<(Columns, usize)>,
}

impl<'a> Reader<'_, '_, 'a> {
    pub(super) fn plate(&mut self, plate: &Plate<'a>) {
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
        if let Some(funds) = pairs::beside_heads(plate, self.figures, row) {
            let end = funds.lines.end;
            self.last(plate).funds.push(funds);
            return end;
        }
        if let Some(roster) = roster::below_head(plate, self.figures, &self.reading.text, row) {
            let end = roster.lines.end;
            self.last(plate).rosters.push(roster);
            return end;
        }
        if let Some(splits) = split::from_row(plate, self.figures, row) {
            self.last(plate).splits.extend(splits.groups);
            return splits.lines.end;
        }
        let pairs = pairs::beside_labels(plate, self.figures, row);
        let mut across = across::across(plate, self.figures, row);
        across.extend(across::quarters(plate, self.figures, row));
        let tasks = (!across.is_empty()).then(|| across::tasks(plate, self.figures, row));
        let ends = pairs.iter().map(|funds| funds.lines.end);
        let ends = ends.chain(across.iter().map(|across| across.lines.end));
        let end = ends.max().unwrap_or(row + 1);
        let figures = self.figures;
        let whole = &self.reading.text;
        let paper = self.last(plate);
        paper.funds.extend(pairs);
        paper.across.extend(across);
        paper.rosters.extend(tasks.flatten());
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
