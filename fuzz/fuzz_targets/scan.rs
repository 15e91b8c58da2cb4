//! The figure scanner: any text, and what it finds stands where it says and reads the same again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quantity::{parse_cell, scan};

fuzz_target!(|text: &str| {
    let mut end = 0;
    for found in scan(text) {
        assert!(end <= found.start && found.start < found.digits_end && found.digits_end <= found.end);
        end = found.end;
        let _ = (&text[found.start..found.end], found.quantity.interval(), found.quantity.wide());
        let _ = found.quantity.to_string().parse::<quantity::Quantity>();
    }
    let _ = parse_cell(text);
});
