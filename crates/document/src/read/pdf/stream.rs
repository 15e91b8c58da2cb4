//! The streams of a file before anything is unpacked: those nobody needs and those that would fill the memory are shut.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use super::packed::{Packed, packed};

/// Packed data no longer than this may be unpacked unseen: it becomes no more than a thousand times as long.
const UNSEEN: usize = 64 << 10;

/// What was found in a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Whether a stream was shut because it unpacks to more than the limit.
    pub(super) shut: bool,
    /// Whether a stream of objects disagrees with its checksum or ends early.
    pub(super) altered: bool,
    /// Length of the longest form, unpacked; it is unpacked anew each time it is drawn.
    pub(super) longest_form: usize,
}

/// A stream in a file.
struct Stream<'a> {
    dictionary: &'a [u8],
    /// Its data and all that follows; packed data says itself where it ends.
    data: &'a [u8],
    /// Length of the data as far as it can be told without asking another object.
    length: Option<usize>,
}

/// Shuts streams by renaming their `/Filter`, so that they are taken as they are.
///
/// The programs of fonts and the data of pictures are most of a file and are never needed: what a character means and
/// how wide it is stands beside the font. Everything else may unpack to `limit` bytes.
pub(super) fn shut(bytes: &mut [u8], limit: u64) -> Survey {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let sealed = memmem::find(bytes, b"/Encrypt").is_some();
    let mut survey = Survey::default();
    let mut filters = Vec::new();
    let mut unpacked = 0_usize;
    let mut past = 0;
    while let Some((start, stream)) = next(bytes, past) {
        past = start + stream.dictionary.len() + "stream".len();
        if let Some(length) = stream.length {
            past = past.max(bytes.len() - stream.data.len() + length.min(stream.data.len()));
        }
        let idle = stream.is_picture() || stream.is_font();
        let size = if idle { 0 } else { stream.size(sealed, limit) };
        survey.altered |= stream.says(b"/ObjStm") && !sealed && stream.is_altered();
        if stream.says(b"/Form") {
            survey.longest_form = survey.longest_form.max(size);
        }
        unpacked = unpacked.saturating_add(size);
        let bomb = size > limit || unpacked > limit.saturating_mul(4);
        survey.shut |= bomb;
        if idle || bomb {
            filters.extend(
                memmem::find_iter(stream.dictionary, b"/Filter").map(|place| start + place),
            );
        }
    }
    for filter in filters {
        bytes[filter + 1] = b'_';
    }
    survey
}

/// The next stream, and where its dictionary begins.
fn next(bytes: &[u8], from: usize) -> Option<(usize, Stream<'_>)> {
    let mut at = from;
    loop {
        let word = at + memmem::find(&bytes[at..], b"stream")?;
        at = word + "stream".len();
        let data = match &bytes[at..] {
            [b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..] => data,
            _ => continue,
        };
        if bytes[..word].ends_with(b"end") {
            continue;
        }
        let start = from + memmem::rfind(&bytes[from..word], b"obj").unwrap_or(0);
        let dictionary = &bytes[start..word];
        return Some((
            start,
            Stream {
                dictionary,
                data,
                length: length(dictionary, data),
            },
        ));
    }
}

/// The length of the data, where the dictionary states it and the data ends there.
fn length(dictionary: &[u8], data: &[u8]) -> Option<usize> {
    const KEY: &[u8] = b"/Length";
    let key = memmem::find_iter(dictionary, KEY).find(|place| {
        dictionary
            .get(place + KEY.len())
            .is_some_and(|byte| !byte.is_ascii_digit() || *byte == b' ')
    })?;
    let value = dictionary[key + KEY.len()..].trim_ascii_start();
    let digits = value
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if value[digits..]
        .trim_ascii_start()
        .first()
        .is_some_and(u8::is_ascii_digit)
    {
        // A reference: the length is another object.
        return None;
    }
    let length: usize = std::str::from_utf8(&value[..digits]).ok()?.parse().ok()?;
    data.get(length..)?
        .trim_ascii_start()
        .starts_with(b"endstream")
        .then_some(length)
}

impl Stream<'_> {
    fn says(&self, word: &[u8]) -> bool {
        memmem::find(self.dictionary, word).is_some()
    }

    /// Whether packed data disagrees with its checksum or ends early, where its length is known and it is packed once.
    fn is_altered(&self) -> bool {
        let once = memmem::find_iter(self.dictionary, b"Decode").count();
        let predicted = memmem::find_iter(self.dictionary, b"/DecodeParms").count();
        let flate = self.says(b"/FlateDecode") && once - predicted == 1;
        let data = self.length.and_then(|length| self.data.get(..length));
        flate && data.is_some_and(|data| !matches!(packed(data), Packed::Whole(_)))
    }

    fn is_picture(&self) -> bool {
        self.says(b"/Image") && self.says(b"/Width")
    }

    fn is_font(&self) -> bool {
        [
            &b"/Length1"[..],
            b"/Type1C",
            b"/CIDFontType0C",
            b"/OpenType",
        ]
        .iter()
        .any(|word| self.says(word))
    }

    /// How long it becomes unpacked: exactly where it may be long, 0 where it surely is not, and more than the limit
    /// where it cannot be told.
    fn size(&self, sealed: bool, limit: usize) -> usize {
        let count = |words: &[&[u8]]| -> usize {
            words
                .iter()
                .map(|word| memmem::find_iter(self.dictionary, word).count())
                .sum()
        };
        let flate = count(&[b"/FlateDecode", b"/Fl ", b"/Fl]", b"/Fl/", b"/Fl>"]);
        let other = count(&[b"/LZW", b"/RunLength", b"/RL"]);
        let hidden = self.says(b"/Filter") && flate + other == 0 && self.says(b" R");
        if flate + other == 0 && !hidden {
            return self.length.unwrap_or(0);
        }
        let short = self.length.is_some_and(|length| length <= UNSEEN);
        let form = self.says(b"/Form");
        match (flate, other) {
            (0 | 1, 0) | (0, 1) if short && !form => 0,
            (1, 0) if !sealed && !self.says(b"/ASCII") => unpacked(self.data, limit),
            (1, 0) if self.length.is_some_and(|length| length <= 4 * UNSEEN) => 0,
            (0, 0 | 1) if self.length.is_some_and(|length| length <= 16 * UNSEEN) => 0,
            // Packed twice or more: nobody but an attacker does.
            _ => usize::MAX,
        }
    }
}

/// The length of packed data unpacked, as far as a little more than the limit.
fn unpacked(data: &[u8], limit: usize) -> usize {
    match inflated(data, true, limit) {
        // Packed data without its head is unpacked as well.
        0 => inflated(data, false, limit),
        length => length,
    }
}

fn inflated(data: &[u8], head: bool, limit: usize) -> usize {
    let mut decoder = Decompress::new(head);
    let mut page = vec![0; 32 << 10];
    loop {
        let input = &data[decoder.total_in() as usize..];
        let before = decoder.total_out();
        let status = decoder.decompress(input, &mut page, FlushDecompress::None);
        let length = decoder.total_out() as usize;
        let stuck = decoder.total_out() == before;
        if length > limit || stuck || !matches!(status, Ok(Status::Ok)) {
            return length;
        }
    }
}
