//! Ledgers in a folder: looking back, corrections, definitions, references.

use book::{Book, Date};

use crate::{book_with, write};

const SITES: &str = "宗地:文本*,方式:枚举(出让|划拨),面积:亩,作废:是否?,登记日期:登记
D01,出让,186.20,,2022-03-21
H01,划拨,83.05,,2022-05-09
D01,出让,186.02,,2022-06-30
H02,划拨,10.00,,2022-07-01
H02,划拨,10.00,是,2022-08-01
";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn measured(book: &Book, measure: &str, unit: &str) -> (String, String) {
    let measured = book.measure(&measure.parse().unwrap(), unit).unwrap();
    let rows = measured.sources[0].rows.to_string();
    (measured.printed(unit), rows)
}

#[test]
fn a_book_says_what_was_known_on_a_past_day() {
    let book = book_with("", &[("ledgers/供地.csv", SITES)]);
    let area = |book: &Book| measured(book, "求和(供地.面积)", "亩");
    assert_eq!(area(&book), ("269.07".into(), "第3–4行".into()));
    let then = book.as_of(day("2022-06-29"));
    assert_eq!(area(&then), ("269.25".into(), "第2–3行".into()));
    let then = book.as_of(day("2022-07-31"));
    assert_eq!(area(&then), ("279.07".into(), "第3–5行".into()));
    assert_eq!(
        measured(&book, "计数(供地 | 方式 = 划拨)", "宗").0,
        "1",
        "what was withdrawn is not counted"
    );
}

#[test]
fn rows_are_held_against_the_definition_and_references_against_their_ledger() {
    let definition = r#"
"列" = ["宗地:文本*", "面积:亩", "登记日期:登记"]
"约束" = ["面积 > 100"]
"#;
    let deals = "合同:文本,宗地:引用(供地.宗地)\nHT1,D01\nHT2,H02\n";
    let dir = tempfile::tempdir().unwrap();
    book_with("", &[]).save(dir.path()).unwrap();
    write(
        dir.path(),
        &[
            ("ledgers/供地.csv", SITES),
            ("ledgers/合同.csv", deals),
            ("definitions/供地.toml", definition),
        ],
    );
    insta::assert_snapshot!(Book::load(dir.path()).unwrap_err());
    let loose = definition.replace("面积 > 100", "面积 > 0");
    write(
        dir.path(),
        &[
            (
                "ledgers/合同.csv",
                "合同:文本,宗地:引用(供地.宗地)\nHT1,D01\n",
            ),
            ("definitions/供地.toml", &loose),
        ],
    );
    let book = Book::load(dir.path()).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    book.save(elsewhere.path()).unwrap();
    assert_eq!(Book::load(elsewhere.path()).unwrap(), book);
}
