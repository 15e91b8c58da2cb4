//! What is acknowledged is kept, whoever else writes, whatever the clock says and whatever fails.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

use entry::{Change, Files as _, Value};
use folder::{New, Refused, Shelf};
use store::{Database, Event, Failure, Place};

use crate::books::{note, tempdir};
use crate::cluster::{Cluster, on_each};

const BOOK: &str = "\"年度\" = 2025 # 今年\n\n[[\"指标\"]]\n\"编号\" = \"Z00\"\n\n[[\"指标\"]]\n\"编号\" = \"Z01\"\n";

fn new_book(database: &Database, name: &str) {
    let mut shelf = Shelf::new(database.new_book(name).unwrap());
    let book = [("book.toml".to_owned(), New::Bytes(BOOK.into()))];
    shelf.write(&book, &note()).unwrap();
}

fn set(at: &str, was: Option<&str>, is: &str) -> Change {
    let number = |text: &str| Value::Number(text.to_owned());
    Change::Set {
        at: at.parse().unwrap(),
        was: was.map(number),
        is: Some(number(is)),
    }
}

#[test]
fn of_two_writers_one_is_refused_and_does_it_again() {
    on_each(|place| {
        let database = Database::init(place).unwrap();
        new_book(&database, "甲");
        let (a, b) = (
            set("指标Z00.分值", None, "5"),
            set("指标Z01.分值", None, "6"),
        );
        let mut first = Shelf::new(database.book("甲").unwrap());
        let mut second = Shelf::new(database.book("甲").unwrap());
        first.publish(&a, &note()).unwrap();
        let before = second.content().unwrap();
        let refused = second.publish(&b, &note()).unwrap_err();
        assert!(Failure::is_moved(&refused));
        assert_eq!(
            refused.to_string(),
            "账本：账本刚被别人改过：请重新打开再改"
        );
        assert_eq!(
            second.content().unwrap(),
            before,
            "what was read stays as it was"
        );
        database
            .edit("甲", |shelf| shelf.publish(&b, &note()))
            .unwrap();
        // The same place is another matter.
        let late = database.edit("甲", |shelf| shelf.publish(&b, &note()));
        assert!(matches!(late, Err(Refused::Conflict { .. })));
        let text = database
            .book("甲")
            .unwrap()
            .read("book.toml")
            .unwrap()
            .unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.starts_with("\"年度\" = 2025 # 今年\n"));
        assert!(text.contains("\"分值\" = 5") && text.contains("\"分值\" = 6"));
    });
}

#[test]
fn many_writers_lose_nothing() {
    on_each(|place| {
        let database = Database::init(place).unwrap();
        // As another program on the same database.
        let other = Database::open(place).unwrap();
        for name in ["甲", "乙"] {
            new_book(&database, name);
        }
        thread::scope(|scope| {
            for writer in 0..8 {
                let database = if writer < 4 { &database } else { &other };
                scope.spawn(move || {
                    let name = ["甲", "乙"][writer % 2];
                    for number in 0..6 {
                        let path = format!("text/{writer}-{number}.md");
                        let file = [(path, New::Bytes(name.into()))];
                        let done = database.edit(name, |shelf| shelf.write(&file, &note()));
                        done.unwrap();
                    }
                });
            }
        });
        let checked = database.check().unwrap();
        assert_eq!(checked.wrong, [""; 0]);
        assert_eq!(checked.operations, 2 + 8 * 6);
        let listed: usize = ["甲", "乙"]
            .iter()
            .map(|name| database.book(name).unwrap().list().unwrap().len())
            .sum();
        assert_eq!(listed, 2 + 8 * 6);
    });
}

#[test]
fn a_clock_that_jumps_changes_no_order() {
    on_each(|place| {
        let database = Database::init(place).unwrap();
        new_book(&database, "甲");
        let days = ["2099-01-01", "2025-03-01", "1970-01-01"];
        let mut was = None;
        for (day, points) in days.into_iter().zip(["1", "2", "3"]) {
            let mut note = note();
            note.at = format!("{day}T09:00:00+08:00");
            let change = set("指标Z00.分值", was, points);
            database
                .edit("甲", |shelf| shelf.publish(&change, &note))
                .unwrap();
            was = Some(points);
            let event = Event {
                at: note.at,
                by: "张三".to_owned(),
                kind: "查看".to_owned(),
                object: points.to_owned(),
                result: "成功".to_owned(),
            };
            database.record(&event).unwrap();
        }
        let shelf = Shelf::new(database.book("甲").unwrap());
        let log = shelf.log().unwrap();
        let told: Vec<&str> = log.iter().skip(1).map(|one| &one.at[..10]).collect();
        assert_eq!(
            told, days,
            "in the order it happened, each as its clock said"
        );
        let lines = database.day("2099-01-01").unwrap();
        let told: Vec<store::Recorded> = lines
            .iter()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let told: Vec<(i64, &str)> = told
            .iter()
            .map(|one| (one.seq, one.event.object.as_str()))
            .collect();
        assert_eq!(told, [(1, "1"), (2, "2"), (3, "3")]);
        assert_eq!(database.check().unwrap().wrong, [""; 0]);
    });
}

/// What the child is told by the environment: where, and how many bytes each file has.
const WRITER: &str = "KAOCHENG_STORE_TEST_WRITER";

/// Not a test of its own: the process that others kill or starve.
#[test]
fn writer() {
    let Ok(told) = std::env::var(WRITER) else {
        return;
    };
    let (size, place) = told.split_once(' ').unwrap();
    let size: usize = size.parse().unwrap();
    let database = Database::open(&Place::of(place)).unwrap();
    let names: Vec<String> = database
        .list()
        .unwrap()
        .into_iter()
        .map(|one| one.name)
        .collect();
    thread::scope(|scope| {
        for (writer, name) in names.iter().enumerate() {
            let database = &database;
            scope.spawn(move || {
                let run = std::process::id();
                for number in 0.. {
                    let path = format!("evidence/{run}-{writer}-{number}.bin");
                    let file = [(
                        path.clone(),
                        New::Bytes(noise(size, number + writer as u64)),
                    )];
                    match database.edit(name, |shelf| shelf.write(&file, &note())) {
                        Ok(_) => println!("ack {name} {path}"),
                        Err(refused) => {
                            println!("refused {refused}");
                            return;
                        }
                    }
                }
            });
        }
    });
}

/// Bytes that cannot be packed.
fn noise(size: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(size).collect()
}

/// A process that writes; `limit`: the most bytes of a file in blocks of 512.
fn child(place: &Place, size: usize, limit: Option<u32>) -> Child {
    let limit = limit.map_or_else(|| "unlimited".to_owned(), |blocks| blocks.to_string());
    let program = std::env::current_exe().unwrap();
    Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f $1; shift; exec \"$@\"")
        .args(["sh", &limit])
        .arg(program)
        .args(["--exact", "kept::writer", "--nocapture", "--test-threads=1"])
        .env(WRITER, format!("{size} {}", url(place)))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn url(place: &Place) -> String {
    match place {
        Place::Folder(folder) => folder.display().to_string(),
        Place::Server(url) => url.clone(),
    }
}

/// What a child told, line by line.
fn told(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let stdout = child.stdout.take().unwrap();
    BufReader::new(stdout).lines().map_while(Result::ok)
}

/// The book and the file of an acknowledgement.
fn acknowledged(line: &str) -> Option<(String, String)> {
    // The first one stands behind what the test's harness says.
    let (_, told) = line.split_once("ack ")?;
    let (name, path) = told.split_once(' ')?;
    Some((name.to_owned(), path.to_owned()))
}

fn all_there(database: &Database, acknowledged: &[(String, String)]) {
    for (name, path) in acknowledged {
        let book = database.book(name).unwrap();
        assert!(
            book.read(path).unwrap().is_some(),
            "{name} {path} was acknowledged"
        );
    }
    assert_eq!(database.check().unwrap().wrong, [""; 0]);
}

#[test]
fn a_writer_killed_in_the_middle_loses_nothing_it_acknowledged() {
    on_each(|place| {
        let database = Database::init(place).unwrap();
        for name in ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"] {
            new_book(&database, name);
        }
        let mut there = Vec::new();
        for round in 0..20 {
            let mut child = child(place, 100, None);
            let mut lines = told(&mut child);
            let heard = lines.by_ref().filter_map(|line| acknowledged(&line));
            // Each round at another moment.
            there.extend(heard.take(45 + round));
            child.kill().unwrap();
            there.extend(lines.filter_map(|line| acknowledged(&line)));
            child.wait().unwrap();
        }
        assert!(there.len() >= 1000, "{}", there.len());
        all_there(&database, &there);
    });
}

#[test]
fn a_server_killed_in_the_middle_loses_nothing_it_acknowledged() {
    let Some(cluster) = Cluster::own() else {
        return;
    };
    let place = cluster.place();
    let database = Database::init(&place).unwrap();
    for name in ["甲", "乙", "丙", "丁"] {
        new_book(&database, name);
    }
    let mut there = Vec::new();
    for round in 0..3 {
        let mut child = child(&place, 100, None);
        let mut lines = told(&mut child);
        let heard = lines.by_ref().filter_map(|line| acknowledged(&line));
        there.extend(heard.take(30 + round));
        cluster.crash();
        let mut refused = Vec::new();
        let mut after = 0;
        for line in lines {
            match acknowledged(&line) {
                Some(one) => there.push(one),
                None if line.contains("refused") => refused.push(line),
                None => {}
            }
            // It goes on as soon as the server is up again.
            after += 1;
            if refused.len() == 4 || after > 40 {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(
            refused
                .iter()
                .all(|line| line.contains("与数据库的连接断了")),
            "{refused:?}"
        );
    }
    all_there(&database, &there);
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let dir = tempdir();
    let place = Place::Folder(dir.path().join("数据"));
    let database = Database::init(&place).unwrap();
    new_book(&database, "甲");
    let mut child = child(&place, 100_000, Some(4096));
    let mut there = Vec::new();
    let mut refused = Vec::new();
    for line in told(&mut child) {
        match acknowledged(&line) {
            Some(one) => there.push(one),
            None => refused.extend(line.split_once("refused ").map(|(_, why)| why.to_owned())),
        }
    }
    child.wait().unwrap();
    assert!(there.len() > 3, "{}", there.len());
    assert_eq!(refused.len(), 1);
    assert!(
        refused[0].starts_with("账本：磁盘已满，这次没有写入：请腾出空间后重试"),
        "{refused:?}"
    );
    all_there(&database, &there);
    new_book(&database, "乙");
}
