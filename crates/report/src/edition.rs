//! Under what a report was made, told by the properties of its Word document.

use document::{Limits, ReadError};
use sha2::{Digest as _, Sha256};

use crate::compose::Composed;
use crate::mark::{PREFIX, digest, hexadecimal};

/// The names of the properties.
const STATE: &str = "考成状态";
const DIGEST: &str = "考成指纹";
const AS_OF: &str = "考成截至";
const SCHEME: &str = "考成评分方案";
const TEMPLATE: &str = "考成模板";
const TEMPLATE_DIGEST: &str = "考成模板指纹";

/// Whether a report is final (定稿).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// 征求意见稿
    Draft,
    /// 定稿
    Final,
}

impl State {
    /// As offices say it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "征求意见稿",
            Self::Final => "定稿",
        }
    }
}

/// The template a report is laid out by, as far as it must be known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The name of a shipped template, or of a file without its folder.
    pub name: String,
    /// Its fingerprint (SHA-256).
    pub digest: String,
}

impl Pattern {
    /// The template of that name which says so.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            digest: hexadecimal(&Sha256::digest(bytes)),
        }
    }
}

/// Under what a report is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Whether it is final.
    pub state: State,
    /// The day it looks back from, `2022-06-30`.
    pub as_of: Option<String>,
    /// The name of the scheme it is scored by.
    pub scheme: String,
    /// The template it is laid out by.
    pub template: Pattern,
}

impl Edition {
    /// The properties of its Word document.
    pub(crate) fn properties(&self, composed: &Composed) -> Vec<(String, String)> {
        let said = [
            (STATE, Some(self.state.word())),
            (DIGEST, Some(&digest(&composed.document))),
            (AS_OF, self.as_of.as_deref()),
            (SCHEME, Some(&self.scheme)),
            (TEMPLATE, Some(&self.template.name)),
            (TEMPLATE_DIGEST, Some(&self.template.digest)),
        ];
        let said = said.into_iter();
        said.filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
            .collect()
    }
}

/// What a Word document says of how it was made; what it does not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// 定稿 or 征求意见稿.
    pub state: Option<String>,
    /// The fingerprint of what its book printed.
    pub(crate) digest: Option<String>,
    /// The day it looks back from, `2022-06-30`.
    pub as_of: Option<String>,
    /// The name of the scheme it is scored by.
    pub scheme: Option<String>,
    /// The template it is laid out by.
    pub template: Option<Pattern>,
}

impl Stated {
    /// What a Word document says.
    ///
    /// # Errors
    /// A file that is no readable Word document.
    pub fn read(docx: &[u8]) -> Result<Self, ReadError> {
        let read = document::bookmarks(docx, PREFIX, &Limits::default())?;
        Ok(Self::of(&read.properties))
    }

    pub(crate) fn of(properties: &[(String, String)]) -> Self {
        let value = |wanted: &str| {
            let mut all = properties.iter();
            all.find(|(name, _)| name == wanted)
                .map(|(_, value)| value.clone())
        };
        let template = value(TEMPLATE).zip(value(TEMPLATE_DIGEST));
        Self {
            state: value(STATE),
            digest: value(DIGEST),
            as_of: value(AS_OF),
            scheme: value(SCHEME),
            template: template.map(|(name, digest)| Pattern { name, digest }),
        }
    }
}
