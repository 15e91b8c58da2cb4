//! Blocks for a document that somebody else laid out: paragraphs look as he asks, tables and pictures as ours.

use super::Png;
use super::body::Body;
use super::bookmarks::Bookmarks;
use crate::model::{Block, MarkKind, Text};
use crate::write::runs::{escape, lines, runs};

/// How paragraphs of the other document look.
pub(crate) struct Look<'s> {
    /// The `w:pPr` of a paragraph.
    pub(crate) paragraph: &'s str,
    /// The `w:rPr` of its runs.
    pub(crate) run: &'s str,
    /// The identifiers of its heading styles, by level from 1; where there is none, headings are paragraphs in bold.
    pub(crate) headings: &'s [Option<String>],
    /// The width of its type area in twips.
    pub(crate) width: u32,
}

/// Numbers that must be given once in a document: the next bookmark, and how many pictures were placed before.
#[derive(Clone, Copy)]
pub(crate) struct Numbers {
    pub(crate) bookmark: u32,
    pub(crate) pictures: usize,
}

/// The XML of blocks, and the numbers that are free then. The nth picture is drawn by the relation `kaochengN`.
pub(crate) fn fragment(
    blocks: &[Block],
    pictures: &[Png],
    bookmarks: &Bookmarks,
    look: &Look<'_>,
    mut numbers: Numbers,
) -> (String, Numbers) {
    let mut body = Body::fragment(bookmarks, look.width, numbers.bookmark);
    let mut drawings = pictures.iter();
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                let level = usize::from(*level).max(1) - 1;
                match look.headings.get(level).and_then(Option::as_ref) {
                    Some(style) => {
                        let properties = format!(r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#);
                        body.plain_paragraph(&properties, "", text);
                    }
                    None => body.plain_paragraph(look.paragraph, &bold(look.run), text),
                }
            }
            Block::Paragraph(text) => body.plain_paragraph(look.paragraph, look.run, text),
            Block::Table(table) => body.table(table),
            Block::Picture(picture) => {
                let drawn = drawings.next().filter(|png| !png.0.is_empty());
                let number = drawn.map(|_| {
                    numbers.pictures += 1;
                    numbers.pictures
                });
                body.picture(picture, number);
            }
            Block::Above { left, right } => body.above(left, right),
            Block::Annexes(texts) => {
                for text in texts {
                    body.plain_paragraph(look.paragraph, look.run, text);
                }
            }
            Block::Closing { signature, date } => body.closing(signature, date.as_ref()),
            Block::Annex(text) => body.plain_paragraph("", look.run, text),
            Block::NewPage { .. } => body
                .out
                .push_str(r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#),
        }
    }
    numbers.bookmark = body.marker.next();
    (body.out, numbers)
}

impl Body<'_> {
    /// A paragraph with properties of its own.
    fn plain_paragraph(&mut self, paragraph: &str, run: &str, text: &Text) {
        self.marker.text();
        let (start, end) = self.marker.block();
        self.out.push_str("<w:p>");
        self.out.push_str(paragraph);
        self.out.push_str(&start);
        for (index, line) in lines(text).enumerate() {
            if index > 0 {
                self.out.push_str("<w:r><w:br/></w:r>");
            }
            for piece in runs(text, line) {
                let (start, end) = match piece.mark {
                    Some(MarkKind::Figure(_)) => self.marker.figure(),
                    _ => Default::default(),
                };
                self.out.push_str(&start);
                self.out.push_str("<w:r>");
                match piece.mark {
                    Some(MarkKind::Strong) => self.out.push_str(&bold(run)),
                    _ => self.out.push_str(run),
                }
                self.out.push_str(r#"<w:t xml:space="preserve">"#);
                escape(piece.content, &mut self.out);
                self.out.push_str("</w:t></w:r>");
                self.out.push_str(&end);
            }
        }
        self.out.push_str(&end);
        self.out.push_str("</w:p>");
    }
}

/// The properties of a run, in bold.
pub(crate) fn bold(properties: &str) -> String {
    const BOLD: &str = "<w:b/><w:bCs/>";
    if properties.contains("<w:b/>") {
        return properties.to_owned();
    }
    let open = properties.find('>').map(|at| at + 1);
    let Some(open) = open.filter(|open| !properties[..*open].ends_with("/>")) else {
        return format!("<w:rPr>{BOLD}</w:rPr>");
    };
    // The style and the fonts come before.
    let after = ["<w:rFonts", "<w:rStyle"].iter().filter_map(|tag| {
        let at = properties.find(tag)?;
        Some(at + properties[at..].find('>')? + 1)
    });
    let at = after.max().unwrap_or(open);
    [&properties[..at], BOLD, &properties[at..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_is_put_where_word_wants_it() {
        assert_eq!(bold(""), "<w:rPr><w:b/><w:bCs/></w:rPr>");
        assert_eq!(
            bold(r#"<w:rPr><w:rFonts w:ascii="x"/><w:sz w:val="32"/></w:rPr>"#),
            r#"<w:rPr><w:rFonts w:ascii="x"/><w:b/><w:bCs/><w:sz w:val="32"/></w:rPr>"#
        );
    }
}
