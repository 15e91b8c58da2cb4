//! What a database refuses, in words for people.

use std::io;
use std::path::PathBuf;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Somebody else changed the book after it was read.
    #[error("账本刚被别人改过：请重新打开再改")]
    Moved,
    /// There is no database.
    #[error("“{0}”里没有数据库：先用 kaocheng store create 建一个")]
    NoDatabase(String),
    /// There is a database already.
    #[error("“{0}”里已经有数据库")]
    Exists(String),
    /// A newer program made the database.
    #[error(
        "数据库是更新版本的程序建的（第{found}版，本程序只认到第{known}版）：请用新版本的程序打开"
    )]
    Newer {
        /// The version of its tables.
        found: i64,
        /// The last version this program knows.
        known: i64,
    },
    /// A folder that other machines share.
    #[error("“{}”在网络文件系统（{system}）上，SQLite 在那里会损坏：请把数据目录放在本机磁盘，或改用 PostgreSQL", folder.display())]
    Network {
        /// The folder.
        folder: PathBuf,
        /// Its file system.
        system: String,
    },
    /// What SQLite found when the database was opened.
    #[error("数据库文件已损坏：{0}。请不要再写入，用 kaocheng store restore 从备份恢复")]
    Damaged(String),
    /// A book is not there.
    #[error("数据库里没有账本“{0}”：用 kaocheng store list 查看")]
    Absent(String),
    /// A book of the name is there already.
    #[error("数据库里已经有账本“{0}”：用 --name 另取一个名称")]
    Taken(String),
    /// There is no room.
    #[error("磁盘已满，这次没有写入：请腾出空间后重试（{0}）")]
    Full(String),
    /// The connection broke before anything was written.
    #[error("与数据库的连接断了，这次没有写入：请检查数据库是否在运行，然后重试（{0}）")]
    Lost(String),
    /// The connection broke while it was being written.
    #[error(
        "提交时与数据库的连接断了，不知道写入了没有：请重新打开账本看一眼再决定是否重做（{0}）"
    )]
    Doubtful(String),
    /// Others keep the database busy.
    #[error("数据库正忙，等了很久仍没有轮到，这次没有写入：请稍后重试（{0}）")]
    Busy(String),
    /// A file is too large.
    #[error("“{path}”有{size}字节，超过每个文件的上限{most}字节")]
    Large {
        /// The file.
        path: String,
        /// Its length in bytes.
        size: u64,
        /// The most.
        most: u64,
    },
    /// What is kept is not what it should be.
    #[error("数据库里的内容不对：{0}。请运行 kaocheng store check")]
    Wrong(String),
    /// The log of a book does not hold together.
    #[error("{0}")]
    Broken(#[from] entry::BrokenLog),
    /// A file of this machine.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Anything else that the database said.
    #[error("数据库出错：{0}")]
    Database(sqlx::Error),
}

/// The codes by which SQLite and PostgreSQL say why, as far as people can do something about it.
impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        let said = error.to_string();
        let code = match &error {
            sqlx::Error::Database(told) => told.code().unwrap_or_default().into_owned(),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => return Self::Lost(said),
            sqlx::Error::PoolTimedOut => return Self::Busy(said),
            _ => return Self::Database(error),
        };
        // Of SQLite's extended codes the last byte is the plain one: 10 input and output, 13 full, 5 and 6 busy.
        let plain = code.parse::<i64>().ok().filter(|_| code.len() < 5);
        match (plain.map(|code| code & 0xff), code.as_str()) {
            (Some(10 | 13), _) | (_, "53100") => Self::Full(said),
            (Some(5 | 6), _) | (_, "55P03" | "53300") => Self::Busy(said),
            (Some(11 | 26), _) => Self::Damaged(said),
            (_, "40001" | "40P01") => Self::Moved,
            (_, "57P01" | "57P02" | "57P03") => Self::Lost(said),
            _ => Self::Database(error),
        }
    }
}

/// Through the trait that books are kept by, so that whoever asks can find it again.
impl From<Failure> for io::Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Io(error) => error,
            Failure::Full(_) => Self::new(io::ErrorKind::StorageFull, failure),
            other => Self::other(other),
        }
    }
}

impl Failure {
    /// Whether the refusal says only that somebody else was faster.
    pub fn is_moved(refused: &folder::Refused) -> bool {
        let folder::Refused::Io { source, .. } = refused else {
            return false;
        };
        let inner = source.get_ref().and_then(|inner| inner.downcast_ref());
        matches!(inner, Some(Self::Moved))
    }
}
