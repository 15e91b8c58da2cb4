//! The parts of a Word document, and which of them holds what.

use crate::model::Fault;
use crate::read::error::ReadError;
use crate::read::package::Package;
use crate::read::xml::{Item, Xml};

/// More headers and footers than a document of many sections has.
const MAX_MARGINS: usize = 200;

/// A part of the container that is XML.
pub(crate) struct Part {
    /// Its name, from the root of the container.
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Part {
    /// The folder the part is in, with its slash; empty at the root.
    pub(crate) fn folder(&self) -> &str {
        self.name
            .rfind('/')
            .map_or("", |slash| &self.name[..=slash])
    }
}

/// The part that holds the body: what the container declares, or what it usually is.
pub(super) fn main(package: &mut Package<'_>, faults: &mut Vec<Fault>) -> Result<Part, ReadError> {
    let declared = package
        .part("_rels/.rels", faults)?
        .as_deref()
        .and_then(|relations| targets(relations, &["/officeDocument"]).into_iter().next());
    let name = declared.map_or_else(
        || "word/document.xml".to_owned(),
        |target| target.trim_start_matches('/').to_owned(),
    );
    match package.part(&name, faults)? {
        Some(text) => Ok(Part { name, text }),
        None => Err(ReadError::Damaged {
            reason: format!("缺少正文 {name}"),
        }),
    }
}

/// The names of the parts that hold headers and footers, in the order of their names.
pub(super) fn margins(
    package: &mut Package<'_>,
    main: &Part,
    faults: &mut Vec<Fault>,
) -> Result<Vec<String>, ReadError> {
    let folder = main.folder();
    let relations = format!("{folder}_rels/{}.rels", &main.name[folder.len()..]);
    let relations = package.part(&relations, faults)?.unwrap_or_default();
    let mut names: Vec<String> = targets(&relations, &["/header", "/footer"])
        .into_iter()
        .map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{target}"),
        })
        .collect();
    names.sort();
    names.dedup();
    names.truncate(MAX_MARGINS);
    Ok(names)
}

/// The targets of the relations whose types end so.
fn targets(relations: &str, kinds: &[&str]) -> Vec<String> {
    let mut xml = Xml::new(relations, 8);
    xml.enter("Relationships");
    let mut targets = Vec::new();
    while let Some(item) = xml.item() {
        let Item::Element(relation) = item else {
            continue;
        };
        let kind = relation.value("Type").unwrap_or_default();
        if kinds.iter().any(|end| kind.ends_with(end)) {
            targets.extend(relation.value("Target"));
        }
        xml.skip();
    }
    targets
}
