//! Ledgers from CSV.

use csv::StringRecord;

use super::{Column, Ledger};
use crate::load::{Log, Source, decode};
use crate::{Cell, Fault};

/// Says how a header is written.
const HEADER_REMEDY: &str = "第一行每格写成“列名:类型”，类型有 文本、日期、整数、数值、是否、\
    枚举(甲|乙)、登记、地点、附件、引用(台账.列) 和计量单位（亩、万元、次、% 等），\
    主键在类型后加“*”，可空的列加“?”；列名不重复";

/// Reads a ledger from the bytes of a CSV file; faults go to the log.
pub(crate) fn read(file: &str, bytes: &[u8], log: &Log) -> Option<Ledger> {
    let Some(text) = decode(bytes) else {
        log.add(Fault::of_file(
            file,
            "不是 UTF-8 也不是 GB18030 编码的文本",
            "用表格软件另存为“CSV UTF-8”",
        ));
        return None;
    };
    let source = Source {
        file,
        text: &text,
        log,
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    if !matches!(reader.read_record(&mut record), Ok(true)) {
        source.line_fault(0, "台账是空的", HEADER_REMEDY);
        return None;
    }
    let mut ledger = read_header(&record, &source)?;
    let mut rows = Rows {
        ledger: &mut ledger,
        source: &source,
        empty: Vec::new(),
    };
    while let Ok(true) = reader.read_record(&mut record) {
        rows.take(&record);
    }
    Some(ledger)
}

fn read_header(header: &StringRecord, source: &Source<'_>) -> Option<Ledger> {
    let mut columns = Vec::new();
    let mut sound = true;
    for cell in header {
        match cell.parse::<Column>() {
            Ok(column) => columns.push(column),
            Err(problem) => {
                sound = false;
                source.line_fault(0, problem, HEADER_REMEDY);
            }
        }
    }
    if !sound {
        return None;
    }
    Ledger::new(columns)
        .map_err(|problem| source.line_fault(0, problem, HEADER_REMEDY))
        .ok()
}

/// Rows as they are read, one after the other.
struct Rows<'a> {
    ledger: &'a mut Ledger,
    source: &'a Source<'a>,
    /// Where rows of empty cells begin that no other follows so far.
    empty: Vec<usize>,
}

impl Rows<'_> {
    fn take(&mut self, record: &StringRecord) {
        let at = record.position().map_or(0, |position| position.byte());
        let start = usize::try_from(at).unwrap_or_default();
        if is_blank(record) {
            self.empty.push(start);
            return;
        }
        for empty in self.empty.drain(..) {
            self.source.line_fault(empty, "台账中间有空行", "删去空行");
        }
        let place = start + blank_lines(self.source.text, start);
        if place > start {
            self.source.line_fault(start, "台账中间有空行", "删去空行");
        }
        read_row(record, place, self.ledger, self.source);
    }
}

fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// The length of the empty lines that the CSV reader skips before a record.
fn blank_lines(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    // A record that follows `\r\n` starts at the `\n`.
    let ended = text.get(..start).is_some_and(|head| head.ends_with('\r'));
    let rest = if ended {
        rest.strip_prefix('\n').unwrap_or(rest)
    } else {
        rest
    };
    rest.len() - rest.trim_start_matches(['\r', '\n']).len()
}

fn read_row(record: &StringRecord, start: usize, ledger: &mut Ledger, source: &Source<'_>) {
    let width = ledger.columns().len();
    if record.len() != width {
        let problem = format!("这一行有{}格，表头有{width}列", record.len());
        let remedy = "补齐或删去多余的格；格里本身有逗号的，整格加英文引号";
        source.line_fault(start, problem, remedy);
        return;
    }
    let row: Vec<_> = ledger
        .columns()
        .iter()
        .zip(record)
        .filter_map(|(column, text)| read_cell(column, text, start, source))
        .collect();
    if row.len() == width
        && let Err(problem) = ledger.push(row)
    {
        source.line_fault(start, problem, "按表头改这一行");
    }
}

fn read_cell(column: &Column, text: &str, start: usize, source: &Source<'_>) -> Option<Cell> {
    column
        .read(text)
        .map_err(|problem| {
            let remedy = match text.trim().is_empty() {
                true => format!(
                    "填上{}；确实可空的，把表头改成“{column}?”",
                    column.kind.wanted()
                ),
                false => format!("改成{}", column.kind.wanted()),
            };
            source.line_fault(start, format!("“{}”列{problem}", column.name), remedy);
        })
        .ok()
}
