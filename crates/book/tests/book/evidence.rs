//! Evidence: registered, inspected, and what a score is without it.

use std::fs;
use std::path::Path;

use book::{AddError, Addition, Scheme, TroubleKind, score};
use quantity::Decimal;

use crate::{decimal, write};

const BOOK: &str = r#"
年度 = 2022
评分方案 = "caizheng-2020-10-fuhe"
[单位]
名称 = "甲局"
级别 = "单位"
[[指标]]
编号 = "Z01"
一级 = "产出指标"
二级 = "数量指标"
三级 = "培训次数"
方向 = "≥"
目标 = 4
单位 = "次"
分值 = 50
完成值 = 4
佐证 = ["签到表.txt"]
[[指标]]
编号 = "Z02"
一级 = "效益指标"
二级 = "社会效益指标"
三级 = "巡查次数"
方向 = "≥"
目标 = 1
单位 = "次"
分值 = 50
统计 = "计数(巡查)"
"#;

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let files = [
        ("book.toml", BOOK),
        ("ledgers/巡查.csv", "编号:文本\nX-07\n"),
        ("evidence/签到表.txt", "四次"),
    ];
    write(dir.path(), &files);
    dir
}

fn addition(dir: &Path, files: &[&Path], proves: &str) -> Addition {
    Addition {
        files: files.iter().map(|path| crate::offered(dir, path)).collect(),
        by: "张三".to_owned(),
        date: "2022-06-01".parse().unwrap(),
        proves: vec![proves.parse().unwrap()],
        note: None,
        replace: false,
    }
}

fn add(dir: &Path, addition: &Addition) -> Result<Vec<book::Added>, AddError> {
    let book = crate::load(dir).unwrap();
    let prepared = book.prepare_evidence(addition, &mut |_| {})?;
    crate::register(dir, &prepared);
    Ok(prepared.added)
}

/// Kind and file of each trouble.
fn troubles(dir: &Path) -> Vec<(TroubleKind, String)> {
    let inspection = crate::load(dir).unwrap().inspect_evidence(&mut |_| {});
    let troubles = inspection.troubles.into_iter();
    troubles
        .map(|trouble| (trouble.kind, trouble.file))
        .collect()
}

fn points(dir: &Path, scheme: &str) -> Vec<Decimal> {
    let mut book = crate::load(dir).unwrap();
    book.evidence.verify();
    let card = score(&book, &Scheme::shipped(scheme).unwrap());
    card.indicators.iter().map(|one| one.points).collect()
}

#[test]
fn what_is_registered_and_whole_is_no_trouble() {
    let dir = folder();
    let file = dir.path().join("evidence/签到表.txt");
    assert_eq!(
        troubles(dir.path()),
        [(TroubleKind::Unregistered, "签到表.txt".to_owned())]
    );
    let added = add(dir.path(), &addition(dir.path(), &[&file], "Z01")).unwrap();
    assert!(!added[0].known);
    assert_eq!(troubles(dir.path()), []);
    let again = add(dir.path(), &addition(dir.path(), &[&file], "Z01")).unwrap();
    assert!(again[0].known, "registering twice changes nothing");
    assert_eq!(
        crate::load(dir.path())
            .unwrap()
            .evidence
            .register()
            .entries()
            .len(),
        1
    );
}

#[test]
fn a_changed_file_is_told_and_its_old_hash_is_kept() {
    let dir = folder();
    let file = dir.path().join("evidence/签到表.txt");
    add(dir.path(), &addition(dir.path(), &[&file], "Z01")).unwrap();
    fs::write(&file, "五次").unwrap();
    assert_eq!(
        troubles(dir.path()),
        [(TroubleKind::Changed, "签到表.txt".to_owned())]
    );
    assert_eq!(
        points(dir.path(), "caizheng-2020-10-fuhe")[0],
        Decimal::ZERO
    );
    add(dir.path(), &addition(dir.path(), &[&file], "Z01")).unwrap();
    assert_eq!(troubles(dir.path()), []);
    let book = crate::load(dir.path()).unwrap();
    assert_eq!(book.evidence.register().entries().len(), 2);
    fs::write(&file, "四次").unwrap();
    let inspection = crate::load(dir.path())
        .unwrap()
        .inspect_evidence(&mut |_| {});
    assert!(inspection.troubles[0].message.contains("旧内容"));
}

#[test]
fn missing_orphaned_dangling_and_doubled_files_are_told() {
    let dir = folder();
    let outside = tempfile::tempdir().unwrap();
    write(
        outside.path(),
        &[("照片.jpg", "图"), ("副本.jpg", "图"), ("别的.txt", "别的")],
    );
    let at = |name: &str| outside.path().join(name);
    add(
        dir.path(),
        &addition(dir.path(), &[&at("照片.jpg"), &at("副本.jpg")], "巡查:X-07"),
    )
    .unwrap();
    fs::copy(at("别的.txt"), dir.path().join("evidence/别的.txt")).unwrap();
    fs::remove_file(dir.path().join("evidence/签到表.txt")).unwrap();
    fs::write(dir.path().join("ledgers/巡查.csv"), "编号:文本\nX-08\n").unwrap();
    use TroubleKind::{Dangling, Missing, Orphaned, Twin, Unregistered};
    let told = troubles(dir.path());
    let told: Vec<_> = told
        .iter()
        .map(|(kind, file)| (*kind, file.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Missing, "签到表.txt"),
            (Dangling, "副本.jpg"),
            (Dangling, "照片.jpg"),
            (Unregistered, "别的.txt"),
            (Orphaned, "别的.txt"),
            (Orphaned, "副本.jpg"),
            (Orphaned, "照片.jpg"),
            (Twin, "照片.jpg"),
        ]
    );
}

#[test]
fn nothing_is_added_when_one_of_the_files_cannot_be() {
    let dir = folder();
    let outside = tempfile::tempdir().unwrap();
    write(
        outside.path(),
        &[("甲.txt", "甲"), ("签到表.txt", "另一份")],
    );
    let at = |name: &str| outside.path().join(name);
    let cases = [
        addition(dir.path(), &[&at("甲.txt"), &at("没有.txt")], "Z01"),
        addition(dir.path(), &[&at("甲.txt"), &at("签到表.txt")], "Z01"),
        addition(dir.path(), &[&at("甲.txt"), &at("甲.txt")], "Z01"),
        addition(dir.path(), &[&at("甲.txt")], "Z09"),
        addition(dir.path(), &[&at("甲.txt")], "巡查:X-99"),
    ];
    for case in &cases {
        assert!(add(dir.path(), case).is_err(), "{case:?}");
        let names: Vec<_> = fs::read_dir(dir.path().join("evidence"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["签到表.txt"], "{case:?}");
    }
    let replaced = Addition {
        replace: true,
        ..addition(dir.path(), &[&at("签到表.txt")], "Z01")
    };
    add(dir.path(), &replaced).unwrap();
    let text = fs::read_to_string(dir.path().join("evidence/签到表.txt")).unwrap();
    assert_eq!(text, "另一份");
}

#[test]
fn a_review_caps_what_nothing_proves_and_others_only_warn() {
    let dir = folder();
    let full = decimal("50");
    assert_eq!(points(dir.path(), "caizheng-2020-10-fuhe"), [full, full]);
    fs::remove_file(dir.path().join("evidence/签到表.txt")).unwrap();
    assert_eq!(
        points(dir.path(), "caizheng-2020-10-fuhe"),
        [Decimal::ZERO, full]
    );
    assert_eq!(points(dir.path(), "caizheng-2020-10"), [full, full]);
    let book = crate::load(dir.path()).unwrap();
    let card = score(&book, &book.scoring_scheme().unwrap());
    let told = &card.indicators[0].explanation;
    assert!(told.to_string().contains("没有佐证，最多得0分"), "{told}");
}

#[test]
fn an_attachment_of_a_row_is_of_use_and_a_later_row_takes_its_place() {
    let dir = folder();
    let ledger = "日期:日期*,人:文本*,照片:附件?,登记:登记\n\
                  2022-03-01,甲,旧.jpg,2022-03-01\n\
                  2022-03-01,甲,新.jpg,2022-04-01\n";
    let files = [
        ("ledgers/巡查.csv", ledger),
        ("evidence/旧.jpg", "旧"),
        ("evidence/新.jpg", "新"),
    ];
    write(dir.path(), &files);
    let file = dir.path().join("evidence/签到表.txt");
    add(
        dir.path(),
        &addition(dir.path(), &[&file], "巡查:2022-03-01/甲"),
    )
    .unwrap();
    let uses = crate::load(dir.path()).unwrap().evidence_uses();
    assert_eq!(uses["新.jpg"], ["台账“巡查”第3行"]);
    assert!(!uses.contains_key("旧.jpg"));
    assert_eq!(
        uses["签到表.txt"],
        ["指标Z01", "台账“巡查”的“2022-03-01/甲”"]
    );
    let may = crate::load(dir.path())
        .unwrap()
        .as_of("2022-03-31".parse().unwrap());
    assert!(may.evidence_uses().contains_key("旧.jpg"));
    assert!(!may.evidence.contains("签到表.txt"), "registered in June");
}
