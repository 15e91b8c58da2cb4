//! Names that expressions and files can carry, and the nearest of several names.

/// Characters that mean something in a measure or a ledger's header.
const RESERVED: &str = ":：?？.．,，、|｜()（）[]{}÷/\\=≠><≥≤!「」\"'*";

/// Words that mean something in a condition.
const KEYWORDS: [&str; 5] = ["且", "在", "至", "非空", "为空"];

/// Whether a ledger or column may have this name.
pub(crate) fn is_word(name: &str) -> bool {
    !name.is_empty() && !KEYWORDS.contains(&name) && name.chars().all(is_word_character)
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

/// The candidate that `name` most likely means, when one is close enough.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::normalized_damerau_levenshtein(name, candidate),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.4)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A remedy that names the nearest candidate, or lists them all.
pub(crate) fn suggestion<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> String {
    if let Some(candidate) = nearest(name, candidates.clone()) {
        return format!("是不是“{candidate}”？");
    }
    let all: Vec<_> = candidates.into_iter().collect();
    match all.as_slice() {
        [] => "现在还没有可以选用的".to_owned(),
        all => format!("可用的有：{}", all.join("、")),
    }
}
