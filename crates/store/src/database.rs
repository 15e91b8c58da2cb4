//! A database with books.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex, PoisonError};

use entry::Digest;
use folder::{Known, Refused, Shelf};
use sqlx::pool::PoolConnection;
use sqlx::{Any, Connection as _, Row as _};
use tokio::runtime::{Builder, Runtime};

use crate::commitment::{Commitment, Of};
use crate::engine::{self, Engine, Pools};
use crate::event::Event;
use crate::held::{File, Held};
use crate::place::{FILE, Place, refuse_network};
use crate::writer::Writer;
use crate::{Failure, blob, event, migrate};

/// A database with books. Clones are the same database. Its calls wait for the database, so they belong on a thread that
/// may wait.
#[derive(Clone, Debug)]
pub struct Database {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) engine: Engine,
    pub(crate) pools: Pools,
    writer: Writer,
    /// One lock a book that is being edited here, so that people of one server take turns instead of refusing each other.
    turns: Mutex<BTreeMap<String, Arc<Mutex<()>>>>,
    pub(crate) runtime: Runtime,
}

/// A book in a list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// What it is called here.
    pub name: String,
    /// Its unit, as written in it.
    pub unit: String,
    /// Its year, as written in it.
    pub year: String,
    /// How many indicators it has, those of projects included.
    pub indicators: i64,
    /// How many operations its log has.
    pub operations: i64,
}

impl Database {
    /// Makes a database where there is none.
    ///
    /// # Errors
    /// When there is one, or it cannot be made there.
    pub fn init(place: &Place) -> Result<Self, Failure> {
        if let Place::Folder(folder) = place {
            fs::create_dir_all(folder)?;
            if folder.join(FILE).exists() {
                return Err(Failure::Exists(place.to_string()));
            }
        }
        let database = Self::connect(place, true)?;
        let inner = &database.inner;
        inner.runtime.block_on(async {
            let mut conn = inner.pools.writer.acquire().await?;
            if migrate::version(&mut conn, inner.engine).await? > 0 {
                return Err(Failure::Exists(place.to_string()));
            }
            migrate::migrate(&mut conn, inner.engine).await
        })?;
        Ok(database)
    }

    /// Opens a database, and brings its tables up to what this program knows.
    ///
    /// # Errors
    /// When there is none, it is damaged, or a newer program made it.
    pub fn open(place: &Place) -> Result<Self, Failure> {
        if let Place::Folder(folder) = place
            && !folder.join(FILE).is_file()
        {
            return Err(Failure::NoDatabase(place.to_string()));
        }
        let database = Self::connect(place, false)?;
        let inner = &database.inner;
        inner.runtime.block_on(async {
            let mut conn = inner.pools.writer.acquire().await?;
            if migrate::version(&mut conn, inner.engine).await? == 0 {
                return Err(Failure::NoDatabase(place.to_string()));
            }
            migrate::migrate(&mut conn, inner.engine).await
        })?;
        Ok(database)
    }

    fn connect(place: &Place, create: bool) -> Result<Self, Failure> {
        sqlx::any::install_drivers(&[sqlx::sqlite::any::DRIVER, sqlx::postgres::any::DRIVER]).ok();
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("store")
            .enable_all()
            .build()?;
        let (engine, pools) = match place {
            Place::Folder(folder) => {
                refuse_network(folder)?;
                let pools = runtime.block_on(engine::sqlite(folder, create))?;
                (Engine::Sqlite, pools)
            }
            Place::Server(url) => (Engine::Postgres, runtime.block_on(engine::postgres(url))?),
        };
        let writer = runtime.block_on(async { Writer::new(engine, &pools) });
        let inner = Inner {
            engine,
            pools,
            writer,
            turns: Mutex::default(),
            runtime,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// The books, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn list(&self) -> Result<Vec<Entry>, Failure> {
        let rows = self.inner.run(async |conn| {
            let rows = sqlx::query(
                "SELECT book.name, COALESCE(unit.name, ''), COALESCE(unit.year, ''), (SELECT COUNT(*) FROM indicator WHERE indicator.book = book.id), book.seq FROM book LEFT JOIN unit ON unit.book = book.id ORDER BY book.name",
            );
            Ok(rows.fetch_all(&mut **conn).await?)
        })?;
        let entries = rows.iter().map(|row| {
            Ok(Entry {
                name: row.try_get(0)?,
                unit: row.try_get(1)?,
                year: row.try_get(2)?,
                indicators: row.try_get(3)?,
                operations: row.try_get(4)?,
            })
        });
        entries.collect()
    }

    /// A book as it is now.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn book(&self, name: &str) -> Result<Held, Failure> {
        let inner = &self.inner;
        inner.run(async |conn| {
            let mut look = conn.begin_with(inner.engine.look()).await?;
            let row = sqlx::query("SELECT id, version, seq FROM book WHERE name = $1")
                .bind(name)
                .fetch_optional(&mut *look)
                .await?;
            let row = row.ok_or_else(|| Failure::Absent(name.to_owned()))?;
            let id: i64 = row.try_get(0)?;
            let mut held = self.empty(name);
            held.of = Of::There {
                id,
                version: row.try_get(1)?,
            };
            held.seq = row.try_get(2)?;
            let files = sqlx::query("SELECT file.path, file.hash, blob.size FROM file JOIN blob ON blob.hash = file.hash WHERE file.book = $1");
            for row in files.bind(id).fetch_all(&mut *look).await? {
                let file = File {
                    hash: Digest::known(&row.try_get::<String, _>(1)?),
                    size: row.try_get::<i64, _>(2)?.cast_unsigned(),
                };
                held.files.insert(row.try_get(0)?, file);
            }
            let kept = sqlx::query("SELECT path, hash FROM kept WHERE book = $1");
            for row in kept.bind(id).fetch_all(&mut *look).await? {
                let hash = Digest::known(&row.try_get::<String, _>(1)?);
                held.kept.insert(row.try_get(0)?, hash);
            }
            let known = sqlx::query("SELECT path, size, stamp, digest FROM known WHERE book = $1");
            for row in known.bind(id).fetch_all(&mut *look).await? {
                let known = Known {
                    path: row.try_get(0)?,
                    size: row.try_get::<i64, _>(1)?.cast_unsigned(),
                    stamp: row.try_get::<i64, _>(2)?.cast_unsigned(),
                    digest: Digest::known(&row.try_get::<String, _>(3)?),
                };
                held.known.insert(known.path.clone(), known);
            }
            look.commit().await?;
            Ok(held)
        })
    }

    /// A book that is there from its first commit on.
    ///
    /// # Errors
    /// When one of that name is there.
    pub fn new_book(&self, name: &str) -> Result<Held, Failure> {
        let there = self.inner.run(async |conn| {
            let row = sqlx::query("SELECT id FROM book WHERE name = $1").bind(name);
            Ok(row.fetch_optional(&mut **conn).await?)
        })?;
        match there {
            Some(_) => Err(Failure::Taken(name.to_owned())),
            None => Ok(self.empty(name)),
        }
    }

    fn empty(&self, name: &str) -> Held {
        Held {
            inner: Arc::clone(&self.inner),
            name: name.to_owned(),
            of: Of::New(name.to_owned()),
            seq: 0,
            files: BTreeMap::new(),
            kept: BTreeMap::new(),
            known: BTreeMap::new(),
            former: BTreeMap::new(),
            event: None,
        }
    }

    /// Edits a book. Where somebody else was faster, the book is opened anew and the edit done again: it applies
    /// wherever what it changes is still as it was.
    ///
    /// # Errors
    /// When the edit is refused, or others were faster too often.
    pub fn edit<T>(
        &self,
        name: &str,
        mut edit: impl FnMut(&mut Shelf<Held>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        const TRIES: usize = 20;
        let turn = self.inner.turn(name);
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tries = 0;
        loop {
            let held = self.book(name).map_err(|failure| Refused::Io {
                path: name.to_owned(),
                source: failure.into(),
            })?;
            match edit(&mut Shelf::new(held)) {
                Err(refused) if Failure::is_moved(&refused) && tries < TRIES => tries += 1,
                done => return done,
            }
        }
    }

    /// Records what was done with the database, or refused.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn record(&self, event: &Event) -> Result<(), Failure> {
        let inner = &self.inner;
        inner.runtime.block_on(async {
            let mut whole = inner.pools.writer.begin_with(inner.engine.begin()).await?;
            event::write(&mut whole, inner.engine, event).await?;
            Ok(whole.commit().await?)
        })
    }
}

impl Inner {
    /// Asks something, through a connection that reads.
    pub(crate) fn run<T>(
        &self,
        ask: impl AsyncFnOnce(&mut PoolConnection<Any>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.runtime.block_on(async {
            let mut conn = self.pools.readers.acquire().await?;
            ask(&mut conn).await
        })
    }

    pub(crate) fn write(&self, commitment: Commitment) -> Result<(i64, i64), Failure> {
        self.runtime.block_on(self.writer.write(commitment))
    }

    pub(crate) fn blob(&self, hash: &Digest) -> Result<Option<Vec<u8>>, Failure> {
        self.run(async |conn| blob::read(conn, hash).await)
    }

    /// One line of a book's log.
    pub(crate) fn line(&self, book: i64, seq: i64) -> Result<Option<String>, Failure> {
        self.run(async |conn| {
            let row = sqlx::query("SELECT line FROM op WHERE book = $1 AND seq = $2");
            let row = row.bind(book).bind(seq).fetch_optional(&mut **conn).await?;
            row.map(|row| Ok(row.try_get(0)?)).transpose()
        })
    }

    /// A book's log up to an operation.
    pub(crate) fn lines(&self, book: i64, last: i64) -> Result<Vec<String>, Failure> {
        self.run(async |conn| {
            let rows =
                sqlx::query("SELECT line FROM op WHERE book = $1 AND seq <= $2 ORDER BY seq");
            let rows = rows.bind(book).bind(last).fetch_all(&mut **conn).await?;
            rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
        })
    }

    /// The SM3 of each line of a book's log, as written down with it; the last one is that of the book's row.
    pub(crate) fn hashes(&self, book: i64) -> Result<Vec<String>, Failure> {
        self.run(async |conn| {
            let rows = sqlx::query("SELECT CASE WHEN op.seq = book.seq THEN book.head ELSE op.hash END FROM op JOIN book ON book.id = op.book WHERE op.book = $1 ORDER BY op.seq");
            let rows = rows.bind(book).fetch_all(&mut **conn).await?;
            rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
        })
    }

    fn turn(&self, name: &str) -> Arc<Mutex<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        // Those that nobody waits for go.
        turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(turns.entry(name.to_owned()).or_default())
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // The last connection writes what SQLite has beside the file into it.
        self.runtime.block_on(async {
            self.pools.readers.close().await;
            self.pools.writer.close().await;
        });
    }
}
