//! What is answered.

use std::io::{self, Write};
use std::net::TcpStream;

use super::question::Given;

/// Head of a stream of events.
pub(super) const EVENTS: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\nretry: 300\n\n";

/// An answer.
pub(super) struct Answer {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
}

impl Answer {
    /// A status that says all.
    pub(super) fn bare(status: u16) -> Answer {
        Answer {
            status,
            kind: "text/plain; charset=utf-8",
            body: format!("{status} {}\n", reason(status)).into_bytes(),
        }
    }

    pub(super) fn script(text: &str) -> Answer {
        Answer { status: 200, kind: kind("a.js"), body: text.as_bytes().to_vec() }
    }

    pub(super) fn style(text: &str) -> Answer {
        Answer { status: 200, kind: kind("a.css"), body: text.as_bytes().to_vec() }
    }

    /// A file of the site, or the page in its place.
    pub(super) fn of(given: &Given, key: &str) -> Answer {
        let kind = kind(if given.status == 200 { key } else { "a.html" });
        let is_page = kind.starts_with("text/html");
        let body = if is_page { live(&given.bytes, &given.seal) } else { given.bytes.to_vec() };
        Answer { status: given.status, kind, body }
    }

    /// A page with nothing but the script that listens, where there is no site yet.
    pub(super) fn waiting() -> Answer {
        const PAGE: &[u8] =
            b"<!doctype html><html><head><meta charset=\"utf-8\"><title>rbc serve</title></head><body></body></html>\n";
        Answer { status: 503, kind: kind("a.html"), body: live(PAGE, "") }
    }

    pub(super) fn send(&self, stream: &mut TcpStream, head: bool) -> io::Result<()> {
        let allow = if self.status == 405 { "Allow: GET, HEAD\r\n" } else { "" };
        let mut bytes = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{allow}Cache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n",
            self.status,
            reason(self.status),
            self.kind,
            self.body.len()
        )
        .into_bytes();
        if !head {
            bytes.extend_from_slice(&self.body);
        }
        stream.write_all(&bytes)?;
        stream.flush()
    }
}

/// A page with the script that listens; `seal` is what the page has seen of itself.
fn live(page: &[u8], seal: &str) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    let tags = format!(
        "<link rel=\"stylesheet\" href=\"/_rbc/live.css\"><script defer src=\"/_rbc/live.js\" data-seen=\"{seal}\"></script>"
    );
    let at = page.windows(END.len()).position(|window| window == END).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, tags.as_bytes(), after].concat()
}

/// An event; a text of several lines stays one.
pub(super) fn event(name: &str, text: &str) -> Vec<u8> {
    let data: String = text.lines().map(|line| format!("data: {}\n", line.replace('\r', " "))).collect();
    let data = if data.is_empty() { "data:\n".to_owned() } else { data };
    format!("event: {name}\n{data}\n").into_bytes()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Bad Request",
    }
}

fn kind(key: &str) -> &'static str {
    match key.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "webmanifest" => "application/manifest+json",
        "zip" => "application/zip",
        "md" => "text/markdown; charset=utf-8",
        "txt" | "yaml" | "yml" | "sql" | "sh" | "csv" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
