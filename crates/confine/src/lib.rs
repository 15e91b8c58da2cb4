//! A process of its own for what may be hostile, so that an input which uses up memory or time costs that process and
//! nothing else.
//!
//! The parent calls [`run`]: the program is started, given its input by a pipe and killed when its time is over. The program
//! calls [`bind`] before it looks at the input: from then on the system refuses it more memory than allowed.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// A program and the arguments it is started with.
#[derive(Debug, Clone)]
pub struct Program {
    /// The file.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

impl Program {
    /// The program that is running, started with one argument by which it knows what it is to do.
    ///
    /// # Errors
    /// A system that does not tell where the program lies.
    pub fn own(argument: &str) -> io::Result<Self> {
        Ok(Self {
            path: std::env::current_exe()?,
            arguments: vec![argument.into()],
        })
    }
}

/// What a program reads from its standard input.
#[derive(Debug)]
pub enum Input {
    /// A file, from its start.
    File(File),
    /// Bytes in memory; nothing of them is written to disk.
    Bytes(Vec<u8>),
}

/// Why a program left no answer.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// It could not be started.
    #[error(transparent)]
    Unstarted(#[from] io::Error),
    /// It had not ended when its time was over, and was killed.
    #[error("the time is over")]
    Late,
    /// It ended without an answer: it was refused memory, or failed otherwise.
    #[error("the process failed")]
    Failed,
}

/// Starts a program on an input and gives back what it wrote, unless it takes longer than `time` or writes more than `most`
/// bytes. What it writes to standard error is dropped.
///
/// # Errors
/// See [`Ended`].
pub fn run(program: &Program, input: Input, time: Duration, most: u64) -> Result<Vec<u8>, Ended> {
    let (source, bytes) = match input {
        Input::File(file) => (Stdio::from(file), None),
        Input::Bytes(bytes) => (Stdio::piped(), Some(bytes)),
    };
    let mut command = Command::new(&program.path);
    command
        .args(&program.arguments)
        .stdin(source)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    // Ctrl-C is for whoever started it, which may want to finish what is in hand.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    if let (Some(bytes), Some(mut stdin)) = (bytes, child.stdin.take()) {
        // One that ends early does not read to the end; what it said before that counts.
        thread::spawn(move || stdin.write_all(&bytes));
    }
    let stdout = child.stdout.take();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut told = Vec::new();
        let read = stdout.map(|stdout| stdout.take(most + 1).read_to_end(&mut told));
        let whole = matches!(read, Some(Ok(_))) && told.len() as u64 <= most;
        // Nobody waits any more once it has taken too long.
        let _ = send.send(whole.then_some(told));
    });
    let told = receive.recv_timeout(time);
    if !matches!(told, Ok(Some(_))) {
        // It may have ended by itself in between.
        let _ = child.kill();
    }
    let ended = child.wait().is_ok_and(|status| status.success());
    match told {
        Ok(Some(told)) if ended => Ok(told),
        Ok(_) => Err(Ended::Failed),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(Ended::Late),
    }
}

/// Holds this process to so many bytes of memory and so much time of a processor, lets it leave no image of its memory on disk
/// when it fails, and, on Linux, ends it with its parent. A system that has no such bounds leaves it to the time its parent
/// gives it.
#[cfg(unix)]
pub fn bind(memory: u64, time: Duration) {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let bounds = [
        (Resource::As, memory),
        (Resource::Cpu, time.as_secs().max(1)),
        (Resource::Core, 0),
    ];
    for (resource, bound) in bounds {
        let allowed = getrlimit(resource);
        let most = allowed.maximum.map_or(bound, |most| most.min(bound));
        let limit = Rlimit {
            current: Some(most),
            maximum: allowed.maximum,
        };
        let _ = setrlimit(resource, limit);
    }
}

/// Holds this process to nothing where the system has no such bounds: the time its parent gives it must do.
#[cfg(not(unix))]
pub fn bind(_memory: u64, _time: Duration) {}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Program {
        Program {
            path: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
        }
    }

    const LONG: Duration = Duration::from_secs(60);

    fn told(script: &str, input: &[u8], time: Duration, most: u64) -> Result<Vec<u8>, Ended> {
        run(&shell(script), Input::Bytes(input.to_vec()), time, most)
    }

    #[test]
    fn what_it_writes_comes_back_whole() {
        let large = vec![b'x'; 1 << 20];
        assert_eq!(told("cat", &large, LONG, 1 << 20).unwrap(), large);
    }

    #[test]
    fn one_that_ends_before_it_has_read_its_input_is_heard() {
        let large = vec![b'x'; 1 << 20];
        assert_eq!(told("echo no", &large, LONG, 100).unwrap(), b"no\n");
    }

    #[test]
    fn one_that_does_not_end_is_killed() {
        let late = told("exec sleep 600", b"", Duration::from_millis(1), 100);
        assert!(matches!(late, Err(Ended::Late)), "{late:?}");
    }

    #[test]
    fn one_that_fails_or_does_not_stop_talking_has_said_nothing() {
        let failed = told("echo half; exit 3", b"", LONG, 100);
        assert!(matches!(failed, Err(Ended::Failed)), "{failed:?}");
        let endless = told("exec yes", b"", LONG, 100);
        assert!(matches!(endless, Err(Ended::Failed)), "{endless:?}");
    }

    #[test]
    fn one_that_is_not_there_is_not_started() {
        let absent = Program {
            path: "/nowhere/nothing".into(),
            arguments: Vec::new(),
        };
        let unstarted = run(&absent, Input::Bytes(Vec::new()), LONG, 1);
        assert!(
            matches!(unstarted, Err(Ended::Unstarted(_))),
            "{unstarted:?}"
        );
    }
}
