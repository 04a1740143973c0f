//! Passwords in addresses: `postgres://app:…@db.internal/app`.

use std::ops::Range;

use super::sample::{is_random, is_sample};
use super::{Found, Kind, before, run};

pub(super) const ANCHOR: &str = "://";

/// Longest name, password and host together.
const MOST: usize = 512;

pub(super) fn read(text: &str, at: Range<usize>) -> Option<Found> {
    if !before(text, at.start)?.is_ascii_alphanumeric() {
        return None;
    }
    let ends = |byte: u8| byte <= b' ' || byte >= 0x7F || b"/?#\"'`<>\\|()".contains(&byte);
    let authority = run(text, at.end, MOST, |byte| !ends(byte));
    let (who, host) = authority.rsplit_once('@')?;
    let (user, password) = who.split_once(':')?;
    let random = is_random(password, 8);
    if !random && (!could_be(user, password) || is_near(host)) {
        return None;
    }
    let start = at.end + user.len() + 1;
    Some(Found::new(Kind::Credential, "://", random, start..start + password.len()))
}

/// Whether a word in a place of a password could be one, though it does not look as made by a machine.
pub(super) fn could_be(user: &str, password: &str) -> bool {
    password.len() >= 8
        && !is_sample(password)
        && !password.eq_ignore_ascii_case(user)
        && password.bytes().any(|byte| byte.is_ascii_digit())
        && password.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a host is the reader's own machine, a container beside it, or one that stands for none.
fn is_near(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
    !name.contains('.')
        || name.starts_with("127.")
        || name == "0.0.0.0"
        || name == "host.docker.internal"
        || name.contains("example")
        || [".test", ".invalid", ".local", ".localhost"].iter().any(|end| name.ends_with(end))
}
