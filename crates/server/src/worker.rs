//! The process that looks at what was sent in: it reads a task and a file from its standard input, audits the file, and writes
//! what came of it to standard output. It touches no disk.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use document::{Document, Limits, ReadError};
use review::{Copy, Detail, Each, Reviewed, Totals, Work, form};

use crate::page;
use crate::wire::{Answer, Part, Reader, Task, packed, unpacked};

/// The argument by which a program knows that it is to be a worker.
pub const ARGUMENT: &str = "--audit-apart";

/// Bytes of memory a worker may ask for.
const MEMORY: u64 = 1 << 30;

/// Does the work where the program was started to be a worker; `None` where it was not.
pub fn worker() -> Option<ExitCode> {
    std::env::args_os()
        .nth(1)
        .filter(|first| first == ARGUMENT)?;
    let mut input = Vec::new();
    let answered = std::io::stdin().lock().read_to_end(&mut input).is_ok()
        && answer(&input).is_some_and(|told| std::io::stdout().lock().write_all(&told).is_ok());
    Some(match answered {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn answer(input: &[u8]) -> Option<Vec<u8>> {
    let (task, file): (Task, _) = unpacked(input)?;
    confine::bind(MEMORY, task.time);
    Some(match audited(&task, file) {
        Ok(parts) => {
            let lengths = parts.iter().map(|(part, bytes)| (*part, bytes.len()));
            let answer = Answer::Audited(lengths.collect());
            packed(&answer, parts.iter().map(|(_, bytes)| bytes.as_slice()))
        }
        Err(answer) => packed(&answer, []),
    })
}

fn audited(task: &Task, file: &[u8]) -> Result<Vec<(Part, Vec<u8>)>, Answer> {
    let document = document::read(&task.name, file, &Limits::default());
    let document = document.map_err(|error: ReadError| Answer::Unread(error.to_string()))?;
    let pages = pages(&document);
    if pages > task.pages {
        return Err(Answer::TooLong(pages));
    }
    let reviewed = Reviewed::new(&task.name, Ok(document));
    Ok(match task.reader {
        Reader::Program { coverage } => vec![(Part::Json, volume("json", &reviewed, coverage))],
        Reader::Person(minutes) => {
            let mut parts: Vec<(Part, Vec<u8>)> =
                copy(&reviewed, file, &task.date).into_iter().collect();
            let tools = page::tools(minutes, parts.first().map(|(part, _)| *part));
            let page = review::page_under(&reviewed, &tools);
            parts.push((Part::Page, page.into_bytes()));
            parts.push((Part::List, volume("xlsx", &reviewed, false)));
            parts.push((Part::Json, volume("json", &reviewed, false)));
            parts
        }
    })
}

/// The number of the last page that has text; none where the format has no pages.
fn pages(document: &Document) -> u32 {
    document
        .texts()
        .filter_map(|text| text.origin.page)
        .max()
        .unwrap_or_default()
}

/// What was found in a file, in one of the forms that take many.
fn volume(name: &str, reviewed: &Reviewed, coverage: bool) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(Work::Stream(start) | Work::Volume(start)) = form(name).map(|form| form.work) {
        let mut totals = Totals::default();
        totals.add(reviewed);
        let mut stream = start(Detail {
            coverage,
            ..Detail::default()
        });
        // Memory takes whatever is written.
        let _ = stream
            .file(&mut out, reviewed)
            .and_then(|()| stream.end(&mut out, &totals));
    }
    out
}

/// The file itself with notes in it, where its format allows that.
fn copy(reviewed: &Reviewed, file: &[u8], date: &str) -> Option<(Part, Vec<u8>)> {
    [("docx", Part::Docx), ("pdf", Part::Pdf)]
        .into_iter()
        .find_map(|(name, part)| {
            let copy: Copy = match form(name)?.work {
                Work::Each(Each::Copy(copy)) => copy,
                _ => return None,
            };
            Some((part, copy.make(reviewed, file, date).ok()?.bytes))
        })
}
