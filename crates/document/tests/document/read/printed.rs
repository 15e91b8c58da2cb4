//! PDF files written by hand. The tests of readers and of annotators each use a part of this.

#![allow(dead_code)]

use std::fmt::Write;

/// A page in the making; lengths in points, from the upper left corner.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) content: String,
    entries: String,
}

/// Height and width of a sheet.
pub(crate) const HEIGHT: f32 = 842.0;
const WIDTH: f32 = 595.0;

impl Sheet {
    /// Writes text whose baseline begins at a point.
    pub(crate) fn text(mut self, x: f32, y: f32, size: f32, text: &str) -> Self {
        writeln!(
            self.content,
            "BT /F {size} Tf 1 0 0 1 {x} {} Tm {} Tj ET",
            HEIGHT - y,
            coded(text)
        )
        .unwrap();
        self
    }

    /// Writes text with a space between its characters, in thousandths of their size.
    pub(crate) fn spaced(mut self, x: f32, y: f32, size: f32, space: i32, text: &str) -> Self {
        write!(
            self.content,
            "BT /F {size} Tf 1 0 0 1 {x} {} Tm [",
            HEIGHT - y
        )
        .unwrap();
        for character in text.chars() {
            write!(self.content, "{} {}", coded(&character.to_string()), -space).unwrap();
        }
        self.content.push_str("] TJ ET\n");
        self
    }

    /// Draws a line.
    pub(crate) fn rule(mut self, from: (f32, f32), to: (f32, f32)) -> Self {
        writeln!(
            self.content,
            "{} {} m {} {} l S",
            from.0,
            HEIGHT - from.1,
            to.0,
            HEIGHT - to.1
        )
        .unwrap();
        self
    }

    /// Draws all lines of a grid.
    pub(crate) fn grid(mut self, columns: &[f32], rows: &[f32]) -> Self {
        let (left, right) = (columns[0], columns[columns.len() - 1]);
        let (top, bottom) = (rows[0], rows[rows.len() - 1]);
        for row in rows {
            self = self.rule((left, *row), (right, *row));
        }
        for column in columns {
            self = self.rule((*column, top), (*column, bottom));
        }
        self
    }

    /// Adds entries to the dictionary of the page.
    pub(crate) fn entries(mut self, entries: &str) -> Self {
        self.entries.push_str(entries);
        self
    }

    /// Adds operators as they are.
    pub(crate) fn raw(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }
}

/// A file of these pages. Its only font, `/F`, takes UTF-16 and has characters one em wide, ASCII half as wide.
pub(crate) fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    file(&objects(sheets), "")
}

/// The objects of a file of these pages, the first of them the catalog.
pub(crate) fn objects(sheets: &[Sheet]) -> Vec<String> {
    let map = "/CIDInit /ProcSet findresource begin begincmap /CMapName /U def /CMapType 2 def \
        1 begincodespacerange <0000> <FFFF> endcodespacerange \
        1 beginbfrange <0020> <FFFF> <0020> endbfrange endcmap end";
    let kids: String = (0..sheets.len())
        .map(|page| format!("{} 0 R ", 8 + 2 * page))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", sheets.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>"
            .to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
        /Supplement 0>>/DW 1000/W[32 126 500]/FontDescriptor 5 0 R>>"
            .to_owned(),
        "<</Type/FontDescriptor/FontName/Song/Flags 4/Ascent 880/Descent -120/ItalicAngle 0/CapHeight 800\
        /StemV 80/FontBBox[0 -120 1000 880]>>"
            .to_owned(),
        stream("", map),
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "0"),
    ];
    for (page, sheet) in sheets.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {} 0 R\
            /Resources<</Font<</F 3 0 R>>/XObject<</I 7 0 R>>>>{}>>",
            9 + 2 * page,
            sheet.entries
        ));
        objects.push(stream("", &sheet.content));
    }
    objects
}

/// A stream object.
pub(crate) fn stream(entries: &str, content: &str) -> String {
    format!(
        "<<{entries}/Length {}>>stream\n{content}\nendstream",
        content.len()
    )
}

/// A file of objects numbered from 1, the first of them the catalog, with more entries in its trailer.
pub(crate) fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let (mut out, places) = body(objects);
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    write!(
        out,
        "trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    out.into_bytes()
}

/// The same file with its table of objects in a stream.
pub(crate) fn file_with_stream(objects: &[String]) -> Vec<u8> {
    let (mut out, places) = body(objects);
    let start = out.len();
    let number = objects.len() + 1;
    let entries: String = places
        .iter()
        .chain([&start])
        .map(|place| format!("01{place:08X}00"))
        .collect();
    let table = stream(
        &format!(
            "/Type/XRef/W[1 4 1]/Index[1 {number}]/Size {}/Root 1 0 R/Filter/ASCIIHexDecode",
            number + 1
        ),
        &(entries + ">"),
    );
    write!(
        out,
        "{number} 0 obj\n{table}\nendobj\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    out.into_bytes()
}

/// The objects written one after the other, and where each begins.
fn body(objects: &[String]) -> (String, Vec<usize>) {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", index + 1).unwrap();
    }
    (out, places)
}

fn coded(text: &str) -> String {
    let digits: String = text
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    format!("<{digits}>")
}
