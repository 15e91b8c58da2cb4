//! As much of the protocol of WebDriver as the tests need: JSON in, JSON out.

use std::net::SocketAddr;

use axum::http::{Request, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

/// The field that says a value stands for an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser that does what it is told.
pub(crate) struct Browser {
    driver: SocketAddr,
    session: String,
}

/// Something on a page.
pub(crate) struct Element<'a> {
    browser: &'a Browser,
    path: String,
}

impl Browser {
    /// Has the driver that listens at an address start a browser.
    pub(crate) async fn start(driver: SocketAddr, options: Value) -> Self {
        let wanted =
            json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let answer = asked(driver, "POST", "/session", wanted).await.unwrap();
        let session = format!("/session/{}", answer["sessionId"].as_str().unwrap());
        Self { driver, session }
    }

    pub(crate) async fn go(&self, url: &str) {
        self.told("POST", "/url", json!({ "url": url })).await;
    }

    pub(crate) async fn url(&self) -> String {
        let url = self.told("GET", "/url", Value::Null).await;
        url.as_str().unwrap().to_owned()
    }

    /// What a selector finds now.
    pub(crate) async fn all(&self, css: &str) -> Vec<Element<'_>> {
        let wanted = json!({ "using": "css selector", "value": css });
        let found = self.told("POST", "/elements", wanted).await;
        let found = found.as_array().unwrap().iter();
        found.map(|one| self.element(one)).collect()
    }

    /// What has the focus.
    pub(crate) async fn active(&self) -> Element<'_> {
        let active = self.told("GET", "/element/active", Value::Null).await;
        self.element(&active)
    }

    /// What a script returns.
    pub(crate) async fn run(&self, script: &str, arguments: Value) -> Value {
        let wanted = json!({ "script": script, "args": arguments });
        self.told("POST", "/execute/sync", wanted).await
    }

    /// What a script gives to the function that is its last argument.
    pub(crate) async fn run_until_called(&self, script: &str) -> Value {
        let wanted = json!({ "script": script, "args": [] });
        self.told("POST", "/execute/async", wanted).await
    }

    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let wanted = json!({ "width": width, "height": height });
        self.told("POST", "/window/rect", wanted).await;
    }

    /// Opens another window, and gives the one that was open and the new one, which is looked at from now on.
    pub(crate) async fn another(&self) -> [Value; 2] {
        let old = self.told("GET", "/window", Value::Null).await;
        let opened = self.told("POST", "/window/new", json!({ "type": "tab" }));
        let new = opened.await["handle"].take();
        self.turn_to(&new).await;
        [old, new]
    }

    /// Looks at another window.
    pub(crate) async fn turn_to(&self, window: &Value) {
        let wanted = json!({ "handle": window });
        self.told("POST", "/window", wanted).await;
    }

    /// The page as a picture, in base 64.
    pub(crate) async fn picture(&self) -> String {
        let taken = self.told("GET", "/screenshot", Value::Null).await;
        taken.as_str().unwrap().to_owned()
    }

    /// The page as PDF, in base 64.
    pub(crate) async fn print(&self) -> String {
        let printed = self.told("POST", "/print", json!({})).await;
        printed.as_str().unwrap().to_owned()
    }

    pub(crate) async fn close(&self) {
        self.told("DELETE", "", Value::Null).await;
    }

    fn element(&self, value: &Value) -> Element<'_> {
        Element {
            browser: self,
            path: format!("/element/{}", value[ELEMENT].as_str().unwrap()),
        }
    }

    async fn told(&self, method: &str, path: &str, wanted: Value) -> Value {
        let answer = asked(
            self.driver,
            method,
            &format!("{}{path}", self.session),
            wanted,
        )
        .await;
        answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }
}

impl Element<'_> {
    pub(crate) async fn click(&self) {
        self.told("POST", "/click", json!({})).await;
    }

    /// Presses keys in it; a field of files takes a path.
    pub(crate) async fn press(&self, keys: &str) {
        self.told("POST", "/value", json!({ "text": keys })).await;
    }

    pub(crate) async fn text(&self) -> String {
        let text = self.told("GET", "/text", Value::Null).await;
        text.as_str().unwrap().to_owned()
    }

    /// Whether it can be seen.
    pub(crate) async fn is_shown(&self) -> bool {
        self.told("GET", "/displayed", Value::Null).await == true
    }

    async fn told(&self, method: &str, path: &str, wanted: Value) -> Value {
        let path = format!("{}{path}", self.path);
        self.browser.told(method, &path, wanted).await
    }
}

/// What the driver answers; the error is what it says went wrong.
async fn asked(
    driver: SocketAddr,
    method: &str,
    path: &str,
    wanted: Value,
) -> Result<Value, Value> {
    let stream = TcpStream::connect(driver).await.unwrap();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let body = if wanted.is_null() {
        Vec::new()
    } else {
        serde_json::to_vec(&wanted).unwrap()
    };
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, driver.to_string())
        .header(header::CONTENT_TYPE, "application/json")
        .body(Full::<Bytes>::from(body))
        .unwrap();
    let response = sender.send_request(request).await.unwrap();
    let is_success = response.status().is_success();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let mut answer: Value = serde_json::from_slice(&body).unwrap();
    let value = answer["value"].take();
    if is_success { Ok(value) } else { Err(value) }
}
