//! The books of one officer: who gets in, what is shown, and what may be typed.

use std::fs;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use server::Books;
use tempfile::TempDir;

use crate::support::{Answer, SMALL, ask, ask_from, means, settings};

const HOST: &str = "127.0.0.1:8686";
const ORIGIN: &str = "http://127.0.0.1:8686";

/// A server with books, and the key to them.
struct Desk {
    folder: TempDir,
    router: Router,
    cookie: String,
}

impl Desk {
    async fn new(books: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in books {
            let book = folder.path().join(name);
            fs::create_dir(&book).unwrap();
            fs::write(book.join("book.toml"), text).unwrap();
        }
        let mut settings = settings();
        let books = Books::new(folder.path().to_owned(), means()).unwrap();
        let entrance = books.entrance();
        settings.books = Some(books);
        let router = server::router(settings);
        let opened = ask(&router, request(Method::GET, &entrance, "", None)).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER);
        let cookie = opened.header(header::SET_COOKIE).to_owned();
        for said in ["HttpOnly", "SameSite=Strict", "Path=/books"] {
            assert!(cookie.contains(said), "{cookie}");
        }
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self {
            folder,
            router,
            cookie,
        }
    }

    async fn get(&self, path: &str) -> Answer {
        ask(&self.router, request(Method::GET, path, &self.cookie, None)).await
    }

    async fn post(&self, path: &str, kind: &str, body: String) -> Answer {
        let mut request = request(Method::POST, path, &self.cookie, Some(ORIGIN));
        let kind = kind.parse().unwrap();
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        *request.body_mut() = Body::from(body);
        ask(&self.router, request).await
    }

    async fn fill(&self, filling: Value) -> Answer {
        self.post("/books/甲/fill", "application/json", filling.to_string())
            .await
    }

    async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let kind = "application/x-www-form-urlencoded";
        self.post(path, kind, body.finish()).await
    }

    fn book(&self) -> String {
        fs::read_to_string(self.folder.path().join("甲/book.toml")).unwrap()
    }
}

fn request(method: Method, path: &str, cookie: &str, origin: Option<&str>) -> Request<Body> {
    let encoded = percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS);
    let mut request = Request::builder()
        .method(method)
        .uri(encoded.to_string())
        .header(header::HOST, HOST);
    if !cookie.is_empty() {
        request = request.header(header::COOKIE, cookie);
    }
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    request.body(Body::empty()).unwrap()
}

fn cell(entry: &str, key: &str, seen: &str, typed: &str) -> Value {
    json!({ "entry": entry, "key": key, "seen": seen, "typed": typed })
}

/// Every address below `/books`, with the method it takes.
const ROUTES: [(Method, &str); 14] = [
    (Method::GET, "/books"),
    (Method::GET, "/books/"),
    (Method::POST, "/books/new"),
    (Method::GET, "/books/甲/"),
    (Method::GET, "/books/甲/unit"),
    (Method::GET, "/books/甲/sheet/指标"),
    (Method::GET, "/books/甲/entry?at=指标Z01"),
    (Method::POST, "/books/甲/entry"),
    (Method::POST, "/books/甲/remove"),
    (Method::POST, "/books/甲/fill"),
    (Method::POST, "/books/甲/undo"),
    (Method::GET, "/books/甲/score"),
    (Method::GET, "/books/甲/log"),
    (Method::GET, "/books/no/such/page"),
];

#[tokio::test]
async fn nobody_comes_in_without_the_key() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    let other = "kaocheng-8686=00000000000000000000000000000000";
    for (method, path) in ROUTES {
        for cookie in ["", other, "kaocheng-8687=1"] {
            let asked = request(method.clone(), path, cookie, Some(ORIGIN));
            let answer = ask(&desk.router, asked).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
            assert!(answer.text().contains("no-key"), "{path}");
        }
    }
    let wrong = request(Method::GET, "/open?key=1", "", None);
    assert_eq!(ask(&desk.router, wrong).await.status, StatusCode::FORBIDDEN);
    let without = server::router(settings());
    let answer = ask(&without, request(Method::GET, "/books/", "", None)).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_this_machine_by_its_own_name_comes_in() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    for (method, path) in ROUTES {
        let mut asked = request(method.clone(), path, &desk.cookie, Some(ORIGIN));
        let named = "attacker.example:8686".parse().unwrap();
        asked.headers_mut().insert(header::HOST, named);
        let answer = ask(&desk.router, asked).await;
        assert!(answer.text().contains("not-here"), "{method} {path}");
        let far = request(method.clone(), path, &desk.cookie, Some(ORIGIN));
        let answer = ask_from(&desk.router, "203.0.113.7:5000", far).await;
        assert!(answer.text().contains("not-here"), "{method} {path}");
        let mut passed = request(method.clone(), path, &desk.cookie, Some(ORIGIN));
        let by = "203.0.113.7".parse().unwrap();
        passed.headers_mut().insert("x-forwarded-for", by);
        let answer = ask(&desk.router, passed).await;
        assert!(answer.text().contains("not-here"), "{method} {path}");
    }
}

#[tokio::test]
async fn what_another_page_sends_changes_nothing() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    for (method, path) in ROUTES {
        if method != Method::POST {
            continue;
        }
        for origin in [
            None,
            Some("null"),
            Some("http://attacker.example"),
            Some("https://127.0.0.1:8686"),
            Some("http://127.0.0.1:9999"),
        ] {
            let asked = request(Method::POST, path, &desk.cookie, origin);
            let answer = ask(&desk.router, asked).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {origin:?}");
            assert!(answer.text().contains("foreign"), "{path} {origin:?}");
        }
    }
    assert_eq!(desk.book(), SMALL);
    assert!(!desk.folder.path().join("甲/.kaocheng/log.jsonl").exists());
}

#[tokio::test]
async fn no_name_leads_out_of_the_folder() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("book.toml"), SMALL).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path(), desk.folder.path().join("乙")).unwrap();
    let far = outside.path().to_str().unwrap().replace('/', "%2F");
    for name in ["..", "%2E%2E", "..%2F甲", ".", "乙", "甲%2F", "甲%00", &far] {
        for page in ["", "log", "sheet/指标"] {
            let answer = desk.get(&format!("/books/{name}/{page}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}/{page}");
        }
    }
    for unit in ["../../x", "..", "/etc", "a\\b", "."] {
        desk.form("/books/new", &[("unit", unit), ("year", "2025")])
            .await;
    }
    let inside = |dir: &Path| {
        let names = fs::read_dir(dir).unwrap();
        let names = names.map(|one| one.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    };
    let mut there = inside(desk.folder.path());
    there.retain(|name| name != "乙");
    assert_eq!(there, ["ab2025", "etc2025", "x2025", "甲"]);
}

#[tokio::test]
async fn every_page_is_there_and_loads_nothing_from_elsewhere() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    for (path, said) in [
        ("/books/", "甲局"),
        ("/books/甲/", "甲局"),
        ("/books/甲/unit", "内部往来"),
        ("/books/甲/sheet/指标", "巡查次数"),
        ("/books/甲/sheet/指标?view=2", "数据来源"),
        ("/books/甲/sheet/预算", "还没有预算"),
        ("/books/甲/entry?at=指标Z01", "巡查次数"),
        ("/books/甲/entry?at=单位", "甲局"),
        ("/books/甲/entry?kind=人员", "新的人员"),
        ("/books/甲/score", "caizheng-2020-10"),
        ("/books/甲/log", "还没有记录"),
    ] {
        let page = desk.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}\n{}", page.text());
        assert!(page.text().contains(said), "{path}\n{}", page.text());
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
        assert!(page.body.len() < 200_000, "{path}");
    }
    let year = desk.get("/books/甲/").await;
    let linked = "entry?at=%E6%8C%87%E6%A0%87Z01\">指标Z01 巡查次数</a>";
    assert!(year.text().contains(linked), "{}", year.text());
    let sheet = desk.get("/books/甲/sheet/指标").await;
    assert!(
        sheet
            .text()
            .contains("<a href=\"#r1\">指标Z01 巡查次数</a>")
    );
    for path in [
        "/books/乙/",
        "/books/甲/sheet/没有",
        "/books/甲/entry?at=指标Z09",
        "/books/甲/entry?at=没有这样的",
        "/books/甲/entry",
    ] {
        assert_eq!(desk.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_cell_is_taken_where_it_is_as_it_was_seen() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    let done = desk
        .fill(json!({ "cells": [cell("指标Z01", "目标", "30", "３６次")] }))
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    assert_eq!(done.json()["done"]["cells"][0]["said"], "36");
    assert_eq!(desk.book(), SMALL.replace("= 30 # 去年28", "= 36 # 去年28"));
    let clash = desk
        .fill(json!({ "cells": [cell("指标Z01", "目标", "30", "40")] }))
        .await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    let clash = &clash.json()["clash"][0];
    assert_eq!(
        (
            &clash["theirs"],
            &clash["mine"],
            &clash["by"],
            &clash["when"]
        ),
        (
            &json!("36"),
            &json!("40"),
            &json!("甲"),
            &json!("2023-01-05 09:30")
        )
    );
    let other = desk
        .fill(json!({ "cells": [cell("指标Z02", "目标", "95", "96")] }))
        .await;
    assert_eq!(other.status, StatusCode::OK);
    let wrong = desk
        .fill(json!({ "cells": [cell("指标Z01", "分值", "50", "约五十")] }))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["wrong"][0]["at"], "指标Z01.分值");
    let undone = desk
        .form("/books/甲/undo", &[("seq", "2"), ("script", "1")])
        .await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.text());
    assert!(desk.book().contains("\"目标\" = 30 # 去年28") && desk.book().contains("= 96"));
    let log = desk.get("/books/甲/log?at=指标Z01.目标").await;
    assert!(log.text().contains("撤销第2次") && log.text().contains("没有被改过"));
}

#[tokio::test]
async fn rows_come_go_and_are_called_otherwise() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    let staff = |kind: &str, count: &str| json!({ "parent": "账本", "kind": "人员", "fields": [["类别", kind], ["在职", count]] });
    let done = desk
        .fill(json!({ "added": [staff("行政人员", "１０人"), staff("工勤人员", "2")] }))
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    assert_eq!(done.json()["done"]["moved"], true);
    let wrong = desk
        .fill(json!({ "added": [staff("事业人员", "3"), staff("其他", "不详")] }))
        .await;
    assert_eq!(wrong.json()["wrong"][0]["added"], 2);
    assert!(!desk.book().contains("事业人员"), "all or nothing");
    let lacking = desk
        .fill(json!({ "added": [{ "parent": "账本", "kind": "人员", "fields": [["类别", "聘用"]] }] }))
        .await;
    assert_eq!(
        lacking.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        lacking.text()
    );
    assert_eq!(lacking.json()["wrong"][0]["added"], 1);
    let renamed = desk
        .fill(json!({ "cells": [cell("人员工勤人员", "类别", "工勤人员", "工人")] }))
        .await;
    assert_eq!(renamed.json()["done"]["moved"], true, "{}", renamed.text());
    let page = desk.get("/books/甲/sheet/人员").await;
    let seal = page
        .text()
        .split("data-at=\"人员工人\" data-seal=\"")
        .nth(1);
    let seal = seal.unwrap().split('"').next().unwrap().to_owned();
    let stale = desk
        .form("/books/甲/remove", &[("at", "人员工人"), ("seal", "0")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let gone = desk
        .form("/books/甲/remove", &[("at", "人员工人"), ("seal", &seal)])
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    assert!(!desk.book().contains("工人") && desk.book().contains("行政人员"));
}

#[tokio::test]
async fn a_form_does_without_script_what_the_sheet_does() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    let sent = |typed: &'static str| {
        [
            ("at", "指标Z01"),
            ("was.目标", "30"),
            ("is.目标", typed),
            ("was.分值", "50"),
            ("is.分值", "50"),
        ]
    };
    let done = desk.form("/books/甲/entry", &sent("33")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(desk.book().contains("= 33 # 去年28"));
    let clash = desk.form("/books/甲/entry", &sent("44")).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    assert!(
        clash.text().contains("改成了“33”；你填的是“44”"),
        "{}",
        clash.text()
    );
    let wrong = [("at", "指标Z01"), ("was.分值", "50"), ("is.分值", "很多")];
    let wrong = desk.form("/books/甲/entry", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text().contains("href=\"#f-分值\""),
        "{}",
        wrong.text()
    );
    assert!(
        wrong.text().contains("value=\"很多\""),
        "what was typed is kept"
    );
    let new = [
        ("in", "账本"),
        ("kind", "人员"),
        ("is.类别", "行政人员"),
        ("is.在职", "3"),
    ];
    let new = desk.form("/books/甲/entry", &new).await;
    assert_eq!(new.status, StatusCode::SEE_OTHER);
    assert!(desk.book().contains("行政人员"));
}

#[tokio::test]
async fn what_is_written_in_a_book_is_never_part_of_a_page() {
    let evil = "<script>alert(1)</script>\\\"'><img src=x>";
    let text = SMALL.replace("甲局", evil).replace("巡查次数", evil);
    let name = "<b>&'";
    let desk = Desk::new(&[("甲", &text), (name, &text)]).await;
    for path in [
        "/books/",
        "/books/甲/",
        "/books/甲/sheet/指标",
        "/books/甲/sheet/指标?view=1",
        "/books/甲/entry?at=指标Z01",
        "/books/甲/score",
        "/books/甲/log?at=<script>alert(1)</script>",
    ] {
        let page = desk
            .get(&path.replace('<', "%3C").replace('>', "%3E"))
            .await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.text().contains("<script>alert"), "{path}");
        assert!(!page.text().contains("<img"), "{path}");
        assert!(!page.text().contains("<b>&'"), "{path}");
    }
}

#[tokio::test]
async fn more_than_can_be_typed_is_refused() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    let long = "长".repeat(400_000);
    let answer = desk
        .fill(json!({ "cells": [cell("指标Z01", "三级", "巡查次数", &long)] }))
        .await;
    assert_eq!(answer.problem(), (413, "too-much".to_owned()));
    let row = json!({ "parent": "账本", "kind": "人员", "fields": [] });
    let rows: Vec<Value> = std::iter::repeat_n(row, 2001).collect();
    let answer = desk.fill(json!({ "added": rows })).await;
    assert_eq!(answer.problem(), (413, "too-much".to_owned()));
    for sent in ["", "[1]", "{\"cells\":[{}]}", "{\"others\":1}"] {
        let answer = desk
            .post("/books/甲/fill", "application/json", sent.to_owned())
            .await;
        assert_eq!(answer.problem(), (400, "malformed".to_owned()), "{sent}");
    }
    let deep = "[".repeat(100_000);
    let answer = desk.post("/books/甲/fill", "application/json", deep).await;
    assert_eq!(answer.problem(), (400, "malformed".to_owned()));
    assert_eq!(desk.book(), SMALL);
}

#[tokio::test]
async fn a_book_that_is_wrong_is_shown_with_what_is_wrong_and_can_be_mended() {
    let text = SMALL.replace("\"分值\" = 40", "\"分值\" = \"四十\"");
    let desk = Desk::new(&[("甲", &text)]).await;
    let page = desk.get("/books/甲/sheet/指标").await;
    assert!(page.text().contains("读不通") && page.text().contains("四十"));
    let mended = desk
        .fill(json!({ "cells": [cell("指标Z02", "分值", "四十", "40")] }))
        .await;
    assert_eq!(mended.status, StatusCode::OK, "{}", mended.text());
    let page = desk.get("/books/甲/sheet/指标").await;
    assert!(!page.text().contains("读不通"));
}

#[tokio::test]
async fn a_folder_without_books_begins_with_one() {
    let desk = Desk::new(&[]).await;
    let page = desk.get("/books/").await;
    assert!(page.text().contains("还没有账本"));
    let begun = desk
        .form("/books/new", &[("unit", "某县民政局"), ("year", "2025")])
        .await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let page = desk.get("/books/某县民政局2025/").await;
    assert!(page.text().contains("某县民政局"), "{}", page.text());
    let again = desk
        .form("/books/new", &[("unit", "某县民政局"), ("year", "2025")])
        .await;
    assert!(again.text().contains("已经有了"));
}

#[tokio::test]
async fn a_report_is_shown_and_taken_away() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    let page = desk.get("/books/%E7%94%B2/report").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    for said in ["征求意见稿", "定稿以前", "自评报告.docx", "report/preview"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("自评报告.pdf"), "there is no typesetter");
    let preview = desk.get("/books/%E7%94%B2/report/preview").await;
    assert_eq!(preview.status, StatusCode::OK);
    let policy = preview.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("sandbox allow-scripts") && policy.contains("script-src 'sha256-"));
    assert!(preview.text().contains("征求意见稿"));
    for (file, begins) in [
        ("自评报告.docx", &b"PK"[..]),
        ("自评报告.html", b"<!DOCTYPE html>"),
        ("自评报告.md", b""),
        ("自评表.xlsx", b"PK"),
    ] {
        let taken = desk
            .get(&format!("/books/%E7%94%B2/report/{}", encoded(file)))
            .await;
        assert_eq!(taken.status, StatusCode::OK, "{file}: {}", taken.text());
        assert!(taken.body.starts_with(begins), "{file}");
        let named = taken.header(header::CONTENT_DISPOSITION);
        assert!(
            named.starts_with("attachment") && named.contains(&encoded(file)),
            "{named}"
        );
    }
    let other = desk.get("/books/%E7%94%B2/report/book.toml").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_ready_is_not_final() {
    let desk = Desk::new(&[("甲", SMALL)]).await;
    let path = format!(
        "/books/%E7%94%B2/report/{}?final=1",
        encoded("自评报告.docx")
    );
    let refused = desk.get(&path).await;
    assert_ne!(refused.status, StatusCode::OK);
    assert!(refused.text().contains("还不能定稿"), "{}", refused.text());
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'.' => ".".to_owned(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
