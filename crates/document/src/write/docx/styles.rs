//! The styles of the document and its footers.

use super::{DECLARATION, NAMESPACES, escaped, twips};
use crate::Document;
use crate::write::layout::{self, BODY, CAPTION, LATIN, PAGE, PAGE_NUMBER, Pitch, Setting, Style};

/// The style sheet: one named style for each kind of paragraph, so that an office can restyle a report at one place.
pub(super) fn styles() -> String {
    let mut out = format!("{DECLARATION}<w:styles {NAMESPACES}>{}", defaults());
    out.push_str(concat!(
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>"#,
        r#"<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>"#
    ));
    paragraph(&mut out, "Body", "Body Text", None, &BODY, "");
    paragraph(
        &mut out,
        "Title",
        "Title",
        None,
        &layout::heading(0),
        r#"<w:spacing w:after="580""#,
    );
    for level in 1..=9_u8 {
        let (id, name) = (format!("Heading{level}"), format!("heading {level}"));
        paragraph(
            &mut out,
            &id,
            &name,
            Some(level - 1),
            &layout::heading(level),
            "",
        );
    }
    paragraph(
        &mut out,
        "Annex",
        "附件",
        None,
        &layout::ANNEX,
        r#"<w:spacing w:after="580""#,
    );
    paragraph(
        &mut out,
        "Caption",
        "caption",
        None,
        &CAPTION,
        r#"<w:spacing w:before="120" w:after="60""#,
    );
    let picture = Style {
        setting: Setting::Centred,
        pitch: Pitch::Single,
        indent: 0,
        ..BODY
    };
    paragraph(
        &mut out,
        "Picture",
        "图",
        None,
        &picture,
        r#"<w:spacing w:before="120""#,
    );
    paragraph(&mut out, "Footer", "footer", None, &PAGE_NUMBER, "");
    paragraph(&mut out, "Header", "header", None, &PAGE_NUMBER, "");
    for columns in [5, 9, 10] {
        let style = Style {
            setting: Setting::Justified,
            ..layout::table(columns)
        };
        paragraph(
            &mut out,
            table_style(columns),
            table_style_name(columns),
            None,
            &style,
            "",
        );
    }
    out.push_str(TABLE_GRID);
    out.push_str("</w:styles>");
    out
}

/// The styles that tables, captions and pictures are set in, each with its identifier, for a document of another's.
pub(crate) fn borrowed() -> Vec<(String, String)> {
    let all = styles();
    let wanted = [
        "Caption",
        "Picture",
        "Table",
        "TableSmall",
        "TableSmaller",
        "TableGrid",
    ];
    let style = |id: &str| {
        let start = all.find(&format!("w:styleId=\"{id}\""))?;
        let start = all[..start].rfind("<w:style ")?;
        let end = start + all[start..].find("</w:style>")? + "</w:style>".len();
        Some((id.to_owned(), all[start..end].to_owned()))
    };
    wanted.iter().filter_map(|id| style(id)).collect()
}

/// The style of paragraphs in a table of so many columns.
pub(super) const fn table_style(columns: usize) -> &'static str {
    match columns {
        0..=5 => "Table",
        6..=9 => "TableSmall",
        _ => "TableSmaller",
    }
}

const fn table_style_name(columns: usize) -> &'static str {
    match columns {
        0..=5 => "表格",
        6..=9 => "表格（多栏）",
        _ => "表格（更多栏）",
    }
}

const TABLE_GRID: &str = concat!(
    r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>"#,
    r#"<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>"#,
    r#"<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#,
    r#"<w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#,
    r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#,
    r#"</w:tblBorders></w:tblPr></w:style>"#
);

fn defaults() -> String {
    format!(
        concat!(
            "<w:docDefaults><w:rPrDefault><w:rPr>{}",
            r#"<w:sz w:val="{}"/><w:szCs w:val="{}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>"#,
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        ),
        fonts(BODY.face.family()),
        BODY.half_points,
        BODY.half_points
    )
}

fn fonts(family: &str) -> String {
    format!(
        r#"<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{family}" w:cs="{LATIN}"/>"#
    )
}

/// `spacing` opens the spacing element with what goes before the line pitch; empty for none.
fn paragraph(
    out: &mut String,
    id: &str,
    name: &str,
    outline: Option<u8>,
    style: &Style,
    spacing: &str,
) {
    let next = if outline.is_some() || id == "Title" {
        r#"<w:next w:val="Body"/>"#
    } else {
        ""
    };
    let keep = if outline.is_some() {
        "<w:keepNext/>"
    } else {
        ""
    };
    let open = if spacing.is_empty() {
        "<w:spacing"
    } else {
        spacing
    };
    let line = match style.pitch {
        Pitch::Exact(half_points) => format!(
            r#"{open} w:line="{}" w:lineRule="exact"/>"#,
            half_points * 10
        ),
        Pitch::Single => {
            format!(r#"<w:snapToGrid w:val="0"/>{open} w:line="240" w:lineRule="auto"/>"#)
        }
    };
    let indent = match style.indent {
        0 => String::new(),
        characters => format!(
            r#"<w:ind w:firstLineChars="{}" w:firstLine="{}"/>"#,
            characters * 100,
            characters * style.half_points * 10
        ),
    };
    let justify = match style.setting {
        Setting::Justified => "both",
        Setting::Centred => "center",
    };
    let level = outline
        .map(|level| format!(r#"<w:outlineLvl w:val="{level}"/>"#))
        .unwrap_or_default();
    let bold = if style.bold { "<w:b/><w:bCs/>" } else { "" };
    let squeeze = if style.half_points == BODY.half_points {
        squeeze()
    } else {
        String::new()
    };
    out.push_str(&format!(
        concat!(
            r#"<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="Normal"/>{}<w:qFormat/>"#,
            r#"<w:pPr>{}{}{}<w:jc w:val="{}"/>{}</w:pPr><w:rPr>{}{}{}<w:sz w:val="{}"/><w:szCs w:val="{}"/></w:rPr></w:style>"#
        ),
        id,
        name,
        next,
        keep,
        line,
        indent,
        justify,
        level,
        fonts(style.face.family()),
        bold,
        squeeze,
        style.half_points,
        style.half_points
    ));
}

/// Brings body type a little closer together: 28 characters of 16 pt are wider than the type area. A grid of
/// characters would do the same in Word, but LibreOffice spreads the text by it.
fn squeeze() -> String {
    let spared = (BODY.half_points * 10 * PAGE.characters - twips(PAGE.text_width_mm()))
        .div_ceil(PAGE.characters);
    format!(r#"<w:spacing w:val="-{spared}"/>"#)
}

/// The footer with the page number, one character in from the outer edge: `right` on odd pages, `left` on even ones.
/// What stands at the head of every page.
pub(super) fn header(document: &Document) -> String {
    let texts = document.margins.iter();
    let lines = texts.map(|text| {
        let words = number_run(&escaped(&text.content));
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="right"/></w:pPr>{words}</w:p>"#
        )
    });
    let lines: String = lines.collect();
    format!("{DECLARATION}<w:hdr {NAMESPACES}>{lines}</w:hdr>")
}

pub(super) fn footer(side: &str) -> String {
    let inset = PAGE_NUMBER.half_points * 10;
    format!(
        concat!(
            r#"{}<w:ftr {}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{}="{}"/><w:jc w:val="{}"/></w:pPr>"#,
            r#"{}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>{}</w:p></w:ftr>"#
        ),
        DECLARATION,
        NAMESPACES,
        side,
        inset,
        side,
        number_run("— "),
        number_run("1"),
        number_run(" —")
    )
}

fn number_run(text: &str) -> String {
    let family = PAGE_NUMBER.face.family();
    format!(
        concat!(
            r#"<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{}" w:hAnsi="{}" w:eastAsia="{}"/></w:rPr>"#,
            r#"<w:t xml:space="preserve">{}</w:t></w:r>"#
        ),
        family, family, family, text
    )
}
