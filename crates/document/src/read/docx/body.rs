//! The body: paragraphs, their runs, and what stands inside them.

use super::lost::{Losses, Lost};
use super::numbering::Numbering;
use super::styles::{ListLevel, Styles, list_level, outline_level};
use super::trace::Trace;
use crate::model::{Block, MarkKind, Origin, Text};
use crate::read::inline::Inline;
use crate::read::limits::Limits;
use crate::read::raised::{Height, raised};
use crate::read::symbol::symbol;
use crate::read::xml::{Element, Item, Xml};
use std::ops::Range;

/// Reads the body and the notes of a document, counting paragraphs, pages and list items on the way.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    /// Paragraphs begun, empty ones included, and lines broken off them; no two pieces of the document have the same.
    pub(super) paragraphs: u32,
    /// The page reached; `None` where Word left no marks of its pages, because the breaks an author made do not tell where
    /// the other pages end.
    pub(super) page: Option<u32>,
    /// The open fields.
    fields: Vec<Field>,
    /// How many cells may still be read.
    pub(super) cells_left: usize,
    pub(super) cut_short: bool,
    /// What is shown and cannot be read.
    pub(super) losses: Losses,
    /// Where the characters come from, if somebody asks.
    pub(super) trace: Option<Trace>,
}

/// How far an open field has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Instruction,
    Result,
}

/// More fields than Word nests; further ones are taken for text.
const MAX_FIELDS: usize = 32;

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    inline: Inline,
    /// Length of the list label that `inline` begins with.
    label: usize,
    level: Option<u8>,
    /// The page of its first characters.
    page: Option<u32>,
    /// What its text boxes hold.
    boxes: Vec<Block>,
}

/// How a run is set.
#[derive(Default)]
struct Run {
    strong: bool,
    hidden: bool,
    height: Height,
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
            fields: Vec::new(),
            cells_left: limits.max_pieces,
            cut_short: false,
            losses: Losses::default(),
            trace: None,
        }
    }

    pub(super) fn is_cut_short(&self) -> bool {
        self.cut_short
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
        let texts = blocks.into_iter().flat_map(|block| match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => vec![text],
            Block::Table(table) => {
                let cells = table.rows.into_iter().flatten();
                cells.map(|cell| cell.text).collect()
            }
            Block::Picture(_) | Block::PageBreak => Vec::new(),
        });
        texts.collect()
    }

    fn blocks(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        while let Some(item) = xml.item() {
            if let Item::Element(element) = item {
                self.block(&element, xml, out);
            }
        }
    }

    pub(super) fn block(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        match element.name() {
            "p" => self.paragraph(xml, out),
            "tbl" => self.table(xml, out),
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
    fn choice<'x>(&mut self, xml: &mut Xml<'x>, mut read: impl FnMut(&mut Self, &mut Xml<'x>)) {
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
        let line = Some(self.next_line());
        let mut paragraph = Paragraph::default();
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "pPr" => self.paragraph_properties(xml, &mut paragraph),
                _ => self.inline(&element, xml, &mut paragraph),
            }
        }
        self.fields.retain(|field| *field == Field::Result);
        let Paragraph {
            inline,
            label,
            level,
            page,
            boxes,
        } = paragraph;
        if !inline.content()[label..].trim().is_empty() {
            let origin = Origin {
                line,
                page,
                ..Origin::default()
            };
            for (index, mut text) in inline.lines(origin).into_iter().enumerate() {
                if index > 0 {
                    text.origin.line = Some(self.next_line());
                }
                out.push(match level {
                    Some(level) => Block::Heading { level, text },
                    None => Block::Paragraph(text),
                });
            }
        }
        out.extend(boxes);
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
                _ => {}
            }
            xml.skip();
        }
        let styled = || {
            style
                .as_deref()
                .and_then(|style| self.styles.heading(style))
        };
        paragraph.level = outline.or_else(styled).filter(|level| *level <= 9);
        if let Some(label) = self.numbering.label(list, style.as_deref(), self.styles) {
            paragraph.inline.push(&label, false);
            paragraph.label = paragraph.inline.content().len();
        }
    }

    /// Reads a child of a paragraph.
    fn inline(&mut self, element: &Element<'_>, xml: &mut Xml<'_>, paragraph: &mut Paragraph) {
        match element.name() {
            "r" => self.run(xml, &mut Run::default(), paragraph),
            "del" | "moveFrom" | "rt" => xml.skip(),
            "AlternateContent" => self.choice(xml, |body, xml| body.inlines(xml, paragraph)),
            name if name.ends_with("Pr") => xml.skip(),
            // In a formula, the denominator of a fraction and the exponent of a power.
            "den" | "sup" => {
                let sign = if element.name() == "den" { "/" } else { "^" };
                paragraph.inline.push(sign, false);
                self.inlines(xml, paragraph);
            }
            _ => self.inlines(xml, paragraph),
        }
    }

    fn inlines(&mut self, xml: &mut Xml<'_>, paragraph: &mut Paragraph) {
        while let Some(item) = xml.item() {
            if let Item::Element(element) = item {
                self.inline(&element, xml, paragraph);
            }
        }
    }

    fn run(&mut self, xml: &mut Xml<'_>, run: &mut Run, paragraph: &mut Paragraph) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "rPr" => run_properties(xml, run),
                "t" => self.characters(xml, run, paragraph),
                "drawing" | "pict" | "object" => self.boxes(xml, &mut paragraph.boxes),
                "ruby" => self.inlines(xml, paragraph),
                "AlternateContent" => self.choice(xml, |body, xml| body.run(xml, run, paragraph)),
                _ => {
                    self.sign(&element, xml.span(), run, paragraph);
                    xml.skip();
                }
            }
        }
    }

    fn characters(&mut self, xml: &mut Xml<'_>, run: &Run, paragraph: &mut Paragraph) {
        while let Some(item) = xml.item() {
            match item {
                Item::Text(text) => {
                    self.show(&raised(&text, run.height), xml.span(), run, paragraph);
                }
                Item::Element(_) => xml.skip(),
            }
        }
    }

    /// Reads what stands in a run for something other than its own characters.
    fn sign(
        &mut self,
        element: &Element<'_>,
        span: Range<usize>,
        run: &Run,
        paragraph: &mut Paragraph,
    ) {
        match element.name() {
            "tab" | "ptab" => self.show("\t", span, run, paragraph),
            "noBreakHyphen" => self.show("-", span, run, paragraph),
            "sym" => {
                let (font, code) = (element.value("font"), element.value("char"));
                let code = code.and_then(|code| u32::from_str_radix(&code, 16).ok());
                let sign = code.map_or(char::REPLACEMENT_CHARACTER, |code| {
                    symbol(&font.unwrap_or_default(), code)
                });
                self.show(sign.encode_utf8(&mut [0; 4]), span, run, paragraph);
            }
            "br" => match element.value("type").as_deref() {
                Some("page" | "column") => {}
                _ => paragraph.inline.break_line(),
            },
            "cr" => paragraph.inline.break_line(),
            "lastRenderedPageBreak" => self.page = self.page.map(|page| page.saturating_add(1)),
            "footnoteReference" | "endnoteReference" => {
                if let Some(trace) = &mut self.trace {
                    trace.refer(element, span);
                }
            }
            "fldChar" => self.field(element.value("fldCharType").as_deref()),
            _ => {}
        }
    }

    fn show(&mut self, text: &str, span: Range<usize>, run: &Run, paragraph: &mut Paragraph) {
        if run.hidden || self.fields.contains(&Field::Instruction) {
            return;
        }
        paragraph.page = paragraph.page.or(self.page);
        let kind = match &mut self.trace {
            Some(trace) => trace.source(span).map(MarkKind::Source),
            None => run.strong.then_some(MarkKind::Strong),
        };
        paragraph.inline.push_marked(text, kind);
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") if self.fields.len() < MAX_FIELDS => self.fields.push(Field::Instruction),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    *field = Field::Result;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Reads the text boxes within a drawing.
    fn boxes(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "txbxContent" => self.blocks(xml, out),
                "blip" | "imagedata" => {
                    self.losses.pictures += 1;
                    xml.skip();
                }
                "relIds" | "OLEObject" => {
                    let lost = Lost::within(&element);
                    self.losses.note(lost, self.paragraphs);
                    xml.skip();
                }
                "AlternateContent" => self.choice(xml, |body, xml| body.boxes(xml, out)),
                _ => self.boxes(xml, out),
            }
        }
    }
}

fn run_properties(xml: &mut Xml<'_>, run: &mut Run) {
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "b" => run.strong = element.is_on(),
            "vanish" => run.hidden = element.is_on(),
            "vertAlign" => {
                run.height = match element.val().as_deref() {
                    Some("superscript") => Height::Superscript,
                    Some("subscript") => Height::Subscript,
                    _ => Height::Level,
                }
            }
            _ => {}
        }
        xml.skip();
    }
}
