//! What can stop a piece of work, told once, at the edge.

use std::io;
use std::path::{Path, PathBuf};

/// What stopped a piece of work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Whoever read the answer has stopped reading: no failure.
    #[error("")]
    BrokenPipe,
    /// A file cannot be read or written.
    #[error("{what}“{}”：{}", path.display(), obstacle(source))]
    File {
        /// What was to be done with it: 无法写入.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A book or template with faults.
    #[error("“{}”有错，没有写出任何文件：\n{faults}", path.display())]
    Faults {
        /// The book's folder.
        path: PathBuf,
        /// All that is wrong.
        faults: book::Faults,
    },
    /// Anything else, in words for the user.
    #[error("{0}")]
    Said(String),
}

impl Failure {
    /// A failure with a file.
    pub fn file(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Failure {
        let path = path.to_owned();
        move |source| Failure::File { what, path, source }
    }

    /// A book with faults.
    pub fn faults(path: &Path) -> impl FnOnce(book::Faults) -> Failure {
        let path = path.to_owned();
        move |faults| Failure::Faults { path, faults }
    }
}

/// Printing failed: a closed pipe, or a full disk behind it.
impl From<io::Error> for Failure {
    fn from(source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::BrokenPipe => Failure::BrokenPipe,
            _ => Failure::File {
                what: "无法输出到",
                path: "标准输出".into(),
                source,
            },
        }
    }
}

impl From<folder::Refused> for Failure {
    fn from(refused: folder::Refused) -> Self {
        match refused {
            folder::Refused::Io { path, source } => Failure::File {
                what: "无法读写",
                path: path.into(),
                source,
            },
            other => Failure::Said(format!("{other}。")),
        }
    }
}

fn obstacle(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或目录，请检查路径".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，请换一个目录或修改权限".to_owned(),
        io::ErrorKind::StorageFull => "磁盘已满，请腾出空间后重试".to_owned(),
        io::ErrorKind::AlreadyExists => "已经存在".to_owned(),
        io::ErrorKind::NotADirectory => "路径中有一段是文件，不是目录，请检查路径".to_owned(),
        io::ErrorKind::IsADirectory => "这是一个目录，请写明文件".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "磁盘只读，请换一个目录".to_owned(),
        _ => error.to_string(),
    }
}
