//! What the server takes from whom, all of it told on the first page.

use std::time::Duration;

/// Bounds on what the server takes.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a file.
    pub file: u64,
    /// Pages of a file that has pages.
    pub pages: u32,
    /// How long an audit may take.
    pub audit: Duration,
    /// How many files an address may have audited within an hour; `None` for any number.
    pub hourly: Option<usize>,
    /// How many audits run at the same time.
    pub at_once: usize,
    /// How many files are received at the same time.
    pub uploads: usize,
    /// How long a file waits for its turn before its sender is told to come again.
    pub wait: Duration,
    /// How long a file may take to arrive.
    pub upload: Duration,
    /// How long the head of a request may take to arrive.
    pub head: Duration,
    /// How many connections are open at the same time.
    pub connections: usize,
    /// How long a result is kept.
    pub kept: Duration,
    /// How many results are kept.
    pub results: usize,
    /// Bytes of all results that are kept.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 20 << 20,
            pages: 200,
            audit: Duration::from_secs(30),
            hourly: Some(10),
            at_once: 2,
            uploads: 8,
            wait: Duration::from_secs(20),
            upload: Duration::from_secs(120),
            head: Duration::from_secs(10),
            connections: 512,
            kept: Duration::from_secs(15 * 60),
            results: 64,
            memory: 256 << 20,
        }
    }
}
