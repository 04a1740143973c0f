//! Passwords that stand in a command, and tokens in a header of a request.

use std::ops::Range;

use super::address::could_be;
use super::sample::is_random;
use super::{Found, Kind, base64, run, web_token};

/// Programs that take a password as an argument.
pub(super) const PROGRAMS: [&str; 5] = ["curl", "mysql", "mariadb", "sshpass", "redis-cli"];

/// What stands before a credential in a header.
pub(super) const SCHEMES: [&str; 2] = ["bearer ", "basic "];

/// How much of a command is looked at.
const MOST: usize = 400;

pub(super) fn read(text: &str, at: Range<usize>) -> Option<Found> {
    let program = text.get(at.clone())?;
    let end = text.floor_char_boundary((at.end + MOST).min(text.len()));
    let line = text.get(at.end..end)?;
    let line = line.get(..line.find(['\n', '|', ';']).unwrap_or(line.len()))?;
    let options: &[&str] = match program {
        "curl" => &[" -u ", " --user ", " -u"],
        "mysql" | "mariadb" => &[" -p"],
        "sshpass" => &[" -p ", " -p"],
        "redis-cli" => &[" -a ", " --pass "],
        _ => return None,
    };
    let (option, value) = options.iter().find_map(|option| Some((*option, line.find(option)? + option.len())))?;
    let value = at.end + value;
    let quote = text.as_bytes().get(value).filter(|byte| b"\"'".contains(byte));
    let start = value + usize::from(quote.is_some());
    let word = run(text, start, 200, |byte| byte > b' ' && byte < 0x7F && !b"\"'`|;&<>()".contains(&byte));
    if option == " -p" && matches!(program, "mysql" | "mariadb") && line.get(..4) == Some(" -p ") {
        return None;
    }
    let (user, password) = if program == "curl" { word.split_once(':')? } else { (user_of(line), word) };
    let random = is_random(password, 8);
    if !random && !could_be(user, password) {
        return None;
    }
    let start = start + word.len() - password.len();
    Some(Found::new(Kind::Credential, program.to_owned(), random, start..start + password.len()))
}

/// The name that stands behind `-u`.
fn user_of(line: &str) -> &str {
    let Some(at) = line.find(" -u") else { return "" };
    line.get(at + 3..).unwrap_or_default().split_whitespace().next().unwrap_or_default()
}

/// `Authorization: Bearer …` and `Basic …`.
pub(super) fn header(text: &str, at: Range<usize>) -> Option<Found> {
    let scheme = text.get(at.clone())?.trim();
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    let value = run(text, at.end, 4096, part).trim_end_matches('.');
    let certain = if scheme.eq_ignore_ascii_case("basic") {
        let said = String::from_utf8(base64::decode(value).filter(|bytes| bytes.len() >= 8)?).ok()?;
        let (user, password) = said.split_once(':')?;
        let random = is_random(password, 8);
        if !random && !could_be(user, password) {
            return None;
        }
        random
    } else if value.starts_with(web_token::ANCHOR) {
        if !web_token::is_real(value) {
            return None;
        }
        true
    } else if is_random(value, 20) {
        true
    } else {
        return None;
    };
    Some(Found::new(Kind::Credential, scheme.to_owned(), certain, at.end..at.end + value.len()))
}
