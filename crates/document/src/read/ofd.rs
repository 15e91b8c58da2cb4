//! OFD, the fixed layout of GB/T 33190: a zip archive of pages that place each text and each line.

mod content;

use std::collections::HashMap;

use self::content::{Content, Sheet};
use super::error::ReadError;
use super::limits::Limits;
use super::package::Package;
use super::pdf::{Canvas, Pages};
use super::story::Story;
use super::xml::{Item, Xml};
use crate::model::{Document, Fault};

/// Whether bytes are a zip archive with the root part of an OFD file.
pub(super) fn looks(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && memchr::memmem::find(bytes, b"OFD.xml").is_some()
}

/// More pages than anybody binds.
const MAX_PAGES: u32 = 10_000;

/// What the root of a document lists.
#[derive(Default)]
struct Index {
    /// The parts of the pages in order.
    pages: Vec<String>,
    /// The parts of the pages that others are drawn upon, by their identifiers.
    templates: HashMap<String, String>,
    sheet: Option<Sheet>,
}

/// An open file.
struct File<'b> {
    package: Package<'b>,
    limits: &'b Limits,
    faults: Vec<Fault>,
    /// Templates that have been read, by their parts.
    templates: HashMap<String, Content>,
    /// How many more marks are drawn.
    marks_left: usize,
}

/// Reads the pages as those of a PDF file: lines, paragraphs and tables are found by their places.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut file = File {
        package: Package::open(bytes, limits)?,
        limits,
        faults: Vec::new(),
        templates: HashMap::new(),
        marks_left: limits.max_pieces.saturating_mul(16),
    };
    let roots = file.roots()?;
    let mut story = Story::new(limits);
    let mut pages = Pages::default();
    let mut number = 0;
    for root in roots {
        let index = file.index(&root)?;
        for part in &index.pages {
            number += 1;
            if file.marks_left == 0 || number > MAX_PAGES {
                story.overflow();
                break;
            }
            let (canvas, sheet) = file.page(part, &index)?;
            pages.push(canvas.finish(number, sheet.width, sheet.height), &mut story);
        }
    }
    story.faults(file.faults);
    pages.compose(&mut story);
    Ok(story.finish())
}

impl File<'_> {
    /// The parts that are roots of documents.
    fn roots(&mut self) -> Result<Vec<String>, ReadError> {
        let (mut roots, mut encrypted) = (Vec::new(), false);
        self.walk("OFD.xml", |within, item| match item {
            Item::Text(text) if within == "DocRoot" => roots.push(resolved("", text.trim())),
            Item::Element(element) => encrypted |= element.name() == "Encryptions",
            Item::Text(_) => {}
        })?;
        if encrypted {
            return Err(ReadError::Encrypted);
        }
        if roots.is_empty() {
            return Err(ReadError::Damaged {
                reason: "OFD.xml 缺失或没有列出文档".to_owned(),
            });
        }
        Ok(roots)
    }

    fn index(&mut self, root: &str) -> Result<Index, ReadError> {
        let mut index = Index::default();
        self.walk(root, |within, item| match item {
            Item::Text(text) if within == "PhysicalBox" => {
                index.sheet = index.sheet.or(Sheet::read(text));
            }
            Item::Element(element) => {
                let part = element.value("BaseLoc").map(|part| resolved(root, &part));
                match (element.name(), part, element.value("ID")) {
                    ("Page", Some(part), _) => index.pages.push(part),
                    ("TemplatePage", Some(part), Some(id)) => {
                        index.templates.insert(id, part);
                    }
                    _ => {}
                }
            }
            Item::Text(_) => {}
        })?;
        Ok(index)
    }

    /// Draws a page upon its templates.
    fn page(&mut self, part: &str, index: &Index) -> Result<(Canvas, Sheet), ReadError> {
        let content = self.content(part)?;
        let sheet = content.sheet.or(index.sheet).unwrap_or_default();
        let mut canvas = Canvas::new(usize::MAX);
        let templates = content.templates.iter();
        for part in templates.filter_map(|id| index.templates.get(id)) {
            if !self.templates.contains_key(part) {
                let content = self.content(part)?;
                self.templates.insert(part.clone(), content);
            }
            if let Some(template) = self.templates.get(part) {
                template.draw(&sheet, &mut canvas, &mut self.marks_left);
            }
        }
        content.draw(&sheet, &mut canvas, &mut self.marks_left);
        Ok((canvas, sheet))
    }

    fn content(&mut self, part: &str) -> Result<Content, ReadError> {
        let mut content = Content::default();
        self.walk(part, |within, item| content.take(within, item))?;
        Ok(content)
    }

    /// Calls for each element and text of a part with the name of the element it stands in.
    fn walk(&mut self, part: &str, mut call: impl FnMut(&str, &Item<'_>)) -> Result<(), ReadError> {
        let Some(source) = self.package.part(part, &mut self.faults)? else {
            self.faults.push(Fault {
                message: "文件里缺少这一部分，没有读取，请向提供者要完整的文件".to_owned(),
                place: part.to_owned(),
            });
            return Ok(());
        };
        let mut xml = Xml::new(&source, self.limits.max_depth);
        walk(&mut xml, "", &mut call);
        if let Some(flaw) = xml.flaw() {
            self.faults.push(Fault {
                message: format!(
                    "XML 有误，此后的内容没有读取：{flaw}。请用阅读器打开后另存一份再试"
                ),
                place: part.to_owned(),
            });
        }
        Ok(())
    }
}

fn walk(xml: &mut Xml<'_>, within: &str, call: &mut impl FnMut(&str, &Item<'_>)) {
    while let Some(item) = xml.item() {
        call(within, &item);
        if let Item::Element(element) = item {
            walk(xml, element.name(), call);
        }
    }
}

/// The part that another refers to.
fn resolved(from: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                folders.pop();
            }
            step => folders.push(step),
        }
    }
    folders.join("/")
}
