//! How each input is audited: by which `kaocheng.toml`, against which other documents, and what need not be told.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use ::settings::Day;
use audit::{Baseline, Profile, Stale, Suppression};
use document::Document;
use review::Read;
use verify::Audited;

use super::inputs::{Input, SIDECAR, Source};
use crate::arguments::Check;
use crate::clock;
use crate::error::Failure;
use crate::source;

/// The profile that holds in a folder: that of its `kaocheng.toml`, or of a folder above it.
pub(crate) fn profile_for(folder: &Path) -> Result<Profile, Failure> {
    let mut finder = Finder::new(None)?;
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let found = finder.profile_in(&folder)?;
    Ok(finder.profiles.swap_remove(found).profile)
}

/// The name of the settings that a folder and all below it are audited by.
const SETTINGS: &str = "kaocheng.toml";

/// How all inputs are audited.
pub(crate) struct Settings {
    /// The profiles; the first is the default.
    profiles: Vec<Asked>,
    /// How each input is audited.
    own: Vec<Own>,
    /// The documents that each input is held against, with their names.
    pub(crate) against: Vec<(String, Document)>,
    today: Day,
}

/// A profile, which of its suppressions were of use, and which of its relations some document has figures for.
struct Asked {
    profile: Profile,
    used: Vec<AtomicBool>,
    bound: Vec<AtomicBool>,
}

/// How one input is audited.
struct Own {
    /// Its profile.
    profile: usize,
    /// The suppressions beside it.
    sidecar: Asked,
    /// What is known of it from before.
    known: Option<Mutex<Baseline>>,
}

impl Settings {
    /// Reads all that the inputs are audited by.
    pub(crate) fn gather(arguments: &Check, inputs: &[Input]) -> Result<Self, Failure> {
        let mut finder = Finder::new(arguments.config.as_deref())?;
        let baseline = arguments.baseline.as_deref().map(known).transpose()?;
        let mut own = Vec::with_capacity(inputs.len());
        for input in inputs {
            own.push(Own {
                profile: finder.profile_of(input)?,
                sidecar: Asked::from(sidecar(input)?),
                known: baseline
                    .as_ref()
                    .map(|all| Mutex::new(about(all, input, inputs.len()))),
            });
        }
        let against = arguments.against.iter();
        let against =
            against.map(|path| Ok((path.to_string_lossy().into_owned(), source::read(path)?)));
        Ok(Self {
            profiles: finder.profiles,
            own,
            against: against.collect::<Result<_, Failure>>()?,
            today: today(),
        })
    }

    /// The profile of an input.
    pub(crate) fn profile(&self, index: usize) -> &Profile {
        &self.profiles[self.own[index].profile].profile
    }

    /// Sets aside what need not be told of an input.
    pub(crate) fn sift(&self, index: usize, input: &Input, read: &mut Read) {
        let own = &self.own[index];
        let file = input.file_name();
        let asked = &self.profiles[own.profile];
        for (place, bound) in read.audit.bound(&asked.profile).into_iter().enumerate() {
            asked.bound[place].fetch_or(bound, Ordering::Relaxed);
        }
        for asked in [&self.profiles[own.profile], &own.sidecar] {
            let used = read.suppress(&asked.profile.suppressions, &file, self.today);
            for (place, used) in used.into_iter().enumerate() {
                asked.used[place].fetch_or(used, Ordering::Relaxed);
            }
        }
        if let Some(Ok(mut known)) = own.known.as_ref().map(Mutex::lock) {
            read.forget(&mut known);
        }
    }

    /// The suppressions that are of no use any more, each in a sentence, once all inputs were audited.
    pub(crate) fn stale(&self, inputs: &[Input]) -> Vec<String> {
        let named = |file: &String| inputs.iter().any(|input| input.file_name() == *file);
        let beside = self
            .own
            .iter()
            .flat_map(|own| own.sidecar.stale(self.today));
        // What is for no file in particular may be for one that was not audited this time.
        let shared = self
            .profiles
            .iter()
            .flat_map(|asked| asked.stale(self.today));
        let shared = shared.filter(|(suppression, stale)| match stale {
            Stale::Expired(_) => true,
            Stale::Unused => suppression.file.as_ref().is_some_and(named),
        });
        beside
            .chain(shared)
            .map(|(suppression, stale)| told(suppression, stale))
            .collect()
    }
}

impl Settings {
    /// The relations of the user's own that none of the inputs they are for has figures for, each in a sentence, once all
    /// inputs were audited.
    pub(crate) fn unbound(&self) -> Vec<String> {
        let profiles = self.profiles.iter().enumerate();
        let asked = profiles.filter(|(index, _)| self.own.iter().any(|own| own.profile == *index));
        let names = asked.flat_map(|(_, asked)| asked.unbound());
        let told = names.map(|name| {
            format!("自定义的关系“{name}”在审过的文件里没有对上数，等于没有查；可以没有的，写上“可缺”和理由")
        });
        told.collect()
    }
}

impl From<Profile> for Asked {
    fn from(profile: Profile) -> Self {
        let unset = |count| (0..count).map(|_| AtomicBool::new(false)).collect();
        Self {
            used: unset(profile.suppressions.len()),
            bound: unset(profile.relations.len()),
            profile,
        }
    }
}

impl Asked {
    /// The relations that no document has figures for, once all were audited, and that may not be missing.
    fn unbound(&self) -> impl Iterator<Item = &str> {
        let all = self.profile.relations.iter().zip(&self.bound);
        let unbound =
            all.filter(|(own, bound)| own.dispensable.is_none() && !bound.load(Ordering::Relaxed));
        unbound.map(|(own, _)| own.name.as_str())
    }

    fn stale(&self, today: Day) -> impl Iterator<Item = (&Suppression, Stale)> {
        let all = self.profile.suppressions.iter().zip(&self.used);
        all.filter_map(move |(suppression, used)| {
            let stale = suppression.stale(used.load(Ordering::Relaxed), today)?;
            Some((suppression, stale))
        })
    }
}

fn told(suppression: &Suppression, stale: Stale) -> String {
    let (file, line) = &suppression.origin;
    let Suppression { rule, quote, .. } = suppression;
    let why = match stale {
        Stale::Unused => "已经没有对应的意见".to_owned(),
        Stale::Expired(day) => format!("到{day}为止，已经过期"),
    };
    format!("{file} 第{line}行的免报（{rule}“{quote}”）{why}，请删去")
}

/// Finds the settings of each folder, each file of them read once.
struct Finder {
    profiles: Vec<Asked>,
    /// The profile of each folder that was looked in.
    folders: HashMap<PathBuf, usize>,
    /// Whether one profile was named for all.
    named: bool,
}

impl Finder {
    fn new(named: Option<&Path>) -> Result<Self, Failure> {
        let profile = named.map_or_else(|| Ok(Profile::default()), profile)?;
        Ok(Self {
            profiles: vec![Asked::from(profile)],
            folders: HashMap::new(),
            named: named.is_some(),
        })
    }

    fn profile_of(&mut self, input: &Input) -> Result<usize, Failure> {
        if self.named {
            return Ok(0);
        }
        let path = match &input.source {
            Source::File(path) => path.as_path(),
            Source::Given(..) => Path::new("-"),
        };
        let folder = std::path::absolute(path).ok();
        match folder.as_deref().and_then(Path::parent) {
            Some(folder) => self.profile_in(folder),
            None => Ok(0),
        }
    }

    /// The profile of a folder: its own, or that of the folder above.
    fn profile_in(&mut self, folder: &Path) -> Result<usize, Failure> {
        if let Some(found) = self.folders.get(folder) {
            return Ok(*found);
        }
        let path = folder.join(SETTINGS);
        let found = if path.is_file() {
            self.profiles.push(Asked::from(profile(&path)?));
            self.profiles.len() - 1
        } else {
            folder
                .parent()
                .map_or(Ok(0), |above| self.profile_in(above))?
        };
        self.folders.insert(folder.to_owned(), found);
        Ok(found)
    }
}

fn profile(path: &Path) -> Result<Profile, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::file("无法读取设置", path))?;
    Profile::parse(&path.to_string_lossy(), &text).map_err(faulty)
}

/// The suppressions in `报告.docx.kaocheng.toml` beside the input.
fn sidecar(input: &Input) -> Result<Profile, Failure> {
    let Source::File(path) = &input.source else {
        return Ok(Profile::default());
    };
    let mut beside = path.clone().into_os_string();
    beside.push(SIDECAR);
    let beside = PathBuf::from(beside);
    if !beside.is_file() {
        return Ok(Profile::default());
    }
    let text = fs::read_to_string(&beside).map_err(Failure::file("无法读取免报", &beside))?;
    let suppressions = Suppression::parse(&beside.to_string_lossy(), &text).map_err(faulty)?;
    Ok(Profile {
        suppressions,
        ..Profile::default()
    })
}

fn faulty(faults: ::settings::Faults) -> Failure {
    Failure::Said(format!("设置有错，没有审任何文件：\n{faults}"))
}

/// The findings of an earlier audit.
fn known(path: &Path) -> Result<Vec<Audited>, Failure> {
    let said = |what: String| Failure::Said(format!("“{}”{what}。", path.display()));
    let json = fs::read_to_string(path).map_err(Failure::file("无法读取基线", path))?;
    let all = verify::parse(&json).map_err(|error| said(error.to_string()))?;
    let mut findings = all.iter().flat_map(|one| &one.findings);
    if findings.any(|finding| finding.fingerprint.is_none()) {
        return Err(said(
            "里的意见没有指纹，不能当基线，请用本版 check --format json 重写一份".to_owned(),
        ));
    }
    Ok(all)
}

/// What is known of an input: under its path, or its name where only one file has it, or the only file there is.
fn about(all: &[Audited], input: &Input, inputs: usize) -> Baseline {
    let name = input.name();
    let by_path = all.iter().find(|one| one.file == name);
    let alike = |one: &&Audited| Path::new(&one.file).file_name() == Path::new(&name).file_name();
    let mut by_name = all.iter().filter(alike);
    let by_name = by_name.next().filter(|_| by_name.next().is_none());
    let only = all.first().filter(|_| all.len() == 1 && inputs == 1);
    let findings = by_path.or(by_name).or(only).map(|one| one.findings.iter());
    Baseline::new(
        findings
            .into_iter()
            .flatten()
            .filter_map(|finding| finding.fingerprint.clone()),
    )
}

/// The day it is in China, where deadlines are kept.
pub(crate) fn today() -> Day {
    let date = clock::in_china().date();
    Day {
        year: u16::try_from(date.year()).unwrap_or_default(),
        month: date.month().into(),
        day: date.day(),
    }
}
