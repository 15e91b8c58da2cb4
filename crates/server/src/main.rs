//! The server alone, for those who work on it and for its tests: `server [ADDRESS]`.

use std::io::{self, Write as _};
use std::process::ExitCode;

use confine::Program;
use server::{ARGUMENT, Limits, Sample, Settings};

const PUBLISHED: &str = include_str!("../../../examples/nanchang-jingkai-2022-published/report.md");

fn main() -> ExitCode {
    if let Some(code) = server::worker() {
        return code;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or("127.0.0.1:8686").parse()?;
    let settings = Settings {
        limits: Limits::default(),
        public: true,
        proxies: Vec::new(),
        worker: Program::own(ARGUMENT)?,
        samples: vec![Sample {
            name: "published",
            file: "已公开的报告.md".to_owned(),
            title: "已公开的报告".to_owned(),
            about: "一份公开过的自评报告里的数。".to_owned(),
            bytes: PUBLISHED.as_bytes().to_vec(),
        }],
        books: None,
        now: || "2022-12-31T09:00:00Z".to_owned(),
        tell: Box::new(|event| {
            let _ = writeln!(io::stderr(), "{event:?}");
        }),
    };
    server::serve(address, settings)?;
    Ok(())
}
