//! Runs: the characters of a paragraph, and what else stands inside it.

use std::ops::Range;

use super::body::{Body, Paragraph};
use super::lost::Lost;
use crate::model::{Block, MarkKind};
use crate::read::raised::{Height, raised};
use crate::read::symbol::symbol;
use crate::read::xml::{Element, Item, Xml};

/// How a run is set.
#[derive(Default)]
struct Run {
    strong: bool,
    hidden: bool,
    height: Height,
}
impl Body<'_> {
    /// Reads a child of a paragraph.
    pub(super) fn inline(
        &mut self,
        element: &Element<'_>,
        xml: &mut Xml<'_>,
        paragraph: &mut Paragraph,
    ) {
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
            "fldChar" => match element.value("fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => self.fields.separate(),
                Some("end") => self.fields.end(),
                _ => {}
            },
            _ => {}
        }
    }

    fn show(&mut self, text: &str, span: Range<usize>, run: &Run, paragraph: &mut Paragraph) {
        if run.hidden || self.fields.hide() {
            return;
        }
        paragraph.page = paragraph.page.or(self.page);
        let kind = match &mut self.trace {
            Some(trace) => trace.source(span).map(MarkKind::Source),
            None => run.strong.then_some(MarkKind::Strong),
        };
        paragraph.inline.push_marked(text, kind);
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
