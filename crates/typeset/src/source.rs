//! A document as typst code, laid out by GB/T 9704-2012.

use std::fmt::Write as _;

use document::layout::{self, Face, PAGE, PAGE_NUMBER, Page, Pitch, Setting, Style};
use document::{Block, Document, Picture, Text};

use crate::fonts::Fonts;
use crate::known::Role;
use crate::literal::{content, drawing, string};
use crate::table;

/// Room for the caption of a picture as tall as the page, in millimetres.
const CAPTION_MM: u32 = 15;

/// The bold weight as arguments of `text`.
const BOLD: &str = "weight: \"bold\", stroke: none";

/// The whole document as one code block.
pub(crate) fn compose(document: &Document, fonts: &Fonts) -> String {
    let mut code = String::from("#{\n");
    let mut page = layout::page(document.landscape);
    preamble(&mut code, document, page, fonts);
    for (index, block) in document.blocks.iter().enumerate() {
        if let Block::NewPage { landscape } = block {
            let next = layout::page(*landscape);
            let turn = match next == page {
                true => "pagebreak(weak: true)".to_owned(),
                false => page_of(next, fonts),
            };
            page = next;
            code.push_str(&turn);
        } else {
            let closes = matches!(
                document.blocks.get(index + 1),
                Some(Block::Annexes(_) | Block::Closing { .. })
            );
            code.push_str(&compose_block(block, page, fonts, closes));
        }
        code.push('\n');
    }
    code.push_str("}\n");
    code
}

/// `closes`: whether it is the last before the annexes and the signature, which never stand alone on a page.
fn compose_block(block: &Block, page: Page, fonts: &Fonts, closes: bool) -> String {
    match block {
        Block::Heading { level: 0, text } => {
            format!("heading(level: {}, {})", depth(0), title(text, page))
        }
        Block::Heading { level, text } => {
            format!("heading(level: {}, {})", depth(*level), content(text))
        }
        Block::Paragraph(text) if text.content.trim().is_empty() => String::new(),
        Block::Paragraph(text) if closes => format!(
            "block(sticky: true, width: 100%, above: {gap}, below: {gap}, par({}))",
            content(text),
            gap = leading(layout::BODY)
        ),
        Block::Paragraph(text) => format!("par({})", content(text)),
        Block::Table(table) => {
            let caption = table.caption.as_ref().map(caption).unwrap_or_default();
            caption + &table::compose(table, page, fonts)
        }
        Block::Picture(picture) => compose_picture(picture, page),
        Block::Above { left, right } => above(left, right, fonts),
        Block::Annexes(texts) => annexes(texts),
        Block::Closing { signature, date } => closing(signature, date.as_ref()),
        Block::Annex(text) => annex(text, fonts),
        Block::NewPage { .. } => String::new(),
    }
}

/// A title, broken between words as an officer would break it.
fn title(text: &Text, page: Page) -> String {
    let lines = layout::title_lines(&text.content, page).into_iter();
    let lines = lines.map(|line| {
        content(&Text {
            content: text.content[line].to_owned(),
            ..Text::default()
        })
    });
    format!(
        "{{ {} }}",
        lines.collect::<Vec<_>>().join("; linebreak(); ")
    )
}

/// A line right above a table, its words at both edges.
fn above(left: &Text, right: &Text, fonts: &Fonts) -> String {
    let (kind, lines) = (type_of(layout::CAPTION, fonts), lines_of(layout::CAPTION));
    format!(
        "block(sticky: true, width: 100%, above: {}, below: 6pt, \
         {{ set text(tracking: 0pt, {kind}); set par({lines}); {}; h(1fr); {} }})",
        leading(layout::BODY),
        content(left),
        content(right)
    )
}

/// What is annexed, one line below the text and kept with what follows; names stand below one another.
fn annexes(texts: &[Text]) -> String {
    let numbered = u32::from(texts.len() > 1);
    let name = layout::ANNEXES_INDENT + 3 + numbered;
    let lines = texts.iter().enumerate().map(|(index, text)| {
        let hanging = if index == 0 { 3 + numbered } else { 1 };
        format!(
            "block(sticky: true, width: 100%, above: {}, below: {}, pad(left: {} * (1em + tracking), \
             par(first-line-indent: 0pt, hanging-indent: {hanging} * (1em + tracking), {})))",
            lines_above(u32::from(index == 0)),
            leading(layout::BODY),
            name - hanging,
            content(text)
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Signature and date, centred over one another near the right edge.
fn closing(signature: &Text, date: Option<&Text>) -> String {
    let day = date.map(|date| date.content.as_str());
    let (left, right) = layout::closing(&signature.content, day);
    let hundredths = |count: u32| format!("{} * (1em + tracking)", f64::from(count) / 100.0);
    let lines = std::iter::once(signature).chain(date);
    let lines: Vec<String> = lines
        .map(|text| format!("par({})", content(text)))
        .collect();
    format!(
        "block(breakable: false, width: 100%, above: {}, pad(left: {}, right: {}, \
         align(center, {{ set par(first-line-indent: 0pt, justify: false); {} }})))",
        lines_above(layout::LINES_ABOVE_SIGNATURE),
        hundredths(left),
        hundredths(right),
        lines.join("; ")
    )
}

/// What stands in the upper left corner of an annex, a line above its title.
fn annex(text: &Text, fonts: &Fonts) -> String {
    format!(
        "block(sticky: true, width: 100%, below: {}, {{ set text({}); set par(first-line-indent: 0pt); {} }})",
        lines_above(1),
        type_of(layout::ANNEX, fonts),
        content(text)
    )
}

/// The space between two blocks that leaves so many lines of body type empty.
fn lines_above(lines: u32) -> String {
    format!(
        "{} + {lines} * {}",
        leading(layout::BODY),
        pitch(layout::BODY)
    )
}

/// The depth of a heading in the outline, where titles stand at the top.
fn depth(level: u8) -> u32 {
    u32::from(level) + 1
}

fn caption(text: &Text) -> String {
    format!("caption({})\n", content(text))
}

fn compose_picture(picture: &Picture, page: Page) -> String {
    let (width, height) = picture.size_mm;
    let caption = picture
        .caption
        .as_ref()
        .map_or_else(|| "none".to_owned(), content);
    format!(
        "figure(image(bytes({}), format: \"svg\", width: {}mm, height: {}mm, fit: \"contain\", alt: {}), caption: {caption})",
        drawing(&picture.svg),
        width.clamp(1, page.text_width_mm()),
        height.clamp(1, page.text_height_mm() - CAPTION_MM),
        string(&picture.alternative),
    )
}

fn preamble(code: &mut String, document: &Document, page: Page, fonts: &Fonts) {
    if let Some(title) = &document.title {
        let _ = writeln!(code, "set document(title: {})", string(title));
    }
    if let Some(date) = &document.date {
        let (year, month, day) = (date.year, date.month, date.day);
        let _ = writeln!(
            code,
            "set document(date: datetime(year: {year}, month: {month}, day: {day}))"
        );
    }
    let _ = writeln!(code, "{}\n{}", tracking(), page_of(page, fonts));
    head(code, document, fonts);
    let _ = writeln!(
        code,
        "set text(lang: \"zh\", region: \"cn\", hyphenate: false, top-edge: 0.8em, bottom-edge: -0.2em, tracking: tracking, {})",
        type_of(layout::BODY, fonts)
    );
    let _ = writeln!(code, "set par({})", lines_of(layout::BODY));
    let _ = writeln!(code, "let strong-run(it) = {}", strong_run(fonts));
    headings(code, fonts);
    captions(code, fonts);
}

fn page_of(page: Page, fonts: &Fonts) -> String {
    let number = half_points(PAGE_NUMBER.half_points);
    format!(
        "set page(width: {}mm, height: {}mm, margin: (top: {}mm, right: {}mm, bottom: {}mm, left: {}mm), \
         footer-descent: {}mm - 0.45 * {number}, footer: context {{\n\
         set text(tracking: 0pt, {})\n\
         let number = counter(page).get().first()\n\
         let edge = if calc.odd(number) {{ right }} else {{ left }}\n\
         align(edge, pad(x: 1em, \"— \" + str(number) + \" —\"))\n}})",
        page.width_mm,
        page.height_mm,
        page.top_mm,
        page.right_mm,
        page.bottom_mm,
        page.left_mm,
        page.number_below_mm,
        type_of(PAGE_NUMBER, fonts),
    )
}

/// What stands at the head of every page.
fn head(code: &mut String, document: &Document, fonts: &Fonts) {
    if document.margins.is_empty() {
        return;
    }
    let texts: Vec<String> = document.margins.iter().map(content).collect();
    let _ = writeln!(
        code,
        "set page(header: {{ set text(tracking: 0pt, {}); align(right, {{ {} }}) }})",
        type_of(PAGE_NUMBER, fonts),
        texts.join("; linebreak(); "),
    );
}

fn headings(code: &mut String, fonts: &Fonts) {
    let gap = leading(layout::BODY);
    let _ = writeln!(
        code,
        "show heading: it => block(sticky: true, above: {gap}, below: {gap}, h({}) + it.body)\n\
         show heading.where(level: {}): it => block(sticky: true, width: 100%, above: {gap}, below: {gap} + {}, \
         align(center, it.body))",
        indent(layout::heading(1)),
        depth(0),
        pitch(layout::BODY),
    );
    for level in [5, 0, 1, 2, 3, 4] {
        let which = if level == 5 {
            "heading".to_owned()
        } else {
            format!("heading.where(level: {})", depth(level))
        };
        let style = layout::heading(level);
        let _ = writeln!(
            code,
            "show {which}: set text({})\nshow {which}: set par({})",
            type_of(style, fonts),
            lines_of(style)
        );
    }
}

fn captions(code: &mut String, fonts: &Fonts) {
    let (kind, lines) = (type_of(layout::CAPTION, fonts), lines_of(layout::CAPTION));
    let gap = leading(layout::BODY);
    let _ = writeln!(
        code,
        "let caption(it) = block(sticky: true, width: 100%, above: {gap}, below: 6pt, \
         {{ set text(tracking: 0pt, {kind}); set par({lines}); align(center, it) }})"
    );
    let _ = writeln!(
        code,
        "set figure(numbering: none, supplement: none, gap: 6pt)\n\
         set figure.caption(separator: none)\n\
         show figure: set block(above: {gap}, below: {gap})\n\
         show figure: set text(tracking: 0pt, {kind})\n\
         show figure: set par({lines})"
    );
}

/// The typeface, size and weight of a style as arguments of `text`.
pub(crate) fn type_of(style: Style, fonts: &Fonts) -> String {
    let role = Role::Chinese(style.face);
    let weight = if style.bold {
        bold(role, fonts)
    } else if stands_out(style.face) && !fonts.has(role) {
        BOLD
    } else {
        "weight: \"regular\", stroke: none"
    };
    let families: String = [(Role::Latin, true), (role, false), (Role::Bundled, false)]
        .into_iter()
        .filter(|&(role, _)| fonts.has(role))
        .map(|(role, latin)| {
            let covers = if latin {
                ", covers: \"latin-in-cjk\""
            } else {
                ""
            };
            format!("(name: {}{covers}),", string(role.name()))
        })
        .collect();
    format!(
        "font: ({families}), size: {}, {weight}",
        half_points(style.half_points)
    )
}

/// Whether the face is told from body type by its weight when the bundled serif takes its place.
fn stands_out(face: Face) -> bool {
    matches!(face, Face::XiaoBiaoSong | Face::Hei | Face::Kai)
}

/// Bold type as arguments of `text`. A typeface of one weight is made bold as word processors do it, by a stroke around
/// each glyph; so are the Latin letters beside it, lest they look bolder.
fn bold(role: Role, fonts: &Fonts) -> &'static str {
    if fonts.has(role) && fonts.is_single(role) {
        "weight: \"regular\", stroke: 0.03em + black"
    } else {
        BOLD
    }
}

fn strong_run(fonts: &Fonts) -> String {
    let role = Role::Chinese(layout::BODY.face);
    format!("text({}, it)", bold(role, fonts))
}

/// Line pitch, indent and justification of a style as arguments of `par`.
pub(crate) fn lines_of(style: Style) -> String {
    let gap = leading(style);
    format!(
        "leading: {gap}, spacing: {gap}, justify: {}, first-line-indent: (amount: {}, all: true)",
        style.setting == Setting::Justified,
        indent(style)
    )
}

/// What lies between two lines, each as tall as the type is large.
fn leading(style: Style) -> String {
    match style.pitch {
        Pitch::Exact(pitch) => half_points(pitch.saturating_sub(style.half_points)),
        Pitch::Single => "0.35em".to_owned(),
    }
}

fn pitch(style: Style) -> String {
    match style.pitch {
        Pitch::Exact(pitch) => half_points(pitch),
        Pitch::Single => "1.35em".to_owned(),
    }
}

/// The indent of the first line, in characters as they stand in body text.
fn indent(style: Style) -> String {
    format!("{} * (1em + tracking)", style.indent)
}

/// Body characters stand a little closer than their size, so that the prescribed number fits the line.
fn tracking() -> String {
    format!(
        "let tracking = calc.min(0pt, {}mm / {} - {} - 0.02pt)",
        PAGE.text_width_mm(),
        PAGE.characters,
        half_points(layout::BODY.half_points)
    )
}

fn half_points(count: u32) -> String {
    format!("{}pt", f64::from(count) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_typeface_stands_in_by_weight() {
        let fonts = Fonts::bundled();
        assert_eq!(
            type_of(layout::heading(1), &fonts),
            r#"font: ((name: "role bundled"),), size: 16pt, weight: "bold", stroke: none"#
        );
        assert!(type_of(layout::BODY, &fonts).contains("regular"));
    }
}
