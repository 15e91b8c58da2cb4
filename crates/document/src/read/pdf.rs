//! PDF: characters at places on pages, from which lines, paragraphs and tables have to be found again.

mod column;
mod flow;
mod font;
mod furniture;
mod grid;
mod heading;
mod ink;
mod leaf;
mod line;
mod lost;
mod packed;
mod page;
mod radical;
mod rows;
mod spacing;
mod stream;
mod table;
mod tree;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::page::Page as Source;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::flow::{Part, flow};
pub(crate) use self::ink::{Extent, Script};
use self::leaf::Leaf;
use self::lost::{Losses, Lost};
pub(super) use self::page::{Canvas, Page};
use super::error::ReadError;
use super::limits::Limits;
use super::story::Story;
use crate::model::{Block, Document};

/// Drawing operations taken for each piece that [`Limits`] allow: a cell has some characters and two lines.
const STROKES_OF_PIECE: usize = 16;

/// What to do about a damaged file.
const RESAVE: &str = "请重新下载，或用 WPS、Acrobat 打开后另存一份再试";

/// Drawing operations taken of one page; the densest printed page has some tens of thousands.
const STROKES_OF_PAGE: usize = 2_000_000;

pub(super) fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut story = Story::new(limits);
    if !is_whole(bytes) {
        let message = "文件末尾缺失，可能没有下载完，读出的内容可能不全。请重新下载后再检查";
        story.fault(message, "文件末尾");
    }
    draw(bytes, limits, &mut story)?.compose(&mut story);
    Ok(story.finish())
}

/// The texts of a document, and where each of their characters stands.
pub(crate) fn trace(bytes: &[u8], limits: &Limits) -> Result<Vec<Script>, ReadError> {
    let parts = draw(bytes, limits, &mut Story::new(limits))?.parts();
    Ok(parts
        .into_iter()
        .flat_map(|part| match part {
            Part::Paragraph(text, _) => vec![text],
            Part::Table(ruled) => ruled.texts,
        })
        .collect())
}

/// Whether a file ends as it should: with the place of its table of objects.
fn is_whole(bytes: &[u8]) -> bool {
    const TAIL: usize = 4096;
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    memchr::memmem::find(tail, b"startxref").is_some()
}

/// Opens a file that has no password or an empty one.
pub(crate) fn open(bytes: Vec<u8>) -> Result<Pdf, ReadError> {
    match catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes))) {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ))) => Err(ReadError::Encrypted),
        _ => Err(ReadError::BrokenPdf),
    }
}

/// Takes in what the pages show, as far as the limits allow.
fn draw(bytes: &[u8], limits: &Limits, story: &mut Story) -> Result<Pages, ReadError> {
    let mut bytes = bytes.to_vec();
    let survey = stream::shut(&mut bytes, limits.max_unpacked);
    if survey.shut {
        let message =
            "文件中有数据解压后超过上限，可能是恶意构造的，没有读取。若文件可信，请拆成几份后重试";
        story.fault(message, "数据流");
    }
    if survey.altered {
        let message = format!("文件的目录有字节被改动或缺失，有的页面、字体可能没有读取。{RESAVE}");
        story.fault(message, "文件目录");
    }
    font::forget_programs(&mut bytes);
    let pdf = open(bytes)?;
    let mut budget = limits.max_pieces.saturating_mul(STROKES_OF_PIECE);
    let mut unpacked = 0;
    let mut pages = Pages::default();
    let mut cache = InterpreterCache::new();
    let settings = font::settings();
    if let Some(flaw) = tree::flaw(&pdf) {
        story.fault(format!("{flaw}。{RESAVE}"), "页面目录");
    }
    let mut losses = Losses::new(limits.max_unpacked);
    let mut lost: BTreeMap<Lost, Vec<u32>> = BTreeMap::new();
    for (index, source) in pdf.pages().iter().enumerate() {
        let number = index as u32 + 1;
        let place = format!("第{number}页");
        if budget == 0 || unpacked > limits.max_unpacked {
            let message = format!("文件过长，{place}及以后没有读取，请拆成几份后重试");
            story.fault(message, place);
            break;
        }
        // The interpreter panics on some broken fonts and streams: such a page is lost, the others are not.
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            for lost_here in losses.of(source).map_err(|_| ()).ok()? {
                lost.entry(lost_here).or_default().push(number);
            }
            let mut context = context(&pdf, source, &cache, settings.clone());
            let mut canvas =
                Canvas::new(STROKES_OF_PAGE.min(budget)).with_forms(survey.longest_form);
            interpret_page(source, &mut context, &mut canvas);
            let (width, height) = source.render_dimensions();
            unpacked += source.page_stream().map_or(0, |stream| stream.len() as u64);
            Some(canvas.finish(number, width, height))
        }));
        match drawn {
            Ok(Some(page)) => {
                budget = budget.saturating_sub(page.weight());
                pages.push(page, story);
            }
            Ok(None) | Err(_) => {
                cache = InterpreterCache::new();
                budget = budget.saturating_sub(STROKES_OF_PAGE);
                let message = format!("{place}的内容已损坏或过于复杂，没有读取。{RESAVE}");
                story.fault(message, place);
            }
        }
    }
    for (lost, numbers) in lost {
        let place = ranges(&numbers);
        story.fault(format!("{place}的{}。{RESAVE}", lost.told()), place);
    }
    Ok(pages)
}

/// What a page is interpreted in: points from the upper left corner of the page as it is seen.
fn context<'a>(
    pdf: &'a Pdf,
    source: &Source<'a>,
    cache: &InterpreterCache<'a>,
    settings: InterpreterSettings,
) -> Context<'a> {
    let upright = Affine::new(source.initial_transform(true).as_coeffs());
    let (width, height) = source.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    Context::new(upright, bounds, cache, pdf.xref(), settings)
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

    fn parts(mut self) -> Vec<Part> {
        furniture::strip(&mut self.leaves);
        flow(self.leaves)
    }

    /// Finds the paragraphs and tables of all pages.
    pub(super) fn compose(self, story: &mut Story) {
        if !self.scans.is_empty() {
            let pages = ranges(&self.scans);
            story.fault(
                format!(
                    "{pages}是图片，没有文字，没有读取。请先做文字识别（OCR），或改用 Word、WPS 原件"
                ),
                pages,
            );
        }
        for block in blocks(self.parts()) {
            story.push(block);
        }
    }
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
