//! `store`: books into a database and out of it, and whether their logs are what they were.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{Run, Scratch, copy, source};

/// A scratch folder with a book in it that has a history, and a database with that book.
fn filled() -> Scratch {
    let scratch = Scratch::new();
    let book = scratch.path().join("一中");
    copy(&source("examples/xian-zhongxue-2023"), &book);
    done(&scratch, &["set", "一中", "单位.名称", "甲校"]);
    done(&scratch, &["store", "create", "数据"]);
    done(&scratch, &["store", "put", "数据", "一中"]);
    scratch
}

/// Runs what must go well.
fn done(scratch: &Scratch, arguments: &[&str]) -> Run {
    let run = scratch.run(arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.told());
    run
}

/// Every file of a book, by its path; neither its log nor what is no part of it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name == ".kaocheng" || name == "README.md" {
            continue;
        }
        match path.is_dir() {
            true => {
                let inside = files(&path).into_iter();
                found.extend(inside.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
            }
            false => drop(found.insert(name, fs::read(&path).unwrap())),
        }
    }
    found
}

#[test]
fn a_book_goes_in_and_comes_out_as_it_was_with_its_history() {
    let scratch = filled();
    let before = files(&scratch.path().join("一中"));
    let log = done(&scratch, &["log", "一中", "--format", "json"]).stdout;
    done(&scratch, &["store", "get", "数据", "一中", "--out", "取出"]);
    assert!(files(&scratch.path().join("取出")) == before);
    let out = done(&scratch, &["log", "取出", "--format", "json"]).stdout;
    assert_eq!(out, log);

    done(
        &scratch,
        &["store", "get", "数据", "一中", "--out", "一中.zip"],
    );
    let put = ["store", "put", "数据", "一中.zip", "--name", "教育局/一中"];
    done(&scratch, &put);
    let get = ["store", "get", "数据", "教育局/一中", "--out", "再取出"];
    done(&scratch, &get);
    assert!(files(&scratch.path().join("再取出")) == before);
    // Neither a lock nor a draft stays beside what was written.
    let names = fs::read_dir(scratch.path()).unwrap();
    let names = names.map(|one| one.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    assert_eq!(names, ["一中", "一中.zip", "再取出", "取出", "数据"]);

    let list = done(&scratch, &["store", "list", "数据", "--format", "json"]);
    let list = list.json();
    let listed = list.as_array().unwrap().iter();
    let listed: Vec<(&str, &str, i64)> = listed
        .map(|one| {
            (
                one["name"].as_str().unwrap(),
                one["unit"].as_str().unwrap(),
                one["operations"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(listed, [("一中", "甲校", 2), ("教育局/一中", "甲校", 2)]);
}

#[test]
fn what_people_changed_by_hand_is_an_operation_before_it_goes_in() {
    let scratch = filled();
    let book = scratch.path().join("一中/book.toml");
    let text = fs::read_to_string(&book).unwrap();
    fs::write(&book, text.replace("甲校", "乙校")).unwrap();
    let put = done(&scratch, &["store", "put", "数据", "一中", "--name", "乙"]);
    assert!(put.stdout.contains("3次操作，没有记过的"), "{}", put.told());
    done(&scratch, &["store", "check", "数据"]);
}

#[test]
fn a_backup_is_restored_and_nothing_is_written_over() {
    let scratch = filled();
    done(&scratch, &["store", "backup", "数据", "--out", "备份.db"]);
    done(
        &scratch,
        &["store", "restore", "新数据", "--from", "备份.db"],
    );
    done(&scratch, &["store", "check", "新数据"]);
    done(&scratch, &["store", "reindex", "新数据"]);
    done(&scratch, &["store", "create", "三"]);
    done(&scratch, &["store", "transfer", "新数据", "三"]);
    for database in ["新数据", "三"] {
        let list = ["store", "list", database, "--format", "json"];
        let before = ["store", "list", "数据", "--format", "json"];
        assert_eq!(done(&scratch, &list).stdout, done(&scratch, &before).stdout);
    }
    for refused in [
        &["store", "create", "数据"][..],
        &["store", "put", "数据", "一中"],
        &["store", "put", "数据", "备份.db"],
        &["store", "get", "数据", "没有的", "--out", "别处"],
        &["store", "get", "数据", "一中", "--out", "一中"],
        &["store", "backup", "数据", "--out", "备份.db"],
        &["store", "restore", "数据", "--from", "备份.db"],
        &["store", "transfer", "新数据", "三"],
        &["store", "list", "没有的"],
    ] {
        let run = scratch.run(refused);
        assert_eq!(run.code, 2, "{refused:?}: {}", run.told());
        assert!(
            run.stderr.starts_with("错误："),
            "{refused:?}: {}",
            run.told()
        );
    }
    assert!(!scratch.path().join("别处").exists());
    assert!(!scratch.path().join("没有的").exists());
}

#[test]
fn a_history_rewritten_consistently_fails_against_a_checkpoint_that_left_the_house() {
    let scratch = filled();
    done(
        &scratch,
        &["store", "checkpoint", "数据", "--out", "点.txt"],
    );
    let check = ["store", "check", "数据", "--checkpoint", "点.txt"];
    done(&scratch, &check);
    let verify = ["log", "一中", "--verify", "--checkpoint", "点.txt"];
    let told = done(&scratch, &verify).stdout;
    assert!(told.contains("“一中”前2次操作没有被改写过"), "{told}");
    // It goes on after the checkpoint.
    done(&scratch, &["set", "一中", "单位.名称", "乙校"]);
    done(&scratch, &verify);

    // The same book, its history made anew with other words: whole in itself.
    fs::remove_dir_all(scratch.path().join("一中/.kaocheng")).unwrap();
    done(&scratch, &["set", "一中", "单位.名称", "丙校"]);
    done(&scratch, &["set", "一中", "单位.名称", "丁校"]);
    done(&scratch, &["log", "一中", "--verify"]);
    let run = scratch.run(&verify);
    assert_eq!(run.code, 1, "{}", run.told());
    assert!(run.stdout.contains("被改写过"), "{}", run.told());

    done(&scratch, &["store", "create", "假"]);
    done(&scratch, &["store", "put", "假", "一中"]);
    done(&scratch, &["store", "check", "假"]);
    let run = scratch.run(&["store", "check", "假", "--checkpoint", "点.txt"]);
    assert_eq!(run.code, 1, "{}", run.told());

    let unknown = [&verify[..], &["--name", "二中"]].concat();
    assert_eq!(scratch.run(&unknown).code, 2);
    let text = fs::read_to_string(scratch.path().join("点.txt")).unwrap();
    scratch.write("改.txt", text.replacen("一中", "二中", 1));
    let run = scratch.run(&["log", "一中", "--verify", "--checkpoint", "改.txt"]);
    assert_eq!(run.code, 2, "{}", run.told());
    assert!(run.stderr.contains("检查点文件被改过"), "{}", run.told());
}
