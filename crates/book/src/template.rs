//! A starter book for a unit's new year.

use std::fs;
use std::path::Path;

use crate::SaveError;

/// The files of the starter book: path inside the book, and content with `{年度}` and `{单位}`.
const FILES: [(&str, &str); 4] = [
    ("book.toml", include_str!("../template/book.toml")),
    (
        "ledgers/巡查.csv",
        include_str!("../template/ledgers/巡查.csv"),
    ),
    ("text/概况.md", include_str!("../template/text/概况.md")),
    (
        "evidence/满意度问卷汇总.txt",
        include_str!("../template/evidence/满意度问卷汇总.txt"),
    ),
];

impl crate::Book {
    /// Writes a small commented starter book, which loads without error, to a new folder.
    ///
    /// # Errors
    /// When the folder exists and is not empty, or the system refuses.
    pub fn new_template(dir: &Path, unit: &str, year: u16) -> Result<(), SaveError> {
        let occupied = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
        if occupied {
            return Err(SaveError::Occupied(dir.to_path_buf()));
        }
        let unit = crate::save::escaped(unit);
        for (name, text) in FILES {
            let text = text
                .replace("{年度}", &year.to_string())
                .replace("{单位}", &unit);
            crate::save::write_whole(&dir.join(name), text.as_bytes())?;
        }
        Ok(())
    }
}
