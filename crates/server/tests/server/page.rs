//! The pages, for a browser with or without script.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::support::{WRONG, ask, form, get, raw, sent, settings, usual, word};

#[tokio::test]
async fn the_first_page_says_what_is_taken_and_kept() {
    let page = get(&usual(), "/").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "只在内存里处理，看完即删",
        "20 MB",
        "200页",
        "30秒",
        "最多10份",
        "同时审2份",
        "15分钟",
        ".docx,",
    ] {
        assert!(page.text().contains(said), "{said} in:\n{}", page.text());
    }
    for asset in ["page.css", "home.js", "icon.svg"] {
        assert!(page.text().contains(&format!("/assets/{asset}")), "{asset}");
        assert_eq!(
            get(&usual(), &format!("/assets/{asset}")).await.status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn a_sample_opens_at_one_click() {
    let server = usual();
    let page = get(&server, "/").await;
    assert!(page.text().contains("href=\"/samples/wrong/\""));
    let shown = get(&server, "/samples/wrong/").await;
    assert!(shown.text().contains("98.7%改为89.7%"), "{}", shown.text());
    assert!(!shown.text().contains("立即删除"));
    let list = get(&server, "/samples/wrong/xlsx").await;
    assert!(list.body.starts_with(b"PK"));
    assert_eq!(
        get(&server, "/samples/other/").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_file_is_shown_with_its_findings_and_taken_away_in_every_form() {
    let server = usual();
    let result = sent(&server, "报告.docx", &word(WRONG)).await;
    let page = get(&server, &result).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "报告.docx",
        "看到3个数",
        "98.7%改为89.7%",
        "href=\"docx\"",
        "href=\"xlsx\"",
        "href=\"json\"",
        "15分钟后删去",
    ] {
        assert!(page.text().contains(said), "{said} in:\n{}", page.text());
    }
    let name = |form: &str| format!("{}.{form}", percent_encoded("报告.审核"));
    for form in ["docx", "xlsx", "json"] {
        let file = get(&server, &format!("{result}{form}")).await;
        assert_eq!(file.status, StatusCode::OK, "{form}");
        let disposition = file.header(header::CONTENT_DISPOSITION);
        assert!(disposition.starts_with("attachment; "), "{disposition}");
        assert!(
            disposition.ends_with(&name(form).replace('.', "%2E")),
            "{disposition}"
        );
    }
    let annotated = get(&server, &format!("{result}docx")).await;
    let read = document::read("a.docx", &annotated.body, &document::Limits::default());
    assert!(read.is_ok() && annotated.body.len() > word(WRONG).len());
    let found = get(&server, &format!("{result}json")).await.json();
    assert_eq!(found[0]["findings"][0]["code"], "B03");
    assert_eq!(
        get(&server, &format!("{result}pdf")).await.status,
        StatusCode::NOT_FOUND
    );
}

fn percent_encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[tokio::test]
async fn a_text_has_no_annotated_original_and_the_page_says_so() {
    let server = usual();
    let result = sent(&server, "报告.txt", WRONG.as_bytes()).await;
    let page = get(&server, &result).await;
    assert!(page.text().contains("这种格式不能在原件上加批注"));
    assert!(!page.text().contains("href=\"docx\""));
    assert_eq!(
        get(&server, &format!("{result}docx")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_result_is_gone_when_its_owner_wants_it() {
    let server = usual();
    let result = sent(&server, "报告.txt", WRONG.as_bytes()).await;
    let deleted = ask(&server, raw(&format!("{result}delete"), Body::empty())).await;
    assert!(deleted.text().contains("已经删除"));
    for form in ["", "json"] {
        let gone = get(&server, &format!("{result}{form}")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert!(gone.text().contains("结果已经删去"));
    }
}

#[tokio::test]
async fn a_result_is_found_by_its_key_alone() {
    let server = usual();
    let one = sent(&server, "报告.txt", WRONG.as_bytes()).await;
    let two = sent(&server, "报告.txt", WRONG.as_bytes()).await;
    assert_ne!(one, two);
    assert_eq!(
        get(&server, "/check/00000000000000000000000000000000/")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_a_document_says_is_text_and_never_markup() {
    let server = usual();
    let script = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let text = format!("{WRONG}{script}\n");
    for (name, bytes) in [
        ("<b onmouseover=alert(3)>.txt", text.clone().into_bytes()),
        ("报告.docx", word(&text)),
        ("报告.html", format!("<p>{WRONG}</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p><script>alert(4)</script>").into_bytes()),
        ("报告.md", text.clone().into_bytes()),
    ] {
        let result = sent(&server, name, &bytes).await;
        let page = get(&server, &result).await;
        let page = page.text();
        // One script, that of the page, known to the policy by its digest.
        assert_eq!(page.matches("<script>").count(), 1, "{name}");
        assert!(!page.contains("<img") && !page.contains("<b onmouseover"), "{name}");
        assert!(page.contains("98.7%改为89.7%"), "{name}");
    }
    let unread = ask(&server, form("/check", "<i>.bin", b"\x00\x01\x02")).await;
    assert!(!unread.text().contains("<i>"));
}

#[tokio::test]
async fn every_page_is_under_a_strict_policy() {
    let server = usual();
    let result = sent(&server, "报告.txt", WRONG.as_bytes()).await;
    for path in [
        "/",
        "/nothing",
        "/healthz",
        "/assets/page.css",
        "/samples/wrong/",
        "/samples/wrong/xlsx",
        &result,
    ] {
        let answer = get(&server, path).await;
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(
            policy.starts_with("default-src 'none'; "),
            "{path}: {policy}"
        );
        assert!(
            policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(
            answer.header(header::X_CONTENT_TYPE_OPTIONS),
            "nosniff",
            "{path}"
        );
        assert_eq!(
            answer.header(header::REFERRER_POLICY),
            "no-referrer",
            "{path}"
        );
        assert_eq!(
            policy.contains("sandbox"),
            path.ends_with('/') && path != "/",
            "what strangers wrote runs in an origin of its own: {path}"
        );
        assert!(
            answer.header(header::CACHE_CONTROL).starts_with("no-"),
            "{path}"
        );
        let text = String::from_utf8_lossy(&answer.body);
        assert!(!text.contains("https://"), "nothing from elsewhere: {path}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_on_a_page() {
    let server = usual();
    let wrong = [
        (form("/check", "空.txt", b""), 400, "没有文件"),
        (raw("/check", Body::empty()), 400, "没有文件"),
        (
            form("/check", "图.png", b"\x89PNG\r\n\x1a\n"),
            422,
            "读不了这份文件",
        ),
        (
            Request::get("/nothing").body(Body::empty()).unwrap(),
            404,
            "没有这一页",
        ),
        (
            Request::delete("/check").body(Body::empty()).unwrap(),
            405,
            "不能这样访问",
        ),
    ];
    for (request, status, title) in wrong {
        let page = ask(&server, request).await;
        assert_eq!(page.status, status, "{title}");
        assert!(
            page.text().contains(&format!("<h1>{title}</h1>")),
            "{}",
            page.text()
        );
        assert!(page.text().contains("href=\"/\""), "there is a way back");
    }
    let home = get(&server, "/check").await;
    assert_eq!(
        (home.status, home.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/")
    );
}

#[tokio::test]
async fn audits_for_anybody_can_be_switched_off() {
    let mut settings = settings();
    settings.public = false;
    let server = server::router(settings);
    assert!(get(&server, "/").await.text().contains("没有开放审校"));
    assert_eq!(
        ask(&server, raw("/api/check", WRONG)).await.problem(),
        (404, "off".to_owned())
    );
    assert_eq!(
        ask(&server, raw("/check", WRONG)).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        get(&server, "/samples/wrong/").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(get(&server, "/healthz").await.text(), "ok\n");
}
