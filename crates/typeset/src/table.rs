//! Tables as typst code: each cell at its place, columns wide enough for their longest figure.

use std::ops::Range;

use document::layout::{self, Page, Setting, Style};
use document::{Align, Cell, Table};

use crate::fonts::Fonts;
use crate::height::Heights;
use crate::literal::{LONGEST_WORD, narrow_content};
use crate::source::{lines_of, type_of};

/// The most columns a table may have, as in Word.
const WIDEST: usize = 63;

/// Type sizes to fall back to, in half points, where the words of a table are too wide: 小五, 六号, 小六.
const SMALLER: [u32; 3] = [18, 15, 13];

/// Type sizes that a form may shrink to so that it takes a page less, in half points.
const FORM: [u32; 2] = [18, 16];

/// A cell at its place.
pub(crate) struct Placed<'a> {
    pub(crate) cell: &'a Cell,
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) colspan: usize,
    pub(crate) rowspan: usize,
}

impl Placed<'_> {
    /// The rows it takes.
    pub(crate) fn rows(&self) -> Range<usize> {
        self.row..self.row + self.rowspan
    }
}

/// A table without its caption; nothing for a table without cells.
pub(crate) fn compose(table: &Table, page: Page, fonts: &Fonts) -> String {
    let header = table.head();
    let (cells, columns) = place(&table.rows, &header);
    if columns == 0 {
        return String::new();
    }
    let (style, widths) = fitting(table, &cells, columns, page);
    let heights = |style| Heights::of(&cells, table.rows.len(), &widths, (style, page));
    let style = match table.above {
        0 => style,
        _ => form_style(style, |style| heights(style).pages()),
    };
    let heights = heights(style);
    let tracks: String = widths.iter().map(|width| format!("{width}fr,")).collect();
    let code_of = |rows: Range<usize>, top: usize| -> String {
        let within = cells.iter().filter(|placed| rows.contains(&placed.row));
        let one = |placed: &Placed| {
            let longest = longest(placed, &widths, style, page);
            let told = (
                longest,
                heights.breaks(placed),
                header.contains(&placed.row),
            );
            cell(placed, placed.row - top, told)
        };
        within.map(one).collect()
    };
    let top = header.start;
    let above = code_of(0..top, 0);
    let mut head = code_of(header.clone(), top);
    let body = code_of(header.end..table.rows.len(), top);
    if !head.is_empty() && heights.repeats(&header) {
        head = format!("table.header({head}),");
    }
    let kept: String = heights
        .kept(header.end)
        .map(|rows| holder(columns, rows.start - top..rows.end - top))
        .collect();
    let set = |rows: &str| {
        format!(
            "table(columns: ({tracks}0pt), stroke: 0.5pt, inset: (x: {}pt, y: 4pt), {rows})",
            f64::from(padding(style)) / 10.0,
        )
    };
    // A head that is repeated begins a table: one in the midst of a table that does not fit below it is set twice, which the
    // tags of a PDF do not allow. The two touch, as one.
    let above = match &*above {
        "" => String::new(),
        above => format!("{}; v(-0.5pt); ", set(above)),
    };
    format!(
        "block(above: 6pt, below: 13pt, {{ set text(tracking: 0pt, {}); set par({}); set block(spacing: 0pt); {above}{} }})",
        type_of(style, fonts),
        lines_of(style),
        set(&format!("{head}{body}{kept}")),
    )
}

/// The style of a form: 小五 or a little less where that saves a page.
fn form_style(style: Style, pages: impl Fn(Style) -> u64) -> Style {
    let smaller = FORM.into_iter().filter(|size| *size < style.half_points);
    let smaller = smaller.map(|half_points| Style {
        half_points,
        ..style
    });
    let all = std::iter::once(style).chain(smaller);
    all.min_by_key(|style| pages(*style)).unwrap_or(style)
}

/// An empty cell in a column without width behind the others that keeps some rows on one page.
fn holder(columns: usize, rows: Range<usize>) -> String {
    format!(
        "table.cell(x: {columns}, y: {}, rowspan: {}, inset: 0pt, breakable: false, []),",
        rows.start,
        rows.len()
    )
}

/// A cell at a row: how many letters may stand unbroken in it, whether a page may end within it, and whether it is of the
/// head.
fn cell(placed: &Placed, row: usize, (longest, breaks, head): (usize, bool, bool)) -> String {
    let align = match placed.cell.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    };
    let words = narrow_content(&placed.cell.text, longest);
    let words = if head {
        format!("strong-run({words})")
    } else {
        words
    };
    format!(
        "table.cell(x: {}, y: {}, colspan: {}, rowspan: {}, align: {align} + horizon, breakable: {breaks}, {words}),",
        placed.column, row, placed.colspan, placed.rowspan,
    )
}

/// How many letters or digits may stand unbroken in a cell: fewer than usual only where even the smallest type is too
/// wide for the table.
fn longest(placed: &Placed, widths: &[u32], style: Style, page: Page) -> usize {
    if widths.iter().sum::<u32>() <= text_width(page) {
        return LONGEST_WORD;
    }
    let room = width_of(placed, widths, page).saturating_sub(2 * padding(style));
    ((room / (style.half_points * 3)) as usize).clamp(1, LONGEST_WORD)
}

/// Gives every cell the first free place in its row, with spans cut to what is free; and the number of columns.
fn place<'a>(rows: &'a [Vec<Cell>], head: &Range<usize>) -> (Vec<Placed<'a>>, usize) {
    let mut taken = vec![[false; WIDEST]; rows.len()];
    let mut placed = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        let sections = [head.start, head.end, rows.len()];
        let section = sections
            .into_iter()
            .find(|end| row < *end)
            .unwrap_or(row + 1);
        for cell in cells {
            let Some(column) = taken[row].iter().position(|&taken| !taken) else {
                break;
            };
            let free = taken[row][column..].iter().take_while(|&&t| !t).count();
            let colspan = cell.colspan.clamp(1, free);
            let rowspan = cell.rowspan.clamp(1, section - row);
            for line in &mut taken[row..row + rowspan] {
                line[column..column + colspan].fill(true);
            }
            placed.push(Placed {
                cell,
                row,
                column,
                colspan,
                rowspan,
            });
        }
    }
    let columns = placed.iter().map(|p| p.column + p.colspan).max();
    (placed, columns.unwrap_or(0))
}

/// The style of the table, smaller than prescribed if its words would not fit, and the widths of its columns.
fn fitting(table: &Table, cells: &[Placed], columns: usize, page: Page) -> (Style, Vec<u32>) {
    let shares: Vec<u32> = if table.widths.len() == columns {
        table.widths.iter().map(|&w| u32::from(w).max(1)).collect()
    } else {
        vec![1; columns]
    };
    let mut style = Style {
        setting: Setting::Centred,
        ..layout::table(columns)
    };
    let mut needs = needs(cells, columns, style);
    for half_points in SMALLER {
        if half_points < style.half_points && needs.iter().sum::<u32>() > text_width(page) {
            style.half_points = half_points;
            needs = self::needs(cells, columns, style);
        }
    }
    (style, fit(&shares, &needs, text_width(page)))
}

/// The least widths of the columns: that of the longest word in each, in tenths of a point.
fn needs(cells: &[Placed], columns: usize, style: Style) -> Vec<u32> {
    let mut needs = vec![2 * padding(style) + style.half_points * 5; columns];
    for placed in cells.iter().filter(|placed| placed.colspan == 1) {
        let need = longest_word(&placed.cell.text.content, style) + 2 * padding(style);
        needs[placed.column] = needs[placed.column].max(need);
    }
    needs
}

/// Space on either side of a cell's text, a quarter of the type size, in tenths of a point.
pub(crate) const fn padding(style: Style) -> u32 {
    style.half_points * 5 / 4
}

/// Splits a width by shares, giving the columns that would be too narrow what they need first.
fn fit(shares: &[u32], needs: &[u32], width: u32) -> Vec<u32> {
    if needs.iter().sum::<u32>() >= width {
        return needs.to_vec();
    }
    let mut fixed = vec![false; shares.len()];
    loop {
        let taken: u32 = sum_where(needs, &fixed, true);
        let parts = sum_where(shares, &fixed, false).max(1);
        let room = u64::from(width - taken);
        let share = |column: usize| {
            u32::try_from(room * u64::from(shares[column]) / u64::from(parts)).unwrap_or(width)
        };
        let narrow: Vec<usize> = (0..shares.len())
            .filter(|&column| !fixed[column] && share(column) < needs[column])
            .collect();
        if narrow.is_empty() {
            return (0..shares.len())
                .map(|column| {
                    if fixed[column] {
                        needs[column]
                    } else {
                        share(column)
                    }
                })
                .collect();
        }
        for column in narrow {
            fixed[column] = true;
        }
    }
}

fn sum_where(values: &[u32], flags: &[bool], wanted: bool) -> u32 {
    values
        .iter()
        .zip(flags)
        .filter(|&(_, &flag)| flag == wanted)
        .map(|(value, _)| value)
        .sum()
}

/// The width of the longest run of letters and digits, which no line break divides, in tenths of a point.
fn longest_word(text: &str, style: Style) -> u32 {
    text.split(|c: char| !c.is_ascii() || c.is_ascii_whitespace())
        .map(|word| word.chars().take(LONGEST_WORD).map(tenths_of_em).sum())
        .max()
        .unwrap_or(0)
        * style.half_points
        / 2
}

/// About how wide a character is.
const fn tenths_of_em(character: char) -> u32 {
    match character {
        ',' | '.' => 3,
        '%' | 'A'..='Z' => 9,
        _ => 6,
    }
}

/// The width of a cell on the page, in tenths of a point.
pub(crate) fn width_of(placed: &Placed, widths: &[u32], page: Page) -> u32 {
    let share: u32 = widths[placed.column..placed.column + placed.colspan]
        .iter()
        .sum();
    let all: u32 = widths.iter().sum();
    (u64::from(text_width(page)) * u64::from(share) / u64::from(all)) as u32
}

fn text_width(page: Page) -> u32 {
    tenths(page.text_width_mm())
}

/// Millimetres as tenths of a point.
pub(crate) const fn tenths(mm: u32) -> u32 {
    mm * 7200 / 254
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spanning(colspan: usize, rowspan: usize) -> Cell {
        Cell {
            colspan,
            rowspan,
            ..Cell::plain("格")
        }
    }

    #[test]
    fn cells_find_their_places_and_spans_are_cut() {
        let rows = vec![
            vec![spanning(1, 9), spanning(2, 1)],
            vec![spanning(1, 1), spanning(usize::MAX, 1)],
            vec![spanning(1, 1)],
        ];
        let (cells, columns) = place(&rows, &(0..2));
        let places: Vec<_> = cells
            .iter()
            .map(|p| (p.row, p.column, p.colspan, p.rowspan))
            .collect();
        assert_eq!(columns, WIDEST);
        assert_eq!(
            places,
            [
                (0, 0, 1, 2),
                (0, 1, 2, 1),
                (1, 1, 1, 1),
                (1, 2, 61, 1),
                (2, 0, 1, 1)
            ]
        );
    }

    #[test]
    fn narrow_column_is_given_room_for_its_figure() {
        assert_eq!(fit(&[1, 1, 2], &[100, 100, 100], 800), [200, 200, 400]);
        assert_eq!(fit(&[1, 1, 2], &[300, 100, 100], 800), [300, 166, 333]);
        assert_eq!(fit(&[1, 1], &[500, 400], 800), [500, 400]);
    }

    #[test]
    fn type_shrinks_until_the_figures_fit() {
        let row: Vec<Cell> = (0..9).map(|_| Cell::plain("4,329,100.00")).collect();
        let table = Table {
            rows: vec![row],
            ..Table::default()
        };
        let (cells, columns) = place(&table.rows, &(0..0));
        let (style, widths) = fitting(&table, &cells, columns, layout::PAGE);
        assert!(style.half_points < layout::table(9).half_points);
        assert!(widths.iter().sum::<u32>() <= text_width(layout::PAGE));
    }
}
