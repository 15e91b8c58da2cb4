//! PDF: characters at places on pages, from which lines, paragraphs and tables have to be found again.

mod flow;
mod furniture;
mod grid;
mod heading;
mod ink;
mod leaf;
mod line;
mod page;
mod table;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page,
};
use hayro_syntax::page::Page as Source;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::flow::{Part, flow};
use self::leaf::Leaf;
pub(super) use self::page::{Canvas, Page};
use super::error::ReadError;
use super::limits::Limits;
use super::shape::bound;
use super::story::Story;
use crate::model::{Block, Document};

/// Drawing operations taken of one page; the densest printed page has some tens of thousands.
const STROKES_OF_PAGE: usize = 2_000_000;

pub(super) fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let pdf = open(bytes)?;
    let mut story = Story::new(limits);
    let mut budget = limits.max_pieces.saturating_mul(16);
    let mut pages = Pages::default();
    let mut cache = InterpreterCache::new();
    for (index, source) in pdf.pages().iter().enumerate() {
        let number = index as u32 + 1;
        if budget == 0 {
            story.fault(
                format!("文件过长，第{number}页及以后没有读取，请拆成几份后重试"),
                format!("第{number}页"),
            );
            break;
        }
        // The interpreter panics on some broken fonts and streams: such a page is lost, the others are not.
        let page = catch_unwind(AssertUnwindSafe(|| {
            draw(&pdf, source, &cache, number, budget)
        }));
        match page {
            Ok(page) => {
                budget =
                    budget.saturating_sub(page.glyphs.len() + page.across.len() + page.down.len());
                pages.push(page, &mut story);
            }
            Err(_) => {
                cache = InterpreterCache::new();
                story.fault(
                    format!("第{number}页的内容已损坏或过于复杂，没有读取。请用 WPS 或 Acrobat 打开后另存一份再试"),
                    format!("第{number}页"),
                );
            }
        }
    }
    pages.compose(&mut story);
    Ok(story.finish())
}

/// The pages of a document of fixed layout.
#[derive(Debug, Default)]
pub(super) struct Pages {
    leaves: Vec<Leaf>,
    /// The pages that show pictures and no text.
    scans: Vec<u32>,
}

impl Pages {
    /// Adds the next page.
    pub(super) fn push(&mut self, page: Page, story: &mut Story) {
        let number = page.number;
        if page.unknown > 0 {
            story.fault(
                format!(
                    "第{number}页有{}个字符没有编码，无法识别，以“\u{FFFD}”代替。请用原来的 Word、WPS 文件检查，或重新导出 PDF",
                    page.unknown
                ),
                format!("第{number}页"),
            );
        }
        if page.glyphs.is_empty() && page.images > 0 {
            self.scans.push(number);
        }
        self.leaves.push(Leaf::new(page));
    }

    /// Finds the paragraphs and tables of all pages.
    pub(super) fn compose(mut self, story: &mut Story) {
        if !self.scans.is_empty() {
            let pages = ranges(&self.scans);
            story.fault(
                format!(
                    "{pages}是图片，没有文字，没有读取。请先做文字识别（OCR），或改用 Word、WPS 原件"
                ),
                pages,
            );
        }
        furniture::strip(&mut self.leaves);
        for mut block in blocks(flow(self.leaves)) {
            if let Block::Table(table) = &mut block
                && !bound(table, story.budget())
            {
                story.overflow();
            }
            story.push(block);
        }
    }
}

fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    let data = bytes.to_vec();
    match catch_unwind(AssertUnwindSafe(|| Pdf::new(data))) {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ))) => Err(ReadError::Encrypted),
        _ => Err(ReadError::BrokenPdf),
    }
}

fn draw<'a>(
    pdf: &'a Pdf,
    source: &Source<'a>,
    cache: &InterpreterCache<'a>,
    number: u32,
    budget: usize,
) -> Page {
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let upright = Affine::new(source.initial_transform(true).as_coeffs());
    let (width, height) = source.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(upright, bounds, cache, pdf.xref(), settings);
    let mut canvas = Canvas::new(STROKES_OF_PAGE.min(budget));
    interpret_page(source, &mut context, &mut canvas);
    canvas.finish(number, width, height)
}

fn blocks(parts: Vec<Part>) -> Vec<Block> {
    let levels = heading::levels(&parts);
    parts
        .into_iter()
        .zip(levels)
        .map(|(part, level)| match (part, level) {
            (Part::Paragraph(text, _), Some(level)) => Block::Heading {
                level,
                text: text.text(),
            },
            (Part::Paragraph(text, _), None) => Block::Paragraph(text.text()),
            (Part::Table(ruled), _) => Block::Table(table::table(ruled)),
        })
        .collect()
}

/// Numbers of pages in few words: `第3页、第5–8页`.
fn ranges(pages: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let words = ranges.into_iter().map(|(first, last)| {
        if first == last {
            format!("第{first}页")
        } else {
            format!("第{first}–{last}页")
        }
    });
    words.collect::<Vec<_>>().join("、")
}
