//! A text file of a book, and where faults in it are.

use std::cell::RefCell;
use std::ops::Range;

use crate::{Fault, Faults};

/// Where faults are collected.
#[derive(Debug, Default)]
pub(crate) struct Log(RefCell<Vec<Fault>>);

impl Log {
    pub(crate) fn add(&self, fault: Fault) {
        self.0.borrow_mut().push(fault);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// All faults by file and line, without repetition.
    pub(crate) fn into_faults(self) -> Faults {
        let mut faults = self.0.into_inner();
        faults.sort();
        faults.dedup();
        Faults(faults)
    }
}

/// A text file with its path inside the book.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    pub(crate) log: &'a Log,
}

impl Source<'_> {
    /// Reports a fault at a place given in bytes.
    pub(crate) fn fault(
        &self,
        span: Range<usize>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        let (line, column) = self.position(span.start);
        self.log.add(Fault {
            file: self.file.to_owned(),
            line,
            column,
            problem: problem.into(),
            remedy: remedy.into(),
        });
    }

    /// The line and the column in characters of a place given in bytes, both from 1.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let head = self.text.get(..offset).unwrap_or(self.text);
        let line = head.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        (line, head[start..].chars().count() + 1)
    }
}
