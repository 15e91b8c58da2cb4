//! Writers: one file a format, each a pure function of the document.

mod docx;
mod form;
mod grid;
mod html;
pub mod layout;
mod markdown;
mod runs;
mod xlsx;

pub use docx::{Bookmarks, PieceMarks, Png, docx, docx_marked};
pub(crate) use docx::{
    DRAWING, Look, Numbers, bold, borrowed, custom_properties, custom_property, fragment, twips,
};
pub use html::{PAGE_SCRIPT, html};
pub use markdown::markdown;
pub(crate) use runs::escaped;
pub use xlsx::{Entry, Number, NumberForm, Sheet, Value, xlsx};

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The bytes given for a picture are not a PNG file; the number counts from 1.
    #[error("第{0}幅图的数据不是 PNG 格式，请重新生成该图后再导出 docx。")]
    NotPng(usize),
    /// The docx package could not be put together.
    #[error("docx 文件打包失败（{0}），请缩小文档或减少图片后重试。")]
    Package(#[from] zip::result::ZipError),
    /// A sheet name that Excel refuses.
    #[error(
        "工作表名称“{0}”不能使用：须为 1 至 31 个字，不得含有 [ ] : * ? / \\，也不得与其他工作表重名。"
    )]
    SheetName(String),
    /// The workbook could not be put together, for instance because merged cells overlap.
    #[error("xlsx 文件生成失败（{0}），请检查表中合并单元格的范围。")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
