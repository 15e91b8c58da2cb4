//! The files of a book that is being read.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;

use encoding_rs::GB18030;
use entry::{Blob, Files, Listed};

use super::Log;
use crate::Fault;

/// The largest file of a book that is read into memory; evidence is never read.
pub(crate) const MOST_BYTES: u64 = 64 << 20;

/// The most bytes of all files that are read into memory.
const MOST_IN_ALL: u64 = 1 << 30;

/// The most files of one folder that are looked at.
const MOST_FILES: usize = 20_000;

/// A file of one of the book's folders.
pub(crate) struct File {
    /// The path inside the book: `ledgers/供地.csv`.
    pub(crate) path: String,
    /// The name without folder and ending: `供地`.
    pub(crate) stem: String,
    /// The length in bytes.
    pub(crate) size: u64,
}

/// What is there of a book, and where its faults are told.
pub(super) struct Reading<'a> {
    files: &'a dyn Files,
    listed: Vec<Listed>,
    pub(super) log: &'a Log,
}

impl<'a> Reading<'a> {
    /// Looks through the files of a book.
    pub(super) fn new(files: &'a dyn Files, log: &'a Log) -> Self {
        let listed = files.list().unwrap_or_else(|error| {
            log.add(unreadable(super::BOOK, &error));
            Vec::new()
        });
        let listed = within(listed, log);
        Self { files, listed, log }
    }

    /// What is in a folder, by its path inside that.
    fn inside<'b>(&'b self, folder: &'b str) -> impl Iterator<Item = (&'b str, &'b Listed)> {
        let below = |listed: &'b Listed| Some((below(&listed.path, folder)?, listed));
        self.listed.iter().filter_map(below)
    }

    /// The files with an ending in one of the book's folders, by name; any other is a fault.
    pub(super) fn list(&self, folder: &str, ending: &str) -> Vec<File> {
        let mut files = Vec::new();
        if let Some(whole) = self.listed.iter().find(|listed| listed.path == folder) {
            self.refuse(whole, folder, ending);
        }
        let mut refused = "";
        for (name, listed) in self.inside(folder) {
            let (first, below) = name
                .split_once('/')
                .map_or((name, false), |(a, _)| (a, true));
            let stem = first
                .rsplit_once('.')
                .filter(|(_, end)| !below && end.eq_ignore_ascii_case(ending));
            match stem {
                Some((stem, _)) if !listed.link => files.push(File {
                    path: listed.path.clone(),
                    stem: stem.to_owned(),
                    size: listed.size,
                }),
                _ if below && refused == first => {}
                _ => {
                    self.refuse(listed, &format!("{folder}/{first}"), ending);
                    refused = first;
                }
            }
        }
        self.twins(&files);
        files
    }

    fn refuse(&self, listed: &Listed, path: &str, ending: &str) {
        let folder = path.split('/').next().unwrap_or(path);
        let (problem, remedy) = match listed.link {
            true => (
                "是一个链接，不是文件".to_owned(),
                "把它指的文件本身放进来".to_owned(),
            ),
            false => (
                format!("{folder} 文件夹里只放 .{ending} 文件"),
                format!("另存为 .{ending} 文件，或移到 evidence 文件夹"),
            ),
        };
        self.log.add(Fault::of_file(path, problem, remedy));
    }

    fn twins(&self, files: &[File]) {
        let mut known: HashMap<&str, &File> = HashMap::new();
        for file in files {
            let twin = *known.entry(&file.stem).or_insert(file);
            if twin.path != file.path {
                let problem = format!("与 {} 同名，只是后缀的大小写不同", twin.path);
                let remedy = "只留一个，或改一个的名称";
                self.log.add(Fault::of_file(&file.path, problem, remedy));
            }
        }
    }

    /// Every file below one of the book's folders, by its path inside it. Links are passed over.
    pub(super) fn below<'b>(&'b self, folder: &'b str) -> impl Iterator<Item = (&'b str, Blob)> {
        let files = self.inside(folder).filter(|(_, listed)| !listed.link);
        files.filter_map(|(name, listed)| Some((name, self.blob(&listed.path)?)))
    }

    /// Where the bytes of a file of the book are.
    pub(super) fn blob(&self, path: &str) -> Option<Blob> {
        match self.files.blob(path) {
            Ok(Some(blob)) => Some(blob),
            Ok(None) => {
                let remedy = "核对文件夹，或用 kaocheng new 新建一本账";
                self.log.add(Fault::of_file(path, "没有这个文件", remedy));
                None
            }
            Err(error) => {
                self.log.add(unreadable(path, &error));
                None
            }
        }
    }

    /// The bytes of a file of the book.
    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        let blob = self.blob(path)?;
        let mut bytes = Vec::new();
        let read = blob
            .open()
            .and_then(|from| from.take(MOST_BYTES + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            self.log.add(unreadable(path, &error));
            return None;
        }
        if bytes.len() as u64 > MOST_BYTES {
            let problem = format!("文件超过 {} MB", MOST_BYTES >> 20);
            self.log.add(Fault::of_file(path, problem, "拆成几个文件"));
            return None;
        }
        Some(bytes)
    }

    /// The text of a file of the book.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let bytes = self.read(path)?;
        let text = decode(&bytes).map(Cow::into_owned);
        if text.is_none() {
            let valid = std::str::from_utf8(&bytes)
                .err()
                .map_or(0, |error| error.valid_up_to());
            let breaks = bytes[..valid].iter().filter(|byte| **byte == b'\n');
            self.log.add(Fault {
                line: breaks.count() + 1,
                ..Fault::of_file(
                    path,
                    "不是 UTF-8 或 GB18030 编码的文本",
                    "用编辑器另存为 UTF-8",
                )
            });
        }
        text
    }
}

/// The text of a file of a book that is known to be read.
pub(crate) fn text_of(files: &dyn Files, path: &str, log: &Log) -> Option<String> {
    let listed = Vec::new();
    Reading { files, listed, log }.text(path)
}

fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// The files that are looked at; more of them, or more in them, is a fault.
fn within(listed: Vec<Listed>, log: &Log) -> Vec<Listed> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut bytes = 0;
    let mut looked_at = Vec::new();
    for file in listed {
        let folder = file.path.split('/').next().unwrap_or_default();
        let count = counts.entry(folder.to_owned()).or_default();
        *count += 1;
        if *count > MOST_FILES {
            continue;
        }
        // What is longer is not read into memory.
        if file.size <= MOST_BYTES && folder != crate::evidence::FOLDER {
            bytes += file.size;
        }
        looked_at.push(file);
    }
    for (folder, _) in counts.into_iter().filter(|(_, count)| *count > MOST_FILES) {
        let problem = format!("文件超过 {MOST_FILES} 个，只看了前面的");
        let remedy = "分成几个文件夹，或移走不用的";
        log.add(Fault::of_file(folder, problem, remedy));
    }
    if bytes > MOST_IN_ALL {
        let problem = format!("各文件合起来超过 {} MB", MOST_IN_ALL >> 20);
        log.add(Fault::of_file(
            super::BOOK,
            problem,
            "移走不用的文件，或分成几本账",
        ));
        looked_at.clear();
    }
    looked_at
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
