//! Somebody who sits before a browser, and a server to look at.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use server::Settings;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::driver::{Browser, Element};

/// How long a page is waited for, on a machine that has other things to do, too.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is looked at again.
const BREATH: Duration = Duration::from_millis(50);

/// A browser before a server.
pub(crate) struct Seat {
    pub(crate) browser: Browser,
    /// The address of the server, without a slash at the end.
    pub(crate) server: String,
    /// Where files lie that are sent, and files that were taken away.
    pub(crate) folder: TempDir,
    driver: Child,
}

impl Drop for Seat {
    fn drop(&mut self) {
        // It may have ended with the browser.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Whether a browser runs scripts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scripts {
    Run,
    Off,
}

/// Tells what a test needs and has not got, by its name; where nothing may be skipped, the test fails.
pub(crate) fn skip(test: &str, missing: &str) {
    println!("skipped: {test}, no {missing}");
    assert!(
        std::env::var_os("KAOCHENG_NO_SKIP").is_none(),
        "{test} needs {missing}"
    );
}

/// Sits down before a server; `None` where there is no browser.
pub(crate) async fn sit(test: &str, settings: Settings, scripts: Scripts) -> Option<Seat> {
    let mut command = Command::new("chromedriver");
    command
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let Ok(mut driver) = command.spawn() else {
        skip(test, "chromedriver");
        return None;
    };
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = lines.map_while(Result::ok).find_map(|line| {
        let port = line.split_once("started successfully on port ")?.1;
        port.trim_end_matches('.').parse::<u16>().ok()
    });
    let folder = tempfile::tempdir().unwrap();
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1366,620",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        &format!(
            "--user-data-dir={}",
            folder.path().join("profile").display()
        ),
    ];
    let taken = folder.path().join("taken");
    let javascript = if scripts == Scripts::Run { 1 } else { 2 };
    let options = json!({
        "args": arguments,
        "prefs": {
            "download.default_directory": taken,
            "profile.managed_default_content_settings.javascript": javascript,
        },
    });
    let address = SocketAddr::from(([127, 0, 0, 1], port.unwrap()));
    let browser = Browser::start(address, options).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(server::listen(listener, settings, std::future::pending()));
    Some(Seat {
        browser,
        server,
        folder,
        driver,
    })
}

impl Seat {
    /// Goes to a page of the server.
    pub(crate) async fn go(&self, path: &str) {
        self.browser.go(&format!("{}{path}", self.server)).await;
    }

    /// Writes a file that can be sent.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Chooses a file on the first page.
    pub(crate) async fn choose(&self, path: &Path) {
        let field = self.find("input[type=file]").await;
        field.press(path.to_str().unwrap()).await;
    }

    /// What a selector finds, once it is there.
    pub(crate) async fn find(&self, css: &str) -> Element<'_> {
        let start = Instant::now();
        loop {
            if let Some(first) = self.browser.all(css).await.into_iter().next() {
                return first;
            }
            assert!(start.elapsed() < PATIENCE, "{css} is not there");
            tokio::time::sleep(BREATH).await;
        }
    }

    /// How many elements a selector finds that can be seen.
    pub(crate) async fn count(&self, css: &str) -> usize {
        let mut seen = 0;
        for element in self.browser.all(css).await {
            seen += usize::from(element.is_shown().await);
        }
        seen
    }

    /// Presses keys where the page has the focus.
    pub(crate) async fn press(&self, keys: &str) {
        self.browser.active().await.press(keys).await;
    }

    /// A file that was taken away, once it is there whole.
    pub(crate) async fn taken(&self, name: &str) -> Vec<u8> {
        let path = self.folder.path().join("taken").join(name);
        let start = Instant::now();
        while !path.exists() {
            assert!(start.elapsed() < PATIENCE, "{name} was not taken");
            tokio::time::sleep(BREATH).await;
        }
        fs::read(path).unwrap()
    }

    /// Asserts that the page loaded nothing from elsewhere.
    pub(crate) async fn assert_alone(&self) {
        let loaded = "return performance.getEntriesByType('resource').map((one) => one.name)";
        let loaded = self.browser.run(loaded, json!([])).await;
        for name in loaded.as_array().unwrap() {
            assert!(name.as_str().unwrap().starts_with(&self.server), "{name}");
        }
    }

    /// Makes the page so large, within what the browser has around it.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let around = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        let around = self.browser.run(around, json!([])).await;
        let whole = |inner: u32, side: usize| inner + around[side].as_u64().unwrap() as u32;
        self.browser.resize(whole(width, 0), whole(height, 1)).await;
    }

    /// Asserts that nothing is cut off or has to be scrolled to sideways.
    pub(crate) async fn assert_fits(&self, width: u32, height: u32) {
        self.resize(width, height).await;
        let over =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(self.browser.run(over, json!([])).await, 0, "{width} wide");
    }
}
