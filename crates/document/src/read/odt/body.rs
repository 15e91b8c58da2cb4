//! The body: its paragraphs, lists and tables, and what is drawn beside them.

use std::collections::HashMap;

use super::styles::Styles;
use crate::model::{Block, MarkKind, Origin, Table, Text};
use crate::read::docx::{ListLevel, Losses, Lost, Numbering, Styles as NoStyles};
use crate::read::inline::Inline;
use crate::read::limits::Limits;
use crate::read::odf::{blanks, count};
use crate::read::pieces::{cell_text, margin_texts, put};
use crate::read::shape::{MAX_COLUMNS, cell};
use crate::read::xml::{Element, Item, Xml};

/// Reads the body of a text, counting paragraphs, pages and list items on the way.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    /// How paragraphs of the outline name their list.
    outline: Option<u32>,
    /// The instance of each list that was counted last.
    counted: HashMap<u32, u32>,
    paragraphs: u32,
    /// The page reached; `None` where the file does not tell where its pages end.
    page: Option<u32>,
    cells_left: usize,
    /// Whether cells were left out.
    pub(super) cut_short: bool,
    /// Footnotes and endnotes, which follow the text.
    pub(super) notes: Vec<Block>,
    /// What is shown and cannot be read.
    pub(super) losses: Losses,
}

/// The list that paragraphs stand in.
#[derive(Clone, Copy)]
struct Listed {
    instance: u32,
    list: u32,
    level: usize,
}

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    inline: Inline,
    bold: bool,
    /// What its text boxes hold.
    boxes: Vec<Block>,
}

impl<'s> Body<'s> {
    pub(super) fn new(styles: &'s mut Styles, source: &str, limits: &Limits) -> Self {
        let paged = memchr::memmem::find(source.as_bytes(), b"soft-page-break").is_some();
        let mut numbering = styles.numbering();
        let outline = styles.outline.map(|list| numbering.begin(list));
        Self {
            styles,
            numbering,
            outline,
            counted: HashMap::new(),
            paragraphs: 0,
            page: paged.then_some(1),
            cells_left: limits.max_pieces,
            cut_short: false,
            notes: Vec::new(),
            losses: Losses::default(),
        }
    }

    /// Reads the headers and footers of the part with the common styles.
    pub(super) fn margins(&mut self, xml: &mut Xml<'_>) -> Vec<Text> {
        self.page = None;
        let mut blocks = Vec::new();
        self.master_pages(xml, &mut blocks);
        margin_texts(blocks)
    }

    fn master_pages(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "document-styles" | "master-styles" | "master-page" => self.master_pages(xml, out),
                name if name.starts_with("header") || name.starts_with("footer") => {
                    self.blocks(xml, out)
                }
                _ => xml.skip(),
            }
        }
    }

    pub(super) fn blocks(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        while let Some(item) = xml.item() {
            if let Item::Element(element) = item {
                self.block(&element, xml, None, out);
            }
        }
    }

    /// Reads a block; of a list item, `label` tells of its first paragraph where it is counted.
    fn block(
        &mut self,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
        label: Option<ListLevel>,
        out: &mut Vec<Block>,
    ) {
        match element.name() {
            "p" | "h" => self.paragraph(element, xml, label, out),
            "list" => self.list(element, xml, None, out),
            "table" => self.table(xml, out),
            "soft-page-break" => {
                self.turn_page();
                xml.skip();
            }
            "frame" | "custom-shape" | "g" => self.drawn(xml, out),
            // What was deleted, and what is no text.
            "tracked-changes"
            | "forms"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls" => xml.skip(),
            // Sections, text boxes, contents pages and indexes.
            _ => self.blocks(xml, out),
        }
    }

    fn turn_page(&mut self) {
        self.page = self.page.map(|page| page.saturating_add(1));
    }

    fn next_line(&mut self) -> u32 {
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.paragraphs
    }

    fn paragraph(
        &mut self,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
        label: Option<ListLevel>,
        out: &mut Vec<Block>,
    ) {
        let origin = Origin {
            line: Some(self.next_line()),
            page: self.page,
            ..Origin::default()
        };
        let style = element.value("style-name").unwrap_or_default();
        let outline = element.value("outline-level");
        let outline = outline.and_then(|level| level.parse::<u8>().ok());
        let level = match element.name() {
            "h" => Some(outline.unwrap_or(1)).filter(|level| *level <= 9),
            _ => self.styles.is_title(&style).then_some(0),
        };
        let numbered = || {
            let level = level.filter(|_| element.name() == "h")?.checked_sub(1)?;
            Some(ListLevel {
                list: Some(self.outline?),
                level: Some(level.into()),
            })
        };
        let label = label
            .or_else(numbered)
            .and_then(|at| self.numbering.label(at, None, &NoStyles::default()));
        let mut paragraph = Paragraph {
            bold: self.styles.is_bold(&style),
            ..Paragraph::default()
        };
        let label = label.unwrap_or_default();
        paragraph.inline.push(&label, false);
        self.inline(xml, &mut paragraph);
        let Paragraph { inline, boxes, .. } = paragraph;
        if !inline.content()[label.len()..].trim().is_empty() {
            put(inline, level, origin, || self.next_line(), out);
        }
        out.extend(boxes);
    }

    fn inline(&mut self, xml: &mut Xml<'_>, paragraph: &mut Paragraph) {
        while let Some(item) = xml.item() {
            let element = match item {
                Item::Text(words) => {
                    let kind = paragraph.bold.then_some(MarkKind::Strong);
                    paragraph.inline.push_marked(&collapsed(&words), kind);
                    continue;
                }
                Item::Element(element) => element,
            };
            match element.name() {
                "s" => paragraph.inline.push(&blanks(&element), false),
                "tab" => paragraph.inline.push("\t", false),
                "line-break" => paragraph.inline.break_line(),
                "soft-page-break" => self.turn_page(),
                "note" => {
                    self.note(xml);
                    continue;
                }
                "frame" | "custom-shape" | "g" => {
                    self.drawn(xml, &mut paragraph.boxes);
                    continue;
                }
                "text-box" => {
                    self.blocks(xml, &mut paragraph.boxes);
                    continue;
                }
                // What somebody noted, and what is not shown.
                "annotation" | "ruby-text" | "hidden-paragraph" | "script" => {}
                _ => {
                    let style = element.value("style-name").unwrap_or_default();
                    let bold = paragraph.bold || self.styles.is_bold(&style);
                    let before = std::mem::replace(&mut paragraph.bold, bold);
                    self.inline(xml, paragraph);
                    paragraph.bold = before;
                    continue;
                }
            }
            xml.skip();
        }
    }

    /// Reads `text:note` less the sign that refers to it.
    fn note(&mut self, xml: &mut Xml<'_>) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            if element.name() == "note-body" {
                let mut notes = Vec::new();
                let page = self.page.take();
                self.blocks(xml, &mut notes);
                self.page = page;
                self.notes.append(&mut notes);
            } else {
                xml.skip();
            }
        }
    }

    /// Reads what stands in a drawing, and notes what cannot be read.
    fn drawn(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "text-box" => self.blocks(xml, out),
                "frame" | "g" | "custom-shape" => self.drawn(xml, out),
                "p" | "h" | "list" | "table" => self.block(&element, xml, None, out),
                "object" | "object-ole" | "plugin" | "applet" => {
                    self.losses.note(Lost::Object, self.paragraphs);
                    xml.skip();
                }
                "image" => {
                    self.losses.pictures += 1;
                    xml.skip();
                }
                _ => xml.skip(),
            }
        }
    }

    fn list(
        &mut self,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
        within: Option<Listed>,
        out: &mut Vec<Block>,
    ) {
        let named = element.value("style-name");
        let list = named.and_then(|name| self.styles.list(&name));
        let goes_on = element.value("continue-numbering").as_deref() == Some("true")
            || element.value("continue-list").is_some();
        let listed = match (within, list) {
            (Some(outer), list) => Some(Listed {
                level: outer.level + 1,
                ..list
                    .filter(|list| *list != outer.list)
                    .map_or(outer, |list| self.listed(list, goes_on))
            }),
            (None, Some(list)) => Some(self.listed(list, goes_on)),
            (None, None) => None,
        };
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "list-item" => self.list_item(xml, listed, true, out),
                "list-header" => self.list_item(xml, listed, false, out),
                _ => xml.skip(),
            }
        }
    }

    /// A list that begins here, or goes on from where it was left.
    fn listed(&mut self, list: u32, goes_on: bool) -> Listed {
        let last = self.counted.get(&list).copied().filter(|_| goes_on);
        let instance = last.unwrap_or_else(|| self.numbering.begin(list));
        self.counted.insert(list, instance);
        Listed {
            instance,
            list,
            level: 0,
        }
    }

    fn list_item(
        &mut self,
        xml: &mut Xml<'_>,
        listed: Option<Listed>,
        labelled: bool,
        out: &mut Vec<Block>,
    ) {
        let mut label = listed.filter(|_| labelled).map(|listed| ListLevel {
            list: Some(listed.instance),
            level: Some(listed.level),
        });
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "list" => self.list(&element, xml, listed, out),
                "p" | "h" => self.block(&element, xml, label.take(), out),
                _ => self.block(&element, xml, None, out),
            }
        }
    }

    /// Reads `table:table`. Tables within its cells follow it.
    fn table(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        let mut table = Table::default();
        let mut nested = Vec::new();
        self.rows(xml, &mut table, &mut nested);
        if table.header_rows == table.rows.len() {
            table.header_rows = 0;
        }
        if table.rows.iter().any(|row| !row.is_empty()) {
            out.push(Block::Table(table));
        }
        out.append(&mut nested);
    }

    fn rows(&mut self, xml: &mut Xml<'_>, table: &mut Table, nested: &mut Vec<Block>) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "table-row" => {
                    table.rows.push(Vec::new());
                    self.row(xml, table, nested);
                }
                "table-header-rows" => {
                    let first = table.rows.is_empty();
                    self.rows(xml, table, nested);
                    if first {
                        table.header_rows = table.rows.len();
                    }
                }
                "table-rows" | "table-row-group" => self.rows(xml, table, nested),
                "soft-page-break" => {
                    self.turn_page();
                    xml.skip();
                }
                _ => xml.skip(),
            }
        }
    }

    fn row(&mut self, xml: &mut Xml<'_>, table: &mut Table, nested: &mut Vec<Block>) {
        let mut column = 0;
        // Empty cells that end a row are none.
        let mut empty = 0;
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            if element.name() != "table-cell" || column >= MAX_COLUMNS {
                column += count(&element, "number-columns-repeated") as usize;
                xml.skip();
                continue;
            }
            if self.cells_left == 0 {
                self.cut_short = true;
                xml.skip();
                continue;
            }
            let times = (count(&element, "number-columns-repeated") as usize)
                .min(MAX_COLUMNS - column)
                .min(self.cells_left);
            let (columns, rows) = (
                count(&element, "number-columns-spanned") as usize,
                count(&element, "number-rows-spanned") as usize,
            );
            let text = self.cell(xml, nested);
            column += times;
            if times > 1 && text.content.is_empty() {
                empty += times;
                continue;
            }
            let put = std::mem::take(&mut empty).min(self.cells_left);
            self.cells_left = self.cells_left.saturating_sub(put + times);
            if let Some(row) = table.rows.last_mut() {
                row.extend(std::iter::repeat_n(cell(Text::default(), 1, 1), put));
                row.extend(std::iter::repeat_n(cell(text, columns, rows), times));
            }
        }
    }

    fn cell(&mut self, xml: &mut Xml<'_>, nested: &mut Vec<Block>) -> Text {
        let begins = Origin {
            line: Some(self.paragraphs.saturating_add(1)),
            page: self.page,
            ..Origin::default()
        };
        let mut blocks = Vec::new();
        self.blocks(xml, &mut blocks);
        cell_text(blocks, begins, nested)
    }
}

/// Characters with each run of blanks and line ends of the file as one blank.
fn collapsed(words: &str) -> String {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if !blank(c) {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
