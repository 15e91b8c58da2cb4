//! The part of the comments, and what the container says of it.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;

use super::package::{Package, unfit};
use super::runs::{Dialect, Runs, id};
use crate::annotate::{AnnotateError, Note};
use crate::read::Part;

const PROLOG: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The comments of a document: those it has and those to be added.
pub(super) struct Comments<'r> {
    dialect: &'r Dialect,
    /// The part, and what it holds if there is one.
    name: String,
    present: Option<String>,
    relations: String,
    /// What each comment added has to declare.
    declaration: String,
    next: u32,
    added: String,
}

impl<'r> Comments<'r> {
    /// Looks for the comments a document has.
    pub(super) fn open(
        package: &mut Package<'_>,
        main: &Part,
        runs: &'r Runs,
    ) -> Result<Self, AnnotateError> {
        let folder = main.folder();
        let relations = format!("{folder}_rels/{}.rels", &main.name[folder.len()..]);
        let related = package.part(&relations)?.as_deref().and_then(target);
        let related = related.map(|target| resolved(folder, &target));
        let present = match &related {
            Some(name) => package.part(name)?,
            None => None,
        };
        let mut names = (1..).map(|number| match number {
            1 => format!("{folder}comments.xml"),
            _ => format!("{folder}comments{number}.xml"),
        });
        let name = match related {
            Some(name) if present.is_some() => name,
            _ => names.find(|name| !package.has(name)).unwrap_or_default(),
        };
        let next = present.as_deref().map_or(0, next_id).max(runs.next_comment);
        let dialect = runs.dialect();
        let undeclared = present
            .as_deref()
            .filter(|present| !present.contains(&dialect.declared()));
        Ok(Self {
            dialect,
            declaration: undeclared.map_or_else(String::new, |_| dialect.declared()),
            name,
            present,
            relations,
            next,
            added: String::new(),
        })
    }

    /// The number of the comment that is added next.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// Adds a comment.
    pub(super) fn add(&mut self, note: &Note, author: &str, date: Option<&str>) {
        let w = &self.dialect.prefix;
        let initials: String = author.chars().take(2).collect();
        let date = date.map_or_else(String::new, |date| {
            format!(r#" {w}:date="{}""#, escaped(date))
        });
        self.added += &format!(
            r#"<{w}:comment{} {w}:id="{}" {w}:author="{}"{date} {w}:initials="{}">"#,
            self.declaration,
            self.next,
            escaped(author),
            escaped(&initials),
        );
        let message = format!("【{}】{}", note.severity.word(), note.message);
        for line in message.lines() {
            self.added += &format!(
                r#"<{w}:p><{w}:r><{w}:t xml:space="preserve">{}</{w}:t></{w}:r></{w}:p>"#,
                escaped(line)
            );
        }
        self.added += &format!("</{w}:comment>");
        self.next = self.next.saturating_add(1);
    }

    /// Puts the comments into the container.
    pub(super) fn put(self, package: &mut Package<'_>) -> Result<(), AnnotateError> {
        if let Some(present) = &self.present {
            let text = with_child(present, |_| self.added.clone())
                .ok_or_else(|| unfit("原有批注的 XML 有误"))?;
            package.replace(&self.name, text);
            return Ok(());
        }
        let w = &self.dialect.prefix;
        let root = format!(
            "{PROLOG}<{w}:comments{}>{}</{w}:comments>",
            self.dialect.declared(),
            self.added
        );
        package.replace(&self.name, root);
        self.declare(package)
    }

    /// Declares the new part in the container.
    fn declare(&self, package: &mut Package<'_>) -> Result<(), AnnotateError> {
        let types = package.part(TYPES)?.and_then(|types| {
            with_child(&types, |prefix| {
                format!(
                    r#"<{prefix}Override PartName="/{}" ContentType="{COMMENTS_TYPE}"/>"#,
                    escaped(&self.name)
                )
            })
        });
        let types = types.ok_or_else(|| unfit("[Content_Types].xml 缺失或有误"))?;
        package.replace(TYPES, types);

        let relations = match package.part(&self.relations)? {
            Some(relations) => relations,
            None => format!(r#"{PROLOG}<Relationships xmlns="{RELATIONS}"/>"#),
        };
        let kind = if self.dialect.is_strict() {
            "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        };
        let id = (1..)
            .map(|number| format!("rIdComments{number}"))
            .find(|id| !relations.contains(&format!("{id}\"")))
            .unwrap_or_default();
        let relations = with_child(&relations, |prefix| {
            format!(
                r#"<{prefix}Relationship Id="{id}" Type="{kind}" Target="/{}"/>"#,
                escaped(&self.name)
            )
        });
        let relations = relations.ok_or_else(|| unfit("文件的关系表有误"))?;
        package.replace(&self.relations, relations);
        Ok(())
    }
}

/// An XML text with something put at the end of its root; what is put may ask for the root's prefix, with its colon.
pub(crate) fn with_child(xml: &str, child: impl Fn(&str) -> String) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let (name, empty) = loop {
        match reader.read_event().ok()? {
            Event::Start(root) => break (root.name().into_inner().to_owned(), false),
            Event::Empty(root) => break (root.name().into_inner().to_owned(), true),
            Event::Eof => return None,
            _ => {}
        }
    };
    let prefix = name.find(':').map_or("", |colon| &name[..=colon]);
    let child = child(prefix);
    if empty {
        let slash = xml.rfind("/>")?;
        let (before, after) = (&xml[..slash], &xml[slash + "/>".len()..]);
        return Some(format!("{before}>{child}</{name}>{after}"));
    }
    let close = xml.rfind(&format!("</{name}"))?;
    Some([&xml[..close], &child, &xml[close..]].concat())
}

/// The part that relations name as that of the comments.
fn target(relations: &str) -> Option<String> {
    let mut reader = Reader::from_str(relations);
    loop {
        let (Event::Start(element) | Event::Empty(element)) = (match reader.read_event().ok()? {
            Event::Eof => return None,
            event => event,
        }) else {
            continue;
        };
        let value = |key: &str| element.try_get_attribute(key).ok().flatten();
        if value("Type").is_some_and(|kind| kind.value.ends_with("/comments")) {
            return value("Target").map(|target| target.value.into_owned());
        }
    }
}

/// The name of a part that a relation of another names.
fn resolved(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{}", target.trim_start_matches("./")),
    }
}

/// One more than the highest number of a comment.
fn next_id(comments: &str) -> u32 {
    let mut reader = Reader::from_str(comments);
    let mut next = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                if element.local_name().into_inner() == "comment" {
                    next = next.max(id(&element).map_or(0, |id| id.saturating_add(1)));
                }
            }
            Ok(Event::Eof) | Err(_) => return next,
            Ok(_) => {}
        }
    }
}

/// Text as XML can hold it.
fn escaped(text: &str) -> String {
    let clean: String = text
        .chars()
        .filter(|c| matches!(c, '\t' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}'))
        .collect();
    escape(clean).into_owned()
}
