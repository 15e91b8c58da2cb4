//! What stands in the margins of pages, which the pages of a file repeat.

use crate::model::{Origin, Text};

/// Headers and footers, each text once.
#[derive(Debug, Default)]
pub(super) struct Margins(Vec<Text>);

impl Margins {
    /// Adds a text, unless it is there already or tells nothing but the number of a page.
    pub(super) fn push(&mut self, text: Text) {
        let known = self.0.iter().any(|margin| margin.content == text.content);
        if !known && !is_page_number(&text.content) {
            self.0.push(Text {
                origin: Origin::default(),
                ..text
            });
        }
    }

    pub(super) fn finish(self) -> Vec<Text> {
        self.0
    }
}

/// Whether a text is empty or says nothing but which page this is.
fn is_page_number(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_numeric() || c.is_whitespace() || "第共页-—–－―·/／｜|".contains(c))
}
