//! The words and marks of a measure's text.

use super::ParseMeasureError;
use crate::names::{is_bare, is_keyword};

/// A word or mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A bare word, such as 计数 or 供地.面积 or 2022-01-01.
    Word(String),
    /// A text in corner quotes.
    Quoted(String),
    /// One of `( ) | , ÷ = ≠ > < ≥ ≤`.
    Mark(char),
}

/// A token with where it starts, in bytes.
pub(crate) type Placed = (usize, Token);

/// Splits a measure's text.
pub(crate) fn tokens(text: &str) -> Result<Vec<Placed>, ParseMeasureError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let after_bracket = matches!(tokens.last(), Some((_, Token::Mark(')'))));
        let length = if let Some(sign) = sign(rest).filter(|_| after_bracket) {
            tokens.push((at, Token::Word(sign.into())));
            first.len_utf8()
        } else if first.is_whitespace() {
            first.len_utf8()
        } else if let Some((mark, length)) = mark(rest) {
            tokens.push((at, Token::Mark(mark)));
            length
        } else if first == '「' {
            let (inner, length) = corner_quoted(rest).ok_or_else(|| unclosed(at))?;
            tokens.push((at, Token::Quoted(inner)));
            length
        } else {
            let length = rest.find(|c| !is_bare(c)).unwrap_or(rest.len());
            if length == 0 {
                return Err(stray(at, first));
            }
            tokens.push((at, Token::Word(rest[..length].to_owned())));
            length
        };
        at += length;
    }
    Ok(tokens)
}

/// The word a sign is at the start. Names and dates have such characters in them, so that one counts
/// only right after a bracket; anywhere else it needs spaces on both sides to be a word.
fn sign(text: &str) -> Option<char> {
    text.chars().next().filter(|sign| SIGNS.contains(sign))
}

/// ＋ and − as they are typed.
const SIGNS: [char; 5] = ['+', '＋', '-', '−', '－'];

/// The mark at the start, in its one form, with its length.
fn mark(text: &str) -> Option<(char, usize)> {
    const FORMS: [(&str, char); 24] = [
        ("!=", '≠'),
        ("<>", '≠'),
        (">=", '≥'),
        ("<=", '≤'),
        ("≠", '≠'),
        ("≥", '≥'),
        ("≤", '≤'),
        ("=", '='),
        ("＝", '='),
        (">", '>'),
        ("＞", '>'),
        ("<", '<'),
        ("＜", '<'),
        ("(", '('),
        ("（", '('),
        (")", ')'),
        ("）", ')'),
        ("|", '|'),
        ("｜", '|'),
        (",", ','),
        ("，", ','),
        ("、", ','),
        ("÷", '÷'),
        ("/", '÷'),
    ];
    FORMS
        .iter()
        .find(|(form, _)| text.starts_with(form))
        .map(|(form, mark)| (*mark, form.len()))
}

/// The text in corner quotes at the start, in which `」」` stands for `」`, and its length.
fn corner_quoted(text: &str) -> Option<(String, usize)> {
    let open = '「'.len_utf8();
    let close = '」'.len_utf8();
    let mut inner = String::new();
    let mut at = open;
    loop {
        let end = at + text[at..].find('」')?;
        inner.push_str(&text[at..end]);
        at = end + close;
        if !text[at..].starts_with('」') {
            return Some((inner, at));
        }
        inner.push('」');
        at += close;
    }
}

fn unclosed(at: usize) -> ParseMeasureError {
    ParseMeasureError {
        at,
        problem: "引号“「”没有配对".to_owned(),
        remedy: "在文字后补上“」”".to_owned(),
    }
}

fn stray(at: usize, character: char) -> ParseMeasureError {
    ParseMeasureError {
        at,
        problem: format!("这里不能用“{character}”"),
        remedy: "值里有标点或空格的，整个写在「」里".to_owned(),
    }
}

/// A word as it is written in a measure: bare where it can be, else in corner quotes.
pub(crate) fn quoted(word: &str) -> String {
    let bare = !word.is_empty() && word.chars().all(is_bare) && !is_keyword(word);
    match bare {
        true => word.to_owned(),
        false => format!("「{}」", word.replace('」', "」」")),
    }
}
