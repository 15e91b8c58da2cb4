//! A user's own settings: what they ask for, what they let stand, and what is said when they are wrong.
use audit::{
    Audit, Baseline, Profile, Severity, Stale, Suppression, check, check_with, fingerprint, sift,
};
use document::{Block, Cell, Document, Table, Text};
use settings::Day;

const WRONG: &str = "全年预算数5106.00万元，执行数4580.08万元，执行率98.7%。";

const TODAY: Day = Day {
    year: 2026,
    month: 7,
    day: 1,
};

/// Paragraphs by line; lines that start with a bar make up a table.
fn document(lines: &[&str]) -> Document {
    let mut blocks = Vec::new();
    for line in lines.iter().filter(|line| !line.contains("|---")) {
        if !line.starts_with('|') {
            blocks.push(Block::Paragraph(Text::plain(*line)));
            continue;
        }
        let cells = line.trim_matches('|').split('|');
        let row = cells.map(|cell| Cell::plain(cell.trim())).collect();
        match blocks.last_mut() {
            Some(Block::Table(table)) => table.rows.push(row),
            _ => blocks.push(Block::Table(Table {
                header_rows: 1,
                rows: vec![row],
                ..Table::default()
            })),
        }
    }
    Document {
        blocks,
        ..Document::default()
    }
}

fn profile(toml: &str) -> Profile {
    Profile::parse("kaocheng.toml", toml).unwrap()
}

fn faults(toml: &str) -> String {
    Profile::parse("kaocheng.toml", toml)
        .unwrap_err()
        .to_string()
}

fn fingerprints(audit: &Audit) -> Vec<String> {
    let findings = audit.findings.iter();
    findings
        .map(|finding| fingerprint(&audit.flat, finding))
        .collect()
}

#[test]
fn a_rule_can_be_switched() {
    let document = document(&[WRONG]);
    let severity = |toml: &str| {
        let audit = check_with(&document, &profile(toml));
        audit.findings.first().map(|finding| finding.severity)
    };
    assert_eq!(severity(""), Some(Severity::Error));
    assert_eq!(severity("[规则]\nB03 = \"提醒\""), Some(Severity::Warning));
    assert_eq!(severity("[规则]\nB03 = \"提示\""), Some(Severity::Hint));
    assert_eq!(severity("[规则]\nB03 = \"关\""), None);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_remedy() {
    let told = faults(
        r#"
[规责]
B03 = "关"

[规则]
B033 = "关"
A01 = "不报"

[[关系]]
名称 = "甲"
算式 = "a = b ="

[[关系]]
名称 = "乙"
文字 = "共{a:金额}，其中{b:金额}"
算式 = "a = c"

[[必备]]
任一 = ["绩效"]

[[免报]]
规则 = "B3"
引用 = "98.7%"
"#,
    );
    insta::assert_snapshot!(told);
}

#[test]
fn a_suppressed_finding_is_set_aside_with_its_reason() {
    let text = document(&[WRONG]);
    let audit = check(&text);
    let sifted = |quote: &str, more: &str| {
        let toml = format!(
            "[[免报]]\n规则 = \"B03\"\n引用 = \"{quote}\"\n理由 = \"按调整后预算\"\n{more}"
        );
        let suppressions = Suppression::parse("报告.docx.kaocheng.toml", &toml).unwrap();
        let sifted = sift(
            audit.findings.clone(),
            &suppressions,
            &audit.flat,
            "报告.docx",
            TODAY,
        );
        let stale = suppressions[0].stale(!sifted.suppressed.is_empty(), TODAY);
        (sifted.suppressed.len(), stale)
    };
    assert_eq!(sifted("98.7%", ""), (1, None));
    assert_eq!(sifted("执行数4580.08万元，执行率98.7%", ""), (1, None));
    assert_eq!(sifted("89.7%", ""), (0, Some(Stale::Unused)));
    assert_eq!(sifted("98.7%", "截止 = 2026-07-01"), (1, None));
    let past = Day {
        month: 6,
        day: 30,
        ..TODAY
    };
    assert_eq!(
        sifted("98.7%", "截止 = 2026-06-30"),
        (0, Some(Stale::Expired(past)))
    );
    assert_eq!(
        sifted("98.7%", "文件 = \"另一份.docx\""),
        (0, Some(Stale::Unused))
    );
}

#[test]
fn a_suppression_needs_a_reason() {
    let toml = "[[免报]]\n规则 = \"B03\"\n引用 = \"98.7%\"";
    let faults = Suppression::parse("报告.docx.kaocheng.toml", toml).unwrap_err();
    let told = faults.to_string();
    assert!(told.contains("缺少“理由”"), "{told}");
}

#[test]
fn a_finding_is_known_again_where_lines_have_moved() {
    let before = check(&document(&["一、预算执行情况", WRONG, "支出1万元。"]));
    let after = check(&document(&[
        "2025年度自评报告",
        "",
        "三批资金共下达51063.27万元，分别为20411.15万元、16551.02万元、14401.10万元。",
        "一、预算执行情况",
        &WRONG.replace("5106.00万元", "5,107.00 万元"),
        "支出2万元。",
    ]));
    let mut baseline = Baseline::new(fingerprints(&before));
    let new: Vec<&str> = after
        .findings
        .iter()
        .filter(|finding| !baseline.take(&fingerprint(&after.flat, finding)))
        .map(|finding| finding.code)
        .collect();
    assert_eq!(after.findings.len(), 2, "{:#?}", after.findings);
    assert_eq!(new, ["A01"]);
}

#[test]
fn what_was_there_once_is_new_the_second_time() {
    let once = check(&document(&[WRONG]));
    let twice = check(&document(&[WRONG, WRONG]));
    let mut baseline = Baseline::new(fingerprints(&once));
    let known = fingerprints(&twice)
        .iter()
        .filter(|fingerprint| baseline.take(fingerprint))
        .count();
    assert_eq!((twice.findings.len(), known), (2, 1));
}

/// The examples of the page: settings, a report and what is found in it.
fn examples(page: &str) -> Vec<(String, Vec<&str>, Vec<&str>)> {
    let sections = page.split("```toml\n").skip(1);
    sections
        .map(|section| {
            let (toml, rest) = section.split_once("```").unwrap();
            let quoted = rest.lines().filter_map(|line| line.strip_prefix("> "));
            let found = rest.lines().filter_map(|line| line.strip_prefix("- "));
            (toml.to_owned(), quoted.collect(), found.collect())
        })
        .collect()
}

#[test]
fn the_page_about_settings_tells_the_truth() {
    let page = include_str!("../../../../docs/profile.md");
    let examples = examples(page);
    assert!(examples.len() >= 7);
    for (toml, report, expected) in examples {
        let profile = profile(&toml);
        let audit = check_with(&document(&report), &profile);
        let sifted = sift(
            audit.findings,
            &profile.suppressions,
            &audit.flat,
            "报告.docx",
            TODAY,
        );
        let mut told: Vec<String> = sifted
            .kept
            .iter()
            .map(|finding| {
                let severity = match finding.severity {
                    Severity::Error => "错误",
                    Severity::Warning => "提醒",
                    Severity::Hint => "提示",
                };
                format!("{severity} {} {}", finding.code, finding.figures[0].text)
            })
            .collect();
        if told.is_empty() {
            told.push("没有意见".to_owned());
        }
        assert_eq!(told, expected, "{toml}");
    }
}
