//! A book made from a pack alone, of another sector than the first example.

use std::path::Path;

use book::{Book, Light, Severity, score};
use report::{Template, compose};

fn school() -> Book {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/xian-zhongxue-2023");
    Book::read(&::folder::Plain::new(&folder)).expect("the school's book loads")
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
    for name in Template::shipped_names() {
        let template = Template::shipped(name).expect("it ships");
        let report = compose(&book, &card, &template).expect("it composes");
        let text = document::markdown(&report);
        for wanted in [
            "共5个项目纳入项目支出绩效自评，全年预算数285.20万元，全年执行数278.10万元，执行率97.51%。自评等级“优”5个。",
            "| 教学楼维修 | 80.00 | 76.80 | 96.00% | 97.41 | 优 |",
        ] {
            assert!(text.contains(wanted), "{name}: {wanted}");
        }
    }
}

#[test]
fn a_book_without_projects_has_no_section_on_them() {
    let book = Book {
        projects: Default::default(),
        problems: Vec::new(),
        goals: Vec::new(),
        texts: Default::default(),
        ..school()
    };
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let card = score(&book, &scheme);
    let template = Template::shipped("bumen-zhengti").expect("it ships");
    let report = compose(&book, &card, &template).expect("it composes");
    assert!(!document::markdown(&report).contains("项目支出绩效自评情况"));
}

#[test]
fn its_report_passes_its_own_audit() {
    let book = school();
    let scheme = book.scoring_scheme().expect("its scheme ships");
    let card = score(&book, &scheme);
    for name in Template::shipped_names() {
        let template = Template::shipped(name).expect("it ships");
        let composed = report::composed(&book, &card, &template).expect("it composes");
        let day = settings::Day {
            year: 2024,
            month: 3,
            day: 15,
        };
        let audit = report::audit(&composed, &audit::Profile::default(), day);
        assert!(audit.findings.is_empty(), "{name}: {:#?}", audit.findings);
    }
}

#[test]
fn the_workbook_holds_the_summary_and_each_project() {
    let book = school();
    let sheets = report::project_sheets(&book, &book.evaluations(None)).expect("they compose");
    let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "项目自评汇总",
            "项目 学生资助",
            "项目 教学设备购置",
            "项目 教学楼维修",
            "项目 教师培训",
            "项目 食堂补助",
        ]
    );
    document::xlsx(&sheets).expect("a workbook takes them");
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
        loud.iter().all(|remark| remark.severity == Severity::Hint),
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
