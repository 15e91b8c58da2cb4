//! `ledger list` and `ledger show`.

use std::io::Write as _;

use book::{Book, Ledger, LongLedger, Measure};
use serde_json::{Value, json};

use super::named;
use crate::Outcome;
use crate::arguments::{Format, List, Listing, Show};
use crate::error::Failure;
use crate::render::table;
use crate::shelf;

pub(crate) fn list(arguments: &List) -> Result<Outcome, Failure> {
    let book = shelf::known(&arguments.book, arguments.known)?;
    match arguments.told.format {
        Format::Text => {
            let mut out = anstream::stdout().lock();
            if book.ledgers.is_empty() && book.long_ledgers.is_empty() {
                writeln!(out, "账本还没有台账。用 kaocheng pack ledger 加一本。")?;
                return Ok(Outcome::Clean);
            }
            let mut rows = vec![
                ["台账", "列", "行", "被更正", "最早登记", "最近登记", "主键"].map(str::to_owned),
            ];
            rows.extend(book.ledgers.iter().map(|(name, ledger)| row(name, ledger)));
            rows.extend(
                book.long_ledgers
                    .iter()
                    .map(|(name, ledger)| long(name, ledger)),
            );
            table::write(&mut out, &rows, &[1, 2, 3])?;
        }
        Format::Json => {
            let all: Vec<Value> = book
                .ledgers
                .iter()
                .map(|(name, ledger)| row(name, ledger))
                .chain(
                    book.long_ledgers
                        .iter()
                        .map(|(name, ledger)| long(name, ledger)),
                )
                .map(|[name, columns, rows, superseded, first, last, key]| {
                    json!({
                        "name": name, "columns": columns, "rows": rows, "superseded": superseded,
                        "first": first, "last": last, "key": key,
                    })
                })
                .collect();
            writeln!(std::io::stdout().lock(), "{:#}", Value::from(all))?;
        }
    }
    Ok(Outcome::Clean)
}

/// Of a ledger too long to be loaded nothing is known of the rows.
fn long(name: &str, ledger: &LongLedger) -> [String; 7] {
    let keys = ledger.columns().iter().filter(|column| column.key);
    let keys: Vec<_> = keys.map(|column| column.name.as_str()).collect();
    [
        name.to_owned(),
        ledger.columns().len().to_string(),
        format!("太长（{} MB）", ledger.bytes().div_ceil(1 << 20)),
        "—".to_owned(),
        "—".to_owned(),
        "—".to_owned(),
        keys.join("、"),
    ]
}

fn row(name: &str, ledger: &Ledger) -> [String; 7] {
    let standing = ledger.standing().len();
    let days = || ledger.rows().iter().filter_map(|row| ledger.entered(row));
    let day = |day: Option<book::Date>| day.map_or_else(|| "—".to_owned(), |day| day.to_string());
    let keys = ledger.key_columns();
    let keys = keys.iter().map(|at| ledger.columns()[*at].name.as_str());
    [
        name.to_owned(),
        ledger.columns().len().to_string(),
        standing.to_string(),
        (ledger.rows().len() - standing).to_string(),
        day(days().min()),
        day(days().max()),
        keys.collect::<Vec<_>>().join("、"),
    ]
}

pub(crate) fn show(arguments: &Show) -> Result<Outcome, Failure> {
    let mut book = shelf::load(&arguments.book)?;
    if let Some(day) = arguments.known.as_of {
        book = book.as_of(day);
    }
    let ledger = named(&book, &arguments.ledger)?;
    if arguments.known.as_of.is_some() && !ledger.looks_back() {
        anstream::eprintln!("提醒：台账没有“登记”列，不能回到过去，显示的是现在的样子。");
    }
    let numbers = wanted(&book, arguments)?;
    let head = ledger.columns().iter().map(|column| column.name.clone());
    let mut rows: Vec<Vec<String>> = vec![std::iter::once("行".to_owned()).chain(head).collect()];
    for (place, row) in ledger.standing_rows() {
        let number = Ledger::row_number(place);
        if numbers
            .as_ref()
            .is_none_or(|wanted| wanted.binary_search(&number).is_ok())
        {
            let cells = row.iter().map(ToString::to_string);
            rows.push(std::iter::once(number.to_string()).chain(cells).collect());
        }
    }
    let mut out = anstream::stdout().lock();
    match arguments.format {
        Listing::Csv => {
            let mut writer = csv::Writer::from_writer(&mut out);
            for row in &rows {
                writer
                    .write_record(row)
                    .map_err(|error| Failure::Said(error.to_string()))?;
            }
            writer.flush()?;
        }
        Listing::Text => {
            table::body(&mut out, &rows, &[])?;
            writeln!(out, "共{}行", rows.len() - 1)?;
        }
    }
    Ok(Outcome::Clean)
}

/// The rows that satisfy the condition, by their numbers.
fn wanted(book: &Book, arguments: &Show) -> Result<Option<Vec<usize>>, Failure> {
    let Some(filter) = &arguments.filter else {
        return Ok(None);
    };
    let text = format!("计数({} | {filter})", arguments.ledger);
    let told = |error: String| Failure::Said(format!("--where：{error}"));
    let measure: Measure = text
        .parse()
        .map_err(|error: book::ParseMeasureError| told(error.to_string()))?;
    let measured = book
        .measure(&measure, "")
        .map_err(|error| told(error.to_string()))?;
    let ledger = named(book, &arguments.ledger)?;
    let places = measured
        .sources
        .iter()
        .flat_map(|source| ledger.places(source));
    Ok(Some(places.map(Ledger::row_number).collect()))
}
