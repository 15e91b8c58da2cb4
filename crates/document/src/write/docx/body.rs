//! The body: paragraphs, tables and pictures.

use std::ops::Range;

use super::bookmarks::{Bookmarks, Marker};
use super::rows;
use super::styles::table_style;
use super::{DECLARATION, NAMESPACES, Png, section, twips};
use crate::model::{Align, Block, Cell, Document, MarkKind, Picture, Table, Text};
use crate::write::grid::{Grid, Slot};
use crate::write::layout::{self, BODY, Face, PAGE, Page, Pitch};
use crate::write::runs::{escape, escaped, lines, runs};

/// The namespaces that pictures need.
pub(crate) const DRAWING: &str = concat!(
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#
);

/// English Metric Units in a millimetre.
const EMU: u64 = 36_000;

/// Space below a table. Word joins tables that nothing separates and wants a paragraph after the last one.
const GAP: &str = r#"<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="200" w:lineRule="exact"/></w:pPr></w:p>"#;

/// What parts two halves of one table, too thin to be seen.
const SEAM: &str = r#"<w:p><w:pPr><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>"#;

/// Writes `word/document.xml`.
pub(super) fn write(document: &Document, pictures: &[Png], bookmarks: &Bookmarks) -> String {
    let out = format!("{DECLARATION}<w:document {NAMESPACES} {DRAWING}><w:body>");
    let mut body = Body {
        start: out.len(),
        out,
        breaks: false,
        marker: Marker::new(bookmarks, 0),
        page: layout::page(document.landscape),
        width: twips(layout::page(document.landscape).text_width_mm()),
        image: "image",
    };
    let headed = !document.margins.is_empty();
    let mut drawn = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        let closes = matches!(
            document.blocks.get(index + 1),
            Some(Block::Annexes(_) | Block::Closing { .. })
        );
        match block {
            Block::Heading { level: 0, text } => body.title(text),
            Block::Heading { level, text } => {
                body.paragraph(&format!("Heading{}", level.min(&9)), "", text, false)
            }
            Block::Paragraph(text) => body.paragraph("Body", "", text, closes),
            Block::Table(table) => body.table(table),
            Block::Picture(picture) => {
                let image = pictures
                    .get(drawn)
                    .filter(|png| !png.0.is_empty())
                    .map(|_| drawn + 1);
                body.picture(picture, image);
                drawn += 1;
            }
            Block::Above { left, right } => body.above(left, right),
            Block::Annexes(texts) => body.annexes(texts),
            Block::Closing { signature, date } => body.closing(signature, date.as_ref()),
            Block::Annex(text) => body.paragraph("Annex", "", text, true),
            Block::NewPage { landscape } => body.new_page(layout::page(*landscape), headed),
        }
    }
    body.out.push_str(&section(body.page, headed));
    body.out.push_str("</w:body></w:document>");
    body.out
}

/// A body being written.
pub(super) struct Body<'b> {
    pub(super) out: String,
    /// Where the content begins in it.
    start: usize,
    /// Whether the next block starts a new page.
    breaks: bool,
    pub(super) marker: Marker<'b>,
    /// The page reached.
    page: Page,
    /// The width of the type area in twips.
    width: u32,
    /// What the relations of pictures are called before their numbers.
    image: &'static str,
}

impl<'b> Body<'b> {
    /// The body of a part of a document, in a type area of some width in twips.
    pub(super) fn fragment(bookmarks: &'b Bookmarks, width: u32, next: u32) -> Self {
        Self {
            out: String::new(),
            start: 0,
            breaks: false,
            marker: Marker::new(bookmarks, next),
            page: PAGE,
            width,
            image: "kaocheng",
        }
    }
}

impl Body<'_> {
    fn open_paragraph(&mut self, style: &str, keep_next: bool, properties: &str) {
        self.out.push_str(r#"<w:p><w:pPr><w:pStyle w:val=""#);
        self.out.push_str(style);
        self.out.push_str(r#""/>"#);
        if keep_next {
            self.out.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.breaks) {
            self.out.push_str("<w:pageBreakBefore/>");
        }
        self.out.push_str(properties);
        self.out.push_str("</w:pPr>");
    }

    fn paragraph(&mut self, style: &str, properties: &str, text: &Text, keep_next: bool) {
        self.lines(style, properties, text, lines(text), keep_next);
    }

    /// A title, broken between words as an officer would break it.
    fn title(&mut self, text: &Text) {
        let lines = layout::title_lines(&text.content, self.page);
        self.lines("Title", "", text, lines, true);
    }

    /// Goes on to the next page, in a section of its own where the paper is turned.
    fn new_page(&mut self, page: Page, headed: bool) {
        if page == self.page {
            self.breaks = true;
            return;
        }
        if self.out.len() > self.start {
            self.out.push_str(&format!(
                r#"<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>{}</w:pPr></w:p>"#,
                section(self.page, headed)
            ));
        }
        self.page = page;
        self.width = twips(page.text_width_mm());
        self.breaks = false;
    }

    /// A line right above a table.
    pub(super) fn above(&mut self, left: &Text, right: &Text) {
        self.open_paragraph(
            "Caption",
            true,
            &format!(
                r#"<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs><w:jc w:val="left"/>"#,
                self.width
            ),
        );
        for (text, tab) in [(left, ""), (right, "<w:r><w:tab/></w:r>")] {
            self.marker.text();
            self.out.push_str(tab);
            self.line(text, 0..text.content.len(), None);
        }
        self.out.push_str("</w:p>");
    }

    /// What is annexed, one line below the text; names stand below one another.
    fn annexes(&mut self, texts: &[Text]) {
        let numbered = u32::from(texts.len() > 1);
        for (index, text) in texts.iter().enumerate() {
            let first = index == 0;
            let name = (layout::ANNEXES_INDENT + 3 + numbered) * 100;
            let hanging = if first { 3 + numbered } else { 1 } * 100;
            let above = if first {
                line_spacing(1)
            } else {
                String::new()
            };
            let properties = format!(
                r#"{above}<w:ind w:leftChars="{name}" w:left="{}" w:hangingChars="{hanging}" w:hanging="{}"/><w:jc w:val="left"/>"#,
                characters(name),
                characters(hanging),
            );
            self.paragraph("Body", &properties, text, true);
        }
    }

    /// Signature and date, kept together and with what stands above.
    pub(super) fn closing(&mut self, signature: &Text, date: Option<&Text>) {
        let day = date.map(|date| date.content.as_str());
        let (left, right) = layout::closing(&signature.content, day);
        let properties = |above: &str| {
            format!(
                r#"{above}<w:ind w:leftChars="{left}" w:left="{}" w:rightChars="{right}" w:right="{}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>"#,
                characters(left),
                characters(right),
            )
        };
        let above = line_spacing(layout::LINES_ABOVE_SIGNATURE);
        self.paragraph("Body", &properties(&above), signature, date.is_some());
        if let Some(date) = date {
            self.paragraph("Body", &properties(""), date, false);
        }
    }

    fn lines(
        &mut self,
        style: &str,
        properties: &str,
        text: &Text,
        lines: impl IntoIterator<Item = Range<usize>>,
        keep_next: bool,
    ) {
        self.marker.text();
        let (start, end) = self.marker.block();
        self.open_paragraph(style, keep_next, properties);
        self.out.push_str(&start);
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                self.out.push_str("<w:r><w:br/></w:r>");
            }
            self.line(text, line, None);
        }
        self.out.push_str(&end);
        self.out.push_str("</w:p>");
    }

    /// One line of text as runs. `face` overrides the typeface of the paragraph's style.
    fn line(&mut self, text: &Text, line: Range<usize>, face: Option<Face>) {
        for run in runs(text, line) {
            let (start, end) = match run.mark {
                Some(MarkKind::Figure(_)) => self.marker.figure(),
                _ => Default::default(),
            };
            self.out.push_str(&start);
            self.out.push_str("<w:r>");
            let bold = matches!(run.mark, Some(MarkKind::Strong));
            let hint = run.content.chars().any(is_shared);
            if bold || hint || face.is_some() {
                self.out.push_str("<w:rPr>");
                if hint || face.is_some() {
                    let hint = if hint { r#" w:hint="eastAsia""# } else { "" };
                    let family = face
                        .map(|face| format!(r#" w:eastAsia="{}""#, face.family()))
                        .unwrap_or_default();
                    self.out.push_str(&format!("<w:rFonts{hint}{family}/>"));
                }
                if bold {
                    self.out.push_str("<w:b/><w:bCs/>");
                }
                self.out.push_str("</w:rPr>");
            }
            for (index, piece) in run.content.split('\t').enumerate() {
                if index > 0 {
                    self.out.push_str("<w:tab/>");
                }
                self.out.push_str(r#"<w:t xml:space="preserve">"#);
                escape(piece, &mut self.out);
                self.out.push_str("</w:t>");
            }
            self.out.push_str("</w:r>");
            self.out.push_str(&end);
        }
    }

    pub(super) fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.paragraph("Caption", "", caption, true);
        } else if self.breaks {
            self.open_paragraph(
                "Normal",
                true,
                r#"<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>"#,
            );
            self.out.push_str("</w:p>");
        }
        let grid = Grid::of(&table.rows);
        if grid.columns == 0 {
            return;
        }
        let widths = grid.widths(&table.widths, self.width);
        let page = twips(self.page.text_height_mm());
        let columns = match table.above > 0 && rows::shrinks(&grid, &widths, page) {
            true => usize::MAX,
            false => grid.columns,
        };
        let heights = rows::heights(&grid, &widths, columns);
        let mut kept = rows::kept(&heights, &table.head(), page);
        // Word repeats only the first rows of a table.
        let split = match heights.iter().sum::<u32>() > page {
            true => table.above,
            false => 0,
        };
        if let Some(last) = split.checked_sub(1) {
            kept[last] = false;
        }
        self.open_table(&widths);
        for (index, row) in grid.rows.iter().enumerate() {
            if index > 0 && index == split {
                self.out.push_str("</w:tbl>");
                self.out.push_str(SEAM);
                self.open_table(&widths);
            }
            let head = table.head().contains(&index);
            self.row(row, &widths, table_style(columns), (head, kept[index]));
        }
        self.out.push_str("</w:tbl>");
        self.out.push_str(GAP);
    }

    fn open_table(&mut self, widths: &[u32]) {
        let total: u32 = widths.iter().sum();
        self.out.push_str(&format!(
            concat!(
                r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/>"#,
                r#"<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>"#,
                r#"</w:tblCellMar></w:tblPr><w:tblGrid>"#
            ),
            total
        ));
        for width in widths {
            self.out.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
        }
        self.out.push_str("</w:tblGrid>");
    }

    /// `kept`: whether it stays on one page with the next.
    fn row(
        &mut self,
        row: &[Slot<'_, Cell>],
        widths: &[u32],
        style: &str,
        (head, kept): (bool, bool),
    ) {
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/>");
        self.out.push_str(if head {
            "<w:tblHeader/></w:trPr>"
        } else {
            "</w:trPr>"
        });
        let mut column = 0;
        for slot in row {
            let width: u32 = widths[column..column + slot.span()].iter().sum();
            self.slot(slot, width, style, (head, kept));
            column += slot.span();
        }
        self.out.push_str("</w:tr>");
    }

    fn slot(&mut self, slot: &Slot<'_, Cell>, width: u32, style: &str, (head, kept): (bool, bool)) {
        self.out.push_str(&format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#
        ));
        if slot.span() > 1 {
            self.out
                .push_str(&format!(r#"<w:gridSpan w:val="{}"/>"#, slot.span()));
        }
        match slot {
            Slot::Cell { rows: 2.., .. } => self.out.push_str(r#"<w:vMerge w:val="restart"/>"#),
            Slot::Below { .. } => self.out.push_str(r#"<w:vMerge/>"#),
            _ => {}
        }
        self.out.push_str(r#"<w:vAlign w:val="center"/></w:tcPr>"#);
        match slot {
            Slot::Cell { cell, .. } => self.cell(cell, style, (head, kept)),
            Slot::Below { .. } | Slot::Vacant => {
                self.open_paragraph(style, kept, "");
                self.out.push_str("</w:p>");
            }
        }
        self.out.push_str("</w:tc>");
    }

    fn cell(&mut self, cell: &Cell, style: &str, (head, kept): (bool, bool)) {
        let justify = match cell.align {
            Align::Left => r#"<w:jc w:val="left"/>"#,
            Align::Center => r#"<w:jc w:val="center"/>"#,
            Align::Right => r#"<w:jc w:val="right"/>"#,
        };
        self.marker.text();
        for line in lines(&cell.text) {
            self.open_paragraph(style, kept, justify);
            self.line(&cell.text, line, head.then_some(Face::Hei));
            self.out.push_str("</w:p>");
        }
    }

    pub(super) fn picture(&mut self, picture: &Picture, image: Option<usize>) {
        self.open_paragraph("Picture", picture.caption.is_some(), "");
        match image {
            Some(number) => self.drawing(picture, number),
            None => {
                let words = Text::plain(picture.alternative.as_str());
                self.line(&words, 0..words.content.len(), None);
            }
        }
        self.out.push_str("</w:p>");
        if let Some(caption) = &picture.caption {
            self.paragraph("Caption", "", caption, false);
        }
    }

    fn drawing(&mut self, picture: &Picture, number: usize) {
        let (width, height) = fitted(
            picture.size_mm,
            (millimetres(self.width), self.page.text_height_mm()),
        );
        self.out.push_str(&format!(
            concat!(
                r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{w}" cy="{h}"/>"#,
                r#"<wp:docPr id="{n}" name="图{n}" descr="{words}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>"#,
                r#"</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">"#,
                r#"<pic:pic><pic:nvPicPr><pic:cNvPr id="{n}" name="image{n}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"#,
                r#"<a:blip r:embed="{image}{n}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>"#,
                r#"<a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"#,
                r#"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
            ),
            w = width,
            h = height,
            n = number,
            image = self.image,
            words = escaped(&picture.alternative),
        ));
    }
}

/// Space of so many lines of body type above a paragraph.
fn line_spacing(lines: u32) -> String {
    let pitch = match BODY.pitch {
        Pitch::Exact(half_points) => half_points,
        Pitch::Single => BODY.half_points,
    };
    format!(r#"<w:spacing w:before="{}"/>"#, lines * pitch * 10)
}

/// Hundredths of a character of body type in twips.
const fn characters(hundredths: u32) -> u32 {
    hundredths * BODY.half_points / 10
}

/// Twips in whole millimetres.
const fn millimetres(twips: u32) -> u32 {
    (twips * 254 + 7200) / 14400
}

/// The size of a picture in EMU, made smaller where it would not fit the type area, `room` in millimetres, with its caption.
fn fitted((width_mm, height_mm): (u32, u32), room: (u32, u32)) -> (u64, u64) {
    let (width, height) = (u64::from(width_mm.max(1)), u64::from(height_mm.max(1)));
    let (room_across, room_down) = (u64::from(room.0) * EMU, u64::from(room.1 - 20) * EMU);
    let across = (width * EMU)
        .min(room_across)
        .min(room_down * width / height);
    (across, across * height / width)
}

/// Whether Word would set the character in the Latin face though it is Chinese punctuation here.
fn is_shared(character: char) -> bool {
    matches!(
        character,
        '‘' | '’' | '“' | '”' | '—' | '…' | '·' | '×' | '÷' | '±' | '°' | '①'
            ..='⑳' | '√' | '≤' | '≥'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_never_leaves_the_type_area() {
        assert_eq!(fitted((100, 50), (156, 225)), (100 * EMU, 50 * EMU));
        assert_eq!(fitted((312, 100), (156, 225)), (156 * EMU, 50 * EMU));
        assert_eq!(fitted((100, 410), (156, 225)), (50 * EMU, 205 * EMU));
    }
}
