//! What several tests need.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The file with its main part edited.
pub(crate) fn edited(bytes: &[u8], edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is a container");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("the entry is there");
        let name = entry.name().expect("it has a name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("it unpacks");
        if name == "word/document.xml" {
            content = edit(&String::from_utf8(content).expect("it is UTF-8")).into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default())
            .expect("it packs");
        out.write_all(&content).expect("it packs");
    }
    out.finish().expect("it packs").into_inner()
}
