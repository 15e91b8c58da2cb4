//! `ledger new`: a ledger that a sheet of people's would make, with its rows.

use std::io::Write as _;

use book::ColumnType;
use exchange::Proposal;
use work::files;
use work::ledger::Said;

use super::import::bring;
use crate::Outcome;
use crate::arguments::{Format, Import, LedgerNew};
use crate::error::Failure;
use crate::render::table;
use crate::{say, shelf};

pub(crate) fn run(arguments: &LedgerNew) -> Result<Outcome, Failure> {
    let book = shelf::load(&arguments.book)?;
    let name = &arguments.ledger;
    if book.ledgers.contains_key(name) || book.definitions.contains_key(name) {
        return Err(Failure::Said(format!(
            "账本已经有台账“{name}”。把表并进去：kaocheng ledger import {} {name} {}",
            arguments.book.display(),
            arguments.from.display()
        )));
    }
    let file = arguments.from.display().to_string();
    let bytes = files::read("无法读取", &arguments.from)?;
    let sheet = work::ledger::sheet(&file, &bytes, arguments.sheet.as_deref())?;
    let said = Said {
        columns: &arguments.column,
        key: arguments.key.as_deref(),
        registered: arguments.registered.as_deref(),
    };
    let beginning = work::ledger::begin(name, &file, &sheet, &said)?;
    let proposal = &beginning.proposal;
    if arguments.told.format == Format::Text {
        show(proposal, arguments, beginning.entered_by.as_deref())?;
    }
    let places = proposal.columns.iter();
    let places = places.filter_map(|one| Some((one.column.name.clone(), one.letters.clone()?)));
    let import = Import {
        book: arguments.book.clone(),
        ledger: name.clone(),
        file: arguments.from.clone(),
        sheet: arguments.sheet.clone(),
        map: places.collect(),
        dry_run: arguments.dry_run,
        registered: beginning.registered,
        told: arguments.told,
    };
    let outcome = bring(&import, Some(&beginning))?;
    if arguments.told.format == Format::Text && outcome == Outcome::Clean && !say::is_quiet() {
        let book = arguments.book.display();
        match arguments.dry_run {
            true => {
                anstream::println!("列推得不对，用 --column 列:类型 写明；对了就去掉 --dry-run")
            }
            false => anstream::println!("现成的统计：kaocheng measure {book} --ready {name}"),
        }
    }
    Ok(outcome)
}

fn show(
    proposal: &Proposal,
    arguments: &LedgerNew,
    entered_by: Option<&str>,
) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "表头在第{}行。台账“{}”：",
        proposal.header, arguments.ledger
    )?;
    let head = ["列", "表头", "类型", "", "例"].map(str::to_owned);
    let mut rows = vec![head];
    for one in &proposal.columns {
        let whole = one.column.to_string();
        let kind = whole.split_once(':').map_or("", |(_, kind)| kind);
        let marks = [(one.column.key, "主键"), (one.column.optional, "可空")];
        let marks = marks
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| word);
        let example = match (&one.head, entered_by) {
            (Some(_), _) => one.example.chars().take(20).collect(),
            (None, Some(column)) => format!("（照“{column}”）"),
            (None, None) => match &arguments.registered {
                Some(day) => day.clone(),
                None => "（今天）".to_owned(),
            },
        };
        rows.push([
            one.column.name.clone(),
            one.head
                .clone()
                .unwrap_or_else(|| "（表里没有）".to_owned()),
            kind.trim_end_matches(['*', '?']).to_owned(),
            marks.collect::<Vec<_>>().join("、"),
            example,
        ]);
    }
    table::write(&mut out, &rows, &[])?;
    for (head, why) in &proposal.left_out {
        writeln!(out, "没有收“{head}”：{why}")?;
    }
    if !proposal.columns.iter().any(|one| one.column.key) {
        writeln!(
            out,
            "没有主键：以后再导同一张表，按整行比对。有编号一类的列，用 --key 写明"
        )?;
    }
    let own = proposal
        .columns
        .iter()
        .any(|one| one.head.is_some() && one.column.kind == ColumnType::Entered);
    let days = proposal.days();
    if !own && arguments.registered.is_none() && !days.is_empty() {
        writeln!(
            out,
            "登记日期都记今天，过去各期的监控看不到这些行。全年逐笔记下来的，用 --registered {} 照那一列记",
            days[0]
        )?;
    }
    Ok(())
}
