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
    crate::save(&book_with("", &[]), dir.path()).unwrap();
    write(
        dir.path(),
        &[
            ("ledgers/供地.csv", SITES),
            ("ledgers/合同.csv", deals),
            ("definitions/供地.toml", definition),
        ],
    );
    insta::assert_snapshot!(crate::load(dir.path()).unwrap_err());
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
    let book = crate::load(dir.path()).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    crate::save(&book, elsewhere.path()).unwrap();
    assert_eq!(crate::load(elsewhere.path()).unwrap(), book);
}

#[test]
fn attachments_that_are_not_there_and_ledgers_without_a_day_are_told() {
    let walks = "巡查:文本*,照片:附件?,登记日期:登记
X1,巡查/一.jpg,2022-01-05
X2,巡查/二.jpg,2022-01-15
X3,,2022-01-25
X2,巡查/一.jpg,2022-02-01
X4,evidence/巡查/一.jpg,2022-02-02
";
    let files = [
        ("ledgers/巡查.csv", walks),
        ("ledgers/旧账.csv", "事项:文本\n一\n"),
        ("evidence/巡查/一.jpg", "像"),
    ];
    let book = book_with("", &files);
    let scheme = book.scoring_scheme().unwrap();
    let about_ledgers = |remarks: Vec<book::Remark>| -> Vec<String> {
        let remarks = remarks.into_iter();
        remarks
            .filter(|remark| remark.subject.starts_with("台账"))
            .map(|remark| format!("{}：{}", remark.subject, remark.message))
            .collect()
    };
    assert_eq!(
        about_ledgers(book.check(&scheme)),
        ["台账 巡查：第6行的“照片”不在 evidence 文件夹里：放进去，或另加一行更正"]
    );
    assert_eq!(about_ledgers(book::score(&book, &scheme).remarks), [""; 0]);
    let then = book.as_of(day("2022-01-31"));
    assert_eq!(
        about_ledgers(then.check(&scheme)),
        ["台账 巡查：第3行的“照片”不在 evidence 文件夹里：放进去，或另加一行更正"]
    );
    assert_eq!(
        about_ledgers(book::score(&then, &scheme).remarks),
        ["台账：旧账没有“登记”列，不能回看，按现在的数计算：在表头加一列“登记日期:登记”"]
    );
}

#[test]
fn the_last_day_of_a_book_is_the_book() {
    let book = book_with("", &[("ledgers/供地.csv", SITES)]);
    let last = book.as_of(day("2022-08-01"));
    assert_eq!(last.as_of(day("2022-08-01")), last);
    let standing = |book: &Book| book.ledgers["供地"].standing().to_vec();
    assert_eq!(standing(&last), standing(&book));
    // Looking back twice is looking back to the earlier day.
    let (early, late) = (day("2022-05-31"), day("2022-07-31"));
    assert_eq!(book.as_of(late).as_of(early), book.as_of(early));
    assert_eq!(book.as_of(early).as_of(late), book.as_of(early));
}
