//! Each form of output on a small report, as a snapshot, and what holds for each.
#![allow(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use audit::RULES;
use document::{Limits, ReadError, read};
use review::{Detail, Each, FORMS, Reviewed, Totals, Work, form};
use serde_json::Value;

const REPORT: &str = "\
# 某某局2024年度绩效自评报告

## 一、预算执行情况

全年预算数为200万元，全年执行数为179.43万元，执行率98.7%。另有3项 < 5项 & \"其他\"。

| 项目 | 预算数（万元） |
| --- | --- |
| 基本支出 | 310.25 |
| 项目支出 | 130.65 |
| 合计 | 441.90 |

## 二、问题

发现问题43个，已整改到位39个，剩余4个未整改到位，完成年度指标值100%。
";

fn reports() -> [Reviewed; 2] {
    let read = read("报告.md", REPORT.as_bytes(), &Limits::default());
    [
        Reviewed::new("送审/报告.md", read),
        Reviewed::new("送审/坏.docx", Err(ReadError::NotText)),
    ]
}

fn streamed(name: &str, detail: Detail) -> Vec<u8> {
    let (Work::Stream(start) | Work::Volume(start)) = form(name).unwrap().work else {
        panic!("{name} is no stream");
    };
    let mut stream = start(detail);
    let (mut out, mut totals) = (Vec::new(), Totals::default());
    for reviewed in reports() {
        totals.add(&reviewed);
        stream.file(&mut out, &reviewed).unwrap();
    }
    stream.end(&mut out, &totals).unwrap();
    out
}

fn text(name: &str) -> String {
    let detail = Detail {
        coverage: true,
        ..Detail::default()
    };
    String::from_utf8(streamed(name, detail)).unwrap()
}

fn page() -> String {
    let Work::Each(Each::Page(page)) = form("html").unwrap().work else {
        panic!("html is a page");
    };
    page(&reports()[0])
}

#[test]
fn names_of_forms_are_theirs_alone() {
    for one in FORMS {
        assert_eq!(form(one.name).unwrap().about, one.about);
    }
}

#[test]
fn text_for_people() {
    insta::assert_snapshot!(text("text"));
}

#[test]
fn json_for_programs() {
    let json: Value = serde_json::from_str(&text("json")).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn one_line_a_finding() {
    insta::assert_snapshot!(text("jsonl"));
}

#[test]
fn sarif_for_review_tools() {
    let mut log: Value = serde_json::from_str(&text("sarif")).unwrap();
    let run = &mut log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap().clone();
    assert_eq!(rules.len(), RULES.len());
    for result in run["results"].as_array_mut().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["text"].as_str().unwrap().contains("查什么"));
        // The place of a rule in the book is of no account.
        result["ruleIndex"] = Value::Null;
    }
    run["tool"]["driver"]["rules"] = Value::Null;
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn the_page_of_a_report() {
    let page = page();
    let body =
        &page[page.find("<header>").unwrap()..page.find("<section class=\"rules\">").unwrap()];
    insta::assert_snapshot!(body);
}

#[test]
fn a_page_needs_nothing_else_and_says_nothing_but_the_document() {
    let page = page();
    for outside in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(
        page.contains(" &lt; ") && page.contains("&amp; &quot;其他&quot;"),
        "markup of the document is text"
    );
    let mut open = Vec::new();
    for tag in tags(&page) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "closes what is open"),
            None => open.push(tag),
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len());
    for link in page.split(" href=\"#").skip(1) {
        let target = link.split('"').next().unwrap();
        assert!(ids.contains(&target), "{target}");
    }
}

#[test]
fn a_page_runs_what_its_policy_knows_and_has_no_code_in_its_markup() {
    let page = page();
    let policy = review::page_policy();
    assert!(page.contains(&format!("content=\"{policy}\"")), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for inline in [" style=", " onclick=", "javascript:"] {
        assert!(!page.contains(inline), "{inline}");
    }
}

#[test]
fn tools_stand_above_the_page() {
    let read = document::read(
        "报告.txt",
        "支出1万元。".as_bytes(),
        &document::Limits::default(),
    );
    let reviewed = Reviewed::new("报告.txt", read);
    let page = review::page_under(&reviewed, "<nav class=\"tools\"></nav>\n");
    assert!(
        page.contains("<body>\n<nav class=\"tools\"></nav>\n<header>"),
        "{page}"
    );
}

/// The names of the tags that are opened and closed, without those that stand alone, outside script and style.
fn tags(page: &str) -> Vec<&str> {
    const ALONE: &[&str] = &["!DOCTYPE", "meta", "input", "br", "rect"];
    let mut names = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name = rest.split(['>', ' ']).next().unwrap();
        if !ALONE.contains(&name) {
            names.push(name);
        }
        for raw in ["script", "style"] {
            if name == raw {
                rest = &rest[rest.find(&format!("</{raw}>")).unwrap()..];
            }
        }
    }
    names
}

#[test]
fn the_list_of_a_reviewer_is_a_workbook() {
    assert!(streamed("xlsx", Detail::default()).starts_with(b"PK"));
}
