//! The packs there are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use include_dir::{Dir, include_dir};
use settings::{Fault, Faults, Log, suggestion};

use crate::files::{self, Files};
use crate::pack::Pack;
use crate::read::{self, Written};

static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// The pack that others stand on.
const COMMON: &str = "common";

/// There is no pack of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("没有指标包“{name}”（{hint}）")]
pub struct UnknownPack {
    /// The name.
    pub name: String,
    /// What may have been meant.
    pub hint: String,
}

/// Packs by name, each with what it inherits.
#[derive(Clone, Debug, Default)]
pub struct Library {
    packs: BTreeMap<String, Pack>,
}

impl Library {
    /// The packs that ship with the program.
    ///
    /// # Errors
    /// When a shipped pack has faults.
    pub fn shipped() -> Result<Self, Faults> {
        Self::of(&[], &Log::default())
    }

    /// The shipped packs and those in the folders below `dir`, such as a book's `packs`. One of the same name takes the
    /// place of the shipped one. A folder that is not there has none.
    ///
    /// # Errors
    /// Everything that is wrong in any pack.
    pub fn with_folder(dir: &Path) -> Result<Self, Faults> {
        let log = Log::default();
        let mut own = Vec::new();
        if dir.is_dir() {
            for (name, is_folder) in files::visible(dir, "packs", &log) {
                if is_folder {
                    own.push((name.clone(), files::folder(&dir.join(&name), &log)));
                }
            }
        }
        Self::finish(own, log)
    }

    /// The shipped packs, those beside the pack in `dir`, and that pack, whose name is given back.
    ///
    /// # Errors
    /// Everything that is wrong in the pack or in one it stands on.
    pub fn with_pack(dir: &Path) -> Result<(Self, String), Faults> {
        let log = Log::default();
        let whole = dir.canonicalize().unwrap_or_else(|_| dir.to_path_buf());
        let name = whole
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut own = vec![(name.clone(), files::folder(&whole, &log))];
        for beside in bases_beside(&whole, &own[0].1) {
            let files = files::folder(&whole.with_file_name(&beside), &log);
            own.push((beside, files));
        }
        Ok((Self::finish(own, log)?, name))
    }

    fn finish(own: Vec<(String, Files)>, log: Log) -> Result<Self, Faults> {
        let library = Self::of(&own, &log);
        match log.is_empty() {
            true => library,
            false => Err(log.into_faults()),
        }
    }

    fn of(own: &[(String, Files)], log: &Log) -> Result<Self, Faults> {
        let shipped = SHIPPED.dirs().map(|dir| {
            let name = dir.path().to_string_lossy().into_owned();
            (name, files::embedded(dir))
        });
        let mut all: BTreeMap<String, Files> = shipped.collect();
        all.extend(own.iter().cloned());
        let mut written: BTreeMap<String, Written> = all
            .iter()
            .filter_map(|(name, files)| Some((name.clone(), read::read(name, files, log)?)))
            .collect();
        let mut library = Self::default();
        while let Some(name) = written.keys().next().cloned() {
            library.resolve(&name, &mut written, &mut BTreeSet::new(), log);
        }
        Ok(library)
    }

    /// Adds a pack, its base first.
    fn resolve(
        &mut self,
        name: &str,
        written: &mut BTreeMap<String, Written>,
        open: &mut BTreeSet<String>,
        log: &Log,
    ) {
        let Some(own) = written.remove(name) else {
            return;
        };
        open.insert(name.to_owned());
        let file = format!("{name}/{}", read::PACK);
        let mut base = None;
        if let Some(wanted) = &own.base {
            self.resolve(&wanted.name, written, open, log);
            base = self.get(&wanted.name);
            match base {
                None if open.contains(&wanted.name) => {
                    let problem = format!("继承“{}”绕回了自己", wanted.name);
                    log.add(Fault::of_file(&file, problem, "断开这个循环"));
                }
                None => {
                    let problem = format!("没有可以继承的指标包“{}”", wanted.name);
                    let remedy = suggestion(&wanted.name, self.names());
                    log.add(Fault::of_file(&file, problem, remedy));
                }
                Some(base) if base.version().major != wanted.major => {
                    let problem = format!(
                        "要继承“{wanted}”，现有的“{}”是 {} 版",
                        wanted.name,
                        base.version()
                    );
                    let remedy = "核对两版的差别后改“继承”";
                    log.add(Fault::of_file(&file, problem, remedy));
                }
                Some(_) => {}
            }
        }
        let pack = own.over(base, log);
        self.packs.insert(name.to_owned(), pack);
    }

    /// The pack of that name.
    pub fn get(&self, name: &str) -> Option<&Pack> {
        self.packs.get(name)
    }

    /// The pack whose words and rules hold for a book: the first that it names, or `common` where it names none.
    ///
    /// # Errors
    /// When there is no pack of a name.
    pub fn leading(&self, names: &[String]) -> Result<&Pack, UnknownPack> {
        for name in names {
            self.known(name)?;
        }
        self.known(names.first().map_or(COMMON, String::as_str))
    }

    /// The pack of that name.
    ///
    /// # Errors
    /// When there is none; the error names the nearest.
    pub fn known(&self, name: &str) -> Result<&Pack, UnknownPack> {
        self.get(name).ok_or_else(|| UnknownPack {
            name: name.to_owned(),
            hint: suggestion(name, self.names()),
        })
    }

    /// The names of the packs.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.packs.keys().map(String::as_str)
    }

    /// The packs by name.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.packs.values()
    }
}

/// The names of packs beside one that it stands on, near or far.
fn bases_beside(dir: &Path, files: &Files) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut next = base_name(files);
    while let Some(name) = next.take() {
        let beside = dir.with_file_name(&name);
        let own = dir
            .file_name()
            .is_some_and(|own| own.to_string_lossy() == name);
        if !own && !found.contains(&name) && beside.join(read::PACK).is_file() {
            next = base_name(&files::folder(&beside, &Log::default()));
            found.push(name);
        }
    }
    found
}

fn base_name(files: &Files) -> Option<String> {
    let only = files.get_key_value(read::PACK);
    let head = only.map(|(path, text)| (path.clone(), text.clone()));
    let written = read::read("", &head.into_iter().collect(), &Log::default())?;
    let plain = |name: &String| !name.contains(['/', '\\', '.']);
    written.base.map(|base| base.name).filter(plain)
}
