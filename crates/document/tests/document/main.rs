//! The neutral document: read, written and annotated.

#![allow(clippy::unwrap_used)]

mod annotate;
mod bookmarks;
mod official;
mod read;
mod write;
