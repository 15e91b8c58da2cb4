//! `completions`: what a shell needs to complete what is typed.

use std::io::{self, Write as _};

use crate::arguments::Completions;
use crate::error::Failure;
use crate::{Outcome, usage};

pub(crate) fn run(arguments: &Completions) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut usage::command(),
        "kaocheng",
        &mut script,
    );
    io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Clean)
}
