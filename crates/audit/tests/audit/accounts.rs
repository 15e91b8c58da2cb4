//! Real final accounts, where they lie beside the project: every contradiction that was found by hand is found, nothing is
//! proven that is not there, and what holds is counted.
use std::path::PathBuf;

use audit::{Audit, Severity, State, check};
use document::{Limits, read_file};

fn audited(name: &str) -> Option<Audit> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/pdf");
    let path = folder.join(name);
    path.exists()
        .then(|| check(&read_file(&path, &Limits::default()).unwrap()))
}

/// Rule, page and a quoted place of each finding that must be there.
type Expected = (&'static str, u32, &'static str);

fn assert_found(audit: &Audit, expected: &[Expected]) {
    for (code, page, quote) in expected {
        let found = audit.findings.iter().any(|finding| {
            let here = |place: &audit::Place| place.text == *quote && place.page == Some(*page);
            finding.code == *code
                && finding.severity > Severity::Hint
                && finding.figures.iter().any(here)
        });
        assert!(
            found,
            "{code} on page {page}: {quote}\n{:#?}",
            audit.findings
        );
    }
    let errors = audit
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    for finding in errors {
        let known = expected
            .iter()
            .any(|(code, page, _)| finding.code == *code && finding.page() == Some(*page));
        assert!(known, "not a contradiction: {finding:#?}");
    }
}

#[test]
fn an_account_made_into_a_bad_example() {
    let Some(audit) = audited("a-2024-final-account.pdf") else {
        return;
    };
    assert_found(
        &audit,
        &[
            ("I14", 2, "三、支出决算表"),
            ("I07", 7, "XX局"),
            ("I21", 15, "财政拨款“三公”经费"),
            ("G04", 18, "2023"),
            ("A07", 18, "0万元"),
            ("B01", 19, "71.73%"),
            ("B11", 19, "1511.89万元"),
            ("B11", 20, "80.38万元"),
            ("B11", 21, "60.99万元"),
            ("A13", 21, "个人农业生产补贴"),
            ("A12", 22, "0.95万元"),
            ("G04", 24, "2023"),
        ],
    );
    let coverage = audit.coverage();
    assert!(coverage.held >= 160, "{}", coverage.held);
    assert!(
        coverage.count(State::Proven) >= 210,
        "{}",
        coverage.count(State::Proven)
    );
}

#[test]
fn an_account_as_it_was_published() {
    let Some(audit) = audited("d-2024-final-account.pdf") else {
        return;
    };
    assert_found(
        &audit,
        &[
            ("A07", 21, "0.3万元"),
            ("B15", 21, "持平"),
            ("B01", 21, "71.73%"),
            ("A13", 23, "个人农业生产补贴"),
        ],
    );
    let coverage = audit.coverage();
    assert!(coverage.held >= 230, "{}", coverage.held);
    assert!(
        coverage.count(State::Proven) >= 260,
        "{}",
        coverage.count(State::Proven)
    );
}

#[test]
fn an_account_of_an_office_founded_in_the_year() {
    let Some(audit) = audited("c-2024-final-account.pdf") else {
        return;
    };
    assert_found(
        &audit,
        &[
            ("I23", 15, "仍保留该表格式"),
            ("I23", 16, "仍保留该表格式"),
            ("B18", 17, "100.00%"),
            ("B03", 18, "95.89%"),
            ("A13", 20, "邮电费"),
            ("A15", 20, "事业单位医疗保险支出"),
            ("C11", 22, "21.07万元"),
        ],
    );
    assert!(audit.coverage().count(State::Proven) >= 250);
}

#[test]
fn an_empty_form_does_not_drown_in_findings() {
    let Some(audit) = audited("template.pdf") else {
        return;
    };
    assert!(audit.findings.len() <= 2, "{:#?}", audit.findings);
}
