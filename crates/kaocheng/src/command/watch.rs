//! `watch`: scores and audits a book again each time it is saved, and tells what changed.

mod snapshot;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use book::Book;
use folder::Plain;
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

use crate::Outcome;
use crate::arguments::Watch;
use crate::error::Failure;
use snapshot::Snapshot;

/// How long nothing may be written before a book counts as saved: editors write a file in several steps, and several files.
const QUIET: Duration = Duration::from_millis(200);

/// The longest a book is waited for that never comes to rest.
const PATIENCE: u32 = 25;

pub(crate) fn run(arguments: &Watch) -> Result<Outcome, Failure> {
    let folder = &arguments.book;
    let watched = watched(folder)?;
    let (sender, saves) = mpsc::channel();
    let failed =
        |error: notify::Error| Failure::Said(format!("不能监视“{}”：{error}。", folder.display()));
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // When nobody listens any more, the command has ended.
        let _ = sender.send(event);
    })
    .map_err(failed)?;
    for (folder, _) in &watched {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .map_err(failed)?;
    }

    let mut out = anstream::stdout().lock();
    let mut known = Snapshot::take(folder, arguments.scheme.as_deref());
    known.introduce(&mut out)?;
    writeln!(
        out,
        "正在看着“{}”，存盘就重算，按 Ctrl-C 结束。",
        folder.display()
    )?;
    out.flush()?;
    while let Some(saved) = next(&saves, &watched) {
        let now = Snapshot::take(folder, arguments.scheme.as_deref());
        writeln!(out, "\n已存盘：{}", saved.join("、"))?;
        now.tell(&known, &mut out)?;
        out.flush()?;
        known = now.or_else(known);
    }
    Ok(Outcome::Clean)
}

/// The folders to be watched by their true path, as events name files, each with what its files are called by: a
/// department's own, then those of its units that lie elsewhere.
fn watched(folder: &Path) -> Result<Vec<(PathBuf, String)>, Failure> {
    let own = folder
        .canonicalize()
        .map_err(Failure::file("打不开", folder))?;
    let mut watched = vec![(own, String::new())];
    if let Ok(book) = Book::read(&Plain::new(folder)) {
        add_members(&book, folder, "", &mut watched);
    }
    Ok(watched)
}

fn add_members(book: &Book, folder: &Path, above: &str, watched: &mut Vec<(PathBuf, String)>) {
    for member in &book.members {
        let (inside, called) = (
            folder.join(&member.folder),
            format!("{above}{}/", member.folder),
        );
        if let Ok(path) = inside.canonicalize()
            && !watched.iter().any(|(other, _)| path.starts_with(other))
        {
            watched.push((path, called.clone()));
        }
        add_members(&member.book, &inside, &called, watched);
    }
}

/// Waits until something of the book was written and nothing more is; gives the files. `None` when the watch has ended.
fn next(
    saves: &Receiver<notify::Result<Event>>,
    folders: &[(PathBuf, String)],
) -> Option<Vec<String>> {
    let mut files = Vec::new();
    while files.is_empty() {
        note(saves.recv().ok()?, folders, &mut files);
    }
    for _ in 0..PATIENCE {
        match saves.recv_timeout(QUIET) {
            Ok(event) => note(event, folders, &mut files),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(files)
}

fn note(event: notify::Result<Event>, folders: &[(PathBuf, String)], files: &mut Vec<String>) {
    let Ok(event) = event else {
        return;
    };
    // Reading the book is an event too.
    if matches!(event.kind, EventKind::Access(_)) {
        return;
    }
    let called = |path: &PathBuf| {
        let mut folders = folders.iter();
        folders.find_map(|(folder, above)| Some(format!("{above}{}", named(path, folder)?)))
    };
    for file in event.paths.iter().filter_map(called) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
}

/// The name of a file inside the book; `None` for what editors and office programs keep beside it.
fn named(path: &Path, folder: &Path) -> Option<String> {
    let inside = path.strip_prefix(folder).ok()?;
    let parts: Vec<_> = inside
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    let aside = |part: &String| {
        part.starts_with(['.', '~', '#']) || part.ends_with('~') || part.parse::<u64>().is_ok()
    };
    let name = parts.join("/");
    (!name.is_empty() && !parts.iter().any(aside) && path.extension().is_some()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_keep_beside_a_file_is_no_save() {
        let folder = Path::new("/账本");
        let named = |path: &str| named(Path::new(path), folder);
        assert_eq!(named("/账本/text/概况.md").as_deref(), Some("text/概况.md"));
        for path in [
            "/账本/.book.toml.swp",
            "/账本/4913",
            "/账本/book.toml~",
            "/账本/ledgers",
            "/别处/a.md",
        ] {
            assert_eq!(named(path), None, "{path}");
        }
    }
}
