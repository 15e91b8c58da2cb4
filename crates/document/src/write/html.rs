//! One self-contained HTML file that reads and prints like an official document.

use std::ops::Range;

use serde_json::{Value, json};

use super::grid::{Grid, Slot};
use super::layout::{self, CAPTION, Face, HEADINGS, PAGE_NUMBER, Pitch, Setting, Style};
use super::runs::{escape, escaped, lines, runs};
use crate::model::{Align, Block, Cell, Document, MarkKind, Picture, Provenance, Table, Text};

const SCREEN: &str = include_str!("html/document.css");

/// The one script of a page that [`html`] writes, as it stands in it: a server allows it by its digest.
pub const PAGE_SCRIPT: &str = concat!("\n", include_str!("html/sources.js"));

/// Writes a document as one HTML file without outside resources.
///
/// A figure with a source can be pointed at, focused or clicked, and then shows the fact it prints, the formula and
/// the rows behind it, and whether it was typed in by hand. What the pop-up says is kept in a data block, so the
/// visible text is that of the document and nothing more. The drawings are placed as they are: they come from the
/// composer, whose words in them are escaped already.
pub fn html(document: &Document) -> String {
    let mut page = Page {
        document,
        out: String::new(),
        breaks: false,
        turned: false,
    };
    page.head();
    for block in &document.blocks {
        page.block(block);
    }
    page.turn(false);
    page.out.push_str("</main>\n");
    if !document.provenance.is_empty() {
        page.sources();
    }
    page.out.push_str("</body>\n</html>\n");
    page.out
}

struct Page<'a> {
    document: &'a Document,
    out: String,
    /// Whether the next block starts a new page.
    breaks: bool,
    /// Whether the pages reached lie on their side, unlike those before.
    turned: bool,
}

impl Page<'_> {
    fn head(&mut self) {
        let first = self.document.blocks.iter().find_map(|block| match block {
            Block::Heading { text, .. } => Some(text.content.as_str()),
            _ => None,
        });
        let title = self.document.title.as_deref().or(first).unwrap_or("报告");
        self.out
            .push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.out.push_str(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
        );
        escape(title, &mut self.out);
        self.out.push_str("</title>\n<style>\n");
        self.out.push_str(&layout_rules(self.document.landscape));
        self.out.push_str(SCREEN);
        self.out.push_str("</style>\n</head>\n<body>\n<main>\n");
        for text in &self.document.margins {
            self.out.push_str("<p class=\"margin\">");
            escape(&text.content, &mut self.out);
            self.out.push_str("</p>\n");
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level: 0, text } => self.title(text),
            Block::Heading { level, text } => {
                let tag = format!("h{}", level.min(&5) + 1);
                self.element(&tag, text);
            }
            Block::Paragraph(text) => self.element("p", text),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::Above { left, right } => {
                self.out.push_str("<div class=\"above\">\n");
                self.element("p", left);
                self.element("p", right);
                self.out.push_str("</div>\n");
            }
            Block::Annexes(texts) => {
                self.out.push_str("<div class=\"annexes\">\n");
                texts.iter().for_each(|text| self.element("p", text));
                self.out.push_str("</div>\n");
            }
            Block::Closing { signature, date } => self.closing(signature, date.as_ref()),
            Block::Annex(text) => {
                self.out.push_str("<div class=\"annex\">\n");
                self.element("p", text);
                self.out.push_str("</div>\n");
            }
            Block::NewPage { landscape } => {
                let turned = *landscape != self.document.landscape;
                self.breaks = turned == self.turned;
                self.turn(turned);
            }
        }
    }

    /// Begins or ends pages that lie otherwise than the first.
    fn turn(&mut self, turned: bool) {
        match (std::mem::replace(&mut self.turned, turned), turned) {
            (false, true) => self.out.push_str("<section class=\"turned\">\n"),
            (true, false) => self.out.push_str("</section>\n"),
            _ => {}
        }
    }

    /// A title, each of its lines kept whole as long as the window is wide enough.
    fn title(&mut self, text: &Text) {
        self.open("h1");
        let page = layout::page(self.document.landscape != self.turned);
        let lines = layout::title_lines(&text.content, page);
        for line in lines.iter().cloned() {
            if let [_] = lines[..] {
                self.line(text, line);
                continue;
            }
            self.out.push_str("<span class=\"line\">");
            self.line(text, line);
            self.out.push_str("</span>");
        }
        self.out.push_str("</h1>\n");
    }

    fn closing(&mut self, signature: &Text, date: Option<&Text>) {
        let day = date.map(|date| date.content.as_str());
        let (left, right) = layout::closing(&signature.content, day);
        let em = |hundredths: u32| format!("{}.{:02}em", hundredths / 100, hundredths % 100);
        self.out.push_str(&format!(
            "<div class=\"closing\" style=\"padding:0 {} 0 {}\">\n",
            em(right),
            em(left)
        ));
        self.element("p", signature);
        if let Some(date) = date {
            self.element("p", date);
        }
        self.out.push_str("</div>\n");
    }

    fn open(&mut self, tag: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        if std::mem::take(&mut self.breaks) {
            self.out.push_str(" class=\"new-page\"");
        }
        self.out.push('>');
    }

    fn element(&mut self, tag: &str, text: &Text) {
        self.open(tag);
        self.text(text);
        self.out.push_str(&format!("</{tag}>\n"));
    }

    fn text(&mut self, text: &Text) {
        for (index, line) in lines(text).enumerate() {
            if index > 0 {
                self.out.push_str("<br>");
            }
            self.line(text, line);
        }
    }

    fn line(&mut self, text: &Text, line: Range<usize>) {
        for run in runs(text, line) {
            match run.mark {
                Some(MarkKind::Strong) => {
                    self.out.push_str("<strong>");
                    escape(run.content, &mut self.out);
                    self.out.push_str("</strong>");
                }
                Some(MarkKind::Figure(source)) if *source < self.document.provenance.len() => {
                    self.figure(run.content, *source);
                }
                _ => escape(run.content, &mut self.out),
            }
        }
    }

    fn figure(&mut self, content: &str, source: usize) {
        let typed = if self.document.provenance[source].typed {
            " typed"
        } else {
            ""
        };
        self.out.push_str(&format!(
            r#"<span class="figure{typed}" role="button" tabindex="0" aria-expanded="false" data-source="{source}">"#
        ));
        escape(content, &mut self.out);
        self.out.push_str("</span>");
    }

    fn table(&mut self, table: &Table) {
        let grid = Grid::of(&table.rows);
        self.open("figure");
        self.out.push_str("<table>\n");
        if let Some(caption) = &table.caption {
            self.element("caption", caption);
        }
        self.out.push_str("<colgroup>");
        for share in grid.widths(&table.widths, 1000) {
            self.out.push_str(&format!(
                r#"<col style="width:{}.{}%">"#,
                share / 10,
                share % 10
            ));
        }
        self.out.push_str("</colgroup>\n");
        let head = table.head();
        // A head can only be repeated where nothing stands above it.
        let repeated = if head.start == 0 { head.end } else { 0 };
        for (section, rows) in [("thead", 0..repeated), ("tbody", repeated..grid.rows.len())] {
            if rows.is_empty() {
                continue;
            }
            self.out.push_str(&format!("<{section}>\n"));
            for index in rows {
                self.row(&grid.rows[index], head.contains(&index));
            }
            self.out.push_str(&format!("</{section}>\n"));
        }
        self.out.push_str("</table></figure>\n");
    }

    fn row(&mut self, row: &[Slot<'_, Cell>], head: bool) {
        self.out.push_str("<tr>");
        for slot in row {
            match slot {
                Slot::Cell { cell, span, rows } => {
                    let tag = if head { "th" } else { "td" };
                    self.out.push_str(&format!("<{tag}"));
                    if head {
                        self.out.push_str(if *span > 1 {
                            r#" scope="colgroup""#
                        } else {
                            r#" scope="col""#
                        });
                    }
                    if *span > 1 {
                        self.out.push_str(&format!(r#" colspan="{span}""#));
                    }
                    if *rows > 1 {
                        self.out.push_str(&format!(r#" rowspan="{rows}""#));
                    }
                    match cell.align {
                        Align::Left => {}
                        Align::Center => self.out.push_str(r#" class="center""#),
                        Align::Right => self.out.push_str(r#" class="right""#),
                    }
                    self.out.push('>');
                    self.text(&cell.text);
                    self.out.push_str(&format!("</{tag}>"));
                }
                Slot::Below { .. } => {}
                Slot::Vacant => self.out.push_str("<td></td>"),
            }
        }
        self.out.push_str("</tr>\n");
    }

    fn picture(&mut self, picture: &Picture) {
        self.open("figure");
        self.out.push_str(&format!(
            r#"<div class="picture" role="img" aria-label="{}" style="width:{}mm">"#,
            escaped(&picture.alternative),
            picture.size_mm.0
        ));
        self.out.push_str(svg_element(&picture.svg));
        self.out.push_str("</div>\n");
        if let Some(caption) = &picture.caption {
            self.element("figcaption", caption);
        }
        self.out.push_str("</figure>\n");
    }

    fn sources(&mut self) {
        let sources: Vec<Value> = self.document.provenance.iter().map(source).collect();
        self.out
            .push_str("<div id=\"source\" role=\"tooltip\" hidden></div>\n");
        self.out
            .push_str("<script type=\"application/json\" id=\"sources\">");
        // Nothing in a JSON string may close the script element.
        self.out
            .push_str(&Value::Array(sources).to_string().replace('<', "\\u003c"));
        self.out.push_str("</script>\n<script>");
        self.out.push_str(PAGE_SCRIPT);
        self.out.push_str("</script>\n");
    }
}

fn source(provenance: &Provenance) -> Value {
    json!({
        "fact": provenance.fact,
        "formula": provenance.formula,
        "sources": provenance.sources,
        "typed": provenance.typed,
    })
}

/// The drawing without the XML declaration and document type that may stand before it.
fn svg_element(svg: &str) -> &str {
    svg.find("<svg").map_or("", |start| svg[start..].trim_end())
}

/// The rules that follow from the official layout: the page, the typefaces, the sizes.
fn layout_rules(landscape: bool) -> String {
    let (page, other) = (layout::page(landscape), layout::page(!landscape));
    let number = format!(
        r#"content:"— " counter(page) " —";font:{}pt {}"#,
        points(PAGE_NUMBER.half_points),
        stack(PAGE_NUMBER.face)
    );
    let mut out = format!(
        "@page{{size:{}mm {}mm;margin:{}mm {}mm {}mm {}mm}}\n@page :right{{@bottom-right{{{number}}}}}\n@page :left{{@bottom-left{{{number}}}}}\n",
        page.width_mm, page.height_mm, page.top_mm, page.right_mm, page.bottom_mm, page.left_mm
    );
    out.push_str(&format!(
        "@page turned{{size:{}mm {}mm;margin:{}mm {}mm {}mm {}mm}}\n",
        other.width_mm,
        other.height_mm,
        other.top_mm,
        other.right_mm,
        other.bottom_mm,
        other.left_mm
    ));
    out.push_str(&format!("main{{width:{}mm}}\n", page.text_width_mm()));
    out.push_str(&rule("main,p", &layout::BODY));
    out.push_str(&rule("h1", &layout::TITLE));
    for (index, style) in HEADINGS.iter().enumerate() {
        out.push_str(&rule(&format!("h{}", index + 2), style));
    }
    out.push_str(&rule("h6", &HEADINGS[3]));
    out.push_str(&rule(".annex p", &layout::ANNEX));
    out.push_str(&rule("caption,figcaption,.above p", &CAPTION));
    out.push_str(&rule("table", &layout::table(9)));
    out.push_str(&format!(
        "th{{font-family:{};font-weight:400}}\n",
        stack(Face::Hei)
    ));
    out
}

fn rule(selector: &str, style: &Style) -> String {
    let pitch = match style.pitch {
        Pitch::Exact(half_points) => format!("{}pt", points(half_points)),
        Pitch::Single => "1.4".to_owned(),
    };
    let indent = points(style.indent * style.half_points);
    let align = match style.setting {
        Setting::Justified => "justify",
        Setting::Centred => "center",
    };
    format!(
        "{selector}{{font:{} {}pt/{pitch} {};text-indent:{indent}pt;text-align:{align}}}\n",
        if style.bold { 700 } else { 400 },
        points(style.half_points),
        stack(style.face)
    )
}

fn points(half_points: u32) -> String {
    if half_points.is_multiple_of(2) {
        (half_points / 2).to_string()
    } else {
        format!("{}.5", half_points / 2)
    }
}

/// The font families for a face, the official one first; `Digits` is declared in the style sheet for Latin text.
fn stack(face: Face) -> &'static str {
    match face {
        Face::XiaoBiaoSong => {
            r#"Digits,"方正小标宋简体","FZXiaoBiaoSong-B05S","方正小标宋_GBK","Noto Serif CJK SC","Source Han Serif SC",SimSun,serif"#
        }
        Face::FangSong => {
            r#"Digits,"仿宋_GB2312","FangSong_GB2312","仿宋",FangSong,STFangsong,"FandolFang R","Noto Serif CJK SC","Source Han Serif SC",serif"#
        }
        Face::Hei => {
            r#"Digits,"黑体",SimHei,STHeiti,"Noto Sans CJK SC","Source Han Sans SC",sans-serif"#
        }
        Face::Kai => {
            r#"Digits,"楷体_GB2312","KaiTi_GB2312","楷体",KaiTi,STKaiti,"LXGW WenKai","Noto Serif CJK SC",serif"#
        }
        Face::Song => r#""宋体",SimSun,STSong,"Noto Serif CJK SC","Source Han Serif SC",serif"#,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_close_the_data_block_or_open_an_element() {
        let mut text = Text::plain("5 < 6");
        text.marks.push(crate::model::Mark {
            range: 0..1,
            kind: MarkKind::Figure(0),
        });
        let document = Document {
            title: Some("</title><script>".to_owned()),
            blocks: vec![Block::Paragraph(text)],
            provenance: vec![Provenance {
                fact: "</script><b>".to_owned(),
                ..Provenance::default()
            }],
            ..Document::default()
        };
        let page = html(&document);
        assert!(page.contains("<title>&lt;/title&gt;&lt;script&gt;</title>"));
        assert!(page.contains(r#""fact":"\u003c/script>\u003cb>""#));
        assert!(page.contains("5</span> &lt; 6</p>"));
    }

    #[test]
    fn a_figure_whose_source_is_missing_is_plain_text() {
        let mut text = Text::plain("98%");
        text.marks.push(crate::model::Mark {
            range: 0..3,
            kind: MarkKind::Figure(7),
        });
        let document = Document {
            blocks: vec![Block::Paragraph(text)],
            ..Document::default()
        };
        assert!(html(&document).contains("<p>98%</p>"));
    }
}
