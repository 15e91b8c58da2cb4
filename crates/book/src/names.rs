//! Names that expressions and files can carry.

/// Characters that mean something in a measure or a ledger's header.
const RESERVED: &str = ":：?？.．,，、|｜()（）[]{}÷/\\=≠><≥≤!「」\"'*";

/// Words that mean something in a condition.
const KEYWORDS: [&str; 6] = ["且", "或", "在", "至", "非空", "为空"];

/// Whether a ledger or column may have this name.
pub(crate) fn is_word(name: &str) -> bool {
    !name.is_empty() && !KEYWORDS.contains(&name) && name.chars().all(is_word_character)
}

/// What of a text can name a column or a ledger; none where nothing can.
pub fn as_word(text: &str) -> Option<String> {
    let word: String = text.chars().filter(|c| is_word_character(*c)).collect();
    is_word(&word).then_some(word)
}

/// Whether a character can be part of a bare word in an expression. A point can, for numbers.
pub(crate) fn is_bare(character: char) -> bool {
    character == '.' || is_word_character(character)
}

fn is_word_character(character: char) -> bool {
    !character.is_whitespace() && !character.is_control() && !RESERVED.contains(character)
}

/// Whether a word means something in a condition.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether a narrative piece or scheme of this name can be a file of its folder.
pub(crate) fn is_file_stem(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(['.', '~'])
        && name.trim() == name
        && !name
            .chars()
            .any(|c| c.is_control() || "/\\:*?\"<>|".contains(c))
}
