//! A document from the first page to the copies that are taken away.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::seat::{Scripts, Seat, sit};
use crate::support::{WRONG, settings, word};

const HINTED: &str = "发现问题43个，已整改到位39个，剩余4个未整改到位，完成年度指标值100%。\n";

#[tokio::test]
async fn a_word_document_is_read_by_keys_and_taken_away_with_notes() {
    let Some(seat) = sit(
        "a_word_document_is_read_by_keys_and_taken_away_with_notes",
        settings(),
        Scripts::Run,
    )
    .await
    else {
        return;
    };
    seat.go("/").await;
    seat.choose(&seat.file("报告.docx", &word(&format!("{WRONG}{HINTED}"))))
        .await;
    seat.find(".card.error").await;
    assert!(seat.count(".card.warning").await > 0);
    filters(&seat).await;
    keys(&seat).await;
    seat.assert_alone().await;
    seat.find("a.primary").await.click().await;
    let annotated = seat.taken("报告.审核.docx").await;
    let sent = std::fs::read(seat.folder.path().join("报告.docx")).unwrap();
    assert!(annotated.starts_with(b"PK") && annotated.len() > sent.len());
    seat.find("a[href=xlsx]").await.click().await;
    assert!(seat.taken("报告.审核.xlsx").await.starts_with(b"PK"));
    let result = seat.browser.url().await;
    seat.find(".tools button").await.click().await;
    assert_eq!(seat.find(".said h1").await.text().await, "已经删除");
    seat.browser.go(&result).await;
    assert_eq!(seat.find(".said h1").await.text().await, "结果已经删去");
    seat.browser.close().await;
}

async fn filters(seat: &Seat) {
    let shown = async || {
        (
            seat.count(".card.error").await,
            seat.count(".card.warning").await > 0,
        )
    };
    assert_eq!(shown().await, (1, true));
    seat.press("1").await;
    assert_eq!(shown().await, (0, true));
    seat.press("2").await;
    assert_eq!(shown().await, (0, false));
    seat.press("12").await;
    assert_eq!(shown().await, (1, true));
    seat.find(".counts .error input").await.click().await;
    assert_eq!(shown().await, (0, true));
    seat.press("1").await;
}

async fn keys(seat: &Seat) {
    seat.press("j").await;
    assert_eq!(seat.count(".card.active[data-f='1']").await, 1);
    let address = seat.browser.url().await;
    assert!(address.ends_with("/#c1"), "a place can be passed on");
    assert!(
        seat.count("main .active").await > 0,
        "the place in the paper, too"
    );
    seat.press("jk").await;
    assert_eq!(seat.count(".card.active[data-f='1']").await, 1);
    seat.press("?").await;
    assert_eq!(seat.count(".keys[open] p").await, 3);
    seat.find(".keys input").await.click().await;
    seat.press("j?1").await;
    assert_eq!(
        seat.count(".card.active[data-f='1']").await,
        1,
        "keys are off"
    );
    assert_eq!(seat.count(".keys[open]").await, 1);
    assert_eq!(seat.count(".card.error").await, 1);
    seat.find(".keys input").await.click().await;
}

#[tokio::test]
async fn a_pdf_is_read_and_taken_away_with_highlights() {
    let Some(seat) = sit(
        "a_pdf_is_read_and_taken_away_with_highlights",
        settings(),
        Scripts::Run,
    )
    .await
    else {
        return;
    };
    let page = format!(
        "<!DOCTYPE html><meta charset=utf-8><body style=\"font-family: Noto Serif CJK SC\"><p>{WRONG}"
    );
    let page = seat.file("报告.html", page.as_bytes());
    seat.browser.go(&format!("file://{}", page.display())).await;
    let printed = STANDARD.decode(seat.browser.print().await).unwrap();
    seat.go("/").await;
    seat.choose(&seat.file("报告.pdf", &printed)).await;
    let card = seat.find(".card.error").await.text().await;
    assert!(
        card.contains("98.7%改为89.7%") && card.contains("第1页"),
        "{card}"
    );
    seat.find("a.primary").await.click().await;
    let annotated = seat.taken("报告.审核.pdf").await;
    let highlights = annotated
        .windows(10)
        .filter(|bytes| *bytes == b"/Highlight")
        .count();
    assert!(annotated.starts_with(b"%PDF-") && highlights > 0);
    seat.browser.close().await;
}
