//! Forms of performance (绩效表格): self-evaluation, targets and monitoring, told by their boxes and not by their layout.
//!
//! A box is known by the head of its column or the label of its row, so its relations are known too: 财预〔2020〕10号 annex 1
//! and its local kin. Where a form is read, no rule about tables in general speaks of its boxes.

mod across;
mod boxes;
mod columns;
mod day;
mod funds;
mod head;
mod indicators;
mod line;
mod measure;
mod pairs;
mod plate;
mod reader;
mod roster;
mod row;
mod settle;
mod split;
mod sums;
mod told;

use std::ops::Range;

use crate::claim::FigureId;
use crate::figure::Figure;
use crate::reading::Reading;
use crate::table::Sheet;

pub(crate) use across::Across;
pub(crate) use day::Day;
pub(crate) use funds::{Amount, FundingSource, Funds};
pub(crate) use line::Line;
pub(crate) use measure::{Measure, Sense};
pub(crate) use roster::Roster;
pub(crate) use row::{Class, Row, Total};
pub(crate) use sums::{Parts, sum};
pub(crate) use told::{Said, said};

use plate::Plate;
use reader::Reader;

/// A form.
#[derive(Debug, Default)]
pub(crate) struct Paper<'a> {
    /// What it is about: the name of a project or a unit, without spaces.
    pub(crate) subject: String,
    /// Its money.
    pub(crate) funds: Vec<Funds>,
    /// Its money once more, by source or by kind of expense, apart from the lines of its total.
    pub(crate) splits: Vec<Vec<FigureId>>,
    /// Its money in columns.
    pub(crate) across: Vec<Across>,
    /// Its projects with their money.
    pub(crate) rosters: Vec<Roster>,
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
    /// The figures of indicators, in order, each with its form and its row there.
    owners: Vec<(FigureId, usize, usize)>,
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
    let rows = all.iter().enumerate().flat_map(|(number, paper)| {
        let rows = paper.rows.iter().enumerate();
        rows.flat_map(move |(row, of)| of.figures().map(move |figure| (figure, number, row)))
    });
    let mut owners: Vec<(FigureId, usize, usize)> = rows.collect();
    owners.sort_unstable();
    Papers { all, boxes, owners }
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

impl Paper<'_> {
    /// Whether something but its subject has been read.
    fn has_begun(&self) -> bool {
        !(self.rows.is_empty()
            && self.funds.is_empty()
            && self.across.is_empty()
            && self.rosters.is_empty()
            && self.subject.is_empty())
    }

    /// Whether its indicators begin in a table.
    fn begins_in(&self, plate: &Plate<'_>) -> bool {
        self.first == plate.paragraphs.start
    }

    /// Whether it is a form and not a table of any other kind.
    fn is_form(&self) -> bool {
        let scored = || {
            self.execution()
                .is_some_and(|source| source.score.is_some())
        };
        let named = || {
            let total = |funds: &Funds| funds.sources.iter().any(|p| p.line == Line::Total);
            !self.subject.is_empty() && (self.funds.iter().any(total) || !self.across.is_empty())
        };
        let listed = || self.rosters.iter().any(|roster| roster.is_scored);
        !self.rows.is_empty() || scored() || named() || listed()
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

    /// The lines of its lists of projects.
    pub(crate) fn listed(&self) -> impl Iterator<Item = &FundingSource> {
        self.rosters.iter().flat_map(|roster| {
            let rows = roster.rows.iter().map(|entry| &entry.source);
            rows.chain(&roster.total)
        })
    }

    /// The figures of its boxes.
    fn figures(&self) -> Vec<FigureId> {
        let mut all: Vec<FigureId> = self.funds.iter().flat_map(Funds::figures).collect();
        all.extend(self.rows.iter().flat_map(Row::figures));
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
        all.extend(self.listed().flat_map(FundingSource::figures));
        all.extend(self.splits.iter().flatten());
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
        for source in self
            .funds
            .iter()
            .flat_map(|funds| &funds.sources)
            .chain(self.listed())
        {
            points.extend([source.weight, source.score, source.checked]);
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
    pub(crate) fn execution(&self) -> Option<&FundingSource> {
        let funds = self.funds.iter().filter_map(Funds::scored);
        let listed = self.rosters.iter().filter_map(|list| list.total.as_ref());
        funds.chain(listed).find(|source| source.weight.is_some())
    }
}

/// Whether a box says nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    matches!(
        text.trim(),
        "" | "无" | "—" | "-" | "－" | "/" | "——" | "\\"
    )
}

impl<'a> Papers<'a> {
    /// The indicators of all forms.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.all.iter().flat_map(|paper| &paper.rows)
    }
}

impl Papers<'_> {
    /// Whether a figure stands in a box of a form.
    pub(crate) fn has(&self, figure: FigureId) -> bool {
        self.boxes.binary_search(&figure).is_ok()
    }

    /// The name of the indicator whose box a figure stands in.
    pub(crate) fn indicator(&self, figure: FigureId) -> Option<&str> {
        let owner = self.owners.binary_search_by_key(&figure, |owner| owner.0);
        let (_, paper, row) = self.owners[owner.ok()?];
        Some(&self.all[paper].rows[row].name)
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
}
