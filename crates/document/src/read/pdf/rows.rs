//! Rows that no rule parts: between two rules of a table many rows may stand, one printed below the other.

use super::grid::{Grid, Slot};
use super::line::{Line, lines};
use super::page::Glyph;

/// Lines whose middles are nearer than this part of their height stand beside one another.
const BESIDE: f32 = 0.5;

/// A line of words belongs to the figures that are nearer to it than this part of the distance of lines.
const NEAR: f32 = 0.6;

/// Room in a cell beside a figure that fills it, in characters.
const PADDING: f32 = 1.5;

/// A row printed within a ruled one.
#[derive(Debug, Clone, Copy)]
struct Band {
    middle: f32,
    /// Whether it has figures.
    counts: bool,
}

/// A cell of a ruled row, line by line.
struct Column {
    left: f32,
    right: f32,
    lines: Vec<Line>,
}

/// Parts the ruled rows that hold several printed ones. `within` holds the characters of each cell, and so does what is
/// given back.
pub(super) fn parted(grid: Grid, within: Vec<Vec<Glyph>>) -> (Grid, Vec<Vec<Glyph>>) {
    let bands: Vec<Vec<Band>> = (0..grid.rows.len() - 1)
        .map(|row| bands(&columns(&grid, &within, row)).unwrap_or_default())
        .collect();
    if bands.iter().all(Vec::is_empty) {
        return (grid, within);
    }
    let mut begins = vec![0];
    let mut edges = vec![grid.rows[0]];
    for (row, bands) in bands.iter().enumerate() {
        edges.extend(
            bands
                .windows(2)
                .map(|pair| (pair[0].middle + pair[1].middle) / 2.0),
        );
        edges.push(grid.rows[row + 1]);
        begins.push(edges.len() - 1);
    }
    let mut cells: Vec<(Slot, Vec<Glyph>)> = Vec::new();
    for (cell, (slot, glyphs)) in grid.cells.iter().zip(&within).enumerate() {
        let (row, past) = (begins[slot.row], begins[slot.row + slot.rowspan]);
        if slot.rowspan > 1 || bands[slot.row].is_empty() {
            let rowspan = past - row;
            cells.push((
                Slot {
                    row,
                    rowspan,
                    ..*slot
                },
                glyphs.clone(),
            ));
            continue;
        }
        let column = Column::new(&grid, cell, glyphs);
        let mut printed = vec![Vec::new(); past - row];
        for (line, band) in column.lines.iter().zip(column.homes(&bands[slot.row])) {
            printed[band].extend_from_slice(&line.glyphs);
        }
        let rows = (row..).zip(printed);
        cells.extend(rows.map(|(row, glyphs)| (Slot { row, ..*slot }, glyphs)));
    }
    cells.sort_by_key(|(slot, _)| (slot.row, slot.column));
    let mut grid = Grid::open(grid.columns, edges);
    let (slots, within) = cells.into_iter().unzip();
    grid.cells = slots;
    (grid, within)
}

/// The cells of one row that say something and do not reach into another.
fn columns(grid: &Grid, within: &[Vec<Glyph>], row: usize) -> Vec<Column> {
    let here = |cell: &usize| grid.cells[*cell].row == row && grid.cells[*cell].rowspan == 1;
    (0..grid.cells.len())
        .filter(here)
        .filter(|cell| !within[*cell].is_empty())
        .map(|cell| Column::new(grid, cell, &within[cell]))
        .collect()
}

impl Column {
    fn new(grid: &Grid, cell: usize, glyphs: &[Glyph]) -> Self {
        let slot = grid.cells[cell];
        Self {
            left: grid.columns[slot.column],
            right: grid.columns[slot.column + slot.colspan],
            lines: lines(glyphs.to_vec()),
        }
    }

    /// Whether nothing but figures stands in it, or dashes for none.
    fn counts(&self) -> bool {
        self.lines.iter().all(|line| is_amount(&content(line)))
    }

    /// Whether figures in it may be one that is broken over lines: bare digits as wide as the cell.
    fn is_broken(&self) -> bool {
        let bare = |line: &Line| {
            line.glyphs
                .iter()
                .all(|glyph| glyph.character.is_ascii_digit())
        };
        let broken = |pair: &[Line]| {
            let slack = self.right - self.left - (pair[0].right - pair[0].left);
            slack < PADDING * pair[0].size && bare(&pair[0]) && bare(&pair[1])
        };
        self.lines.windows(2).any(broken)
    }

    /// The distance of its lines.
    fn pitch(&self) -> f32 {
        let steps = self.lines.windows(2);
        let steps = steps.map(|pair| pair[1].middle() - pair[0].middle());
        steps.fold(f32::INFINITY, f32::min)
    }

    /// For each line the band it belongs to: the nearest.
    fn homes(&self, bands: &[Band]) -> Vec<usize> {
        let nearest = |line: &Line| {
            let away = |band: &usize| (bands[*band].middle - line.middle()).abs();
            let nearest = (0..bands.len()).min_by(|a, b| away(a).total_cmp(&away(b)));
            nearest.unwrap_or(0)
        };
        let mut homes: Vec<usize> = self.lines.iter().map(nearest).collect();
        // What is broken at the end of a full line belongs together, where only one of the two has figures beside it.
        for at in 1..homes.len() {
            let (above, below) = (&self.lines[at - 1], &self.lines[at]);
            let full = self.right - above.right < below.first_word() + 0.8 * above.size;
            match (bands[homes[at - 1]].counts, bands[homes[at]].counts) {
                (true, false) if full => homes[at] = homes[at - 1],
                (false, true) if full => homes[at - 1] = homes[at],
                _ => {}
            }
        }
        homes
    }
}

/// The printed rows within a ruled one; `None` where it is one row.
///
/// Figures tell them: one below the other in a column of their own, each beside words. A paragraph beside a figure or two
/// stays whole.
fn bands(columns: &[Column]) -> Option<Vec<Band>> {
    let (figures, words): (Vec<&Column>, Vec<&Column>) =
        columns.iter().partition(|column| column.counts());
    let most = figures.iter().map(|column| column.lines.len()).max()?;
    if most < 2 || figures.iter().any(|column| column.is_broken()) {
        return None;
    }
    let mut bands: Vec<Band> = Vec::new();
    let mut lines: Vec<&Line> = figures.iter().flat_map(|column| &column.lines).collect();
    lines.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    for line in lines {
        let middle = line.middle();
        if bands
            .last()
            .is_none_or(|band| middle - band.middle > BESIDE * line.size)
        {
            bands.push(Band {
                middle,
                counts: true,
            });
        }
    }
    let counted = bands.len();
    let pitch = words
        .iter()
        .map(|column| column.pitch())
        .fold(f32::INFINITY, f32::min);
    let mut beside = vec![false; counted];
    for line in words.iter().flat_map(|column| &column.lines) {
        let middle = line.middle();
        let near = |band: &Band| (band.middle - middle).abs();
        let (at, band) =
            (bands.iter().enumerate()).min_by(|a, b| near(a.1).total_cmp(&near(b.1)))?;
        match band.counts {
            true if near(band) <= (NEAR * pitch).max(BESIDE * line.size) => beside[at] = true,
            false if near(band) <= BESIDE * line.size => {}
            // Behind those with figures, so that their numbers hold.
            _ => bands.push(Band {
                middle,
                counts: false,
            }),
        }
    }
    let whole = beside.iter().all(|beside| *beside) && 2 * counted >= bands.len();
    bands.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    whole.then(|| settled(bands, columns))
}

/// The bands that lines are left in once broken lines are joined.
fn settled(bands: Vec<Band>, columns: &[Column]) -> Vec<Band> {
    let mut taken = vec![false; bands.len()];
    for column in columns {
        column
            .homes(&bands)
            .into_iter()
            .for_each(|home| taken[home] = true);
    }
    let kept = bands.into_iter().zip(taken).filter(|(_, taken)| *taken);
    kept.map(|(band, _)| band).collect()
}

fn content(line: &Line) -> String {
    line.glyphs.iter().map(|glyph| glyph.character).collect()
}

/// Whether a text is one whole figure, or a dash for none.
fn is_amount(text: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '−' | '－' | '–' | '—');
    if !text.is_empty() && text.chars().all(dash) {
        return true;
    }
    let figure = text.trim_start_matches(dash).trim_end_matches(['%', '％']);
    let (whole, fraction) = figure.split_once('.').unwrap_or((figure, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split([',', '，']);
    let first = groups.next().unwrap_or_default();
    let grouped = groups.clone().count() > 0;
    digits(fraction)
        && digits(first)
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && digits(group))
}

#[cfg(test)]
mod tests {
    use super::is_amount;

    #[test]
    fn a_piece_of_a_figure_is_none() {
        for whole in ["12", "1,234.50", "-4.7", "98.1%", "—", "20101", "0"] {
            assert!(is_amount(whole), "{whole}");
        }
        for piece in [
            "",
            "122,120,4",
            "1,234.",
            ".56",
            "12,34",
            "1234,567",
            "3人",
            "1.2.3",
        ] {
            assert!(!is_amount(piece), "{piece}");
        }
    }
}
