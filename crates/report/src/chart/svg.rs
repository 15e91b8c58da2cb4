//! The few shapes the charts need.

use super::{LETTER, PITCH, WIDTH};

/// Ink: nearly black, so that copies stay readable.
pub(crate) const INK: &str = "#1f2933";
/// A filled bar.
pub(crate) const DARK: &str = "#3e5c76";
/// An empty bar.
pub(crate) const EMPTY: &str = "#ffffff";

const FAMILY: &str = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','Microsoft YaHei',SimHei,'Noto Serif CJK SC','Noto Serif SC',SimSun,sans-serif";

/// Where a text is held.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    End,
}

/// A drawing that grows downwards.
#[derive(Default)]
pub(crate) struct Drawing {
    shapes: String,
}

impl Drawing {
    /// A bar with its outline.
    pub(crate) fn bar(&mut self, (x, y): (i64, i64), (width, height): (i64, i64), fill: &str) {
        self.shapes.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"4\"/>\n"
        ));
    }

    /// A vertical line.
    pub(crate) fn axis(&mut self, x: i64, from: i64, to: i64) {
        self.shapes.push_str(&format!(
            "<line x1=\"{x}\" y1=\"{from}\" x2=\"{x}\" y2=\"{to}\" stroke=\"{INK}\" stroke-width=\"5\"/>\n"
        ));
    }

    /// A line of words whose middle stands at `y`.
    pub(crate) fn words(&mut self, x: i64, y: i64, words: &str, anchor: Anchor) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::End => "end",
        };
        // Chinese letters reach about 0.88 above the base line and 0.12 below.
        let base = y + LETTER * 38 / 100;
        self.shapes.push_str(&format!(
            "<text x=\"{x}\" y=\"{base}\" text-anchor=\"{anchor}\">{}</text>\n",
            escaped(words)
        ));
    }

    /// Lines of words, the block's middle at `y`.
    pub(crate) fn lines(&mut self, x: i64, y: i64, lines: &[String], anchor: Anchor) {
        let top = y - PITCH * (lines.len() as i64 - 1) / 2;
        for (at, line) in lines.iter().enumerate() {
            self.words(x, top + PITCH * at as i64, line, anchor);
        }
    }

    /// The drawing as a file.
    pub(crate) fn finish(self, height: i64) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"100%\" font-family=\"{FAMILY}\" font-size=\"{LETTER}\" fill=\"{INK}\">\n{}</svg>\n",
            self.shapes
        )
    }
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
