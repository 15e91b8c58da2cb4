//! `new --like`: a book that measures what another unit's does.

use crate::support::{Run, Scratch, source};

fn alike(scratch: &Scratch, model: &str) -> Run {
    let model = source("examples").join(model);
    let model = model.to_str().unwrap();
    let unit = "某县第三中学";
    scratch.run(&[
        "new", "三中", "--like", model, "--unit", unit, "--year", "2025",
    ])
}

#[test]
fn a_book_like_anothers_is_empty_and_measured_alike() {
    let scratch = Scratch::new();
    let made = alike(&scratch, "xian-zhongxue-2023");
    assert_eq!(made.code, 0, "{}", made.told());
    let book = std::fs::read_to_string(scratch.path().join("三中/book.toml")).unwrap();
    for kept in [
        "某县第三中学",
        "2025",
        "占比(年度任务 | 完成 = 是)",
        "ED-03",
    ] {
        assert!(book.contains(kept), "{kept} in {book}");
    }
    for left in ["第二中学", "完成值", "佐证\"", "偏差原因", "ED-04"] {
        assert!(!book.contains(left), "{left} in {book}");
    }
    assert!(!scratch.path().join("三中/evidence").exists());
    let ledger = scratch.path().join("三中/ledgers/付款.csv");
    assert_eq!(std::fs::read_to_string(ledger).unwrap().lines().count(), 1);
    let todo = std::fs::read_to_string(scratch.path().join("三中/待办.md")).unwrap();
    assert!(todo.contains("ED-03 学生巩固率：定本单位的目标"), "{todo}");
    let score = scratch.run(&["score", "三中"]);
    assert_eq!(score.code, 1, "{}", score.told());
    assert!(score.stdout.contains("学生巩固率"), "{}", score.told());
    let again = alike(&scratch, "xian-zhongxue-2023");
    assert_eq!(again.code, 2, "{}", again.told());
}

#[test]
fn nothing_is_like_a_department_without_its_units() {
    let scratch = Scratch::new();
    let refused = alike(&scratch, "xian-jiaoyuju-2023");
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("--members"), "{}", refused.told());
    assert!(!scratch.path().join("三中").exists());
}
