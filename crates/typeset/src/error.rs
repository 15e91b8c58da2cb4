//! What can go wrong on the press.

/// Why a document or a picture could not be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// The engine could not lay the document out; most often a picture is not valid SVG.
    #[error("排版失败：{0}。请检查文档中的图是否为有效的SVG")]
    Layout(String),
    /// The pages could not be written as PDF.
    #[error("生成PDF失败：{0}")]
    Export(String),
    /// The pages could not be written as OFD.
    #[error("生成OFD失败：{0}")]
    Ofd(String),
    /// A picture is not valid SVG.
    #[error("图“{alternative}”不是有效的SVG：{reason}")]
    Picture {
        /// The words that describe the picture.
        alternative: String,
        /// What the reader of SVG says.
        reason: String,
    },
    /// A picture would have no pixels, or too many.
    #[error(
        "图“{alternative}”要画成{width}×{height}像素，超出1至{limit}的范围，请调整尺寸或分辨率"
    )]
    Pixels {
        /// The words that describe the picture.
        alternative: String,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// The greatest width and height.
        limit: u32,
    },
}
