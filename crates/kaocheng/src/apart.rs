//! Files that are read in a process of its own, so that one which uses up memory or time costs itself and nothing else.
//!
//! PDF alone is read by an engine of others, which allocates what a file asks for; the other readers count what they take.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use document::{Document, Limits, ReadError};

/// The argument by which the program knows that it is such a process.
const APART: &str = "--read-apart";

/// Bytes of memory such a process may ask for.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// What such a process writes.
type Told = Result<Document, String>;

/// Reads a file that is one of those; `None` for any other, and where no process can be started.
pub(crate) fn read_file(path: &Path) -> Option<Result<Document, ReadError>> {
    // Tests of this crate are not the program.
    if cfg!(test) || !is_pdf(path) {
        return None;
    }
    let mut child = start(path)?;
    let mut output = child.stdout.take()?;
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut told = Vec::new();
        let read = output.read_to_end(&mut told);
        // Nobody waits any more once it has taken too long.
        let _ = send.send(read.map(|_| told));
    });
    let told = receive.recv_timeout(PATIENCE);
    if told.is_err() {
        // It may have ended by itself in between.
        let _ = child.kill();
    }
    let ended = child.wait().is_ok_and(|status| status.success());
    let told = told.ok().and_then(Result::ok).filter(|_| ended);
    let told = told.and_then(|told| serde_json::from_slice::<Told>(&told).ok());
    Some(match told {
        Some(told) => told.map_err(ReadError::Told),
        None => Err(ReadError::Exhausting),
    })
}

fn start(path: &Path) -> Option<Child> {
    Command::new(std::env::current_exe().ok()?)
        .arg(APART)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

/// How the files begin that are read apart.
const PDF: &[u8] = b"%PDF-";

/// Whether bytes are of the format that is read apart.
pub(crate) fn is_dangerous(bytes: &[u8]) -> bool {
    bytes.starts_with(PDF)
}

fn is_pdf(path: &Path) -> bool {
    let mut head = [0; PDF.len()];
    let is_file = path.metadata().is_ok_and(|metadata| metadata.is_file());
    let read = is_file.then(|| File::open(path).and_then(|mut file| file.read_exact(&mut head)));
    matches!(read, Some(Ok(()))) && is_dangerous(&head)
}

/// Where the program was started to read a file apart: reads it, and writes what it says.
pub(crate) fn serve() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    arguments.next().filter(|first| first == APART)?;
    let path = arguments.next()?;
    bound_memory();
    let told: Told = document::read_file(Path::new(&path), &Limits::default())
        .map_err(|error| error.to_string());
    let written = serde_json::to_vec(&told)
        .is_ok_and(|told| std::io::stdout().lock().write_all(&told).is_ok());
    Some(match written {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

#[cfg(unix)]
fn bound_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let allowed = getrlimit(Resource::As);
    let most = allowed.maximum.map_or(MEMORY, |most| most.min(MEMORY));
    // A system that has no such bound leaves the file to the time it takes.
    let _ = setrlimit(
        Resource::As,
        Rlimit {
            current: Some(most),
            maximum: allowed.maximum,
        },
    );
}

#[cfg(not(unix))]
fn bound_memory() {}
