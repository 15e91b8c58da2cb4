//! What to mend in the ledgers of a book that loads.

use super::{Cell, ColumnType, Ledger, OVERVIEW};
use crate::measure::Rows;
use crate::{Book, Remark, Severity};

impl Book {
    /// Attachments of rows that count, and are not below `evidence/`.
    pub(crate) fn check_attachments(&self, remarks: &mut Vec<Remark>) {
        // What subordinate units miss their own books tell.
        let own = self
            .ledgers
            .iter()
            .filter(|(_, ledger)| !ledger.is_pooled());
        for (name, ledger) in own {
            for (at, column) in ledger.columns().iter().enumerate() {
                if column.kind != ColumnType::Attachment {
                    continue;
                }
                let missing = self.missing(ledger, at);
                if missing.count() > 0 {
                    let message = format!(
                        "{missing}的“{}”不在 evidence 文件夹里：放进去，或另加一行更正",
                        column.name
                    );
                    let subject = format!("台账 {name}");
                    remarks.push(Remark::new(Severity::Warning, subject, message));
                }
            }
        }
    }

    fn missing(&self, ledger: &Ledger, column: usize) -> Rows {
        let mut rows = Rows::default();
        for (place, row) in ledger.standing_rows() {
            if let Cell::Text(file) = &row[column]
                && !self.evidence.contains(file)
                && self.evidence.fails(file)
            {
                rows.push(place);
            }
        }
        rows
    }

    /// Ledgers that do not say when a row was entered.
    pub(crate) fn remark_ledgers(&self, remarks: &mut Vec<Remark>) {
        let blind: Vec<&str> = self
            .ledgers
            .iter()
            .filter(|(name, ledger)| !ledger.looks_back() && *name != OVERVIEW)
            .map(|(name, _)| name.as_str())
            .collect();
        if !blind.is_empty() {
            let message = format!(
                "{}没有“登记”列，不能回看，按现在的数计算：在表头加一列“登记日期:登记”",
                blind.join("、")
            );
            remarks.push(Remark::new(Severity::Warning, "台账", message));
        }
    }

    /// Whether it is looked back to a day.
    pub(crate) fn looks_back(&self) -> bool {
        self.ledgers.values().any(|ledger| ledger.day().is_some())
    }
}
