//! Each limit that the first page tells.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use http_body_util::StreamBody;
use hyper::body::Frame;

use crate::support::{
    STRANGER, WRONG, ask, ask_from, form, limited, pdf, raw, sent, settings, shell, usual,
};

fn code(code: &str, status: u16) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn a_file_has_no_more_bytes_than_allowed() {
    let server = limited(|limits| limits.file = 1000);
    let text = |length: usize| "字".repeat(length / 3);
    let fits = ask(&server, raw("/api/check", text(999))).await;
    assert_eq!(fits.status, 200);
    let large = [
        raw("/api/check", text(1200)),
        form("/api/check", "a.txt", text(1200).as_bytes()),
    ];
    for request in large {
        assert_eq!(
            ask(&server, request).await.problem(),
            code("too-large", 413)
        );
    }
    let page = ask(&server, form("/check", "a.txt", text(1200).as_bytes())).await;
    assert!(page.text().contains("<h1>文件太大</h1>") && page.text().contains("1000字节"));
}

#[tokio::test]
async fn a_body_that_does_not_tell_its_length_is_counted() {
    let server = limited(|limits| limits.file = 1000);
    let frames =
        (0..200).map(|_| Ok::<_, std::io::Error>(Frame::data(Bytes::from(vec![b'1'; 1000]))));
    let body = Body::new(StreamBody::new(futures_util::stream::iter(frames)));
    assert_eq!(
        ask(&server, raw("/api/check", body)).await.problem(),
        code("too-large", 413)
    );
}

#[tokio::test]
async fn a_file_has_no_more_pages_than_allowed() {
    let server = limited(|limits| limits.pages = 2);
    let fits = ask(&server, raw("/api/check?name=a.pdf", pdf(2))).await;
    assert_eq!(fits.status, 200, "{}", fits.text());
    let long = ask(&server, raw("/api/check?name=a.pdf", pdf(3))).await;
    assert_eq!(long.problem(), code("too-many-pages", 422));
    assert!(
        long.text().contains("有3页，一份最多2页"),
        "{}",
        long.text()
    );
}

#[tokio::test]
async fn an_audit_takes_no_longer_than_allowed() {
    let server = limited(|limits| limits.audit = Duration::ZERO);
    assert_eq!(
        ask(&server, raw("/api/check", WRONG)).await.problem(),
        code("too-slow", 422)
    );
    let mut settings = settings();
    settings.worker = shell("exec sleep 600");
    settings.limits.audit = Duration::from_millis(50);
    let server = server::router(settings);
    let page = ask(&server, form("/check", "a.txt", WRONG.as_bytes())).await;
    assert!(page.text().contains("<h1>没有审完</h1>"), "{}", page.text());
}

#[tokio::test]
async fn a_worker_that_fails_fails_alone() {
    let mut settings = settings();
    settings.worker = shell("echo half; kill -ABRT $$");
    let server = server::router(settings);
    assert_eq!(
        ask(&server, raw("/api/check", WRONG)).await.problem(),
        code("too-heavy", 422)
    );
    assert_eq!(
        ask(
            &server,
            Request::get("/healthz").body(Body::empty()).unwrap()
        )
        .await
        .status,
        200
    );
}

#[tokio::test]
async fn an_address_has_so_many_files_audited_an_hour() {
    let server = limited(|limits| limits.hourly = Some(2));
    let check = async |peer: &str| ask_from(&server, peer, raw("/api/check", WRONG)).await;
    for _ in 0..2 {
        assert_eq!(check(STRANGER).await.status, 200);
    }
    let refused = check("203.0.113.7:50001").await;
    assert_eq!(refused.problem(), code("too-often", 429));
    assert!(
        refused.json()["detail"]
            .as_str()
            .unwrap()
            .contains("60分钟")
    );
    let wait: u64 = refused.header(header::RETRY_AFTER).parse().unwrap();
    assert!((3500..=3600).contains(&wait), "{wait}");
    let page = ask_from(&server, STRANGER, form("/check", "a.txt", WRONG.as_bytes())).await;
    assert!(page.status == 429 && page.text().contains("<h1>审得太勤</h1>"));
    assert_eq!(
        check("203.0.113.8:50000").await.status,
        200,
        "another address has its own"
    );
    let home = Request::get("/samples/wrong/").body(Body::empty()).unwrap();
    assert_eq!(
        ask_from(&server, STRANGER, home).await.status,
        200,
        "samples cost nothing"
    );
}

#[tokio::test]
async fn whoever_sits_at_the_machine_is_not_counted_but_a_proxy_on_it_is() {
    let server = limited(|limits| limits.hourly = Some(1));
    for _ in 0..3 {
        sent(&server, "a.txt", WRONG.as_bytes()).await;
    }
    let forwarded = || {
        Request::post("/api/check")
            .header("X-Forwarded-For", "198.51.100.1")
            .body(Body::from(WRONG))
            .unwrap()
    };
    assert_eq!(ask(&server, forwarded()).await.status, 200);
    assert_eq!(ask(&server, forwarded()).await.status, 429);
}

#[tokio::test]
async fn a_proxy_that_is_known_asks_for_others() {
    let mut settings = settings();
    settings.limits.hourly = Some(1);
    settings.proxies = vec!["127.0.0.1".parse().unwrap()];
    let server = server::router(settings);
    let forwarded = async |address: &str| {
        let request = Request::post("/api/check").header("X-Forwarded-For", address);
        ask(&server, request.body(Body::from(WRONG)).unwrap())
            .await
            .status
            .as_u16()
    };
    assert_eq!(forwarded("198.51.100.1").await, 200);
    assert_eq!(forwarded("198.51.100.2").await, 200);
    assert_eq!(
        forwarded("198.51.100.3, 198.51.100.1").await,
        429,
        "the first is only said"
    );
}

#[tokio::test]
async fn no_more_are_audited_at_once_than_allowed() {
    let mut settings = settings();
    settings.worker = shell("exec sleep 600");
    settings.limits.at_once = 1;
    settings.limits.wait = Duration::ZERO;
    settings.limits.audit = Duration::from_millis(500);
    let server = server::router(settings);
    let check = || ask(&server, raw("/api/check", WRONG));
    let (one, two) = tokio::join!(check(), check());
    assert_eq!(one.problem(), code("too-slow", 422));
    assert_eq!(two.problem(), code("busy", 503));
    assert_eq!(two.header(header::RETRY_AFTER), "10");
    assert_eq!(
        check().await.problem(),
        code("too-slow", 422),
        "the turn is free again"
    );
}

#[tokio::test]
async fn whoever_has_to_wait_gets_a_turn() {
    let server = limited(|limits| limits.at_once = 1);
    let check = || ask(&server, raw("/api/check", WRONG));
    let (one, two, three) = tokio::join!(check(), check(), check());
    for answer in [one, two, three] {
        assert_eq!(answer.status, 200);
    }
}

#[tokio::test]
async fn results_make_place_for_new_ones() {
    let server = limited(|limits| limits.results = 1);
    let old = sent(&server, "旧.txt", WRONG.as_bytes()).await;
    let new = sent(&server, "新.txt", WRONG.as_bytes()).await;
    let status = async |path: &str| crate::support::get(&server, path).await.status.as_u16();
    assert_eq!((status(&old).await, status(&new).await), (404, 200));
}

#[tokio::test]
async fn a_result_is_gone_when_its_time_is_over() {
    let server = limited(|limits| limits.kept = Duration::ZERO);
    let result = sent(&server, "a.txt", WRONG.as_bytes()).await;
    assert_eq!(crate::support::get(&server, &result).await.status, 404);
    let server = usual();
    let result = sent(&server, "a.txt", WRONG.as_bytes()).await;
    assert_eq!(crate::support::get(&server, &result).await.status, 200);
}
