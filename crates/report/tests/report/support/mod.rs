//! What several tests need.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The file with its main part edited.
pub(crate) fn edited(bytes: &[u8], edit: impl Fn(&str) -> String) -> Vec<u8> {
    edited_parts(bytes, |name, xml| match name {
        "word/document.xml" => edit(xml),
        _ => xml.to_owned(),
    })
}

/// The file with each of its parts edited, by name.
pub(crate) fn edited_parts(bytes: &[u8], edit: impl Fn(&str, &str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is a container");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("the entry is there");
        let name = entry.name().expect("it has a name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("it unpacks");
        if let Ok(xml) = std::str::from_utf8(&content) {
            content = edit(&name, xml).into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default())
            .expect("it packs");
        out.write_all(&content).expect("it packs");
    }
    out.finish().expect("it packs").into_inner()
}
