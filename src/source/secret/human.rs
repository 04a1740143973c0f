//! Whether a value looks like a password that a person chose: `Tanuki88prod`, `Kitsune2024!`.
//!
//! What stands in its place otherwise: a variable, something to fill in, a word of documentation (`password123`), the
//! name of an algorithm, a product, a file or a resource.

use std::sync::LazyLock;

use super::Grade;
use super::filler::{has_filler, is_chosen, is_filler, is_near_filler};
use super::sample::{is_identifier, is_random};

/// What a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters and digits, eight or more.
    Strong,
    /// Letters and digits or signs, shorter or near to a word of documentation.
    Mixed,
    /// Small letters and digits in parts, as names of things are written.
    Name,
    /// Letters only.
    Word,
    /// Digits only.
    Digits,
}

/// Longest password that a person chooses.
pub(super) const LONGEST: usize = 64;

/// What names algorithms, products, types and places, wherever it stands in a value.
static TECHNICAL: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "sha1 sha2 sha3 sha5 sha- md5 base64 base32 bcrypt argon2 pbkdf2 scrypt aes1 aes2 aes- rsa1 rsa2 rsa4 rsa- rsa_ \
     ed25519 hs256 rs256 es256 hs512 rs512 es384 oauth x509 pkcs utf8 utf-8 1password keepass lastpass bitwarden \
     auth0 saml2 varchar uint int32 int64 route53 secretsmanager keyvault hashicorp vault github gitlab http1 http2 ipv4 \
     ipv6 k8s process.env getenv environ os.env config. secrets. settings. env. vars. undefined redacted"
        .split_whitespace()
        .collect()
});

/// Parts of values that are plainly to be filled in or cut short.
const OPEN: [&str; 27] = [
    "xxx",
    "***",
    "...",
    "•",
    "●",
    "○",
    "__",
    "your",
    "changeme",
    "change-me",
    "change_me",
    "replace",
    "placeholder",
    "example",
    "sample",
    "dummy",
    "todo",
    "fixme",
    "masked",
    "hidden",
    "insert",
    "1234567",
    "0000",
    "aaaa",
    "&&",
    "==",
    "://",
];

/// Whether a value is a variable, a form to fill in or a piece of code.
fn is_open(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let bracketed = |open: char, close: char| value.starts_with(open) && value.ends_with(close);
    let holds = |open: char, close: char| value.contains(open) && value.contains(close);
    !value.bytes().all(|byte| byte.is_ascii_graphic())
        || value.starts_with(['$', '<', '/', '~', '.', '-', '=', '|', '>', '?'])
        || value.starts_with("0x")
        || is_colour(value)
        || bracketed('%', '%')
        || holds('<', '>')
        || holds('{', '}')
        || value.contains(['[', ']', '\\'])
        || bracketed('(', ')')
        || value.starts_with('*') && value.ends_with('*')
        || ["${", "$(", "{{", "}}", "%s", "%d", "%(", "#{", "()", "[]", "!=", "=>", "->", "||", "::", "\\n"]
            .iter()
            .any(|part| value.contains(part))
        || OPEN.iter().any(|part| lower.contains(part))
}

/// `#f8f9fa`, `#f8f9fa80`
fn is_colour(value: &str) -> bool {
    let digits = value.strip_prefix('#').filter(|digits| matches!(digits.len(), 3 | 4 | 6 | 8));
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a value names an algorithm, a product or a type.
pub(super) fn is_technical(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    TECHNICAL.iter().any(|word| lower.contains(word))
}

/// Whether a value names a file, a host, an address, a version or a day.
fn is_place(value: &str) -> bool {
    if is_identifier(value) {
        return true;
    }
    let signs = value.bytes().any(|byte| b"!#$%^&*+=".contains(&byte));
    let last = value.rsplit(['.', '/']).next().unwrap_or_default();
    let letters = (1..=8).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    // `db01.internal`, `server.pem`, `ops@mail.internal`
    if !signs && value.contains('.') && letters {
        return true;
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // `v1.2.3-rc1`, `2026-11-26T09:00`
    let version = value.trim_start_matches(['v', 'V', '^', '=', '>', '<']).split('.');
    version.clone().count() >= 3 && version.take(2).all(digits)
        || value.get(..4).is_some_and(digits) && value.as_bytes().get(4) == Some(&b'-')
}

/// Whether a value is an amount: `90days`, `64-byte`.
fn is_amount(value: &str) -> bool {
    let unit = value.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_start_matches(['-', '_']);
    const UNITS: [&str; 18] = [
        "days",
        "day",
        "hours",
        "hour",
        "min",
        "mins",
        "minutes",
        "sec",
        "secs",
        "seconds",
        "chars",
        "characters",
        "bytes",
        "byte",
        "bits",
        "bit",
        "months",
        "weeks",
    ];
    unit.len() < value.len() && UNITS.contains(&unit.to_ascii_lowercase().as_str())
}

/// Whether all characters are the same or follow each other.
fn is_row(value: &str) -> bool {
    let steps = |step: i16| {
        value
            .as_bytes()
            .windows(2)
            .all(|pair| matches!(pair, [left, right] if i16::from(*right) - i16::from(*left) == step))
    };
    steps(0) || steps(1) || steps(-1) || value == "1234567890"
}

/// What a value is made of; `None` where it is no password that somebody would use.
pub(super) fn shape(value: &str) -> Option<Shape> {
    if !(4..=LONGEST).contains(&value.len()) || is_open(value) {
        return None;
    }
    if is_filler(value) {
        return is_chosen(value).then_some(Shape::Mixed);
    }
    let lower = value.to_ascii_lowercase();
    if is_technical(value) || is_place(value) || is_amount(value) {
        return None;
    }
    let count = |test: fn(&u8) -> bool| value.bytes().filter(test).count();
    let letters = count(u8::is_ascii_alphabetic);
    let digits = count(u8::is_ascii_digit);
    let signs = count(|byte| b"!@#$%^&*?+=~".contains(byte));
    if letters == 0 {
        return (digits == value.len() && !is_row(value)).then_some(Shape::Digits);
    }
    if letters == value.len() {
        return (letters >= 5 && !has_filler(&lower)).then_some(Shape::Word);
    }
    let inner = value.trim_end_matches(['!', '?', '*', '+']).bytes().any(|byte| b"!@#$%^&*+=~".contains(&byte));
    if digits == 0 && (signs < 2 || !inner) || value.len() < 6 {
        return None;
    }
    let separated = value.contains(['-', '_', '.', ':', '/', ',']);
    let capitals = count(u8::is_ascii_uppercase);
    let mixed_case = capitals > 0 && capitals < letters;
    if separated && signs == 0 && (!mixed_case || value.contains(['/', ':'])) {
        // `DB_PASSWORD_1` is a variable, `tanuki-88-prod` could be either.
        return (capitals == 0 && digits > 0 && !value.contains(['/', ':', '.', ','])).then_some(Shape::Name);
    }
    // `user@host1`
    if signs == 1 && value.contains('@') && is_login(value) {
        return None;
    }
    let strong = value.len() >= 8 && digits > 0 && letters >= 3 && !is_near_filler(value);
    Some(if strong { Shape::Strong } else { Shape::Mixed })
}

/// `deploy@web01`: small letters before the sign, the name of a host behind it.
fn is_login(value: &str) -> bool {
    let Some((user, host)) = value.split_once('@') else { return false };
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'-' || byte == b'_';
    user.len() >= 3
        && user.bytes().all(plain)
        && host.len() >= 3
        && host.bytes().all(|byte| plain(byte) || byte.is_ascii_digit() || byte == b'.')
        && host.starts_with(|letter: char| letter.is_ascii_lowercase())
}

/// Whether a value says in base64 that it is none: `not my real password`.
fn is_told(value: &str) -> bool {
    let said = Some(value).filter(|value| value.len() >= 12).and_then(super::base64::decode);
    said.and_then(|bytes| String::from_utf8(bytes).ok()).is_some_and(|said| {
        let text = said.trim_end();
        text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && (is_filler(text) || text.contains(' '))
    })
}

/// Whether a word is Japanese in Latin letters: `himitsu`. Words of no other language end up behind the name of a
/// password alone.
pub(super) fn is_romaji(value: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "remote", "minute", "azure", "database", "resume", "tokyo", "osaka", "japan", "kibana", "hidden", "manage",
        "rotate",
    ];
    if !(6..=24).contains(&value.len()) || OTHERS.contains(&value) || shape(value) != Some(Shape::Word) {
        return false;
    }
    let mut rest = value;
    while !rest.is_empty() {
        const HEADS: [&str; 30] = [
            "ky", "sh", "ch", "ts", "ny", "hy", "my", "ry", "gy", "by", "py", "k", "s", "t", "n", "h", "m", "y", "r",
            "w", "g", "z", "d", "b", "p", "f", "j", "kk", "tt", "ss",
        ];
        let after = HEADS
            .iter()
            .filter_map(|head| rest.strip_prefix(*head))
            .find(|after| after.starts_with(['a', 'i', 'u', 'e', 'o']));
        let syllable = after.unwrap_or(rest).strip_prefix(['a', 'i', 'u', 'e', 'o']);
        let Some(next) = syllable.or_else(|| rest.strip_prefix('n')) else { return false };
        rest = next;
    }
    true
}

/// How sure it is that a value is a password. `only`: it stands where nothing but a password stands.
pub(super) fn password(value: &str, only: bool) -> Option<Grade> {
    if is_told(value) {
        return None;
    }
    if value.len() < 16 && is_technical(value) {
        return None;
    }
    if is_random(value, 8) {
        return Some(if is_near_filler(value) { Grade::Likely } else { Grade::Certain });
    }
    match shape(value)? {
        Shape::Strong => Some(Grade::Certain),
        Shape::Mixed => Some(Grade::Likely),
        Shape::Name | Shape::Word | Shape::Digits => only.then_some(Grade::Likely),
    }
}

/// How sure it is that a value is a token or key of no known form: those that people wrote are short of what a machine
/// makes, but mix letters and digits in one piece.
pub(super) fn key(value: &str) -> Option<Grade> {
    if is_told(value) {
        return None;
    }
    if is_random(value, 16) {
        return Some(Grade::Certain);
    }
    if value.len() < 8 || !matches!(shape(value)?, Shape::Strong | Shape::Name) {
        return None;
    }
    const NAMES: [&str; 7] = ["secret", "token", "cred", "cert", "key", "auth", "tls"];
    let lower = value.to_ascii_lowercase();
    if NAMES.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let piece = value.split(['-', '_', '.', ':', '/', '=', '+']).max_by_key(|piece| piece.len())?;
    (piece.len() >= 8 && turns(piece) >= 2).then_some(Grade::Likely)
}

/// Whether a password cannot be a name too: small and capital letters with digits, or signs.
pub(super) fn is_distinct(value: &str) -> bool {
    let has = |test: fn(&u8) -> bool| value.as_bytes().iter().any(test);
    let signs = value.bytes().any(|byte| b"!@#$%^&*".contains(&byte));
    signs
        || is_random(value, 8)
        || has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit)
}

/// How often letters turn into digits or digits into letters.
fn turns(piece: &str) -> usize {
    let digit = |byte: &u8| byte.is_ascii_digit();
    piece.as_bytes().windows(2).filter(|pair| matches!(pair, [left, right] if digit(left) != digit(right))).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_of_people_are_known() {
        for value in ["Tanuki88prod", "Kitsune2024!", "sakura-Yoshino7", "Fuji#3776m", "kawasemi2231", "Yuki=Usagi9"] {
            assert_eq!(password(value, false), Some(Grade::Certain), "{value}");
        }
        for value in ["P@ssw0rd", "P@55w0rd!", "hogehoge1", "Neko12", "Passw0rd!"] {
            assert_eq!(password(value, false), Some(Grade::Likely), "{value}");
        }
        for value in ["himitsu", "kawasemi-2231", "48215963"] {
            assert_eq!((password(value, false), password(value, true)), (None, Some(Grade::Likely)), "{value}");
        }
        assert_eq!(key("tk9f83b2c1d7"), Some(Grade::Likely));
        for value in ["himitsu", "suguhito", "kawasemi", "ponchan"] {
            assert!(is_romaji(value), "{value}");
        }
        for value in ["required", "string", "hashed", "Himitsu", "remote", "tanuki", "bcrypt"] {
            assert_eq!(is_romaji(value), value == "tanuki", "{value}");
        }
    }

    #[test]
    fn what_stands_there_instead_is_none() {
        for value in [
            "password",
            "password123",
            "admin123",
            "SecurePassword123!",
            "MySecretPassword123",
            "Test123!",
            "changeme",
            "postgres",
            "ChangeThisPassword123!",
            "xxxxxxxx",
            "********",
            "${DB_PASSWORD}",
            "$DB_PASSWORD",
            "<password>",
            "{{password}}",
            "%DB_PASSWORD%",
            "your-password1",
            "[password1]",
            "1Password",
            "OAuth2.0",
            "SHA256",
            "AES256-GCM",
            "bcrypt12",
            "server1.pem",
            "db01.internal",
            "ops1@mail.internal",
            "deploy@web01",
            "2026-11-26",
            "v1.2.3-rc1",
            "90days",
            "64-byte",
            "12345678",
            "11111111",
            "DB_PASSWORD_1",
            "prod/db/password1",
            "String!",
            "string?",
            "process.env.PW1",
            "8-100",
            "analyst123",
            "Xxxx1234xxx",
            "{id}_Init2025",
            "auth[1]",
            "bm90IG15IHJlYWwgcGFzc3dvcmQ=",
        ] {
            assert_eq!(password(value, true), None, "{value}");
        }
    }
}
