//! The document in the making, within its budget.

use super::limits::{Budget, Limits};
use crate::model::{Block, Document, Fault};

/// A document in the making. What does not fit the budget is left out, and a fault says so.
#[derive(Debug)]
pub(super) struct Story {
    document: Document,
    budget: Budget,
    full: bool,
}

impl Story {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            document: Document::default(),
            budget: Budget::new(limits),
            full: false,
        }
    }

    /// Adds a block. The places of a table must have been taken from [`Story::budget`] already.
    pub(super) fn push(&mut self, block: Block) {
        if self.budget.take(1) {
            self.document.blocks.push(block);
        } else {
            self.overflow();
        }
    }

    pub(super) fn budget(&mut self) -> &mut Budget {
        &mut self.budget
    }

    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Notes, once, that something was left out.
    pub(super) fn overflow(&mut self) {
        if !self.full {
            self.full = true;
            let message = format!(
                "内容超过 {} 个段落或单元格，此后的内容没有读取，请拆成几份后重试",
                self.budget.limit()
            );
            self.fault(message, "文件后部");
        }
    }

    pub(super) fn fault(&mut self, message: impl Into<String>, place: impl Into<String>) {
        self.document.faults.push(Fault {
            message: message.into(),
            place: place.into(),
        });
    }

    pub(super) fn faults(&mut self, faults: Vec<Fault>) {
        self.document.faults.extend(faults);
    }

    pub(super) fn title(&mut self, title: String) {
        self.document.title = Some(title);
    }

    pub(super) fn finish(self) -> Document {
        self.document
    }
}
