//! Every use case on the example books: what it answers, told to programs.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use book::{Book, Period};
use packs::Library;
use serde::Serialize;
use serde_json::Value;

fn example(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples")).join(name)
}

fn bureau() -> Book {
    work::desk::load(&example("nanchang-jingkai-2022")).unwrap()
}

/// Writes a book into a folder.
fn save(book: &Book, folder: &Path) {
    for (path, file) in book.files().unwrap() {
        work::files::copy(file.as_ref(), &folder.join(path)).unwrap();
    }
}

fn note() -> folder::Note {
    folder::Note {
        by: "甲".to_owned(),
        on_behalf: None,
        via: "set".to_owned(),
        why: None,
        at: "2022-12-31T08:00:00+08:00".to_owned(),
    }
}

fn told(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap()
}

/// Whether every number is whole: amounts, rates and points are text, so that no reader takes them for fractions of two.
fn is_exact(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_i64() || number.is_u64(),
        Value::Array(items) => items.iter().all(is_exact),
        Value::Object(fields) => fields.values().all(is_exact),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

#[test]
fn no_answer_has_a_binary_fraction() {
    let book = bureau();
    let library = Library::shipped().unwrap();
    let period: Period = "2022-Q2".parse().unwrap();
    let request = work::monitor::Request {
        period,
        project: None,
        scheme: None,
        by_date: false,
        evidence: true,
        history: Some(period.last_day()),
    };
    let measures = ["计数(督察整改)".parse().unwrap()];
    let education = work::desk::load(&example("xian-jiaoyuju-2023")).unwrap();
    let answers = [
        told(&work::score::score(book.clone(), None, None).unwrap()),
        told(&work::monitor::monitor(book.clone(), &request).unwrap()),
        told(&work::rectify::rectify(&book, None, None)),
        told(&work::survey::survey(&book)),
        told(&work::measure::measure(book.clone(), &measures, None, None)),
        told(&work::lint::lint(&book, None, &library).unwrap()),
        told(&work::propose::propose(book.clone(), None, &library).unwrap()),
        told(&work::evidence::inspect(&book, &mut |_| ())),
        told(&work::rollup::rollup(education, None).unwrap().unwrap()),
    ];
    for answer in &answers {
        assert!(is_exact(answer), "{answer:#}");
        assert!(!answer.to_string().is_empty());
    }
    assert_eq!(answers[0]["total"], "97.59");
    assert_eq!(answers[4][0]["value"], "43");
}

#[test]
fn evidence_that_nobody_registered_is_not_sound_and_a_twin_is() {
    let folder = tempfile::tempdir().unwrap();
    let inspected = || {
        let book = work::desk::load(folder.path()).unwrap();
        work::evidence::inspect(&book, &mut |_| ())
    };
    save(&bureau(), folder.path());
    assert!(inspected().is_sound());
    fs::write(folder.path().join("evidence/没有登记.txt"), "甲").unwrap();
    assert!(!inspected().is_sound());
}

#[test]
fn a_field_is_set_told_of_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    save(&bureau(), folder.path());
    let note = note();
    let mut shelf = work::desk::hold(folder.path(), || ()).unwrap();
    let at: entry::Path = "指标Z01.目标".parse().unwrap();
    let values = ["1".to_owned()];
    let done = work::set::set(&mut shelf, &at, Some(&values), &note).unwrap();
    assert!(done.is_some());
    let again = work::set::set(&mut shelf, &at, Some(&values), &note).unwrap();
    assert!(again.is_none());
    let missing: entry::Path = "指标Z01.目标值".parse().unwrap();
    let refused = work::set::set(&mut shelf, &missing, Some(&values), &note);
    assert!(refused.unwrap_err().to_string().contains("目标"));
    let undone = work::undo::undo(&mut shelf, None, &note).unwrap();
    assert_eq!(undone.undone.seq, done.unwrap().seq);
    let log = work::log::operations(&shelf, Some(&at), None).unwrap();
    // Finding the book as it was is the first of them.
    assert_eq!(log.len(), 3);
    assert!(work::log::verify(&shelf).unwrap().is_sound());
}

#[test]
fn what_was_taken_back_and_put_back_is_what_is_taken_back_next() {
    let folder = tempfile::tempdir().unwrap();
    save(&bureau(), folder.path());
    let note = note();
    let mut shelf = work::desk::hold(folder.path(), || ()).unwrap();
    let set = |shelf: &mut _, at: &str, value: &str| {
        let at: entry::Path = at.parse().unwrap();
        let values = [value.to_owned()];
        work::set::set(shelf, &at, Some(&values), &note)
            .unwrap()
            .unwrap()
            .seq
    };
    set(&mut shelf, "指标Z01.目标", "1");
    let last = set(&mut shelf, "指标Z02.目标", "1");
    let mut undo = |seq| work::undo::undo(&mut shelf, seq, &note).unwrap();
    let undone = undo(None);
    assert_eq!(undone.undone.seq, last);
    undo(undone.done.map(|one| one.seq));
    assert_eq!(undo(None).undone.seq, last);
}
