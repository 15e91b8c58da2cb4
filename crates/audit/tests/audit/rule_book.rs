//! Holds `docs/rules/` to the pages in the sources. `RULE_BOOK=write cargo test -p audit --test rule_book` writes it
//! anew.
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use audit::{Kind, RULES, Rule, SECTIONS, Severity};

/// What the rule book says of things that are not checked.
const LEFT_OUT: &str = include_str!("left_out.md");

#[test]
fn every_page_has_its_sections_in_order() {
    for rule in RULES {
        let page = rule.page();
        assert!(page.starts_with(&format!("# {} ({})", rule.name(), rule.code)));
        let headings: Vec<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("**")?.split_once("**"))
            .map(|(heading, _)| heading)
            .collect();
        assert_eq!(headings, SECTIONS, "sections of {}", rule.code);
        for heading in SECTIONS {
            assert!(
                !rule.section(heading).is_empty(),
                "{} lacks {heading}",
                rule.code
            );
        }
        assert!(matches!(rule.section("状态").as_str(), "稳定。" | "新。"));
    }
}

#[test]
fn the_rule_book_is_up_to_date() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    let book = book();
    if env::var("RULE_BOOK").is_ok_and(|value| value == "write") {
        write(&folder, &book);
    }
    let printed: BTreeMap<String, String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    for (name, text) in &book {
        assert!(
            printed.get(name) == Some(text),
            "docs/rules/{name} is stale; write it anew with RULE_BOOK=write"
        );
    }
    assert_eq!(printed.len(), book.len(), "docs/rules has pages of no rule");
}

fn write(folder: &PathBuf, book: &BTreeMap<String, String>) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    fs::create_dir_all(folder).unwrap();
    for (name, text) in book {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// The files of the rule book with their texts.
fn book() -> BTreeMap<String, String> {
    let pages = RULES
        .iter()
        .map(|rule| (format!("{}.md", rule.code), format!("{}\n", rule.page())));
    let mut book: BTreeMap<_, _> = pages.collect();
    book.insert("README.md".to_owned(), index());
    book
}

fn index() -> String {
    let mut rules: Vec<&Rule> = RULES.iter().collect();
    rules.sort_by_key(|rule| rule.code);
    let mut index = String::from(
        "# 规则\n\n| 编号 | 名称 | 类别 | 至重 | 状态 |\n| --- | --- | --- | --- | --- |\n",
    );
    for rule in rules {
        let (code, name, kind) = (rule.code, rule.name(), kind(rule.kind));
        let (severity, status) = (severity(rule.severity), rule.section("状态"));
        let status = status.trim_end_matches('。');
        index.push_str(&format!(
            "| [{code}]({code}.md) | {name} | {kind} | {severity} | {status} |\n"
        ));
    }
    index.push('\n');
    index.push_str(LEFT_OUT);
    index
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Sum => "合计",
        Kind::Share => "占比",
        Kind::Rate => "完成率",
        Kind::Change => "增减",
        Kind::Balance => "平衡",
        Kind::Same => "前后一致",
        Kind::Bound => "上限",
        Kind::Count => "计数",
        Kind::Product => "单价",
        Kind::Points => "得分",
        Kind::Form => "格式",
        Kind::Wording => "用语",
        Kind::Date => "日期",
        Kind::Number => "数字写法",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Hint => "提示",
    }
}
