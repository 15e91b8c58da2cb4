//! Evidence held against its register and against what names it.

use std::collections::BTreeMap;

use super::uses::Provable;
use super::{Digests, Entry};
use crate::{Book, Severity};

/// All evidence of a book, read, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The files that are there, by name.
    pub files: Vec<Examined>,
    /// What is wrong, by file.
    pub troubles: Vec<Trouble>,
}

/// A file that is there, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// The path inside `evidence/`.
    pub file: String,
    /// The length in bytes.
    pub size: u64,
    /// The hashes of the content.
    pub digests: Digests,
    /// The register's row in force.
    pub entry: Option<Entry>,
    /// What it proves, in Chinese.
    pub proves: Vec<String>,
}

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The path inside `evidence/`.
    pub file: String,
    /// What kind of trouble.
    pub kind: TroubleKind,
    /// What is the matter and what to do, in Chinese.
    pub message: String,
}

/// What can be wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TroubleKind {
    /// 缺失: named or registered, but not there.
    Missing,
    /// 读不了
    Unreadable,
    /// 已变: not what was registered.
    Changed,
    /// 无的: registered for something the book does not have.
    Dangling,
    /// 未登记
    Unregistered,
    /// 无用: there, but nothing names it.
    Orphaned,
    /// 重复: the same content as another file.
    Twin,
}

impl TroubleKind {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "缺失",
            Self::Unreadable => "读不了",
            Self::Changed => "已变",
            Self::Dangling => "无的",
            Self::Unregistered => "未登记",
            Self::Orphaned => "无用",
            Self::Twin => "重复",
        }
    }

    /// How serious it is: what is missing or changed proves nothing.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Missing | Self::Unreadable | Self::Changed => Severity::Error,
            Self::Dangling | Self::Unregistered | Self::Orphaned => Severity::Warning,
            Self::Twin => Severity::Hint,
        }
    }
}

impl Book {
    /// Reads every file of the evidence and says what is missing, changed, unregistered, of no use or there twice.
    ///
    /// `progress` is told the bytes read since it was last told.
    pub fn inspect_evidence(&self, progress: &mut dyn FnMut(u64)) -> Inspection {
        let own = self.own();
        let uses = own.evidence_uses();
        let standing = self.evidence.register().standing();
        let mut files = Vec::new();
        let mut troubles = Vec::new();
        for (name, file) in own.evidence.iter() {
            match Digests::of(file.as_ref(), progress) {
                Ok((digests, size)) => files.push(Examined {
                    file: name.to_owned(),
                    size,
                    digests,
                    entry: standing.get(name).map(|entry| (*entry).clone()),
                    proves: uses.get(name).cloned().unwrap_or_default(),
                }),
                Err(error) => {
                    let message = format!("读不了（{error}）：核对权限和磁盘");
                    troubles.push(trouble(name, TroubleKind::Unreadable, message));
                }
            }
        }
        self.find_missing(&uses, &files, &mut troubles);
        self.find_dangling(&mut troubles);
        for file in &files {
            self.examine(file, &mut troubles);
        }
        find_twins(&files, &mut troubles);
        troubles.sort_by(|a, b| (a.kind, &a.file).cmp(&(b.kind, &b.file)));
        Inspection { files, troubles }
    }

    fn find_missing(
        &self,
        uses: &BTreeMap<String, Vec<String>>,
        files: &[Examined],
        troubles: &mut Vec<Trouble>,
    ) {
        let standing = self.evidence.register().standing();
        let registered = standing.keys().copied();
        let named: std::collections::BTreeSet<&str> =
            uses.keys().map(String::as_str).chain(registered).collect();
        for name in named
            .into_iter()
            .filter(|name| !self.evidence.contains(name))
        {
            let by = match uses.get(name) {
                Some(uses) => format!("，{}要用它", uses.join("、")),
                None => String::new(),
            };
            let moved = standing.get(name).and_then(|entry| {
                let same = |file: &&Examined| file.digests == entry.digests;
                files.iter().find(same)
            });
            let remedy = match moved {
                Some(found) => format!("内容相同的文件是 evidence/{}，改名或重新登记", found.file),
                None => format!("把文件放回 evidence/{name}，或改正引用"),
            };
            let message = format!("没有这个文件{by}：{remedy}");
            troubles.push(trouble(name, TroubleKind::Missing, message));
        }
    }

    fn find_dangling(&self, troubles: &mut Vec<Trouble>) {
        let standing = self.evidence.register().standing();
        let provable = Provable::new(self, standing.values().flat_map(|entry| &entry.proves));
        for (name, entry) in standing {
            for proof in entry.proves.iter().filter(|proof| !provable.has(proof)) {
                let message = format!("登记为证明{}，账本里没有：重新登记", proof.in_words());
                troubles.push(trouble(name, TroubleKind::Dangling, message));
            }
        }
    }

    fn examine(&self, file: &Examined, troubles: &mut Vec<Trouble>) {
        let mut add = |kind, message| troubles.push(trouble(&file.file, kind, message));
        match &file.entry {
            None => add(
                TroubleKind::Unregistered,
                "没有登记：用 kaocheng evidence add 登记".to_owned(),
            ),
            Some(entry) if entry.digests != file.digests => {
                let mut entries = self.evidence.register().entries().iter();
                let earlier =
                    entries.rfind(|entry| entry.file == file.file && entry.digests == file.digests);
                let what = match earlier {
                    Some(earlier) => format!("，现在是 {} 登记过的旧内容", earlier.date),
                    None => format!("（登记 {} 字节，现有 {} 字节）", entry.size, file.size),
                };
                let message = format!(
                    "内容与 {} {}登记的不同{what}：换回原件，或核对后重新登记",
                    entry.date, entry.by
                );
                add(TroubleKind::Changed, message);
            }
            Some(_) => {}
        }
        if file.proves.is_empty() {
            let message = "不证明任何指标或台账：登记它证明什么，或移走".to_owned();
            add(TroubleKind::Orphaned, message);
        }
    }
}

fn find_twins(files: &[Examined], troubles: &mut Vec<Trouble>) {
    let mut first: BTreeMap<&Digests, &str> = BTreeMap::new();
    for file in files.iter().filter(|file| file.size > 0) {
        match first.get(&file.digests) {
            None => {
                first.insert(&file.digests, &file.file);
            }
            Some(other) => {
                let message = format!("与 evidence/{other} 内容相同：留一份即可，一份可以证明几项");
                troubles.push(trouble(&file.file, TroubleKind::Twin, message));
            }
        }
    }
}

fn trouble(file: &str, kind: TroubleKind, message: String) -> Trouble {
    Trouble {
        file: file.to_owned(),
        kind,
        message,
    }
}
