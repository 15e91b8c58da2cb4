//! Every proven finding of the auditor is confirmed; none that was tampered with is.
#![allow(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use audit::{Audit, Profile, against, check};
use document::{Block, Cell, Document, Table, Text};
use proptest::prelude::*;
use proptest::sample::Index;
use verify::{Finding, Outcome, Reason, Statement, Texts, parse, verify};

/// The texts that rules fire on: the fixtures beside the auditor's rules.
fn fixtures() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../audit/src/rules");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    pages.sort();
    let sources = pages.iter().map(|path| fs::read_to_string(path).unwrap());
    sources.flat_map(|source| cases(&source)).collect()
}

/// The runs of quoted lines of a page.
fn cases(page: &str) -> Vec<String> {
    let mut cases = vec![String::new()];
    for line in page.lines() {
        match line.strip_prefix("> ") {
            Some(text) => {
                let case = cases.last_mut().unwrap();
                case.push_str(text);
                case.push('\n');
            }
            None if cases.last().unwrap().is_empty() => {}
            None => cases.push(String::new()),
        }
    }
    cases.retain(|case| !case.is_empty());
    cases
}

/// Paragraphs by line; lines that start with a bar make up a table.
fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    for line in text.lines().filter(|line| !line.contains("---")) {
        if !line.starts_with('|') {
            blocks.push(Block::Paragraph(Text::plain(line)));
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

/// The findings as another program gets them, and the text they are about.
fn told(audit: &Audit) -> (Vec<Finding>, Texts) {
    (
        retold(&audit.findings),
        Texts::new(audit.flat.text.as_str()),
    )
}

fn retold(findings: &[audit::Finding]) -> Vec<Finding> {
    let json = serde_json::json!([{ "file": "报告", "findings": findings }]).to_string();
    parse(&json).unwrap().remove(0).findings
}

/// All findings on the fixtures that have a proof, with their texts.
fn proven() -> &'static [(Finding, Texts)] {
    static PROVEN: OnceLock<Vec<(Finding, Texts)>> = OnceLock::new();
    PROVEN.get_or_init(|| {
        let mut all = Vec::new();
        for case in fixtures() {
            let (findings, texts) = told(&check(&document(&case)));
            let proven = findings
                .into_iter()
                .filter(|finding| finding.proof.is_some());
            all.extend(proven.map(|finding| (finding, texts.clone())));
        }
        all
    })
}

#[test]
fn every_finding_on_the_fixtures_is_confirmed() {
    let mut confirmed = 0;
    for case in fixtures() {
        let audit = check(&document(&case));
        let (findings, texts) = told(&audit);
        for (finding, original) in findings.iter().zip(&audit.findings) {
            let outcome = verify(finding, &texts);
            let expected = match finding.proof {
                Some(_) => Outcome::Confirmed,
                None => Outcome::NotCheckable,
            };
            assert_eq!(outcome, expected, "{case}\n{original:#?}");
            let proven = original.severity == audit::Severity::Error;
            assert!(
                !proven || finding.proof.is_some(),
                "no proof: {original:#?}"
            );
            confirmed += usize::from(outcome == Outcome::Confirmed);
        }
    }
    assert!(confirmed > 30, "only {confirmed}");
}

/// Changes one digit of a text to another, if it has one.
fn with_another_digit(text: &str, at: Index, by: u8) -> Option<String> {
    let digits: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(place, _)| place)
        .collect();
    let place = *digits.get(at.index(digits.len().max(1)))?;
    let digit = (text.as_bytes()[place] - b'0' + by) % 10;
    let mut changed = text.to_owned();
    changed.replace_range(place..=place, &digit.to_string());
    Some(changed)
}

fn sums(finding: &mut Finding) -> Vec<&mut Vec<verify::Term>> {
    let claims = finding.proof.as_mut().unwrap().claims.iter_mut();
    let mut readings = claims.flat_map(|claim| claim.readings.iter_mut());
    let first = readings.next();
    let alone = readings.next().is_none();
    match first.filter(|_| alone) {
        Some(Statement::Sum { terms }) => vec![terms],
        _ => Vec::new(),
    }
}

/// Whether a claim is a bound, which many numbers keep.
fn has_a_bound(finding: &Finding) -> bool {
    let claims = finding.proof.iter().flat_map(|proof| &proof.claims);
    claims
        .flat_map(|claim| &claim.readings)
        .any(|reading| matches!(reading, Statement::Within { .. }))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_digit_is_refuted(which in any::<Index>(), figure in any::<Index>(), at in any::<Index>(), by in 1_u8..10, quoted in any::<bool>()) {
        let all = proven();
        let (mut finding, texts) = all[which.index(all.len())].clone();
        let figures = &mut finding.proof.as_mut().unwrap().figures;
        let figure = figure.index(figures.len());
        let quote = &mut figures[figure].quote;
        let field = if quoted { &mut quote.text } else { quote.value.as_mut().unwrap() };
        if let Some(changed) = with_another_digit(field, at, by) {
            *field = changed;
            let outcome = verify(&finding, &texts);
            prop_assert!(matches!(outcome, Outcome::Refuted(_)), "{finding:#?}");
        }
    }

    #[test]
    fn a_dropped_figure_is_refuted(which in any::<Index>(), figure in any::<Index>()) {
        let all = proven();
        let (mut finding, texts) = all[which.index(all.len())].clone();
        let figures = &mut finding.proof.as_mut().unwrap().figures;
        figures.remove(figure.index(figures.len()));
        let outcome = verify(&finding, &texts);
        prop_assert!(matches!(outcome, Outcome::Refuted(_)), "{finding:#?}");
    }

    #[test]
    fn a_dropped_operand_is_refuted(which in any::<Index>(), term in any::<Index>()) {
        let mut all = proven().to_vec();
        all.retain_mut(|(finding, _)| !sums(finding).is_empty());
        let (mut finding, texts) = all[which.index(all.len())].clone();
        for terms in sums(&mut finding) {
            terms.remove(term.index(terms.len()));
        }
        let outcome = verify(&finding, &texts);
        prop_assert!(matches!(outcome, Outcome::Refuted(_)), "{finding:#?}");
    }

    #[test]
    fn a_correction_that_mends_nothing_is_refuted(which in any::<Index>(), more in 1_000_000_u32..9_000_000) {
        let mut all = proven().to_vec();
        all.retain(|(finding, _)| !finding.proposals.is_empty());
        let (mut finding, texts) = all[which.index(all.len())].clone();
        finding.proposals[0].to = format!("{more}{}", finding.figures[finding.proposals[0].figure].unit.clone().unwrap_or_default());
        let outcome = verify(&finding, &texts);
        let mended_by_chance = outcome == Outcome::Confirmed && has_a_bound(&finding);
        prop_assert!(matches!(outcome, Outcome::Refuted(_)) || mended_by_chance, "{finding:#?}");
    }

    #[test]
    fn findings_on_random_texts_are_confirmed(sentences in prop::collection::vec((0..SENTENCES.len(), prop::collection::vec("[0-9]{1,4}(\\.[0-9]{1,2})?", 4)), 1..12)) {
        let sentences = sentences.iter().map(|(which, numbers)| filled(SENTENCES[*which], numbers));
        let text: String = sentences.collect();
        let audit = check(&document(&text));
        let (findings, texts) = told(&audit);
        for (finding, original) in findings.iter().zip(&audit.findings) {
            let outcome = verify(finding, &texts);
            prop_assert!(!matches!(outcome, Outcome::Refuted(_)), "{outcome:?}\n{original:#?}");
        }
    }
}

/// Claims whose figures are left open.
const SENTENCES: &[&str] = &[
    "全年预算数#万元，执行数#万元，执行率#%。",
    "支出合计#万元，分别为工资#万元、办公#万元、差旅#万元。\n",
    "收入#万元，其中财政拨款#万元，占比#%。",
    "支出#万元，比上年增加#万元，增长#%。",
    "支出约#万元，比上年减少#万元，下降#%。",
    "资产总计#万元，负债合计#万元，净资产#万元。\n",
    "面积#亩（#公顷）。",
    "预算#亿元，执行#万元，完成预算的#%。",
    "数量指标（指标分数#分，实际得分#分）\n",
    "培训#人，每人#元，共#万元。",
    "不少于#次，实际#次，完成率#%。",
];

fn filled(sentence: &str, numbers: &[String]) -> String {
    let mut numbers = numbers.iter();
    let parts: Vec<&str> = sentence.split('#').collect();
    let mut text = parts[0].to_owned();
    for part in &parts[1..] {
        text.push_str(numbers.next().unwrap());
        text.push_str(part);
    }
    text
}

#[test]
fn every_finding_against_another_document_is_confirmed() {
    let mut confirmed = 0;
    for case in fixtures() {
        let Some((this, other)) = case.split_once("==== 对照\n") else {
            continue;
        };
        let (this, other) = (document(this), document(other));
        let findings = against(&this, &other, "对照.docx", &Profile::default()).findings;
        let mut texts = Texts::new(this.flatten().text);
        for finding in retold(&findings) {
            let alone = matches!(verify(&finding, &texts), Outcome::Refuted(_));
            assert_eq!(alone, !finding.elsewhere.is_empty(), "{finding:#?}");
        }
        texts.add("对照.docx", other.flatten().text);
        for finding in retold(&findings) {
            let outcome = verify(&finding, &texts);
            assert!(
                !matches!(outcome, Outcome::Refuted(_)),
                "{outcome:?}\n{finding:#?}"
            );
            confirmed += usize::from(outcome == Outcome::Confirmed);
        }
    }
    assert!(confirmed > 4, "only {confirmed}");
}

#[test]
fn a_text_that_was_edited_since_is_refuted() {
    let audit = check(&document(
        "全年预算数1000.00万元，执行数512.34万元，执行率61.23%。",
    ));
    let (findings, _) = told(&audit);
    let edited = Texts::new("全年预算数1000.00万元，执行数512.34万元，执行率51.23%。");
    let Outcome::Refuted(reasons) = verify(&findings[0], &edited) else {
        panic!("confirmed");
    };
    let printed = "51.23%".to_owned();
    let text = "61.23%".to_owned();
    assert!(reasons.contains(&Reason::OtherText { text, printed }));
}

/// A finding that shares of 50%, 30% and another add up to something else than 100%.
fn shares(last: &str, asked: &str) -> Finding {
    let figure = |text: &str, start: usize| {
        serde_json::json!({
            "text": text, "start": start, "end": start + text.len(),
            "value": text.trim_end_matches('%'), "unit": "%",
            "approximation": "", "precision": "rounded",
        })
    };
    let figures = [figure("50%", 0), figure("30%", 6), figure(last, 12)];
    let factors = |id: usize| serde_json::json!({ "coefficient": 1, "figures": [id] });
    let statement = serde_json::json!({
        "kind": "polynomial", "products": [factors(0), factors(1), factors(2)],
        "constant": "-100", "asked": asked,
    });
    let finding = serde_json::json!({
        "code": "B13", "message": "", "figures": figures,
        "proof": { "figures": figures, "claims": [{ "rule": "B13", "readings": [statement] }] },
    });
    let told = serde_json::json!([{ "file": "报告", "findings": [finding] }]);
    parse(&told.to_string())
        .unwrap()
        .remove(0)
        .findings
        .remove(0)
}

#[test]
fn a_polynomial_is_checked_like_any_claim() {
    for (last, asked, broken) in [
        ("30%", "zero", true),
        ("20%", "zero", false),
        ("21%", "zero", false),
        ("30%", "not_above", true),
        ("10%", "not_above", false),
        ("10%", "not_below", true),
        ("30%", "not_below", false),
    ] {
        let texts = Texts::new(format!("50%、30%、{last}"));
        let outcome = verify(&shares(last, asked), &texts);
        assert_eq!(outcome == Outcome::Confirmed, broken, "{last} {asked}");
    }
}
