//! Reports to look at without a file of one's own.

/// A report that is shown at one click.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Its name in addresses: Latin letters.
    pub name: &'static str,
    /// The name of the file.
    pub file: String,
    /// What it is, in a few words.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// The file.
    pub bytes: Vec<u8>,
}
