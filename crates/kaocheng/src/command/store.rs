//! `store`: books in a database, put in, taken out, backed up and looked over.

mod carry;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use store::{Database, Entry, Event, Place};

use crate::arguments::{Asked, Format, Store, StoreAction, StoreCheck, Written};
use crate::error::Failure;
use crate::render::{answer, table};
use crate::{Outcome, checkpoint, say, shelf};

pub(crate) fn run(arguments: &Store) -> Result<Outcome, Failure> {
    match &arguments.action {
        StoreAction::Create(of) => create(&of.database),
        StoreAction::Put(put) => carry::put(put),
        StoreAction::Get(get) => carry::get(get),
        StoreAction::List(asked) => list(asked),
        StoreAction::Backup(written) => backup(written),
        StoreAction::Restore(restore) => self::restore(&restore.from, &restore.of.database),
        StoreAction::Reindex(of) => reindex(&of.database),
        StoreAction::Check(check) => self::check(check),
        StoreAction::Checkpoint(written) => checkpoint(written),
        StoreAction::Transfer(transfer) => carry::transfer(transfer),
    }
}

/// What a database refused.
#[allow(
    clippy::needless_pass_by_value,
    reason = "it is what errors are mapped by"
)]
fn refused(failure: store::Failure) -> Failure {
    Failure::Said(format!("{failure}。"))
}

fn open(place: &Place) -> Result<Database, Failure> {
    Database::open(place).map_err(refused)
}

/// What is done now, by whoever does it.
fn event(kind: &str, object: &str, result: &str) -> Event {
    let note = shelf::note("", None);
    Event {
        at: note.at,
        by: note.by,
        kind: kind.to_owned(),
        object: object.to_owned(),
        result: result.to_owned(),
    }
}

fn record(database: &Database, kind: &str, object: &str, result: &str) -> Result<(), Failure> {
    let event = event(kind, object, result);
    database.record(&event).map_err(refused)
}

fn create(place: &Place) -> Result<Outcome, Failure> {
    let database = Database::init(place).map_err(refused)?;
    record(&database, "建库", "", "完成")?;
    writeln!(
        say::said(),
        "已建数据库 {place}\n下一步：kaocheng store put {place} <账本>"
    )?;
    Ok(Outcome::Clean)
}

fn list(asked: &Asked) -> Result<Outcome, Failure> {
    let entries = open(&asked.of.database)?.list().map_err(refused)?;
    match asked.told.format {
        Format::Json => answer::indented(&entries)?,
        Format::Text if entries.is_empty() => {
            writeln!(anstream::stdout(), "数据库里还没有账本。")?;
        }
        Format::Text => {
            let head = ["名称", "单位", "年度", "指标", "操作"].map(str::to_owned);
            let rows = entries.iter().map(cells);
            let rows: Vec<[String; 5]> = std::iter::once(head).chain(rows).collect();
            table::write(&mut anstream::stdout().lock(), &rows, &[3, 4])?;
        }
    }
    Ok(Outcome::Clean)
}

fn cells(entry: &Entry) -> [String; 5] {
    [
        entry.name.clone(),
        entry.unit.clone(),
        entry.year.clone(),
        entry.indicators.to_string(),
        entry.operations.to_string(),
    ]
}

fn backup(written: &Written) -> Result<Outcome, Failure> {
    let database = open(&written.of.database)?;
    let out = &written.out;
    database.backup(out).map_err(refused)?;
    record(&database, "备份", &name(out), "完成，读回核对一致")?;
    say::wrote(out, "，读回来核对过")?;
    Ok(Outcome::Clean)
}

fn restore(backup: &Path, to: &Place) -> Result<Outcome, Failure> {
    if !backup.is_file() {
        return Err(Failure::Said(format!(
            "没有备份“{}”，请检查路径。",
            backup.display()
        )));
    }
    let database = Database::restore(backup, to).map_err(refused)?;
    record(&database, "恢复", &name(backup), "完成，与备份核对一致")?;
    let books = database.list().map_err(refused)?.len();
    writeln!(say::said(), "已恢复到 {to}：{books}本账，与备份核对过")?;
    Ok(Outcome::Clean)
}

fn reindex(place: &Place) -> Result<Outcome, Failure> {
    let database = open(place)?;
    let books = database.reindex().map_err(refused)?;
    record(&database, "重建索引", "", "完成")?;
    writeln!(say::said(), "已重建{books}本账的索引")?;
    Ok(Outcome::Clean)
}

fn check(arguments: &StoreCheck) -> Result<Outcome, Failure> {
    let outside = arguments.checkpoint.as_deref().map(checkpoint::read);
    let outside = outside.transpose()?;
    let database = open(&arguments.asked.of.database)?;
    let mut checked = database.check().map_err(refused)?;
    if let Some(outside) = &outside {
        checked
            .wrong
            .extend(database.verify(outside).map_err(refused)?);
        checked.wrong.sort();
        checked.wrong.dedup();
    }
    let result = match checked.wrong.len() {
        0 => "没有不对的".to_owned(),
        wrong => format!("{wrong}处不对"),
    };
    record(&database, "核对", "", &result)?;
    match arguments.asked.told.format {
        Format::Json => answer::indented(&checked)?,
        Format::Text => {
            let mut out = anstream::stdout().lock();
            for wrong in &checked.wrong {
                writeln!(out, "{wrong}")?;
            }
            writeln!(
                out,
                "核对了{}本账、{}次操作、{}份内容、{}个事件、{}个检查点：{result}。",
                checked.books,
                checked.operations,
                checked.blobs,
                checked.events,
                checked.checkpoints
            )?;
            if let Some(outside) = &outside {
                writeln!(out, "并与{}的检查点核对过。", outside.at)?;
            }
        }
    }
    Ok(match checked.wrong.is_empty() {
        true => Outcome::Clean,
        false => Outcome::Findings,
    })
}

fn checkpoint(written: &Written) -> Result<Outcome, Failure> {
    let out = &written.out;
    if out.exists() {
        return Err(Failure::Said(format!(
            "“{}”已经存在。检查点不覆盖旧的，请换一个文件名。",
            out.display()
        )));
    }
    let database = open(&written.of.database)?;
    record(&database, "检查点", &name(out), "写出")?;
    let at = shelf::note("", None).at;
    let checkpoint = database.checkpoint(&at).map_err(refused)?;
    let failed = Failure::file("无法写入", out);
    fs::write(out, checkpoint.file()).map_err(failed)?;
    say::wrote(out, "。请交到这台机器以外保存")?;
    Ok(Outcome::Clean)
}

/// What a file is called: folders of this machine are nobody's business.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
