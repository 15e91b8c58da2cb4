//! How a server is to be.

use std::net::IpAddr;

use confine::Program;

use crate::{Books, Event, Limits, Sample};

/// How a server is to be.
pub struct Settings {
    /// What it takes.
    pub limits: Limits,
    /// Whether it audits files for anybody.
    pub public: bool,
    /// The addresses of proxies, which say on whose behalf they ask.
    pub proxies: Vec<IpAddr>,
    /// The program that calls [`worker`](crate::worker) first of all.
    pub worker: Program,
    /// What can be looked at without a file of one's own.
    pub samples: Vec<Sample>,
    /// The books that whoever has the key may open, at this machine.
    pub books: Option<Books>,
    /// The date and time as notes in files have them: `2022-12-31T09:00:00Z`.
    pub now: fn() -> String,
    /// Is told what happens.
    pub tell: Box<dyn Fn(Event) + Send + Sync>,
}
