//! Whoever changes one figure of the example's report is caught where the figure takes part in a relation.
#![allow(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod support;

use audit::{Audit, Severity, check};
use book::{Book, score};
use document::Limits;
use report::{Template, compose};
use support::source;

/// Of the figures in a relation, at least so many of a hundred changes are caught. A change that stays within rounding,
/// or that turns a list into one that need not be complete, is not.
const CAUGHT: usize = 80;

fn audited(markdown: &str) -> Audit {
    check(&document::read("report.md", markdown.as_bytes(), &Limits::default()).unwrap())
}

/// The digit raised by three, or lowered where that would pass nine: enough to leave what rounding explains.
fn changed(digit: u8) -> u8 {
    if digit <= b'6' { digit + 3 } else { digit - 3 }
}

#[test]
fn a_changed_figure_is_found_where_it_takes_part_in_a_relation() {
    let book = Book::load(&source("examples/nanchang-jingkai-2022")).unwrap();
    let card = score(&book, &book.scoring_scheme().unwrap());
    let document = compose(&book, &card, &Template::shipped("bumen-zhengti").unwrap()).unwrap();
    let markdown = document::markdown(&document);
    let clean = audited(&markdown);
    assert!(clean.findings.is_empty(), "{:#?}", clean.findings);
    let mut related = vec![false; clean.figures.len()];
    for id in clean
        .relations
        .iter()
        .flat_map(|relation| &relation.readings)
        .flat_map(|equation| equation.figures())
    {
        related[id] = true;
    }
    let text = &clean.flat.text;
    let mut from = 0;
    let (mut tried, mut caught, mut missed) = (0, 0, Vec::new());
    for (figure, related) in clean.figures.iter().zip(related) {
        // The same characters in the Markdown: both run in reading order.
        let printed = &text[figure.start..figure.end];
        let Some(at) = markdown[from..].find(printed).map(|at| from + at) else {
            continue;
        };
        from = at + printed.len();
        let Some(first) = printed
            .bytes()
            .position(|byte| byte.is_ascii_digit())
            .filter(|_| related)
        else {
            continue;
        };
        let mut bytes = markdown.clone().into_bytes();
        bytes[at + first] = changed(bytes[at + first]);
        let audit = audited(&String::from_utf8(bytes).unwrap());
        tried += 1;
        let found = audit
            .findings
            .iter()
            .any(|finding| finding.severity >= Severity::Warning);
        if found {
            caught += 1
        } else {
            missed.push(printed.to_owned())
        }
    }
    let all = clean.figures.len();
    println!(
        "{caught} of {tried} changed figures in relations caught, {all} figures in all; missed: {missed:?}"
    );
    assert!(tried > 200, "{tried}");
    assert!(
        caught * 100 >= tried * CAUGHT,
        "{caught} of {tried}; missed: {missed:?}"
    );
}
