//! Words as typst code: always string literals, so that nothing in them is markup.

use document::{Mark, MarkKind, Text};

/// Letters and digits in a row after which a line may break, though no rule of language allows it.
pub(crate) const LONGEST_WORD: usize = 24;

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
    let lines: Vec<String> = svg.split('\n').map(string).collect();
    format!("({},).join(\"\\n\")", lines.join(","))
}

/// A text as content: lines broken at `\n`, strong runs given to the function `strong-run`.
pub(crate) fn content(text: &Text) -> String {
    narrow_content(text, LONGEST_WORD)
}

/// A text as content for a column so narrow that words may be broken after so many letters or digits.
pub(crate) fn narrow_content(text: &Text, longest: usize) -> String {
    let mut code = String::from("{");
    let mut end = 0;
    for mark in text
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Strong)
    {
        if let Some((before, marked)) = cut(&text.content, end, mark) {
            run(&mut code, before, longest);
            code.push_str("strong-run({");
            run(&mut code, marked, longest);
            code.push_str("});");
            end = mark.range.end;
        }
    }
    run(&mut code, &text.content[end..], longest);
    code.push('}');
    code
}

fn cut<'a>(text: &'a str, from: usize, mark: &Mark) -> Option<(&'a str, &'a str)> {
    let before = text.get(from..mark.range.start)?;
    Some((before, text.get(mark.range.clone())?))
}

fn run(code: &mut String, text: &str, longest: usize) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            code.push_str("linebreak();");
        }
        if !line.is_empty() {
            code.push_str(&string(&breakable(line, longest)));
            code.push(';');
        }
    }
}

/// The line with a zero-width space wherever a word grows too long to be set whole.
fn breakable(line: &str, longest: usize) -> String {
    let mut result = String::with_capacity(line.len());
    let mut length = 0;
    for character in line.chars() {
        if !character.is_ascii() || character == ' ' {
            length = 0;
        } else if length == longest {
            result.push('\u{200b}');
            length = 1;
        } else {
            length += 1;
        }
        result.push(character);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(string("a\"b\\u{41}#c\td"), r##""a\"b\\u{41}#c d""##);
    }

    #[test]
    fn empty_drawing_is_an_empty_string_still() {
        assert_eq!(drawing(""), r#"("",).join("\n")"#);
    }

    #[test]
    fn endless_word_may_be_broken_but_a_figure_may_not() {
        assert_eq!(
            breakable("合计 4,329,100,000,000.00", LONGEST_WORD),
            "合计 4,329,100,000,000.00"
        );
        assert_eq!(
            breakable(&"x".repeat(50), LONGEST_WORD)
                .matches('\u{200b}')
                .count(),
            2
        );
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
