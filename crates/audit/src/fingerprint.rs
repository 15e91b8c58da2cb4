//! The fingerprint of a finding: the same again after the document was edited elsewhere.

use document::Flat;

use crate::finding::Finding;

/// How many characters before and after the main place in its line belong to it.
const BEFORE: usize = 24;
const AFTER: usize = 12;

/// Where its line has fewer before it, as a cell has, the lines above count too.
const LEAST_BEFORE: usize = 6;

/// A finding's rule, what it quotes and the words around, told in sixteen hexadecimal digits.
///
/// Lines, pages, spaces, digits and punctuation around the place do not count: paragraphs may move and other figures may
/// be corrected. Two findings of one document can have the same fingerprint.
pub fn fingerprint(flat: &Flat, finding: &Finding) -> String {
    let mut hash = Fnv::default();
    hash.write(finding.code);
    if let Some(place) = finding.figures.first() {
        hash.write(&place.text);
        let before = flat.text.get(..place.start).unwrap_or_default();
        let after = flat.text.get(place.end..).unwrap_or_default();
        hash.write(&words_before(before));
        let line = after.split('\n').next().unwrap_or_default().chars();
        let words: String = line.filter(told).take(AFTER).collect();
        hash.write(&words);
    }
    format!("{:016x}", hash.0)
}

/// The words before a place, the nearest first.
fn words_before(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let words: String = line.chars().rev().filter(told).take(BEFORE).collect();
    if words.chars().count() >= LEAST_BEFORE {
        return words;
    }
    text.chars().rev().filter(told).take(BEFORE).collect()
}

/// Whether a character counts: letters and ideographs do.
fn told(c: &char) -> bool {
    c.is_alphabetic()
}

/// The hash FNV-1a: fixed by its definition, so that fingerprints outlive versions of the program.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Takes a text and its end.
    fn write(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
