//! Whose word is taken for where a request comes from.

use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;

/// The networks that a reverse proxy of ours stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    pub fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        self.0.iter().any(|network| network.contains(&peer))
    }
}

/// Only this machine.
impl Default for TrustedProxies {
    fn default() -> Self {
        "127.0.0.0/8, ::1"
            .parse()
            .expect("what is written here is read")
    }
}

/// Addresses and networks between commas, as in `127.0.0.1, 10.1.0.0/16`; nothing trusts nobody. The error
/// names the part that is none.
impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Ok(Self(Vec::new()));
        }
        let parts = text.split(',').map(str::trim);
        let networks = parts.map(|part| network(part).ok_or_else(|| part.to_owned()));
        Ok(Self(networks.collect::<Result<_, _>>()?))
    }
}

fn network(text: &str) -> Option<IpNet> {
    let network: IpNet = match text.contains('/') {
        true => text.parse().ok()?,
        false => IpAddr::from_str(text).ok()?.into(),
    };
    // IPv4 inside IPv6 is written as what it is: its bits would be counted from elsewhere.
    let start = network.addr();
    (start == start.to_canonical()).then_some(network)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trusts(networks: &str, peer: &str) -> bool {
        let networks: TrustedProxies = networks.parse().unwrap();
        networks.trusts(peer.parse().unwrap())
    }

    #[test]
    fn a_network_holds_what_begins_with_its_bits() {
        let cases = [
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.4", false),
            ("10.1.2.3", "::ffff:10.1.2.3", true),
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("172.16.0.0/12", "172.31.255.255", true),
            ("172.16.0.0/12", "172.32.0.0", false),
            ("203.0.113.9, fc00::/7", "fdab::1", true),
            ("203.0.113.9, fc00::/7", "fe80::1", false),
            ("::1", "::1", true),
            ("::1", "127.0.0.1", false),
            ("0.0.0.0/0", "198.51.100.1", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("10.1.2.3/8", "10.9.9.9", true),
            ("", "127.0.0.1", false),
        ];
        for (networks, peer, expected) in cases {
            assert_eq!(trusts(networks, peer), expected, "{peer} in {networks}");
        }
    }

    #[test]
    fn without_a_setting_only_this_machine_is_believed() {
        let networks = TrustedProxies::default();
        for (peer, expected) in [
            ("127.0.0.1", true),
            ("127.8.9.1", true),
            ("::1", true),
            ("::ffff:127.0.0.1", true),
            ("10.0.0.1", false),
            ("192.168.1.1", false),
            ("172.17.0.1", false),
            ("169.254.1.1", false),
            ("fd00::1", false),
            ("203.0.113.9", false),
        ] {
            assert_eq!(networks.trusts(peer.parse().unwrap()), expected, "{peer}");
        }
    }

    #[test]
    fn what_is_no_network_is_named() {
        for (text, part) in [
            (",", ""),
            ("127.0.0.1,", ""),
            ("10.0.0.0/33", "10.0.0.0/33"),
            ("::1, 10.0.0/8", "10.0.0/8"),
            ("::/129", "::/129"),
            ("::ffff:10.0.0.0/8", "::ffff:10.0.0.0/8"),
            ("proxy.example.org", "proxy.example.org"),
        ] {
            assert_eq!(
                text.parse::<TrustedProxies>(),
                Err(part.to_owned()),
                "{text}"
            );
        }
    }
}
