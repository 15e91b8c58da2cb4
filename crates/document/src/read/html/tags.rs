//! Tags before they are parsed: the parser compares each attribute of a tag with all before it.

use std::borrow::Cow;

/// More attributes than any tag has that somebody wrote.
const MOST: usize = 500;

/// The page without the attributes of a tag that are too many.
pub(super) fn pruned(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut kept = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(open) = memchr::memchr(b'<', &bytes[at..]) {
        at += open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (most, end) = tag(bytes, at);
        if let Some(most) = most {
            kept.push_str(&page[copied..most]);
            copied = end;
        }
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(page);
    }
    kept.push_str(&page[copied..]);
    Cow::Owned(kept)
}

/// Where the attributes of a tag become too many, if they do, and where the tag ends.
fn tag(bytes: &[u8], from: usize) -> (Option<usize>, usize) {
    let (mut most, mut quote, mut attributes) = (None, None, 0);
    let mut value = false;
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), _) => continue,
            (None, b'>') => return (most, at),
            (None, b'"' | b'\'') if value => quote = Some(*byte),
            (None, b'/') if value => continue,
            (None, byte) if byte.is_ascii_whitespace() || *byte == b'/' => {
                attributes += 1;
                value = false;
            }
            (None, byte) => {
                value |= *byte == b'=';
                continue;
            }
        }
        // A value in quotes may be followed by the next name at once.
        if quote.is_none() && matches!(byte, b'"' | b'\'') {
            attributes += 1;
            value = false;
        }
        if attributes > MOST && quote.is_none() && most.is_none() {
            most = Some(at);
        }
    }
    // No end: nothing of it becomes a tag, and its names are compared all the same.
    (most, bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_much_falls_away() {
        let page = "<p class=\"a > b\" src=data:a/b/c hidden>甲 < 乙</p><br/>";
        assert!(matches!(pruned(page), Cow::Borrowed(_)));
        let many = |separator: &str| {
            let attributes = format!("{separator}a=\"1\"").repeat(MOST * 4);
            format!("<p{attributes}>甲</p>乙")
        };
        for separator in [" ", "/", "\n", ""] {
            let page = many(separator);
            let pruned = pruned(&page);
            assert!(pruned.len() < page.len() / 2, "{separator}");
            assert!(pruned.ends_with(">甲</p>乙"));
        }
    }

    #[test]
    fn a_tag_of_many_attributes_is_read_in_time() {
        let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
        let page = format!("<p{attributes}>金额1元</p>");
        let limits = crate::Limits::default();
        let document = crate::read("a.html", page.as_bytes(), &limits).unwrap();
        assert_eq!(document.flatten().text, "金额1元");
    }
}
