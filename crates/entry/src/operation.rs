//! What was done to a book, one operation after the other, each bound to the one before.

use serde::{Deserialize, Serialize};

use crate::{Change, Digest};

/// One thing that was done to a book. Written as one line of JSON; the next one holds the SM3 of that line, so that none
/// can be changed, left out or put in unnoticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// Its number, from 1.
    pub seq: u64,
    /// The SM3 of the line before; of nothing, for the first.
    pub parent: Digest,
    /// When it was written down, as 2026-03-01T09:30:00+08:00.
    pub at: String,
    /// Who did it.
    pub by: String,
    /// For whom, where somebody else did it for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<String>,
    /// By what means: a command, or 手工编辑.
    pub via: String,
    /// Why, in their own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The operation that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// What was changed.
    pub change: Change,
    /// What the whole book came to afterwards.
    pub state: Digest,
}

/// The log of a book does not hold together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenLog {
    /// A line is no operation.
    #[error("日志第{0}行不是一次操作")]
    Unreadable(usize),
    /// The last line is no operation.
    #[error("日志的最后一行不是一次操作")]
    LastUnreadable,
    /// A line does not follow from the one before.
    #[error("日志第{0}行与前一行接不上：前面的内容被改过、删过或插过")]
    Unbound(usize),
}

impl Operation {
    /// When it was written down, to the minute, for people: 2026-03-01 09:30.
    pub fn minute(&self) -> String {
        self.at.get(..16).unwrap_or(&self.at).replace('T', " ")
    }

    /// The line of the log, without its end.
    pub fn line(&self) -> String {
        // Strings and numbers only: nothing of it can fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What the first operation is bound to.
pub fn beginning() -> Digest {
    Digest::of(b"")
}

/// The number of the operation that comes after the last line of a log, and what it is bound to.
///
/// # Errors
/// When the line is no operation.
pub fn following(last: Option<&str>) -> Result<(u64, Digest), BrokenLog> {
    let Some(line) = last else {
        return Ok((1, beginning()));
    };
    let read = serde_json::from_str(line);
    let last: Operation = read.map_err(|_| BrokenLog::LastUnreadable)?;
    Ok((last.seq + 1, Digest::of(line.as_bytes())))
}

/// The operations of a log, which hold together.
///
/// # Errors
/// At the first line that is no operation or does not follow from the one before.
pub fn chain(log: &str) -> Result<Vec<Operation>, BrokenLog> {
    let mut operations: Vec<Operation> = Vec::new();
    let mut parent = beginning();
    for (at, line) in log.lines().enumerate() {
        let read = serde_json::from_str(line);
        let operation: Operation = read.map_err(|_| BrokenLog::Unreadable(at + 1))?;
        let seq = operations.len() as u64 + 1;
        if operation.parent != parent || operation.seq != seq {
            return Err(BrokenLog::Unbound(at + 1));
        }
        parent = Digest::of(line.as_bytes());
        operations.push(operation);
    }
    Ok(operations)
}
