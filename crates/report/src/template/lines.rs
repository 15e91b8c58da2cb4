//! What a line of a template is, by itself.

use document::Align;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// Nothing, or a comment: ends a paragraph.
    Blank,
    /// `## 标题`: the number of marks and the words.
    Heading(u8, &'a str),
    /// `| 甲 | 乙 |`
    Row(Vec<&'a str>),
    /// `|---|:---:|`
    Rule(Vec<Align>),
    /// `{{ 名称 }}` alone on the line.
    Alone(&'a str),
    /// Anything else.
    Words(&'a str),
}

pub(crate) fn line(raw: &str) -> Line<'_> {
    let text = raw.trim();
    if text.is_empty() || (text.starts_with("<!--") && text.ends_with("-->")) {
        return Line::Blank;
    }
    if let Some(heading) = heading(text) {
        return heading;
    }
    if text.len() > 1 && text.starts_with('|') && text.ends_with('|') {
        return row(text);
    }
    let alone = text.starts_with("{{") && text.find("}}") == Some(text.len() - 2);
    match alone {
        true => Line::Alone(text),
        false => Line::Words(text.strip_prefix("- ").unwrap_or(text)),
    }
}

fn heading(text: &str) -> Option<Line<'_>> {
    let words = text.trim_start_matches('#');
    let marks = text.len() - words.len();
    let level = u8::try_from(marks)
        .ok()
        .filter(|marks| (1..=5).contains(marks))?;
    words
        .starts_with(' ')
        .then(|| Line::Heading(level, words.trim()))
}

fn row(text: &str) -> Line<'_> {
    let cells: Vec<_> = cells(&text[1..text.len() - 1]);
    match cells.iter().map(|cell| align(cell)).collect() {
        Some(aligns) => Line::Rule(aligns),
        None => Line::Row(cells),
    }
}

/// The cells of a row; a bar inside `{{ … }}` does not divide.
fn cells(inside: &str) -> Vec<&str> {
    let (mut cells, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'|' if depth == 0 => {
                cells.push(inside[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    cells.push(inside[start..].trim());
    cells
}

fn align(cell: &str) -> Option<Align> {
    let dashes = cell.trim_start_matches(':').trim_end_matches(':');
    if dashes.is_empty() || dashes.bytes().any(|byte| byte != b'-') {
        return None;
    }
    Some(match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Align::Center,
        (false, true) => Align::Right,
        _ => Align::Left,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        assert_eq!(line("## 一、概况 "), Line::Heading(2, "一、概况"));
        assert_eq!(line("#标签"), Line::Words("#标签"));
        assert_eq!(line("{{ 表.预算执行 }}"), Line::Alone("{{ 表.预算执行 }}"));
        assert_eq!(
            line("{{ 甲 }}和{{ 乙 }}"),
            Line::Words("{{ 甲 }}和{{ 乙 }}")
        );
        assert_eq!(
            line("| 甲 | {{ 乙 | 数 }} |"),
            Line::Row(vec!["甲", "{{ 乙 | 数 }}"])
        );
        assert_eq!(
            line("|---|:-:|--:|"),
            Line::Rule(vec![Align::Left, Align::Center, Align::Right])
        );
        assert_eq!(line("<!-- 说明 -->"), Line::Blank);
    }
}
