//! A copy of a database in one file, whatever engine it came from and goes to.

use std::fs;
use std::path::Path;

use futures_util::TryStreamExt as _;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};

use crate::{Database, FILE, Failure, Place};

/// How a column is read and written.
#[derive(Clone, Copy)]
enum Column {
    Text(&'static str),
    Number(&'static str),
    Bytes(&'static str),
}

use Column::{Bytes, Number, Text};

impl Column {
    const fn name(self) -> &'static str {
        match self {
            Text(name) | Number(name) | Bytes(name) => name,
        }
    }
}

/// What is no index, each table after those it refers to.
const TABLES: [(&str, &[Column]); 8] = [
    (
        "blob",
        &[
            Text("hash"),
            Number("size"),
            Number("packed"),
            Bytes("body"),
        ],
    ),
    (
        "book",
        &[
            Number("id"),
            Text("name"),
            Number("version"),
            Number("seq"),
            Text("head"),
        ],
    ),
    ("file", &[Number("book"), Text("path"), Text("hash")]),
    ("kept", &[Number("book"), Text("path"), Text("hash")]),
    (
        "known",
        &[
            Number("book"),
            Text("path"),
            Number("size"),
            Number("stamp"),
            Text("digest"),
        ],
    ),
    (
        "op",
        &[Number("book"), Number("seq"), Text("hash"), Text("line")],
    ),
    (
        "event",
        &[Text("day"), Number("seq"), Text("hash"), Text("line")],
    ),
    ("checkpoint", &[Number("number"), Text("root")]),
];

impl Database {
    /// Writes a copy into a new file, as everything was when it began; it is read back and compared.
    ///
    /// # Errors
    /// When the file is there already, cannot be written, or does not say the same.
    pub fn backup(&self, out: &Path) -> Result<(), Failure> {
        if out.exists() {
            return Err(Failure::Exists(out.display().to_string()));
        }
        // Beside it, so that it gets its name only when it is whole.
        let beside = out.parent().filter(|folder| !folder.as_os_str().is_empty());
        let draft = tempfile::tempdir_in(beside.unwrap_or(Path::new(".")))?;
        let place = Place::Folder(draft.path().to_owned());
        let copied = {
            let copy = Self::init(&place)?;
            copy.take_rows(self)?
        };
        let copy = Self::open(&place)?;
        let found = copy.rows()?;
        if found != copied {
            let told = format!("备份读回来不一样：写了{copied:?}行，读到{found:?}行");
            return Err(Failure::Wrong(told));
        }
        drop(copy);
        fs::File::open(draft.path().join(FILE))?.sync_all()?;
        fs::rename(draft.path().join(FILE), out)?;
        Ok(())
    }

    /// Makes a new database of a copy, which is compared with it.
    ///
    /// # Errors
    /// When there is a database already, or the copy is damaged.
    pub fn restore(backup: &Path, to: &Place) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        fs::copy(backup, folder.path().join(FILE))?;
        let from = Self::open(&Place::Folder(folder.path().to_owned()))?;
        let checked = from.check()?;
        // A backup has no index: it is made anew.
        let wrong = checked.wrong.iter().find(|told| !told.contains("reindex"));
        if let Some(told) = wrong {
            return Err(Failure::Wrong(told.clone()));
        }
        let restored = Self::init(to)?;
        let copied = restored.take_rows(&from)?;
        restored.reindex()?;
        match restored.rows()? == copied {
            true => Ok(restored),
            false => Err(Failure::Wrong("恢复的数据库与备份不一样".to_owned())),
        }
    }

    /// Takes every row of another database into this one, which is empty; how many rows of each table.
    fn take_rows(&self, from: &Self) -> Result<Vec<i64>, Failure> {
        let (own, other) = (&self.inner, &from.inner);
        own.runtime.block_on(async {
            let mut source = other.pools.readers.acquire().await?;
            let mut look = source.begin_with(other.engine.look()).await?;
            let mut whole = own.pools.writer.begin_with(own.engine.begin()).await?;
            let mut counts = Vec::new();
            for (table, columns) in TABLES {
                counts.push(copy(&mut look, &mut whole, table, columns).await?);
            }
            whole.commit().await?;
            look.commit().await?;
            Ok(counts)
        })
    }

    /// How many rows each table has.
    fn rows(&self) -> Result<Vec<i64>, Failure> {
        self.inner.run(async |conn| {
            let mut counts = Vec::new();
            for (table, ..) in TABLES {
                let question = format!("SELECT COUNT(*) FROM {table}");
                let row = sqlx::query(AssertSqlSafe(question));
                counts.push(row.fetch_one(&mut **conn).await?.try_get(0)?);
            }
            Ok(counts)
        })
    }
}

/// Copies a table row by row; how many there were.
async fn copy(
    from: &mut AnyConnection,
    to: &mut AnyConnection,
    table: &str,
    columns: &[Column],
) -> Result<i64, Failure> {
    let places: Vec<String> = (1..=columns.len())
        .map(|place| format!("${place}"))
        .collect();
    let (names, places) = (names(columns), places.join(", "));
    let question = format!("SELECT {names} FROM {table}");
    let statement = format!("INSERT INTO {table} ({names}) VALUES ({places})");
    let mut rows = sqlx::query(AssertSqlSafe(question)).fetch(from);
    let mut count = 0;
    while let Some(row) = rows.try_next().await? {
        let mut insert = sqlx::query(AssertSqlSafe(statement.clone()));
        for (at, column) in columns.iter().enumerate() {
            insert = match column {
                Text(_) => insert.bind(row.try_get::<String, _>(at)?),
                Number(_) => insert.bind(row.try_get::<i64, _>(at)?),
                Bytes(_) => insert.bind(row.try_get::<Vec<u8>, _>(at)?),
            };
        }
        insert.execute(&mut *to).await?;
        count += 1;
    }
    Ok(count)
}

fn names(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    names.join(", ")
}
