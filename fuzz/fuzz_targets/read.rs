//! A reader, named by the extension in the environment variable `KAOCHENG_FORMAT`: any bytes, and reading ends with a
//! document or an error.
#![no_main]

use std::sync::LazyLock;

use document::{Limits, read};
use libfuzzer_sys::fuzz_target;

static NAME: LazyLock<String> = LazyLock::new(|| {
    let format = std::env::var("KAOCHENG_FORMAT").expect("KAOCHENG_FORMAT names the extension to read as");
    format!("f.{format}")
});

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = read(&NAME, bytes, &Limits::default()) {
        let flat = document.flatten();
        assert!(flat.pieces.windows(2).all(|pair| pair[0].end <= pair[1].start));
        assert!(flat.pieces.iter().all(|piece| flat.text.get(piece.start..piece.end).is_some()));
    }
});
