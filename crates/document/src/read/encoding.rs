//! From bytes to characters: UTF-8, UTF-16 with a mark, or GB18030.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};

use super::error::ReadError;
use crate::model::Fault;

/// The characters of a file.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    /// The places that could not be decoded, where `�` stands now.
    pub(super) faults: Vec<Fault>,
}

/// Decodes a file: by its mark, as UTF-8 where it is valid, else by `hint`, else as what it is most like.
///
/// # Errors
/// [`ReadError::NotText`] for binary data.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    hint: Option<&'static Encoding>,
) -> Result<Decoded<'b>, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let decoded = decode_as(encoding, &bytes[mark..], mark);
        return if decoded.text.contains('\0') {
            Err(ReadError::NotText)
        } else {
            Ok(decoded)
        };
    }
    if !is_text(bytes) {
        return Err(ReadError::NotText);
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(Decoded {
            text,
            faults: Vec::new(),
        });
    }
    let encoding = hint
        .filter(|encoding| *encoding != UTF_8)
        .unwrap_or_else(|| likelier(bytes));
    let decoded = decode_as(encoding, bytes, 0);
    let lost = decoded.text.matches(char::REPLACEMENT_CHARACTER).count();
    if lost * 10 > bytes.len() {
        Err(ReadError::NotText)
    } else {
        Ok(decoded)
    }
}

/// Whether bytes may be text: no NUL, and next to no control characters at their start.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() {
        return true;
    }
    let start = &bytes[..bytes.len().min(1 << 16)];
    let control = start
        .iter()
        .filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127))
        .count();
    control * 100 <= start.len() && memchr::memchr(0, bytes).is_none()
}

/// UTF-8 or GB18030 for bytes that are not valid UTF-8, judged by those around the first flaw. Chinese in GB18030 forms
/// next to no valid UTF-8 sequence, while UTF-8 with a damaged place has many; it would often decode as GB18030 too, into
/// nonsense.
fn likelier(bytes: &[u8]) -> &'static Encoding {
    const REACH: usize = 1 << 15;
    let flaw = Encoding::utf8_valid_up_to(bytes);
    let sample = &bytes[flaw.saturating_sub(REACH)..bytes.len().min(flaw + REACH)];
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if valid >= 2 * invalid {
        return UTF_8;
    }
    let wide = sample.iter().filter(|byte| **byte >= 0x80).count() / 2;
    // The ends of the sample may cut a character each.
    let cut = if sample.len() < bytes.len() { 2 } else { 0 };
    if places_lost(GB18030, sample) * 20 <= wide + 20 * cut {
        GB18030
    } else {
        UTF_8
    }
}

fn places_lost(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut lost = 0;
    decode_into(encoding, bytes, &mut String::new(), |_, _| lost += 1);
    lost
}

fn decode_as<'b>(encoding: &'static Encoding, bytes: &'b [u8], skipped: usize) -> Decoded<'b> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Decoded {
            text,
            faults: Vec::new(),
        };
    }
    const MOST_FAULTS: usize = 20;
    let mut text = String::new();
    let (mut faults, mut lost, mut line, mut counted) = (Vec::new(), 0, 1, 0);
    decode_into(encoding, bytes, &mut text, |text, at| {
        lost += 1;
        if lost <= MOST_FAULTS {
            line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..]).count();
            counted = text.len();
            faults.push(Fault {
                message: format!(
                    "有字节不是 {} 编码的文字，已用“�”代替；此处的数字可能读错，请另存为 UTF-8 后重试",
                    encoding.name()
                ),
                place: format!("第{line}行（文件的第{}个字节）", at + skipped + 1),
            });
        }
    });
    if lost > MOST_FAULTS {
        let message = format!("另有 {} 处字节无法解码，已用“�”代替", lost - MOST_FAULTS);
        faults.push(Fault {
            message,
            place: "其余各行".to_owned(),
        });
    }
    Decoded {
        text: Cow::Owned(text),
        faults,
    }
}

/// Decodes with `�` for each malformed sequence, telling of it with the text so far and its offset in the bytes.
fn decode_into(
    encoding: &'static Encoding,
    bytes: &[u8],
    text: &mut String,
    mut lost: impl FnMut(&str, usize),
) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut read = 0;
    loop {
        let piece = &bytes[read..bytes.len().min(read + (1 << 16))];
        let last = read + piece.len() == bytes.len();
        text.reserve(
            decoder
                .max_utf8_buffer_length_without_replacement(piece.len())
                .unwrap_or(piece.len()),
        );
        let (result, taken) = decoder.decode_to_string_without_replacement(piece, text, last);
        read += taken;
        match result {
            DecoderResult::Malformed(bad, after) => {
                lost(
                    text,
                    read.saturating_sub(usize::from(bad) + usize::from(after)),
                );
                text.push(char::REPLACEMENT_CHARACTER);
            }
            DecoderResult::InputEmpty if last => return,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_utf8_is_not_taken_for_gb18030() {
        let mut bytes = "资产4288.85万元，\n负债4187.82万元".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        bytes.insert(3, 0xFF);
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!(decoded.text, "资�产4288.85万元，\n负债4187.82万�");
        let places: Vec<&str> = decoded
            .faults
            .iter()
            .map(|fault| fault.place.as_str())
            .collect();
        assert_eq!(
            places,
            ["第1行（文件的第4个字节）", "第2行（文件的第41个字节）"]
        );
    }

    #[test]
    fn gb18030_is_read_and_its_damage_told() {
        let (bytes, ..) = GB18030.encode("资产4288.85万元，负债4187.82万元㎡");
        assert_eq!(
            decode(&bytes, None).unwrap().text,
            "资产4288.85万元，负债4187.82万元㎡"
        );
        let (bytes, ..) = GB18030.encode("部门整体支出绩效自评报告".repeat(20).leak());
        let mut bytes = bytes.into_owned();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None).unwrap();
        assert!(decoded.text.starts_with("部门整体支出"));
        assert_eq!(decoded.faults.len(), 1);
    }

    #[test]
    fn utf16_needs_its_mark() {
        let bytes: Vec<u8> = "\u{FEFF}绩效"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&bytes, None).unwrap().text, "绩效");
        let bytes: Vec<u8> = "ab".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(decode(&bytes, None), Err(ReadError::NotText)));
    }
}
