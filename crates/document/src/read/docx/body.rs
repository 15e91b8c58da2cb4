//! The body: its paragraphs, and where the other parts of the text are read.

use super::lost::{Losses, Lost};
use super::numbering::Numbering;
use super::styles::{ListLevel, Styles, list_level, outline_level};
use super::trace::Trace;
use crate::model::{Block, Origin, Text};
use crate::read::fields::Fields;
use crate::read::inline::Inline;
use crate::read::limits::Limits;
use crate::read::pieces::{margin_texts, put};
use crate::read::xml::{Element, Item, Xml};

/// Reads the body and the notes of a document, counting paragraphs, pages and list items on the way.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    /// Paragraphs begun, empty ones included, and lines broken off them; no two pieces of the document have the same.
    pub(super) paragraphs: u32,
    /// The page reached; `None` where Word left no marks of its pages, because the breaks an author made do not tell where
    /// the other pages end.
    pub(super) page: Option<u32>,
    pub(super) fields: Fields,
    /// A paragraph whose end is deleted, so that it runs into the next.
    open: Option<Paragraph>,
    /// How many cells may still be read.
    pub(super) cells_left: usize,
    pub(super) cut_short: bool,
    /// What is shown and cannot be read.
    pub(super) losses: Losses,
    /// Where the characters come from, if somebody asks.
    pub(super) trace: Option<Trace>,
}

/// A paragraph being read.
#[derive(Default)]
pub(super) struct Paragraph {
    line: u32,
    pub(super) inline: Inline,
    /// Length of the list label that `inline` begins with.
    label: usize,
    level: Option<u8>,
    /// The page of its first characters.
    pub(super) page: Option<u32>,
    /// What its text boxes hold.
    pub(super) boxes: Vec<Block>,
    /// Whether its end is deleted.
    endless: bool,
}

impl<'s> Body<'s> {
    pub(super) fn new(
        styles: &'s Styles,
        numbering: Numbering,
        source: &str,
        limits: &Limits,
    ) -> Self {
        let rendered = memchr::memmem::find(source.as_bytes(), b"lastRenderedPageBreak").is_some();
        Self {
            styles,
            numbering,
            paragraphs: 0,
            page: rendered.then_some(1),
            fields: Fields::default(),
            open: None,
            cells_left: limits.max_pieces,
            cut_short: false,
            losses: Losses::default(),
            trace: None,
        }
    }

    /// Reads `w:document`.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        if xml.enter("document") && xml.enter("body") {
            self.blocks(xml, &mut blocks);
        }
        blocks
    }

    /// Reads `w:footnotes` or `w:endnotes`, less the lines that part them from the text.
    pub(super) fn read_notes(&mut self, xml: &mut Xml<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.page = None;
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "footnotes" | "endnotes" => {}
                "footnote" | "endnote"
                    if element.value("type").is_none_or(|kind| kind == "normal") =>
                {
                    if let Some(trace) = &mut self.trace {
                        trace.enter_note(&element);
                    }
                    self.blocks(xml, &mut blocks);
                }
                _ => xml.skip(),
            }
        }
        blocks
    }

    /// Reads the texts of `w:hdr` or `w:ftr`.
    pub(super) fn read_margin(&mut self, xml: &mut Xml<'_>) -> Vec<Text> {
        self.page = None;
        if let Some(trace) = &mut self.trace {
            trace.leave();
        }
        let mut blocks = Vec::new();
        while let Some(item) = xml.item() {
            if let Item::Element(_) = item {
                self.blocks(xml, &mut blocks);
            }
        }
        margin_texts(blocks)
    }

    pub(super) fn blocks(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        while let Some(item) = xml.item() {
            if let Item::Element(element) = item {
                self.block(&element, xml, out);
            }
        }
        self.close(out);
    }

    pub(super) fn block(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        match element.name() {
            "p" => self.paragraph(xml, out),
            "tbl" => {
                self.close(out);
                self.table(xml, out);
            }
            "AlternateContent" => self.choice(xml, |body, xml| body.blocks(xml, out)),
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                self.blocks(xml, out)
            }
            "altChunk" => {
                self.losses.note(Lost::Chunk, self.paragraphs);
                xml.skip();
            }
            _ => xml.skip(),
        }
    }

    /// Reads one of several renderings of the same content: the first, or the fallback where there is no other.
    pub(super) fn choice<'x>(
        &mut self,
        xml: &mut Xml<'x>,
        mut read: impl FnMut(&mut Self, &mut Xml<'x>),
    ) {
        let mut taken = false;
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            if !taken && matches!(element.name(), "Choice" | "Fallback") {
                taken = true;
                read(self, xml);
            } else {
                xml.skip();
            }
        }
    }

    /// The number of the next paragraph, or of a line that an author broke off a paragraph.
    fn next_line(&mut self) -> u32 {
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.paragraphs
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        let mut paragraph = Paragraph {
            line: self.next_line(),
            ..Paragraph::default()
        };
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "pPr" => self.paragraph_properties(xml, &mut paragraph),
                _ => {
                    self.run_on(&mut paragraph);
                    self.inline(&element, xml, &mut paragraph);
                }
            }
        }
        self.fields.end_paragraph();
        self.run_on(&mut paragraph);
        if paragraph.endless {
            self.open = Some(paragraph);
        } else {
            self.put(paragraph, out);
        }
    }

    /// Ends a paragraph whose own end is deleted where there is none that it could run into.
    pub(super) fn close(&mut self, out: &mut Vec<Block>) {
        if let Some(open) = self.open.take() {
            self.put(open, out);
        }
    }

    fn put(&mut self, paragraph: Paragraph, out: &mut Vec<Block>) {
        let Paragraph {
            line,
            inline,
            label,
            level,
            page,
            boxes,
            ..
        } = paragraph;
        if !inline.content()[label..].trim().is_empty() {
            let origin = Origin {
                line: Some(line),
                page,
                ..Origin::default()
            };
            put(inline, level, origin, || self.next_line(), out);
        }
        out.extend(boxes);
    }

    /// Puts what stands in an open paragraph before the rest of the one that it runs into.
    fn run_on(&mut self, paragraph: &mut Paragraph) {
        if let Some(open) = self.open.take() {
            paragraph.inline.append(open.inline);
            paragraph.page = paragraph.page.or(open.page);
            paragraph.boxes.extend(open.boxes);
        }
    }

    fn paragraph_properties(&mut self, xml: &mut Xml<'_>, paragraph: &mut Paragraph) {
        let (mut style, mut outline, mut list) = (None, None, ListLevel::default());
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "pStyle" => style = element.val(),
                "outlineLvl" => outline = outline_level(&element),
                "numPr" => {
                    list = list_level(xml);
                    continue;
                }
                "rPr" => {
                    paragraph.endless = xml.leave_finding(&["del", "moveFrom"]);
                    continue;
                }
                _ => {}
            }
            xml.skip();
        }
        let styled = || {
            style
                .as_deref()
                .and_then(|style| self.styles.heading(style))
        };
        if paragraph.endless {
            return;
        }
        paragraph.level = outline.or_else(styled).filter(|level| *level <= 9);
        if let Some(label) = self.numbering.label(list, style.as_deref(), self.styles) {
            paragraph.inline.push(&label, false);
            paragraph.label = paragraph.inline.content().len();
        }
    }
}
