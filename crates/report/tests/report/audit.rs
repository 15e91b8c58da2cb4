//! A report is audited before it leaves, and its faults are told by where the book says them.

use std::path::Path;

use audit::Profile;
use book::Book;
use report::{Composed, SelfAudit, Template, audit, composed};
use settings::Day;

const DAY: Day = Day {
    year: 2023,
    month: 4,
    day: 20,
};

fn example() -> Book {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/nanchang-jingkai-2022");
    Book::read(&::folder::Plain::new(&folder)).expect("the example book loads")
}

fn compose(book: &Book) -> Composed {
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let template = Template::shipped("bumen-zhengti").expect("the template ships");
    composed(book, &book::score(book, &scheme), &template).expect("the book composes")
}

/// The example with one figure of its narrative typed wrongly.
fn wrong() -> Book {
    let mut book = example();
    let piece = book.texts.get_mut("工作任务").expect("the piece is there");
    *piece = piece.replacen("共{{ 督察问题数 }}", "共430个", 1);
    book
}

fn audited(book: &Book, profile: &Profile) -> SelfAudit {
    audit(&compose(book), profile, DAY)
}

#[test]
fn the_example_may_be_called_final() {
    let audit = audited(&example(), &Profile::default());
    assert!(audit.is_sound(), "{:#?}", audit.findings);
    let shares = audit.shares;
    assert!(shares.computed > 280 && shares.typed > 40, "{shares:?}");
    assert!(shares.narrative < 20, "{shares:?}");
}

#[test]
fn a_wrong_figure_is_told_by_the_line_of_the_narrative() {
    let audit = audited(&wrong(), &Profile::default());
    assert!(!audit.is_sound());
    let sources = &audit.findings[0].sources;
    let at = |words: &str| sources.iter().any(|source| source.contains(words));
    assert!(at("text/工作任务.md 第"), "{sources:#?}");
    assert!(
        at("“督察已整改数”（ledgers/督察整改.csv 第"),
        "{sources:#?}"
    );
}

#[test]
fn what_somebody_lets_stand_does_not_stand_against_it() {
    let profile = "[[免报]]\n规则 = \"C01\"\n引用 = \"430个\"\n理由 = \"口径不同\"\n";
    let profile = Profile::parse("kaocheng.toml", profile).expect("the profile parses");
    let audit = audited(&wrong(), &profile);
    assert!(audit.is_sound(), "{:#?}", audit.findings);
    assert_eq!(audit.suppressed[0].1, "口径不同");
}

#[test]
fn a_relation_that_no_figure_is_about_is_told_unless_it_may_be_missing() {
    let relation = "[[关系]]\n名称 = \"课时\"\n算式 = \"总课时 = 理论课时 + 实践课时\"\n";
    let told = |profile: &str| {
        let profile = Profile::parse("kaocheng.toml", profile).expect("the profile parses");
        audited(&example(), &profile).unbound
    };
    assert_eq!(told(relation), ["课时"]);
    assert!(told(&format!("{relation}可缺 = \"本局没有培训\"\n")).is_empty());
    assert!(told(&format!("[规则]\nU01 = \"关\"\n{relation}")).is_empty());
}

#[test]
fn every_word_of_the_narrative_knows_its_line() {
    let book = example();
    let composed = compose(&book);
    let flat = composed.document.flatten();
    assert_eq!(flat.pieces.len(), composed.traces.len());
    for (piece, trace) in composed.traces.iter().enumerate() {
        for part in &trace.parts {
            let report::Source::Words(written) = &part.source else {
                continue;
            };
            let Some(name) = written.file.strip_prefix("text/") else {
                continue;
            };
            let text = &book.texts[name.trim_end_matches(".md")];
            let line = text.lines().nth(written.line - 1).unwrap_or_default();
            let words = &flat.text_of(piece)[part.range.clone()];
            assert!(line.contains(words), "{} ≠ {words}", written.told());
        }
    }
}
