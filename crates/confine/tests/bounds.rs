//! What a program that has bound itself may not do. This file is the program, too, and so has no harness.

use std::time::Duration;

use confine::{Ended, Input, Program, bind, run};

const LONG: Duration = Duration::from_secs(60);

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("--modest") => taken(1 << 20),
        Some("--greedy") => taken(1 << 30),
        Some("--busy") => endless(),
        _ => tests(),
    }
}

/// Takes memory within bounds that are smaller than a gigabyte.
fn taken(bytes: usize) {
    bind(256 << 20, LONG);
    std::hint::black_box(vec![1_u8; bytes]);
}

/// Never ends, within a second.
fn endless() {
    bind(256 << 20, Duration::from_secs(1));
    let mut turns = 0_u64;
    while std::hint::black_box(true) {
        turns = std::hint::black_box(turns.wrapping_add(1));
    }
}

fn tests() {
    let told = |argument| {
        let program = Program::own(argument).expect("the system tells where this lies");
        run(&program, Input::Bytes(Vec::new()), LONG, 100)
    };
    assert!(told("--modest").is_ok());
    if cfg!(target_os = "linux") {
        let greedy = told("--greedy");
        assert!(matches!(greedy, Err(Ended::Failed)), "{greedy:?}");
        let busy = told("--busy");
        assert!(matches!(busy, Err(Ended::Failed)), "{busy:?}");
    }
}
