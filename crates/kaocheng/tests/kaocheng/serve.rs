//! `serve` says where it is, audits, and ends when it is told to.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};

use crate::support::Scratch;

/// A server under way, ended when it is dropped.
struct Serve {
    child: Child,
    told: BufReader<ChildStderr>,
    address: String,
    /// The path at which a browser comes in.
    entrance: String,
}

impl Drop for Serve {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Serve {
    fn start(scratch: &Scratch, arguments: &[&str]) -> Self {
        let mut command = scratch.command(&["serve", "--port", "0"]);
        command.args(arguments).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let line = line(&mut told);
        let page = line.split_once("http://").unwrap().1;
        let (address, rest) = page.split_once('/').unwrap();
        Self {
            child,
            address: address.to_owned(),
            entrance: format!("/{}", rest.split(' ').next().unwrap()),
            told,
        }
    }

    fn get(&self, path: &str) -> String {
        self.get_with(path, "")
    }

    fn get_with(&self, path: &str, cookie: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

fn line(told: &mut BufReader<ChildStderr>) -> String {
    let mut line = String::new();
    told.read_line(&mut line).unwrap();
    line
}

#[test]
fn samples_are_audited_and_the_log_says_nothing_of_them() {
    let mut serve = Serve::start(&Scratch::new(), &[]);
    assert!(serve.get("/").contains("href=\"/samples/planted/\""));
    let planted = serve.get("/samples/planted/");
    for wrong in ["1859.38亩", "97.70%", "373.90万元"] {
        assert!(planted.contains(&format!("<del>{wrong}</del>")), "{wrong}");
    }
    assert!(serve.get("/samples/right/").contains("没有发现矛盾"));
    let _home = line(&mut serve.told);
    let log = line(&mut serve.told);
    assert!(
        log.contains(" 127.0.0.1 GET /samples/{name}/ 200 "),
        "{log}"
    );
}

#[test]
fn the_examples_open_with_the_key_and_go_with_the_program() {
    let scratch = Scratch::new();
    let serve = Serve::start(&scratch, &["--demo", "--no-public"]);
    assert!(serve.get("/books/").contains("no-key"));
    let opened = serve.get(&serve.entrance);
    let cookie = opened.split_once("set-cookie: ").unwrap().1;
    let cookie = cookie.split(';').next().unwrap();
    let desk = serve.get_with("/books/", cookie);
    for said in ["南昌市自然资源和规划局经开分局", "2022", "得分"] {
        assert!(desk.contains(said), "{said} in {desk}");
    }
}

#[test]
fn books_are_opened_at_this_machine_only() {
    let scratch = Scratch::new();
    let far = scratch.run(&["serve", "--demo", "--address", "0.0.0.0", "--port", "0"]);
    assert_eq!(far.code, 2);
    assert!(far.stderr.contains("只能在本机打开"), "{}", far.stderr);
    let nowhere = scratch.run(&["serve", "--data", "没有", "--port", "0"]);
    assert_eq!(nowhere.code, 2);
    assert!(
        nowhere.stderr.contains("没有这个文件或目录"),
        "{}",
        nowhere.stderr
    );
}

#[test]
fn a_port_that_is_taken_is_told() {
    let scratch = Scratch::new();
    let serve = Serve::start(&scratch, &["--no-public"]);
    assert!(serve.get("/").contains("没有开放审校"));
    let port = serve.address.split_once(':').unwrap().1;
    let second = scratch.run(&["serve", "--port", port]);
    assert_eq!(second.code, 2);
    assert!(
        second.stderr.contains("已被占用") && second.stderr.contains("--port "),
        "{}",
        second.stderr
    );
    let elsewhere = scratch.run(&["serve", "--port", port, "--address", "192.0.2.1"]);
    assert_eq!(elsewhere.code, 2);
    assert!(
        elsewhere.stderr.contains("没有 192.0.2.1 这个地址"),
        "{}",
        elsewhere.stderr
    );
}

#[test]
#[cfg(unix)]
fn it_ends_when_it_is_told_to() {
    for signal in ["-INT", "-TERM"] {
        let mut serve = Serve::start(&Scratch::new(), &["--no-public"]);
        let process = serve.child.id().to_string();
        Command::new("kill")
            .args([signal, &process])
            .status()
            .unwrap();
        assert!(line(&mut serve.told).contains("正在结束"));
        assert_eq!(serve.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}
