//! Lines: the characters that stand beside one another, and the words they make.

use super::ink::{Frame, Script};
use super::page::Glyph;

/// Characters on one line from left to right.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// The height of most of its characters.
    pub(super) size: f32,
    /// Whether its characters are painted twice, which printers take for bold.
    pub(super) bold: bool,
}

/// The lines of some characters, from the top.
///
/// Digits are often set on another baseline than the Chinese characters beside them, so it is the middle of a
/// character that tells its line.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    glyphs.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let mut rest = glyphs.as_slice();
    while let Some(first) = rest.first() {
        let mut reach = first.size;
        let mut past = 1;
        while let Some(next) = rest.get(past) {
            let spread = middle(next) - middle(first);
            let step = middle(next) - middle(&rest[past - 1]);
            if spread > 0.62 * reach.max(next.size) || step > 0.45 * reach.max(next.size) {
                break;
            }
            reach = reach.max(next.size);
            past += 1;
        }
        let (line, below) = rest.split_at(past);
        lines.extend(Line::new(line.to_vec()));
        rest = below;
    }
    lines
}

fn middle(glyph: &Glyph) -> f32 {
    glyph.baseline - 0.35 * glyph.size
}

impl Line {
    fn new(mut glyphs: Vec<Glyph>) -> Option<Self> {
        glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
        let painted = glyphs.len();
        let glyphs = once(glyphs);
        let first = glyphs.first()?;
        let mut line = Self {
            left: first.left,
            right: first.right,
            top: f32::INFINITY,
            bottom: f32::NEG_INFINITY,
            size: most_common_size(&glyphs),
            bold: painted >= 2 * glyphs.len() - glyphs.len() / 3,
            glyphs,
        };
        for glyph in &line.glyphs {
            let extent = glyph.extent();
            line.right = line.right.max(extent.right);
            line.top = line.top.min(extent.top);
            line.bottom = line.bottom.max(extent.bottom);
        }
        Some(line)
    }

    /// The words that stand further apart than so many characters, as lines of their own.
    pub(super) fn parted(&self, apart: f32) -> Vec<Self> {
        let mut words = Vec::new();
        let mut word: Vec<Glyph> = Vec::new();
        for glyph in &self.glyphs {
            if word.last().is_some_and(|before| gap(before, glyph) > apart) {
                words.extend(Self::new(std::mem::take(&mut word)));
            }
            word.push(*glyph);
        }
        words.extend(Self::new(word));
        words
    }

    /// The middle of the line, top to bottom.
    pub(super) fn middle(&self) -> f32 {
        (self.top + self.bottom) / 2.0
    }

    /// The width of what cannot be broken at the start of the line: a number or Latin word, or a character with the
    /// brackets and signs that must not be parted from it.
    pub(super) fn first_word(&self) -> f32 {
        let bound = |pair: &&[Glyph]| {
            let (before, after) = (pair[0].character, pair[1].character);
            (before.is_ascii_graphic() && after.is_ascii_graphic())
                || "（《〈“‘【〔".contains(before)
                || "）》〉”’】〕，。、；：！？%％…".contains(after)
        };
        let word = self.glyphs.windows(2).take_while(bound).count();
        self.glyphs
            .get(word)
            .map_or(0.0, |glyph| glyph.right - self.left)
    }

    /// What the line says, without the spaces that justification puts between Chinese characters.
    pub(super) fn script(&self, page: u32, frame: &Frame) -> Script {
        let usual = self.usual_gap();
        let mut script = Script::default();
        let ordinal = self.ordinal();
        let mut before: Option<&Glyph> = None;
        for (place, glyph) in self.glyphs.iter().enumerate() {
            if before.is_some_and(|before| {
                parted(before, glyph, usual)
                    || (ordinal == Some(place) && gap(before, glyph) > 0.15)
            }) {
                script.push(' ', None);
            }
            let ink = frame.ink(page, 0, glyph);
            script.push(glyph.character, Some(ink));
            before = Some(glyph);
        }
        script
    }

    /// Where the words of a heading begin after 第一部分, 第二章 or 第三条.
    fn ordinal(&self) -> Option<usize> {
        if self.glyphs.first()?.character != '第' {
            return None;
        }
        let numeral = |glyph: &&Glyph| {
            "一二三四五六七八九十百".contains(glyph.character) || glyph.character.is_ascii_digit()
        };
        let past = 1 + self.glyphs[1..].iter().take_while(numeral).count();
        match (
            self.glyphs.get(past)?.character,
            self.glyphs.get(past + 1)?.character,
        ) {
            ('部', '分') if past > 1 => Some(past + 2),
            ('章' | '节' | '条', _) if past > 1 => Some(past + 1),
            _ => None,
        }
    }

    /// The median of the gaps between Chinese characters, in characters: what justification adds on this line.
    fn usual_gap(&self) -> f32 {
        let mut gaps: Vec<f32> = self
            .glyphs
            .windows(2)
            .filter(|pair| is_wide(pair[0].character) && is_wide(pair[1].character))
            .map(|pair| gap(&pair[0], &pair[1]))
            .collect();
        let middle = gaps.len() / 2;
        if gaps.is_empty() {
            return 0.0;
        }
        *gaps.select_nth_unstable_by(middle, f32::total_cmp).1
    }
}

/// Drops the characters that are painted again a hair's breadth beside, to look bold.
fn once(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let again = kept.iter().rev().take(3).any(|other| {
            other.character == glyph.character
                && (glyph.left - other.left).abs()
                    < 0.3 * (other.right - other.left).max(0.2 * other.size)
                && (glyph.baseline - other.baseline).abs() < 0.3 * other.size
        });
        if !again {
            kept.push(glyph);
        }
    }
    kept
}

fn most_common_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().map(|glyph| glyph.size).collect();
    let middle = sizes.len() / 2;
    if sizes.is_empty() {
        return 0.0;
    }
    *sizes.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// The gap between two characters, in characters.
fn gap(before: &Glyph, after: &Glyph) -> f32 {
    (after.left - before.right) / before.size.max(after.size)
}

/// Whether a space stands between two characters of a line.
fn parted(before: &Glyph, after: &Glyph, usual: f32) -> bool {
    let gap = gap(before, after);
    let (a, b) = (before.character, after.character);
    if a.is_ascii() && b.is_ascii() {
        return gap > 0.2;
    }
    // Between a Chinese character and a figure, or beside a sign, a gap is the typesetter's.
    let words = is_wide(a) && is_wide(b);
    words && gap >= 0.4 && gap >= 3.0 * usual + 0.1 || gap >= 1.5 && gap >= 3.0 * usual
}

/// Whether a character is a Chinese one, and no sign.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

impl Script {
    /// Adds the line that goes on after this text.
    pub(super) fn run_on(&mut self, next: Self) {
        let ends = self.content.chars().next_back();
        let begins = next.content.chars().next();
        if let (Some(a), Some(b)) = (ends, begins)
            && a.is_ascii_alphanumeric()
            && b.is_ascii_alphanumeric()
        {
            self.push(' ', None);
        }
        self.append(next);
    }
}
