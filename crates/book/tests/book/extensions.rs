//! Indicators and ledgers added to a book by hand-written files.

use std::fs;
use std::path::Path;

use book::{
    Actual, Book, Column, ExtendError, Extension, Indicator, IndicatorBasis, Ledger, Target,
};

use crate::{decimal, write};

const BOOK: &str = r#"# 甲局的账本
"年度" = 2022
"评分方案" = "caizheng-2020-10"

["单位"]
"名称" = "甲局"
"级别" = "单位"

# 产出
[["指标"]]
"编号" = "Z01"
"一级" = "产出指标"
"二级" = "数量指标"
"三级" = "巡查次数" # 每旬一次
"方向" = "≥"
"目标" = 30
"单位" = "次"
"分值" = 5

# 结果用在哪里
["结果应用"]
"应用" = ["编制预算"]
"#;

/// Writes what is added to the book in a folder.
fn extend(dir: &Path, extension: &Extension) -> Result<(), ExtendError> {
    for (path, bytes) in Book::extended(&::folder::Plain::new(dir), extension)? {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    Ok(())
}

#[test]
fn an_indicator_joins_a_project_which_is_made_where_it_has_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let line = "\n[[\"预算\"]]\n\"名称\" = \"供地\"\n\"类别\" = \"项目支出\"\n\"资金来源\" = \"单位资金\"\n\"年初预算\" = 1\n\"执行数\" = 1\n";
    let book = format!("{BOOK}{line}");
    write(dir.path(), &[("book.toml", &book)]);
    let mut first = extension("P1");
    first.project = Some("供地".to_owned());
    extend(dir.path(), &first).unwrap();
    let file = dir.path().join("projects/供地.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("# 批注\n{text}")).unwrap();
    let second = Extension {
        ledgers: Default::default(),
        project: Some("供地".to_owned()),
        ..extension("P2")
    };
    extend(dir.path(), &second).unwrap();
    assert!(fs::read_to_string(&file).unwrap().starts_with("# 批注\n"));
    assert_eq!(
        fs::read_to_string(dir.path().join("book.toml")).unwrap(),
        book
    );
    let book = crate::load(dir.path()).unwrap();
    let ids: Vec<&str> = book.projects["供地"]
        .indicators
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(ids, ["P1", "P2"]);
    // An id of the unit, and a project nothing pays for.
    let taken = Extension {
        ledgers: Default::default(),
        project: Some("供地".to_owned()),
        ..extension("Z01")
    };
    assert!(matches!(
        extend(dir.path(), &taken),
        Err(ExtendError::Taken("指标", _))
    ));
    let unpaid = Extension {
        ledgers: Default::default(),
        project: Some("没有".to_owned()),
        ..extension("P3")
    };
    assert!(matches!(
        extend(dir.path(), &unpaid),
        Err(ExtendError::Faults(_))
    ));
    assert!(!dir.path().join("projects/没有.toml").exists());
}

fn extension(id: &str) -> Extension {
    let indicator = Indicator {
        id: id.to_owned(),
        level1: "产出指标".to_owned(),
        level2: "数量指标".to_owned(),
        name: "供地宗数".to_owned(),
        target: Target::AtLeast(decimal("9")),
        unit: "宗".to_owned(),
        weight: decimal("5"),
        rule: None,
        actual: Actual::Measure("计数(供地)".parse().unwrap()),
        rating: None,
        evidence: Vec::new(),
        outcome: None,
        deviation: None,
        improvement: None,
        excess_reason: None,
        target_too_low: false,
        last_year: None,
        cumulative: None,
        milestones: Vec::new(),
        basis: IndicatorBasis::default(),
    };
    let columns: Vec<Column> = vec!["宗地:文本".parse().unwrap()];
    Extension {
        indicators: vec![indicator],
        ledgers: [("供地".to_owned(), Ledger::new(columns).unwrap())].into(),
        ..Extension::default()
    }
}

#[test]
fn additions_leave_the_rest_as_it_stands() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[("book.toml", BOOK)]);
    extend(dir.path(), &extension("Z02")).unwrap();
    let book = crate::load(dir.path()).unwrap();
    assert_eq!(book.indicators.len(), 2);
    assert!(book.ledgers.contains_key("供地"));
    let text = fs::read_to_string(dir.path().join("book.toml")).unwrap();
    let start = text.find("[[\"指标\"]]\n\"编号\" = \"Z02\"").unwrap();
    let end = text.find("# 结果用在哪里").unwrap();
    assert_eq!(format!("{}{}", &text[..start], &text[end..]), BOOK);
}

#[test]
fn an_indicator_joins_its_kind_in_the_text_of_any_editor() {
    let benefit = "[[\"指标\"]]\n\"编号\" = \"Z09\"\n\"一级\" = \"效益指标\"\n\"二级\" = \"社会效益指标\"\n\
        \"三级\" = \"秩序\"\n\"方向\" = \"是否\"\n\"目标\" = \"是\"\n\"分值\" = 5\n\n# 结果";
    let text = BOOK.replacen("# 结果", benefit, 1).replace('\n', "\r\n");
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[("book.toml", &text)]);
    extend(dir.path(), &extension("Z02")).unwrap();
    let book = crate::load(dir.path()).unwrap();
    let ids: Vec<_> = book.indicators.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["Z01", "Z02", "Z09"]);
    let after = fs::read_to_string(dir.path().join("book.toml")).unwrap();
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
}

#[test]
fn a_taken_name_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &[("book.toml", BOOK)]);
    let error = extend(dir.path(), &extension("Z01")).unwrap_err();
    assert!(matches!(error, ExtendError::Taken("指标", _)));
    assert_eq!(
        fs::read_to_string(dir.path().join("book.toml")).unwrap(),
        BOOK
    );
    assert!(!dir.path().join("ledgers").exists());
}
