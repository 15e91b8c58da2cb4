//! `POST /api/check`.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use review::{Detail, Reviewed, Totals, Work};

use crate::support::{WRONG, ask, form, get, raw, usual};

/// What `check --format json` says of a text.
fn told(name: &str, text: &str, coverage: bool) -> String {
    let read = document::read(name, text.as_bytes(), &document::Limits::default());
    let reviewed = Reviewed::new(name, read);
    let Work::Stream(start) = review::form("json").unwrap().work else {
        panic!("json is a stream");
    };
    let mut out = Vec::new();
    let mut stream = start(Detail {
        coverage,
        ..Detail::default()
    });
    stream.file(&mut out, &reviewed).unwrap();
    stream.end(&mut out, &Totals::default()).unwrap();
    String::from_utf8(out).unwrap()
}

#[tokio::test]
async fn a_program_is_told_what_the_command_tells() {
    let server = usual();
    let named = "/api/check?name=%E6%8A%A5%E5%91%8A.txt";
    let header = Request::post("/api/check")
        .header("X-File-Name", "%E6%8A%A5%E5%91%8A.txt")
        .body(Body::from(WRONG))
        .unwrap();
    for request in [
        raw(named, WRONG),
        header,
        form("/api/check", "报告.txt", WRONG.as_bytes()),
    ] {
        let answer = ask(&server, request).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
        assert_eq!(answer.text(), told("报告.txt", WRONG, false));
    }
    let all = ask(&server, raw(&format!("{named}&coverage=true"), WRONG)).await;
    assert_eq!(all.text(), told("报告.txt", WRONG, true));
}

#[tokio::test]
async fn a_format_is_known_by_the_content_where_there_is_no_name() {
    let answer = ask(&usual(), raw("/api/check", WRONG)).await;
    let found = answer.json();
    assert_eq!(found[0]["file"], "未命名");
    assert_eq!(found[0]["findings"][0]["code"], "B03");
}

#[tokio::test]
async fn what_is_wrong_is_said_in_problem_details() {
    let server = usual();
    let problem = ask(&server, raw("/api/check", "\u{0}\u{1}")).await;
    assert_eq!(problem.problem(), (422, "unreadable".to_owned()));
    let said = problem.json();
    assert_eq!(said["type"], "urn:kaocheng:problem:unreadable");
    assert_eq!(said["title"], "读不了这份文件");
    assert!(said["detail"].as_str().unwrap().contains("UTF-8"), "{said}");
    let broken = Request::post("/api/check")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit")
        .body(Body::from("--limit\r\nhalf"))
        .unwrap();
    let wrong = [
        (raw("/api/check", Body::empty()), 400, "no-file"),
        (broken, 400, "malformed"),
        (raw("/api/check?coverage=maybe", WRONG), 400, "malformed"),
        (raw("/api/nothing", WRONG), 404, "not-found"),
    ];
    for (request, status, code) in wrong {
        assert_eq!(
            ask(&server, request).await.problem(),
            (status, code.to_owned())
        );
    }
    assert_eq!(
        get(&server, "/api/check").await.problem(),
        (405, "method".to_owned())
    );
}
