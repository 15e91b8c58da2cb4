//! `ledger new`: a ledger that a sheet of people's would make, with its rows.

use std::io::Write as _;

use book::{ColumnType, Date, Definition};
use exchange::Proposal;
use settings::suggestion;

use super::import::{Beginning, bring, sheet};
use crate::Outcome;
use crate::arguments::{Format, Import, LedgerNew};
use crate::error::Failure;
use crate::render::table;
use crate::{say, shelf};

/// What is typed for a ledger without a key.
const NO_KEY: &str = "无";

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
    let sheet = sheet(&arguments.from, arguments.sheet.as_deref())?;
    let mut proposal = exchange::propose(&sheet).ok_or_else(|| {
        Failure::Said(format!(
            "“{}”里找不到表头：要有一行（或两行）列名，下面是一行一条的内容。",
            arguments.from.display()
        ))
    })?;
    change(&mut proposal, arguments)?;
    let (day, entered_by) = registered(&proposal, arguments)?;
    if arguments.told.format == Format::Text {
        show(&proposal, arguments, entered_by.as_deref())?;
    }
    let beginning = Beginning {
        definition: definition(name, &proposal)?,
        entered_by,
    };
    let places = proposal.columns.iter();
    let places = places.filter_map(|one| Some((one.column.name.clone(), one.letters.clone()?)));
    let import = Import {
        book: arguments.book.clone(),
        ledger: name.clone(),
        file: arguments.from.clone(),
        sheet: arguments.sheet.clone(),
        map: places.collect(),
        dry_run: arguments.dry_run,
        registered: day,
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

/// Makes of the proposal what the user says.
fn change(proposal: &mut Proposal, arguments: &LedgerNew) -> Result<(), Failure> {
    let names: Vec<String> = proposal
        .columns
        .iter()
        .map(|one| one.column.name.clone())
        .collect();
    let unknown = |option: &str, name: &str| {
        let hint = suggestion(name, names.iter().map(String::as_str));
        Failure::Said(format!("{option}：表里没有“{name}”这一列。{hint}"))
    };
    for wanted in &arguments.column {
        let mut columns = proposal.columns.iter_mut();
        let found = columns.find(|one| one.column.name == wanted.name);
        let found = found.ok_or_else(|| unknown("--column", &wanted.name))?;
        // What is empty in the sheet may be empty in the ledger.
        found.column.optional |= wanted.optional;
        found.column.key |= wanted.key;
        found.column.kind = wanted.kind.clone();
    }
    if let Some(key) = &arguments.key {
        if key != NO_KEY && !names.contains(key) {
            return Err(unknown("--key", key));
        }
        for one in &mut proposal.columns {
            one.column.key = one.column.name == *key;
        }
    }
    Ok(())
}

/// The day of entry for all rows, or the column that has it for each.
fn registered(
    proposal: &Proposal,
    arguments: &LedgerNew,
) -> Result<(Option<Date>, Option<String>), Failure> {
    let Some(said) = &arguments.registered else {
        return Ok((None, None));
    };
    if let Ok(day) = said.parse() {
        return Ok((Some(day), None));
    }
    let days = proposal.days();
    match days.contains(&said.as_str()) {
        true => Ok((None, Some(said.clone()))),
        false => Err(Failure::Said(format!(
            "--registered：“{said}”不是日期，也不是表里的日期列。{}",
            suggestion(said, days.iter().copied())
        ))),
    }
}

/// The definition as TOML, read as any other.
fn definition(name: &str, proposal: &Proposal) -> Result<Definition, Failure> {
    let columns = proposal.columns.iter();
    let columns: String = columns
        .map(|one| {
            let column = one.column.to_string().replace('\\', "\\\\");
            format!("  \"{column}\",\n")
        })
        .collect();
    let text = format!("\"说明\" = \"{name}台账\"\n\"列\" = [\n{columns}]\n");
    let file = format!("definitions/{name}.toml");
    Definition::read(&file, &text)
        .map_err(|faults| Failure::Said(format!("推不出能用的台账：\n{faults}")))
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
