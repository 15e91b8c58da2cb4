//! What happens, for whoever started the server to tell. No event knows a file's name or content.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// Connections are taken at this address.
    Listening(SocketAddr),
    /// A request was answered.
    Served(Served),
    /// No more connections are taken; what is in hand is finished.
    Stopping,
}

/// A request that was answered.
#[derive(Debug)]
pub struct Served {
    /// Who asked.
    pub caller: IpAddr,
    /// The method.
    pub method: String,
    /// The path as the router has it, without the name of a result: whoever knows that may read it.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// How long it took.
    pub took: Duration,
}
