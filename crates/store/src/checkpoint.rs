//! Checkpoints over all heads.

use std::collections::BTreeMap;

use entry::{Checkpoint, Digest, Head, Unproven};
use sqlx::{AnyConnection, Row as _};

use crate::blob::{self, Packed};
use crate::engine::Engine;
use crate::{Database, Failure};

impl Database {
    /// Makes a checkpoint over all heads as they are now and keeps it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn checkpoint(&self, at: &str) -> Result<Checkpoint, Failure> {
        let inner = &self.inner;
        inner.runtime.block_on(async {
            let mut whole = inner.pools.writer.begin_with(inner.engine.begin()).await?;
            if inner.engine == Engine::Postgres {
                sqlx::query("LOCK TABLE checkpoint IN SHARE ROW EXCLUSIVE MODE")
                    .execute(&mut *whole)
                    .await?;
            }
            let last = last(&mut whole).await?;
            let (number, previous) = last.unwrap_or_else(|| (0, entry::beginning()));
            let checkpoint = Checkpoint {
                number: number.cast_unsigned() + 1,
                at: at.to_owned(),
                previous,
                books: heads(&mut whole, "SELECT name, seq, head FROM book").await?,
                days: heads(
                    &mut whole,
                    "SELECT day, seq, hash FROM event WHERE seq = (SELECT MAX(seq) FROM event AS later WHERE later.day = event.day)",
                )
                .await?,
            };
            let text = checkpoint.text();
            let root = checkpoint.root();
            Packed::of(text.as_bytes()).write(&mut whole, &root).await?;
            sqlx::query("INSERT INTO checkpoint (number, root) VALUES ($1, $2)")
                .bind(number + 1)
                .bind(root.as_str())
                .execute(&mut *whole)
                .await?;
            whole.commit().await?;
            Ok(checkpoint)
        })
    }

    /// Whether all logs still lead to what a checkpoint says; all that speaks against it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn verify(&self, checkpoint: &Checkpoint) -> Result<Vec<String>, Failure> {
        let mut wrong = Vec::new();
        for name in checkpoint.books.keys() {
            let told = match self.book(name) {
                Ok(held) => {
                    let log = folder::Store::log(&held)?;
                    checkpoint.proves(name, &log).err()
                }
                Err(Failure::Absent(_)) => {
                    wrong.push(format!("账本“{name}”不见了"));
                    None
                }
                Err(other) => return Err(other),
            };
            wrong.extend(told.map(|told| told.to_string()));
        }
        for (day, head) in &checkpoint.days {
            let lines = self.day(day)?;
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let told: Result<u64, Unproven> = checkpoint.leads_to(day, head, &lines);
            wrong.extend(told.err().map(|told| told.to_string()));
        }
        Ok(wrong)
    }

    /// The checkpoints that are kept, from the first on.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn checkpoints(&self) -> Result<Vec<Checkpoint>, Failure> {
        let inner = &self.inner;
        inner.run(async |conn| {
            let rows = sqlx::query("SELECT root FROM checkpoint ORDER BY number");
            let mut checkpoints = Vec::new();
            for row in rows.fetch_all(&mut **conn).await? {
                let root = Digest::known(&row.try_get::<String, _>(0)?);
                let text = blob::read(conn, &root).await?.unwrap_or_default();
                let file = format!("{}根 {root}\n", String::from_utf8_lossy(&text));
                let read = Checkpoint::read(&file);
                checkpoints.push(read.map_err(|told| Failure::Wrong(told.to_string()))?);
            }
            Ok(checkpoints)
        })
    }

    /// The lines of one day's events.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn day(&self, day: &str) -> Result<Vec<String>, Failure> {
        self.inner.run(async |conn| {
            let rows = sqlx::query("SELECT line FROM event WHERE day = $1 ORDER BY seq");
            let rows = rows.bind(day).fetch_all(&mut **conn).await?;
            rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
        })
    }
}

async fn last(conn: &mut AnyConnection) -> Result<Option<(i64, Digest)>, Failure> {
    let row = sqlx::query("SELECT number, root FROM checkpoint ORDER BY number DESC LIMIT 1");
    let row = row.fetch_optional(conn).await?;
    let read = row.map(|row| {
        Ok((
            row.try_get(0)?,
            Digest::known(&row.try_get::<String, _>(1)?),
        ))
    });
    read.transpose()
}

async fn heads(
    conn: &mut AnyConnection,
    question: &'static str,
) -> Result<BTreeMap<String, Head>, Failure> {
    let rows = sqlx::query(question).fetch_all(conn).await?;
    let heads = rows.iter().map(|row| {
        let head = Head {
            seq: row.try_get::<i64, _>(1)?.cast_unsigned(),
            hash: Digest::known(&row.try_get::<String, _>(2)?),
        };
        Ok((row.try_get(0)?, head))
    });
    heads.collect()
}
