//! The files of a pack: embedded in the program, or in a folder of the user's.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use include_dir::{Dir, DirEntry};
use settings::{Fault, Log};

/// The largest file of a pack that is read.
const MOST_BYTES: u64 = 1 << 20;

/// The texts of a pack by path inside it: `indicators/执法.toml`.
pub(crate) type Files = BTreeMap<String, String>;

/// The files of an embedded pack.
pub(crate) fn embedded(dir: &Dir<'_>) -> Files {
    let mut files = Files::new();
    collect(dir, dir.path(), &mut files);
    files
}

fn collect(dir: &Dir<'_>, root: &Path, files: &mut Files) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, root, files),
            DirEntry::File(file) => {
                let path = file.path().strip_prefix(root).unwrap_or(file.path());
                let text = file.contents_utf8().unwrap_or_default();
                files.insert(slashed(path), text.to_owned());
            }
        }
    }
}

fn slashed(path: &Path) -> String {
    let parts = path.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// The files of a folder, one level of folders deep. What cannot be read goes to the log.
pub(crate) fn folder(dir: &Path, log: &Log) -> Files {
    let mut files = Files::new();
    for (name, is_folder) in visible(dir, "", log) {
        match is_folder {
            true => {
                for (inner, _) in visible(&dir.join(&name), &name, log) {
                    read(dir, format!("{name}/{inner}"), &mut files, log);
                }
            }
            false => read(dir, name, &mut files, log),
        }
    }
    files
}

/// Names in a folder, and whether each is a folder; hidden ones and lock files of office programs are passed over.
pub(crate) fn visible(dir: &Path, shown: &str, log: &Log) -> Vec<(String, bool)> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            log.add(unreadable(shown, &error));
            return Vec::new();
        }
    };
    let mut names: Vec<_> = entries
        .flatten()
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, entry.path().is_dir())
        })
        .filter(|(name, _)| !name.starts_with(['.', '~']))
        .collect();
    names.sort();
    names
}

fn read(dir: &Path, name: String, files: &mut Files, log: &Log) {
    let mut bytes = Vec::new();
    let read = fs::File::open(dir.join(&name))
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        return log.add(unreadable(&name, &error));
    }
    if bytes.len() as u64 > MOST_BYTES {
        return log.add(Fault::of_file(name, "文件超过 1 MB", "拆成几个文件"));
    }
    let text = String::from_utf8(bytes).map(|text| match text.strip_prefix('\u{feff}') {
        Some(bare) => bare.to_owned(),
        None => text,
    });
    match text {
        Ok(text) => {
            files.insert(name, text);
        }
        Err(_) => log.add(Fault::of_file(
            name,
            "不是 UTF-8 编码的文本",
            "用编辑器另存为 UTF-8",
        )),
    }
}

fn unreadable(name: &str, error: &io::Error) -> Fault {
    match error.kind() {
        ErrorKind::NotFound => Fault::of_file(name, "没有这个目录或文件", "检查路径"),
        _ => Fault::of_file(name, format!("读不了（{error}）"), "核对权限和磁盘"),
    }
}
