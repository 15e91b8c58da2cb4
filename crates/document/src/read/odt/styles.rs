//! Styles: which are bold, which are the title's, and the lists.

use std::collections::{HashMap, HashSet};

use super::lists::list;
use crate::read::docx::{List, Numbering};
use crate::read::xml::{Item, Xml};

/// The style of a document's title.
const TITLE: &str = "Title";

/// What styles say, by their names.
#[derive(Default)]
pub(super) struct Styles {
    parents: HashMap<String, String>,
    bold: HashSet<String>,
    lists: HashMap<u32, List>,
    names: HashMap<String, u32>,
    /// The list that numbers headings.
    pub(super) outline: Option<u32>,
}

impl Styles {
    /// Reads the styles of a part; what a later part says of a name counts.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) {
        while let Some(item) = xml.item() {
            let Item::Element(element) = item else {
                continue;
            };
            match element.name() {
                "document-content" | "document-styles" | "styles" | "automatic-styles" => {
                    self.read(xml);
                }
                "style" => {
                    let name = element.value("name").unwrap_or_default();
                    let parent = element.value("parent-style-name");
                    self.parents
                        .extend(parent.map(|parent| (name.clone(), parent)));
                    if is_bold(xml) {
                        self.bold.insert(name);
                    }
                }
                "list-style" => {
                    let name = element.value("name").unwrap_or_default();
                    let id = self.add(list(xml));
                    self.names.insert(name, id);
                }
                "outline-style" => self.outline = Some(self.add(list(xml))),
                _ => xml.skip(),
            }
        }
    }

    fn add(&mut self, list: List) -> u32 {
        let id = self.lists.len() as u32;
        self.lists.insert(id, list);
        id
    }

    /// The lists, to be counted.
    pub(super) fn numbering(&mut self) -> Numbering {
        Numbering::new(std::mem::take(&mut self.lists), HashMap::new())
    }

    /// The list of a name.
    pub(super) fn list(&self, name: &str) -> Option<u32> {
        self.names.get(name).copied()
    }

    /// Whether characters of a style are bold, as far as it says so itself.
    pub(super) fn is_bold(&self, name: &str) -> bool {
        self.bold.contains(name)
    }

    /// Whether a style is that of the title, or based on it.
    pub(super) fn is_title(&self, name: &str) -> bool {
        name == TITLE || self.parents.get(name).is_some_and(|parent| parent == TITLE)
    }
}

/// Whether a style sets characters in bold.
fn is_bold(xml: &mut Xml<'_>) -> bool {
    let mut bold = false;
    while let Some(item) = xml.item() {
        if let Item::Element(element) = item {
            let weight = |key| element.value(key).is_some_and(|weight| weight == "bold");
            bold |= element.name() == "text-properties"
                && (weight("font-weight") || weight("font-weight-asian"));
            xml.skip();
        }
    }
    bold
}
