//! Hosts that are never asked: those of a machine or a company's own network, by name and by number.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::punycode;

/// Ends of names that no public host has.
const ENDS: &[&str] = &[
    "corp",
    "example",
    "home",
    "home.arpa",
    "internal",
    "intra",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
    "test",
];

/// The hosts that a project does not want to be asked, besides those that nobody asks.
#[derive(Debug, Clone, Default)]
pub struct PrivateHosts {
    patterns: Vec<Pattern>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    /// A name, with all names below it.
    Name(String),
    /// A name with `*` in it, in pieces.
    Glob(Vec<String>),
    /// Addresses that begin with the same bits.
    Range(IpAddr, u8),
}

/// Whether a text names hosts: a name (`kawasemi.internal`, with what lies below it), one with `*`
/// (`*.corp.kawasemi.jp`), a number or a range of them (`10.0.0.0/8`, `fd00::/8`).
#[must_use]
pub fn is_pattern(text: &str) -> bool {
    Pattern::read(text).is_some()
}

impl Pattern {
    fn read(text: &str) -> Option<Pattern> {
        let text = text.trim();
        if let Some((number, bits)) = text.split_once('/') {
            let number: IpAddr = number.parse().ok()?;
            let most = if number.is_ipv4() { 32 } else { 128 };
            return bits.parse().ok().filter(|&bits| bits <= most).map(|bits| Pattern::Range(number, bits));
        }
        if let Ok(number) = text.trim_matches(['[', ']']).parse::<IpAddr>() {
            return Some(Pattern::Range(number, if number.is_ipv4() { 32 } else { 128 }));
        }
        if text.contains('*') {
            let pieces: Vec<String> = text.split('*').map(str::to_lowercase).collect();
            let plain = |piece: &String| piece.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
            return pieces.iter().all(plain).then_some(Pattern::Glob(pieces));
        }
        punycode::ascii(text.trim_start_matches('.')).map(Pattern::Name)
    }

    fn holds_name(&self, name: &str) -> bool {
        match self {
            Pattern::Name(known) => {
                name.strip_suffix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
            Pattern::Glob(pieces) => holds(pieces, name),
            Pattern::Range(..) => false,
        }
    }

    fn holds_number(&self, number: IpAddr) -> bool {
        let Pattern::Range(start, bits) = self else { return false };
        match (start, number) {
            (IpAddr::V4(start), IpAddr::V4(number)) => {
                let shift = 32 - u32::from(*bits);
                u32::from(*start).checked_shr(shift) == u32::from(number).checked_shr(shift)
            }
            (IpAddr::V6(start), IpAddr::V6(number)) => {
                let shift = 128 - u32::from(*bits);
                u128::from(*start).checked_shr(shift) == u128::from(number).checked_shr(shift)
            }
            _ => false,
        }
    }
}

/// Whether a name is made of the pieces, in order, with anything between them.
fn holds(pieces: &[String], name: &str) -> bool {
    let [first, middle @ .., last] = pieces else { return false };
    let Some(mut rest) = name.strip_prefix(first.as_str()) else { return false };
    for piece in middle {
        let Some(at) = rest.find(piece.as_str()) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last.as_str())
}

impl PrivateHosts {
    /// Reads patterns; what is none is left out, since the configuration was checked before.
    #[must_use]
    pub fn new(patterns: &[String]) -> Self {
        PrivateHosts { patterns: patterns.iter().filter_map(|pattern| Pattern::read(pattern)).collect() }
    }

    /// Whether a host (as an address has it) must not be asked: by its name, or by its number where it is one.
    #[must_use]
    pub fn hold(&self, host: &str) -> bool {
        if let Some(inner) = host.strip_prefix('[') {
            let number = inner.trim_end_matches(']').parse::<Ipv6Addr>();
            return number.is_ok_and(|number| self.hold_number(IpAddr::V6(number)));
        }
        if let Ok(number) = host.parse::<Ipv4Addr>() {
            return self.hold_number(IpAddr::V4(number));
        }
        let last = host.rsplit('.').next().unwrap_or_default();
        // 127.1, 0x7f.0.0.1 and 2130706433 are numbers to some.
        let number = last.starts_with(|c: char| c.is_ascii_digit());
        let ends = ENDS.iter().any(|end| host.strip_suffix(end).is_some_and(|rest| rest.ends_with('.')));
        number || !host.contains('.') || ends || self.patterns.iter().any(|pattern| pattern.holds_name(host))
    }

    /// Whether a number that a name stands for must not be asked.
    #[must_use]
    pub fn hold_number(&self, number: IpAddr) -> bool {
        let number = number.to_canonical();
        is_private(number) || self.patterns.iter().any(|pattern| pattern.holds_number(number))
    }
}

/// Whether a number belongs to no public host: this machine, private networks, links, carriers' own, documentation,
/// groups, and those of version 6 that stand for such numbers of version 4.
#[must_use]
pub fn is_private(number: IpAddr) -> bool {
    match number.to_canonical() {
        IpAddr::V4(number) => is_private_4(number),
        IpAddr::V6(number) => is_private_6(number),
    }
}

fn is_private_4(number: Ipv4Addr) -> bool {
    let [a, b, c, _] = number.octets();
    matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

fn is_private_6(number: Ipv6Addr) -> bool {
    let parts = number.segments();
    let four = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match parts {
        // Unspecified, loopback, and the old form for version 4.
        [0, 0, 0, 0, 0, 0, ..] => true,
        // Behind a translator a public host has such a number.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_private_4(four(high, low)),
        [0x2002, high, low, ..] => is_private_4(four(high, low)),
        // Only 2000::/3 is given out, and some of it for other ends.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => true,
        [first, ..] => first & 0xe000 != 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_nobody_else() {
        let none = PrivateHosts::default();
        for host in [
            "localhost",
            "grafana",
            "db.local",
            "grafana.kawasemi.internal",
            "a.example",
            "a.test",
            "x.invalid",
            "nas.home.arpa",
            "127.0.0.1",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "127.1",
            "0x7f.0.0.1",
            "2130706433",
            "0177.0.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "[::1]",
            "[::]",
            "[fe80::1]",
            "[fd12:3456::1]",
            "[::ffff:10.0.0.1]",
            "[::127.0.0.1]",
            "[64:ff9b::a00:1]",
            "[2002:7f00:1::]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[2001::1]",
        ] {
            assert!(none.hold(host), "{host}");
        }
        for host in [
            "www.kawasemi.jp",
            "localhost.kawasemi.jp",
            "internal.kawasemi.jp",
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "192.169.0.1",
            "[2606:4700::1111]",
            "[2001:4860:4860::8888]",
            "[64:ff9b::808:808]",
            "xn--r8jz45g.jp",
            "mylocal.jp",
        ] {
            assert!(!none.hold(host), "{host}");
        }
    }

    #[test]
    fn hosts_that_a_project_names() {
        let patterns =
            ["kawasemi.co.jp", "*.corp.翡翠.jp", "203.0.112.0/23", "grafana-*.jp", "2400:cb00::/32", "8.8.4.4"];
        let own = PrivateHosts::new(&patterns.map(str::to_owned));
        for host in
            ["kawasemi.co.jp", "wiki.kawasemi.co.jp", "203.0.112.9", "grafana-1.jp", "[2400:cb00::7]", "8.8.4.4"]
        {
            assert!(own.hold(host), "{host}");
        }
        for host in
            ["notkawasemi.co.jp", "kawasemi.co.jp.evil.com", "203.0.114.1", "grafana.jp", "[2400:cb01::7]", "8.8.8.8"]
        {
            assert!(!own.hold(host), "{host}");
        }
        assert!(own.hold_number("::ffff:203.0.112.9".parse().unwrap()));
        assert!(PrivateHosts::new(&["0.0.0.0/0".to_owned()]).hold("1.1.1.1"));
    }

    #[test]
    fn what_names_no_hosts() {
        for text in ["10.0.0.0/33", "a b", "", "https://a.jp", "10.0.0/8", "fd00::/129", "*/x"] {
            assert!(!is_pattern(text), "{text}");
        }
        for text in ["社内.jp", ".corp.jp", "*", "fd00::/8", "[::1]", "10.0.0.1"] {
            assert!(is_pattern(text), "{text}");
        }
    }
}
