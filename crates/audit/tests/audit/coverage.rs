//! What the coverage ledger says of figures that are proven, contradicted, and related to nothing.

use audit::{Audit, Known, State, check};
use document::{Block, Cell, Document, Table, Text};

fn audited(text: &str) -> Audit {
    check(&Document {
        blocks: text
            .lines()
            .map(|line| Block::Paragraph(Text::plain(line)))
            .collect(),
        wrapped: true,
        ..Document::default()
    })
}

/// What proves each figure.
fn known(audit: &Audit) -> Vec<(&str, Option<Known>)> {
    let coverage = audit.coverage();
    let figures = coverage.figures.iter().map(|(id, _)| {
        let figure = &audit.figures[*id];
        (
            &audit.flat.text[figure.start..figure.end],
            coverage.known(*id),
        )
    });
    figures.collect()
}

fn states(text: &str) -> (Vec<(String, State)>, usize) {
    let audit = audited(text);
    let coverage = audit.coverage();
    let figures = coverage.figures.iter().map(|(id, state)| {
        let figure = &audit.figures[*id];
        (audit.flat.text[figure.start..figure.end].to_owned(), *state)
    });
    (figures.collect(), coverage.held)
}

#[test]
fn figures_end_proven_contradicted_or_unrelated() {
    let (states, held) = states(
        "支出共计441万元，其中：基本支出310万元，项目支出131万元。\n执行数432.91万元，预算数440.90万元，执行率98.7%。\n种树12棵。",
    );
    let of = |text: &str| {
        states
            .iter()
            .find(|(figure, _)| figure == text)
            .map(|(_, state)| *state)
    };
    assert_eq!(of("441万元"), Some(State::Proven));
    assert_eq!(of("310万元"), Some(State::Proven));
    assert_eq!(of("98.7%"), Some(State::Contradicted));
    assert_eq!(of("12棵"), Some(State::Unrelated));
    assert_eq!(held, 1);
}

#[test]
fn figures_stand_where_they_stand_in_a_text_with_hard_line_ends() {
    let (states, _) = states("支出共计441万元，其中：基本支出310万元，\n项目支出131万元。");
    let texts: Vec<&str> = states.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(texts, ["441万元", "310万元", "131万元"]);
}

#[test]
fn what_proves_a_figure_is_its_arithmetic_or_words() {
    let audit = audited(
        "支出共计440.90万元，其中：基本支出310.25万元，项目支出130.65万元。\n执法用车8辆，其中轿车3辆，其他5辆。\n种树12棵。",
    );
    let known = known(&audit);
    let of = |text: &str| {
        known
            .iter()
            .find(|(figure, _)| *figure == text)
            .map(|one| one.1)
    };
    assert_eq!(of("310.25万元"), Some(Some(Known::Arithmetic)), "{known:?}");
    assert_eq!(of("5辆"), Some(Some(Known::Words)), "{known:?}");
    assert_eq!(of("12棵"), Some(None));
    let kinds: Vec<_> = audit
        .claims()
        .map(|claim| (claim.form.kind(), claim.known))
        .collect();
    assert_eq!(kinds, [("sum", Known::Arithmetic), ("sum", Known::Words)]);
}

#[test]
fn what_proves_a_cell_is_its_place() {
    let row = |cells: [&str; 2]| cells.map(Cell::plain).to_vec();
    let table = Table {
        header_rows: 1,
        rows: vec![
            row(["项目", "预算数（万元）"]),
            row(["基本支出", "310.25"]),
            row(["项目支出", "130.65"]),
            row(["合计", "440.90"]),
        ],
        ..Table::default()
    };
    let audit = check(&Document {
        blocks: vec![Block::Table(table)],
        ..Document::default()
    });
    let known = known(&audit);
    assert_eq!(known.len(), 3);
    assert!(
        known.iter().all(|(_, known)| *known == Some(Known::Form)),
        "{known:?}"
    );
}
