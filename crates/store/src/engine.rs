//! The two engines, and where they differ.

use std::path::Path;
use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, Executor as _, Row as _};

use crate::Failure;
use crate::place::FILE;

/// Which engine keeps the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// Connections that one engine is asked through.
#[derive(Clone, Debug)]
pub(crate) struct Pools {
    pub(crate) readers: AnyPool,
    /// The one connection that writes on SQLite; the same as the others on PostgreSQL.
    pub(crate) writer: AnyPool,
}

/// How long somebody waits for a lock or a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connections to PostgreSQL, whose server serves others, too.
const CONNECTIONS: u32 = 10;

/// Connections that read from SQLite.
const READERS: u32 = 4;

impl Engine {
    /// What begins a transaction that writes.
    pub(crate) const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// What begins one that sees everything as it is now, whatever is written meanwhile.
    pub(crate) const fn look(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }
}

/// Opens a file of SQLite.
pub(crate) async fn sqlite(folder: &Path, create: bool) -> Result<Pools, Failure> {
    // What means something in a URL.
    const SIGNS: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');
    let path = std::path::absolute(folder.join(FILE))?;
    let path = path.to_string_lossy();
    let path = utf8_percent_encode(&path, SIGNS);
    let mode = if create { "rwc" } else { "rw" };
    let url = format!("sqlite://{path}?mode={mode}");
    let options = || {
        AnyPoolOptions::new()
            .acquire_timeout(PATIENCE)
            .after_connect(|conn, _| {
                Box::pin(async move {
                    // Written through to the disk at every commit.
                    conn.execute("PRAGMA busy_timeout = 10000").await?;
                    conn.execute("PRAGMA journal_mode = WAL").await?;
                    conn.execute("PRAGMA synchronous = FULL").await?;
                    conn.execute("PRAGMA foreign_keys = ON").await?;
                    Ok(())
                })
            })
    };
    let writer = options().max_connections(1).connect(&url).await?;
    let readers = options().max_connections(READERS).connect(&url).await?;
    let found = sqlx::query("PRAGMA quick_check(1)")
        .fetch_one(&readers)
        .await?;
    let found: String = found.try_get(0)?;
    match found.as_str() {
        "ok" => Ok(Pools { readers, writer }),
        _ => Err(Failure::Damaged(found)),
    }
}

/// Connects to a server.
pub(crate) async fn postgres(url: &str) -> Result<Pools, Failure> {
    let options = AnyPoolOptions::new()
        .acquire_timeout(PATIENCE)
        .max_connections(CONNECTIONS);
    let readers = options.connect(url).await?;
    Ok(Pools {
        writer: readers.clone(),
        readers,
    })
}
