//! A report as a file: written by this project's writers and read back by its readers, so that both are tried.

use document::{Document, Limits, docx, html, markdown, read};

use crate::dice::Dice;
use crate::made::Made;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Form {
    /// Plain text, a paragraph a line.
    Text,
    /// Plain text, broken at a width.
    Wrapped,
    /// Markdown.
    Markdown,
    /// Word.
    Docx,
    /// A web page.
    Html,
}

impl Form {
    /// All forms.
    pub const ALL: [Form; 5] = [
        Form::Text,
        Form::Wrapped,
        Form::Markdown,
        Form::Docx,
        Form::Html,
    ];

    /// Its name in the table of results.
    pub fn name(self) -> &'static str {
        match self {
            Form::Text => "txt",
            Form::Wrapped => "txt, lines broken",
            Form::Markdown => "md",
            Form::Docx => "docx",
            Form::Html => "html",
        }
    }

    /// A form by chance; plain text has no tables.
    pub(crate) fn choose(made: &Made, dice: &mut Dice) -> Self {
        let first = if made.has_table() { 2 } else { 0 };
        *dice.pick(&Form::ALL[first..])
    }

    /// Writes a document and reads it back; an error says what went wrong.
    pub(crate) fn through(self, document: &Document) -> Result<Document, String> {
        let (name, bytes) = match self {
            Form::Text => ("a.txt", plain(document, None).into_bytes()),
            Form::Wrapped => ("a.txt", plain(document, Some(72)).into_bytes()),
            Form::Markdown => ("a.md", markdown(document).into_bytes()),
            Form::Docx => (
                "a.docx",
                docx(document, &[]).map_err(|error| error.to_string())?,
            ),
            Form::Html => ("a.html", html(document).into_bytes()),
        };
        read(name, &bytes, &Limits::default()).map_err(|error| error.to_string())
    }
}

fn plain(document: &Document, width: Option<usize>) -> String {
    let mut out = String::new();
    for line in document.flatten().text.lines() {
        match width {
            Some(width) => broken(line, width, &mut out),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// Breaks a line at a width in columns, never inside a number or before a mark.
fn broken(line: &str, width: usize, out: &mut String) {
    let letters: Vec<char> = line.chars().collect();
    let mut column = 0;
    for (place, letter) in letters.iter().enumerate() {
        let inside = place > 0 && is_number(*letter) && is_number(letters[place - 1]);
        if column >= width && !inside && !"，。；：、）%”》".contains(*letter) {
            out.push('\n');
            column = 0;
        }
        out.push(*letter);
        column += if *letter < '\u{1100}' { 1 } else { 2 };
    }
}

fn is_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',')
}
