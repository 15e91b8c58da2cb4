//! The example of `docs/book.md` is a book.

use book::score;

use crate::write;

const DOCUMENT: &str = include_str!("../../../../docs/book.md");

/// The first block of a language in the document.
fn block(language: &str) -> &'static str {
    let (_, rest) = DOCUMENT.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_documented_example_loads_and_scores() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        &[
            ("book.toml", block("toml")),
            ("ledgers/供地.csv", block("csv")),
            (
                "ledgers/巡查.csv",
                "日期:日期,处置闭环:是否\n2022-03-01,是\n2022-04-01,否\n",
            ),
            ("evidence/巡查记录汇总.txt", "巡查"),
            ("evidence/信访办结情况.txt", "信访"),
            ("evidence/满意度问卷汇总.txt", "问卷"),
        ],
    );
    let book = crate::load(dir.path()).unwrap_or_else(|faults| panic!("{faults}"));
    let scheme = book.scoring_scheme().unwrap();
    let card = score(&book, &scheme);
    assert_eq!(card.full, crate::decimal("100"));
    // 2 of 30 patrols: 25 × 2 ÷ 30; one of two closed is under the pass mark; 30 × 95 %; 92.5 % of 90 %.
    let points: Vec<_> = card
        .indicators
        .iter()
        .map(|scored| scored.points.to_string())
        .collect();
    assert_eq!(points, ["1.67", "0.00", "28.50", "10.00"]);
    // 432.91 ÷ 440.90 × 10
    assert_eq!(card.execution.unwrap().points.to_string(), "9.82");
    assert_eq!(card.total.to_string(), "49.99");
    assert_eq!(card.grade.unwrap().name, "差");
}
