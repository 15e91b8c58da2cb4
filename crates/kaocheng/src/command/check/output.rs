//! Where findings go: to standard output, into one file, or into a file for each input.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use review::{Detail, Each, Form, Start, Stream, Totals, plain, summary, total};

use super::inputs::{Input, REVIEWED, Source};
use super::work::Done;
use crate::arguments::Check;
use crate::error::Failure;
use work::files::Draft;

/// Where everything goes, settled before the first file is read.
pub(crate) enum Plan {
    /// All share one output: a file, or standard output.
    Shared(Start, Option<PathBuf>),
    /// Each input has a file of its own, in the order of the inputs.
    Each(Each, Vec<PathBuf>),
}

/// Settles where everything goes.
pub(crate) fn plan(arguments: &Check, inputs: &[Input]) -> Result<Plan, Failure> {
    let form = arguments.format;
    let out = arguments.out.as_deref();
    let plan = match form.work {
        review::Work::Stream(start) => Plan::Shared(start, out.map(|out| shared(out, form))),
        review::Work::Volume(start) => {
            let target = match (out, inputs) {
                (Some(out), _) => shared(out, form),
                (None, [input]) => beside(input, form),
                (None, _) => return Err(unsaid(form, "哪个文件", "审核意见表.xlsx")),
            };
            Plan::Shared(start, Some(target))
        }
        review::Work::Each(each) => Plan::Each(each, own(out, form, inputs)?),
    };
    refuse_loss(plan.targets(), inputs, arguments.force)?;
    Ok(plan)
}

impl Plan {
    fn targets(&self) -> &[PathBuf] {
        match self {
            Plan::Shared(_, target) => target.as_slice(),
            Plan::Each(_, targets) => targets,
        }
    }

    /// How each input's own file is made and where it goes.
    pub(crate) fn each(&self) -> Option<(Each, &[PathBuf])> {
        match self {
            Plan::Shared(..) => None,
            Plan::Each(each, targets) => Some((*each, targets)),
        }
    }
}

fn unsaid(form: &Form, what: &str, example: &str) -> Failure {
    let name = form.name;
    Failure::Said(format!(
        "要审的文件不止一个，请用 --out 写明 {name} 写到{what}，如 --out {example}。"
    ))
}

/// The one file for all; in a folder it gets a name.
fn shared(out: &Path, form: &Form) -> PathBuf {
    if is_folder(out) {
        out.join(format!("审核意见.{}", form.extension))
    } else {
        out.to_owned()
    }
}

/// The file of its own for each input.
fn own(out: Option<&Path>, form: &Form, inputs: &[Input]) -> Result<Vec<PathBuf>, Failure> {
    match (out, inputs) {
        (None, [input]) => Ok(vec![beside(input, form)]),
        (None, _) => Err(unsaid(form, "哪个目录", "审核意见")),
        (Some(out), [_]) if !is_folder(out) => Ok(vec![out.to_owned()]),
        (Some(out), _) if out.is_file() => Err(Failure::Said(format!(
            "“{}”是文件。要审的文件不止一个，--out 请写目录。",
            out.display()
        ))),
        (Some(out), _) => {
            let mut taken = BTreeSet::new();
            let named = inputs.iter().map(|input| {
                let targets = names(&input.inner, form).map(|name| out.join(name));
                let free = targets
                    .into_iter()
                    .find(|target| taken.insert(target.clone()));
                free.unwrap_or_else(|| out.join(&input.inner))
            });
            Ok(named.collect())
        }
    }
}

/// `一.docx` becomes `一.审核.html`, or `一.docx.审核.html` where that is taken, or `一.docx.2.审核.html`. A copy keeps
/// the extension of its original.
fn names(inner: &Path, form: &Form) -> impl Iterator<Item = PathBuf> {
    let extension = match (form.work, inner.extension()) {
        (review::Work::Each(Each::Copy(_)), Some(own)) => own.to_string_lossy().into_owned(),
        _ => form.extension.to_owned(),
    };
    let text = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, whole) = (text(inner.file_stem()), text(inner.file_name()));
    let numbered = {
        let whole = whole.clone();
        (2..).map(move |number| format!("{whole}.{number}"))
    };
    let named = move |stem: String| inner.with_file_name(format!("{stem}{REVIEWED}{extension}"));
    [stem, whole].into_iter().chain(numbered).map(named)
}

/// The output beside its input.
fn beside(input: &Input, form: &Form) -> PathBuf {
    let path = match &input.source {
        Source::File(path) => path,
        Source::Given(..) => &input.inner,
    };
    names(path, form).next().unwrap_or_default()
}

fn is_folder(out: &Path) -> bool {
    out.is_dir() || out.to_string_lossy().ends_with(['/', '\\'])
}

/// An input is never written over, and what is there only when that is asked for.
fn refuse_loss(targets: &[PathBuf], inputs: &[Input], force: bool) -> Result<(), Failure> {
    let there: Vec<&PathBuf> = targets.iter().filter(|target| target.exists()).collect();
    let Some(first) = there.first() else {
        return Ok(());
    };
    let read: BTreeSet<PathBuf> = inputs
        .iter()
        .filter_map(|input| match &input.source {
            Source::File(path) => fs::canonicalize(path).ok(),
            Source::Given(..) => None,
        })
        .collect();
    let same = |target: &&&PathBuf| fs::canonicalize(target).is_ok_and(|path| read.contains(&path));
    if let Some(target) = there.iter().find(same) {
        return Err(Failure::Said(format!(
            "“{}”就是要审的文件，不能写在它上面。请用 --out 换一个名字。",
            target.display()
        )));
    }
    if force {
        return Ok(());
    }
    let others = match there.len() {
        1 => "已经存在".to_owned(),
        many => format!("等{many}个文件已经存在"),
    };
    Err(Failure::Said(format!(
        "“{}”{others}，没有改动。加 --force 覆盖，或用 --out 换一个地方。",
        first.display()
    )))
}

/// The output in the making.
pub(crate) struct Output {
    /// What findings are laid out in; `None` where each input has a file of its own.
    stream: Option<Box<dyn Stream>>,
    target: Target,
    detail: Detail,
}

enum Target {
    /// Standard output.
    Terminal,
    /// A file that appears when it is whole.
    File(BufWriter<Draft>, PathBuf),
}

impl Output {
    pub(crate) fn open(plan: &Plan, detail: Detail) -> Result<Self, Failure> {
        let (stream, target) = match plan {
            Plan::Shared(start, Some(path)) => {
                let draft = BufWriter::new(Draft::beside(path)?);
                (Some(start(detail)), Target::File(draft, path.clone()))
            }
            Plan::Shared(start, None) => {
                let colours = true;
                (Some(start(Detail { colours, ..detail })), Target::Terminal)
            }
            Plan::Each(..) => (None, Target::Terminal),
        };
        Ok(Self {
            stream,
            target,
            detail,
        })
    }

    /// Whether findings go to standard output.
    pub(crate) fn is_on_stdout(&self) -> bool {
        matches!(self.target, Target::Terminal)
    }

    /// Writes what was found in a file.
    pub(crate) fn take(&mut self, done: &Done) -> Result<(), Failure> {
        match (&mut self.stream, &mut self.target) {
            (Some(stream), Target::File(file, path)) => stream
                .file(file, &done.reviewed)
                .map_err(Failure::file("无法写入", path)),
            (Some(stream), Target::Terminal) => {
                Ok(stream.file(&mut anstream::stdout().lock(), &done.reviewed)?)
            }
            (None, _) => self.told(done),
        }
    }

    /// Says of a file what was found and where it is written.
    fn told(&self, done: &Done) -> Result<(), Failure> {
        let mut out = anstream::stdout().lock();
        let name = plain(&done.reviewed.file);
        match (&done.reviewed.reading, &done.written) {
            (Err(error), _) => writeln!(out, "读不了 {name}：{}", plain(error))?,
            (Ok(_), Some(Err(failure))) => writeln!(out, "{name}：{failure}")?,
            (Ok(read), Some(Ok(written))) => {
                let nothing = read.audit.findings.is_empty() && read.faults.is_empty();
                if !(self.detail.quiet && nothing) {
                    for fault in &read.faults {
                        let (place, message) = (plain(&fault.place), plain(&fault.message));
                        writeln!(out, "未能读出 {name} {place}：{message}")?;
                    }
                    let path = written.path.display();
                    writeln!(out, "{name}：{}\n  已写 {path}", summary(&done.reviewed))?;
                    if written.unplaced > 0 {
                        let unplaced = written.unplaced;
                        writeln!(
                            out,
                            "  其中{unplaced}条意见在原件中找不到位置，没有写进去，请看 text 或 html。"
                        )?;
                    }
                }
            }
            (Ok(_), None) => {}
        }
        Ok(())
    }

    /// Closes the output.
    pub(crate) fn finish(self, totals: &Totals) -> Result<(), Failure> {
        let said = |out: &mut dyn Write| -> io::Result<()> {
            match totals.files {
                0 | 1 => Ok(()),
                _ => writeln!(out, "{}", total(totals)),
            }
        };
        match (self.stream, self.target) {
            (Some(mut stream), Target::Terminal) => {
                Ok(stream.end(&mut anstream::stdout().lock(), totals)?)
            }
            (Some(mut stream), Target::File(mut file, path)) => {
                let failed = || Failure::file("无法写入", &path);
                stream.end(&mut file, totals).map_err(failed())?;
                let draft = file
                    .into_inner()
                    .map_err(|error| failed()(error.into_error()))?;
                draft.keep(&path)?;
                let mut out = anstream::stdout().lock();
                writeln!(out, "已写 {}", path.display())?;
                Ok(said(&mut out)?)
            }
            (None, _) => Ok(said(&mut anstream::stdout().lock())?),
        }
    }
}
