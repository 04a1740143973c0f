//! What is asked: scheme, host, port, path and query. Fragments are the reader's own, and credentials are never sent.

use core::net::Ipv6Addr;
use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::punycode;

/// What can't stand in a request's target as it is.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|').add(b'\\').add(b'^');

/// Longest address that is asked.
const LONGEST: usize = 8 << 10;

/// An address of the web, in ASCII.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    secure: bool,
    /// Name or number; that of IPv6 in brackets.
    host: String,
    /// Absent where it is the scheme's own.
    port: Option<u16>,
    /// Begins with `/`; the query is in it.
    path: String,
}

impl Address {
    /// The address that the destination of a link leads to; `None` for what is no http address, or has a name and a
    /// password in it.
    #[must_use]
    pub fn of(target: &str) -> Option<Address> {
        let target = target.trim();
        let (scheme, rest) = target.split_once(':')?;
        let secure = match scheme {
            _ if scheme.eq_ignore_ascii_case("https") => true,
            _ if scheme.eq_ignore_ascii_case("http") => false,
            _ => return None,
        };
        let rest = rest.strip_prefix("//")?;
        if target.len() > LONGEST {
            return None;
        }
        // A browser takes `\` for `/`.
        let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (host, port) = host_and_port(authority)?;
        let default = if secure { 443 } else { 80 };
        Some(Address { secure, host, port: port.filter(|&port| port != default), path: path_of(path) })
    }

    /// Its host: a name, or a number (in brackets where it is one of IPv6).
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is asked under TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Path and query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Host and port: what can be too busy for more.
    #[must_use]
    pub fn server(&self) -> String {
        let default = if self.secure { 443 } else { 80 };
        format!("{}:{}", self.host, self.port.unwrap_or(default))
    }

    /// The address of another path on the same server.
    #[must_use]
    pub fn at(&self, path: &str) -> Address {
        Address { path: path_of(path), ..self.clone() }
    }

    /// Where a redirect leads; `None` where that is no address of the web.
    #[must_use]
    pub fn join(&self, location: &str) -> Option<Address> {
        let location = location.trim();
        let scheme = location.split_once(':').map_or("", |(scheme, _)| scheme);
        if !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) {
            return Address::of(location);
        }
        if location.starts_with("//") {
            return Address::of(&format!("{}:{location}", if self.secure { "https" } else { "http" }));
        }
        let (own, _) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let written = location.split('#').next().unwrap_or_default();
        let path = match written.chars().next() {
            None => self.path.clone(),
            Some('/') => written.to_owned(),
            Some('?') => format!("{own}{written}"),
            Some(_) => format!("{}/{written}", own.rsplit_once('/').map_or("", |(folder, _)| folder)),
        };
        if path.len() > LONGEST {
            return None;
        }
        Some(self.at(&without_dots(&path)))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}", if self.secure { "https" } else { "http" }, self.host)?;
        if let Some(port) = self.port {
            write!(formatter, ":{port}")?;
        }
        formatter.write_str(&self.path)
    }
}

fn host_and_port(authority: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (inner, port) = rest.split_once(']')?;
            let number: Ipv6Addr = inner.parse().ok()?;
            (format!("[{number}]"), port)
        }
        None => {
            let (host, port) = match authority.find(':') {
                Some(at) => authority.split_at(at),
                None => (authority, ""),
            };
            let host = percent_encoding::percent_decode_str(host).decode_utf8().ok()?;
            (punycode::ascii(&host)?, port)
        }
    };
    let port = match port.strip_prefix(':') {
        Some("") => None,
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(digits.parse().ok()?),
        Some(_) => return None,
        None if port.is_empty() => None,
        None => return None,
    };
    Some((host, port))
}

fn path_of(written: &str) -> String {
    let path = written.split('#').next().unwrap_or_default();
    let path = path.replace(['\t', '\n', '\r'], "");
    let path = match path.find('?') {
        Some(at) => format!("{}{}", path[..at].replace('\\', "/"), &path[at..]),
        None => path.replace('\\', "/"),
    };
    let encoded = utf8_percent_encode(&path, PATH).to_string();
    if encoded.starts_with('/') { encoded } else { format!("/{encoded}") }
}

/// A path with `.` and `..` carried out.
fn without_dots(path: &str) -> String {
    let (path, query) = match path.find('?') {
        Some(at) => path.split_at(at),
        None => (path, ""),
    };
    let mut parts: Vec<&str> = Vec::new();
    let mut open = false;
    for part in path.split('/').skip(1) {
        open = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let end = if open && !parts.is_empty() { "/" } else { "" };
    format!("/{}{end}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(target: &str) -> Option<String> {
        Address::of(target).map(|address| address.to_string())
    }

    #[test]
    fn destinations_become_addresses() {
        let address = |target: &str| read(target).unwrap_or_default();
        assert_eq!(
            address("https://wiki.kawasemi.jp/手順 書?q=障害#復旧"),
            "https://wiki.kawasemi.jp/%E6%89%8B%E9%A0%86%20%E6%9B%B8?q=%E9%9A%9C%E5%AE%B3"
        );
        assert_eq!(address("HTTPS://Wiki.Kawasemi.jp:443"), "https://wiki.kawasemi.jp/");
        assert_eq!(address("http://例え.jp:8080?x=1"), "http://xn--r8jz45g.jp:8080/?x=1");
        assert_eq!(address("http://[::1]:80/a"), "http://[::1]/a");
        assert_eq!(address("https://a.jp/%E6%89%8B%20x"), "https://a.jp/%E6%89%8B%20x");
        assert_eq!(address("http://%31%32%37.0.0.1/"), "http://127.0.0.1/");
        assert_eq!(address("http://a.jp\\b\\c"), "http://a.jp/b/c");
    }

    #[test]
    fn what_is_never_asked() {
        for target in [
            "mailto:sre@kawasemi.jp",
            "//a.jp/x",
            "https:/a.jp",
            "https://",
            "https://user:word@a.jp/",
            "http://a.jp@127.0.0.1/",
            "http://a.jp:99999/",
            "http://a.jp:8o/",
            "http://[::1/",
            "http://a b/",
            "ftp://a.jp/",
        ] {
            assert_eq!(read(target), None, "{target}");
        }
        // The path begins where a browser begins it.
        assert_eq!(
            Address::of("http://a.jp\\@127.0.0.1/").map(|found| found.host().to_owned()).as_deref(),
            Some("a.jp")
        );
    }

    #[test]
    fn redirects_are_joined() {
        let base = Address::of("https://a.jp/x/y?q=1").unwrap();
        let join = |location: &str| base.join(location).map(|found| found.to_string()).unwrap_or_default();
        assert_eq!(join("/新"), "https://a.jp/%E6%96%B0");
        assert_eq!(join("z"), "https://a.jp/x/z");
        assert_eq!(join("../z/./w?r#f"), "https://a.jp/z/w?r");
        assert_eq!(join("../../../.."), "https://a.jp/");
        assert_eq!(join("?p=2"), "https://a.jp/x/y?p=2");
        assert_eq!(join("//b.jp"), "https://b.jp/");
        assert_eq!(join("http://127.0.0.1/"), "http://127.0.0.1/");
        assert_eq!(join("javascript:alert(1)"), "");
        assert_eq!(join(""), "https://a.jp/x/y?q=1");
    }
}
