//! The book one stands in: where a command wants a book and none is written, it is the one whose folder, or a folder below
//! it, is the current one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};

/// The arguments that are books.
const BOOKS: [&str; 2] = ["book", "books"];

/// What was typed, as far as it matters here. The command must be built.
pub(crate) struct Typed<'a> {
    /// The command that was called, a subcommand of a subcommand where there are such.
    pub(crate) command: &'a Command,
    /// Where its arguments begin.
    start: usize,
    /// What was typed after it that is no option, nor the value of one.
    words: Vec<&'a OsString>,
    /// The options.
    options: Vec<&'a Arg>,
    /// The folder that `-C` names.
    directory: PathBuf,
}

impl<'a> Typed<'a> {
    /// Reads what was typed; the first is the program's name.
    pub(crate) fn read(program: &'a Command, typed: &'a [OsString]) -> Self {
        let mut read = Self {
            command: program,
            start: 1,
            words: Vec::new(),
            options: Vec::new(),
            directory: PathBuf::new(),
        };
        let mut rest = typed.iter().enumerate().skip(1).peekable();
        let mut literal = false;
        while let Some((at, word)) = rest.next() {
            let text = word.to_string_lossy();
            if !literal && text == "--" {
                literal = true;
            } else if !literal && let Some((option, attached)) = option(read.command, &text) {
                read.options.push(option);
                let values = option.get_num_args().unwrap_or_default();
                let (mut taken, most) = (usize::from(attached.is_some()), values.max_values());
                let mut value = attached.map(OsString::from);
                while taken < most
                    && let Some((_, next)) = rest.next_if(|(_, next)| {
                        taken < values.min_values() || !next.to_string_lossy().starts_with('-')
                    })
                {
                    taken += 1;
                    value = Some(next.clone());
                }
                if option.get_id() == "directory" {
                    read.directory = value.unwrap_or_default().into();
                }
            } else if read.words.is_empty()
                && !literal
                && let Some(command) = read.command.find_subcommand(word)
            {
                (read.command, read.start) = (command, at + 1);
            } else {
                read.words.push(word);
            }
        }
        read
    }

    /// The place where the book one stands in has to be written, and what.
    pub(crate) fn unsaid(&self) -> Option<(usize, OsString)> {
        let book = self.unsaid_argument()?;
        let conflicts = self.command.get_arg_conflicts_with(book);
        if self.options.iter().any(|option| conflicts.contains(option)) {
            return None;
        }
        let here = std::path::absolute(Path::new(".").join(&self.directory)).ok()?;
        Some((self.start, above(&here)?.into_os_string()))
    }

    fn unsaid_argument(&self) -> Option<&Arg> {
        let mut arguments = self.command.get_positionals();
        let book = arguments.next()?;
        if !BOOKS.contains(&book.get_id().as_str()) {
            return None;
        }
        let others: Vec<&Arg> = arguments.collect();
        let most = others.iter().map(|other| other.get_num_args());
        let most = most.map(|values| values.map_or(1, |values| values.max_values()));
        let most = most.fold(0_usize, usize::saturating_add);
        let said = match self.words.first() {
            None => false,
            Some(_) if self.words.len() > most => true,
            Some(word) => {
                let folder = self.directory.join(word);
                folder.join(folder::BOOK).is_file()
            }
        };
        (!said).then_some(book)
    }
}

/// The option a word is, with the value that is attached to it.
fn option<'a>(command: &'a Command, word: &str) -> Option<(&'a Arg, Option<String>)> {
    let mut known = command
        .get_arguments()
        .filter(|known| !known.is_positional());
    if let Some(long) = word.strip_prefix("--") {
        let (name, value) = match long.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (long, None),
        };
        let named = |known: &&Arg| {
            let aliases = known.get_all_aliases().unwrap_or_default();
            known.get_long() == Some(name) || aliases.contains(&name)
        };
        return known.find(named).map(|known| (known, value));
    }
    let mut letters = word.strip_prefix('-')?.chars();
    let letter = letters.next()?;
    let known = known.find(|known| known.get_short() == Some(letter))?;
    let value = Some(letters.as_str()).filter(|rest| !rest.is_empty());
    Some((known, value.map(str::to_owned)))
}

/// The way up from a folder to the next one that is a book.
fn above(here: &Path) -> Option<PathBuf> {
    let up = here
        .ancestors()
        .position(|folder| folder.join(folder::BOOK).is_file())?;
    Some(match up {
        0 => PathBuf::from("."),
        up => std::iter::repeat_n("..", up).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(words: &[&str]) -> Option<(usize, OsString)> {
        let mut program = crate::usage::command();
        program.build();
        let typed: Vec<OsString> = words.iter().map(OsString::from).collect();
        Typed::read(&program, &typed).unsaid()
    }

    #[test]
    fn a_book_that_is_not_written_is_the_one_stood_in() {
        let scratch = tempfile::tempdir().unwrap();
        let book = scratch.path().join("账本");
        std::fs::create_dir_all(book.join("ledgers")).unwrap();
        std::fs::write(book.join(folder::BOOK), "").unwrap();
        let inside = book.join("ledgers");
        let (inside, book) = (inside.to_str().unwrap(), book.to_str().unwrap());
        let unsaid: &[(&[&str], usize)] = &[
            (&["kaocheng", "-C", inside, "score"], 4),
            (&["kaocheng", "score", "--explain", "-C", inside], 2),
            (&["kaocheng", "-C", inside, "set", "指标Z01.目标", "-5"], 4),
            (
                &[
                    "kaocheng",
                    "-C",
                    inside,
                    "set",
                    "--why",
                    "批复",
                    "指标Z01.目标",
                    "36",
                ],
                4,
            ),
            (&["kaocheng", "-C", inside, "undo", "12"], 4),
            (
                &[
                    "kaocheng",
                    "-C",
                    inside,
                    "ledger",
                    "import",
                    "供地",
                    "供地.xlsx",
                ],
                5,
            ),
            (
                &[
                    "kaocheng",
                    "-C",
                    inside,
                    "drift",
                    "改过.docx",
                    "--accept",
                    "三公",
                    "--format",
                    "json",
                ],
                4,
            ),
            (
                &["kaocheng", "-C", inside, "monitor", "--period", "2025-Q3"],
                4,
            ),
        ];
        for (words, at) in unsaid {
            assert_eq!(completed(words), Some((*at, "..".into())), "{words:?}");
        }
        let said: &[&[&str]] = &[
            &["kaocheng", "-C", inside, "score", "别的账本"],
            &["kaocheng", "-C", inside, "set", book, "指标Z01.目标", "36"],
            &["kaocheng", "-C", inside, "drift", "别的账本", "改过.docx"],
            &["kaocheng", "-C", inside, "book", "export", "--empty"],
            &["kaocheng", "-C", inside, "check", "改过.docx"],
            &["kaocheng", "-C", inside, "ledger"],
            &["kaocheng", "-C", scratch.path().to_str().unwrap(), "score"],
        ];
        for words in said {
            assert_eq!(completed(words), None, "{words:?}");
        }
    }
}
