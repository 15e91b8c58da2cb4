//! The container, of which some entries are replaced or added and all others copied as they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::annotate::AnnotateError;
use crate::read::Part;

/// A container to be copied with changes.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    changes: BTreeMap<String, Vec<u8>>,
}

impl<'b> Package<'b> {
    /// Opens a container as it is.
    pub(crate) fn of(bytes: &'b [u8]) -> Result<Self, AnnotateError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unfit("压缩包有误"))?;
        Ok(Self {
            archive,
            changes: BTreeMap::new(),
        })
    }
}

/// Bytes that a part other than the main one may unpack to.
const MAX_PART: u64 = 32 << 20;

impl<'b> Package<'b> {
    /// Opens a container whose main part has been read.
    ///
    /// # Errors
    /// A main part that is not written in UTF-8 throughout, which a copy would change.
    pub(crate) fn open(bytes: &'b [u8], main: &Part) -> Result<Self, AnnotateError> {
        let mut package = Self::of(bytes)?;
        match package.part_within(&main.name, main.text.len() as u64)? {
            Some(text) if text == main.text => Ok(package),
            _ => Err(unfit("正文不是完好的 UTF-8 文字")),
        }
    }

    /// A part as text; `None` where there is none.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, AnnotateError> {
        self.part_within(name, MAX_PART)
    }

    fn part_within(&mut self, name: &str, limit: u64) -> Result<Option<String>, AnnotateError> {
        let Ok(entry) = self.archive.by_name(name) else {
            return Ok(None);
        };
        let mut text = String::new();
        match entry.take(limit + 1).read_to_string(&mut text) {
            Ok(length) if length as u64 <= limit => Ok(Some(text)),
            Ok(_) => Err(unfit(&format!("“{name}”过大"))),
            Err(_) => Err(unfit(&format!("“{name}”不是完好的 UTF-8 文字"))),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Sets the content of a part, which is added at the end where it is new.
    pub(crate) fn replace(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        self.changes.insert(name.to_owned(), content.into());
    }

    /// The container with its changes.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, AnnotateError> {
        let failed = |error: zip::result::ZipError| unfit(&format!("压缩包不能复制：{error}"));
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(failed)?;
            let name = entry.name().map_err(failed)?.into_owned();
            match self.changes.remove(&name) {
                Some(content) => {
                    let options = entry.options();
                    write(&mut out, &name, options, &content).map_err(failed)?;
                }
                None => out.raw_copy_file(entry).map_err(failed)?,
            }
        }
        for (name, content) in &self.changes {
            // A date of its own would make the bytes depend on the clock.
            let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
            write(&mut out, name, options, content).map_err(failed)?;
        }
        Ok(out.finish().map_err(failed)?.into_inner())
    }
}

fn write(
    out: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    options: SimpleFileOptions,
    content: &[u8],
) -> zip::result::ZipResult<()> {
    out.start_file(
        name,
        options.compression_method(CompressionMethod::Deflated),
    )?;
    Ok(out.write_all(content)?)
}

pub(crate) fn unfit(reason: &str) -> AnnotateError {
    AnnotateError::Unfit {
        reason: reason.to_owned(),
    }
}
