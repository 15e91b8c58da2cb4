//! The typefaces of an OFD file, cut down to the characters it prints.

use std::collections::BTreeSet;

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use typst::text::{Font, FontWeight};

use crate::error::TypesetError;

/// A typeface with the glyphs that are used of it.
pub(super) struct Face {
    pub(super) font: Font,
    pub(super) glyphs: BTreeSet<u16>,
}

impl Face {
    pub(super) fn new(font: Font) -> Self {
        Self {
            font,
            // Glyph 0 is the box for what is missing.
            glyphs: BTreeSet::from([0]),
        }
    }

    pub(super) fn family(&self) -> &str {
        &self.font.info().family
    }

    pub(super) fn is_bold(&self) -> bool {
        self.font.info().variant.weight >= FontWeight::BOLD
    }

    /// The OpenType file with no more than the used glyphs, which still knows them by their characters.
    pub(super) fn file(&self) -> Result<Vec<u8>, TypesetError> {
        let failed = |reason: String| {
            TypesetError::Ofd(format!("字体“{}”不能嵌入（{reason}）", self.family()))
        };
        let data = ReadScope::new(self.font.data())
            .read::<FontData<'_>>()
            .map_err(|error| failed(error.to_string()))?;
        let index = usize::try_from(self.font.index()).unwrap_or_default();
        let tables = data
            .table_provider(index)
            .map_err(|error| failed(error.to_string()))?;
        let glyphs: Vec<u16> = self.glyphs.iter().copied().collect();
        subset(
            &tables,
            &glyphs,
            &SubsetProfile::Minimal,
            CmapTarget::Unicode,
        )
        .map_err(|error| failed(error.to_string()))
    }
}
