//! Values behind a word such as `password`, `API_KEY` or パスワード: `DB_PASSWORD=…`, `"client_secret": "…"`,
//! `| パスワード | … |`, `--password …`, `IDENTIFIED BY '…'`.

use std::ops::Range;

use super::address::could_be;
use super::sample::is_random;
use super::{Found, Kind, before, web_token};

/// What a name of a secret holds.
pub(super) const WORDS: [&str; 31] = [
    "pass",
    "pwd",
    "secret",
    "token",
    "apikey",
    "api_key",
    "api-key",
    "api key",
    "accesskey",
    "access_key",
    "access-key",
    "access key",
    "appkey",
    "app_key",
    "application_key",
    "account_key",
    "accountkey",
    "signing_key",
    "encryption_key",
    "routing_key",
    "integration_key",
    "auth_key",
    "private_key",
    "identified by",
    "パスワード",
    "暗証番号",
    "シークレット",
    "トークン",
    "アクセスキー",
    "apiキー",
    "合言葉",
];

/// What a name of a password ends with, separators left out.
const PASSWORDS: [&str; 10] = [
    "password",
    "passwd",
    "pass",
    "pwd",
    "passphrase",
    "identifiedby",
    "パスワード",
    "暗証番号",
    "合言葉",
    "rediscliauth",
];

/// What a name of another secret ends with, separators left out.
const KEYS: [&str; 22] = [
    "secret",
    "token",
    "apikey",
    "accesskey",
    "secretkey",
    "appkey",
    "applicationkey",
    "accountkey",
    "signingkey",
    "encryptionkey",
    "routingkey",
    "integrationkey",
    "authkey",
    "privatekey",
    "authtoken",
    "secretaccesskey",
    "シークレット",
    "トークン",
    "アクセスキー",
    "apiキー",
    "secrettoken",
    "clientsecret",
];

/// Variables from which a program takes a password: nothing else stands behind them.
const VARIABLES: [&str; 4] = ["pgpassword", "mysqlpwd", "sshpass", "rediscliauth"];

/// Tokens that are shown to everybody: places in a list, guards of forms.
const PUBLIC: [&str; 8] = ["next", "page", "continuation", "cursor", "sync", "csrf", "lock", "idempotency"];

/// Longest name and longest value that are read.
const NAME: usize = 64;
const VALUE: usize = 512;

pub(super) fn read(text: &str, at: Range<usize>) -> Option<Found> {
    let name = name(text, at)?;
    let written = text.get(name.clone())?;
    let plain: String = written.chars().filter(|letter| !"_- .".contains(*letter)).collect::<String>().to_lowercase();
    let password = PASSWORDS.iter().any(|end| plain.ends_with(end));
    if !password && !KEYS.iter().any(|end| plain.ends_with(end)) || PUBLIC.iter().any(|word| plain.contains(word)) {
        return None;
    }
    let option = text.get(..name.start)?.ends_with("--") || written.starts_with("--");
    let value = value(text, name.end, option || plain.ends_with("identifiedby"))?;
    let word = text.get(value.clone())?;
    if word.starts_with(web_token::ANCHOR) {
        return web_token::is_real(word).then(|| Found::new(Kind::Credential, written, true, value));
    }
    let certain = is_random(word, if password { 8 } else { 16 });
    let only = VARIABLES.contains(&plain.as_str()) || plain.ends_with("identifiedby");
    let possible = certain || only && could_be("", word);
    possible.then(|| Found::new(Kind::Credential, written.trim_start_matches('-').to_owned(), certain, value))
}

/// The whole name around a word of it.
fn name(text: &str, at: Range<usize>) -> Option<Range<usize>> {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let bytes = text.as_bytes();
    let mut start = at.start;
    while at.start - start < NAME && before(text, start).is_some_and(part) {
        start -= 1;
    }
    let end = at.end + bytes.get(at.end..)?.iter().take(NAME).position(|&byte| !part(byte)).unwrap_or(0);
    text.get(start..end).map(|_| start..end)
}

/// The value behind a name. `bare`: a blank may stand between them instead of a sign.
fn value(text: &str, name_end: usize, bare: bool) -> Option<Range<usize>> {
    let rest = text.get(name_end..)?;
    let rest = &rest[..rest.floor_char_boundary(VALUE.min(rest.len()))];
    let line = rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len()))?;
    let blank = |letter: char| letter == ' ' || letter == '\t' || letter == '\u{3000}';
    let behind = line.trim_start_matches(|letter: char| "\"'`*)]」』\\".contains(letter)).trim_start_matches(blank);
    let signs = behind.trim_start_matches([':', '=', '：', '＝', '|', '>', '→']);
    let quoted = signs.len() == behind.len() && behind.starts_with(['\'', '"']);
    if signs.len() == behind.len() && !quoted && !(bare && line.starts_with(blank)) {
        return None;
    }
    let value = signs.trim_start_matches(blank).trim_start_matches(['*', '\\']);
    let opened = value.trim_start_matches(['"', '\'', '`', '「', '\\']);
    let ends = |letter: char| !letter.is_ascii_graphic() || "\"'`|,;<>()\\".contains(letter);
    let length = opened.find(ends).unwrap_or(opened.len());
    // `getenv(…)`, `<値>` and what goes on as a sentence is no value.
    let next = opened.get(length..)?.chars().next();
    if next.is_some_and(|next| next == '(' || next == '<' || next.is_alphabetic()) {
        return None;
    }
    let start = name_end + line.len() - opened.len();
    let word = text.get(start..start + length)?;
    if word.ends_with("..") {
        return None;
    }
    let word = word.trim_end_matches(['.', ':', '*']);
    Some(start..start + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        let hit = WORDS.iter().filter_map(|word| text.to_ascii_lowercase().find(word).map(|at| at..at + word.len()));
        hit.filter_map(|at| read(text, at)).map(|one| &text[one.range]).next()
    }

    #[test]
    fn values_stand_behind_their_names_in_many_ways() {
        let value = ["k9Xv2mQ", "7rT4w"].concat();
        for text in [
            "DB_PASSWORD=@",
            "export SMTP_PASS=\"@\"",
            "\"password\": \"@\",",
            "- **パスワード**: `@`",
            "| パスワード | @ |",
            "パスワード：@（変更しないこと）",
            "mysqladmin --password @ status",
            "mysqladmin --password=@ status",
            "CREATE USER app IDENTIFIED BY '@';",
            "ALTER ROLE app PASSWORD '@';",
        ] {
            assert_eq!(found(&text.replace('@', &value)), Some(value.as_str()), "{text}");
        }
    }

    #[test]
    fn names_of_other_things_and_values_from_elsewhere_pass() {
        let value = ["9f86d081884c7d65", "9a2feaa0c55ad015"].concat();
        for text in [
            "nextPageToken: @",
            "secretName: @",
            "ACCESS_KEY_ID=@",
            "token の一覧 @",
            "password: os.getenv(\"@\")",
            "token: ${@}",
            "\"token\": \"@...\"",
            "パスワード: 1Password の「本番DB」を参照",
            "トークンを@で消す",
        ] {
            assert_eq!(found(&text.replace('@', &value)), None, "{text}");
        }
    }
}
