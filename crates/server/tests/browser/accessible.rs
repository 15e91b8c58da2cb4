//! No page has a serious fault for whoever cannot see, point or tell colours apart, as far as a program finds them.

use serde_json::Value;

use crate::seat::{Scripts, Seat, sit, skip};
use crate::support::{WRONG, settings};

const TEST: &str = "no_page_has_a_serious_fault";

#[tokio::test]
async fn no_page_has_a_serious_fault() {
    let Some(axe) = std::env::var_os("KAOCHENG_AXE") else {
        return skip(TEST, "KAOCHENG_AXE");
    };
    let axe = std::fs::read_to_string(axe).unwrap();
    let Some(seat) = sit(TEST, settings(), Scripts::Run).await else {
        return;
    };
    for path in ["/", "/samples/wrong/", "/nothing"] {
        seat.go(path).await;
        for width in [1366, 500] {
            seat.assert_fits(width, 620).await;
            assert_accessible(&seat, &axe, path).await;
        }
    }
    let fine = "资产100万元，其中流动资产60万元、非流动资产40万元。\n";
    for (name, text) in [("报告.txt", WRONG), ("好.txt", fine)] {
        seat.go("/").await;
        seat.choose(&seat.file(name, text.as_bytes())).await;
        seat.find("aside").await;
        assert_accessible(&seat, &axe, name).await;
    }
    seat.browser.close().await;
}

pub(crate) async fn assert_accessible(seat: &Seat, axe: &str, page: &str) {
    let script = format!(
        "{axe}; const done = arguments[0]; axe.run().then((found) => done(found.violations), (error) => done(String(error)));"
    );
    let found = seat.browser.run_until_called(&script).await;
    let serious = |one: &&Value| matches!(one["impact"].as_str(), Some("serious" | "critical"));
    let serious: Vec<&Value> = found.as_array().unwrap().iter().filter(serious).collect();
    assert!(serious.is_empty(), "{page}: {serious:#?}");
}
