//! A page taken apart: its tables, and the lines between them.

use super::column::with_tables;
use super::grid::{Grid, grids};
use super::ink::{Frame, Script};
use super::line::{Line, lines};
use super::page::{Glyph, Page};
use super::rows::parted;
use super::spacing::close_up;

/// A page as lines and tables from the top.
#[derive(Debug)]
pub(super) struct Leaf {
    /// Number of the page, from 1.
    pub(super) number: u32,
    pub(super) frame: Frame,
    pub(super) items: Vec<Item>,
}

/// Something on a page.
#[derive(Debug)]
pub(super) enum Item {
    Line(Line),
    Table(Ruled),
}

/// A table with what its cells say.
#[derive(Debug)]
pub(super) struct Ruled {
    pub(super) grid: Grid,
    /// The texts of [`Grid::cells`].
    pub(super) texts: Vec<Script>,
}

impl Item {
    pub(super) fn top(&self) -> f32 {
        match self {
            Self::Line(line) => line.top,
            Self::Table(table) => table.grid.top(),
        }
    }
}

impl Leaf {
    pub(super) fn new(mut page: Page) -> Self {
        close_up(&mut page.glyphs);
        let grids = grids(&page.across, &page.down);
        let mut within: Vec<Vec<Vec<Glyph>>> = grids
            .iter()
            .map(|grid| vec![Vec::new(); grid.cells.len()])
            .collect();
        let mut free = Vec::new();
        for glyph in page.glyphs {
            let extent = glyph.extent();
            let x = (extent.left + extent.right) / 2.0;
            let y = (extent.top + extent.bottom) / 2.0;
            let home = grids
                .iter()
                .enumerate()
                .find_map(|(table, grid)| Some((table, grid.cell_at(x, y)?)));
            match home {
                Some((table, cell)) => within[table][cell].push(glyph),
                None => free.push(glyph),
            }
        }
        let mut items = with_tables(lines(free), page.number, &page.frame);
        for (grid, cells) in grids.into_iter().zip(within) {
            let (grid, cells) = parted(grid, cells);
            let texts = cells
                .into_iter()
                .enumerate()
                .map(|(cell, glyphs)| {
                    let slot = grid.cells[cell];
                    let right = grid.columns[slot.column + slot.colspan];
                    cell_text(glyphs, right, page.number, &page.frame)
                })
                .collect();
            items.push(Item::Table(Ruled { grid, texts }));
        }
        items.sort_by(|a, b| a.top().total_cmp(&b.top()));
        Self {
            number: page.number,
            frame: page.frame,
            items,
        }
    }
}

/// What a cell says. Its lines run on, but for those that begin anew.
fn cell_text(glyphs: Vec<Glyph>, right: f32, page: u32, frame: &Frame) -> Script {
    let mut text = Script::default();
    let mut before: Option<Line> = None;
    for line in lines(glyphs) {
        let script = line.script(page, frame);
        if let Some(before) = &before {
            let short = right - before.right > line.first_word() + 0.8 * line.size;
            if short && begins_anew(&text.content, &script.content) {
                text.push('\n', None);
            }
        }
        text.run_on(script);
        before = Some(line);
    }
    text
}

/// Whether a line below a short line of the same cell is a paragraph of its own, rather than words broken unevenly.
fn begins_anew(above: &str, below: &str) -> bool {
    let figure = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-'))
    };
    let last = above.rsplit('\n').next().unwrap_or(above);
    above.ends_with(['。', '；', ';', '！', '？'])
        || is_numbered(below)
        || (figure(last) && figure(below) && !last.ends_with(['.', ',']))
}

/// Whether a line begins with the number of a paragraph: 一、 （一） 1. 1、 （1） ① 第一条.
pub(super) fn is_numbered(line: &str) -> bool {
    let numeral = |c: char| "〇一二三四五六七八九十百".contains(c) || c.is_ascii_digit();
    let rest = line.trim_start();
    if rest.starts_with(|c| matches!(c, '①'..='⑳')) || rest.starts_with("注：") {
        return true;
    }
    let (open, rest) = match rest.strip_prefix(['（', '(']) {
        Some(inner) => (true, inner),
        None => (false, rest),
    };
    let (ordinal, rest) = match rest.strip_prefix('第') {
        Some(inner) => (true, inner),
        None => (false, rest),
    };
    let after = rest.trim_start_matches(numeral);
    if after.len() == rest.len() || rest.len() - after.len() > 4 * "十".len() {
        return false;
    }
    let mut next = after.chars();
    match next.next() {
        Some('）' | ')') => open,
        Some('条' | '章' | '节') => ordinal,
        Some('部') => ordinal && after.starts_with("部分"),
        Some('、') => !open && !ordinal,
        Some('.' | '．') => !open && !ordinal && !next.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}
