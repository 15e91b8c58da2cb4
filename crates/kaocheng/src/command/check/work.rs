//! What is done with one input, on any core.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use document::Limits;
use review::{Asked, Each, Filter, Reviewed, Standing};

use super::inputs::{Input, Source};
use super::settings::Settings;
use crate::error::Failure;
use crate::{Outcome, convert};
use ::work::files;

/// How each input is worked on.
pub(crate) struct Work<'a> {
    /// How each input is audited.
    pub(crate) settings: &'a Settings,
    /// Which findings are wanted.
    pub(crate) filter: &'a Filter,
    /// How each input's own files are made and where they go.
    pub(crate) each: &'a [(Each, Vec<PathBuf>)],
    /// The date of notes.
    pub(crate) date: &'a str,
}

/// An input that was worked on.
pub(crate) struct Done {
    /// What was found.
    pub(crate) reviewed: Reviewed,
    /// Its own files, each or why there is none; none at all when nothing could be read.
    pub(crate) written: Vec<Result<Written, Failure>>,
}

/// A file that was written for an input.
pub(crate) struct Written {
    /// The file.
    pub(crate) path: PathBuf,
    /// How many findings have no place in it.
    pub(crate) unplaced: usize,
}

impl Done {
    /// What the input contributes to the exit code.
    pub(crate) fn outcome(&self) -> Outcome {
        let unwritten = self.written.iter().any(Result::is_err);
        match self.reviewed.standing() {
            _ if unwritten => Outcome::Unreadable,
            Standing::Clean => Outcome::Clean,
            Standing::Found => Outcome::Findings,
            Standing::Unread => Outcome::Unreadable,
        }
    }
}

impl Work<'_> {
    pub(crate) fn run(&self, index: usize, input: &Input) -> Done {
        let name = input.name();
        let mut reviewed =
            guarded(|| self.read(index, input, &name)).unwrap_or_else(|place| Reviewed {
                file: name.clone(),
                reading: Err(format!(
                    "读这个文件时程序出错（{place}），其余文件照常审核。请把文件发给维护者"
                )),
            });
        if let Ok(read) = &mut reviewed.reading {
            self.settings.sift(index, input, read);
            self.filter.apply(&mut read.audit);
        }
        let each = self.each.iter().filter(|_| reviewed.reading.is_ok());
        let written =
            each.map(|(each, targets)| self.write(*each, input, &reviewed, &targets[index]));
        let written = written.collect();
        Done { reviewed, written }
    }

    fn write(
        &self,
        each: Each,
        input: &Input,
        reviewed: &Reviewed,
        target: &Path,
    ) -> Result<Written, Failure> {
        let (bytes, unplaced) = match each {
            Each::Page(page) => (page(reviewed).into_bytes(), 0),
            Each::Copy(copy) => {
                let made = copy.make(reviewed, &original(input)?, self.date);
                let made = made.map_err(|error| Failure::Said(error.to_string()))?;
                (made.bytes, made.unplaced.len())
            }
        };
        files::write(target, &bytes)?;
        Ok(Written {
            path: target.to_owned(),
            unplaced,
        })
    }

    fn read(&self, index: usize, input: &Input, name: &str) -> Reviewed {
        let limits = Limits::default();
        let read = match &input.source {
            Source::File(path) => convert::read_file(path, &limits),
            Source::Given(name, bytes) => convert::read(name, bytes, &limits),
        };
        let asked = Asked {
            profile: self.settings.profile(index),
            against: &self.settings.against,
        };
        Reviewed::with(name, read, asked)
    }
}

/// The bytes of an input.
fn original(input: &Input) -> Result<Cow<'_, [u8]>, Failure> {
    match &input.source {
        Source::File(path) => Ok(Cow::Owned(files::read("读不了", path)?)),
        Source::Given(_, bytes) => Ok(Cow::Borrowed(bytes)),
    }
}

thread_local! {
    /// Whether this thread works on a file.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic in a file came from.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs what may panic on a file nobody foresaw; the error is the place in the source.
fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|_| PLACE.take())
}

/// Has panics in files noted rather than printed from now on.
pub(crate) fn note_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if GUARDED.get() {
            let place = panic.location().map(ToString::to_string);
            PLACE.set(place.unwrap_or_default());
        } else {
            usual(panic);
        }
    }));
}
