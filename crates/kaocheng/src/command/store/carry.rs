//! Books with their history into a database, out of it, and from one to another.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use folder::{Archive, Folder, Shelf, Store};
use store::{Database, Held};

use super::{event, open, record, refused};
use crate::arguments::{StoreGet, StorePut, StoreTransfer};
use crate::error::Failure;
use crate::{Outcome, say, shelf};

pub(super) fn put(arguments: &StorePut) -> Result<Outcome, Failure> {
    let from = &arguments.from;
    let database = open(&arguments.of.database)?;
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => called(from)?,
    };
    let mut held = database.new_book(&name).map_err(refused)?;
    held.record_with_next(event("放入账本", &name, "完成"));
    let unread = || Failure::file("无法读取", from);
    let (operations, by_hand) = match is_archive(from) {
        true => {
            // A copy, since opening one leaves a lock beside it.
            let scratch = tempfile::tempdir().map_err(unread())?;
            let copy = scratch.path().join("账本.zip");
            fs::copy(from, &copy).map_err(unread())?;
            let archive = Archive::open(&copy).map_err(unread())?;
            has_book(&archive, from)?;
            put_in(Shelf::new(archive), &mut held)?
        }
        false => {
            has_book(&Folder::settled(from).map_err(unread())?, from)?;
            put_in(shelf::hold(from)?, &mut held)?
        }
    };
    let remark = match by_hand {
        true => "，没有记过的改动已记为一次操作",
        false => "",
    };
    writeln!(say::said(), "已放入“{name}”：{operations}次操作{remark}")?;
    Ok(Outcome::Clean)
}

/// How many operations there are, and whether one of them is what people wrote into the files themselves: a book goes in as
/// its log says.
fn put_in(mut shelf: Shelf<impl Store>, held: &mut Held) -> Result<(usize, bool), Failure> {
    let by_hand = shelf.take_in(&shelf::note("store put", None))?.is_some();
    store::transfer(shelf.store(), held).map_err(refused)?;
    Ok((shelf.log()?.len(), by_hand))
}

fn has_book(files: &impl entry::Files, from: &Path) -> Result<(), Failure> {
    let there = files.blob(folder::BOOK);
    match there.map_err(Failure::file("无法读取", from))? {
        Some(_) => Ok(()),
        None => Err(Failure::Said(format!(
            "“{}”里没有账本（book.toml）。",
            from.display()
        ))),
    }
}

fn is_archive(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// What a folder or archive is called, also where it is written as a dot.
fn called(from: &Path) -> Result<String, Failure> {
    let whole = from.canonicalize();
    let whole = whole.map_err(Failure::file("无法读取", from))?;
    let name = match is_archive(&whole) {
        true => whole.file_stem(),
        false => whole.file_name(),
    };
    let name = name.map(|name| name.to_string_lossy().into_owned());
    name.ok_or_else(|| Failure::Said("请用 --name 写明在数据库里叫什么。".to_owned()))
}

pub(super) fn get(arguments: &StoreGet) -> Result<Outcome, Failure> {
    let out = &arguments.out;
    let database = open(&arguments.of.database)?;
    let held = database.book(&arguments.name).map_err(refused)?;
    match is_archive(out) {
        true => archive(&held, out)?,
        false => work::files::make_whole(out, |draft| {
            let made = Folder::hold(draft, || ());
            let mut folder = made.map_err(Failure::file("无法写入", out))?;
            store::transfer(&held, &mut folder).map_err(refused)
        })?,
    }
    record(&database, "取出账本", &arguments.name, "完成")?;
    say::wrote(out, "")?;
    Ok(Outcome::Clean)
}

fn archive(held: &Held, out: &Path) -> Result<(), Failure> {
    if out.exists() {
        return Err(Failure::Said(format!(
            "“{}”已经存在，没有改动它。请换一个文件名。",
            out.display()
        )));
    }
    let unwritten = || Failure::file("无法写入", out);
    let beside = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new("."));
    let scratch = tempfile::tempdir_in(beside).map_err(unwritten())?;
    let draft = scratch.path().join("账本.zip");
    let mut archive = Archive::open(&draft).map_err(unwritten())?;
    store::transfer(held, &mut archive).map_err(refused)?;
    fs::rename(&draft, out).map_err(unwritten())
}

pub(super) fn transfer(arguments: &StoreTransfer) -> Result<Outcome, Failure> {
    let (from, to) = (open(&arguments.from)?, open(&arguments.to)?);
    let wanted: BTreeSet<String> = match arguments.names.is_empty() {
        true => {
            let entries = from.list().map_err(refused)?;
            entries.into_iter().map(|entry| entry.name).collect()
        }
        false => arguments.names.iter().cloned().collect(),
    };
    let pairs = wanted.iter().map(|name| pair(&from, &to, name));
    let pairs = pairs.collect::<Result<Vec<_>, store::Failure>>();
    for (name, (held, mut new)) in wanted.iter().zip(pairs.map_err(refused)?) {
        new.record_with_next(event("转入账本", name, &format!("由 {}", arguments.from)));
        store::transfer(&held, &mut new).map_err(refused)?;
        record(&from, "转出账本", name, &format!("到 {}", arguments.to))?;
    }
    writeln!(say::said(), "已转移{}本账到 {}", wanted.len(), arguments.to)?;
    Ok(Outcome::Clean)
}

fn pair(from: &Database, to: &Database, name: &str) -> Result<(Held, Held), store::Failure> {
    Ok((from.book(name)?, to.new_book(name)?))
}
