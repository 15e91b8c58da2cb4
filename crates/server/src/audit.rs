//! Has a file audited by a worker.

use std::sync::Arc;

use axum::body::Bytes;
use confine::{Ended, Input, Program};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::Limits;
use crate::refusal::Refusal;
use crate::upload::Upload;
use crate::wire::{Answer, Part, Reader, Task, packed, unpacked};

/// Bytes a worker may answer; it has no more memory than that.
const ANSWER: u64 = 1 << 30;

/// Has files audited, no more than allowed at the same time.
pub(crate) struct Auditor {
    worker: Program,
    limits: Limits,
    free: Arc<Semaphore>,
}

/// What came of an audit.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The name of the file.
    pub(crate) file: String,
    parts: Vec<(Part, Bytes)>,
}

impl Outcome {
    /// A part; `None` where there is none, as the annotated original of a text file.
    pub(crate) fn part(&self, wanted: Part) -> Option<Bytes> {
        let found = self.parts.iter().find(|(part, _)| *part == wanted);
        found.map(|(_, bytes)| bytes.clone())
    }

    /// Bytes of all parts.
    pub(crate) fn size(&self) -> usize {
        self.parts.iter().map(|(_, bytes)| bytes.len()).sum()
    }
}

impl Auditor {
    pub(crate) fn new(worker: Program, limits: Limits) -> Self {
        Self {
            worker,
            free: Arc::new(Semaphore::new(limits.at_once)),
            limits,
        }
    }

    /// Audits a file for a reader. The turn lasts until the worker has ended, even if nobody waits for it any more.
    pub(crate) async fn audit(
        &self,
        upload: Upload,
        reader: Reader,
        date: String,
    ) -> Result<Outcome, Refusal> {
        let turn = timeout(self.limits.wait, Arc::clone(&self.free).acquire_owned()).await;
        let turn = turn
            .map_err(|_| Refusal::Busy)?
            .map_err(|_| Refusal::Failed)?;
        let task = Task {
            name: upload.name.clone(),
            pages: self.limits.pages,
            time: self.limits.audit,
            date,
            reader,
        };
        let (worker, time) = (self.worker.clone(), self.limits.audit);
        let told = spawn_blocking(move || {
            let input = Input::Bytes(packed(&task, [upload.bytes.as_ref()]));
            let told = confine::run(&worker, input, time, ANSWER);
            drop(turn);
            told
        });
        let told = told
            .await
            .map_err(|_| Refusal::Failed)?
            .map_err(|ended| match ended {
                Ended::Late => Refusal::TooSlow(self.limits.audit),
                Ended::Failed => Refusal::TooHeavy,
                Ended::Unstarted(_) => Refusal::Failed,
            })?;
        let (answer, rest) = unpacked::<Answer>(&told).ok_or(Refusal::TooHeavy)?;
        let rest = rest.len();
        match answer {
            Answer::Unread(reason) => Err(Refusal::Unread(reason)),
            Answer::TooLong(pages) => Err(Refusal::TooLong {
                pages,
                limit: self.limits.pages,
            }),
            Answer::Audited(lengths) => Ok(Outcome {
                file: upload.name,
                parts: parts(&lengths, told, rest).ok_or(Refusal::TooHeavy)?,
            }),
        }
    }
}

/// The parts of an answer of which `rest` bytes follow the head, each a window on the answer itself.
fn parts(lengths: &[(Part, usize)], told: Vec<u8>, rest: usize) -> Option<Vec<(Part, Bytes)>> {
    let mut start = told.len() - rest;
    let told = Bytes::from(told);
    let parts = lengths.iter().map(|(part, length)| {
        let end = start
            .checked_add(*length)
            .filter(|end| *end <= told.len())?;
        let bytes = told.slice(start..end);
        start = end;
        Some((*part, bytes))
    });
    parts.collect()
}

#[cfg(test)]
impl Outcome {
    /// Something of a size.
    pub(crate) fn of(size: usize) -> Self {
        Self {
            file: String::new(),
            parts: vec![(Part::Json, vec![0; size].into())],
        }
    }
}
