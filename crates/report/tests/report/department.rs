//! A department whose figures come from the books of its units.

use std::path::Path;

use audit::Profile;
use book::{Book, Severity, score};
use report::{Template, audit, composed};
use settings::Day;

/// A day on which nothing the report names is late.
const DAY: Day = Day {
    year: 2024,
    month: 4,
    day: 8,
};

fn department() -> Book {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/xian-jiaoyuju-2023");
    Book::read(&::folder::Plain::new(&folder)).expect("the department's book loads")
}

#[test]
fn its_report_stands_its_own_audit() {
    let book = department();
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let card = score(&book, &scheme);
    let mut remarks = card.remarks.clone();
    remarks.extend(book.check(&scheme));
    let errors: Vec<_> = remarks
        .iter()
        .filter(|remark| remark.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    for template in ["bumen-zhengti", "biaozhun"] {
        let template = Template::shipped(template).expect("it ships");
        let composed = composed(&book, &card, &template).expect("it composes");
        let audit = audit(&composed, &Profile::default(), DAY);
        assert!(audit.is_sound(), "{:?}", audit.findings);
    }
}

#[test]
fn its_statement_shows_units_eliminations_and_each_units_part() {
    let sheet = report::department_sheet(&department()).expect("a department");
    insta::assert_snapshot!(document::markdown(&sheet.to_document()));
}
