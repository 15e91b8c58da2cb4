//! Many books in one table: lights, progress, money, what is missing.

use std::io::{self, Write};
use std::path::PathBuf;

use book::{Book, Light, Monitoring, Period, Severity};
use serde_json::{Value, json};

use crate::Outcome;
use crate::render::table;
use work::percent;

/// The lights in the order of the columns.
const LIGHTS: [Light; 5] = [
    Light::Red,
    Light::Yellow,
    Light::Green,
    Light::Blue,
    Light::Off,
];

/// One book in the table.
pub(crate) struct Row {
    unit: String,
    /// How many indicators have which light.
    lights: [usize; LIGHTS.len()],
    progress: String,
    rate: String,
    funds: Light,
    /// What is required and missing.
    missing: Vec<String>,
}

/// What came of one book.
pub(crate) struct Told {
    pub(crate) folder: PathBuf,
    /// The row, with the whole for programs where they ask; or why there is none.
    pub(crate) done: Result<(Row, Option<Value>), String>,
}

impl Row {
    pub(crate) fn of(book: &Book, monitoring: &Monitoring) -> Self {
        let or_none = |ratio: Option<String>| ratio.unwrap_or_else(|| "—".to_owned());
        let missing = monitoring.remarks.iter();
        let missing = missing.filter(|remark| remark.severity == Severity::Error);
        Self {
            unit: book.profile.name.clone(),
            lights: LIGHTS.map(|light| monitoring.count(light)),
            progress: or_none(monitoring.progress.as_ref().map(percent)),
            rate: or_none(monitoring.funds.rate.as_ref().map(percent)),
            funds: monitoring.funds.light,
            missing: missing
                .map(|remark| format!("{}：{}", remark.subject, remark.message))
                .collect(),
        }
    }
}

/// Writes the table, its sums, then what is missing, book by book.
pub(crate) fn write(out: &mut impl Write, period: Period, told: &[Told]) -> io::Result<()> {
    writeln!(
        out,
        "{}绩效运行监控，{}本账\n",
        period.chinese(),
        told.len()
    )?;
    let heads = [
        "单位",
        "红",
        "黄",
        "绿",
        "蓝",
        "无",
        "目标进度",
        "执行率",
        "资金灯",
        "缺说明",
    ];
    let mut rows = vec![heads.map(str::to_owned)];
    let mut sums = [0; LIGHTS.len()];
    let (mut missing, mut failed) = (0, 0);
    for one in told {
        match &one.done {
            Ok((row, _)) => {
                for (sum, count) in sums.iter_mut().zip(row.lights) {
                    *sum += count;
                }
                missing += row.missing.len();
                rows.push(cells(row));
            }
            Err(_) => failed += 1,
        }
    }
    let [red, yellow, green, blue, off] = sums.map(|sum| sum.to_string());
    let none = String::new;
    rows.push([
        "合计".to_owned(),
        red,
        yellow,
        green,
        blue,
        off,
        none(),
        none(),
        none(),
        missing.to_string(),
    ]);
    table::write(out, &rows, &[1, 2, 3, 4, 5, 6, 7, 9])?;
    if missing > 0 {
        writeln!(out, "\n红灯没有写明原因和措施的：")?;
    }
    for one in told {
        if let Ok((row, _)) = &one.done {
            for missing in &row.missing {
                writeln!(out, "  {} {missing}", row.unit)?;
            }
        }
    }
    if failed > 0 {
        writeln!(out, "\n{failed}本账没有算成：")?;
    }
    for one in told {
        if let Err(why) = &one.done {
            writeln!(out, "  {}：{why}", one.folder.display())?;
        }
    }
    Ok(())
}

fn cells(row: &Row) -> [String; 10] {
    let [red, yellow, green, blue, off] = row.lights.map(|count| count.to_string());
    [
        row.unit.clone(),
        red,
        yellow,
        green,
        blue,
        off,
        row.progress.clone(),
        row.rate.clone(),
        row.funds.word().to_owned(),
        row.missing.len().to_string(),
    ]
}

/// Every book as it is told alone, in a list; one that could not be done with the reason.
pub(crate) fn json(told: &[Told]) -> Value {
    let one = |one: &Told| {
        let folder = one.folder.to_string_lossy();
        match &one.done {
            Ok((_, Some(whole))) => json!({ "book": folder, "monitoring": whole }),
            Ok((_, None)) => json!({ "book": folder }),
            Err(why) => json!({ "book": folder, "error": why }),
        }
    };
    told.iter().map(one).collect()
}

/// The worst of the books.
pub(crate) fn outcome(told: &[Told]) -> Outcome {
    let of = |one: &Told| match &one.done {
        Ok((row, _)) if row.missing.is_empty() => Outcome::Clean,
        Ok(_) => Outcome::Findings,
        Err(_) => Outcome::Unreadable,
    };
    told.iter().map(of).max().unwrap_or(Outcome::Clean)
}
