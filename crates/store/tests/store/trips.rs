//! Whole books in and out: what comes out is what went in, byte for byte, but for what was changed meanwhile.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use entry::{Change, Files as _, Value};
use folder::{Archive, Folder, New, Shelf, Store};
use store::{Database, Place, transfer};

use crate::books::{note, tempdir};
use crate::cluster::on_each;

fn examples() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let books = [
        "nanchang-jingkai-2022",
        "xian-jiaoyuju-2023",
        "xian-zhongxue-2023",
    ];
    books.iter().map(|book| examples.join(book)).collect()
}

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_dir(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

/// Every file of the book, by its path.
fn files(store: &impl Store) -> BTreeMap<String, Vec<u8>> {
    let listed = store.list().unwrap().into_iter();
    let read = listed.map(|one| {
        let bytes = store.read(&one.path).unwrap().unwrap();
        (one.path, bytes)
    });
    read.collect()
}

#[test]
fn the_examples_go_in_and_out_byte_for_byte_but_for_what_was_changed() {
    on_each(|place| {
        let database = Database::init(place).unwrap();
        for book in examples() {
            let name = book.file_name().unwrap().to_string_lossy().into_owned();
            let dir = tempdir();
            let source = dir.path().join("来处");
            copy_dir(&book, &source);
            let mut shelf = Shelf::new(Folder::hold(&source, || ()).unwrap());
            // A book with a history, and evidence that went.
            let scan = [(
                "evidence/旧.pdf".to_owned(),
                New::Bytes(b"\xff%PDF".to_vec()),
            )];
            shelf.write(&scan, &note()).unwrap();
            shelf.undo(None, &note()).unwrap();
            let before = files(shelf.store());
            assert!(before.len() > 3, "{name}");
            let mut held = database.new_book(&name).unwrap();
            transfer(shelf.store(), &mut held).unwrap();
            assert_eq!(files(&database.book(&name).unwrap()), before);

            let year = |was: &str, is: &str| Change::Set {
                at: "账本.年度".parse().unwrap(),
                was: Some(Value::Number(was.to_owned())),
                is: Some(Value::Number(is.to_owned())),
            };
            let written = name.rsplit('-').next().unwrap();
            let change = year(written, "2031");
            let done = database.edit(&name, |shelf| shelf.publish(&change, &note()));
            assert_eq!(done.unwrap().unwrap().seq, 4);
            let text = String::from_utf8(before["book.toml"].clone()).unwrap();
            let mut after = before.clone();
            let changed = text.replacen(&format!("= {written}"), "= 2031", 1);
            after.insert("book.toml".to_owned(), changed.into_bytes());

            let out = dir.path().join("去处");
            fs::create_dir(&out).unwrap();
            let mut folder = Folder::hold(&out, || ()).unwrap();
            transfer(&database.book(&name).unwrap(), &mut folder).unwrap();
            let mut archive = Archive::open(&dir.path().join("去处.zip")).unwrap();
            transfer(&database.book(&name).unwrap(), &mut archive).unwrap();
            assert_eq!(files(&folder), after);
            assert_eq!(files(&archive), after);
            for path in after.keys() {
                assert_eq!(fs::read(out.join(path)).unwrap(), after[path]);
            }
            let mut back = database.new_book(&format!("{name}之二")).unwrap();
            transfer(&archive, &mut back).unwrap();
            assert_eq!(files(&back), after);

            // The history came along: it can be taken back to the beginning, the evidence that went as well.
            let mut shelf = Shelf::new(folder);
            assert!(shelf.edited_by_hand().unwrap().is_empty());
            assert_eq!(shelf.log().unwrap().len(), 4);
            assert_eq!(shelf.undo(None, &note()).unwrap().undoes, Some(4));
            shelf.undo(Some(3), &note()).unwrap();
            let came = shelf.store().read("evidence/旧.pdf").unwrap();
            assert_eq!(came.as_deref(), Some(b"\xff%PDF".as_slice()));
        }
        assert_eq!(database.check().unwrap().wrong, [""; 0]);
    });
}

#[test]
fn a_backup_is_restored_on_either_engine_and_is_the_same() {
    on_each(|place| {
        let dir = tempdir();
        let database = Database::init(place).unwrap();
        for book in examples() {
            let name = book.file_name().unwrap().to_string_lossy().into_owned();
            let mut held = database.new_book(&name).unwrap();
            transfer(&Folder::settled(&book).unwrap(), &mut held).unwrap();
            Shelf::new(held).take_in(&note()).unwrap();
        }
        let point = database.checkpoint("2026-03-01T09:00:00+08:00").unwrap();
        let file = dir.path().join("备份.db");
        database.backup(&file).unwrap();
        assert!(database.backup(&file).is_err(), "nothing is written over");
        on_each(|to| {
            let restored = Database::restore(&file, to).unwrap();
            assert_eq!(restored.list().unwrap(), database.list().unwrap());
            assert_eq!(restored.check().unwrap(), database.check().unwrap());
            assert_eq!(restored.verify(&point).unwrap(), [""; 0]);
            for entry in database.list().unwrap() {
                let (a, b) = (database.book(&entry.name), restored.book(&entry.name));
                assert_eq!(files(&a.unwrap()), files(&b.unwrap()));
            }
            let again = Database::restore(&file, to);
            assert!(again.is_err(), "nothing is written over");
        });
        // A letter of it changed: nothing is made of it.
        let spoilt = dir.path().join("坏.db");
        let mut bytes = fs::read(&file).unwrap();
        let words = "原有内容".as_bytes();
        let whole = bytes.clone();
        let places = whole.windows(words.len()).enumerate();
        let places: Vec<usize> = places
            .filter(|(_, at)| *at == words)
            .map(|(at, _)| at)
            .collect();
        assert!(places.len() >= 3, "each log says it");
        for at in places {
            bytes[at] ^= 1;
        }
        fs::write(&spoilt, bytes).unwrap();
        let to = Place::Folder(dir.path().join("空"));
        Database::restore(&spoilt, &to).unwrap_err();
    });
}
