//! The files that prove what a book claims (佐证材料), and the register that binds their names to their content.

mod add;
mod digest;
mod inspect;
mod register;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use entry::Blob;

use crate::Date;
use crate::department::UNIT_EVIDENCE;

pub use add::{AddError, Added, Addition, Offered, Prepared};
pub use digest::Digests;
pub use inspect::{Examined, Inspection, Trouble, TroubleKind};
pub use register::{Entry, Proof, Register};

/// The folder of a book that holds its evidence.
pub(crate) const FOLDER: &str = "evidence";

/// The register, inside [`FOLDER`].
pub(crate) const REGISTER: &str = "登记.csv";

/// The files below `evidence/`, by their path inside it with `/` between folders, and their register.
///
/// Two are equal when they name the same files and register the same, wherever the files lie.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    files: BTreeMap<String, Blob>,
    register: Register,
    /// The files in force that prove an indicator, by its id.
    proving: BTreeMap<String, BTreeSet<String>>,
    /// Files known to be no longer what was registered.
    changed: BTreeSet<String>,
    /// Files that were registered only after the day that is looked back to.
    later: BTreeSet<String>,
}

impl Evidence {
    /// Adds a file under a name.
    pub fn insert(&mut self, name: impl Into<String>, file: Blob) {
        self.files.insert(name.into(), file);
    }

    /// Whether there is a file of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Whether there is a file of that name that is not known to differ from what was registered.
    ///
    /// Sizes are compared when a book is loaded, contents by [`Evidence::verify`].
    pub fn stands(&self, name: &str) -> bool {
        self.contains(name) && !self.changed.contains(name)
    }

    /// Whether what names the file claims a proof it has not: the file is not there, or differs from what was registered. On a
    /// past day a file that was registered later is not yet missed.
    pub fn fails(&self, name: &str) -> bool {
        !self.stands(name) && !self.later.contains(name)
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.files.keys().map(String::as_str)
    }

    /// Each name with the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Blob)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// The register (佐证登记).
    pub const fn register(&self) -> &Register {
        &self.register
    }

    /// The files registered as proof of an indicator, whether they are there or not.
    pub fn proving(&self, indicator: &str) -> impl Iterator<Item = &str> {
        let files = self.proving.get(indicator).into_iter().flatten();
        files.map(String::as_str)
    }

    /// Takes a register, and notes which files have not the size it says.
    pub fn set_register(&mut self, register: Register) {
        self.proving = register.by_indicator();
        self.register = register;
        let differs = |entry: &&Entry| {
            let found = self.files.get(&entry.file).map(|file| file.size());
            matches!(found, Some(Ok(size)) if size != entry.size)
        };
        let standing = self.register.standing();
        let changed = standing.values().copied().filter(differs);
        self.changed = changed.map(|entry| entry.file.clone()).collect();
    }

    /// Reads every registered file and notes which are no longer what was registered.
    ///
    /// A file that cannot be read counts as changed. Files of another size are not read.
    pub fn verify(&mut self) {
        let broken: Vec<String> = self
            .register
            .standing()
            .values()
            .filter(|entry| self.stands(&entry.file))
            .filter(|entry| {
                let read = Digests::of(self.files[&entry.file].as_ref(), &mut |_| {});
                !matches!(read, Ok((digests, _)) if digests == entry.digests)
            })
            .map(|entry| entry.file.clone())
            .collect();
        self.changed.extend(broken);
    }

    /// Takes in the files of a subordinate unit, below a folder of its own.
    pub(crate) fn take_in(&mut self, folder: &str, other: &Self) {
        let below = |name: &str| format!("{folder}/{name}");
        let files = other.files.iter();
        self.files
            .extend(files.map(|(name, path)| (below(name), path.clone())));
        self.changed
            .extend(other.changed.iter().map(|name| below(name)));
        self.later
            .extend(other.later.iter().map(|name| below(name)));
    }

    /// The evidence without the files of subordinate units.
    pub(crate) fn own(&self) -> Self {
        let prefix = format!("{UNIT_EVIDENCE}/");
        let mut own = self.clone();
        own.files.retain(|name, _| !name.starts_with(&prefix));
        own.changed.retain(|name| !name.starts_with(&prefix));
        own.later.retain(|name| !name.starts_with(&prefix));
        own
    }

    /// The evidence as it was known at the end of a day: files first registered later are left out.
    ///
    /// A file that was never registered has no day and stays.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        let register = self.register.as_of(day);
        let (known, then) = (self.register.files(), register.files());
        let later = |name: &str| known.contains(name) && !then.contains(name);
        let (after, files): (Vec<_>, Vec<_>) = self.files.iter().partition(|(name, _)| later(name));
        let after = after.into_iter().map(|(name, _)| name.clone());
        let files = files.into_iter();
        Self {
            files: files
                .map(|(name, path)| (name.clone(), path.clone()))
                .collect(),
            proving: register.by_indicator(),
            changed: self.changed.clone(),
            later: self.later.iter().cloned().chain(after).collect(),
            register,
        }
    }
}

impl PartialEq for Evidence {
    fn eq(&self, other: &Self) -> bool {
        self.names().eq(other.names()) && self.register == other.register
    }
}

impl Eq for Evidence {}
