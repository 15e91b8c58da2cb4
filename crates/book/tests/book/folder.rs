//! Folders: the starter book, saving, encodings.

use std::fs;

use book::{Book, SaveError, score};

use crate::{book_with, write};

#[test]
fn the_starter_book_loads_and_has_nothing_to_mend() {
    let dir = tempfile::tempdir().unwrap();
    Book::new_template(dir.path(), "某市“甲”局\"一\"", 2024).unwrap();
    let book = Book::load(dir.path()).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(book.profile.name, "某市“甲”局\"一\"");
    assert_eq!(book.year, 2024);
    let scheme = book.scoring_scheme().unwrap();
    assert_eq!(book.check(&scheme), []);
    assert_eq!(score(&book, &scheme).remarks, []);
}

#[test]
fn the_starter_book_spares_what_is_there() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[("notes.txt", "mine")]);
    let refused = Book::new_template(dir.path(), "甲局", 2024);
    assert!(matches!(refused, Err(SaveError::Occupied(_))));
}

#[test]
fn saving_what_was_loaded_changes_no_byte() {
    let dir = tempfile::tempdir().unwrap();
    Book::new_template(dir.path(), "甲局", 2024).unwrap();
    let read = || {
        ["book.toml", "ledgers/巡查.csv", "text/概况.md"]
            .map(|name| fs::read(dir.path().join(name)).unwrap())
    };
    let before = read();
    Book::load(dir.path()).unwrap().save(dir.path()).unwrap();
    assert_eq!(before, read());
}

#[test]
fn saving_elsewhere_takes_the_evidence_along_and_leaves_nothing_behind() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    Book::new_template(from.path(), "甲局", 2024).unwrap();
    write(to.path(), &[("ledgers/旧台账.csv", "甲:文本\n一\n")]);
    let book = Book::load(from.path()).unwrap();
    book.save(to.path()).unwrap();
    assert_eq!(Book::load(to.path()).unwrap(), book);
    assert!(!to.path().join("ledgers/旧台账.csv").exists());
    let names = fs::read_dir(to.path().join("ledgers")).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["巡查.csv"]);
}

#[test]
fn a_saved_file_can_be_read_by_others() {
    let dir = tempfile::tempdir().unwrap();
    book_with("", &[]).save(dir.path()).unwrap();
    let mode = fs::metadata(dir.path().join("book.toml"))
        .unwrap()
        .permissions();
    #[cfg(unix)]
    assert_ne!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o044, 0);
    assert!(!mode.readonly());
}

#[test]
fn names_that_leave_the_folder_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = book_with("", &[]);
    book.texts.insert("../外面".to_owned(), "文字".to_owned());
    assert!(matches!(book.save(dir.path()), Err(SaveError::Name(_))));
    assert!(!dir.path().join("book.toml").exists());
}

#[test]
fn ledgers_of_old_spreadsheets_are_read() {
    let dir = tempfile::tempdir().unwrap();
    Book::new_template(dir.path(), "甲局", 2022).unwrap();
    let path = dir.path().join("ledgers/巡查.csv");
    let (bytes, _, _) = encoding_rs::GB18030.encode(
        "编号:文本,日期:日期,地点:文本,处置闭环:是否,备注:文本?\r\nX1,2022/3/1,镕树村,是,\r\n,,,,\r\n",
    );
    fs::write(path, bytes).unwrap();
    let book = Book::load(dir.path()).unwrap_or_else(|faults| panic!("{faults}"));
    let rows = book.ledgers["巡查"].rows();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][2].to_string(), "镕树村");
}

#[test]
fn hidden_and_lock_files_do_not_matter() {
    let files = [
        ("ledgers/~$台账.csv", "x"),
        ("ledgers/.DS_Store", "x"),
        ("evidence/.keep", ""),
    ];
    let book = book_with("", &files);
    assert_eq!(book.ledgers.len() + book.evidence.names().count(), 0);
}
