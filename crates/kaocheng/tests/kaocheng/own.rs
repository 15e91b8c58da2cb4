//! What the program writes for the example books is audited like anybody's: no finding of arithmetic in any of its files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Scratch, source};

/// The books with the year of each.
const BOOKS: [(&str, &str); 5] = [
    ("nanchang-jingkai-2022", "2022"),
    ("xian-zhongxue-2023", "2023"),
    ("xian-jiaoyuju-2023", "2023"),
    ("xian-jiaoyuju-2023/本级", "2023"),
    ("xian-jiaoyuju-2023/实验小学", "2023"),
];

/// The formats of forms and reports; those of the typesetter where it is built in.
const FORMATS: &str = if cfg!(feature = "typeset") {
    "docx,html,md,xlsx,pdf,ofd"
} else {
    "docx,html,md,xlsx"
};

/// Those of a report, whose charts in Word are the typesetter's, too.
const REPORT: &str = if cfg!(feature = "typeset") {
    FORMATS
} else {
    "html,md,xlsx"
};

/// All that can be written from a book.
fn write(scratch: &Scratch, book: &str, year: &str, out: &str) {
    let book = source("examples").join(book);
    let book = book.to_str().unwrap();
    let mut orders: Vec<Vec<String>> = Vec::new();
    let mut order = |words: &[&str]| {
        let formats = if words == ["report"] { REPORT } else { FORMATS };
        let words = [words, &[book, "--to", formats, "--out", out]].concat();
        orders.push(words.into_iter().map(str::to_owned).collect());
    };
    order(&["report"]);
    for kind in ["目标", "自评", "汇总"] {
        order(&["form", "--kind", kind]);
    }
    for kind in ["目标", "自评"] {
        order(&["form", "--projects", "--kind", kind]);
    }
    for period in ["-07", "-Q3", ""] {
        order(&["monitor", "--period", &format!("{year}{period}")]);
    }
    order(&["rectify", "--as-of", &format!("{year}-12-31")]);
    order(&["rollup"]);
    for words in orders {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // A book without projects or subordinates has none of their forms.
        scratch.run(&words);
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn no_arithmetic_is_found_wrong_in_own_files() {
    let scratch = Scratch::new();
    let mut faults = String::new();
    for (number, (book, year)) in BOOKS.iter().enumerate() {
        let out = format!("out{number}");
        write(&scratch, book, year, &out);
        let mut written = Vec::new();
        files(&scratch.path().join(&out), &mut written);
        assert!(written.len() >= 20, "{book}: {} files", written.len());
        for path in written {
            let name = path.strip_prefix(scratch.path()).unwrap();
            let run = scratch.run(&["check", "--format", "json", name.to_str().unwrap()]);
            for finding in run.json()[0]["findings"].as_array().unwrap() {
                if !finding["proof"].is_null() {
                    faults += &format!("{}: {}\n", name.display(), finding["message"]);
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
