//! Where a command writes, by one rule for every `--out`: a folder that is there, a path that ends in a slash, and a name
//! without an ending are folders; all else is a file.

use std::path::{Path, PathBuf};

use crate::error::Failure;

/// The longest ending of a file's name that is known as one: 2025.1 is the name of a folder.
const LONGEST: usize = 5;

/// What a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Out<'a> {
    /// A folder, there or to be made.
    Folder(&'a Path),
    /// A file.
    File(&'a Path),
}

impl<'a> Out<'a> {
    /// What a path names.
    pub(crate) fn of(path: &'a Path) -> Self {
        let folder = path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']);
        match folder || ending(path).is_none() {
            true => Self::Folder(path),
            false => Self::File(path),
        }
    }

    /// Where the one file goes that is written; its name has the ending of its format.
    ///
    /// # Errors
    /// When the path has the ending of another format.
    pub(crate) fn file(&self, name: &str) -> Result<PathBuf, Failure> {
        let file = match self {
            Self::Folder(folder) => return Ok(folder.join(name)),
            Self::File(file) => file,
        };
        let wanted = ending(Path::new(name)).unwrap_or_default();
        if ending(file).is_some_and(|ending| ending == wanted) {
            return Ok(file.to_path_buf());
        }
        Err(Failure::Said(format!(
            "写的是 {wanted}，不能写成“{}”。请用 --out {}，或写一个目录。",
            file.display(),
            file.with_extension(&wanted).display()
        )))
    }

    /// Where files of these names go.
    ///
    /// # Errors
    /// When there are several and the path is that of one file, or it has the ending of another format.
    pub(crate) fn files(&self, names: &[String]) -> Result<Vec<PathBuf>, Failure> {
        match (self, names) {
            (_, [name]) => Ok(vec![self.file(name)?]),
            (Self::Folder(folder), names) => {
                Ok(names.iter().map(|name| folder.join(name)).collect())
            }
            (Self::File(file), names) => Err(Failure::Said(format!(
                "要写的不止一个文件（{}），--out 请写目录，如 --out {}。",
                names.join("、"),
                file.with_extension("").display()
            ))),
        }
    }
}

/// The ending of a file's name in small letters.
fn ending(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    let letters = ending.starts_with(|first: char| first.is_ascii_alphabetic())
        && ending.chars().all(|one| one.is_ascii_alphanumeric());
    (letters && ending.len() <= LONGEST).then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_folder_or_a_file_by_its_form() {
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path().join("报送.docx");
        std::fs::create_dir(&there).unwrap();
        for path in ["报送", "报送.docx/", "2025.1", ".", "报送.第一稿"] {
            assert_eq!(
                Out::of(Path::new(path)),
                Out::Folder(Path::new(path)),
                "{path}"
            );
        }
        assert_eq!(Out::of(&there), Out::Folder(&there));
        for path in ["报告.docx", "a/报告.DOCX", "意见.jsonl"] {
            assert_eq!(
                Out::of(Path::new(path)),
                Out::File(Path::new(path)),
                "{path}"
            );
        }
        let named = |path: &str, names: &[&str]| {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            Out::of(Path::new(path)).files(&names).ok()
        };
        assert_eq!(
            named("甲.docx", &["自评报告.docx"]),
            Some(vec!["甲.docx".into()])
        );
        assert_eq!(
            named("甲", &["自评报告.docx"]),
            Some(vec!["甲/自评报告.docx".into()])
        );
        assert_eq!(named("甲.docx", &["自评报告.pdf"]), None);
        assert_eq!(named("甲.docx", &["自评报告.docx", "自评报告.pdf"]), None);
    }
}
