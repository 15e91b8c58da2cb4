//! On whose behalf a request is made.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

/// The header in which each proxy adds whom it was asked by.
const FORWARDED: &str = "x-forwarded-for";

/// The other end of the connection on which a request came; whoever serves the router adds it to each.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The address.
    pub(crate) address: IpAddr,
    /// Whether it is somebody at this machine, and no proxy on it.
    pub(crate) local: bool,
}

impl Caller {
    /// Who asks from an address with these headers. Only a proxy that is known is believed what it says of others: anybody
    /// can write a header.
    pub(crate) fn of(peer: SocketAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Self {
        let peer = peer.ip().to_canonical();
        let mut address = peer;
        if proxies.contains(&peer) {
            let said = headers
                .get_all(FORWARDED)
                .iter()
                .filter_map(|said| said.to_str().ok());
            let said: Vec<&str> = said.flat_map(|said| said.split(',')).collect();
            let said = said.iter().rev().map_while(|said| said.trim().parse().ok());
            let mut said = said.map(|said: IpAddr| said.to_canonical());
            address = said.find(|said| !proxies.contains(said)).unwrap_or(peer);
        }
        let forwarded = headers.contains_key(FORWARDED) || headers.contains_key("forwarded");
        Self {
            address,
            local: peer.is_loopback() && !forwarded && !proxies.contains(&peer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: &str, forwarded: &[&str], proxies: &[&str]) -> (String, bool) {
        let mut headers = HeaderMap::new();
        for said in forwarded {
            headers.append(FORWARDED, said.parse().unwrap());
        }
        let proxies: Vec<IpAddr> = proxies.iter().map(|one| one.parse().unwrap()).collect();
        let caller = Caller::of(
            SocketAddr::new(peer.parse().unwrap(), 1),
            &headers,
            &proxies,
        );
        (caller.address.to_string(), caller.local)
    }

    #[test]
    fn whoever_sits_at_the_machine_is_local() {
        assert_eq!(of("127.0.0.1", &[], &[]), ("127.0.0.1".into(), true));
        assert_eq!(of("::1", &[], &[]), ("::1".into(), true));
        assert_eq!(of("10.0.0.1", &[], &[]), ("10.0.0.1".into(), false));
    }

    #[test]
    fn what_a_stranger_says_of_others_is_not_believed() {
        assert_eq!(
            of("10.0.0.9", &["1.2.3.4"], &[]),
            ("10.0.0.9".into(), false)
        );
        assert_eq!(
            of("127.0.0.1", &["1.2.3.4"], &[]),
            ("127.0.0.1".into(), false)
        );
    }

    #[test]
    fn a_proxy_is_believed_about_the_last_it_met() {
        let proxies = ["127.0.0.1", "10.0.0.2"];
        let told = |forwarded: &[&str]| of("127.0.0.1", forwarded, &proxies).0;
        assert_eq!(told(&["6.6.6.6, 1.2.3.4"]), "1.2.3.4");
        assert_eq!(told(&["6.6.6.6", "1.2.3.4, 10.0.0.2"]), "1.2.3.4");
        assert_eq!(told(&["6.6.6.6, nonsense"]), "127.0.0.1");
        assert_eq!(told(&[]), "127.0.0.1");
    }
}
