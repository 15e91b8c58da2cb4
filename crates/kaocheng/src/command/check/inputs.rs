//! What is to be audited: files, folders, patterns, standard input.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use document::{Limits, extensions};
use globset::{GlobBuilder, GlobMatcher};
use walkdir::{DirEntry, WalkDir};

use crate::Outcome;
use crate::error::Failure;

/// What is in the name of a file written by `check`: such files are no reports to be audited.
pub(crate) const REVIEWED: &str = ".审核.";

/// What the name of a file of suppressions adds to that of the report beside it.
pub(crate) const SIDECAR: &str = ".kaocheng.toml";

/// The name of what comes in by standard input when none is given.
const NAMELESS: &str = "标准输入";

/// Something to be audited.
#[derive(Debug)]
pub(crate) struct Input {
    /// Where it comes from.
    pub(crate) source: Source,
    /// Its path below the folder that was named, or its name.
    pub(crate) inner: PathBuf,
}

/// Where an input comes from.
#[derive(Debug)]
pub(crate) enum Source {
    /// A file.
    File(PathBuf),
    /// What stood in standard input, under a name.
    Given(String, Vec<u8>),
}

impl Input {
    /// Its name in what is said of it.
    pub(crate) fn name(&self) -> String {
        match &self.source {
            Source::File(path) => path.to_string_lossy().into_owned(),
            Source::Given(name, _) => name.clone(),
        }
    }

    /// The last part of its name.
    pub(crate) fn file_name(&self) -> String {
        let name = self.inner.file_name().unwrap_or(self.inner.as_os_str());
        name.to_string_lossy().into_owned()
    }
}

/// What is to be audited, and what was named or met and is not.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// In a stable order, each file once.
    pub(crate) inputs: Vec<Input>,
    /// What was asked for and is not there, in Chinese.
    pub(crate) missed: Vec<String>,
    /// Files in the folders whose format is not read.
    pub(crate) passed_over: PassedOver,
}

/// How many files of which extensions were passed over.
#[derive(Debug, Default)]
pub(crate) struct PassedOver(BTreeMap<String, usize>);

impl PassedOver {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for PassedOver {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: usize = self.0.values().sum();
        write!(out, "另有{all}个文件不是可读的格式，没有审：")?;
        for (index, (extension, count)) in self.0.iter().enumerate() {
            let comma = if index > 0 { "、" } else { "" };
            write!(out, "{comma}{extension} {count}个")?;
        }
        Ok(())
    }
}

impl Gathered {
    /// What the exit code must at least tell.
    pub(crate) fn outcome(&self) -> Outcome {
        if self.missed.is_empty() {
            Outcome::Clean
        } else {
            Outcome::Unreadable
        }
    }

    fn file(&mut self, path: PathBuf, inner: PathBuf, seen: &mut BTreeSet<PathBuf>) {
        if seen.insert(path.clone()) {
            let source = Source::File(path);
            self.inputs.push(Input { source, inner });
        }
    }

    /// The files below a folder that `wanted` by their path.
    fn walk(
        &mut self,
        folder: &Path,
        depth: usize,
        wanted: impl Fn(&Path) -> bool,
        seen: &mut BTreeSet<PathBuf>,
    ) {
        let walk = WalkDir::new(folder).max_depth(depth).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(is_visible) {
            let path = match entry {
                Ok(entry) => entry.into_path(),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).display();
                    self.missed
                        .push(format!("打不开目录“{path}”，其中的文件没有审"));
                    continue;
                }
            };
            let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
            if !wanted(&path) || !path.is_file() || is_no_report(&path) {
                continue;
            }
            let extension = extension(&path);
            if extensions().any(|known| known == extension) {
                let inner = path.strip_prefix(folder).unwrap_or(&path).to_owned();
                self.file(path, inner, seen);
            } else {
                *self.passed_over.0.entry(extension).or_default() += 1;
            }
        }
    }
}

/// Finds everything that was named; `-` is standard input, whose content is known by `name`.
pub(crate) fn gather(named: &[PathBuf], name: Option<&str>) -> Result<Gathered, Failure> {
    let mut gathered = Gathered::default();
    let mut seen = BTreeSet::new();
    for path in named {
        if path.as_os_str() == "-" {
            gathered
                .inputs
                .push(standard_input(name.unwrap_or(NAMELESS))?);
        } else if path.is_dir() {
            gathered.walk(path, usize::MAX, |_| true, &mut seen);
        } else if let Some(pattern) = Pattern::of(path)? {
            let before = gathered.inputs.len();
            gathered.walk(
                &pattern.folder,
                pattern.depth,
                |path| pattern.matcher.is_match(path),
                &mut seen,
            );
            if gathered.inputs.len() == before {
                let pattern = path.display();
                gathered
                    .missed
                    .push(format!("没有可读的文件符合“{pattern}”"));
            }
        } else {
            let inner = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
            gathered.file(path.clone(), inner, &mut seen);
        }
    }
    if gathered.inputs.is_empty() {
        return Err(nothing(&gathered));
    }
    Ok(gathered)
}

fn nothing(gathered: &Gathered) -> Failure {
    if let Some(missed) = gathered.missed.first() {
        return Failure::Said(format!("{missed}。"));
    }
    let known = extensions().collect::<Vec<_>>().join("、");
    Failure::Said(format!("目录里没有可读的文件。可读的有：{known}。"))
}

fn standard_input(name: &str) -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(Limits::default().max_input + 1)
        .read_to_end(&mut bytes)
        .map_err(Failure::file("读不了", Path::new(NAMELESS)))?;
    let inner = Path::new(name).file_name().unwrap_or(name.as_ref());
    Ok(Input {
        inner: PathBuf::from(inner),
        source: Source::Given(name.to_owned(), bytes),
    })
}

/// A pattern such as `2024/**/*.docx`, for shells that do not know it or when it is quoted.
struct Pattern {
    /// The folder it is looked for in.
    folder: PathBuf,
    /// How many folders deep.
    depth: usize,
    matcher: GlobMatcher,
}

impl Pattern {
    /// The pattern a path is; `None` for a path that is there, or has no wildcard.
    fn of(path: &Path) -> Result<Option<Self>, Failure> {
        let wild = |part: &str| part.contains(['*', '?', '[', '{']);
        if path.exists() || !wild(&path.to_string_lossy()) {
            return Ok(None);
        }
        let path = path.strip_prefix(".").unwrap_or(path);
        let fixed = path
            .components()
            .take_while(|part| !wild(&part.as_os_str().to_string_lossy()));
        let folder: PathBuf = fixed.collect();
        let rest = path.components().count() - folder.components().count();
        let text = path.to_string_lossy();
        let glob = GlobBuilder::new(&text)
            .literal_separator(true)
            .case_insensitive(true)
            .build()
            .map_err(|_| {
                Failure::Said(format!(
                    "“{text}”不是正确的通配写法，可以写 *.docx、**/*.pdf。"
                ))
            })?;
        let deep = path
            .components()
            .any(|part| part == Component::Normal("**".as_ref()));
        let here = folder.as_os_str().is_empty();
        Ok(Some(Self {
            folder: if here { PathBuf::from(".") } else { folder },
            depth: if deep { usize::MAX } else { rest },
            matcher: glob.compile_matcher(),
        }))
    }
}

/// Hidden files and folders are none of a report's.
fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

/// Word keeps a file `~$…` beside a document that is open, `check` writes its own beside what it read, and settings are
/// none either.
fn is_no_report(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let settings = name == "kaocheng.toml" || name.ends_with(SIDECAR);
    name.starts_with("~$") || name.contains(REVIEWED) || settings
}

fn extension(path: &Path) -> String {
    path.extension().map_or_else(
        || "无扩展名".to_owned(),
        |extension| extension.to_string_lossy().to_lowercase(),
    )
}
