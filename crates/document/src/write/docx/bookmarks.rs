//! Hidden bookmarks around texts and figures, and properties of the document.

use super::DECLARATION;
use crate::write::runs::escaped;

/// Hidden bookmarks and properties that a Word document carries, so that a piece of it is known again after an edit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bookmarks {
    /// The bookmarks of each text, in the order of [`Document::texts`](crate::Document::texts).
    pub pieces: Vec<PieceMarks>,
    /// Properties of the document by name (docProps/custom.xml).
    pub properties: Vec<(String, String)>,
}

/// The names of the bookmarks in one text: unique in the document, of letters, digits and `_`, 40 characters at most. Word
/// hides a name that begins with `_`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PieceMarks {
    /// The whole text; cells of tables have none.
    pub block: Option<String>,
    /// The marked figures in it that are not empty, in their order.
    pub figures: Vec<String>,
}

/// The bookmarks not yet written.
pub(super) struct Marker<'b> {
    pieces: std::slice::Iter<'b, PieceMarks>,
    figures: std::slice::Iter<'b, String>,
    block: Option<&'b String>,
    next: u32,
}

/// The start and the end of a bookmark; both empty where there is none.
pub(super) type Ends = (String, String);

impl<'b> Marker<'b> {
    /// `next` is the first number that is free.
    pub(super) fn new(bookmarks: &'b Bookmarks, next: u32) -> Self {
        Self {
            pieces: bookmarks.pieces.iter(),
            figures: [].iter(),
            block: None,
            next,
        }
    }

    /// The number of the next bookmark.
    pub(super) const fn next(&self) -> u32 {
        self.next
    }

    /// Goes on to the next text.
    pub(super) fn text(&mut self) {
        let piece = self.pieces.next();
        self.block = piece.and_then(|piece| piece.block.as_ref());
        self.figures = piece.map_or([].iter(), |piece| piece.figures.iter());
    }

    /// The bookmark around the text.
    pub(super) fn block(&mut self) -> Ends {
        let name = self.block.take();
        self.ends(name)
    }

    /// The bookmark around the next figure of the text.
    pub(super) fn figure(&mut self) -> Ends {
        let name = self.figures.next();
        self.ends(name)
    }

    fn ends(&mut self, name: Option<&String>) -> Ends {
        let Some(name) = name else {
            return Ends::default();
        };
        let id = self.next;
        self.next += 1;
        let name = escaped(name);
        (
            format!(r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>"#),
            format!(r#"<w:bookmarkEnd w:id="{id}"/>"#),
        )
    }
}

/// `docProps/custom.xml`
pub(crate) fn custom_properties(properties: &[(String, String)]) -> String {
    // The numbers 0 and 1 are reserved.
    let properties: String = (2..)
        .zip(properties)
        .map(|(id, (name, value))| custom_property(id, name, value))
        .collect();
    format!(
        concat!(
            r#"{}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" "#,
            r#"xmlns:vt="{}">{}</Properties>"#
        ),
        DECLARATION, TYPES, properties
    )
}

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

/// A property; it declares what it needs.
pub(crate) fn custom_property(id: u32, name: &str, value: &str) -> String {
    format!(
        concat!(
            r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}">"#,
            r#"<vt:lpwstr xmlns:vt="{}">{}</vt:lpwstr></property>"#
        ),
        id,
        escaped(name),
        TYPES,
        escaped(value)
    )
}
