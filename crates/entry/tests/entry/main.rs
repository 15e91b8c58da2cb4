//! Entries: their laws, and what is written of them.

mod documented;
mod laws;
