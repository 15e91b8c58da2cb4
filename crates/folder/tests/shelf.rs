//! The laws of changes on books that are kept: in a folder, in an archive, in memory.

mod books;

use std::cell::Cell;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use entry::{Bytes, Change, Value};
use folder::{Archive, BY_HAND, Disk, FOUND, Folder, Memory, Real, Refused, Shelf};
use proptest::prelude::*;

use books::{cases, content, note, same, tempdir, turn_into};

fn hold(dir: &Path) -> Shelf<Folder> {
    Shelf::new(Folder::hold(dir, || ()).expect("the folder is there"))
}

/// Steps that are made before the disk fails for good.
#[derive(Clone)]
struct Failing {
    left: Rc<Cell<usize>>,
}

impl Failing {
    fn step(&self) -> io::Result<()> {
        match self.left.get().checked_sub(1) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => Err(io::Error::other("断电")),
        }
    }
}

impl Disk for Failing {
    fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        Real.make_folder(path)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.step() {
            // Half of it gets there.
            Real.write(path, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        Real.write(path, bytes)
    }

    fn copy(&mut self, from: &dyn Bytes, to: &Path) -> io::Result<()> {
        let mut bytes = Vec::new();
        from.open()?.read_to_end(&mut bytes)?;
        self.write(to, &bytes)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        Real.rename(from, to)
    }

    fn append(&mut self, path: &Path, length: u64, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.step() {
            Real.append(path, length, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        Real.append(path, length, bytes)
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.step()?;
        Real.remove(path)
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_maker_of_shelves_becomes_what_it_is_told(contents in prop::collection::vec(content(), 1..4)) {
        let dir = tempdir();
        let book = dir.path().join("账本");
        fs::create_dir(&book).unwrap();
        let mut folder = hold(&book);
        let mut archive = Shelf::new(Archive::open(&dir.path().join("账本.zip")).unwrap());
        let mut memory = Shelf::new(Memory::default());
        for new in &contents {
            turn_into(&mut folder, new).unwrap();
            turn_into(&mut archive, new).unwrap();
            turn_into(&mut memory, new).unwrap();
            for content in [folder.content(), archive.content(), memory.content()] {
                let content = content.unwrap();
                prop_assert!(same(&content, new), "{:?}\n{:?}", content, new);
            }
        }
        let (a, b) = (folder.log().unwrap(), archive.log().unwrap());
        prop_assert_eq!(&a, &b, "the same operations give the same digests");
        prop_assert_eq!(&a, &memory.log().unwrap());
        prop_assert!(folder.edited_by_hand().unwrap().is_empty());
        // Everything can be taken back, one after the other, and the log tells each state.
        for seq in (1..=a.len()).rev() {
            let before = folder.content_at(seq as u64 - 1).unwrap();
            let undone = memory.undo(None, &note());
            prop_assert_eq!(folder.undo(None, &note()).is_ok(), undone.is_ok());
            if undone.is_ok() {
                prop_assert!(same(&folder.content().unwrap(), &before));
                prop_assert!(same(&memory.content().unwrap(), &before));
            }
        }
        drop(archive);
        let again = Shelf::new(Archive::open(&dir.path().join("账本.zip")).unwrap());
        prop_assert_eq!(again.log().unwrap(), b);
    }

    #[test]
    fn a_writer_that_dies_leaves_before_or_after(old in content(), new in content()) {
        for steps in 0.. {
            let dir = tempdir();
            turn_into(&mut hold(dir.path()), &old).unwrap();
            let disk = Failing { left: Rc::new(Cell::new(usize::MAX)) };
            let mut shelf = Shelf::new(Folder::hold_on(dir.path(), disk.clone(), || ()).unwrap());
            disk.left.set(steps);
            let done = turn_into(&mut shelf, &new).is_ok();
            drop(shelf);
            let left = disk.left.get();
            let shelf = hold(dir.path());
            let now = shelf.content().unwrap();
            let log = shelf.log().unwrap();
            prop_assert!(shelf.edited_by_hand().unwrap().is_empty());
            let last = shelf.content_at(u64::MAX).unwrap();
            prop_assert!(same(&last, &now), "the log tells what is there");
            prop_assert!(same(&now, &new) || (!done && same(&now, &old)), "{} steps, {} operations", steps, log.len());
            if done && left > 0 {
                break;
            }
        }
    }
}

#[test]
fn what_people_write_by_hand_becomes_one_operation_and_comments_stay() {
    let dir = tempdir();
    let book = dir.path().join("book.toml");
    let text = "# 头上的话\n年度 = 2025 # 今年\n\n# 指标\n[[指标]]\n编号 = \"Z01\"   # 第一个\n目标 = 30\n\n[[指标]]\n编号 = \"Z02\"\n目标 = 5\n# 尾上的话\n";
    fs::write(&book, text).unwrap();
    let mut shelf = hold(dir.path());
    let target: entry::Path = "指标Z01.目标".parse().unwrap();
    let set = |was: &str, is: &str| Change::Set {
        at: target.clone(),
        was: Some(Value::Number(was.to_owned())),
        is: Some(Value::Number(is.to_owned())),
    };
    shelf.publish(&set("30", "36"), &note()).unwrap();
    assert_eq!(fs::read_to_string(&book).unwrap(), text.replace("30", "36"));
    fs::write(
        &book,
        text.replace("目标 = 5", "目标 = 6").replace("30", "36"),
    )
    .unwrap();
    fs::create_dir(dir.path().join("text")).unwrap();
    fs::write(dir.path().join("text/概况.md"), "全年。\n").unwrap();
    // A comment alone is no change of the book.
    shelf.publish(&set("36", "40"), &note()).unwrap();
    let log = shelf.log().unwrap();
    let vias: Vec<&str> = log.iter().map(|one| one.via.as_str()).collect();
    assert_eq!(vias, [FOUND, "set", BY_HAND, "set"]);
    assert_eq!(log[2].change.parts().len(), 2);
    let refused = shelf.publish(&set("30", "31"), &note()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "指标Z01.目标 已经不是原来的内容：原来是“30”，现在是“40”（最后由张三于2026-03-01 09:30修改，第4次操作）"
    );
    shelf
        .undo(Some(2), &note())
        .expect_err("written over since");
    shelf.undo(None, &note()).unwrap();
    shelf.undo(None, &note()).unwrap();
    shelf.undo(None, &note()).unwrap();
    assert_eq!(fs::read_to_string(&book).unwrap(), text);
    assert!(!dir.path().join("text/概况.md").exists());
    assert!(matches!(shelf.undo(None, &note()), Err(Refused::Nothing)));
}

#[test]
fn a_file_of_older_programs_is_saved_as_it_was() {
    let dir = tempdir();
    let text = "年度 = 2025\r\n\r\n[[指标]]\r\n编号 = \"Z01\" # 注\r\n";
    let bytes = encoding_rs::GB18030.encode(text).0.into_owned();
    fs::write(dir.path().join("book.toml"), bytes).unwrap();
    let mut shelf = hold(dir.path());
    let change = Change::Set {
        at: "指标Z01.分值".parse().unwrap(),
        was: None,
        is: Some(Value::Number("5".to_owned())),
    };
    shelf.publish(&change, &note()).unwrap();
    let now = fs::read(dir.path().join("book.toml")).unwrap();
    let (now, _, _) = encoding_rs::GB18030.decode(&now);
    assert_eq!(now, format!("{text}\"分值\" = 5\r\n"));
}

#[test]
fn evidence_that_goes_can_come_back() {
    let dir = tempdir();
    fs::write(dir.path().join("book.toml"), "年度 = 2025\n").unwrap();
    let scan = dir.path().join("扫描.pdf");
    fs::write(&scan, b"\xff\xd8%PDF").unwrap();
    let mut shelf = hold(dir.path());
    let add = [(
        "evidence/扫描.pdf".to_owned(),
        folder::New::Copy(Arc::new(scan)),
    )];
    shelf.write(&add, &note()).unwrap();
    let there = dir.path().join("evidence/扫描.pdf");
    assert!(there.exists());
    let seq = shelf.undo(None, &note()).unwrap().seq;
    assert!(!there.exists());
    shelf.undo(Some(seq), &note()).unwrap();
    assert_eq!(fs::read(&there).unwrap(), b"\xff\xd8%PDF");
    // What goes by hand is gone.
    fs::remove_file(&there).unwrap();
    let gone = shelf.take_in(&note()).unwrap().unwrap();
    assert!(matches!(
        shelf.undo(Some(gone.seq), &note()),
        Ok(_) | Err(Refused::Lost(_))
    ));
}

#[test]
fn nothing_is_written_outside_of_the_book() {
    let dir = tempdir();
    fs::write(dir.path().join("book.toml"), "年度 = 2025\n").unwrap();
    let mut shelf = hold(dir.path());
    for path in [
        "../外面.md",
        "text/../../外面.md",
        "/外面.md",
        ".kaocheng/log.jsonl",
        "text\\外面.md",
    ] {
        let files = [(path.to_owned(), folder::New::Bytes(Vec::new()))];
        assert!(shelf.write(&files, &note()).is_err(), "{path}");
    }
    #[cfg(unix)]
    {
        let outside = tempdir();
        std::os::unix::fs::symlink(outside.path(), dir.path().join("evidence")).unwrap();
        let files = [(
            "evidence/外面.txt".to_owned(),
            folder::New::Bytes(Vec::new()),
        )];
        assert!(shelf.write(&files, &note()).is_err());
        assert!(!outside.path().join("外面.txt").exists());
    }
}

#[test]
fn a_log_that_was_tampered_with_is_told() {
    let dir = tempdir();
    fs::write(dir.path().join("book.toml"), "年度 = 2025\n").unwrap();
    let mut shelf = hold(dir.path());
    let change = |was: &str, is: &str| Change::Set {
        at: "账本.年度".parse().unwrap(),
        was: Some(Value::Number(was.to_owned())),
        is: Some(Value::Number(is.to_owned())),
    };
    shelf.publish(&change("2025", "2026"), &note()).unwrap();
    shelf.publish(&change("2026", "2027"), &note()).unwrap();
    let log = dir.path().join(".kaocheng/log.jsonl");
    let text = fs::read_to_string(&log)
        .unwrap()
        .replacen("张三", "李四", 2);
    fs::write(&log, text).unwrap();
    assert_eq!(
        shelf.log().unwrap_err().to_string(),
        "日志第2行与前一行接不上：前面的内容被改过、删过或插过"
    );
}

/// Files of the book that are put in place.
#[derive(Clone, Default)]
struct Counting {
    placed: Rc<Cell<usize>>,
}

impl Disk for Counting {
    fn make_folder(&mut self, path: &Path) -> io::Result<()> {
        Real.make_folder(path)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        Real.write(path, bytes)
    }

    fn copy(&mut self, from: &dyn Bytes, to: &Path) -> io::Result<()> {
        Real.copy(from, to)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let own = to.components().any(|part| part.as_os_str() == folder::OWN);
        self.placed.set(self.placed.get() + usize::from(!own));
        Real.rename(from, to)
    }

    fn append(&mut self, path: &Path, length: u64, bytes: &[u8]) -> io::Result<()> {
        Real.append(path, length, bytes)
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        Real.remove(path)
    }
}

#[test]
fn a_change_of_one_project_among_two_hundred_writes_one_file() {
    let dir = tempdir();
    fs::create_dir(dir.path().join("projects")).unwrap();
    fs::write(dir.path().join("book.toml"), "年度 = 2025\n").unwrap();
    for number in 0..200 {
        let text = format!("[[指标]]\n编号 = \"P{number}\"\n目标 = 1\n");
        fs::write(dir.path().join(format!("projects/项目{number}.toml")), text).unwrap();
    }
    let disk = Counting::default();
    let placed = disk.placed.clone();
    let mut shelf = Shelf::new(Folder::hold_on(dir.path(), disk, || ()).unwrap());
    shelf.take_in(&note()).unwrap();
    assert_eq!(placed.take(), 0, "what is there is only read");
    let change = Change::Set {
        at: "项目项目77/指标P77.目标".parse().unwrap(),
        was: Some(Value::Number("1".to_owned())),
        is: Some(Value::Number("2".to_owned())),
    };
    shelf.publish(&change, &note()).unwrap();
    assert_eq!(placed.take(), 1);
}
