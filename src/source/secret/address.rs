//! Passwords in addresses: `postgres://app:…@db.internal/app`.

use std::ops::Range;

use super::filler::is_filler;
use super::human::{Shape, shape};
use super::sample::is_random;
use super::surroundings::settle;
use super::{Found, Grade, Kind, before, run};

pub(super) const ANCHOR: &str = "://";

/// Longest name, password and host together.
const MOST: usize = 512;

pub(super) fn read(text: &str, at: Range<usize>) -> Option<Found> {
    if !before(text, at.start)?.is_ascii_alphanumeric() {
        return None;
    }
    let inside = |byte: u8| byte > b' ' && byte < 0x7F && !b"\"'`<>\\|()".contains(&byte);
    let written = run(text, at.end, MOST, inside);
    let authority = written.find(['/', '?', '#']).and_then(|end| written.get(..end)).unwrap_or(written);
    let (who, host) = authority.rsplit_once('@').or_else(|| unescaped(written, authority))?;
    let (user, password) = who.split_once(':')?;
    let start = at.end + user.len() + 1;
    let range = start..start + password.len();
    let grade = grade(user, password, host)?;
    let grade = settle(text, &range, password, grade)?;
    Some(Found::new(Kind::Credential, "://", grade, range))
}

/// A password with signs that should have been written as `%23` and the like. What stands before them is no port.
fn unescaped<'t>(written: &'t str, authority: &str) -> Option<(&'t str, &'t str)> {
    let (_, begun) = authority.split_once(':')?;
    let port = begun.bytes().all(|byte| byte.is_ascii_digit());
    let (who, rest) = written.rsplit_once('@').filter(|_| !port && !begun.is_empty())?;
    Some((who, rest.find(['/', '?', '#']).and_then(|end| rest.get(..end)).unwrap_or(rest)))
}

fn grade(user: &str, written: &str, host: &str) -> Option<Grade> {
    let password = decoded(written);
    if is_random(&password, 8) {
        return Some(Grade::Certain);
    }
    let shape = shape(&password)?;
    if !is_other(user, &password) || is_nowhere(host) {
        return None;
    }
    let near = is_near(host);
    match shape {
        Shape::Strong if is_own(host) => Some(Grade::Possible),
        Shape::Strong if near => Some(Grade::Likely),
        Shape::Mixed if near => Some(Grade::Possible),
        Shape::Name | Shape::Word | Shape::Digits if near => None,
        Shape::Digits => Some(Grade::Likely),
        _ => Some(Grade::Certain),
    }
}

/// Whether a password is more than the name of its user.
pub(super) fn is_other(user: &str, password: &str) -> bool {
    let head = password.get(..user.len()).is_some_and(|head| !user.is_empty() && head.eq_ignore_ascii_case(user));
    let rest = password.get(user.len()..).unwrap_or_default();
    !head || !(rest.is_empty() || rest.len() <= 4 && "123456789".contains(rest) || is_filler(rest))
}

/// A part of an address with its percent signs resolved.
pub(super) fn decoded(written: &str) -> String {
    if !written.contains('%') {
        return written.to_owned();
    }
    let mut plain = Vec::with_capacity(written.len());
    let mut bytes = written.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                bytes = ahead;
            }
            _ => plain.push(byte),
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| written.to_owned())
}

/// Whether a host stands for none.
fn is_nowhere(host: &str) -> bool {
    let name = host.to_ascii_lowercase();
    name.is_empty() || name.contains("example") || name == "host" || name.starts_with("host:") || name.contains("your")
}

/// Whether a host is the reader's own machine.
fn is_own(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    name == "localhost"
        || name.starts_with("127.")
        || name == "0.0.0.0"
        || name == "host.docker.internal"
        || name.ends_with(".localhost")
}

/// Whether a host is the reader's own machine or a container beside it.
fn is_near(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    !name.contains('.') || is_own(host) || [".test", ".invalid"].iter().any(|end| name.ends_with(end))
}
