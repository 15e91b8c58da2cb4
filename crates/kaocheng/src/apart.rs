//! PDF is read in a process of its own: its engine allocates what a file asks for, where the other readers count what they
//! take.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use confine::{Ended, Input, Program};
use document::{Document, Limits, ReadError};

/// The argument by which the program knows that it is such a process.
const APART: &str = "--read-apart";

/// Bytes of memory such a process may ask for.
const MEMORY: u64 = 1 << 30;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// What such a process writes.
type Told = Result<Document, String>;

/// Reads a file that is a PDF; `None` for any other, and where no process can be started.
pub(crate) fn read_file(path: &Path) -> Option<Result<Document, ReadError>> {
    let metadata = path.metadata().ok()?;
    if !metadata.is_file() || metadata.len() > Limits::default().max_input {
        return None;
    }
    let mut head = [0; PDF.len()];
    File::open(path).ok()?.read_exact(&mut head).ok()?;
    (head == *PDF).then(|| told(Input::File(File::open(path).ok()?)))?
}

/// Reads bytes that are a PDF; `None` for any other, and where no process can be started.
pub(crate) fn read(bytes: &[u8]) -> Option<Result<Document, ReadError>> {
    bytes
        .starts_with(PDF)
        .then(|| told(Input::Bytes(bytes.to_vec())))?
}

/// How a PDF begins.
const PDF: &[u8; 5] = b"%PDF-";

fn told(input: Input) -> Option<Result<Document, ReadError>> {
    // Tests of this crate are not the program.
    if cfg!(test) {
        return None;
    }
    let told = match confine::run(&Program::own(APART).ok()?, input, PATIENCE, u64::MAX - 1) {
        Err(Ended::Unstarted(_)) => return None,
        told => told.ok(),
    };
    let told = told.and_then(|told| serde_json::from_slice::<Told>(&told).ok());
    Some(match told {
        Some(told) => told.map_err(ReadError::Told),
        None => Err(ReadError::Exhausting),
    })
}

/// Where the program was started to read a PDF apart: reads it, and writes what it says.
pub(crate) fn serve() -> Option<ExitCode> {
    std::env::args_os().nth(1).filter(|first| first == APART)?;
    confine::bind(MEMORY, PATIENCE);
    let limits = Limits::default();
    let mut bytes = Vec::new();
    let input = std::io::stdin().lock().take(limits.max_input + 1);
    let told: Told = match { input }.read_to_end(&mut bytes) {
        Ok(_) => document::read("", &bytes, &limits).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let written = serde_json::to_vec(&told)
        .is_ok_and(|told| std::io::stdout().lock().write_all(&told).is_ok());
    Some(match written {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}
