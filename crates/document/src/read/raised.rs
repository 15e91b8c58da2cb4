//! Figures set higher or lower than the line, which would run into the figure before them: 100万元² is not 100万元2.

use std::borrow::Cow;

/// Where characters stand on their line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Height {
    #[default]
    Level,
    Superscript,
    Subscript,
}

/// Characters as they are set, with the figures among them raised or lowered.
pub(super) fn raised(text: &str, height: Height) -> Cow<'_, str> {
    let figures = match height {
        Height::Level => return Cow::Borrowed(text),
        Height::Superscript => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'],
        Height::Subscript => ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'],
    };
    let figure = |c: char| c.to_digit(10).map_or(c, |digit| figures[digit as usize]);
    Cow::Owned(text.chars().map(figure).collect())
}
