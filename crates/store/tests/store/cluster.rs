//! Databases to test on: SQLite in a folder, and PostgreSQL where this machine has one.

#![allow(clippy::print_stderr, reason = "says what is left out")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

use sqlx::{ConnectOptions as _, Executor as _};
use store::Place;

/// A server that stops when the test program ends.
pub(crate) struct Cluster {
    dir: PathBuf,
    pipes: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
    _child: Child,
}

impl Cluster {
    /// The one that the tests of this program share.
    fn get() -> Option<&'static Self> {
        static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
        CLUSTER.get_or_init(Self::own).as_ref()
    }

    /// One that no other test uses; none where the machine has no PostgreSQL.
    ///
    /// # Panics
    /// Where there is none and none may be left out.
    pub(crate) fn own() -> Option<Self> {
        match Self::start() {
            Ok(cluster) => Some(cluster),
            Err(why) => {
                let may_skip = std::env::var_os("KAOCHENG_NO_SKIP").is_none();
                assert!(may_skip, "PostgreSQL could not be started: {why}");
                eprintln!("without PostgreSQL: {why}");
                None
            }
        }
    }

    fn start() -> Result<Self, String> {
        let dir = tempfile::tempdir()
            .map_err(|error| error.to_string())?
            .keep();
        let mut child = Command::new("sh")
            .args(["-c", include_str!("cluster.sh"), "cluster"])
            .arg(&dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let pipes = (child.stdin.take(), child.stdout.take());
        let (Some(stdin), Some(stdout)) = pipes else {
            return Err("no pipes".to_owned());
        };
        let mut stdout = BufReader::new(stdout);
        wait_until_ready(&mut stdout)?;
        Ok(Self {
            dir,
            pipes: Mutex::new((stdin, stdout)),
            _child: child,
        })
    }

    /// A new database of its own.
    pub(crate) fn place(&self) -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("office{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let url = |name: &str| {
            format!(
                "postgres://kaocheng@localhost/{name}?host={}",
                self.dir.display()
            )
        };
        let options: sqlx::postgres::PgConnectOptions = url("postgres").parse().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut conn = options.connect().await.unwrap();
            let create = format!("CREATE DATABASE {name}");
            conn.execute(sqlx::AssertSqlSafe(create)).await.unwrap();
        });
        Place::Server(url(&name))
    }

    /// Kills every process of the server, and waits until it is up again.
    pub(crate) fn crash(&self) {
        let mut pipes = self.pipes.lock().unwrap();
        writeln!(pipes.0, "crash").unwrap();
        wait_until_ready(&mut pipes.1).unwrap();
    }
}

fn wait_until_ready(stdout: &mut BufReader<ChildStdout>) -> Result<(), String> {
    let mut line = String::new();
    stdout
        .read_line(&mut line)
        .map_err(|error| error.to_string())?;
    match line.trim() {
        "ready" => Ok(()),
        why => Err(why.to_owned()),
    }
}

/// Tries something on each engine there is.
pub(crate) fn on_each(test: impl Fn(&Place)) {
    let dir = tempfile::tempdir().unwrap();
    test(&Place::Folder(dir.path().join("数据 1?#%20")));
    if let Some(cluster) = Cluster::get() {
        test(&cluster.place());
    }
}
