//! Blocks put in place of a paragraph, and the parts of the container they need.

use std::collections::BTreeMap;

use super::scan::{Found, Paragraph};
use crate::annotate::AnnotateError;
use crate::annotate::docx::comments::with_child;
use crate::annotate::docx::package::{Package, unfit};
use crate::model::Block;
use crate::write::{
    Bookmarks, DRAWING, Look, Numbers, PieceMarks, Png, borrowed, fragment, layout, twips,
};

const TYPES: &str = "[Content_Types].xml";
const IMAGE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
const RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes blocks into a document of another's.
pub(super) struct Builder {
    /// The number of the next bookmark.
    pub(super) next: u32,
    pictures: Vec<Vec<u8>>,
    headings: Vec<Option<String>>,
    width: u32,
    /// Parts by name that change when blocks were put in.
    styles: (String, Option<String>),
    relations: (String, Option<String>),
    types: Option<String>,
    folder: String,
    used: bool,
}

impl Builder {
    pub(super) fn new(
        package: &mut Package<'_>,
        part: &str,
        source: &str,
    ) -> Result<Self, AnnotateError> {
        let folder = part.rfind('/').map_or("", |slash| &part[..=slash]);
        let styles = format!("{folder}styles.xml");
        let relations = format!("{folder}_rels/{}.rels", &part[folder.len()..]);
        let written = package.part(&styles)?;
        Ok(Self {
            next: numbers(source, "<w:bookmarkStart ", "w:id=\"")
                .max()
                .map_or(0, |last| last.saturating_add(1)),
            pictures: Vec::new(),
            headings: headings(written.as_deref().unwrap_or_default()),
            width: width(source),
            relations: (relations.clone(), package.part(&relations)?),
            types: package.part(TYPES)?,
            styles: (styles, written),
            folder: folder.to_owned(),
            used: false,
        })
    }

    /// The XML of blocks in place of a paragraph.
    pub(super) fn blocks(
        &mut self,
        source: &str,
        paragraph: &Paragraph,
        found: &Found,
        blocks: &[Block],
        marks: &[PieceMarks],
        pictures: &[Png],
    ) -> String {
        self.used = true;
        let own = &source[paragraph.properties.clone()];
        let section = own.contains("<w:sectPr");
        let run = found.stretches.first();
        let look = Look {
            paragraph: if section { "" } else { own },
            run: run.map_or("", |stretch| &source[stretch.properties.clone()]),
            headings: &self.headings,
            width: self.width,
        };
        let bookmarks = Bookmarks {
            pieces: marks.to_vec(),
            properties: Vec::new(),
        };
        let numbers = Numbers {
            bookmark: self.next,
            pictures: self.pictures.len(),
        };
        let (xml, numbers) = fragment(blocks, pictures, &bookmarks, &look, numbers);
        self.next = numbers.bookmark;
        let drawn = pictures.iter().filter(|png| !png.0.is_empty());
        self.pictures.extend(drawn.map(|png| png.0.clone()));
        let drawing = format!(r#"<w:drawing {DRAWING} xmlns:r="{RELATIONSHIP}">"#);
        let mut xml = xml.replace("<w:drawing>", &drawing);
        // A section ends with the paragraph that says so; a cell must end with a paragraph, and so must nothing at all.
        if section || xml.is_empty() {
            xml.push_str(&format!("<w:p>{own}</w:p>"));
        }
        xml
    }

    /// The parts that the blocks need, with what they say.
    pub(super) fn finish(self) -> Result<BTreeMap<String, Vec<u8>>, AnnotateError> {
        let mut parts = BTreeMap::new();
        if !self.used {
            return Ok(parts);
        }
        let broken = |name: &str| unfit(&format!("“{name}”缺失或有误"));
        let (name, written) = self.styles;
        let written = written.ok_or_else(|| broken(&name))?;
        let missing: String = borrowed()
            .into_iter()
            .filter(|(id, _)| !written.contains(&format!("w:styleId=\"{id}\"")))
            .map(|(_, style)| style)
            .collect();
        let styles = with_child(&written, |_| missing.clone()).ok_or_else(|| broken(&name))?;
        parts.insert(name, styles.into_bytes());
        if self.pictures.is_empty() {
            return Ok(parts);
        }
        let relations: String = (1..=self.pictures.len())
            .map(|number| {
                format!(
                    r#"Relationship Id="kaocheng{number}" Type="{IMAGE}" Target="media/kaocheng{number}.png"/>"#
                )
            })
            .collect::<Vec<_>>()
            .join("\n");
        let (name, written) = self.relations;
        let written = written.ok_or_else(|| broken(&name))?;
        let written = with_child(&written, |prefix| {
            let each = relations.lines().map(|one| format!("<{prefix}{one}"));
            each.collect()
        });
        parts.insert(
            name.clone(),
            written.ok_or_else(|| broken(&name))?.into_bytes(),
        );
        let types = self.types.ok_or_else(|| broken(TYPES))?;
        if !types.to_lowercase().contains("extension=\"png\"") {
            let png = r#"Default Extension="png" ContentType="image/png"/>"#;
            // Defaults stand before overrides in files of Word, but may stand anywhere.
            let types = with_child(&types, |prefix| format!("<{prefix}{png}"));
            parts.insert(
                TYPES.to_owned(),
                types.ok_or_else(|| broken(TYPES))?.into_bytes(),
            );
        }
        for (number, png) in (1..).zip(self.pictures) {
            let name = format!("{}media/kaocheng{number}.png", self.folder);
            parts.insert(name, png);
        }
        Ok(parts)
    }
}

/// The identifiers of the styles named `heading 1` to `heading 9`.
fn headings(styles: &str) -> Vec<Option<String>> {
    let style = |level: usize| {
        let name = format!("<w:name w:val=\"heading {level}\"");
        let other = format!("<w:name w:val=\"Heading {level}\"");
        let at = styles.find(&name).or_else(|| styles.find(&other))?;
        let start = styles[..at].rfind("<w:style ")?;
        let id = styles[start..at].split_once("w:styleId=\"")?.1;
        Some(id.split_once('"')?.0.to_owned())
    };
    (1..=9).map(style).collect()
}

/// The width of the type area of the last section, in twips; ours where it does not say.
fn width(source: &str) -> u32 {
    let ours = twips(layout::PAGE.text_width_mm());
    let Some(section) = source.rfind("<w:sectPr").map(|at| &source[at..]) else {
        return ours;
    };
    let value = |tag: &str, key: &str| {
        let at = section.find(tag)?;
        let tag = &section[at..at + section[at..].find('>')?];
        let value = tag.split_once(&format!("{key}=\""))?.1;
        value.split_once('"')?.0.parse::<u32>().ok()
    };
    let page = value("<w:pgSz ", " w:w");
    let margins = value("<w:pgMar ", "w:left").zip(value("<w:pgMar ", "w:right"));
    page.zip(margins)
        .and_then(|(page, (left, right))| page.checked_sub(left)?.checked_sub(right))
        .filter(|width| *width > 1000)
        .unwrap_or(ours)
}

/// The numbers in an attribute of all elements that begin so.
fn numbers<'s>(
    source: &'s str,
    element: &'s str,
    attribute: &'s str,
) -> impl Iterator<Item = u32> + 's {
    source.split(element).skip(1).filter_map(move |rest| {
        let tag = rest.split('>').next()?;
        let value = tag.split_once(attribute)?.1;
        value.split_once('"')?.0.parse().ok()
    })
}
