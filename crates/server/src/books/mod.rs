//! The books of one officer, on her own machine: what a browser there shows of them, and what is typed into it.
//!
//! Whoever opens the address that the program gives once has a key, and nobody else has one ([`guard`]). Books are found by
//! looking through one folder ([`shelves`]); whatever is done to one is a use case of `work`.

mod entry_page;
mod fill;
mod guard;
mod head;
mod log;
mod overview;
mod report;
mod route;
mod score;
mod sheet;
mod shelves;

use std::path::{Path, PathBuf};

use audit::Profile;
use folder::Note;
use work::Failure;
use work::print::Press;

pub(crate) use guard::{guard, open};
pub(crate) use route::routes;
use shelves::Shelves;

/// The books that a server opens, and for whom.
pub struct Books {
    key: String,
    pub(crate) shelves: Shelves,
    means: Means,
}

/// What the program that opens books can do for them.
pub struct Means {
    /// Says who does something by the means named, and when.
    pub note: Box<dyn Fn(&str) -> Note + Send + Sync>,
    /// Sets pages and draws charts.
    pub press: Box<dyn Press + Send + Sync>,
    /// The settings (kaocheng.toml) that hold in a folder.
    pub profile: Box<FindProfile>,
}

/// Finds the settings that hold in a folder.
pub type FindProfile = dyn Fn(&Path) -> Result<Profile, Failure> + Send + Sync;

impl Books {
    /// The book in a folder, or those in the folders directly below it. `None` where the system gives no chance to make a key
    /// of.
    pub fn new(dir: PathBuf, means: Means) -> Option<Self> {
        Some(Self {
            key: crate::results::key()?,
            shelves: Shelves::new(dir),
            means,
        })
    }

    /// Who does something by the means named, and when.
    fn note(&self, via: &str) -> Note {
        (self.means.note)(via)
    }

    /// The path at which a browser gets the key. Whoever knows it may do everything with the books.
    pub fn entrance(&self) -> String {
        format!("/open?key={}", self.key)
    }
}
