//! What a ledger should look like, as data: its columns, and what each row must satisfy.

use settings::{Log, Source, TEXT, Table};

use super::constraint::{Constraint, broken};
use super::{Column, Ledger};
use crate::{Fault, Faults};

/// A definition of a ledger (台账定义), from TOML.
///
/// ```toml
/// "说明" = "市政基础设施配套费的征收"
/// "依据" = ["配套费征收管理办法"]
/// "列" = ["编号:文本*", "应收:元", "减免:元", "实收:元", "登记日期:登记"]
/// "约束" = ["实收 = 应收 - 减免"]
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    source: String,
    content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Content {
    purpose: Option<String>,
    basis: Vec<String>,
    columns: Vec<Column>,
    constraints: Vec<Constraint>,
}

impl Definition {
    /// Reads a definition; `file` names it in faults.
    ///
    /// # Errors
    /// Everything that is wrong, by line.
    pub fn read(file: &str, text: &str) -> Result<Self, Faults> {
        let log = Log::default();
        match Self::read_logged(file, text, &log) {
            Some(definition) if log.is_empty() => Ok(definition),
            _ => Err(log.into_faults()),
        }
    }

    pub(crate) fn read_logged(file: &str, text: &str, log: &Log) -> Option<Self> {
        let source = Source { file, text, log };
        Some(Self {
            content: settings::read(&source, decode)?,
            source: text.to_owned(),
        })
    }

    /// The TOML it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// 说明: which business fact the ledger carries.
    pub fn purpose(&self) -> Option<&str> {
        self.content.purpose.as_deref()
    }

    /// 依据: the regulations it follows.
    pub fn basis(&self) -> &[String] {
        &self.content.basis
    }

    /// 列
    pub fn columns(&self) -> &[Column] {
        &self.content.columns
    }

    /// 约束
    pub fn constraints(&self) -> &[Constraint] {
        &self.content.constraints
    }

    /// 约束, for the rows of a ledger that has these columns, be they in another order or among others.
    pub fn constraints_of(&self, ledger: &Ledger) -> Vec<Constraint> {
        let read = |one: &Constraint| Constraint::read(&one.to_string(), ledger.columns()).ok();
        self.constraints().iter().filter_map(read).collect()
    }

    /// A ledger with these columns and no row.
    pub fn ledger(&self) -> Ledger {
        // The columns were checked when the definition was read.
        Ledger::of_checked(self.content.columns.clone())
    }

    /// Where a ledger of that name is not as defined: columns that are missing or of another type, rows that break a
    /// constraint. A unit may add columns of its own.
    pub fn check(&self, name: &str, ledger: &Ledger) -> Vec<Fault> {
        self.check_by_rule(name, ledger).concat()
    }

    /// The same, the faults of each rule together.
    pub(crate) fn check_by_rule(&self, name: &str, ledger: &Ledger) -> Vec<Vec<Fault>> {
        let file = format!("ledgers/{name}.csv");
        let misfits: Vec<Fault> = self
            .columns()
            .iter()
            .filter_map(|column| misfit(column, ledger, &file))
            .collect();
        match misfits.is_empty() {
            true => self.broken(ledger, &file),
            false => vec![misfits],
        }
    }

    fn broken(&self, ledger: &Ledger, file: &str) -> Vec<Vec<Fault>> {
        let constraints = self.constraints_of(ledger);
        let mut faults = vec![Vec::new(); constraints.len()];
        for (place, which) in broken(ledger, &constraints) {
            let row = Ledger::row_number(place);
            let constraint = &constraints[which];
            let at = constraint.column();
            faults[which].push(Fault {
                line: row,
                ..Fault::of_file(
                    file,
                    format!(
                        "第{row}行不合约束“{constraint}”（“{}”是“{}”）",
                        ledger.columns()[at].name,
                        ledger.rows()[place][at]
                    ),
                    "核对这一行；更正时另加一行",
                )
            });
        }
        faults
    }
}

fn misfit(wanted: &Column, ledger: &Ledger, file: &str) -> Option<Fault> {
    let present = ledger.column(&wanted.name).map(|at| &ledger.columns()[at]);
    let problem = match present {
        None => format!("少了“{}”列", wanted.name),
        Some(column) if !column.satisfies(wanted) => {
            format!("“{}”列写成了“{column}”，定义是“{wanted}”", wanted.name)
        }
        Some(_) => return None,
    };
    Some(Fault {
        line: 1,
        ..Fault::of_file(file, problem, format!("表头写“{wanted}”"))
    })
}

fn decode(table: &mut Table<'_>) -> Option<Content> {
    let purpose = table.optional("说明", &TEXT);
    let basis = table.list("依据", &TEXT);
    let columns = columns(table)?;
    let constraints = constraints(table, &columns);
    Some(Content {
        purpose,
        basis,
        columns,
        constraints,
    })
}

fn columns(table: &mut Table<'_>) -> Option<Vec<Column>> {
    let remedy = "写成 \"列\" = [\"编号:文本*\", \"面积:亩\", \"登记日期:登记\"]";
    let headers = table.list("列", &TEXT);
    let Some(value) = table.value("列") else {
        table.missing("列", remedy.to_owned());
        return None;
    };
    let columns: Result<Vec<Column>, String> =
        headers.iter().map(|header| header.parse()).collect();
    columns
        .and_then(|columns| Ledger::new(columns.clone()).map(|_| columns))
        .map_err(|problem| value.fault(problem, remedy.to_owned()))
        .ok()
}

fn constraints(table: &mut Table<'_>, columns: &[Column]) -> Vec<Constraint> {
    let texts = table.list("约束", &TEXT);
    let Some(value) = table.value("约束") else {
        return Vec::new();
    };
    let read = texts.iter().filter_map(|text| {
        Constraint::read(text, columns)
            .map_err(|problem| {
                let remedy = "写成 实收 = 应收 - 减免，或 若 状态 = 办结 则 办结日期 非空";
                value.fault(format!("约束“{text}”：{problem}"), remedy.to_owned());
            })
            .ok()
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEES: &str = r#"
"说明" = "配套费征收"
"列" = ["编号:文本*", "应收:元", "减免:元", "实收:元", "登记日期:登记"]
"约束" = ["实收 = 应收 - 减免", "实收 ≥ 0"]
"#;

    fn fees(rows: &[[&str; 5]]) -> Ledger {
        let mut ledger = Definition::read("f", FEES).unwrap().ledger();
        for row in rows {
            let cells = ledger.columns().iter().zip(row);
            let row = cells
                .map(|(column, text)| column.read(text).unwrap())
                .collect();
            ledger.push(row).unwrap();
        }
        ledger
    }

    #[test]
    fn a_row_that_breaks_a_constraint_is_shown_with_its_value() {
        let definition = Definition::read("f", FEES).unwrap();
        let ledger = fees(&[
            ["一", "100", "0", "100", "2022-01-01"],
            ["二", "100", "20", "90", "2022-01-02"],
        ]);
        let faults = definition.check("配套费", &ledger);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].line, 3);
        assert!(faults[0].problem.contains("实收 = 应收 - 减免"));
    }

    #[test]
    fn a_row_that_was_corrected_is_not_judged() {
        let definition = Definition::read("f", FEES).unwrap();
        let ledger = fees(&[
            ["一", "100", "20", "90", "2022-01-02"],
            ["一", "100", "20", "80", "2022-01-09"],
        ]);
        assert_eq!(definition.check("配套费", &ledger), []);
    }

    #[test]
    fn missing_columns_and_other_types_are_told() {
        let definition = Definition::read("f", FEES).unwrap();
        let header = ["编号:文本*", "应收:万元", "减免:元", "登记日期:登记"];
        let ledger = Ledger::new(header.iter().map(|h| h.parse().unwrap()).collect()).unwrap();
        let problems: Vec<String> = definition
            .check("配套费", &ledger)
            .into_iter()
            .map(|fault| fault.problem)
            .collect();
        assert_eq!(
            problems,
            ["“应收”列写成了“应收:万元”，定义是“应收:元”", "少了“实收”列"]
        );
    }

    #[test]
    fn a_bad_definition_says_what_is_wrong() {
        let text = "\"列\" = [\"编号:文本*\", \"面积:亩\"]\n\"约束\" = [\"面积 > 价款\"]";
        let faults = Definition::read("definitions/地.toml", text).unwrap_err();
        assert!(faults.0[0].problem.contains("没有“价款”这一列"));
        assert!(Definition::read("f", "\"说明\" = \"无\"").is_err());
    }
}
