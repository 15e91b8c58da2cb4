//! The document in the making, within its budget.

use super::limits::{Budget, Limits, Spent};
use super::shape::{self, MAX_COLUMNS};
use crate::model::{Block, Document, Fault, Origin, Table};

/// A document in the making. What does not fit the budget is left out, and a fault says so.
#[derive(Debug)]
pub(super) struct Story {
    document: Document,
    budget: Budget,
    full: bool,
    /// Where the last block begins.
    last: Origin,
}

impl Story {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            document: Document::default(),
            budget: Budget::new(limits),
            full: false,
            last: Origin::default(),
        }
    }

    /// Adds a block; of a table, what the budget and the bounds of tables allow.
    pub(super) fn push(&mut self, mut block: Block) {
        if self.full {
            return;
        }
        let origin = block.texts().first().map(|text| text.origin);
        if let Block::Table(table) = &mut block {
            self.bound(table);
        }
        if !self.budget.take(1) {
            return self.overflow();
        }
        let spent = self
            .budget
            .take_texts(block.texts().into_iter().map(|text| text.content.as_str()));
        if let Some(spent) = spent {
            return self.cut(spent);
        }
        self.last = origin.unwrap_or(self.last);
        self.document.blocks.push(block);
    }

    /// Keeps a table within the bounds of tables and within the budget.
    fn bound(&mut self, table: &mut Table) {
        let cut = shape::bound(table, &mut self.budget);
        if cut.columns {
            self.fault(too_wide(), place(table_origin(table).unwrap_or(self.last)));
        }
        if cut.rows {
            self.overflow();
        }
    }

    pub(super) fn budget(&mut self) -> &mut Budget {
        &mut self.budget
    }

    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Notes, once, that pieces were left out.
    pub(super) fn overflow(&mut self) {
        self.cut(Spent::Pieces);
    }

    fn cut(&mut self, spent: Spent) {
        if self.full {
            return;
        }
        self.full = true;
        let message = self.budget.cut(spent);
        let place = match place(self.last) {
            place if place.is_empty() => "文件后部".to_owned(),
            place => format!("{place}之后"),
        };
        self.fault(message, place);
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

    /// Names the sheets of a workbook.
    pub(super) fn sheets(&mut self, names: Vec<String>) {
        self.document.sheets = names;
    }

    pub(super) fn title(&mut self, title: String) {
        self.document.title = Some(title);
    }

    pub(super) fn finish(self) -> Document {
        self.document
    }
}

/// What is said of a table wider than tables are.
pub(super) fn too_wide() -> String {
    format!("表格超过 {MAX_COLUMNS} 列，右边的各列没有读取，请拆成几张表后重试")
}

fn table_origin(table: &Table) -> Option<Origin> {
    table
        .rows
        .iter()
        .flatten()
        .map(|cell| cell.text.origin)
        .next()
}

/// A place in few words; empty where nothing is known of it.
fn place(origin: Origin) -> String {
    match origin {
        Origin {
            page: Some(page), ..
        } => format!("第{page}页"),
        Origin {
            line: Some(line), ..
        } => format!("第{line}行或段"),
        _ => String::new(),
    }
}
