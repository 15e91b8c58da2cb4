//! A report in a user's own Word template.

mod each;
mod held;
mod margin;

use std::collections::HashMap;

use book::{Book, Fault, Faults, Scorecard};
use document::annotate::AnnotateError;
use document::fill::{Filling, Margin, Placeholder, WordTemplate, Words, with_properties};
use document::{Block, MarkKind, Picture, PieceMarks, Png, Text};

use crate::block::{self, PIECE};
use crate::compose::{Composed, Composer, Trace};
use crate::edition::Edition;
use crate::mark::{self, Marks};
use crate::suggest;
use crate::template::{Inline, Place, Segment, parse_inline};

use each::{count, item, kinds};

/// A report in a user's template.
pub struct Filled {
    /// The Word document.
    pub bytes: Vec<u8>,
    /// What it says, with where its words come from.
    pub composed: Composed,
}

/// Why a template cannot be filled.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// Names that the book does not have, each with its paragraph.
    #[error(transparent)]
    Names(#[from] Faults),
    /// The file is none that can be filled.
    #[error(transparent)]
    File(#[from] AnnotateError),
    /// A chart that cannot be drawn.
    #[error("{0}")]
    Picture(String),
}

/// Draws a chart, or says in Chinese why not.
pub type Draw<'d> = &'d mut dyn FnMut(&Picture) -> Result<Png, String>;

/// Fills a user's Word template: each `{{ 名称 }}` as [`compose`](crate::compose) would print it, a block where it stands
/// alone in its paragraph, and a row of a table for each thing that `{{ 每个… }}` in it names.
///
/// Faults call the file as its edition does.
///
/// # Errors
/// Every name that the book does not have, with its paragraph and the nearest names; a file that cannot be filled.
pub fn fill(
    book: &Book,
    card: &Scorecard,
    docx: &[u8],
    edition: &Edition,
    draw: Draw<'_>,
) -> Result<Filled, WordError> {
    let name = &edition.template.name;
    let template = WordTemplate::open(docx, |each| count(book, card, each))?;
    let mut writer = Writer {
        book,
        card,
        name,
        composer: Composer::new(book, card),
        marks: Marks::default(),
        traces: HashMap::new(),
        margins: Vec::new(),
        faults: Vec::new(),
    };
    let mut fillings = Vec::new();
    for placeholder in template.placeholders() {
        let filling = writer.filling(placeholder, draw)?;
        fillings.push(filling.unwrap_or(Filling::Words(Vec::new())));
    }
    let (provenance, faults) = writer.composer.into_parts();
    writer.faults.extend(faults);
    if !writer.faults.is_empty() {
        writer.faults.sort();
        writer.faults.dedup();
        return Err(Faults(writer.faults).into());
    }
    let bytes = template.fill(&fillings)?;
    let composed = held::read(
        &bytes,
        name,
        provenance,
        &writer.traces,
        &margin::said(&writer.margins),
    )?;
    let unfilled = unfilled(&composed, name);
    if !unfilled.is_empty() {
        return Err(Faults(unfilled).into());
    }
    let properties = edition.properties(&composed);
    Ok(Filled {
        bytes: with_properties(&bytes, &properties)?,
        composed,
    })
}

/// What stays between braces: Word keeps it where nothing can be filled.
fn unfilled(composed: &Composed, name: &str) -> Vec<Fault> {
    let texts = composed.document.texts();
    let braces = texts.filter_map(|text| {
        let start = text.content.find("{{")?;
        let end = text.content[start..]
            .find("}}")
            .map_or(text.content.len(), |at| start + at + 2);
        Some(&text.content[start..end])
    });
    let fault = |words: &str| {
        let problem = format!("“{words}”在脚注或文本框里，或者括号没有成对，不能填");
        Fault::of_file(
            name,
            problem,
            "移到正文的段落、表格或页眉页脚里，括号写成一对",
        )
    };
    braces.map(fault).collect()
}

/// Composes what goes in place of each placeholder.
struct Writer<'a> {
    book: &'a Book,
    card: &'a Scorecard,
    name: &'a str,
    composer: Composer<'a>,
    marks: Marks,
    /// Where the words of whole paragraphs come from, by the name of their bookmark.
    traces: HashMap<String, Trace>,
    /// What headers and footers are filled with.
    margins: Vec<(Placeholder, Text)>,
    faults: Vec<Fault>,
}

impl Writer<'_> {
    fn place(&self, placeholder: &Placeholder) -> Place {
        let said: String = placeholder.text.trim().chars().take(12).collect();
        Place {
            file: format!(
                "{} {}第{}段“{said}…”",
                self.name,
                placeholder.margin.map_or("", Margin::word),
                placeholder.paragraph
            ),
            ..Place::default()
        }
    }

    /// What goes in place of a placeholder; `None` when it is at fault.
    fn filling(
        &mut self,
        placeholder: &Placeholder,
        draw: Draw<'_>,
    ) -> Result<Option<Filling>, WordError> {
        let place = self.place(placeholder);
        let words = format!("{{{{ {} }}}}", placeholder.words);
        let inline = parse_inline(&words, &place, &mut self.faults);
        let Some(Segment::Name(reference)) = inline.first() else {
            return Ok(None);
        };
        let name = reference.name.as_str();
        if let Some((each, turn)) = &placeholder.turn
            && let Some(words) = item(self.book, self.card, each, *turn, name)
        {
            let text = self.composer.phrase(&words, &place);
            return Ok(Some(self.words(text, placeholder)));
        }
        if self.unknown(name, placeholder, &place) {
            return Ok(None);
        }
        let blocks = name.starts_with(PIECE) || block::find(name).is_some();
        if blocks && !placeholder.alone {
            let (home, remedy) = match placeholder.margin {
                Some(margin) => (margin.word(), "移到正文，单独占一段"),
                None => ("一行文字", "让它单独占一段"),
            };
            let problem = format!("“{name}”是一整块内容，不能放在{home}里");
            self.faults.push(place.fault(problem, remedy));
            return Ok(None);
        }
        match blocks {
            true => self.blocks(&inline, draw).map(Some),
            false => {
                let text = self.composer.line(&inline);
                Ok(Some(self.words(text, placeholder)))
            }
        }
    }

    /// Whether a name means nothing here; then it is told with the nearest names.
    fn unknown(&mut self, name: &str, placeholder: &Placeholder, place: &Place) -> bool {
        if let Some(each) = name.strip_prefix("每个") {
            let problem = match kinds().any(|kind| kind == each.trim()) {
                true => format!("“{name}”不在表格的一行里"),
                false => format!("没有“{name}”可以逐行写"),
            };
            let known = kinds().map(|kind| format!("每个{kind}"));
            let remedy = format!(
                "放进表格要重复的那一行；可以写：{}",
                known.collect::<Vec<_>>().join("、")
            );
            self.faults.push(place.fault(problem, remedy));
            return true;
        }
        let Some((each, _)) = &placeholder.turn else {
            return false;
        };
        let fields = each::fields(each);
        let prefix = format!("{each}.");
        let field = name
            .strip_prefix(&prefix)
            .filter(|field| !field.contains('.'));
        if field.is_none() {
            return false;
        }
        let known: Vec<_> = fields.map(|field| format!("{prefix}{field}")).collect();
        let near = suggest::remedy(name, known.iter().map(String::as_str));
        let remedy = format!("{near}这一行里可以写：{}", known.join("、"));
        self.faults
            .push(place.fault(format!("没有“{name}”这个名称"), remedy));
        true
    }

    fn words(&mut self, text: Text, placeholder: &Placeholder) -> Filling {
        let margin = placeholder.margin.is_some();
        if margin {
            self.margins.push((placeholder.clone(), text.clone()));
        }
        let mut words = Vec::new();
        let mut done = 0;
        for mark in &text.marks {
            let content = &text.content[mark.range.clone()];
            words.push(Words {
                text: text.content[done..mark.range.start].to_owned(),
                ..Words::default()
            });
            words.push(Words {
                text: content.to_owned(),
                bookmark: match mark.kind {
                    MarkKind::Figure(index) if !content.is_empty() && !margin => {
                        Some(self.marks.figure(self.composer.fact(index), content))
                    }
                    _ => None,
                },
                strong: mark.kind == MarkKind::Strong,
            });
            done = mark.range.end;
        }
        words.push(Words {
            text: text.content[done..].to_owned(),
            ..Words::default()
        });
        words.retain(|one| !one.text.is_empty());
        Filling::Words(words)
    }

    fn blocks(&mut self, inline: &Inline, draw: Draw<'_>) -> Result<Filling, WordError> {
        let (blocks, provenance, traces) = self.composer.alone_blocks(inline);
        let composed = Composed {
            document: document::Document {
                blocks,
                provenance,
                ..document::Document::default()
            },
            traces,
        };
        let marks: Vec<PieceMarks> = mark::named(&composed, &mut self.marks);
        for (marks, trace) in marks.iter().zip(composed.traces) {
            if let Some(name) = &marks.block {
                self.traces.insert(name.clone(), trace);
            }
        }
        let mut pictures = Vec::new();
        for block in &composed.document.blocks {
            if let Block::Picture(picture) = block {
                pictures.push(draw(picture).map_err(WordError::Picture)?);
            }
        }
        Ok(Filling::Blocks {
            blocks: composed.document.blocks,
            marks,
            pictures,
        })
    }
}
