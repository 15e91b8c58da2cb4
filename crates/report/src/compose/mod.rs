//! A book, its score and a template become a document.

mod annex;
mod number;
mod trace;

use std::collections::HashMap;

use book::{Book, Date, Fault, Faults, Scorecard};
use document::{
    Align, Block, Cell, Day, Document, Mark, MarkKind, Picture, Provenance, Table, Text,
};

use crate::block::{self, PIECE};
use crate::names::{Missing, Names, Value};
use crate::printed::Printed;
use crate::suggest;
use crate::template::{Inline, Node, Place, Reference, Segment, Template, parse, parse_inline};

use number::Numbering;
use trace::Traces;
pub use trace::{Composed, Part, Source, Trace, Written};

/// How deep words may name words.
const DEEPEST: usize = 4;

/// Composes the report of a book by a template.
///
/// Every figure printed carries its [`Provenance`]. Headings are numbered 一、（一）1.（1）, tables and
/// charts 表1, 图1.
///
/// # Errors
/// Every name that the template, a narrative piece or the book's words use and the book does not
/// have, with its place.
pub fn compose(book: &Book, card: &Scorecard, template: &Template) -> Result<Document, Faults> {
    composed(book, card, template).map(|composed| composed.document)
}

/// Composes the report of a book as [`compose`] does, and tells where each of its words comes from.
///
/// # Errors
/// As [`compose`].
pub fn composed(book: &Book, card: &Scorecard, template: &Template) -> Result<Composed, Faults> {
    let mut composer = Composer::new(book, card);
    composer.nodes(&template.nodes, None);
    let mut composed = composer.finish()?;
    composed.document.date = book.evaluation.date.map(day);
    Ok(composed)
}

fn day(date: Date) -> Day {
    Day {
        year: date.year(),
        month: date.month(),
        day: date.day(),
    }
}

pub(crate) struct Composer<'a> {
    pub(crate) names: Names<'a>,
    blocks: Vec<Block>,
    provenance: Vec<Provenance>,
    /// The place of each fact in `provenance`.
    known: HashMap<String, usize>,
    faults: Vec<Fault>,
    numbering: Numbering,
    traces: Traces,
}

impl<'a> Composer<'a> {
    pub(crate) fn new(book: &'a Book, card: &'a Scorecard) -> Self {
        Self {
            names: Names::of(book, card),
            blocks: Vec::new(),
            provenance: Vec::new(),
            known: HashMap::new(),
            faults: Vec::new(),
            numbering: Numbering::default(),
            traces: Traces::default(),
        }
    }

    fn finish(mut self) -> Result<Composed, Faults> {
        if !self.faults.is_empty() {
            self.faults.sort();
            self.faults.dedup();
            return Err(Faults(self.faults));
        }
        annex::finish(&mut self.blocks);
        let title = self.blocks.iter().find_map(|block| match block {
            Block::Heading { level: 0, text } => Some(text.content.clone()),
            _ => None,
        });
        let mut document = Document {
            title,
            blocks: self.blocks,
            provenance: self.provenance,
            ..Document::default()
        };
        let traces = self.traces.of(&mut document);
        Ok(Composed { document, traces })
    }

    /// The faults found so far.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Where the figures written so far come from, and the faults.
    pub(crate) fn into_parts(self) -> (Vec<Provenance>, Vec<Fault>) {
        (self.provenance, self.faults)
    }

    /// The name of a figure written so far.
    pub(crate) fn fact(&self, index: usize) -> &str {
        let provenance = self.provenance.get(index);
        provenance.map_or("", |provenance| provenance.fact.as_str())
    }

    /// What a name that stands alone puts in, below a section of the first level, with where the figures written so far and
    /// its words come from.
    pub(crate) fn alone_blocks(
        &mut self,
        inline: &Inline,
    ) -> (Vec<Block>, Vec<Provenance>, Vec<Trace>) {
        self.numbering.restart(1);
        for segment in inline {
            if let Segment::Name(reference) = segment {
                self.alone(reference, None);
            }
        }
        let mut document = Document {
            blocks: std::mem::take(&mut self.blocks),
            ..Document::default()
        };
        let traces = self.traces.of(&mut document);
        (document.blocks, self.provenance.clone(), traces)
    }

    /// The text of a line.
    pub(crate) fn line(&mut self, inline: &Inline) -> Text {
        self.text(inline)
    }

    /// Composes nodes; in a narrative piece `below` is the level of the section it stands in.
    fn nodes(&mut self, nodes: &[Node], below: Option<u8>) {
        for node in nodes {
            match node {
                Node::Heading(marks, words) => {
                    let level = below.map_or(marks - 1, |below| below + marks);
                    let text = self.text(words);
                    match annex::title(&text).filter(|_| level == 0) {
                        Some(title) => self.annex(title),
                        None => self.heading_text(level, text),
                    }
                }
                Node::Paragraph(words) => {
                    let text = self.text(words);
                    self.push(Block::Paragraph(text));
                }
                Node::Table {
                    caption,
                    aligns,
                    rows,
                } => self.written_table(caption.as_ref(), aligns, rows),
                Node::Alone(reference) => self.alone(reference, below),
                Node::When {
                    test,
                    then,
                    otherwise,
                } => match self.holds(test) {
                    true => self.nodes(then, below),
                    false => self.nodes(otherwise, below),
                },
            }
        }
    }

    fn alone(&mut self, reference: &Reference, below: Option<u8>) {
        if let Some(piece) = reference.name.strip_prefix(PIECE) {
            self.piece(piece, reference, below.is_some());
        } else if let Some(render) = block::find(&reference.name) {
            render(self);
        } else {
            let text = self.text(&vec![Segment::Name(reference.clone())]);
            self.push(Block::Paragraph(text));
        }
    }

    /// A narrative piece of the book, in the section it is named in.
    fn piece(&mut self, name: &str, reference: &Reference, inside: bool) {
        let book = self.names.book;
        let Some(source) = book.texts.get(name) else {
            let pieces = book.texts.keys().map(String::as_str);
            let problem = format!("账本里没有叙述“{name}”（text/{name}.md）");
            let remedy = format!("写一份 text/{name}.md；{}", suggest::remedy(name, pieces));
            self.faults.push(reference.place.fault(problem, remedy));
            return;
        };
        if inside {
            let problem = format!("叙述里不能再放叙述“{name}”");
            let remedy = "在模板里分别放这两份叙述";
            self.faults.push(reference.place.fault(problem, remedy));
            return;
        }
        let (nodes, faults) = parse(&format!("text/{name}.md"), source);
        self.faults.extend(faults);
        self.nodes(&nodes, Some(self.numbering.level()));
    }

    fn holds(&mut self, test: &Reference) -> bool {
        let name = test.name.as_str();
        if let Some(piece) = name.strip_prefix(PIECE) {
            return self.names.book.texts.contains_key(piece);
        }
        if let Some(test) = block::test(name) {
            return test(self.names.book);
        }
        match self.names.get(name) {
            Ok(_) => true,
            Err(Missing::Unsaid(_)) => false,
            Err(Missing::Unknown) => {
                self.unknown(test);
                false
            }
        }
    }

    pub(crate) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// A heading of template words, numbered by its level.
    pub(crate) fn heading(&mut self, level: u8, words: &str, place: &Place) {
        let text = self.phrase(words, place);
        self.heading_text(level, text);
    }

    fn heading_text(&mut self, level: u8, text: Text) {
        let text = number::strip(text);
        let text = prefixed(&self.numbering.heading(level), text);
        self.push(Block::Heading { level, text });
    }

    /// Begins an annex on a page of its own.
    fn annex(&mut self, title: Text) {
        self.push(Block::NewPage { landscape: false });
        self.push(Block::Annex(Text::default()));
        self.heading_text(0, title);
    }

    /// The level of the section being written.
    pub(crate) fn level(&self) -> u8 {
        self.numbering.level()
    }

    /// Paragraphs of template words, numbered one level below the section.
    pub(crate) fn items(&mut self, items: &[(String, Place)]) {
        let level = self.level() + 1;
        for (at, (words, place)) in items.iter().enumerate() {
            let label = match items.len() {
                1 => String::new(),
                _ => number::label(level, at + 1),
            };
            let text = prefixed(&label, self.phrase(words, place));
            self.push(Block::Paragraph(text));
        }
    }

    /// A table with a numbered caption.
    pub(crate) fn table(&mut self, caption: &str, table: Table) {
        let caption = Some(Text::plain(self.numbering.table(caption)));
        self.push(Block::Table(Table { caption, ..table }));
    }

    /// A chart with a numbered caption.
    pub(crate) fn picture(&mut self, caption: &str, picture: Picture) {
        let caption = Some(Text::plain(self.numbering.picture(caption)));
        self.push(Block::Picture(Picture { caption, ..picture }));
    }

    fn written_table(&mut self, caption: Option<&Inline>, aligns: &[Align], rows: &[Vec<Inline>]) {
        let caption = caption.map(|words| {
            let text = self.text(words);
            let label = self.numbering.table("");
            prefixed(&label, text)
        });
        let header_rows = usize::from(!aligns.is_empty());
        let cell = |composer: &mut Self, (at, words): (usize, &Inline), head: bool| Cell {
            text: composer.text(words),
            colspan: 1,
            rowspan: 1,
            align: match head {
                true => Align::Center,
                false => aligns.get(at).copied().unwrap_or_default(),
            },
        };
        let rows = rows
            .iter()
            .enumerate()
            .map(|(row, cells)| {
                let cells = cells.iter().enumerate();
                cells
                    .map(|words| cell(self, words, row < header_rows))
                    .collect()
            })
            .collect();
        self.push(Block::Table(Table {
            caption,
            header_rows,
            rows,
            ..Table::default()
        }));
    }

    /// Template words as text.
    pub(crate) fn phrase(&mut self, words: &str, place: &Place) -> Text {
        let inline = parse_inline(words, place, &mut self.faults);
        self.text(&inline)
    }

    fn text(&mut self, inline: &Inline) -> Text {
        let mut line = Line::default();
        self.write(inline, &mut line, 0);
        line.end_strong();
        let parts = line.parts;
        self.traces.note(&mut line.text, Trace { parts });
        line.text
    }

    fn write(&mut self, inline: &Inline, line: &mut Line, depth: usize) {
        for segment in inline {
            match segment {
                Segment::Words(words, place) => line.words(words, place),
                Segment::Strong => line.toggle_strong(),
                Segment::Name(reference) => self.name(reference, line, depth),
            }
        }
    }

    fn name(&mut self, reference: &Reference, line: &mut Line, depth: usize) {
        let name = reference.name.as_str();
        if name.starts_with(PIECE) || block::find(name).is_some() {
            let problem = format!("“{name}”是一整块内容，不能放在一行文字里");
            let remedy = "让它单独占一行";
            self.faults.push(reference.place.fault(problem, remedy));
            return;
        }
        match self.names.get(name) {
            Ok(Value::Figure(figure)) => {
                let source = self.source(&figure);
                line.figure(&figure, reference.bare, source);
            }
            Ok(Value::Words(words)) if depth < DEEPEST => {
                let place = Place {
                    file: format!("book.toml（{name}）"),
                    ..Place::default()
                };
                let inline = parse_inline(&words, &place, &mut self.faults);
                self.write(&inline, line, depth + 1);
            }
            Ok(Value::Words(_)) => {
                let problem = format!("“{name}”一层层引用到了自己");
                self.faults
                    .push(reference.place.fault(problem, "去掉其中一处引用"));
            }
            Err(Missing::Unsaid(problem)) => {
                let remedy = "在账本里补上这一项；没有的，删去说到它的这句话";
                self.faults.push(reference.place.fault(problem, remedy));
            }
            Err(Missing::Unknown) => self.unknown(reference),
        }
    }

    fn unknown(&mut self, reference: &Reference) {
        let name = reference.name.as_str();
        let mut all = self.names.all();
        all.extend(block::names().map(str::to_owned));
        all.extend(
            self.names
                .book
                .texts
                .keys()
                .map(|name| format!("{PIECE}{name}")),
        );
        let remedy = suggest::remedy(name, all.iter().map(String::as_str));
        let problem = format!("没有“{name}”这个名称");
        self.faults.push(reference.place.fault(problem, remedy));
    }

    fn source(&mut self, figure: &Printed) -> usize {
        let fact = &figure.provenance.fact;
        if let Some(index) = self.known.get(fact) {
            return *index;
        }
        self.provenance.push(figure.provenance.clone());
        let index = self.provenance.len() - 1;
        self.known.insert(fact.clone(), index);
        index
    }
}

/// A text being written.
#[derive(Default)]
struct Line {
    text: Text,
    /// Where bold words began.
    strong: Option<usize>,
    parts: Vec<Part>,
}

impl Line {
    fn toggle_strong(&mut self) {
        match self.strong {
            Some(_) => self.end_strong(),
            None => self.strong = Some(self.text.content.len()),
        }
    }

    fn end_strong(&mut self) {
        let end = self.text.content.len();
        if let Some(start) = self.strong.take().filter(|start| *start < end) {
            self.text.marks.push(Mark {
                range: start..end,
                kind: MarkKind::Strong,
            });
        }
    }

    fn words(&mut self, words: &str, place: &Place) {
        let start = self.text.content.len();
        self.text.content.push_str(words);
        self.parts.push(Part {
            range: start..start + words.len(),
            source: Source::Words(place.into()),
        });
    }

    /// A figure; marks do not overlap, so bold stops before it and goes on after it.
    fn figure(&mut self, figure: &Printed, bare: bool, source: usize) {
        let strong = self.strong.is_some();
        self.end_strong();
        let start = self.text.content.len();
        self.text.content.push_str(&figure.text);
        if !bare {
            self.text.content.push_str(&figure.unit);
        }
        let end = self.text.content.len();
        self.text.marks.push(Mark {
            range: start..end,
            kind: MarkKind::Figure(source),
        });
        self.parts.push(Part {
            range: start..end,
            source: Source::Figure(source),
        });
        self.strong = strong.then_some(end);
    }
}

fn prefixed(prefix: &str, mut text: Text) -> Text {
    text.content.insert_str(0, prefix);
    for mark in &mut text.marks {
        mark.range.start += prefix.len();
        mark.range.end += prefix.len();
    }
    text
}
