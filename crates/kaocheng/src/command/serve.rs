//! `serve`: the program in a browser.

mod samples;

use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use confine::Program;
use include_dir::{Dir, include_dir};
use server::{ARGUMENT, Books, Event, Limits, Means, Settings};
use tempfile::TempDir;

use crate::arguments::Serve;
use crate::command::check::{now, profile_for};
use crate::command::demo;
use crate::error::Failure;
use crate::press::Press;
use crate::{Outcome, browser, clock, shelf};

/// The other book that is shown: a school's, with projects and ledgers.
static SCHOOL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/xian-zhongxue-2023");

pub(crate) fn run(arguments: &Serve) -> Result<Outcome, Failure> {
    let said = |error: &dyn std::fmt::Display| Failure::Said(format!("{error}。"));
    let open = arguments.open;
    let shown = match arguments.demo {
        true => Some(examples()?),
        false => None,
    };
    let data = match &shown {
        Some(shown) => Some(shown.path().to_owned()),
        None => arguments.data.clone(),
    };
    let books = data
        .map(|data| books(data, arguments.address))
        .transpose()?;
    let entrance = books.as_ref().map_or("/".to_owned(), Books::entrance);
    let settings = Settings {
        limits: Limits {
            hourly: Some(arguments.per_hour).filter(|count| *count > 0),
            ..Limits::default()
        },
        public: !arguments.no_public,
        proxies: arguments.proxy.iter().map(IpAddr::to_canonical).collect(),
        worker: Program::own(ARGUMENT).map_err(|error| said(&error))?,
        samples: match arguments.no_public {
            true => Vec::new(),
            false => samples::all()?,
        },
        books,
        now,
        tell: Box::new(move |event| tell(&event, &entrance, open)),
    };
    let address = SocketAddr::new(arguments.address, arguments.port);
    server::serve(address, settings).map_err(|error| said(&error))?;
    Ok(Outcome::Clean)
}

/// The books in a folder, for whoever sits at this machine.
fn books(data: PathBuf, address: IpAddr) -> Result<Books, Failure> {
    if !address.is_loopback() {
        return Err(Failure::Said(format!(
            "账本还没有登录，只能在本机打开：用 --data 或 --demo 时不能写 --address {address}。"
        )));
    }
    let there = std::fs::metadata(&data).map_err(Failure::file("无法读取", &data))?;
    if !there.is_dir() {
        return Err(Failure::Said(format!(
            "“{}”不是目录。--data 写账本的目录，或者里面有几本账的目录。",
            data.display()
        )));
    }
    let means = Means {
        note: Box::new(|via| shelf::note(via, None)),
        press: Box::new(Press::new(&[])),
        profile: Box::new(profile_for),
    };
    Books::new(data, means)
        .ok_or_else(|| Failure::Said("系统给不出随机数，不能打开账本。".to_owned()))
}

/// The shipped books, in a folder that goes when the program ends.
fn examples() -> Result<TempDir, Failure> {
    let temporary = Path::new("临时目录");
    let folder = tempfile::Builder::new().prefix("考成示例-").tempdir();
    let folder = folder.map_err(Failure::file("无法建立目录", temporary))?;
    for (name, book) in [("经开分局2022", &demo::BOOK), ("中学2023", &SCHOOL)] {
        demo::unpack(book, &folder.path().join(name))?;
    }
    Ok(folder)
}

/// Tells what happens. Where nobody reads it, the server goes on.
fn tell(event: &Event, entrance: &str, open: bool) {
    let mut err = anstream::stderr().lock();
    let _ = match event {
        Event::Listening(address) => {
            let page = page(*address, entrance);
            if open {
                browser::open(&page);
            }
            writeln!(err, "考成已在 {page} 打开，按 Ctrl-C 结束。")
        }
        Event::Served(served) => writeln!(
            err,
            "{} {} {} {} {} {}毫秒",
            time(),
            served.caller,
            served.method,
            served.path,
            served.status,
            served.took.as_millis()
        ),
        Event::Stopping => writeln!(err, "正在结束：审完手头的就停，再按一次 Ctrl-C 立即停。"),
    };
}

/// The date and time in China.
fn time() -> String {
    let now = clock::in_china();
    let (hour, minute, second) = now.to_hms();
    format!("{} {hour:02}:{minute:02}:{second:02}", now.date())
}

/// The address at which a browser on this machine comes in.
fn page(address: SocketAddr, entrance: &str) -> String {
    let port = address.port();
    match address.ip() {
        ip if ip.is_unspecified() => format!("http://127.0.0.1:{port}{entrance}"),
        _ => format!("http://{address}{entrance}"),
    }
}
