//! Folders: the starter book, saving, encodings.

use std::fs;
use std::path::Path;

use book::{Book, SaveError, score};

use ::folder::Memory;

use crate::{book_with, write};

/// Every file below a folder, by its path inside it.
fn files(dir: &Path, prefix: &str, into: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        match path.is_dir() {
            true => files(&path, &format!("{name}/"), into),
            false => into.push((name, fs::read(path).unwrap())),
        }
    }
}

#[test]
fn a_book_in_memory_is_the_one_in_the_folder() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut all = Vec::new();
    files(&examples, "", &mut all);
    for name in [
        "nanchang-jingkai-2022",
        "xian-zhongxue-2023",
        "xian-jiaoyuju-2023",
    ] {
        let book = Book::read(&Memory::new(all.clone(), name)).unwrap();
        assert_eq!(book, crate::load(&examples.join(name)).unwrap());
        let inspection = book.inspect_evidence(&mut |_| {});
        let there = crate::load(&examples.join(name)).unwrap();
        assert_eq!(inspection, there.inspect_evidence(&mut |_| {}));
    }
    // Alone it cannot reach the book beside it.
    let alone = all.into_iter().filter_map(|(path, bytes)| {
        let path = path.strip_prefix("xian-jiaoyuju-2023/")?;
        Some((path.to_owned(), bytes))
    });
    let faults = Book::read(&Memory::new(alone, "")).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "../xian-zhongxue-2023：没有这个文件夹。改法：核对 book.toml 的“下属”，路径从本账本的文件夹算起\n共1处错误"
    );
}

/// Writes a starter book into a folder.
pub(crate) fn starter(dir: &Path, unit: &str, year: u16) {
    for (path, bytes) in Book::starter(unit, year) {
        write(dir, &[(&path, std::str::from_utf8(&bytes).unwrap())]);
    }
}

#[test]
fn the_starter_book_loads_and_has_nothing_to_mend() {
    let dir = tempfile::tempdir().unwrap();
    starter(dir.path(), "某市“甲”局\"一\"", 2024);
    let book = crate::load(dir.path()).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(book.profile.name, "某市“甲”局\"一\"");
    assert_eq!(book.year, 2024);
    let scheme = book.scoring_scheme().unwrap();
    assert_eq!(book.check(&scheme), []);
    assert_eq!(score(&book, &scheme).remarks, []);
}

#[test]
fn saving_elsewhere_takes_the_evidence_along() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    starter(from.path(), "甲局", 2024);
    let book = crate::load(from.path()).unwrap();
    crate::save(&book, to.path()).unwrap();
    assert_eq!(crate::load(to.path()).unwrap(), book);
}

#[test]
fn names_that_leave_the_folder_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = book_with("", &[]);
    book.texts.insert("../外面".to_owned(), "文字".to_owned());
    assert!(matches!(
        crate::save(&book, dir.path()),
        Err(SaveError::Name(_))
    ));
    assert!(!dir.path().join("book.toml").exists());
}

#[test]
fn ledgers_of_old_spreadsheets_are_read() {
    let dir = tempfile::tempdir().unwrap();
    starter(dir.path(), "甲局", 2022);
    let path = dir.path().join("ledgers/巡查.csv");
    let (bytes, _, _) = encoding_rs::GB18030.encode(
        "编号:文本,日期:日期,地点:文本,处置闭环:是否,备注:文本?\r\nX1,2022/3/1,镕树村,是,\r\n,,,,\r\n",
    );
    fs::write(path, bytes).unwrap();
    let book = crate::load(dir.path()).unwrap_or_else(|faults| panic!("{faults}"));
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
