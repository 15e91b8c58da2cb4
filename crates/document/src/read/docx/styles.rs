//! Paragraph styles: which of them are headings, and which are numbered.

use std::collections::HashMap;

use crate::read::xml::{Element, Item, Xml};

/// The list a paragraph or style belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::read) struct ListLevel {
    /// `w:numId`; 0 takes a paragraph out of the list of its style.
    pub(in crate::read) list: Option<u32>,
    pub(in crate::read) level: Option<usize>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    name: String,
    outline: Option<u8>,
    list: ListLevel,
}

/// The styles of a document by their identifiers.
#[derive(Debug, Default)]
pub(in crate::read) struct Styles(HashMap<String, Style>);

/// How many styles may be based on one another.
const MAX_CHAIN: usize = 16;

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut styles = HashMap::new();
        xml.enter("styles");
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match (element.name(), element.value("styleId")) {
                ("style", Some(id)) => {
                    styles.insert(id, style(xml));
                }
                _ => xml.skip(),
            }
        }
        Self(styles)
    }

    /// The heading level of a style: 0 for a title, `None` for body text.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        if self.0.is_empty() {
            return named_level(id);
        }
        self.chain(id)
            .find_map(|style| named_level(&style.name).or(style.outline))
            .filter(|level| *level <= 9)
    }

    /// The list of a style, its own or inherited.
    pub(super) fn list(&self, id: &str) -> ListLevel {
        let mut found = ListLevel::default();
        for style in self.chain(id) {
            found.list = found.list.or(style.list.list);
            found.level = found.level.or(style.list.level);
        }
        found
    }

    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let parent = |style: &&'s Style| style.based_on.as_deref().and_then(|id| self.0.get(id));
        std::iter::successors(self.0.get(id), parent).take(MAX_CHAIN)
    }
}

fn style(xml: &mut Xml<'_>) -> Style {
    let mut style = Style::default();
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "name" => style.name = element.val().unwrap_or_default(),
            "basedOn" => style.based_on = element.val(),
            "pPr" => {
                paragraph_properties(xml, &mut style);
                continue;
            }
            _ => {}
        }
        xml.skip();
    }
    style
}

fn paragraph_properties(xml: &mut Xml<'_>, style: &mut Style) {
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "numPr" => style.list = list_level(xml),
            "outlineLvl" => {
                style.outline = outline_level(&element);
                xml.skip();
            }
            _ => xml.skip(),
        }
    }
}

/// Reads `w:numPr`.
pub(super) fn list_level(xml: &mut Xml<'_>) -> ListLevel {
    let mut found = ListLevel::default();
    while let Some(item) = xml.item() {
        let Item::Element(element) = item else {
            continue;
        };
        match element.name() {
            "numId" => found.list = element.number(),
            "ilvl" => found.level = element.number(),
            _ => {}
        }
        xml.skip();
    }
    found
}

/// The heading level that `w:outlineLvl` gives: it counts from 0, and 9 is body text, here 10.
pub(super) fn outline_level(element: &Element<'_>) -> Option<u8> {
    element.number::<u8>().map(|level| level.saturating_add(1))
}

/// The level that the name of a built-in style tells, in English as stored or in Chinese as shown.
pub(in crate::read) fn named_level(name: &str) -> Option<u8> {
    let name = name.to_lowercase().replace(' ', "");
    if matches!(name.as_str(), "title" | "标题") {
        return Some(0);
    }
    let level = name
        .strip_prefix("heading")
        .or_else(|| name.strip_prefix("标题"))?;
    level.parse().ok().filter(|level| (1..=9).contains(level))
}
