//! Markdown as GitHub has it.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::encoding::{Decoded, decode};
use super::error::ReadError;
use super::html;
use super::inline::{Inline, joint};
use super::limits::Limits;
use super::outline::levels_from_ranks;
use super::shape::cell;
use super::story::Story;
use crate::model::{Align, Block, Document, Fault, Origin, Table, Text};

/// Reads Markdown. The number of an ordered item is kept before its text, a bullet is not; of a picture its words stay.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let size = bytes.len() as u64;
    if size > limits.max_markup {
        return Err(ReadError::TooLarge {
            size,
            limit: limits.max_markup,
        });
    }
    let Decoded { text, faults } = decode(bytes, None)?;
    let mut reader = Reader {
        source: &text,
        line_ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
        limits,
        story: Story::new(limits),
        inline: Inline::default(),
        origin: Origin::default(),
        marker: None,
        strong: 0,
        soft_break: false,
        table: None,
        cells: 0,
        html: None,
    };
    reader.story.faults(faults);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        reader.event(event, range);
        if reader.story.is_full() {
            break;
        }
    }
    let mut document = reader.story.finish();
    levels_from_ranks(&mut document.blocks);
    Ok(document)
}

struct Reader<'s> {
    source: &'s str,
    line_ends: Vec<usize>,
    limits: &'s Limits,
    story: Story,
    inline: Inline,
    /// Where the first characters of `inline` stand.
    origin: Origin,
    /// The number of a list item whose text has not begun.
    marker: Option<&'s str>,
    strong: usize,
    /// A line end in the source, of which the next characters decide what it was.
    soft_break: bool,
    table: Option<(Table, Vec<Alignment>)>,
    cells: usize,
    /// The lines of an HTML block and the line it begins on.
    html: Option<(String, Origin)>,
}

impl<'s> Reader<'s> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::Html(text) => {
                if let Some((html, _)) = &mut self.html {
                    html.push_str(&text);
                }
            }
            Event::InlineHtml(tag) if is_line_break(&tag) => self.inline.break_line(),
            Event::SoftBreak => self.soft_break = true,
            Event::HardBreak => self.inline.break_line(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Item => {
                self.flush();
                self.marker = marker(&self.source[range]);
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some((String::new(), self.origin_of(range.start)));
            }
            Tag::Table(alignments) => {
                self.flush();
                self.cells = 0;
                self.table = Some((
                    Table {
                        header_rows: 1,
                        ..Table::default()
                    },
                    alignments,
                ));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some((table, _)) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => self.origin = self.origin_of(range.start),
            Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Heading(level) => {
                for text in self.lines() {
                    self.story.push(Block::Heading {
                        level: level as u8,
                        text,
                    });
                }
            }
            TagEnd::Item => {
                self.flush();
                self.marker = None;
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::Table => self.end_table(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Emphasis | TagEnd::Link | TagEnd::Image | TagEnd::Strikethrough => {}
            _ => self.flush(),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.inline.is_blank() && self.table.is_none() {
            self.origin = self.origin_of(range.start);
        }
        if let Some(marker) = self.marker.take() {
            self.inline.push(marker, false);
            self.inline.push(" ", false);
        }
        if std::mem::take(&mut self.soft_break) && !self.inline.is_blank() {
            self.inline.push(
                joint(
                    self.inline.content().chars().next_back(),
                    text.chars().next(),
                ),
                false,
            );
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.inline.break_line();
            }
            self.inline.push(line, self.strong > 0);
        }
    }

    fn lines(&mut self) -> Vec<Text> {
        self.soft_break = false;
        std::mem::take(&mut self.inline).lines(self.origin)
    }

    fn flush(&mut self) {
        for text in self.lines() {
            self.story.push(Block::Paragraph(text));
        }
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.inline).joined(self.origin);
        let Some((table, alignments)) = &mut self.table else {
            return;
        };
        self.cells += 1;
        if self.cells > self.story.budget().left() {
            self.story.overflow();
        } else if let Some(row) = table.rows.last_mut() {
            let align = alignments.get(row.len()).map_or(Align::Left, align);
            row.push(crate::model::Cell {
                align,
                ..cell(text, 1, 1)
            });
        }
    }

    fn end_table(&mut self) {
        if let Some((table, _)) = self.table.take() {
            self.story.push(Block::Table(table));
        }
    }

    fn end_html(&mut self) {
        if let Some((source, origin)) = self.html.take() {
            let fragment = html::fragment(&source, self.limits);
            let line = origin.line.unwrap_or_default();
            self.story.faults(
                fragment
                    .faults
                    .into_iter()
                    .map(|fault| Fault {
                        place: format!("第{line}行起的 HTML"),
                        ..fault
                    })
                    .collect(),
            );
            for mut block in fragment.blocks {
                html::place(&mut block, origin);
                self.story.push(block);
            }
        }
    }

    fn origin_of(&self, offset: usize) -> Origin {
        let line = self.line_ends.partition_point(|end| *end < offset) + 1;
        Origin {
            line: u32::try_from(line).ok(),
            ..Origin::default()
        }
    }
}

/// The number before an ordered item, `3.` or `3)`.
fn marker(item: &str) -> Option<&str> {
    let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (digits > 0 && item[digits..].starts_with(['.', ')'])).then(|| &item[..digits + 1])
}

fn is_line_break(tag: &str) -> bool {
    let name = tag
        .trim_start_matches('<')
        .trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
        Alignment::Left | Alignment::None => Align::Left,
    }
}
