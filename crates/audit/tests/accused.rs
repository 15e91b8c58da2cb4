//! Whom a finding accuses.

use audit::{Finding, check};
use document::{Block, Document, Text};

fn findings(text: &str) -> Vec<Finding> {
    let paragraphs = text.lines().map(|line| Block::Paragraph(Text::plain(line)));
    check(&Document {
        blocks: paragraphs.collect(),
        ..Document::default()
    })
    .findings
}

#[test]
fn one_figure_is_accused_where_one_is_likeliest() {
    let found = findings("全年支出共计441.90万元，其中：基本支出310.25万元，项目支出130.66万元。");
    let message = &found[0].message;
    assert!(message.contains("441.90万元改为440.91万元"), "{message}");
}

#[test]
fn the_relation_is_accused_where_several_are_as_likely() {
    let found =
        findings("全年支出共计4519.75万元，其中：基本支出3102.50万元，项目支出1317.25万元。");
    let message = &found[0].message;
    assert!(message.contains("不能断定"), "{message}");
    assert!(!message.contains("改为"), "{message}");
    assert!(found[0].proposals.len() > 1);
}
