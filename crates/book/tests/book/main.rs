//! The book from outside: folders, faults, round trips, measures, scores.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod broken;
mod department;
mod documented;
mod evidence;
mod extensions;
mod fields;
mod folder;
mod functions;
mod generated;
mod laws;
mod ledgers;
mod measures;
mod monitor;
mod past;
mod projects;
mod reckoning;
mod rectification;
mod remarks;
mod roll;
mod scores;
mod surveys;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use ::folder::Plain;
use book::{Book, Faults, Offered, SaveError};
use quantity::Decimal;

/// Writes files into a folder.
fn write(dir: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The book in a folder.
fn load(dir: &Path) -> Result<Book, Faults> {
    Book::read(&Plain::new(dir))
}

/// Writes a book into a folder.
fn save(book: &Book, dir: &Path) -> Result<(), SaveError> {
    for (path, file) in book.files()? {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut to = fs::File::create(path).unwrap();
        std::io::copy(&mut file.open().unwrap(), &mut to).unwrap();
    }
    Ok(())
}

/// A file to be registered as evidence of the book in a folder, where it may lie already.
fn offered(dir: &Path, path: &Path) -> Offered {
    Offered {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        file: Arc::new(path.to_path_buf()),
        there: path.starts_with(dir.join("evidence")),
    }
}

/// Puts evidence and its register where they belong.
fn register(dir: &Path, prepared: &book::Prepared) {
    let place = |name: &str| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    };
    for (name, from) in &prepared.copies {
        let mut to = fs::File::create(place(name)).unwrap();
        std::io::copy(&mut from.open().unwrap(), &mut to).unwrap();
    }
    if let Some((name, bytes)) = &prepared.register {
        fs::write(place(name), bytes).unwrap();
    }
}

/// A book that says only what it must, with these lines added.
fn book_with(lines: &str, files: &[(&str, &str)]) -> Book {
    let dir = tempfile::tempdir().unwrap();
    let text = format!(
        "年度 = 2022\n评分方案 = \"caizheng-2020-10\"\n[单位]\n名称 = \"甲局\"\n级别 = \"单位\"\n{lines}"
    );
    write(dir.path(), &[("book.toml", &text)]);
    write(dir.path(), files);
    load(dir.path()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}
