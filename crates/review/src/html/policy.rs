//! What the page may load and run: its own style and its own script, known by their digests, and nothing else.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::{SCRIPT, STYLE};

/// The content security policy of every page, for the page itself and for a server that sends it.
pub fn page_policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        format!(
            "default-src 'none'; style-src {}; script-src {}",
            inline(STYLE),
            inline(SCRIPT)
        )
    });
    &POLICY
}

/// How a content security policy names a style or a script that stands in a page, by its digest.
pub fn inline(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}
