//! Files of text as people's programs save them: UTF-8 with or without byte-order mark, or GB18030.

use encoding_rs::GB18030;

/// How a file of text is saved, so that it is saved the same way again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    /// With a byte-order mark.
    Marked,
    Gb18030,
}

const MARK: &[u8] = b"\xef\xbb\xbf";

impl Encoding {
    /// The text of a file, and how it is saved; none where it is no text.
    pub(crate) fn read(bytes: &[u8]) -> Option<(String, Self)> {
        let (bytes, encoding) = match bytes.strip_prefix(MARK) {
            Some(rest) => (rest, Self::Marked),
            None => (bytes, Self::Utf8),
        };
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Some((text.to_owned(), encoding));
        }
        let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some((text.into_owned(), Self::Gb18030))
    }

    /// A text as it is saved.
    pub(crate) fn write(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Marked => [MARK, text.as_bytes()].concat(),
            // Every character of Unicode has a place in GB18030.
            Self::Gb18030 => GB18030.encode(text).0.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_saved_as_it_was() {
        for bytes in [
            "年度 = 2025".as_bytes().to_vec(),
            "\u{feff}年度 = 2025".as_bytes().to_vec(),
            GB18030.encode("年度 = 2025 㐂").0.into_owned(),
        ] {
            let (text, encoding) = Encoding::read(&bytes).unwrap();
            assert!(text.starts_with("年度"));
            assert_eq!(encoding.write(&text), bytes);
        }
    }
}
