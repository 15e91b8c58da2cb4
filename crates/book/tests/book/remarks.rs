//! The kinds of remarks: their codes, their fields, their page.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use book::RemarkKind;
use entry::kind::all;

const BEGIN: &str = "<!-- kinds: begin -->\n";
const END: &str = "<!-- kinds: end -->\n";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

#[test]
fn the_page_has_every_kind_of_remark() {
    let path = docs().join("remarks.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(BEGIN).unwrap();
    let (written, tail) = rest.split_once(END).unwrap();
    let mut wanted = String::from("| 编号 | | 什么 | 改法 | 改哪里 |\n|---|---|---|---|---|\n");
    for kind in RemarkKind::ALL {
        let field = kind.field.unwrap_or_default();
        let _ = writeln!(
            wanted,
            "| {} | {} | {} | {} | {field} |",
            kind.code, kind.severity, kind.title, kind.remedy
        );
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{head}{BEGIN}{wanted}{END}{tail}")).unwrap();
        return;
    }
    assert!(
        written == wanted,
        "docs/remarks.md is behind the table of kinds: run the test once with UPDATE_DOCS=1"
    );
}

#[test]
fn a_code_is_given_once_and_is_none_of_the_audit() {
    let mut seen = BTreeSet::new();
    for kind in RemarkKind::ALL {
        assert!(seen.insert(kind.code), "{} stands twice", kind.code);
        let rule = docs().join(format!("rules/{}.md", kind.code));
        assert!(!rule.exists(), "{} is a rule of the audit", kind.code);
        assert!(!kind.code.starts_with('L'), "L is of the lint");
    }
}

/// The entries that the kinds of a letter are about.
fn entries(letter: &str) -> &'static [&'static str] {
    match letter {
        "Z" => &["指标"],
        "Y" => &["预算", "总体目标", "调整"],
        "W" => &["人员", "数据"],
        "Q" => &["满意度调查"],
        "R" => &["问题"],
        "P" => &["项目"],
        _ => &[],
    }
}

#[test]
fn the_field_of_a_kind_is_one_of_the_table() {
    for kind in RemarkKind::ALL {
        let Some(field) = kind.field else { continue };
        let about = entries(&kind.code[..1]);
        let has = |(path, entry): (Vec<&str>, &entry::kind::Kind)| {
            about.contains(path.last().unwrap_or(&"")) && entry.field(field).is_some()
        };
        assert!(all().into_iter().any(has), "{}: {field}", kind.code);
    }
}
