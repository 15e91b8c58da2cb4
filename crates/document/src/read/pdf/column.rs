//! Tables without lines: rows of text whose figures stand one below the other.

use super::grid::Grid;
use super::ink::{Frame, Script};
use super::leaf::{Item, Ruled};
use super::line::Line;

/// Words further apart than this, in characters, are in different columns.
const APART: f32 = 1.0;

/// Rows that a table has at least, with its head.
const FEWEST_ROWS: usize = 3;

/// The lines in order, those that are rows of a table joined to tables.
pub(super) fn with_tables(lines: Vec<Line>, page: u32, frame: &Frame) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rows: Vec<(Line, Vec<Line>)> = Vec::new();
    let mut close = |rows: &mut Vec<(Line, Vec<Line>)>| {
        let rows = std::mem::take(rows);
        match table(&rows, page, frame) {
            Some(table) => items.push(Item::Table(table)),
            None => items.extend(rows.into_iter().map(|(line, _)| Item::Line(line))),
        }
    };
    for line in lines {
        let words = line.parted(APART);
        let follows = rows
            .last()
            .is_none_or(|(above, _)| line.top - above.bottom < 2.5 * line.size);
        if words.len() < 2 || !follows {
            close(&mut rows);
        }
        let alone = words.len() < 2;
        rows.push((line, words));
        if alone {
            close(&mut rows);
        }
    }
    close(&mut rows);
    items
}

/// The table that rows make, where their columns are plain to see.
fn table(rows: &[(Line, Vec<Line>)], page: u32, frame: &Frame) -> Option<Ruled> {
    if rows.len() < FEWEST_ROWS {
        return None;
    }
    let body: Vec<&Vec<Line>> = rows
        .iter()
        .map(|(_, words)| words)
        .filter(|words| words.iter().skip(1).any(is_figure))
        .collect();
    if body.len() + 1 < FEWEST_ROWS || 3 * body.len() < 2 * rows.len() {
        return None;
    }
    let columns = columns(&body)?;
    if columns.len() < 2
        || !columns
            .iter()
            .skip(1)
            .any(|column| is_aligned(column, &body))
    {
        return None;
    }
    let mut edges = vec![columns[0].0 - 1.0];
    edges.extend(columns.windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2.0));
    edges.push(columns[columns.len() - 1].1 + 1.0);
    let mut heights = vec![rows[0].0.top];
    heights.extend(
        rows.windows(2)
            .map(|pair| (pair[0].0.bottom + pair[1].0.top) / 2.0),
    );
    heights.push(rows[rows.len() - 1].0.bottom);

    let mut grid = Grid::open(edges, heights);
    let mut texts = Vec::new();
    for (row, (_, words)) in rows.iter().enumerate() {
        let mut column = 0;
        for word in words {
            let covered = |column: &&(f32, f32)| column.0 < word.right && word.left < column.1;
            let first = columns
                .iter()
                .position(|column| covered(&column))
                .filter(|first| *first >= column)?;
            let count = columns[first..].iter().take_while(covered).count();
            while column < first {
                grid.push(row, column, 1);
                texts.push(Script::default());
                column += 1;
            }
            grid.push(row, first, count);
            texts.push(word.script(page, frame));
            column = first + count;
        }
        while column < columns.len() {
            grid.push(row, column, 1);
            texts.push(Script::default());
            column += 1;
        }
    }
    Some(Ruled { grid, texts })
}

/// The columns: where the words of the body stand. `None` where words of one row fall into one column.
fn columns(body: &[&Vec<Line>]) -> Option<Vec<(f32, f32)>> {
    let mut words: Vec<(f32, f32)> = body
        .iter()
        .flat_map(|row| row.iter().map(|word| (word.left, word.right)))
        .collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (left, right) in words {
        match columns.last_mut() {
            Some(column) if left < column.1 => column.1 = column.1.max(right),
            _ => columns.push((left, right)),
        }
    }
    let own = |row: &&Vec<Line>| {
        columns
            .iter()
            .all(|column| row.iter().filter(|word| within(word, column)).count() <= 1)
    };
    body.iter().all(own).then_some(columns)
}

fn within(word: &Line, column: &(f32, f32)) -> bool {
    column.0 <= word.left && word.right <= column.1
}

/// Whether the figures of a column stand one below the other: by their right edges, or by their middles.
fn is_aligned(column: &(f32, f32), body: &[&Vec<Line>]) -> bool {
    let figures: Vec<&Line> = body
        .iter()
        .flat_map(|row| row.iter())
        .filter(|word| within(word, column) && is_figure(word))
        .collect();
    let spread = |place: fn(&Line) -> f32| {
        let places = figures.iter().map(|word| place(word));
        places.clone().fold(f32::MIN, f32::max) - places.fold(f32::MAX, f32::min)
    };
    figures.len() >= 2
        && figures.len() + 1 >= body.len() / 2
        && (spread(|word| word.right) < figures[0].size * 0.6
            || spread(|word| (word.left + word.right) / 2.0) < figures[0].size * 0.6)
}

fn is_figure(word: &Line) -> bool {
    let mut digits = false;
    word.glyphs.iter().all(|glyph| {
        digits |= glyph.character.is_ascii_digit();
        glyph.character.is_ascii_digit()
            || matches!(glyph.character, '.' | ',' | '-' | '%' | '％' | '−')
    }) && digits
}
