//! Word documents (docx), laid out as GB/T 9704-2012 asks.
//!
//! The parts are written as text: the writers of OOXML at hand leave out repeated table heads, indents counted in
//! characters, the words for a picture and the title among the properties.

mod body;
mod bookmarks;
mod fragment;
mod rows;
mod styles;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

pub(crate) use self::body::DRAWING;
pub use self::bookmarks::{Bookmarks, PieceMarks};
pub(crate) use self::bookmarks::{custom_properties, custom_property};
pub(crate) use self::fragment::{Look, Numbers, bold, fragment};
pub(crate) use self::styles::borrowed;
use super::WriteError;
use super::layout::{Face, Page};
use super::runs::escaped;
use crate::model::{Block, Document};

/// A picture of the document as the bytes of a PNG file; empty where it could not be drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Png(pub Vec<u8>);

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);
const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Writes a document as docx. The same document gives the same bytes.
///
/// `pictures[n]` is the drawing of the nth [`Block::Picture`]; where it is missing or empty, the words that describe
/// the picture stand in its place. The document carries no date.
///
/// # Errors
///
/// [`WriteError::NotPng`] when a picture holds something else, [`WriteError::Package`] when the package grows past
/// what a zip file can hold.
pub fn docx(document: &Document, pictures: &[Png]) -> Result<Vec<u8>, WriteError> {
    docx_marked(document, pictures, &Bookmarks::default())
}

/// Writes a document as [`docx`] does, with hidden bookmarks.
///
/// # Errors
/// As [`docx`].
pub fn docx_marked(
    document: &Document,
    pictures: &[Png],
    bookmarks: &Bookmarks,
) -> Result<Vec<u8>, WriteError> {
    if let Some(index) = pictures
        .iter()
        .position(|png| !png.0.is_empty() && !png.0.starts_with(PNG_SIGNATURE))
    {
        return Err(WriteError::NotPng(index + 1));
    }
    let body = body::write(document, pictures, bookmarks);
    let used: Vec<usize> = pictures_used(document, pictures);
    let custom = !bookmarks.properties.is_empty();
    let headed = !document.margins.is_empty();
    let mut package = Package::new();
    package.add(
        "[Content_Types].xml",
        content_types(custom, headed).as_bytes(),
    )?;
    package.add("_rels/.rels", package_relationships(custom).as_bytes())?;
    package.add("docProps/core.xml", core_properties(document).as_bytes())?;
    if custom {
        let properties = custom_properties(&bookmarks.properties);
        package.add("docProps/custom.xml", properties.as_bytes())?;
    }
    package.add("word/document.xml", body.as_bytes())?;
    package.add(
        "word/_rels/document.xml.rels",
        document_relationships(&used, headed).as_bytes(),
    )?;
    package.add("word/styles.xml", styles::styles().as_bytes())?;
    package.add("word/settings.xml", settings().as_bytes())?;
    package.add("word/fontTable.xml", fonts().as_bytes())?;
    package.add("word/footer1.xml", styles::footer("right").as_bytes())?;
    package.add("word/footer2.xml", styles::footer("left").as_bytes())?;
    if headed {
        package.add("word/header1.xml", styles::header(document).as_bytes())?;
    }
    for index in used {
        package.add(
            &format!("word/media/image{}.png", index + 1),
            &pictures[index].0,
        )?;
    }
    package.finish()
}

/// A zip file in the making. Every entry bears the same date, so that the bytes depend on the content alone.
struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.0.start_file(name, options)?;
        self.0
            .write_all(bytes)
            .map_err(zip::result::ZipError::from)?;
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>, WriteError> {
        Ok(self.0.finish()?.into_inner())
    }
}

fn pictures_used(document: &Document, pictures: &[Png]) -> Vec<usize> {
    let placed = document
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Picture(_)))
        .count();
    (0..placed.min(pictures.len()))
        .filter(|&index| !pictures[index].0.is_empty())
        .collect()
}

/// `custom`: whether there are properties besides the usual ones; `headed`: whether something stands at the head of each page.
fn content_types(custom: bool, headed: bool) -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, kind: &str| {
        format!(r#"<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>"#)
    };
    [
        DECLARATION,
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
        r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
        r#"<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>"#,
        r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
        &part("document", "document.main"),
        &part("styles", "styles"),
        &part("settings", "settings"),
        &part("fontTable", "fontTable"),
        &part("footer1", "footer"),
        &part("footer2", "footer"),
        &match headed {
            true => part("header1", "header"),
            false => String::new(),
        },
        match custom {
            true => r#"<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>"#,
            false => "",
        },
        "</Types>",
    ]
    .concat()
}

fn package_relationships(custom: bool) -> String {
    let custom = match custom {
        true => format!(
            r#"<Relationship Id="rId3" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/>"#
        ),
        false => String::new(),
    };
    format!(
        concat!(
            r#"{}<Relationships xmlns="{}"><Relationship Id="rId1" Type="{}/officeDocument" Target="word/document.xml"/>"#,
            r#"<Relationship Id="rId2" Type="{}/metadata/core-properties" Target="docProps/core.xml"/>{}</Relationships>"#
        ),
        DECLARATION, RELATIONSHIPS, OFFICE, RELATIONSHIPS, custom
    )
}

fn document_relationships(pictures: &[usize], headed: bool) -> String {
    let mut out = format!(r#"{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">"#);
    let mut relate = |id: &str, kind: &str, target: &str| {
        out.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#
        ));
    };
    relate("styles", "styles", "styles.xml");
    relate("settings", "settings", "settings.xml");
    relate("fonts", "fontTable", "fontTable.xml");
    relate("odd", "footer", "footer1.xml");
    relate("even", "footer", "footer2.xml");
    if headed {
        relate("head", "header", "header1.xml");
    }
    for index in pictures {
        relate(
            &format!("image{}", index + 1),
            "image",
            &format!("media/image{}.png", index + 1),
        );
    }
    out.push_str("</Relationships>");
    out
}

fn core_properties(document: &Document) -> String {
    let first = document.blocks.iter().find_map(|block| match block {
        Block::Heading { level: 0, text } => Some(&text.content),
        _ => None,
    });
    let title = document
        .title
        .as_ref()
        .or(first)
        .map(|title| escaped(title))
        .unwrap_or_default();
    let created = document.date.map_or_else(String::new, |day| {
        format!(
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{:04}-{:02}-{:02}T00:00:00Z</dcterms:created>"#,
            day.year, day.month, day.day
        )
    });
    format!(
        concat!(
            r#"{}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
            r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
            "<dc:title>{}</dc:title><dc:language>zh-CN</dc:language>{}</cp:coreProperties>"
        ),
        DECLARATION, title, created
    )
}

fn settings() -> String {
    format!(
        concat!(
            r#"{}<w:settings {}><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>"#,
            r#"<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" "#,
            r#"w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
            r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#
        ),
        DECLARATION, NAMESPACES
    )
}

/// The fonts named, each with the family to take where the proper one is not installed.
fn fonts() -> String {
    let mut out = format!("{DECLARATION}<w:fonts {NAMESPACES}>");
    for face in Face::ALL {
        let other = match face {
            Face::XiaoBiaoSong => "方正小标宋_GBK",
            Face::FangSong => "仿宋",
            Face::Hei => "SimHei",
            Face::Kai => "楷体",
            Face::Song => "SimSun",
        };
        out.push_str(&format!(
            r#"<w:font w:name="{}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>"#,
            face.family()
        ));
    }
    out.push_str("</w:fonts>");
    out
}

/// Millimetres in twips, the twentieths of a point that OOXML counts in.
pub(crate) const fn twips(millimetres: u32) -> u32 {
    (millimetres * 14400 + 127) / 254
}

/// The page: paper, margins, head and footers, and the grid of lines.
fn section(page: Page, headed: bool) -> String {
    let head = match headed {
        true => {
            r#"<w:headerReference w:type="default" r:id="head"/><w:headerReference w:type="even" r:id="head"/>"#
        }
        false => "",
    };
    let turned = match page.width_mm > page.height_mm {
        true => r#" w:orient="landscape""#,
        false => "",
    };
    format!(
        concat!(
            r#"<w:sectPr>{}<w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>"#,
            r#"<w:pgSz w:w="{}" w:h="{}"{}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="851" "#,
            r#"w:footer="{}" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="{}"/></w:sectPr>"#
        ),
        head,
        twips(page.width_mm),
        twips(page.height_mm),
        turned,
        twips(page.top_mm),
        twips(page.right_mm),
        twips(page.bottom_mm),
        twips(page.left_mm),
        // Up from the edge of the paper to the foot of the line that holds the number, which is 3.3 mm below its dashes.
        twips(page.bottom_mm - page.number_below_mm) - 187,
        twips(page.text_height_mm()) / page.lines
    )
}
