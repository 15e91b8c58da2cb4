//! What lists and searches ask for, reckoned from the files, so that it can be thrown away.

use std::collections::BTreeMap;

use entry::{Digest, Entries, EntryId};
use sqlx::{AnyConnection, Row as _};

use crate::engine::Engine;
use crate::{Database, Failure, blob};

/// What one file of entries says, as far as lists need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Indexed {
    /// Name and year of the unit, where the file is the book's own.
    unit: Option<(String, String)>,
    /// By their addresses.
    indicators: BTreeMap<String, Indicator>,
}

impl Indexed {
    /// What the tables say of it, a line a row.
    pub(crate) fn lines(&self, path: &str) -> Vec<String> {
        let unit = self.unit.iter();
        let unit = unit.map(|(name, year)| [name.as_str(), year].join(BETWEEN));
        let indicators = self.indicators.iter().map(|(place, one)| {
            [path, place, &one.content, &one.target, &one.points].join(BETWEEN)
        });
        unit.chain(indicators).collect()
    }
}

/// Between the cells of a row, where nobody writes it.
const BETWEEN: &str = "\u{1f}";

/// An indicator in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Indicator {
    content: String,
    target: String,
    points: String,
}

/// Whether a file is one of entries.
pub(crate) fn concerns(path: &str) -> bool {
    folder::entry_of_file(path).is_some()
}

/// What a file says, where it is one of entries; an unreadable one says nothing.
pub(crate) fn of(path: &str, bytes: Option<&[u8]>) -> Option<Indexed> {
    let base = folder::entry_of_file(path)?;
    let text = bytes.and_then(folder::text).unwrap_or_default();
    let entries = folder::read(&text, &base).map(|read| read.entries);
    let entries = entries.unwrap_or_default();
    let top = EntryId::default();
    let unit = (base == top).then(|| {
        let unit = entries.group(&top, "单位").first();
        let name = unit.map(|unit| shown(&entries, unit, "名称"));
        (name.unwrap_or_default(), shown(&entries, &top, "年度"))
    });
    let indicators = entries.group(&base, "指标").iter().map(|id| {
        let indicator = Indicator {
            content: shown(&entries, id, "内容"),
            target: shown(&entries, id, "目标"),
            points: shown(&entries, id, "分值"),
        };
        (id.to_string(), indicator)
    });
    Some(Indexed {
        unit,
        indicators: indicators.collect(),
    })
}

fn shown(entries: &Entries, id: &EntryId, field: &str) -> String {
    let value = entries.value(&id.field(field));
    value.map(entry::Value::shown).unwrap_or_default()
}

/// Puts what a file says in the place of what it said.
pub(crate) async fn write(
    conn: &mut AnyConnection,
    book: i64,
    path: &str,
    indexed: &Indexed,
) -> Result<(), Failure> {
    if let Some((name, year)) = &indexed.unit {
        sqlx::query("INSERT INTO unit (book, name, year) VALUES ($1, $2, $3) ON CONFLICT (book) DO UPDATE SET name = excluded.name, year = excluded.year")
            .bind(book)
            .bind(name)
            .bind(year)
            .execute(&mut *conn)
            .await?;
    }
    sqlx::query("DELETE FROM indicator WHERE book = $1 AND path = $2")
        .bind(book)
        .bind(path)
        .execute(&mut *conn)
        .await?;
    for (place, indicator) in &indexed.indicators {
        sqlx::query("INSERT INTO indicator (book, path, place, content, target, points) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(book)
            .bind(path)
            .bind(place)
            .bind(&indicator.content)
            .bind(&indicator.target)
            .bind(&indicator.points)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Everything in the index of a book, in one order.
pub(crate) async fn read(conn: &mut AnyConnection, book: i64) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    let questions = [
        "SELECT name, year FROM unit WHERE book = $1",
        "SELECT path, place, content, target, points FROM indicator WHERE book = $1",
    ];
    for question in questions {
        let rows = sqlx::query(question).bind(book);
        for row in rows.fetch_all(&mut *conn).await? {
            let cells: Result<Vec<String>, _> =
                (0..row.len()).map(|cell| row.try_get(cell)).collect();
            lines.push(cells?.join(BETWEEN));
        }
    }
    lines.sort();
    Ok(lines)
}

impl Database {
    /// Throws the index away and makes it anew from the files; how many books it has.
    ///
    /// # Errors
    /// When a file cannot be read, or the index not be written.
    pub fn reindex(&self) -> Result<usize, Failure> {
        let inner = &self.inner;
        let books = self.list()?;
        for book in &books {
            inner.runtime.block_on(async {
                let mut whole = inner.pools.writer.begin_with(inner.engine.begin()).await?;
                reindex(&mut whole, inner.engine, &book.name).await?;
                Ok::<_, Failure>(whole.commit().await?)
            })?;
        }
        Ok(books.len())
    }
}

/// The index of one book, whose row nobody else writes meanwhile.
async fn reindex(conn: &mut AnyConnection, engine: Engine, name: &str) -> Result<(), Failure> {
    let lock = match engine {
        Engine::Sqlite => "SELECT id FROM book WHERE name = $1",
        Engine::Postgres => "SELECT id FROM book WHERE name = $1 FOR UPDATE",
    };
    let row = sqlx::query(lock).bind(name).fetch_one(&mut *conn).await?;
    let id: i64 = row.try_get(0)?;
    for table in [
        "DELETE FROM unit WHERE book = $1",
        "DELETE FROM indicator WHERE book = $1",
    ] {
        sqlx::query(table).bind(id).execute(&mut *conn).await?;
    }
    let files = sqlx::query("SELECT path, hash FROM file WHERE book = $1").bind(id);
    for row in files.fetch_all(&mut *conn).await? {
        let path: String = row.try_get(0)?;
        if concerns(&path) {
            let hash = Digest::known(&row.try_get::<String, _>(1)?);
            let bytes = blob::read(&mut *conn, &hash).await?;
            if let Some(indexed) = of(&path, bytes.as_deref()) {
                write(&mut *conn, id, &path, &indexed).await?;
            }
        }
    }
    Ok(())
}
