//! Reading a request. Everything that is not plainly meant for this server is refused.

use std::io::{self, Read};
use std::net::TcpStream;

use percent_encoding::percent_decode_str;

/// Most bytes of a request's head.
const HEAD: usize = 16 << 10;

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether only the head of the answer is wanted.
    pub(super) head: bool,
    /// What is asked for: a key of the site, decoded.
    pub(super) key: String,
    /// What stands behind the question mark.
    query: String,
}

impl Request {
    /// Reads the head of a request; the inner error is the status to answer with.
    pub(super) fn read(stream: &mut TcpStream, port: u16) -> io::Result<Result<Request, u16>> {
        let mut bytes = Vec::with_capacity(1024);
        let mut piece = [0_u8; 2048];
        while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
            if bytes.len() > HEAD {
                return Ok(Err(431));
            }
            let read = stream.read(&mut piece)?;
            if read == 0 {
                return Ok(Err(400));
            }
            bytes.extend_from_slice(piece.get(..read).unwrap_or_default());
        }
        Ok(Request::parse(&bytes, port))
    }

    fn parse(bytes: &[u8], port: u16) -> Result<Request, u16> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut parsed = httparse::Request::new(&mut headers);
        if !parsed.parse(bytes).is_ok_and(|status| status.is_complete()) {
            return Err(400);
        }
        let values = |name: &str| {
            let of_name = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
            of_name.map(|header| std::str::from_utf8(header.value).unwrap_or("\0")).collect::<Vec<_>>()
        };
        // Exactly one Host, and exactly one of ours: a name that leads here by somebody's DNS is somebody's.
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        let (host, origin) = (values("host"), values("origin"));
        if host.len() != 1 || !host.iter().all(|host| hosts.iter().any(|own| own == host)) {
            return Err(403);
        }
        let own = |origin: &&str| hosts.iter().any(|host| origin.strip_prefix("http://") == Some(host));
        if !origin.iter().all(own) {
            return Err(403);
        }
        let head = match parsed.method {
            Some("GET") => false,
            Some("HEAD") => true,
            _ => return Err(405),
        };
        let target = parsed.path.unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let key = key(path).ok_or(400_u16)?;
        Ok(Request { head, key, query: query.to_owned() })
    }

    /// A value of the query.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let value = pairs.into_iter().find(|(known, _)| *known == name)?.1;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }
}

/// The key that a path of an address asks for; a folder is asked for by its index.
pub(super) fn key(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let mut key = percent_decode_str(path).decode_utf8().ok()?.into_owned();
    if key.is_empty() || key.ends_with('/') {
        key.push_str("index.html");
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Request, u16> {
        Request::parse(text.replace('\n', "\r\n").as_bytes(), 1414)
    }

    #[test]
    fn only_this_machine_and_only_reading() {
        let request = parse("GET /%E9%81%8B%E7%94%A8/?q=1 HTTP/1.1\nHost: localhost:1414\n\n").unwrap();
        assert_eq!((request.key.as_str(), request.value("q").as_deref()), ("運用/index.html", Some("1")));
        assert!(parse("HEAD / HTTP/1.1\nHost: 127.0.0.1:1414\nOrigin: http://localhost:1414\n\n").unwrap().head);
        for (text, status) in [
            ("GET / HTTP/1.1\nHost: evil.example:1414\n\n", 403),
            ("GET / HTTP/1.1\nHost: localhost:1415\n\n", 403),
            ("GET / HTTP/1.1\nHost: localhost\n\n", 403),
            ("GET / HTTP/1.1\n\n", 403),
            ("GET / HTTP/1.1\nHost: localhost:1414\nHost: localhost:1414\n\n", 403),
            ("GET / HTTP/1.1\nHost: localhost:1414\nOrigin: http://evil.example\n\n", 403),
            ("GET / HTTP/1.1\nHost: localhost:1414\nOrigin: null\n\n", 403),
            ("GET / HTTP/1.1\nHost: localhost:1414\nOrigin: https://localhost:1414\n\n", 403),
            ("POST / HTTP/1.1\nHost: localhost:1414\n\n", 405),
            ("GET http://localhost:1414/ HTTP/1.1\nHost: localhost:1414\n\n", 400),
            ("GET /%ff HTTP/1.1\nHost: localhost:1414\n\n", 400),
            ("nonsense\n\n", 400),
        ] {
            assert_eq!(parse(text), Err(status), "{text}");
        }
    }
}
