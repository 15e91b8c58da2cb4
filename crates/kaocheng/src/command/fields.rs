//! `fields`: what can be written in a book.

use std::io::Write as _;

use entry::kind::{self, Kind};
use settings::suggestion;

use crate::Outcome;
use crate::arguments::{Fields, FieldsFormat};
use crate::error::Failure;
use crate::render::table;

pub(crate) fn run(arguments: &Fields) -> Result<Outcome, Failure> {
    if arguments.format == FieldsFormat::Schema {
        writeln!(std::io::stdout().lock(), "{:#}", kind::json_schema())?;
        return Ok(Outcome::Clean);
    }
    let all = kind::all();
    let shown: Vec<_> = match &arguments.kind {
        None => all.iter().collect(),
        Some(name) => all.iter().filter(|(_, kind)| kind.name == name).collect(),
    };
    if let (Some(name), true) = (&arguments.kind, shown.is_empty()) {
        let hint = suggestion(name, all.iter().map(|(_, kind)| kind.name));
        return Err(Failure::Said(format!("账本里没有“{name}”这一种。{hint}")));
    }
    let mut out = anstream::stdout().lock();
    for (at, (path, kind)) in shown.into_iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", title(path, kind))?;
        let mut rows = vec![["键", "", "写什么", "说明"].map(str::to_owned)];
        rows.extend(kind.fields.iter().map(|field| {
            let needed = if field.required { "必填" } else { "" };
            [field.key, needed, &field.shape.words(), field.doc].map(str::to_owned)
        }));
        table::write(&mut out, &rows, &[])?;
    }
    Ok(Outcome::Clean)
}

/// The kind with where it lies, and how one of it is called.
fn title(path: &[&str], kind: &Kind) -> String {
    let name = match path {
        [] => kind::ROOT.to_owned(),
        path => path.join("/"),
    };
    match kind.keys.first() {
        None => name,
        Some(keys) => format!("{name}（可以有多个，以{}相别）", keys.join("、")),
    }
}
