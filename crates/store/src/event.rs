//! What was done with the database itself, chained day by day.

use entry::Digest;
use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, Row as _};

use crate::Failure;
use crate::engine::Engine;

/// One thing that was done, or refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, as 2026-03-01T09:30:00+08:00.
    pub at: String,
    /// Who.
    pub by: String,
    /// What: 放入账本.
    pub kind: String,
    /// With what: the name of a book.
    pub object: String,
    /// What came of it.
    pub result: String,
}

/// An event as it is kept: the line that the next one of the day is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The day whose chain it is in, as 2026-03-01. A clock that was put back writes on in the last day there is.
    pub day: String,
    /// Its number in that day, from 1.
    pub seq: i64,
    /// The SM3 of the line before; of the day, for its first.
    pub parent: Digest,
    /// What was done.
    #[serde(flatten)]
    pub event: Event,
}

/// Adds an event to the chain of its day.
pub(crate) async fn write(
    conn: &mut AnyConnection,
    engine: Engine,
    event: &Event,
) -> Result<(), Failure> {
    if engine == Engine::Postgres {
        sqlx::query("LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE")
            .execute(&mut *conn)
            .await?;
    }
    let last = sqlx::query("SELECT day, seq, hash FROM event ORDER BY day DESC, seq DESC LIMIT 1")
        .fetch_optional(&mut *conn)
        .await?;
    let today = event.at.get(..10).unwrap_or(&event.at).to_owned();
    let (day, seq, parent) = match last {
        Some(row) if row.try_get::<String, _>(0)? >= today => (
            row.try_get(0)?,
            row.try_get::<i64, _>(1)? + 1,
            Digest::known(&row.try_get::<String, _>(2)?),
        ),
        _ => {
            let parent = Digest::of(today.as_bytes());
            (today, 1, parent)
        }
    };
    let recorded = Recorded {
        day,
        seq,
        parent,
        event: event.clone(),
    };
    let line = serde_json::to_string(&recorded).map_err(std::io::Error::other)?;
    sqlx::query("INSERT INTO event (day, seq, hash, line) VALUES ($1, $2, $3, $4)")
        .bind(&recorded.day)
        .bind(recorded.seq)
        .bind(Digest::of(line.as_bytes()).as_str().to_owned())
        .bind(&line)
        .execute(conn)
        .await?;
    Ok(())
}

/// Where in a day's chain a line does not follow from the one before; none where all do.
pub(crate) fn unbound(day: &str, lines: &[String]) -> Option<usize> {
    let mut parent = Digest::of(day.as_bytes());
    for (number, line) in lines.iter().enumerate() {
        let read: Option<Recorded> = serde_json::from_str(line).ok();
        let follows = read.is_some_and(|read| {
            read.day == day && read.parent == parent && read.seq == number as i64 + 1
        });
        if !follows {
            return Some(number + 1);
        }
        parent = Digest::of(line.as_bytes());
    }
    None
}
