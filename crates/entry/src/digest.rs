//! What a content comes to in SM3 (GB/T 32905).

use std::fmt;

use serde::{Deserialize, Serialize};
use sm3::{Digest as _, Sm3};

/// The SM3 of a content, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut sm3 = Sm3::new();
        sm3.update(bytes);
        Self::from(sm3)
    }

    /// One that was reckoned elsewhere, in hexadecimal digits.
    pub fn known(digits: &str) -> Self {
        Self(digits.to_owned())
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first digits, enough for people to tell two apart.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl From<Sm3> for Digest {
    fn from(sm3: Sm3) -> Self {
        let digits = sm3.finalize();
        Self(digits.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Digest {
    /// The digest of all that can be read.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    pub fn of_reader(mut from: impl std::io::Read) -> std::io::Result<Self> {
        let mut sm3 = Sm3::new();
        let mut chunk = vec![0; 1 << 16];
        loop {
            match from.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => sm3.update(&chunk[..read]),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self::from(sm3))
    }
}
