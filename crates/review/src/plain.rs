//! Text from a file as a terminal may have it.

use std::borrow::Cow;

/// A text without the characters by which a terminal is told to do something; a mark stands for each. Line ends and tabs
/// stay.
pub fn plain(text: &str) -> Cow<'_, str> {
    const MARK: &str = "\u{FFFD}";
    let commands = |c: char| c.is_control() && c != '\n' && c != '\t';
    match text.contains(commands) {
        true => Cow::Owned(text.replace(commands, MARK)),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_told_nothing() {
        assert_eq!(plain("资产\n\t1"), "资产\n\t1");
        assert_eq!(
            plain("a\u{1b}[2Jb\u{7}\u{9b}31m"),
            "a\u{FFFD}[2Jb\u{FFFD}\u{FFFD}31m"
        );
    }
}
