//! What the coverage ledger says of figures that are proven, contradicted, and related to nothing.

use audit::{State, check};
use document::{Block, Document, Text};

fn states(text: &str) -> (Vec<(String, State)>, usize) {
    let audit = check(&Document {
        blocks: text
            .lines()
            .map(|line| Block::Paragraph(Text::plain(line)))
            .collect(),
        wrapped: true,
        ..Document::default()
    });
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
