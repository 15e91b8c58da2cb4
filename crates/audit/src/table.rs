//! Tables as an auditor reads them: what a column and a row are about, and the figure in a cell.

use document::Grid;

use crate::figure::Figure;
use crate::reading::Reading;
use crate::relation::FigureId;

/// A table with its figures.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    /// Its shape.
    pub(crate) grid: &'a Grid,
    /// The first row below the head.
    pub(crate) body: usize,
    /// What each column is about: the words of its head from top to bottom.
    pub(crate) heads: Vec<String>,
    /// Row by row, the figure a cell consists of.
    cells: Vec<Option<FigureId>>,
    /// Row by row, the text of a cell.
    texts: Vec<&'a str>,
}

/// All tables of a document.
pub(crate) fn sheets<'a>(reading: &'a Reading<'_>, figures: &[Figure]) -> Vec<Sheet<'a>> {
    let mut alone: Vec<Option<FigureId>> = vec![None; reading.flat.pieces.len()];
    if reading.flat.tables.is_empty() {
        return Vec::new();
    }
    for (id, figure) in figures.iter().enumerate() {
        let paragraph = &reading.paragraphs[figure.paragraph];
        let text = reading.text[paragraph.start..paragraph.end]
            .trim()
            .trim_start_matches(['≥', '≤', '＝', '=', '约']);
        if text == figure.printed(reading) {
            alone[paragraph.piece] = Some(id);
        }
    }
    reading
        .flat
        .tables
        .iter()
        .map(|grid| Sheet::new(reading, grid, &alone))
        .collect()
}

/// Marks the weights and scores in the columns of score sheets.
pub(crate) fn mark_points(sheets: &[Sheet<'_>], figures: &mut [Figure]) {
    for sheet in sheets {
        for column in sheet.columns(&["分值", "权重", "满分", "标准分", "得分"], &["率"])
        {
            for id in (sheet.body..sheet.grid.rows).filter_map(|row| sheet.figure(row, column)) {
                figures[id].points = !figures[id].is_percent();
            }
        }
    }
}

impl<'a> Sheet<'a> {
    fn new(reading: &'a Reading<'_>, grid: &'a Grid, alone: &[Option<FigureId>]) -> Self {
        let places = || (0..grid.rows * grid.columns).map(|place| grid.cells[place]);
        let texts: Vec<&str> = places()
            .map(|piece| piece.map_or("", |piece| reading.flat.text_of(piece).trim()))
            .collect();
        let cells: Vec<Option<FigureId>> = places()
            .enumerate()
            .map(|(place, piece)| {
                piece
                    .filter(|piece| begins_at(grid, *piece, place))
                    .and_then(|piece| alone[piece])
            })
            .collect();
        let mut sheet = Sheet {
            grid,
            body: 0,
            heads: Vec::new(),
            cells,
            texts,
        };
        sheet.body = sheet.find_body();
        sheet.heads = (0..grid.columns).map(|column| sheet.head(column)).collect();
        sheet
    }

    /// The figure a cell consists of; a spanning cell has it at its upper left place only.
    pub(crate) fn figure(&self, row: usize, column: usize) -> Option<FigureId> {
        self.cells[row * self.grid.columns + column]
    }

    /// The text of a cell.
    pub(crate) fn text(&self, row: usize, column: usize) -> &'a str {
        self.texts[row * self.grid.columns + column]
    }

    /// What a row is about: its first cell that is no figure.
    pub(crate) fn label(&self, row: usize) -> &'a str {
        (0..self.grid.columns)
            .find(|column| {
                self.figure(row, *column).is_none() && !self.text(row, *column).is_empty()
            })
            .map_or("", |column| self.text(row, column))
    }

    /// Whether a row is a total of others.
    pub(crate) fn is_total(&self, row: usize) -> bool {
        let label: String = self
            .label(row)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        matches!(
            label.as_str(),
            "合计" | "总计" | "共计" | "总分" | "总计（分）" | "年度资金总额" | "资金总额"
        )
    }

    /// The column whose head has one of the words and none of the others.
    pub(crate) fn column(&self, words: &[&str], without: &[&str]) -> Option<usize> {
        self.heads.iter().position(|head| {
            words.iter().any(|word| head.contains(word))
                && !without.iter().any(|word| head.contains(word))
        })
    }

    /// All columns whose head has one of the words and none of the others.
    pub(crate) fn columns(&self, words: &[&str], without: &[&str]) -> Vec<usize> {
        let fits = |head: &String| {
            words.iter().any(|word| head.contains(word))
                && !without.iter().any(|word| head.contains(word))
        };
        (0..self.heads.len())
            .filter(|column| fits(&self.heads[*column]))
            .collect()
    }

    fn find_body(&self) -> usize {
        let first_figures = (0..self.grid.rows)
            .find(|row| (0..self.grid.columns).any(|column| self.figure(*row, column).is_some()));
        self.grid
            .header_rows
            .max(first_figures.unwrap_or(0))
            .max(1)
            .min(self.grid.rows)
    }

    fn head(&self, column: usize) -> String {
        let mut head = String::new();
        for row in 0..self.body.min(3) {
            let text = self.text(row, column);
            if !head.ends_with(text) {
                head.push_str(text);
            }
        }
        head
    }
}

/// Whether a spanning cell begins at a place.
fn begins_at(grid: &Grid, piece: usize, place: usize) -> bool {
    let left = !place.is_multiple_of(grid.columns) && grid.cells[place - 1] == Some(piece);
    let above = place >= grid.columns && grid.cells[place - grid.columns] == Some(piece);
    !left && !above
}
