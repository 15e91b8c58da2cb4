//! Packed data held against its checksum.

use flate2::{Decompress, FlushDecompress, Status};

/// What became of packed data; the number is the length it unpacks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packed {
    /// It unpacks to its end, and agrees with its checksum where it has one.
    Whole(usize),
    /// It unpacks to its end and disagrees with its checksum.
    Altered(usize),
    /// It does not unpack to its end.
    Broken(usize),
}

/// Bytes of the head of packed data, and of the checksum behind it.
const HEAD: usize = 2;
const CHECKSUM: usize = 4;

/// Unpacks data, keeping nothing of it.
pub(super) fn packed(data: &[u8]) -> Packed {
    if data.trim_ascii().is_empty() {
        return Packed::Whole(0);
    }
    let with_head = run(data, true);
    if with_head.ended {
        return Packed::Whole(with_head.size);
    }
    // Without its checksum or a part of it, or without its head as well, as some write it.
    let headless = run(data.get(HEAD..).unwrap_or_default(), false);
    if headless.ended {
        let rest = data.get(HEAD + headless.taken..).unwrap_or_default();
        let rest = &rest[..rest.len().min(CHECKSUM)];
        let agrees = headless.checksum.starts_with(rest) || rest.trim_ascii().is_empty();
        return match agrees {
            true => Packed::Whole(headless.size),
            false => Packed::Altered(headless.size),
        };
    }
    let bare = run(data, false);
    match bare.ended {
        true => Packed::Whole(bare.size),
        false => Packed::Broken(with_head.size.max(headless.size)),
    }
}

/// How far data could be unpacked.
struct Run {
    ended: bool,
    /// The length it unpacks to.
    size: usize,
    /// How much of it that took.
    taken: usize,
    /// The checksum it should have (RFC 1950).
    checksum: [u8; CHECKSUM],
}

fn run(data: &[u8], head: bool) -> Run {
    let mut decoder = Decompress::new(head);
    let mut page = vec![0; 32 << 10];
    let mut sums = (1, 0);
    loop {
        let (read, made) = (decoder.total_in(), decoder.total_out());
        let status = decoder.decompress(&data[read as usize..], &mut page, FlushDecompress::None);
        let fresh = (decoder.total_out() - made) as usize;
        if !head {
            sums = added(sums, &page[..fresh]);
        }
        let stuck = fresh == 0 && decoder.total_in() == read;
        if !stuck && matches!(status, Ok(Status::Ok | Status::BufError)) {
            continue;
        }
        return Run {
            ended: matches!(status, Ok(Status::StreamEnd)),
            size: decoder.total_out() as usize,
            taken: decoder.total_in() as usize,
            checksum: (sums.1 << 16 | sums.0).to_be_bytes(),
        };
    }
}

/// The two sums of a checksum with more bytes in them.
fn added(sums: (u32, u32), bytes: &[u8]) -> (u32, u32) {
    const PRIME: u32 = 65_521;
    bytes.iter().fold(sums, |(low, high), byte| {
        let low = (low + u32::from(*byte)) % PRIME;
        (low, (high + low) % PRIME)
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use flate2::write::ZlibEncoder;

    use super::*;

    fn sample() -> (Vec<u8>, usize) {
        let text = "BT /F1 12 Tf (4288.85) Tj ET\n".repeat(200);
        let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        (encoder.finish().unwrap(), text.len())
    }

    #[test]
    fn whole_data_is_whole_even_without_its_checksum() {
        let (data, size) = sample();
        assert_eq!(packed(&data), Packed::Whole(size));
        assert_eq!(packed(&data[..data.len() - 4]), Packed::Whole(size));
        assert_eq!(packed(&data[..data.len() - 1]), Packed::Whole(size));
        assert_eq!(packed(&data[2..data.len() - 4]), Packed::Whole(size));
        let trailing = [&data[..data.len() - 4], b"\r\n"].concat();
        assert_eq!(packed(&trailing), Packed::Whole(size));
    }

    #[test]
    fn no_changed_bit_goes_unnoticed() {
        let (data, size) = sample();
        let mut whole = Vec::new();
        let mut decoder = flate2::read::ZlibDecoder::new(&data[..]);
        decoder.read_to_end(&mut whole).unwrap();
        for bit in 16..data.len() * 8 {
            let mut changed = data.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            // A bit between the end of the data and the checksum changes nothing.
            let mut text = Vec::new();
            let inner = &changed[HEAD..];
            let read = flate2::read::DeflateDecoder::new(inner).read_to_end(&mut text);
            if read.is_err() || text != whole {
                assert_ne!(packed(&changed), Packed::Whole(size), "bit {bit}");
            }
        }
        assert!(matches!(packed(&data[..data.len() / 2]), Packed::Broken(_)));
    }
}
