//! `drift`: holds an edited report against its book, and takes changes over into the book.

use std::io::Write as _;

use crate::Outcome;
use crate::arguments::{self, Format};
use crate::error::Failure;
use crate::render::{answer, drift as render};
use crate::shelf;
use work::drift::{Drifted, Request, accept, drift};

pub(crate) fn run(arguments: &arguments::Drift) -> Result<Outcome, Failure> {
    let request = Request {
        file: &arguments.file,
        template: arguments.template.as_deref(),
        scheme: arguments.scheme.as_deref(),
    };
    let folder = &arguments.book;
    let drifted = match &arguments.accept {
        None => drift(folder, shelf::load(folder)?, &request)?,
        Some(figures) => {
            let mut held = shelf::hold(folder)?;
            let note = shelf::note("drift --accept", None);
            accept(&mut held, &request, figures, &note)?
        }
    };
    match arguments.told.format {
        Format::Text => print(&drifted)?,
        Format::Json => answer::compact(&drifted)?,
    }
    Ok(match drifted.left {
        _ if !drifted.drift.faults.is_empty() => Outcome::Unreadable,
        0 => Outcome::Clean,
        _ => Outcome::Findings,
    })
}

fn print(drifted: &Drifted) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    if let Some(template) = &drifted.changed {
        writeln!(
            out,
            "模板“{template}”在报告生成以后改过，下面的不同有的由此而来。"
        )?;
    }
    render::write(&mut out, &drifted.drift, drifted.accepted.as_ref())?;
    if drifted.accepted.is_some() {
        writeln!(out, "写回后再对一遍：还有{}处不一致。", drifted.left)?;
    }
    Ok(())
}
