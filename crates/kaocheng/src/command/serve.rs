//! `serve`: the program in a browser.

mod samples;

use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};

use confine::Program;
use server::{ARGUMENT, Event, Limits, Settings};

use crate::arguments::Serve;
use crate::command::check::now;
use crate::error::Failure;
use crate::{Outcome, browser, clock};

pub(crate) fn run(arguments: &Serve) -> Result<Outcome, Failure> {
    let said = |error: &dyn std::fmt::Display| Failure::Said(format!("{error}。"));
    let open = arguments.open;
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
        now,
        tell: Box::new(move |event| tell(&event, open)),
    };
    let address = SocketAddr::new(arguments.address, arguments.port);
    server::serve(address, settings).map_err(|error| said(&error))?;
    Ok(Outcome::Clean)
}

/// Tells what happens. Where nobody reads it, the server goes on.
fn tell(event: &Event, open: bool) {
    let mut err = anstream::stderr().lock();
    let _ = match event {
        Event::Listening(address) => {
            let page = page(*address);
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

/// The address of the first page for a browser on this machine.
fn page(address: SocketAddr) -> String {
    let port = address.port();
    match address.ip() {
        ip if ip.is_unspecified() => format!("http://127.0.0.1:{port}/"),
        _ => format!("http://{address}/"),
    }
}
