//! The content of a file as two hashes.

use std::fmt::Write as _;
use std::io::{self, Read, Write};

use entry::Bytes;
use sha2::{Digest as _, Sha256};
use sm3::Sm3;

/// How much of a file is held at once.
const CHUNK: usize = 1 << 18;

/// SM3 (GB/T 32905) and SHA-256 of a content, each as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digests {
    /// SM3
    pub sm3: String,
    /// SHA-256
    pub sha256: String,
}

impl Digests {
    /// Reads a content to its end, writes it on, and gives its hashes and length.
    ///
    /// `progress` is told the bytes read since it was last told.
    ///
    /// # Errors
    /// When the system cannot read or write.
    pub fn copy(
        mut from: impl Read,
        mut to: impl Write,
        progress: &mut dyn FnMut(u64),
    ) -> io::Result<(Self, u64)> {
        let (mut sm3, mut sha256) = (Sm3::new(), Sha256::new());
        let mut chunk = vec![0; CHUNK];
        let mut size = 0;
        loop {
            let read = match from.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let bytes = &chunk[..read];
            sm3.update(bytes);
            sha256.update(bytes);
            to.write_all(bytes)?;
            size += read as u64;
            progress(read as u64);
        }
        let digests = Self {
            sm3: hexadecimal(&sm3.finalize()),
            sha256: hexadecimal(&sha256.finalize()),
        };
        Ok((digests, size))
    }

    /// The hashes and length of a file.
    ///
    /// # Errors
    /// When the system cannot read it.
    pub fn of(file: &dyn Bytes, progress: &mut dyn FnMut(u64)) -> io::Result<(Self, u64)> {
        Self::copy(file.open()?, io::sink(), progress)
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_own_examples() {
        let (digests, size) = Digests::copy(&b"abc"[..], io::sink(), &mut |_| {}).unwrap();
        assert_eq!(size, 3);
        assert_eq!(
            digests.sm3,
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
        assert_eq!(
            digests.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
