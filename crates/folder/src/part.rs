//! What one file of a book says.

use std::io::{self, Read as _};

use entry::{Blob, Content, Digest};

use crate::encoding::Encoding;
use crate::place::{Holds, holds};
use crate::store::New;
use crate::toml::{self, Syntax};

/// What one file says, as a content of its own, and what that comes to.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) content: Content,
    pub(crate) digest: Digest,
    pub(crate) size: u64,
}

/// A file does not say what files of its place should.
#[derive(Debug)]
pub(crate) enum Strange {
    /// It is not text.
    NoText,
    /// It is not TOML.
    Syntax(Syntax),
}

impl Part {
    /// What the bytes of a file say; nothing for a file that is not the book's.
    pub(crate) fn of(path: &str, bytes: &[u8]) -> Result<Option<Self>, Strange> {
        let size = bytes.len() as u64;
        let Some(holds) = holds(path, size) else {
            return Ok(None);
        };
        let mut content = Content::default();
        let digest = match holds {
            Holds::Entries(base) => {
                let (text, _) = Encoding::read(bytes).ok_or(Strange::NoText)?;
                let read = toml::read(&text, &base).map_err(Strange::Syntax)?;
                content.entries = read.entries;
                Digest::of(content.entries.canonical().as_bytes())
            }
            Holds::Text => match Encoding::read(bytes) {
                Some((text, _)) => {
                    let digest = Digest::of(text.as_bytes());
                    content.texts.insert(path.to_owned(), text);
                    digest
                }
                None => file(&mut content, path, Digest::of(bytes)),
            },
            Holds::File => file(&mut content, path, Digest::of(bytes)),
        };
        Ok(Some(Self {
            content,
            digest,
            size,
        }))
    }

    /// What a file will say once it is written.
    pub(crate) fn of_new(path: &str, new: &New) -> io::Result<Result<Option<Self>, Strange>> {
        match new {
            New::Gone => Ok(Ok(None)),
            New::Bytes(bytes) => Ok(Self::of(path, bytes)),
            New::Copy(from) => {
                let size = from.size()?;
                if holds(path, size) == Some(Holds::File) {
                    let digest = Digest::of_reader(from.open()?)?;
                    return Ok(Ok(Some(Self::of_file(path, digest, size))));
                }
                Ok(Self::of(path, &whole(from)?))
            }
        }
    }

    /// A file that is kept by its digest.
    pub(crate) fn of_file(path: &str, digest: Digest, size: u64) -> Self {
        let mut content = Content::default();
        let digest = file(&mut content, path, digest);
        Self {
            content,
            digest,
            size,
        }
    }
}

/// All that is read there.
pub(crate) fn whole(from: &Blob) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.open()?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn file(content: &mut Content, path: &str, digest: Digest) -> Digest {
    content.files.insert(path.to_owned(), digest.clone());
    digest
}
