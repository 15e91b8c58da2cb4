//! One part of a package (`word/document.xml`, a worksheet, an OFD page): the bytes of the part, zipped as its format has
//! it, so that the fuzzer need not find its way through the compression. `KAOCHENG_FORMAT` names the extension and
//! `KAOCHENG_PART` the part.
#![no_main]

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use document::{Limits, read};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

static FORMAT: LazyLock<String> = LazyLock::new(|| setting("KAOCHENG_FORMAT"));
static PART: LazyLock<String> = LazyLock::new(|| setting("KAOCHENG_PART"));

fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} must be set"))
}

/// The parts that make a package one of its format, but for the one under test.
const PARTS: &[(&str, &str, &[u8])] = &[
    ("docx", "word/document.xml", b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"),
    ("xlsx", "xl/workbook.xml", b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='rId1'/></sheets></workbook>"),
    ("xlsx", "xl/_rels/workbook.xml.rels", b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"),
    ("ofd", "OFD.xml", b"<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
    ("ofd", "Doc_0/Document.xml", b"<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>"),
    ("xlsb", "xl/workbook.bin", b"\x9C\x01\x16\0\0\0\0\0\0\0\0\x02\0\0\0r\x001\0\x01\0\0\0a\0"),
    ("xlsb", "xl/_rels/workbook.bin.rels", b"<Relationships><Relationship Id='r1' Target='worksheets/sheet1.bin'/></Relationships>"),
    ("ods", "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
];

/// The bytes as the one stream of a compound file.
fn compound(part: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    file.create_stream(PART.as_str()).ok()?.write_all(part).ok()?;
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

fn package(part: &[u8]) -> Option<Vec<u8>> {
    if *FORMAT == "xls" {
        return compound(part);
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (_, name, text) in PARTS.iter().filter(|(format, name, _)| *format == *FORMAT && *name != *PART) {
        writer.start_file(*name, options).ok()?;
        writer.write_all(text).ok()?;
    }
    writer.start_file(PART.as_str(), options).ok()?;
    writer.write_all(part).ok()?;
    Some(writer.finish().ok()?.into_inner())
}

fuzz_target!(|part: &[u8]| {
    if let Some(bytes) = package(part) {
        let name = format!("f.{}", *FORMAT);
        if let Ok(document) = read(&name, &bytes, &Limits::default()) {
            document.flatten();
        }
    }
});
