//! A server that listens: who is slow, who goes away, and the end.

use std::net::SocketAddr;
use std::time::Duration;

use server::{Event, Settings};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::support::{WRONG, settings, shell};

/// A server that listens.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<std::io::Result<()>>,
}

async fn running(settings: Settings) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let served = tokio::spawn(server::listen(listener, settings, async {
        let _ = stopped.await;
    }));
    Running {
        address,
        stop,
        served,
    }
}

impl Running {
    /// Sends bytes and gives all that comes back until the server closes the connection.
    async fn told(&self, request: &[u8]) -> String {
        told(self.address, request).await
    }
}

async fn told(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut told = Vec::new();
    stream.read_to_end(&mut told).await.unwrap();
    String::from_utf8_lossy(&told).into_owned()
}

fn post(length: usize, body: &str) -> Vec<u8> {
    format!("POST /api/check HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}

#[tokio::test]
async fn a_file_is_audited() {
    let server = running(settings()).await;
    let told = server.told(&post(WRONG.len(), WRONG)).await;
    assert!(
        told.starts_with("HTTP/1.1 200") && told.contains("\"B03\""),
        "{told}"
    );
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_not_waited_for() {
    let mut settings = settings();
    settings.limits.upload = Duration::from_millis(100);
    let server = running(settings).await;
    let told = server.told(&post(1000, "half")).await;
    assert!(
        told.starts_with("HTTP/1.1 408") && told.contains("interrupted"),
        "{told}"
    );
}

#[tokio::test]
async fn a_head_that_does_not_end_is_not_waited_for() {
    let mut settings = settings();
    settings.limits.head = Duration::from_millis(100);
    let server = running(settings).await;
    let told = server
        .told(b"POST /api/check HTTP/1.1\r\nHost: a\r\n")
        .await;
    assert!(!told.contains("200 OK"), "{told}");
}

#[tokio::test]
async fn whoever_sends_too_much_is_still_answered() {
    let mut settings = settings();
    settings.limits.file = 1000;
    let server = running(settings).await;
    let large = "1".repeat(30 << 20);
    let told = server.told(&post(large.len(), &large)).await;
    assert!(
        told.starts_with("HTTP/1.1 413") && told.contains("too-large"),
        "{told}"
    );
}

#[tokio::test]
async fn what_would_be_far_too_much_is_not_read() {
    let server = running(settings()).await;
    let told = server.told(&post(100 << 30, "")).await;
    assert!(told.starts_with("HTTP/1.1 413"), "{told}");
}

#[tokio::test]
async fn what_is_in_hand_is_finished_when_the_server_stops() {
    let folder = tempfile::tempdir().unwrap();
    let started = folder.path().join("started");
    let (event, mut events) = tokio::sync::mpsc::unbounded_channel();
    let mut settings = settings();
    settings.worker = shell(&format!(
        "touch '{0}'; while [ -e '{0}' ]; do sleep 0.05; done; exit 3",
        started.display()
    ));
    settings.tell = Box::new(move |told| {
        let _ = event.send(matches!(told, Event::Stopping));
    });
    let server = running(settings).await;
    let address = server.address;
    let asked = tokio::spawn(async move { told(address, &post(WRONG.len(), WRONG)).await });
    while !started.exists() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    server.stop.send(()).unwrap();
    while !events.recv().await.unwrap() {}
    std::fs::remove_file(&started).unwrap();
    let told = asked.await.unwrap();
    assert!(
        told.starts_with("HTTP/1.1 422") && told.contains("too-heavy"),
        "{told}"
    );
    server.served.await.unwrap().unwrap();
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens any more"
    );
}

#[tokio::test]
async fn no_event_knows_what_was_sent() {
    let (event, mut events) = tokio::sync::mpsc::unbounded_channel();
    let mut settings = settings();
    settings.tell = Box::new(move |told| {
        let _ = event.send(format!("{told:?}"));
    });
    let server = running(settings).await;
    let secret = "POST /check?name=secret HTTP/1.1\r\nHost: a\r\nX-File-Name: secret.txt\r\nContent-Length: 3\r\n\r\n";
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream
        .write_all(format!("{secret}abc").as_bytes())
        .await
        .unwrap();
    let mut told = vec![0; 4096];
    let length = stream.read(&mut told).await.unwrap();
    let answer = String::from_utf8_lossy(&told[..length]).into_owned();
    let result = answer
        .split("location: ")
        .nth(1)
        .unwrap()
        .split("\r\n")
        .next()
        .unwrap();
    stream
        .write_all(
            format!("GET {result} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").as_bytes(),
        )
        .await
        .unwrap();
    stream.read_to_end(&mut Vec::new()).await.unwrap();
    let mut said = String::new();
    for _ in 0..3 {
        said.push_str(&events.recv().await.unwrap());
    }
    assert!(said.contains("/check/{key}/"), "{said}");
    assert!(!said.contains("secret") && !said.contains(result), "{said}");
}
