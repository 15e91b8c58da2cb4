//! The archive of an OFD file.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use document::Document;
use typst::utils::hash128;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::outline;
use super::page::{FIRST_FACE, FIRST_PICTURE, Pages, escaped};
use crate::error::TypesetError;

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
const NAMESPACE: &str = r#"xmlns:ofd="http://www.ofdspec.org/2016""#;

/// An archive in the making. Every entry bears the same date, so that the bytes depend on the content alone.
pub(super) struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    /// The bytes of the file.
    pub(super) fn write(document: &Document, pages: &Pages) -> Result<Vec<u8>, TypesetError> {
        let mut package = Self(ZipWriter::new(Cursor::new(Vec::new())));
        package.add("OFD.xml", root(document, pages).as_bytes())?;
        package.add("Doc_0/Document.xml", index(pages).as_bytes())?;
        package.add("Doc_0/PublicRes.xml", faces(pages).as_bytes())?;
        package.add("Doc_0/DocumentRes.xml", pictures(pages).as_bytes())?;
        for (number, face) in pages.faces.iter().enumerate() {
            package.add(&format!("Doc_0/Res/font_{number}.otf"), &face.file()?)?;
        }
        for (number, picture) in pages.pictures.iter().enumerate() {
            package.add(&format!("Doc_0/Res/image_{number}.png"), picture)?;
        }
        for number in 0..pages.pages.len() {
            let path = format!("Doc_0/Pages/Page_{number}/Content.xml");
            package.add(&path, page(pages, number).as_bytes())?;
        }
        let bytes = package.0.finish().map_err(|error| failed(&error))?;
        Ok(bytes.into_inner())
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), TypesetError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.0
            .start_file(name, options)
            .map_err(|error| failed(&error))?;
        self.0.write_all(bytes).map_err(|error| failed(&error))
    }
}

fn failed(error: &dyn std::error::Error) -> TypesetError {
    TypesetError::Ofd(error.to_string())
}

fn root(document: &Document, pages: &Pages) -> String {
    let contents: Vec<&str> = pages.pages.iter().map(|(_, _, page)| &**page).collect();
    let title = document.title.as_deref().map_or_else(String::new, |title| {
        format!("<ofd:Title>{}</ofd:Title>", escaped(title))
    });
    let date = document.date.map_or_else(String::new, |day| {
        format!(
            "<ofd:CreationDate>{:04}-{:02}-{:02}</ofd:CreationDate>",
            day.year, day.month, day.day
        )
    });
    format!(
        r#"{DECLARATION}<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{:032x}</ofd:DocID>{title}{date}<ofd:Creator>Kaocheng</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#,
        hash128(&contents)
    )
}

/// The identifier of a page; each has two, its own and that of its layer.
fn page_identifier(pages: &Pages, number: usize) -> usize {
    pages.last_identifier() + 1 + 2 * number
}

fn index(pages: &Pages) -> String {
    let count = pages.pages.len();
    let last = page_identifier(pages, count);
    let (width, height) = pages
        .pages
        .first()
        .map_or((210.0, 297.0), |&(width, height, _)| (width, height));
    let mut list = String::new();
    for number in 0..count {
        let identifier = page_identifier(pages, number);
        let _ = write!(
            list,
            r#"<ofd:Page ID="{identifier}" BaseLoc="Pages/Page_{number}/Content.xml"/>"#
        );
    }
    let outline = outline::xml(&pages.outline, &|page| page_identifier(pages, page));
    format!(
        "{DECLARATION}<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>{last}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 {width:.3} {height:.3}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>{list}</ofd:Pages>{outline}</ofd:Document>"
    )
}

fn faces(pages: &Pages) -> String {
    let mut list = String::new();
    for (number, face) in pages.faces.iter().enumerate() {
        let family = escaped(face.family());
        let _ = write!(
            list,
            r#"<ofd:Font ID="{}" FontName="{family}" FamilyName="{family}" Bold="{}"><ofd:FontFile>font_{number}.otf</ofd:FontFile></ofd:Font>"#,
            FIRST_FACE + number,
            face.is_bold()
        );
    }
    resources("Fonts", &list)
}

fn pictures(pages: &Pages) -> String {
    let mut list = String::new();
    for number in 0..pages.pictures.len() {
        let _ = write!(
            list,
            r#"<ofd:MultiMedia ID="{}" Type="Image" Format="PNG"><ofd:MediaFile>image_{number}.png</ofd:MediaFile></ofd:MultiMedia>"#,
            FIRST_PICTURE + number
        );
    }
    resources("MultiMedias", &list)
}

fn resources(kind: &str, list: &str) -> String {
    let list = match list.is_empty() {
        true => String::new(),
        false => format!("<ofd:{kind}>{list}</ofd:{kind}>"),
    };
    format!(r#"{DECLARATION}<ofd:Res {NAMESPACE} BaseLoc="Res">{list}</ofd:Res>"#)
}

fn page(pages: &Pages, number: usize) -> String {
    let (width, height, objects) = &pages.pages[number];
    let layer = page_identifier(pages, number) + 1;
    format!(
        r#"{DECLARATION}<ofd:Page {NAMESPACE}><ofd:Area><ofd:PhysicalBox>0 0 {width:.3} {height:.3}</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="{layer}" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>"#
    )
}
