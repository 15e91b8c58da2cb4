//! Why a file could not be read at all.

use std::io::ErrorKind;
use std::path::PathBuf;

/// Why a file could not be read at all, and what its owner can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file cannot be opened or read.
    #[error("打不开文件“{}”：{}", path.display(), obstacle(source))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The path names a folder.
    #[error("“{}”是文件夹，请给出其中的文件", path.display())]
    Directory {
        /// The folder.
        path: PathBuf,
    },
    /// The path names a pipe or a device, which may never end.
    #[error("“{}”是管道或设备，不是文件。请先存成文件，或用 - 从标准输入读取", path.display())]
    Device {
        /// The path.
        path: PathBuf,
    },
    /// A file of no bytes.
    #[error("文件是空的（0 字节），没有可审的内容。请重新下载或传输")]
    Empty,
    /// Another process that read the file says why it cannot be read.
    #[error("{0}")]
    Told(String),
    /// The process that read the file ended without a word: it had used up its memory or its time.
    #[error(
        "读它要用的内存或时间超过上限，可能是恶意构造的文件，已停止读取，其余文件照常。若文件可信，请用 WPS、Acrobat 打开后另存一份，或拆成几份后重试"
    )]
    Exhausting,
    /// The file is larger than the limit.
    #[error("文件有 {}，超过上限 {}。请删去图片或拆成几份后重试", measured(*size), measured(*limit))]
    TooLarge {
        /// Size of the file in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A container unpacks to more text than the limit: a zip bomb, or a document of many thousand pages.
    #[error("其中的“{part}”解压后超过上限 {}，可能是恶意构造的压缩文件，已停止读取。若文件可信，请拆成几份后重试", measured(*limit))]
    Unpacked {
        /// The part of the container that passed the limit.
        part: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// A document whose container is broken.
    #[error("文件不完整或已损坏（{reason}）。请重新下载或传输，或用 Word、WPS 打开后另存一份")]
    Damaged {
        /// What is wrong with the archive.
        reason: String,
    },
    /// A PDF of which not a page can be found.
    #[error(
        "PDF 文件不完整或已损坏，一页也读不出。请重新下载或传输，或用 WPS、Acrobat 打开后另存一份"
    )]
    BrokenPdf,
    /// A document under a password.
    #[error("文件设有打开密码。请用编制它的软件（Word、WPS、Acrobat）打开，取消密码后另存")]
    Encrypted,
    /// A document in a binary format older than Word 97, or of another program.
    #[error(
        "这是旧版办公软件（Word 95 或更早、WPS 2000、PowerPoint 等）的文件。请用 Word 或 WPS 打开后另存为 docx；装有 LibreOffice 时，命令行会自动转换"
    )]
    Legacy,
    /// A format that is not read, but that every office suite opens.
    #[error(
        "{found}不能直接读取。请用 Word 或 WPS 打开后另存为 docx；装有 LibreOffice 时，命令行会自动转换"
    )]
    Convert {
        /// What the file is, in Chinese.
        found: &'static str,
    },
    /// A format that is not read.
    #[error(
        "不支持读取{found}。可读取 txt、md、docx、doc、wps、odt、html、pdf、ofd、xlsx、xls、et、ods、csv，请先另存为其中一种"
    )]
    Unsupported {
        /// What the file is, in Chinese.
        found: &'static str,
    },
    /// Bytes that are no text in any known encoding.
    #[error(
        "文件内容不是文字（含二进制数据，或不是 UTF-8、UTF-16、GB18030 编码）。请另存为 UTF-8 文本或 docx 后重试"
    )]
    NotText,
}

impl ReadError {
    /// Whether an office suite can make a file of it that is read.
    pub fn is_convertible(&self) -> bool {
        matches!(self, Self::Legacy | Self::Convert { .. })
    }
}

/// What stands in the way of a file, and the remedy.
fn obstacle(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件，请检查路径和文件名".to_owned(),
        ErrorKind::PermissionDenied => "没有读取权限，请换一个账户或修改文件权限".to_owned(),
        _ => format!("{error}，请检查磁盘和文件"),
    }
}

/// A size for people: `128.0 MB`, exact to a tenth, rounded up.
fn measured(bytes: u64) -> String {
    const MEGABYTE: u64 = 1 << 20;
    if bytes < MEGABYTE {
        return format!("{bytes} 字节");
    }
    let tenths = u128::from(bytes) * 10;
    let tenths = tenths.div_ceil(u128::from(MEGABYTE));
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
