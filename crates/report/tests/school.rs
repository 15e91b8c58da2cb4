//! A book made from a pack alone, of another sector than the first example.

use std::path::Path;

use book::{Book, Light, Severity, score};
use report::{Template, compose};

fn school() -> Book {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/xian-zhongxue-2023");
    Book::load(&folder).expect("the school's book loads")
}

#[test]
fn it_scores_without_error_and_composes() {
    let book = school();
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let card = score(&book, &scheme);
    assert_eq!(card.total.to_string(), "98.40");
    assert!(
        card.remarks
            .iter()
            .all(|remark| remark.severity != Severity::Error)
    );
    for template in ["bumen-zhengti", "xiangmu"] {
        if let Some(template) = Template::shipped(template) {
            compose(&book, &card, &template).expect("it composes");
        }
    }
}

#[test]
fn a_red_light_of_the_repair_has_its_cause_in_each_quarter() {
    let book = school();
    let scheme = book.scoring_scheme().expect("its scheme ships");
    for quarter in ["2023-Q2", "2023-Q3", "2023-Q4"] {
        let period = quarter.parse().expect("a quarter");
        let monitoring = book.monitor(period, &scheme).expect("its year");
        let repair = monitoring
            .indicators
            .iter()
            .find(|one| one.indicator == "ED-33")
            .expect("the indicator of the repair");
        assert_eq!(repair.light, Light::Red, "{quarter}");
        let errors = monitoring
            .remarks
            .iter()
            .filter(|remark| remark.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{quarter}");
    }
}

#[test]
fn the_target_form_prints_what_was_approved() {
    let book = school();
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let card = score(&book, &scheme);
    let sheet = report::target_sheet(&book, &card).expect("the form composes");
    insta::assert_snapshot!(document::markdown(&sheet.to_document()));
}
