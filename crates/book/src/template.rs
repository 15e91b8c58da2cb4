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

/// The same for a department, with `{下属}`, a line each, and `{个数}` of its units.
const DEPARTMENT_FILES: [(&str, &str); 2] = [
    ("book.toml", include_str!("../template/department.toml")),
    (
        "evidence/满意度问卷汇总.txt",
        include_str!("../template/evidence/满意度问卷汇总.txt"),
    ),
];

/// The words that the starter book puts where somebody is to write.
const MARKS: [&str; 4] = ["在这里填写", "在这里逐条填写", "在这里写", "在这里放"];

/// Whether a text still says what the starter book says of itself, and nothing of the unit.
pub fn is_sample(text: &str) -> bool {
    MARKS.iter().any(|mark| text.contains(mark))
}

impl crate::Book {
    /// The ledgers and the evidence that are still those of the starter book, by their files.
    pub fn sample_files(&self) -> Vec<&'static str> {
        let files = FILES.iter().filter(|(file, text)| {
            let Some((folder, name)) = file.split_once('/') else {
                return false;
            };
            match folder {
                "ledgers" => self.has_sample_rows(name, text),
                "evidence" => {
                    let mut files = self.evidence.iter();
                    files.any(|(own, path)| {
                        own == name && fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes())
                    })
                }
                _ => false,
            }
        });
        files.map(|(file, _)| *file).collect()
    }

    fn has_sample_rows(&self, file: &str, text: &str) -> bool {
        let text = text.replace("{年度}", &self.year.to_string());
        let sample = crate::ledger::read(file, text.as_bytes(), &crate::load::Log::default());
        let own = file
            .strip_suffix(".csv")
            .and_then(|name| self.ledgers.get(name));
        own.zip(sample)
            .is_some_and(|(own, sample)| own.rows() == sample.rows())
    }

    /// Writes a small commented starter book, which loads without error, to a new folder.
    ///
    /// # Errors
    /// When the folder exists and is not empty, or the system refuses.
    pub fn new_template(dir: &Path, unit: &str, year: u16) -> Result<(), SaveError> {
        write(dir, &FILES, unit, year, &[])
    }

    /// The same for a department whose units' books lie in these folders, from its own.
    ///
    /// # Errors
    /// As [`Book::new_template`](Self::new_template).
    pub fn new_department(
        dir: &Path,
        name: &str,
        year: u16,
        members: &[String],
    ) -> Result<(), SaveError> {
        write(dir, &DEPARTMENT_FILES, name, year, members)
    }
}

fn write(
    dir: &Path,
    files: &[(&str, &str)],
    unit: &str,
    year: u16,
    members: &[String],
) -> Result<(), SaveError> {
    let occupied = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        return Err(SaveError::Occupied(dir.to_path_buf()));
    }
    let unit = crate::save::escaped(unit);
    let folders = members.iter().map(|folder| {
        let folder = crate::save::escaped(folder);
        format!("  \"{folder}\",\n")
    });
    let folders: String = folders.collect();
    for (name, text) in files {
        let text = text
            .replace("{年度}", &year.to_string())
            .replace("{次年}", &(year + 1).to_string())
            .replace("{单位}", &unit)
            .replace("{下属}", &folders)
            .replace("{个数}", &members.len().to_string());
        crate::save::write_whole(&dir.join(name), text.as_bytes())?;
    }
    Ok(())
}
