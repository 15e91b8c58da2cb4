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

/// What the main part says of the parts beside it.
pub(super) struct Relations {
    folder: String,
    source: String,
}

impl Relations {
    pub(super) fn of(
        package: &mut Package<'_>,
        main: &Part,
        faults: &mut Vec<Fault>,
    ) -> Result<Self, ReadError> {
        let folder = main.folder();
        let name = format!("{folder}_rels/{}.rels", &main.name[folder.len()..]);
        let source = package.part(&name, faults)?;
        let refers = [":headerReference", ":footerReference"];
        if source.is_none() && refers.iter().any(|word| main.text.contains(word)) {
            faults.push(missing(&name));
        }
        Ok(Self {
            folder: folder.to_owned(),
            source: source.unwrap_or_default(),
        })
    }

    /// The names of the parts that hold headers and footers, in order.
    pub(super) fn margins(&self) -> Vec<String> {
        let mut names = self.named(&["/header", "/footer"]);
        names.sort();
        names.dedup();
        names.truncate(MAX_MARGINS);
        names
    }

    /// The name and text of the part of a kind, `styles`: where it is declared or, if it is not, where it usually is. A
    /// declared part that is missing is a fault.
    pub(super) fn part(
        &self,
        kind: &str,
        package: &mut Package<'_>,
        faults: &mut Vec<Fault>,
    ) -> Result<(String, String), ReadError> {
        let declared = self.named(&[&format!("/{kind}")]).into_iter().next();
        let usual = format!("{}{kind}.xml", self.folder);
        let name = declared.clone().unwrap_or(usual);
        let text = package.part(&name, faults)?;
        if text.is_none() && declared.is_some() {
            faults.push(missing(&name));
        }
        Ok((name, text.unwrap_or_default()))
    }

    fn named(&self, kinds: &[&str]) -> Vec<String> {
        let names = targets(&self.source, kinds).into_iter();
        names
            .map(|target| match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("{}{target}", self.folder),
            })
            .collect()
    }
}

/// What is said of a part that is declared and not there.
pub(super) fn missing(name: &str) -> Fault {
    Fault {
        message: "文件里缺少这一部分，没有读取，请用 Word 或 WPS 打开原件后另存一份再试".to_owned(),
        place: name.to_owned(),
    }
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
