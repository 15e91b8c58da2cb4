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
use crate::out::Out;
use crate::say;
use work::files::Draft;

/// Where everything goes, settled before the first file is read.
#[derive(Default)]
pub(crate) struct Plan {
    /// What all inputs share, each in a file or on standard output.
    shared: Vec<(Start, Option<PathBuf>)>,
    /// What each input has of its own, and where that goes, in the order of the inputs.
    each: Vec<(Each, Vec<PathBuf>)>,
}

/// Settles where everything goes.
pub(crate) fn plan(arguments: &Check, inputs: &[Input]) -> Result<Plan, Failure> {
    let forms = arguments.forms();
    let out = arguments.out.as_deref();
    if let (Some(Out::File(file)), true) = (out.map(Out::of), forms.len() > 1) {
        let names: Vec<_> = forms.iter().map(|form| form.name).collect();
        return Err(Failure::Said(format!(
            "要写的不止一个文件（{}），--out 请写目录，如 --out {}。",
            names.join("、"),
            file.with_extension("").display()
        )));
    }
    let mut plan = Plan::default();
    for form in forms {
        match form.work {
            review::Work::Stream(start) => {
                let target = out.map(|out| shared(out, form)).transpose()?;
                plan.shared.push((start, target));
            }
            review::Work::Volume(start) => {
                let target = match (out, inputs) {
                    (Some(out), _) => shared(out, form)?,
                    (None, [input]) => beside(input, form),
                    (None, _) => return Err(unsaid(form, "哪个文件", "审核意见表.xlsx")),
                };
                plan.shared.push((start, Some(target)));
            }
            review::Work::Each(each) => plan.each.push((each, own(out, form, inputs)?)),
        }
    }
    refuse_loss(&plan.targets(), inputs, arguments.force)?;
    Ok(plan)
}

impl Plan {
    fn targets(&self) -> Vec<&PathBuf> {
        let shared = self.shared.iter().filter_map(|(_, target)| target.as_ref());
        let each = self.each.iter().flat_map(|(_, targets)| targets);
        shared.chain(each).collect()
    }

    /// How each input's own files are made and where they go.
    pub(crate) fn each(&self) -> &[(Each, Vec<PathBuf>)] {
        &self.each
    }
}

fn unsaid(form: &Form, what: &str, example: &str) -> Failure {
    let name = form.name;
    Failure::Said(format!(
        "要审的文件不止一个，请用 --out 写明 {name} 写到{what}，如 --out {example}。"
    ))
}

/// The one file for all; in a folder it gets a name.
fn shared(out: &Path, form: &Form) -> Result<PathBuf, Failure> {
    Out::of(out).file(&format!("审核意见.{}", form.extension))
}

/// The file of its own for each input.
fn own(out: Option<&Path>, form: &Form, inputs: &[Input]) -> Result<Vec<PathBuf>, Failure> {
    match (out, inputs) {
        (None, [input]) => Ok(vec![beside(input, form)]),
        (None, _) => Err(unsaid(form, "哪个目录", "审核意见")),
        (Some(out), [input]) if matches!(Out::of(out), Out::File(_)) => {
            let name = names(&input.inner, form).next().unwrap_or_default();
            Ok(vec![Out::of(out).file(&name.to_string_lossy())?])
        }
        (Some(out), _) if matches!(Out::of(out), Out::File(_)) => Err(Failure::Said(format!(
            "要审的文件不止一个，--out 请写目录，如 --out {}。",
            out.with_extension("").display()
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

/// An input is never written over, and what is there only when that is asked for.
fn refuse_loss(targets: &[&PathBuf], inputs: &[Input], force: bool) -> Result<(), Failure> {
    let there: Vec<&&PathBuf> = targets.iter().filter(|target| target.exists()).collect();
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
    let same =
        |target: &&&&PathBuf| fs::canonicalize(target).is_ok_and(|path| read.contains(&path));
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
    /// What all files share, each with where it goes.
    shared: Vec<(Box<dyn Stream>, Target)>,
    /// Whether files have outputs of their own, of which is told.
    own: bool,
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
        let mut opened = Vec::new();
        for (start, target) in &plan.shared {
            opened.push(match target {
                Some(path) => {
                    let draft = BufWriter::new(Draft::beside(path)?);
                    (start(detail), Target::File(draft, path.clone()))
                }
                None => {
                    let colours = true;
                    (start(Detail { colours, ..detail }), Target::Terminal)
                }
            });
        }
        Ok(Self {
            shared: opened,
            own: !plan.each.is_empty(),
            detail,
        })
    }

    /// Whether findings go to standard output.
    pub(crate) fn is_on_stdout(&self) -> bool {
        let mut shared = self.shared.iter();
        self.own || shared.any(|(_, target)| matches!(target, Target::Terminal))
    }

    /// Writes what was found in a file.
    pub(crate) fn take(&mut self, done: &Done) -> Result<(), Failure> {
        for (stream, target) in &mut self.shared {
            match target {
                Target::File(file, path) => stream
                    .file(file, &done.reviewed)
                    .map_err(Failure::file("无法写入", path))?,
                Target::Terminal => stream.file(&mut anstream::stdout().lock(), &done.reviewed)?,
            }
        }
        match self.own {
            true => self.told(done),
            false => Ok(()),
        }
    }

    /// Says of a file what was found and where it is written.
    fn told(&self, done: &Done) -> Result<(), Failure> {
        let mut out = anstream::stdout().lock();
        let name = plain(&done.reviewed.file);
        if let Err(error) = &done.reviewed.reading {
            writeln!(out, "读不了 {name}：{}", plain(error))?;
        }
        if let Ok(read) = &done.reviewed.reading
            && !(self.detail.quiet && read.audit.findings.is_empty() && read.faults.is_empty())
        {
            for fault in &read.faults {
                let (place, message) = (plain(&fault.place), plain(&fault.message));
                writeln!(out, "未能读出 {name} {place}：{message}")?;
            }
            writeln!(out, "{name}：{}", summary(&done.reviewed))?;
        }
        for written in &done.written {
            match written {
                Err(failure) => writeln!(out, "{name}：{failure}")?,
                Ok(written) => {
                    if !self.detail.quiet {
                        writeln!(out, "  已写 {}", written.path.display())?;
                    }
                    if written.unplaced > 0 {
                        writeln!(
                            out,
                            "  其中{}条意见在原件中找不到位置，没有写进去，请看 text 或 html。",
                            written.unplaced
                        )?;
                    }
                }
            }
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
        let mut files = false;
        for (mut stream, target) in self.shared {
            match target {
                Target::Terminal => stream.end(&mut anstream::stdout().lock(), totals)?,
                Target::File(mut file, path) => {
                    let failed = || Failure::file("无法写入", &path);
                    stream.end(&mut file, totals).map_err(failed())?;
                    let draft = file
                        .into_inner()
                        .map_err(|error| failed()(error.into_error()))?;
                    draft.keep(&path)?;
                    say::wrote(&path, "")?;
                    files = true;
                }
            }
        }
        match files || self.own {
            true => Ok(said(&mut anstream::stdout().lock())?),
            false => Ok(()),
        }
    }
}
