//! From characters to paragraphs and cells.

use super::fib::Part;
use super::fonts::Fonts;
use super::properties::{Character, Paragraph};
use super::table::Draft;
use crate::model::{Block, Document, Origin};
use crate::read::docx::{Numbering, Styles};
use crate::read::fields::Fields;
use crate::read::inline::Inline;
use crate::read::limits::Limits;
use crate::read::margin::Margins;
use crate::read::outline::infer_headings;
use crate::read::raised::raised;
use crate::read::story::Story;
use crate::read::symbol::symbol;

/// The text while it is read.
pub(super) struct Flow {
    numbering: Numbering,
    inline: Inline,
    fields: Fields,
    /// The open tables from the outermost.
    tables: Vec<Draft>,
    /// What the open part holds.
    blocks: Vec<Block>,
    story: Story,
    margins: Margins,
    line: u32,
    pieces_left: usize,
    full: bool,
}

impl Flow {
    pub(super) fn new(numbering: Numbering, limits: &Limits) -> Self {
        Self {
            numbering,
            inline: Inline::default(),
            fields: Fields::default(),
            tables: Vec::new(),
            blocks: Vec::new(),
            story: Story::new(limits),
            margins: Margins::default(),
            line: 0,
            pieces_left: limits.max_pieces,
            full: false,
        }
    }

    /// Takes a character, and says whether it ends a paragraph or a cell.
    pub(super) fn takes(&mut self, character: char, set: &Character, fonts: &Fonts) -> bool {
        match character {
            '\r' | '\u{7}' | '\u{c}' => return true,
            _ if set.absent => {}
            '\u{13}' => self.fields.begin(),
            '\u{14}' => self.fields.separate(),
            '\u{15}' => self.fields.end(),
            _ if self.fields.hide() => {}
            '\u{b}' => self.inline.break_line(),
            '\u{1e}' => self.inline.push("-", set.strong),
            '\t' => self.inline.push("\t", set.strong),
            _ if set.symbol.is_some() => {
                if let Some((font, place)) = set.symbol {
                    let sign = symbol(fonts.name(font), u32::from(place));
                    self.inline.push(sign.encode_utf8(&mut [0; 4]), set.strong);
                }
            }
            // Pictures, references to notes, breaks of columns, optional hyphens.
            '\0'..='\u{1f}' => {}
            _ => {
                let text = character.encode_utf8(&mut [0; 4]).to_owned();
                self.inline.push(&raised(&text, set.height), set.strong);
            }
        }
        false
    }

    /// Ends a paragraph by its last character.
    pub(super) fn end_paragraph(&mut self, character: char, paragraph: Paragraph) {
        self.fields.end_paragraph();
        let mut inline = std::mem::take(&mut self.inline);
        if let Some(label) = self
            .numbering
            .label(paragraph.list, None, &Styles::default())
            && !inline.is_blank()
        {
            let text = std::mem::take(&mut inline);
            inline.push(&label, false);
            inline.append(text);
        }
        while self.tables.len() > paragraph.depth {
            self.end_table();
        }
        self.tables.resize_with(paragraph.depth, Draft::default);
        let origin = Origin {
            line: Some(self.next_line()),
            ..Origin::default()
        };
        let inner = paragraph.depth > 1;
        let Some(table) = self.tables.last_mut() else {
            return self.end_plain(inline, origin, paragraph.level);
        };
        if paragraph.ends_row {
            table.end_row(paragraph.row);
            return;
        }
        table.add(inline, origin);
        if character == '\u{7}' || inner && paragraph.ends_inner_cell {
            self.full |= self.pieces_left == 0;
            self.pieces_left = self.pieces_left.saturating_sub(1);
            table.end_cell(self.full);
        }
    }

    fn end_plain(&mut self, inline: Inline, origin: Origin, level: Option<u8>) {
        for (index, mut text) in inline.lines(origin).into_iter().enumerate() {
            if index > 0 {
                text.origin.line = Some(self.next_line());
            }
            self.blocks.push(match level {
                Some(level) => Block::Heading { level, text },
                None => Block::Paragraph(text),
            });
        }
    }

    /// The number of the next paragraph, or of a line that an author broke off a paragraph.
    fn next_line(&mut self) -> u32 {
        self.line = self.line.saturating_add(1);
        self.line
    }

    fn end_table(&mut self) {
        let Some(draft) = self.tables.pop() else {
            return;
        };
        let (table, nested) = draft.finish();
        let blocks = table.map(Block::Table).into_iter().chain(nested);
        match self.tables.last_mut() {
            Some(outer) => outer.nest(blocks),
            None => self.blocks.extend(blocks),
        }
    }

    /// Ends a part of the text and puts it where it belongs.
    pub(super) fn end_part(&mut self, part: Part) {
        if !self.inline.is_blank() {
            self.end_paragraph('\r', Paragraph::default());
        }
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.fields = Fields::default();
        for block in std::mem::take(&mut self.blocks) {
            match (part, block) {
                (Part::Macros | Part::Comments, _) => {}
                (Part::Headers | Part::HeaderTextBoxes, Block::Paragraph(text)) => {
                    self.margins.push(text);
                }
                (Part::Headers | Part::HeaderTextBoxes, _) => {}
                (_, block) => self.story.push(block),
            }
        }
    }

    /// The document.
    pub(super) fn finish(mut self) -> Document {
        if self.full {
            self.story.overflow();
        }
        let mut document = self.story.finish();
        document.margins = self.margins.finish();
        infer_headings(&mut document.blocks);
        document
    }
}
