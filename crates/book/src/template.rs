//! A starter book for a unit's new year.

use std::io::Read as _;

use entry::Bytes;

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
                    files.any(|(own, file)| own == name && says(file.as_ref(), text))
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

    /// The files of a small commented starter book, which loads without error, by path inside the book.
    pub fn starter(unit: &str, year: u16) -> Vec<(String, Vec<u8>)> {
        filled(&FILES, unit, year, &[])
    }

    /// The same for a department whose units' books lie in these folders, from its own.
    pub fn department_starter(name: &str, year: u16, members: &[String]) -> Vec<(String, Vec<u8>)> {
        filled(&DEPARTMENT_FILES, name, year, members)
    }
}

/// Whether a file says a text and nothing else.
fn says(file: &dyn Bytes, text: &str) -> bool {
    let mut bytes = Vec::new();
    let same_size = file.size().is_ok_and(|size| size == text.len() as u64);
    let mut read = || file.open()?.read_to_end(&mut bytes);
    same_size && read().is_ok() && bytes == text.as_bytes()
}

fn filled(
    files: &[(&str, &str)],
    unit: &str,
    year: u16,
    members: &[String],
) -> Vec<(String, Vec<u8>)> {
    let unit = crate::save::escaped(unit);
    let folders = members.iter().map(|folder| {
        let folder = crate::save::escaped(folder);
        format!("  \"{folder}\",\n")
    });
    let folders: String = folders.collect();
    let files = files.iter().map(|(name, text)| {
        let text = text
            .replace("{年度}", &year.to_string())
            .replace("{次年}", &(year + 1).to_string())
            .replace("{单位}", &unit)
            .replace("{下属}", &folders)
            .replace("{个数}", &members.len().to_string());
        ((*name).to_owned(), text.into_bytes())
    });
    files.collect()
}
