//! The first page.

use serde_json::json;

use crate::seat::{Scripts, sit};
use crate::support::{WRONG, settings};

#[tokio::test]
async fn everything_that_matters_is_in_sight_without_scrolling() {
    let Some(seat) = sit(
        "everything_that_matters_is_in_sight_without_scrolling",
        settings(),
        Scripts::Run,
    )
    .await
    else {
        return;
    };
    seat.go("/").await;
    seat.resize(1366, 620).await;
    let below =
        "return document.querySelector('.samples').getBoundingClientRect().bottom - innerHeight";
    let bottom = seat.browser.run(below, json!([])).await;
    assert!(bottom.as_f64().unwrap() <= 0.0, "{bottom}");
    for width in [1920, 1366, 700, 500] {
        seat.assert_fits(width, 620).await;
    }
    assert_eq!(
        seat.count("button").await,
        0,
        "one primary button: that which chooses"
    );
    seat.assert_alone().await;
    seat.browser.close().await;
}

#[tokio::test]
async fn a_file_that_is_dropped_is_audited() {
    let Some(seat) = sit(
        "a_file_that_is_dropped_is_audited",
        settings(),
        Scripts::Run,
    )
    .await
    else {
        return;
    };
    seat.go("/").await;
    let drop = "const carried = new DataTransfer();
        for (const name of arguments[0]) carried.items.add(new File([arguments[1]], name));
        const event = (kind) => new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event('dragenter'));
        const over = document.querySelector('form').classList.contains('over');
        document.body.dispatchEvent(event('drop'));
        return over;";
    let dropped = async |names: &[&str]| seat.browser.run(drop, json!([names, WRONG])).await;
    assert_eq!(dropped(&["一.txt", "二.txt"]).await, true);
    assert!(
        seat.find(".status")
            .await
            .text()
            .await
            .contains("一次审一份")
    );
    assert_eq!(dropped(&["一.txt"]).await, true);
    seat.find(".card.error").await;
    assert_eq!(seat.find("h1").await.text().await, "一.txt");
    seat.browser.close().await;
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_sent() {
    let mut settings = settings();
    settings.limits.file = 1 << 20;
    let Some(seat) = sit(
        "a_file_that_is_too_large_is_not_sent",
        settings,
        Scripts::Run,
    )
    .await
    else {
        return;
    };
    seat.go("/").await;
    seat.choose(&seat.file("大.txt", &vec![b'1'; 3 << 20]))
        .await;
    let said = seat.find(".status.wrong").await.text().await;
    assert!(said.contains("“大.txt”有 3.0 MB，一份最多 1 MB"), "{said}");
    assert_eq!(seat.count("progress").await, 0);
    seat.browser.close().await;
}

#[tokio::test]
async fn a_file_is_sent_and_read_without_script() {
    let Some(seat) = sit(
        "a_file_is_sent_and_read_without_script",
        settings(),
        Scripts::Off,
    )
    .await
    else {
        return;
    };
    seat.go("/").await;
    assert_eq!(
        seat.count("label[for=file]").await,
        0,
        "nothing is shown that does nothing"
    );
    seat.choose(&seat.file("报告.txt", WRONG.as_bytes())).await;
    seat.find("button.primary").await.click().await;
    let card = seat.find(".card.error").await.text().await;
    assert!(card.contains("98.7%改为89.7%"), "{card}");
    assert_eq!(seat.count(".counts input, .keys, .switch").await, 0);
    assert_eq!(seat.count(".counts .error").await, 1);
    seat.browser.close().await;
}
