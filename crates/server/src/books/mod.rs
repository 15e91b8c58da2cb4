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
mod route;
mod score;
mod sheet;
mod shelves;

use std::path::PathBuf;

use folder::Note;

pub(crate) use guard::{guard, open};
pub(crate) use route::routes;
use shelves::Shelves;

/// The books that a server opens, and for whom.
pub struct Books {
    key: String,
    pub(crate) shelves: Shelves,
    note: Box<dyn Fn(&str) -> Note + Send + Sync>,
}

impl Books {
    /// The book in a folder, or those in the folders directly below it; `note` says who does something by the means named, and
    /// when. `None` where the system gives no chance to make a key of.
    pub fn new(dir: PathBuf, note: impl Fn(&str) -> Note + Send + Sync + 'static) -> Option<Self> {
        Some(Self {
            key: crate::results::key()?,
            shelves: Shelves::new(dir),
            note: Box::new(note),
        })
    }

    /// The path at which a browser gets the key. Whoever knows it may do everything with the books.
    pub fn entrance(&self) -> String {
        format!("/open?key={}", self.key)
    }
}
