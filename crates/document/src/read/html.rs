//! Web pages, as a browser shows them.

mod dom;
mod tags;

use encoding_rs::Encoding;

use self::dom::{Data, Dom, Id};
use super::encoding::{Decoded, decode};
use super::error::ReadError;
use super::inline::{Inline, joint};
use super::limits::Limits;
use super::outline::{infer_headings, levels_from_ranks};
use super::shape::cell;
use super::story::Story;
use crate::model::{Align, Block, Cell, Document, Fault, Origin, Table, Text};

/// Reads a web page. What is hidden is left out, and a table that holds tables is taken for layout.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let size = bytes.len() as u64;
    if size > limits.max_markup {
        return Err(ReadError::TooLarge {
            size,
            limit: limits.max_markup,
        });
    }
    let Decoded { text, faults } = decode(bytes, declared_encoding(bytes))?;
    let mut document = page(&text, limits);
    document.faults.splice(0..0, faults);
    if has_tag(&text, "<html") && !has_tag(&text, "</html") {
        document.faults.push(Fault {
            message: "网页没有结尾，可能没有下载完，读出的内容可能不全。请重新下载后再检查"
                .to_owned(),
            place: "文件末尾".to_owned(),
        });
    }
    levels_from_ranks(&mut document.blocks);
    infer_headings(&mut document.blocks);
    Ok(document)
}

/// A piece of HTML within a file of another format, its headings with their ranks.
pub(super) fn fragment(source: &str, limits: &Limits) -> Document {
    page(source, limits)
}

/// Gives all texts of a block one place.
pub(super) fn place(block: &mut Block, origin: Origin) {
    for text in block.texts_mut() {
        text.origin = origin;
    }
}

/// Whether bytes begin as a web page does.
pub(super) fn looks(bytes: &[u8]) -> bool {
    let start = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let has = |tag: &[u8]| memchr::memmem::find(&start, tag).is_some();
    let first = start
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF));
    first == Some(&b'<')
        && [&b"<!doctype html"[..], b"<html", b"<table", b"<meta "]
            .into_iter()
            .any(has)
}

/// Whether the beginning of a tag stands anywhere in a page.
fn has_tag(page: &str, tag: &str) -> bool {
    let bytes = page.as_bytes();
    let begins = |at: usize| {
        let here = bytes.get(at..at + tag.len());
        here.is_some_and(|here| here.eq_ignore_ascii_case(tag.as_bytes()))
    };
    memchr::memchr_iter(b'<', bytes).any(begins)
}

/// The encoding that a page names in its `<meta>`.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let at = memchr::memmem::find(&start, b"charset=")? + b"charset=".len();
    let label = start[at..].trim_ascii_start();
    let label = label
        .strip_prefix(b"\"")
        .or_else(|| label.strip_prefix(b"'"))
        .unwrap_or(label);
    let end = label
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !b"-_".contains(byte))?;
    Encoding::for_label(&label[..end])
}

fn page(source: &str, limits: &Limits) -> Document {
    let dom = Dom::parse(source, limits);
    let mut reader = Reader {
        dom: &dom,
        max_depth: limits.max_depth,
        story: Story::new(limits),
        inline: Inline::default(),
        gap: Gap::None,
        strong: 0,
        preformatted: 0,
        cell: None,
        here: 1,
        line: None,
    };
    if let Some(title) = dom.find("title") {
        reader.children(title, 0);
        let title = std::mem::take(&mut reader.inline)
            .joined(Origin::default())
            .content;
        if !title.is_empty() {
            reader.story.title(title);
        }
    }
    reader.children(0, 0);
    reader.flush();
    if dom.cut_short {
        reader.story.fault(
            "网页过大或标记嵌套过深，此后的内容没有读取，请另存为 docx 或 txt 后重试",
            "网页后部",
        );
    }
    reader.story.finish()
}

/// White space met since the last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    LineEnd,
}

struct Reader<'d> {
    dom: &'d Dom,
    max_depth: usize,
    story: Story,
    inline: Inline,
    gap: Gap,
    /// How many elements that are set in bold are open; likewise below.
    strong: usize,
    preformatted: usize,
    /// The lines of the cell being read.
    cell: Option<Inline>,
    /// The line of the text being read.
    here: u32,
    /// The line that the first word of `inline` stands in.
    line: Option<u32>,
}

impl Reader<'_> {
    fn children(&mut self, id: Id, depth: usize) {
        let dom = self.dom;
        if depth > 2 * self.max_depth {
            return;
        }
        for child in dom.children(id) {
            match dom.data(*child) {
                Data::Text(text) => {
                    self.here = dom.line(*child);
                    self.text(text);
                }
                Data::Element { .. } => self.element(*child, depth + 1),
                Data::Other => {}
            }
        }
    }

    fn element(&mut self, id: Id, depth: usize) {
        if self.is_hidden(id) {
            return;
        }
        match self.dom.name(id) {
            "" => self.children(id, depth),
            "br" => self.break_line(),
            "b" | "strong" => {
                self.strong += 1;
                self.children(id, depth);
                self.strong -= 1;
            }
            "pre" | "listing" | "xmp" | "plaintext" => {
                self.flush();
                self.preformatted += 1;
                self.children(id, depth);
                self.flush();
                self.preformatted -= 1;
            }
            "table" if self.cell.is_none() && !self.is_layout(id) => self.table(id, depth),
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") if self.cell.is_none() => {
                self.flush();
                self.children(id, depth);
                let level = name.as_bytes()[1] - b'0';
                for text in self.lines() {
                    self.story.push(Block::Heading { level, text });
                }
            }
            name => {
                let block = is_block(name);
                if block {
                    self.flush();
                }
                self.children(id, depth);
                if block {
                    self.flush();
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.break_line();
                }
                self.begin();
                self.inline.push(line, self.strong > 0);
            }
            return;
        }
        let mut rest = text;
        loop {
            let word = rest.trim_start_matches(is_space);
            let space = &rest[..rest.len() - word.len()];
            if !space.is_empty() {
                self.gap = self.gap.max(if space.contains('\n') {
                    Gap::LineEnd
                } else {
                    Gap::Space
                });
            }
            if word.is_empty() {
                return;
            }
            let end = word.find(is_space).unwrap_or(word.len());
            self.word(&word[..end]);
            rest = &word[end..];
        }
    }

    fn word(&mut self, word: &str) {
        self.begin();
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let before = self.inline.content().chars().next_back();
        let space = match gap {
            Gap::None => "",
            _ if matches!(before, None | Some('\n')) => "",
            Gap::Space => " ",
            Gap::LineEnd => joint(before, word.chars().next()),
        };
        let strong = self.strong > 0;
        self.inline.push(space, strong && self.inline.ends_strong());
        self.inline.push(word, strong);
    }

    /// Notes the line of the first word.
    fn begin(&mut self) {
        if self.inline.is_blank() {
            self.line = Some(self.here);
        }
    }

    fn break_line(&mut self) {
        self.inline.break_line();
        self.gap = Gap::None;
    }

    fn lines(&mut self) -> Vec<Text> {
        self.gap = Gap::None;
        let inline = std::mem::take(&mut self.inline);
        if inline.is_blank() {
            Vec::new()
        } else {
            inline.lines(self.next_origin())
        }
    }

    /// Ends a block: its lines are paragraphs, or lines of the cell being read.
    fn flush(&mut self) {
        if let Some(cell) = &mut self.cell {
            self.gap = Gap::None;
            for line in std::mem::take(&mut self.inline).lines(Origin::default()) {
                cell.push_text(&line);
            }
            return;
        }
        for text in self.lines() {
            self.story.push(Block::Paragraph(text));
        }
    }

    fn next_origin(&mut self) -> Origin {
        Origin {
            line: self.line.take(),
            ..Origin::default()
        }
    }

    fn table(&mut self, id: Id, depth: usize) {
        self.flush();
        let mut table = Table::default();
        let mut heads = Vec::new();
        self.rows(id, depth, &mut table, &mut heads);
        table.header_rows = heads.iter().take_while(|head| **head).count();
        if table.header_rows == table.rows.len() {
            table.header_rows = 0;
        }
        if table.rows.iter().all(Vec::is_empty) {
            return;
        }
        self.story.push(Block::Table(table));
    }

    /// Reads the rows of a table or of a part of it; `heads` tells which of them belong to the head.
    fn rows(&mut self, id: Id, depth: usize, table: &mut Table, heads: &mut Vec<bool>) {
        let dom = self.dom;
        for child in dom
            .children(id)
            .iter()
            .filter(|child| !self.is_hidden(**child))
            .copied()
            .collect::<Vec<_>>()
        {
            match dom.name(child) {
                "caption" => {
                    let text = self.cell_text(child, depth);
                    table.caption = (!text.content.is_empty()).then_some(text);
                }
                "thead" | "tbody" | "tfoot" => self.rows(child, depth + 1, table, heads),
                "tr" => {
                    let cells = dom
                        .children(child)
                        .iter()
                        .filter(|cell| matches!(dom.name(**cell), "td" | "th"));
                    let cells: Vec<Id> = cells
                        .copied()
                        .filter(|cell| !self.is_hidden(*cell))
                        .collect();
                    let all_heads =
                        !cells.is_empty() && cells.iter().all(|cell| dom.name(*cell) == "th");
                    heads.push(dom.name(id) == "thead" || all_heads);
                    let row = cells
                        .into_iter()
                        .map(|cell| self.table_cell(cell, depth + 2))
                        .collect();
                    table.rows.push(row);
                }
                _ => {}
            }
        }
    }

    fn table_cell(&mut self, id: Id, depth: usize) -> Cell {
        let span = |key| {
            self.dom
                .attribute(id, key)
                .and_then(|value| value.trim().parse().ok())
        };
        let (colspan, rowspan) = (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
        // A rowspan of 0 reaches to the end of the table.
        let rowspan = if rowspan == 0 { usize::MAX } else { rowspan };
        Cell {
            align: self.align(id),
            ..cell(self.cell_text(id, depth), colspan, rowspan)
        }
    }

    fn cell_text(&mut self, id: Id, depth: usize) -> Text {
        self.flush();
        self.cell = Some(Inline::default());
        self.children(id, depth);
        self.flush();
        let cell = self.cell.take().unwrap_or_default();
        self.line = Some(self.dom.line(id));
        let origin = self.next_origin();
        cell.joined(origin)
    }

    fn align(&self, id: Id) -> Align {
        let style = self.style(id);
        let style = style
            .as_deref()
            .and_then(|style| style.split("text-align:").nth(1))
            .unwrap_or_default();
        let named = self.dom.attribute(id, "align").unwrap_or_default();
        match if style.is_empty() {
            named
        } else {
            style.split(';').next().unwrap_or_default()
        } {
            "center" => Align::Center,
            "right" | "end" => Align::Right,
            _ => Align::Left,
        }
    }

    /// The `style` of an element without white space.
    fn style(&self, id: Id) -> Option<String> {
        let style = self.dom.attribute(id, "style")?;
        Some(
            style
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| c.to_ascii_lowercase())
                .collect(),
        )
    }

    fn is_hidden(&self, id: Id) -> bool {
        let unseen = match self.dom.data(id) {
            Data::Element { name, .. } => matches!(
                &*name.local,
                "head"
                    | "script"
                    | "style"
                    | "noscript"
                    | "template"
                    | "title"
                    | "iframe"
                    | "object"
                    | "svg"
                    | "select"
                    | "datalist"
                    | "canvas"
                    | "audio"
                    | "video"
                    | "rt"
                    | "rp"
                    | "del"
            ),
            Data::Text(_) | Data::Other => false,
        };
        let concealed =
            |style: String| style.contains("display:none") || style.contains("visibility:hidden");
        unseen
            || self.dom.attribute(id, "hidden").is_some()
            || self.style(id).is_some_and(concealed)
    }

    /// Whether a table is there for layout: it holds another table, or nothing but one cell.
    fn is_layout(&self, id: Id) -> bool {
        let mut open: Vec<Id> = self.dom.children(id).to_vec();
        let mut cells = 0;
        while let Some(id) = open.pop() {
            match self.dom.name(id) {
                "table" => return true,
                "td" | "th" => cells += 1,
                _ => {}
            }
            open.extend(self.dom.children(id));
        }
        cells <= 1
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

#[rustfmt::skip]
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details" | "dialog" | "dir"
            | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "header" | "hgroup" | "hr" | "html" | "legend" | "li" | "main" | "menu" | "nav" | "ol" | "p" | "search"
            | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul"
    )
}
