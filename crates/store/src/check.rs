//! Whether a database is what it should be.

use entry::{Digest, Files as _, chain};
use folder::{Refused, Shelf, Store as _};
use sqlx::Row as _;

use crate::commitment::Of;
use crate::{Database, Failure, Held, event, index};

/// What a database holds, and all that is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Checked {
    /// How many books.
    pub books: usize,
    /// How many operations in their logs.
    pub operations: usize,
    /// How many contents, each read and compared with its SM3.
    pub blobs: usize,
    /// How many events.
    pub events: usize,
    /// How many checkpoints.
    pub checkpoints: usize,
    /// What is wrong, in words.
    pub wrong: Vec<String>,
}

impl Database {
    /// Reads everything there is: whether the chains hold, the contents are what their digests say, the books are what
    /// their logs say last, the index is what the files say, and the logs lead to every checkpoint.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn check(&self) -> Result<Checked, Failure> {
        let mut checked = Checked::default();
        for hash in self.texts("SELECT hash FROM blob ORDER BY hash")? {
            checked.blobs += 1;
            let read = self.inner.blob(&Digest::known(&hash));
            checked
                .wrong
                .extend(read.err().map(|told| told.to_string()));
        }
        for entry in self.list()? {
            checked.books += 1;
            let wrong = match self.book(&entry.name).map(wrong_with) {
                Ok(Ok((operations, wrong))) => {
                    checked.operations += operations;
                    wrong
                }
                Ok(Err(refused)) => vec![refused.to_string()],
                Err(failure) => vec![failure.to_string()],
            };
            let named = wrong
                .into_iter()
                .map(|what| format!("{}：{what}", entry.name));
            checked.wrong.extend(named);
        }
        for day in self.texts("SELECT DISTINCT day FROM event ORDER BY day")? {
            let lines = self.day(&day)?;
            checked.events += lines.len();
            if let Some(line) = event::unbound(&day, &lines) {
                let told = format!("{day} 的事件日志第{line}行与前一行接不上");
                checked.wrong.push(told);
            }
        }
        match self.checkpoints() {
            Ok(checkpoints) => {
                checked.checkpoints = checkpoints.len();
                for checkpoint in &checkpoints {
                    checked.wrong.extend(self.verify(checkpoint)?);
                }
            }
            Err(failure) => checked.wrong.push(failure.to_string()),
        }
        checked.wrong.sort();
        checked.wrong.dedup();
        Ok(checked)
    }

    fn texts(&self, question: &'static str) -> Result<Vec<String>, Failure> {
        self.inner.run(async |conn| {
            let rows = sqlx::query(question).fetch_all(&mut **conn).await?;
            rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
        })
    }
}

/// How many operations a book's log has, and what is wrong with the book.
fn wrong_with(held: Held) -> Result<(usize, Vec<String>), Refused> {
    let io_at = |source| Refused::Io {
        path: "账本".to_owned(),
        source,
    };
    let mut wrong = Vec::new();
    let Of::There { id, .. } = held.of else {
        return Ok((0, wrong));
    };
    let log = held.log().map_err(io_at)?;
    let operations = chain(&log)?;
    let lines = log.lines();
    let hashes: Vec<String> = lines
        .map(|line| Digest::of(line.as_bytes()).to_string())
        .collect();
    let kept = held
        .inner
        .hashes(id)
        .map_err(|failure| io_at(failure.into()))?;
    if kept != hashes {
        wrong.push("日志与记下的各行校验值不符".to_owned());
    }
    let mut reckoned = Vec::new();
    for path in held.files.keys().filter(|path| index::concerns(path)) {
        let bytes = held.read(path).map_err(io_at)?;
        let indexed = index::of(path, bytes.as_deref());
        reckoned.extend(indexed.iter().flat_map(|indexed| indexed.lines(path)));
    }
    reckoned.sort();
    let kept = held.inner.run(async |conn| index::read(conn, id).await);
    if kept.map_err(|failure| io_at(failure.into()))? != reckoned {
        wrong.push("索引与账本不一致：用 kaocheng store reindex 重建".to_owned());
    }
    let shelf = Shelf::new(held);
    let state = shelf.state()?;
    let is_last = operations.last().is_none_or(|last| last.state == state);
    if !is_last || !shelf.edited_by_hand()?.is_empty() {
        wrong.push("账本不是日志最后所记的样子".to_owned());
    }
    Ok((operations.len(), wrong))
}
