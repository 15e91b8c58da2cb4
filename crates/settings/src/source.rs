//! A text file, and where faults in it are.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::{Fault, Faults};

/// Where faults are collected.
#[derive(Debug, Default)]
pub struct Log {
    faults: RefCell<Vec<Fault>>,
    /// Places that cannot even be parsed; what is said there says nothing about the content.
    unparsed: RefCell<Vec<(String, usize, usize)>>,
    /// Faults by file.
    counts: RefCell<BTreeMap<String, usize>>,
}

/// The most faults of one file that are worth reading.
const MOST_FAULTS: usize = 200;

impl Log {
    /// Adds a fault, unless its place cannot even be parsed.
    pub fn add(&self, fault: Fault) {
        let place = (fault.file.clone(), fault.line, fault.column);
        if !self.unparsed.borrow().contains(&place) {
            self.faults.borrow_mut().push(fault);
        }
    }

    /// Counts a fault of a file; whether it is still worth reporting.
    fn wants(&self, file: &str) -> bool {
        let mut counts = self.counts.borrow_mut();
        let count = counts.entry(file.to_owned()).or_default();
        *count += 1;
        if *count == MOST_FAULTS + 1 {
            let problem = format!("错误太多，只列出 {MOST_FAULTS} 处");
            let remedy = "先改已列出的，再检查一遍";
            self.faults
                .borrow_mut()
                .push(Fault::of_file(file, problem, remedy));
        }
        *count <= MOST_FAULTS
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    /// All faults by file and line, without repetition.
    pub fn into_faults(self) -> Faults {
        let mut faults = self.faults.into_inner();
        faults.sort();
        faults.dedup();
        Faults(faults)
    }
}

/// A text file with its name.
#[derive(Debug)]
pub struct Source<'a> {
    /// Its name, as faults tell it.
    pub file: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Where its faults go.
    pub log: &'a Log,
}

impl Source<'_> {
    /// Reports a fault at a place given in bytes.
    pub fn fault(&self, span: Range<usize>, problem: impl Into<String>, remedy: impl Into<String>) {
        if !self.log.wants(self.file) {
            return;
        }
        let (line, column) = self.position(span.start);
        self.log.add(Fault {
            line,
            column,
            ..Fault::of_file(self.file, problem, remedy)
        });
    }

    /// Reports a place that cannot be parsed; later faults at the same place are not added.
    pub fn syntax_fault(
        &self,
        span: Range<usize>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if !self.log.wants(self.file) {
            return;
        }
        let (line, column) = self.position(span.start);
        self.log.add(Fault {
            line,
            column,
            ..Fault::of_file(self.file, problem, remedy)
        });
        let place = (self.file.to_owned(), line, column);
        self.log.unparsed.borrow_mut().push(place);
    }

    /// Reports a fault of a whole line.
    pub fn line_fault(&self, offset: usize, problem: impl Into<String>, remedy: impl Into<String>) {
        if !self.log.wants(self.file) {
            return;
        }
        let (line, _) = self.position(offset);
        self.log.add(Fault {
            line,
            ..Fault::of_file(self.file, problem, remedy)
        });
    }

    /// The line and the column in characters of a place given in bytes, both from 1.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let head = self.text.get(..offset).unwrap_or(self.text);
        let line = head.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        (line, head[start..].chars().count() + 1)
    }
}
