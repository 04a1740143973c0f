//! Names of what is secret: `DB_PASSWORD`, `client_secret`, パスワード, `PW`.

use std::ops::Range;

use super::before;

/// What a name of a secret holds: the anchors.
pub(super) const WORDS: [&str; 55] = [
    "pass",
    "pwd",
    "pw",
    "ｐｗ",
    "ＰＷ",
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
    "ﾊﾟｽﾜｰﾄﾞ",
    "パスフレーズ",
    "パスコード",
    "暗証番号",
    "暗証キー",
    "シークレット",
    "トークン",
    "アクセスキー",
    "apiキー",
    "秘密鍵",
    "合言葉",
    "合い言葉",
    "認証情報",
    "ログイン情報",
    "アカウント情報",
    "認証",
    "ログイン",
    "アカウント",
    "共有鍵",
    "共有キー",
    "psk",
    "preshared",
    "pre-shared",
    "requirepass",
    "masterauth",
    "credential",
    "login",
];

/// What a name says about the value behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A password.
    Password,
    /// A number that serves as one.
    Pin,
    /// A token or a key.
    Key,
    /// A name and a password together.
    Pair,
}

/// What names end with, separators left out.
const ENDS: [(&str, Class); 48] = [
    ("password", Class::Password),
    ("passwd", Class::Password),
    ("passphrase", Class::Password),
    ("passcode", Class::Password),
    ("pwd", Class::Password),
    ("storepass", Class::Password),
    ("keypass", Class::Password),
    ("sshpass", Class::Password),
    ("identifiedby", Class::Password),
    ("rediscliauth", Class::Password),
    ("パスワード", Class::Password),
    ("ﾊﾟｽﾜｰﾄﾞ", Class::Password),
    ("パスフレーズ", Class::Password),
    ("パスコード", Class::Pin),
    ("合言葉", Class::Password),
    ("合い言葉", Class::Password),
    ("ｐｗ", Class::Password),
    ("暗証番号", Class::Pin),
    ("暗証キー", Class::Pin),
    ("secret", Class::Key),
    ("token", Class::Key),
    ("apikey", Class::Key),
    ("accesskey", Class::Key),
    ("secretkey", Class::Key),
    ("appkey", Class::Key),
    ("applicationkey", Class::Key),
    ("accountkey", Class::Key),
    ("signingkey", Class::Key),
    ("encryptionkey", Class::Key),
    ("routingkey", Class::Key),
    ("integrationkey", Class::Key),
    ("authkey", Class::Key),
    ("privatekey", Class::Key),
    ("シークレット", Class::Key),
    ("トークン", Class::Key),
    ("アクセスキー", Class::Key),
    ("apiキー", Class::Key),
    ("秘密鍵", Class::Key),
    ("認証情報", Class::Pair),
    ("ログイン情報", Class::Pair),
    ("アカウント情報", Class::Pair),
    ("basic認証", Class::Pair),
    ("共有鍵", Class::Password),
    ("共有キー", Class::Password),
    ("presharedkey", Class::Password),
    ("requirepass", Class::Password),
    ("masterauth", Class::Password),
    ("secretstring", Class::Password),
];

/// Names of a pair that stand for themselves.
const PAIRS: [&str; 6] = ["ログイン", "アカウント", "認証", "credential", "credentials", "login"];

/// Tokens that are shown to everybody: places in a list, guards of forms; and names of other secrets.
const PUBLIC: [&str; 13] = [
    "existing",
    "imagepull",
    "external",
    "next",
    "page",
    "continuation",
    "cursor",
    "sync",
    "csrf",
    "xsrf",
    "lock",
    "idempotency",
    "public",
];

/// Words that end as a name of a password does.
const OTHERS: [&str; 9] =
    ["bypass", "compass", "proxypass", "fastcgipass", "uwsgipass", "grpcpass", "scgipass", "multipass", "encompass"];

/// What a name can go on with: where the password is used.
const USES: [&str; 19] = [
    "production",
    "prod",
    "prd",
    "staging",
    "stage",
    "stg",
    "development",
    "dev",
    "old",
    "new",
    "current",
    "primary",
    "replica",
    "readonly",
    "ro",
    "rw",
    "main",
    "master",
    "value",
];

/// Variables from which a program takes a password: nothing else stands behind them.
pub(super) const VARIABLES: [&str; 4] = ["pgpassword", "mysqlpwd", "sshpass", "rediscliauth"];

/// Longest name that is read.
const LONGEST: usize = 64;

/// A name of a secret in a text.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) range: Range<usize>,
    /// As it stands there.
    pub(super) written: String,
    /// In small letters, separators left out.
    pub(super) plain: String,
    pub(super) class: Class,
}

impl Name {
    /// Whether it is a Japanese word, behind which a sentence can go on.
    pub(super) fn is_japanese(&self) -> bool {
        !self.written.is_ascii()
    }

    /// Whether nothing but a password stands behind it.
    pub(super) fn is_only(&self) -> bool {
        VARIABLES.contains(&self.plain.as_str()) || self.plain.ends_with("identifiedby")
    }
}

/// The whole name around a word of it, where it names a secret.
pub(super) fn read(text: &str, at: Range<usize>) -> Option<Name> {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let bytes = text.as_bytes();
    let mut start = at.start;
    while at.start - start < LONGEST && before(text, start).is_some_and(part) {
        start -= 1;
    }
    let end = at.end + bytes.get(at.end..)?.iter().take(LONGEST).take_while(|&&byte| part(byte)).count();
    let written = text.get(start..end)?;
    let plain: String = written.chars().filter(|letter| !"_- .".contains(*letter)).collect::<String>().to_lowercase();
    let class = class(written, &plain)?;
    Some(Name { range: start..end, written: written.trim_start_matches('-').to_owned(), plain, class })
}

fn class(written: &str, plain: &str) -> Option<Class> {
    if PUBLIC.iter().any(|word| plain.contains(word)) || OTHERS.contains(&plain) {
        return None;
    }
    let counted = plain.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let stem = USES.iter().find_map(|end| counted.strip_suffix(end)).filter(|stem| stem.len() >= 4).unwrap_or(counted);
    for stem in [counted, stem] {
        if let Some((_, class)) = ENDS.iter().find(|(end, _)| stem.ends_with(end)) {
            return Some(*class);
        }
    }
    if PAIRS.contains(&plain) {
        return Some(Class::Pair);
    }
    if plain == "psk" || written.ends_with("_PSK") || written.ends_with("_psk") {
        return Some(Class::Password);
    }
    is_short(written.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '_'))
        .then_some(Class::Password)
}

/// Whether a name ends with the word `pass` or `pw`, which are also ends of other words.
fn is_short(written: &str) -> bool {
    const OWNERS: [&str; 14] =
        ["db", "root", "user", "admin", "id", "my", "ldap", "bind", "ssh", "smtp", "mail", "ftp", "vpn", "wifi"];
    for (small, word, capital) in [("pass", "Pass", "PASS"), ("pw", "Pw", "PW")] {
        let Some(owner) = [small, word, capital].iter().find_map(|end| written.strip_suffix(end)) else { continue };
        let parted = owner.is_empty() || owner.ends_with(['_', '-', '.']);
        let camel = !written.ends_with(small) && owner.ends_with(|letter: char| letter.is_ascii_lowercase());
        let known =
            OWNERS.contains(&owner.rsplit(['_', '-', '.']).next().unwrap_or(owner).to_ascii_lowercase().as_str());
        return parted || camel || known;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(name: &str) -> Option<Class> {
        let lower = name.to_ascii_lowercase();
        let hit = WORDS.iter().find_map(|word| lower.find(word).map(|at| at..at + word.len()))?;
        read(name, hit).map(|name| name.class)
    }

    #[test]
    fn names_of_secrets_are_told_from_others() {
        for name in [
            "DB_PASSWORD",
            "userPw",
            "PW",
            "dbpass",
            "SMTP_PASS",
            "DBパスワード",
            "PASSWORD_PROD",
            "db.password",
            "DB_PW1",
        ] {
            assert_eq!(class_of(name), Some(Class::Password), "{name}");
        }
        for name in ["client_secret", "API_KEY", "accessToken", "JWT_SECRET_KEY"] {
            assert_eq!(class_of(name), Some(Class::Key), "{name}");
        }
        for name in
            ["password_hash", "proxy_pass", "bypass", "nextPageToken", "max_tokens", "ACCESS_KEY_ID", "kpw", "httpw"]
        {
            assert_eq!(class_of(name), None, "{name}");
        }
    }
}
