//! Small questions about the words of an indicator.

use book::{Direction, Indicator};

/// The first of the words that a text holds.
pub(super) fn holds<'w>(text: &str, words: &'w [String]) -> Option<&'w str> {
    words
        .iter()
        .find(|word| text.contains(word.as_str()))
        .map(String::as_str)
}

/// Whether a text ends in one of the words.
pub(super) fn ends_in(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_str()))
}

/// A level's name without the word 指标.
pub(super) fn bare(level: &str) -> &str {
    level.strip_suffix("指标").unwrap_or(level)
}

/// Whether the direction is one of numbers.
pub(super) const fn is_number(indicator: &Indicator) -> bool {
    !matches!(
        indicator.target.direction(),
        Direction::State | Direction::YesNo | Direction::By
    )
}

/// Whether the indicator is about satisfaction.
pub(super) fn is_satisfaction(indicator: &Indicator) -> bool {
    [&indicator.level1, &indicator.level2, &indicator.name]
        .iter()
        .any(|text| text.contains("满意度"))
}

/// Whether the indicator is one of costs.
pub(super) fn is_cost(indicator: &Indicator) -> bool {
    bare(&indicator.level1).ends_with("成本") || bare(&indicator.level2).ends_with("成本")
}

/// Whether a character is a digit as people type them.
pub(super) fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}
