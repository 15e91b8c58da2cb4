//! Checkpoints that left the house, read from files.

use std::fs;
use std::path::Path;

use entry::Checkpoint;

use crate::error::Failure;

/// Reads a checkpoint.
///
/// # Errors
/// When it cannot be read, is none, or was changed.
pub(crate) fn read(path: &Path) -> Result<Checkpoint, Failure> {
    let file = fs::read_to_string(path).map_err(Failure::file("无法读取", path))?;
    Checkpoint::read(&file).map_err(|told| Failure::Said(format!("“{}”：{told}。", path.display())))
}
