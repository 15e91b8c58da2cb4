//! What one commit writes, and how it is written: all of it in one transaction, or nothing.

use std::collections::BTreeMap;

use entry::Digest;
use folder::Known;
use sqlx::{AnyConnection, Row as _};

use crate::Failure;
use crate::blob::Packed;
use crate::engine::Engine;
use crate::event::{self, Event};
use crate::index::{self, Indexed};

/// The book a commit is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// One that is to come.
    New(String),
    /// One that is there, as it was read.
    There { id: i64, version: i64 },
}

/// A line of a log.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) seq: i64,
    pub(crate) hash: Digest,
    pub(crate) text: String,
}

/// What is written in one transaction. A path without a value is taken away.
#[derive(Debug)]
pub(crate) struct Commitment {
    pub(crate) of: Of,
    pub(crate) blobs: BTreeMap<Digest, Packed>,
    pub(crate) files: BTreeMap<String, Option<Digest>>,
    pub(crate) kept: BTreeMap<String, Option<Digest>>,
    pub(crate) known: BTreeMap<String, Option<Known>>,
    pub(crate) lines: Vec<Line>,
    pub(crate) index: Vec<(String, Indexed)>,
    pub(crate) event: Option<Event>,
}

impl Commitment {
    /// Writes it in a transaction that is open, and says which book it was and its version now.
    pub(crate) async fn write(
        &self,
        conn: &mut AnyConnection,
        engine: Engine,
    ) -> Result<(i64, i64), Failure> {
        let (id, version) = self.book(conn, engine).await?;
        // In the order of their digests, so that two writers never wait for one another.
        for (hash, blob) in &self.blobs {
            blob.write(conn, hash).await?;
        }
        let tables = [
            (
                &self.files,
                "DELETE FROM file WHERE book = $1 AND path = $2",
                "INSERT INTO file (book, path, hash) VALUES ($1, $2, $3) ON CONFLICT (book, path) DO UPDATE SET hash = excluded.hash",
            ),
            (
                &self.kept,
                "DELETE FROM kept WHERE book = $1 AND path = $2",
                "INSERT INTO kept (book, path, hash) VALUES ($1, $2, $3) ON CONFLICT (book, path) DO UPDATE SET hash = excluded.hash",
            ),
        ];
        for (paths, delete, insert) in tables {
            for (path, hash) in paths {
                let query = match hash {
                    None => sqlx::query(delete).bind(id).bind(path),
                    Some(hash) => sqlx::query(insert).bind(id).bind(path).bind(hash.as_str()),
                };
                query.execute(&mut *conn).await?;
            }
        }
        self.write_known(conn, id).await?;
        for line in &self.lines {
            sqlx::query("INSERT INTO op (book, seq, hash, line) VALUES ($1, $2, $3, $4)")
                .bind(id)
                .bind(line.seq)
                .bind(line.hash.as_str())
                .bind(&line.text)
                .execute(&mut *conn)
                .await?;
        }
        for (path, indexed) in &self.index {
            index::write(conn, id, path, indexed).await?;
        }
        if let Some(event) = &self.event {
            event::write(conn, engine, event).await?;
        }
        Ok((id, version))
    }

    /// The book's row, which nobody else writes until the transaction ends.
    async fn book(&self, conn: &mut AnyConnection, engine: Engine) -> Result<(i64, i64), Failure> {
        let last = self.lines.last();
        match &self.of {
            Of::New(name) => {
                if engine == Engine::Postgres {
                    sqlx::query("LOCK TABLE book IN SHARE ROW EXCLUSIVE MODE")
                        .execute(&mut *conn)
                        .await?;
                }
                let there = sqlx::query("SELECT id FROM book WHERE name = $1").bind(name);
                if there.fetch_optional(&mut *conn).await?.is_some() {
                    return Err(Failure::Taken(name.clone()));
                }
                let id = sqlx::query("SELECT COALESCE(MAX(id), 0) + 1 FROM book");
                let id: i64 = id.fetch_one(&mut *conn).await?.try_get(0)?;
                let head = last.map_or_else(entry::beginning, |line| line.hash.clone());
                sqlx::query(
                    "INSERT INTO book (id, name, version, seq, head) VALUES ($1, $2, 1, $3, $4)",
                )
                .bind(id)
                .bind(name)
                .bind(last.map_or(0, |line| line.seq))
                .bind(head.as_str())
                .execute(conn)
                .await?;
                Ok((id, 1))
            }
            Of::There { id, version } => {
                let done = match last {
                    None => sqlx::query(
                        "UPDATE book SET version = version + 1 WHERE id = $1 AND version = $2",
                    )
                    .bind(*id)
                    .bind(*version),
                    Some(line) => sqlx::query(
                        "UPDATE book SET version = version + 1, seq = $3, head = $4 WHERE id = $1 AND version = $2",
                    )
                    .bind(*id)
                    .bind(*version)
                    .bind(line.seq)
                    .bind(line.hash.as_str()),
                };
                match done.execute(conn).await?.rows_affected() {
                    1 => Ok((*id, version + 1)),
                    _ => Err(Failure::Moved),
                }
            }
        }
    }

    async fn write_known(&self, conn: &mut AnyConnection, id: i64) -> Result<(), Failure> {
        for (path, known) in &self.known {
            let query = match known {
                None => sqlx::query("DELETE FROM known WHERE book = $1 AND path = $2")
                    .bind(id)
                    .bind(path),
                Some(known) => sqlx::query(
                    "INSERT INTO known (book, path, size, stamp, digest) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (book, path) DO UPDATE SET size = excluded.size, stamp = excluded.stamp, digest = excluded.digest",
                )
                .bind(id)
                .bind(path)
                .bind(known.size.cast_signed())
                .bind(known.stamp.cast_signed())
                .bind(known.digest.as_str()),
            };
            query.execute(&mut *conn).await?;
        }
        Ok(())
    }
}
