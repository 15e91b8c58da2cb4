//! The files of a book's folder.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, DirEntry};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use encoding_rs::GB18030;

use super::Log;
use crate::Fault;

/// The largest file of a book that is read into memory; evidence is never read.
pub(crate) const MOST_BYTES: u64 = 64 << 20;

/// A file of one of the book's folders.
pub(crate) struct File {
    /// The path inside the book: `ledgers/供地.csv`.
    pub(crate) path: String,
    /// The name without folder and ending: `供地`.
    pub(crate) stem: String,
}

/// The files with an ending in one of the book's folders, by name; any other is a fault.
pub(crate) fn list(dir: &Path, folder: &str, ending: &str, log: &Log) -> Vec<File> {
    let mut files = Vec::new();
    for entry in entries(&dir.join(folder), folder, log) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{folder}/{name}");
        if leads_out(dir, &entry) {
            let problem = "是一个链接，通到账本外面的文件";
            log.add(Fault::of_file(path, problem, "把那个文件本身放进来"));
            continue;
        }
        let stem = name
            .rsplit_once('.')
            .filter(|(_, end)| end.eq_ignore_ascii_case(ending));
        match stem {
            Some((stem, _)) => files.push(File {
                path,
                stem: stem.to_owned(),
            }),
            None => {
                let remedy = format!("另存为 .{ending} 文件，或移到 evidence 文件夹");
                let problem = format!("{folder} 文件夹里只放 .{ending} 文件");
                log.add(Fault::of_file(path, problem, remedy));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut known: HashMap<&str, &File> = HashMap::new();
    for file in &files {
        let twin = *known.entry(&file.stem).or_insert(file);
        if twin.path != file.path {
            let problem = format!("与 {} 同名，只是后缀的大小写不同", twin.path);
            log.add(Fault::of_file(
                &file.path,
                problem,
                "只留一个，或改一个的名称",
            ));
        }
    }
    files
}

/// Every file below one of the book's folders, by its path inside it. Links are not followed.
pub(crate) fn walk(dir: &Path, folder: &str, log: &Log, found: &mut dyn FnMut(String, PathBuf)) {
    let mut open = vec![(dir.join(folder), String::new())];
    while let Some((path, prefix)) = open.pop() {
        for entry in entries(&path, folder, log) {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push((entry.path(), format!("{name}/"))),
                Ok(kind) if kind.is_file() => found(name, entry.path()),
                _ => {}
            }
        }
    }
}

/// Whether an entry is a link to something outside of the book: what is read becomes part of it, and is printed.
fn leads_out(dir: &Path, entry: &DirEntry) -> bool {
    let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
    let inside = || {
        let (dir, target) = (dir.canonicalize().ok()?, entry.path().canonicalize().ok()?);
        Some(target.starts_with(dir))
    };
    is_link && inside() != Some(true)
}

/// The most files of one folder that are looked at.
const MOST_FILES: usize = 20_000;

/// The visible entries of a folder; one that is not there has none.
fn entries(path: &Path, shown: &str, log: &Log) -> Vec<DirEntry> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            log.add(unreadable(shown, &error));
            return Vec::new();
        }
    };
    let visible = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Hidden files, and the lock files office programs leave.
        !name.starts_with(['.', '~'])
    });
    let mut entries: Vec<DirEntry> = visible.take(MOST_FILES + 1).collect();
    if entries.len() > MOST_FILES {
        entries.truncate(MOST_FILES);
        let problem = format!("文件超过 {MOST_FILES} 个，只看了前面的");
        log.add(Fault::of_file(
            shown,
            problem,
            "分成几个文件夹，或移走不用的",
        ));
    }
    entries
}

/// The bytes of a file of the book.
pub(crate) fn read(dir: &Path, file: &str, log: &Log) -> Option<Vec<u8>> {
    match read_limited(&dir.join(file)) {
        Ok(Some(bytes)) => Some(bytes),
        Ok(None) => {
            let problem = format!("文件超过 {} MB", MOST_BYTES >> 20);
            log.add(Fault::of_file(file, problem, "拆成几个文件"));
            None
        }
        Err(error) => {
            log.add(match error.kind() {
                ErrorKind::NotFound => Fault::of_file(
                    file,
                    "没有这个文件",
                    "核对文件夹，或用 kaocheng new 新建一本账",
                ),
                _ => unreadable(file, &error),
            });
            None
        }
    }
}

fn read_limited(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MOST_BYTES).then_some(bytes))
}

/// The text of a file of the book.
pub(crate) fn read_text(dir: &Path, file: &str, log: &Log) -> Option<String> {
    let bytes = read(dir, file, log)?;
    let text = decode(&bytes).map(Cow::into_owned);
    if text.is_none() {
        let valid = std::str::from_utf8(&bytes)
            .err()
            .map_or(0, |error| error.valid_up_to());
        let breaks = bytes[..valid].iter().filter(|byte| **byte == b'\n');
        log.add(Fault {
            line: breaks.count() + 1,
            ..Fault::of_file(
                file,
                "不是 UTF-8 或 GB18030 编码的文本",
                "用编辑器另存为 UTF-8",
            )
        });
    }
    text
}

/// The text of a file without byte-order mark: UTF-8, or GB18030 as older programs save it.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
    }
}

fn unreadable(file: &str, error: &std::io::Error) -> Fault {
    Fault::of_file(file, format!("读不了（{error}）"), "核对权限和磁盘")
}
