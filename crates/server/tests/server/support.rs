//! Servers to ask, requests to ask with, and files to send.

use std::io::{Cursor, Write as _};
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use confine::Program;
use document::{Document, Picture, Png};
use folder::Note;
use http_body_util::BodyExt as _;
use server::{ARGUMENT, Limits, Means, Peer, Sample, Settings};
use tower::ServiceExt as _;
use work::Failure;
use work::print::{Press, Printed};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A sentence with an error that is certain.
pub(crate) const WRONG: &str = "全年预算数为200万元，全年执行数为179.43万元，执行率98.7%。\n";

/// A small book.
pub(crate) const SMALL: &str = r#"# 这一行不动
"年度" = 2022
"评分方案" = "caizheng-2020-10"

["单位"]
"名称" = "甲局"
"级别" = "单位"

[["指标"]]
"编号" = "Z01"
"一级" = "产出指标"
"二级" = "数量指标"
"三级" = "巡查次数"
"方向" = "≥"
"目标" = 30 # 去年28
"单位" = "次"
"分值" = 50
"完成值" = 31

[["指标"]]
"编号" = "Z02"
"一级" = "效益指标"
"二级" = "社会效益指标"
"三级" = "办结率"
"方向" = "≥"
"目标" = 95
"单位" = "%"
"分值" = 40
"完成值" = 96
"#;

/// Who does something.
fn note(via: &str) -> Note {
    Note {
        by: "甲".to_owned(),
        via: via.to_owned(),
        at: "2023-01-05T09:30:00+08:00".to_owned(),
        ..Note::default()
    }
}

/// What a program without a typesetter can do for books.
pub(crate) fn means() -> Means {
    Means {
        note: Box::new(note),
        press: Box::new(Unset),
        profile: Box::new(|_| Ok(audit::Profile::default())),
    }
}

/// A press that sets nothing and draws a dot for a chart.
struct Unset;

impl Press for Unset {
    fn sets(&self) -> bool {
        false
    }

    fn pdf(&self, _: &Document) -> Result<Printed, Failure> {
        Err(Failure::Said("没有排版".to_owned()))
    }

    fn ofd(&self, _: &Document) -> Result<Printed, Failure> {
        Err(Failure::Said("没有排版".to_owned()))
    }

    fn png(&self, _: &Picture) -> Result<Png, Failure> {
        Ok(Png(DOT.to_vec()))
    }
}

/// A picture of one dot.
const DOT: [u8; 67] = *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

/// A machine that is not this one.
pub(crate) const STRANGER: &str = "203.0.113.7:50000";

/// Usual settings with one sample.
pub(crate) fn settings() -> Settings {
    Settings {
        limits: Limits::default(),
        public: true,
        proxies: Vec::new(),
        worker: Program {
            path: env!("CARGO_BIN_EXE_server").into(),
            arguments: vec![ARGUMENT.into()],
        },
        samples: vec![Sample {
            name: "wrong",
            file: "样本.txt".to_owned(),
            title: "有错的样本".to_owned(),
            about: "一句话，一处错。".to_owned(),
            bytes: WRONG.as_bytes().to_vec(),
        }],
        books: None,
        now: || "2022-12-31T09:00:00Z".to_owned(),
        tell: Box::new(|_| {}),
    }
}

/// A router of usual settings.
pub(crate) fn usual() -> Router {
    server::router(settings())
}

/// A router with other limits.
pub(crate) fn limited(change: impl FnOnce(&mut Limits)) -> Router {
    let mut settings = settings();
    change(&mut settings.limits);
    server::router(settings)
}

/// A worker that is a shell.
pub(crate) fn shell(script: &str) -> Program {
    Program {
        path: "/bin/sh".into(),
        arguments: vec!["-c".into(), script.into()],
    }
}

/// An answer, whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The status and the code of a problem.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(
            self.header(header::CONTENT_TYPE),
            "application/problem+json"
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        (
            self.status.as_u16(),
            problem["code"].as_str().unwrap().to_owned(),
        )
    }
}

/// Asks as somebody at an address.
pub(crate) async fn ask_from(router: &Router, peer: &str, mut request: Request<Body>) -> Answer {
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(Peer(peer));
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: body.collect().await.unwrap().to_bytes(),
    }
}

/// Asks as somebody at this machine.
pub(crate) async fn ask(router: &Router, request: Request<Body>) -> Answer {
    ask_from(router, "127.0.0.1:50000", request).await
}

pub(crate) async fn get(router: &Router, path: &str) -> Answer {
    ask(router, Request::get(path).body(Body::empty()).unwrap()).await
}

/// A file as a form sends it.
pub(crate) fn form(path: &str, name: &str, bytes: &[u8]) -> Request<Body> {
    let mut body = format!(
        "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--limit--\r\n");
    Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit")
        .body(Body::from(body))
        .unwrap()
}

/// A file as the body of a request.
pub(crate) fn raw(path: &str, bytes: impl Into<Body>) -> Request<Body> {
    Request::post(path).body(bytes.into()).unwrap()
}

/// Sends a file by the form and gives the address of its result.
pub(crate) async fn sent(router: &Router, name: &str, bytes: &[u8]) -> String {
    let answer = ask(router, form("/check", name, bytes)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header(header::LOCATION).to_owned()
}

/// A zip archive of parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word document of one paragraph.
pub(crate) fn word(text: &str) -> Vec<u8> {
    let read = document::read("a.txt", text.as_bytes(), &document::Limits::default()).unwrap();
    document::docx(&read, &[]).unwrap()
}

/// A PDF with so many pages, each with a line in Latin letters.
pub(crate) fn pdf(pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages)
        .map(|page| format!("{} 0 R", 4 + 2 * page))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {pages} /Kids [{}] >>",
            kids.join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for page in 0..pages {
        let content = format!("BT /F1 12 Tf 72 720 Td (Page {page}) Tj ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * page
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = file.len();
    file.push_str(&format!(
        "{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    file.into_bytes()
}
