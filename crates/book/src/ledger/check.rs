//! What to mend in the ledgers of a book that loads.

use super::{Cell, ColumnType, Ledger, OVERVIEW};
use crate::measure::Rows;
use crate::remark::kind;
use crate::{Book, Date, LongLedger, Remark};

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
                    remarks.push(Remark::new(kind::ATTACHMENT_MISSING, subject, message));
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
        let long = self.long_ledgers.iter();
        let long = long.filter(|(_, ledger)| !ledger.looks_back());
        let long = long.map(|(name, _)| name.as_str());
        let blind: Vec<&str> = self
            .ledgers
            .iter()
            .filter(|(name, ledger)| !ledger.looks_back() && *name != OVERVIEW)
            .map(|(name, _)| name.as_str())
            .chain(long)
            .collect();
        if !blind.is_empty() {
            let message = format!(
                "{}没有“登记”列，不能回看，按现在的数计算：在表头加一列“登记日期:登记”",
                blind.join("、")
            );
            remarks.push(Remark::new(kind::CANNOT_LOOK_BACK, "台账", message));
        }
    }

    /// Rows that a look back to a day leaves out although they are about days before it: they were entered later.
    pub(crate) fn remark_late_rows(&self, day: Date, remarks: &mut Vec<Remark>) {
        for (name, ledger) in &self.ledgers {
            let late = ledger.entered_late(day);
            if late > 0 {
                let message = format!(
                    "有{late}行的业务日期在{day}以前、登记在{day}以后，没有计入；要按业务日期计入，加 --by-date"
                );
                remarks.push(Remark::new(
                    kind::ENTERED_LATE,
                    format!("台账 {name}"),
                    message,
                ));
            }
        }
    }

    /// Whether the rows of a ledger say when they were entered; of one that is not there nothing is unsaid.
    pub(crate) fn ledger_looks_back(&self, name: &str) -> bool {
        let long = self.long_ledgers.get(name);
        self.ledgers.get(name).is_none_or(Ledger::looks_back)
            && long.is_none_or(LongLedger::looks_back)
    }

    /// Whether there is a ledger of that name, loaded or not.
    pub fn has_ledger(&self, name: &str) -> bool {
        self.ledgers.contains_key(name) || self.long_ledgers.contains_key(name)
    }

    /// What is not looked at in ledgers too long to be loaded.
    pub(crate) fn remark_long_ledgers(&self, remarks: &mut Vec<Remark>) {
        for (name, ledger) in &self.long_ledgers {
            let columns = |wanted: fn(&ColumnType) -> bool| {
                let columns = ledger.columns().iter();
                let named = columns.filter(|column| wanted(&column.kind));
                let named: Vec<_> = named.map(|column| format!("“{}”", column.name)).collect();
                (!named.is_empty()).then(|| named.join("、"))
            };
            let mut unseen = vec!["统计没有用到的列".to_owned()];
            if self.definitions.contains_key(name) {
                unseen.push("定义里的约束".to_owned());
            }
            let references = columns(|kind| matches!(kind, ColumnType::Reference { .. }));
            unseen.extend(references.map(|named| format!("{named}列的引用")));
            let attachments = columns(|kind| *kind == ColumnType::Attachment);
            unseen.extend(self.referring(name).map(|by| format!("{by}对它的引用")));
            unseen.extend(attachments.map(|named| format!("{named}列的附件")));
            let message = format!(
                "太长（{} MB），没有整本读入，只为统计逐行读：{}没有核对，行号只列开头几段",
                ledger.bytes().div_ceil(1 << 20),
                unseen.join("、")
            );
            remarks.push(Remark::new(
                kind::TOO_LONG_TO_CHECK,
                format!("台账 {name}"),
                message,
            ));
        }
    }

    /// The ledgers that refer to one.
    fn referring(&self, name: &str) -> Option<String> {
        let refers = |ledger: &Ledger| {
            let mut columns = ledger.columns().iter();
            columns.any(|column| matches!(&column.kind, ColumnType::Reference { ledger, .. } if ledger == name))
        };
        let referring = self.ledgers.iter().filter(|(_, ledger)| refers(ledger));
        let names: Vec<_> = referring.map(|(by, _)| format!("台账“{by}”")).collect();
        (!names.is_empty()).then(|| names.join("、"))
    }

    /// Whether it is looked back to a day.
    pub(crate) fn looks_back(&self) -> bool {
        self.days().next().is_some()
    }
}
