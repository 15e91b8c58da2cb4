//! Figures set wide.

use super::page::Glyph;

/// Closes up the digits of a page on which they stand apart: spaced out, or of a font that tells them narrower than they
/// are set. Else each would be a figure of its own.
pub(super) fn close_up(glyphs: &mut [Glyph]) {
    /// Pairs of digits that tell how a page is set.
    const ENOUGH: usize = 20;
    /// Gaps between the digits of a figure, in characters; a space is wider.
    const GAPS: std::ops::Range<f32> = 0.15..0.45;
    let pairs = glyphs.windows(2);
    let mut gaps: Vec<f32> = pairs.filter_map(|pair| gap(&pair[0], &pair[1])).collect();
    let middle = gaps.len() / 2;
    if gaps.len() < ENOUGH {
        return;
    }
    let usual = *gaps.select_nth_unstable_by(middle, f32::total_cmp).1;
    if !GAPS.contains(&usual) {
        return;
    }
    for glyph in glyphs.iter_mut().filter(|glyph| is_digit(glyph)) {
        glyph.right += usual * glyph.size;
    }
}

/// The gap between two digits drawn one after the other beside each other, in characters.
fn gap(before: &Glyph, after: &Glyph) -> Option<f32> {
    let beside = (before.baseline - after.baseline).abs() < 0.1 * before.size;
    let gap = (after.left - before.right) / before.size.max(after.size);
    (is_digit(before) && is_digit(after) && beside && (-0.5..1.0).contains(&gap)).then_some(gap)
}

fn is_digit(glyph: &Glyph) -> bool {
    glyph.character.is_ascii_digit()
}
