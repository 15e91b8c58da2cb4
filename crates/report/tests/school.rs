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
    assert_eq!(card.total.to_string(), "99.66");
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
    let book = school()
        .of_project("教学楼维修")
        .expect("the repair is a project");
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

#[test]
fn each_of_its_projects_has_all_weights_and_no_error_in_any_quarter() {
    let book = school();
    let all = book.evaluations(None);
    let totals: Vec<_> = all
        .projects
        .iter()
        .map(|one| (one.name.as_str(), one.card.total.to_string()))
        .collect();
    let totals: Vec<_> = totals
        .iter()
        .map(|(name, total)| (*name, total.as_str()))
        .collect();
    assert_eq!(
        totals,
        [
            ("学生资助", "99.84"),
            ("教学设备购置", "99.26"),
            ("教学楼维修", "97.41"),
            ("教师培训", "100.00"),
            ("食堂补助", "98.98"),
        ]
    );
    for one in &all.projects {
        assert_eq!(one.card.full, quantity::Decimal::HUNDRED, "{}", one.name);
        assert!(one.card.remarks.is_empty(), "{:#?}", one.card.remarks);
        for quarter in ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"] {
            let period = quarter.parse().expect("a quarter");
            let monitoring = one.book.monitor(period, &one.scheme).expect("its year");
            assert!(!monitoring.is_incomplete(), "{} {quarter}", one.name);
        }
    }
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let loud = book.check(&scheme);
    assert!(
        loud.iter().all(|remark| remark.severity == Severity::Note),
        "{loud:#?}"
    );
}

fn drawn(sheet: &document::Sheet) -> String {
    document::markdown(&sheet.to_document())
}

#[test]
fn the_forms_of_a_project() {
    let book = school();
    let aid = book.evaluated("学生资助", None).expect("a project");
    let score = report::project_score_sheet(&aid).expect("the form composes");
    let target = report::project_target_sheet(&aid).expect("the form composes");
    let forms = [drawn(&score[0]), drawn(&target)];
    insta::assert_snapshot!(forms.join("\n"));
}

#[test]
fn the_parts_of_a_project_s_money_add_up_to_its_formulas() {
    let book = school();
    let aid = book.evaluated("学生资助", None).expect("a project");
    let sheets = report::project_score_sheet(&aid).expect("the form composes");
    let formulas: Vec<_> = sheets[0]
        .rows
        .iter()
        .flatten()
        .filter_map(|entry| match &entry.value {
            document::Value::Formula { expression, result } => {
                Some(format!("{expression} = {}", result.printed()))
            }
            _ => None,
        })
        .collect();
    insta::assert_debug_snapshot!(formulas);
}

#[test]
fn the_summary_of_the_projects() {
    let book = school();
    let sheet = report::projects_sheet(&book, &book.evaluations(None));
    insta::assert_snapshot!(drawn(&sheet));
}
