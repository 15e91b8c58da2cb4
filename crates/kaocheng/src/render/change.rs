//! Changes of a book, for people.

use std::io::{self, Write};

use entry::{Change, EntryId, Fields, Operation, Path, Value};

/// Characters of a value that are shown.
const WIDEST: usize = 60;

/// Lines of a text that are shown.
const MOST_LINES: usize = 6;

/// An operation with what it changed; only what concerns a place, where one is named.
pub(crate) fn operation(
    out: &mut impl Write,
    operation: &Operation,
    at: Option<&Path>,
) -> io::Result<()> {
    let why = operation
        .why
        .as_ref()
        .map_or(String::new(), |why| format!("　{why}"));
    let undoes = operation
        .undoes
        .map_or(String::new(), |seq| format!("（撤销第{seq}次）"));
    let for_whom = operation.on_behalf.as_ref();
    let for_whom = for_whom.map_or(String::new(), |whom| format!("（代{whom}）"));
    writeln!(
        out,
        "第{}次　{}　{}{for_whom}　{}{undoes}{why}",
        operation.seq,
        operation.minute(),
        operation.by,
        operation.via,
    )?;
    let parts = operation.change.parts().into_iter();
    let mut parts = parts.filter(|part| at.is_none_or(|at| part.concerns(at)));
    if operation.via == folder::FOUND && at.is_none() {
        return writeln!(out, "  {}处", parts.count());
    }
    parts.try_for_each(|part| one(out, part))
}

/// Every part of a change.
pub(crate) fn write(out: &mut impl Write, change: &Change) -> io::Result<()> {
    change
        .parts()
        .into_iter()
        .try_for_each(|part| one(out, part))
}

fn one(out: &mut impl Write, change: &Change) -> io::Result<()> {
    match change {
        Change::Set { at, was, is } => match (was, is) {
            (None, Some(is)) => writeln!(out, "  {at}：填 {}", shown(is)),
            (Some(was), None) => writeln!(out, "  {at}：删去 {}", shown(was)),
            (was, is) => {
                let said = |value: &Option<Value>| value.as_ref().map(shown).unwrap_or_default();
                writeln!(out, "  {at}：{} → {}", said(was), said(is))
            }
        },
        Change::Add { entry, fields, .. } => {
            writeln!(out, "  加 {entry}{}", told(entry, fields))
        }
        Change::Remove { entry, fields, .. } => {
            writeln!(out, "  删 {entry}{}", told(entry, fields))
        }
        Change::Rename { from, to, .. } => writeln!(out, "  {from} 改称 {to}"),
        Change::Move { entry, is, .. } => match is {
            Some(after) => writeln!(out, "  {entry} 移到 {after} 之后"),
            None => writeln!(out, "  {entry} 移到最前"),
        },
        Change::Rows { ledger, was, is } => {
            let parts = [(was.len(), "去"), (is.len(), "加")].into_iter();
            let parts = parts.filter(|(count, _)| *count > 0);
            let parts: Vec<String> = parts
                .map(|(count, word)| format!("{word}{count}行"))
                .collect();
            writeln!(out, "  {ledger}：{}", parts.join("，"))?;
            lines(out, "-", was)?;
            lines(out, "+", is)
        }
        Change::Words { piece, hunks } => {
            writeln!(out, "  {piece}：改{}处", hunks.len())?;
            for hunk in hunks {
                lines(out, "-", &hunk.was)?;
                lines(out, "+", &hunk.is)?;
            }
            Ok(())
        }
        Change::Piece { piece, was, is } => match (was, is) {
            (None, Some(is)) => writeln!(out, "  加 {piece}（{}行）", is.lines().count()),
            (Some(was), None) => writeln!(out, "  删 {piece}（{}行）", was.lines().count()),
            _ => writeln!(out, "  换 {piece}"),
        },
        Change::File { path, was, is } => match (was, is) {
            (None, Some(is)) => writeln!(out, "  加 {path}（SM3 {}）", is.short()),
            (Some(was), None) => writeln!(out, "  删 {path}（SM3 {}）", was.short()),
            (was, is) => {
                let short = |digest: &Option<entry::Digest>| {
                    digest
                        .as_ref()
                        .map_or(String::new(), |digest| digest.short().to_owned())
                };
                writeln!(out, "  换 {path}（SM3 {} → {}）", short(was), short(is))
            }
        },
        Change::Many(parts) => parts.iter().try_for_each(|part| one(out, part)),
    }
}

/// What an entry says beyond what it is called by, in short.
fn told(entry: &EntryId, fields: &Fields) -> String {
    let parent = entry.parent().unwrap_or_default();
    let within = parent.within();
    let keys = within.kind(entry.kind()).map_or(&[][..], |kind| kind.keys);
    let others = fields
        .iter()
        .filter(|(key, _)| !keys.iter().copied().flatten().any(|naming| naming == key));
    let others: Vec<String> = others
        .take(3)
        .map(|(key, value)| format!("{key} {}", shown(value)))
        .collect();
    match others.is_empty() {
        true => String::new(),
        false => format!("（{}）", others.join("，")),
    }
}

fn shown(value: &Value) -> String {
    short(&value.shown().replace(['\r', '\n'], " "))
}

fn short(text: &str) -> String {
    match text.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{}……", &text[..end]),
        None if text.is_empty() => "（空）".to_owned(),
        None => text.to_owned(),
    }
}

fn lines(out: &mut impl Write, mark: &str, lines: &[String]) -> io::Result<()> {
    for line in lines.iter().take(MOST_LINES) {
        let line = line.trim_end_matches(['\r', '\n']);
        writeln!(out, "    {mark} {}", short(line))?;
    }
    match lines.len().checked_sub(MOST_LINES) {
        Some(more) if more > 0 => writeln!(out, "    {mark} ……另有{more}行"),
        _ => Ok(()),
    }
}
