//! Words as typst code: always string literals, so that nothing in them is markup.

use document::{Mark, MarkKind, Text};

/// A string literal. Control characters become spaces.
pub(crate) fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => literal.extend(['\\', character]),
            _ if character.is_control() => literal.push(' '),
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}

/// An SVG drawing as a string literal; its line ends are kept.
pub(crate) fn drawing(svg: &str) -> String {
    let lines: Vec<String> = svg.lines().map(string).collect();
    format!("({},).join(\"\\n\")", lines.join(","))
}

/// A text as content: lines broken at `\n`, strong runs given to the function `strong-run`.
pub(crate) fn content(text: &Text) -> String {
    let mut code = String::from("{");
    let mut end = 0;
    for mark in text
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Strong)
    {
        if let Some((before, marked)) = cut(&text.content, end, mark) {
            run(&mut code, before);
            code.push_str("strong-run({");
            run(&mut code, marked);
            code.push_str("});");
            end = mark.range.end;
        }
    }
    run(&mut code, &text.content[end..]);
    code.push('}');
    code
}

fn cut<'a>(text: &'a str, from: usize, mark: &Mark) -> Option<(&'a str, &'a str)> {
    let before = text.get(from..mark.range.start)?;
    Some((before, text.get(mark.range.clone())?))
}

fn run(code: &mut String, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            code.push_str("linebreak();");
        }
        if !line.is_empty() {
            code.push_str(&string(line));
            code.push(';');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(string("a\"b\\u{41}#c\td"), r##""a\"b\\u{41}#c d""##);
    }

    #[test]
    fn strong_run_is_cut_out_and_a_broken_mark_ignored() {
        let mark = |range| Mark {
            range,
            kind: MarkKind::Strong,
        };
        let text = Text {
            content: "一二三\n四".to_owned(),
            marks: vec![mark(3..6), mark(7..8)],
            ..Text::default()
        };
        assert_eq!(
            content(&text),
            r#"{"一";strong-run({"二";});"三";linebreak();"四";}"#
        );
    }
}
