//! The pages in order as headings, paragraphs and tables: what runs on over line ends and page breaks is joined.

use super::ink::Script;
use super::leaf::{Item, Leaf, Ruled, is_numbered};
use super::line::Line;

/// A piece of the document.
#[derive(Debug)]
pub(super) enum Part {
    /// A paragraph, and how it is set.
    Paragraph(Script, Face),
    Table(Ruled),
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    pub(super) size: f32,
    pub(super) bold: bool,
    /// How many lines it takes.
    pub(super) lines: usize,
}

/// Joins the pages.
pub(super) fn flow(leaves: Vec<Leaf>) -> Vec<Part> {
    let mut flow = Flow {
        parts: Vec::new(),
        last: None,
        page: None,
    };
    let columns = columns(&leaves);
    for (leaf, column) in leaves.into_iter().zip(columns) {
        let pitch = pitch(&leaf);
        if let Some(last) = &mut flow.last {
            last.over_page = true;
        }
        flow.page = Some(flow.parts.len());
        for item in leaf.items {
            match item {
                Item::Line(line) => {
                    let script = line.script(leaf.number, &leaf.frame);
                    flow.line(line, script, &column, pitch);
                }
                Item::Table(table) => flow.table(table),
            }
        }
    }
    flow.parts
}

/// The edges of the text on a page.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
}

/// Where the last line ended, when it may run on.
struct Last {
    line: Line,
    column: Column,
    /// Whether its paragraph began further right than the text.
    indents: bool,
    /// Whether a page break came since.
    over_page: bool,
}

struct Flow {
    parts: Vec<Part>,
    last: Option<Last>,
    /// Where the parts of the page begin, until a table stands on it.
    page: Option<usize>,
}

impl Flow {
    fn line(&mut self, line: Line, script: Script, column: &Column, pitch: f32) {
        let runs_on = self
            .last
            .as_ref()
            .is_some_and(|last| last.runs_on(&line, &script, column, pitch));
        let mut indents = line.left > column.left + 1.2 * line.size;
        match self.parts.last_mut() {
            Some(Part::Paragraph(text, face)) if runs_on => {
                text.run_on(script);
                face.lines += 1;
                indents |= self.last.as_ref().is_some_and(|last| last.indents);
            }
            _ => {
                let face = Face {
                    size: line.size,
                    bold: line.bold,
                    lines: 1,
                };
                self.parts.push(Part::Paragraph(script, face));
            }
        }
        self.last = Some(Last {
            line,
            column: *column,
            indents,
            over_page: false,
        });
    }

    /// Adds a table. The first on a page goes on with the table that ended the page before: where nothing stands above it,
    /// or its title and head are printed again.
    fn table(&mut self, table: Ruled) {
        self.last = None;
        let page = self.page.take().unwrap_or(0);
        let (before, title) = self.parts.split_at_mut(page);
        let Some((Part::Table(above), before)) = before.split_last_mut() else {
            return self.parts.push(Part::Table(table));
        };
        let again = title.is_empty() || is_again(title, before) && above.repeated_rows(&table) > 0;
        let other = match again {
            true => above.go_on(table).err(),
            false => Some(table),
        };
        match other {
            Some(table) => self.parts.push(Part::Table(table)),
            None => self.parts.truncate(page),
        }
    }
}

/// Lines that a title of a table takes, with its unit.
const TITLE: usize = 4;

/// Whether what stands above a table is the title that stood above the table before it.
fn is_again(title: &[Part], before: &[Part]) -> bool {
    let words = |part: &Part| match part {
        Part::Paragraph(text, _) => Some(without_continued(&text.content)),
        Part::Table(_) => None,
    };
    let known: Vec<String> = before.iter().rev().map_while(words).take(TITLE).collect();
    let is_known = |part: &Part| {
        words(part).is_some_and(|words| {
            words.is_empty() || words.starts_with("单位") || known.contains(&words)
        })
    };
    title.len() <= TITLE && title.iter().all(is_known)
}

/// The words of a title without white space, and without the remark that it goes on.
fn without_continued(title: &str) -> String {
    let mut words: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    for mark in ["（续表）", "(续表)", "（续）", "(续)", "续表", "续"] {
        if let Some(rest) = words.strip_suffix(mark).or(words.strip_prefix(mark)) {
            words = rest.trim_matches([':', '：']).to_owned();
            break;
        }
    }
    words
}

impl Last {
    /// Whether a line goes on with the paragraph of this one.
    fn runs_on(&self, next: &Line, script: &Script, column: &Column, pitch: f32) -> bool {
        let line = &self.line;
        let size = line.size.max(next.size);
        let alike = (line.size - next.size).abs() <= 0.15 * size && line.bold == next.bold;
        let apart = !self.over_page
            && pitch > 0.0
            && next.middle() - line.middle() > 1.45 * pitch.max(0.9 * size);
        if !alike || apart {
            return false;
        }
        let slack = self.column.right - line.right;
        let full = slack < next.first_word() + 0.8 * size;
        let indented = next.left > column.left + 1.2 * size;
        if indented {
            // A heading in the middle of the page may take two lines.
            return full && self.column.centers(line) && column.centers(next);
        }
        let ended = line
            .glyphs
            .last()
            .is_some_and(|glyph| "。；：！？".contains(glyph.character));
        if ended {
            return full && !is_numbered(&script.content);
        }
        // No sentence ends here, and paragraphs are seen to begin further right: the line was broken early.
        full || (self.indents && slack < next.first_word() + 3.0 * size)
    }
}

impl Column {
    fn centers(&self, line: &Line) -> bool {
        let aside = (self.left + self.right) / 2.0 - (line.left + line.right) / 2.0;
        aside.abs() < line.size && line.left > self.left + 0.5 * line.size
    }
}

/// For each page, the edges of its text: from its own wide lines, or from those of the pages as wide as it.
fn columns(leaves: &[Leaf]) -> Vec<Column> {
    let own: Vec<Option<Column>> = leaves.iter().map(own_column).collect();
    leaves
        .iter()
        .zip(&own)
        .map(|(leaf, column)| {
            let breadth = leaf.frame.breadth();
            let alike = leaves
                .iter()
                .zip(&own)
                .filter(|(other, _)| (other.frame.breadth() - breadth).abs() < 1.0)
                .filter_map(|(_, column)| *column);
            let all = alike.reduce(|a, b| Column {
                left: a.left.min(b.left),
                right: a.right.max(b.right),
            });
            column.or(all).unwrap_or(Column {
                left: 0.0,
                right: breadth,
            })
        })
        .collect()
}

/// The edges of the wide lines on a page that has some.
fn own_column(leaf: &Leaf) -> Option<Column> {
    const ENOUGH: usize = 4;
    let wide = leaf.items.iter().filter_map(|item| match item {
        Item::Line(line) if line.right - line.left > 0.6 * leaf.frame.breadth() => Some(line),
        _ => None,
    });
    let mut column: Option<Column> = None;
    let mut count = 0;
    for line in wide {
        count += 1;
        let column = column.get_or_insert(Column {
            left: line.left,
            right: line.right,
        });
        column.left = column.left.min(line.left);
        column.right = column.right.max(line.right);
    }
    column.filter(|_| count >= ENOUGH)
}

/// The distance of lines within a paragraph: the lower quartile of all distances on the page, 0 where there is none.
fn pitch(leaf: &Leaf) -> f32 {
    let middles: Vec<Option<f32>> = leaf
        .items
        .iter()
        .map(|item| match item {
            Item::Line(line) => Some(line.middle()),
            Item::Table(_) => None,
        })
        .collect();
    let mut steps: Vec<f32> = middles
        .windows(2)
        .filter_map(|pair| Some(pair[1]? - pair[0]?))
        .collect();
    let quarter = steps.len() / 4;
    if steps.is_empty() {
        return 0.0;
    }
    *steps.select_nth_unstable_by(quarter, f32::total_cmp).1
}
