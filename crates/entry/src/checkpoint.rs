//! What a database of books had come to at some time, small enough to leave the house: a log that is rewritten later, and
//! be it ever so consistently, no longer leads to it.

use std::collections::BTreeMap;

use crate::{Digest, chain};

/// The last line of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub seq: u64,
    /// Its SM3; of nothing, where the log has no line yet.
    pub hash: Digest,
}

/// The heads of all logs at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Its number, from 1.
    pub number: u64,
    /// When it was made, as 2026-03-01T09:30:00+08:00.
    pub at: String,
    /// The root of the one before; the SM3 of nothing, for the first.
    pub previous: Digest,
    /// The books by their names.
    pub books: BTreeMap<String, Head>,
    /// What was done with the database, by the day.
    pub days: BTreeMap<String, Head>,
}

/// Why a checkpoint proves nothing, or proves that a log was rewritten.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// The file is no checkpoint.
    #[error("第{0}行不是检查点的写法")]
    Unreadable(usize),
    /// The file was changed.
    #[error("检查点文件被改过：内容与所写的根不符")]
    Altered,
    /// The book is not in it.
    #[error("检查点里没有“{0}”")]
    Absent(String),
    /// The log is shorter than it was.
    #[error("“{name}”的日志只有{found}次操作，而{at}已有{seq}次：后面的被删掉了")]
    Short {
        /// The book or the day.
        name: String,
        /// When the checkpoint was made.
        at: String,
        /// How many operations there were.
        seq: u64,
        /// How many there are.
        found: u64,
    },
    /// The log says otherwise.
    #[error("“{name}”第{seq}次操作与{at}的检查点不符：此前的日志被改写过")]
    Rewritten {
        /// The book or the day.
        name: String,
        /// When the checkpoint was made.
        at: String,
        /// The operation that was the last then.
        seq: u64,
    },
    /// The log does not even hold together.
    #[error(transparent)]
    Broken(#[from] crate::BrokenLog),
}

const TITLE: &str = "考成检查点";
const ROOT: &str = "根";

impl Checkpoint {
    /// Everything that its root stands for, a line each.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{TITLE} {}\n时间 {}\n前一个 {}\n",
            self.number, self.at, self.previous
        );
        for (kind, heads) in [("账本", &self.books), ("事件", &self.days)] {
            for (name, head) in heads {
                text += &format!("{kind} {} {} {name}\n", head.seq, head.hash);
            }
        }
        text
    }

    /// The SM3 of [`Checkpoint::text`].
    pub fn root(&self) -> Digest {
        Digest::of(self.text().as_bytes())
    }

    /// The file that leaves the house.
    pub fn file(&self) -> String {
        format!("{}{ROOT} {}\n", self.text(), self.root())
    }

    /// Reads [`Checkpoint::file`].
    ///
    /// # Errors
    /// When it is none, or what it says does not come to its root.
    pub fn read(file: &str) -> Result<Self, Unproven> {
        let mut checkpoint = Self {
            number: 0,
            at: String::new(),
            previous: crate::beginning(),
            books: BTreeMap::new(),
            days: BTreeMap::new(),
        };
        let mut root = None;
        for (line, number) in file.lines().zip(1..) {
            let said = checkpoint.take(line, &mut root);
            said.ok_or(Unproven::Unreadable(number))?;
        }
        match root == Some(checkpoint.root()) {
            true => Ok(checkpoint),
            false => Err(Unproven::Altered),
        }
    }

    fn take(&mut self, line: &str, root: &mut Option<Digest>) -> Option<()> {
        let (kind, rest) = line.split_once(' ')?;
        match kind {
            TITLE => self.number = rest.parse().ok()?,
            "时间" => rest.clone_into(&mut self.at),
            "前一个" => self.previous = Digest::known(rest),
            ROOT => *root = Some(Digest::known(rest)),
            "账本" | "事件" => {
                let (seq, rest) = rest.split_once(' ')?;
                let (hash, name) = rest.split_once(' ')?;
                let head = Head {
                    seq: seq.parse().ok()?,
                    hash: Digest::known(hash),
                };
                let heads = match kind {
                    "账本" => &mut self.books,
                    _ => &mut self.days,
                };
                heads.insert(name.to_owned(), head);
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether the log of a book still leads to what was there then; how many operations that proves.
    ///
    /// # Errors
    /// When it does not, or the checkpoint knows no such book.
    pub fn proves(&self, book: &str, log: &str) -> Result<u64, Unproven> {
        chain(log)?;
        let head = self.books.get(book);
        let head = head.ok_or_else(|| Unproven::Absent(book.to_owned()))?;
        let lines: Vec<&str> = log.lines().collect();
        self.leads_to(book, head, &lines)
    }

    /// Whether lines, of which each is bound to the one before, still lead to a head.
    ///
    /// # Errors
    /// When they do not.
    pub fn leads_to(&self, name: &str, head: &Head, lines: &[&str]) -> Result<u64, Unproven> {
        let at = usize::try_from(head.seq).unwrap_or(usize::MAX);
        let found = match at.checked_sub(1) {
            None => Some(crate::beginning()),
            Some(last) => lines.get(last).map(|line| Digest::of(line.as_bytes())),
        };
        match found {
            Some(hash) if hash == head.hash => Ok(head.seq),
            Some(_) => Err(Unproven::Rewritten {
                name: name.to_owned(),
                at: self.at.clone(),
                seq: head.seq,
            }),
            None => Err(Unproven::Short {
                name: name.to_owned(),
                at: self.at.clone(),
                seq: head.seq,
                found: lines.len() as u64,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint() -> Checkpoint {
        let head = |text: &str, seq| Head {
            seq,
            hash: Digest::of(text.as_bytes()),
        };
        Checkpoint {
            number: 2,
            at: "2026-03-01T09:00:00+08:00".to_owned(),
            previous: Digest::of(b"1"),
            books: BTreeMap::from([("教育局 2025".to_owned(), head("", 0))]),
            days: BTreeMap::from([("2026-03-01".to_owned(), head("二", 2))]),
        }
    }

    #[test]
    fn a_checkpoint_is_read_back_and_no_letter_of_it_can_be_changed() {
        let file = checkpoint().file();
        assert_eq!(Checkpoint::read(&file), Ok(checkpoint()));
        for (letter, other) in [
            ("09:00", "09:01"),
            ("事件 2", "事件 3"),
            ("教育局", "财政局"),
        ] {
            let altered = file.replacen(letter, other, 1);
            assert_eq!(
                Checkpoint::read(&altered),
                Err(Unproven::Altered),
                "{other}"
            );
        }
        assert_eq!(Checkpoint::read("报告\n"), Err(Unproven::Unreadable(1)));
        assert_eq!(Checkpoint::read(""), Err(Unproven::Altered));
    }

    #[test]
    fn lines_lead_to_a_head_or_do_not() {
        let checkpoint = checkpoint();
        let head = &checkpoint.days["2026-03-01"];
        let leads = |lines: &[&str]| checkpoint.leads_to("2026-03-01", head, lines);
        assert_eq!(leads(&["一", "二", "三"]), Ok(2));
        assert!(matches!(
            leads(&["一"]),
            Err(Unproven::Short { found: 1, .. })
        ));
        assert!(matches!(
            leads(&["一", "另"]),
            Err(Unproven::Rewritten { seq: 2, .. })
        ));
        assert_eq!(checkpoint.proves("教育局 2025", ""), Ok(0));
    }
}
