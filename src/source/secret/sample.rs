//! What is no secret: examples of documentation, variables, and what is to be filled in.

/// Parts of values that are meant to be replaced or that nobody would take for a secret.
const WORDS: [&str; 64] = [
    "example",
    "sample",
    "dummy",
    "placeholder",
    "changeme",
    "changethis",
    "change-me",
    "change_me",
    "your",
    "here",
    "xxx",
    "***",
    "...",
    "•",
    "todo",
    "tbd",
    "fixme",
    "replace",
    "insert",
    "redacted",
    "masked",
    "hidden",
    "secret",
    "passw",
    "p@ss",
    "passphrase",
    "_pass",
    "-pass",
    "token",
    "apikey",
    "api_key",
    "api-key",
    "test",
    "demo",
    "fake",
    "mock",
    "foobar",
    "hoge",
    "fuga",
    "1234",
    "abcd",
    "qwerty",
    "0000",
    "aaaa",
    "deadbeef",
    "localhost",
    "process.env",
    "getenv",
    "environ",
    "config",
    "value",
    "string",
    "null",
    "none",
    "undefined",
    "true",
    "false",
    "vault",
    "generate",
    "random",
    "admin",
    "default",
    "1a2b3c",
    "a1b2c3",
];

/// Whether a value is an example, a variable or something to fill in. `value` is what somebody chose or a machine made;
/// a long one that a machine made may hold a short word by chance, so only words of examples count in it.
pub(super) fn is_sample(value: &str) -> bool {
    if value.is_empty() || value.bytes().any(|byte| b"<>{}$%()[]\\ ".contains(&byte)) || !value.is_ascii() {
        return true;
    }
    if value.len() > 2048 {
        return false;
    }
    let lower = value.to_ascii_lowercase();
    lower == "pass" || WORDS.iter().any(|word| lower.contains(word))
}

/// Whether the body of a token of a known form is plainly an example.
pub(super) fn is_sample_body(body: &str) -> bool {
    const EXAMPLES: [&str; 9] =
        ["example", "sample", "xxxx", "placeholder", "1234567890", "0123456789", "abcdefgh", "your", "dummy"];
    let lower = body.get(..body.len().min(2048)).unwrap_or(body).to_ascii_lowercase();
    distinct(body) < 8 || EXAMPLES.iter().any(|word| lower.contains(word))
}

/// Whether a value looks as made by a machine: many different characters, and digits, small and capital letters in no
/// order that a word has.
pub(super) fn is_random(value: &str, shortest: usize) -> bool {
    let length = value.len();
    length >= shortest
        && !is_sample(value)
        && !is_identifier(value)
        && distinct(value) * 2 >= length.min(24)
        && (changes(value) >= (length / 6).max(3) || is_apple(value))
}

/// Number of different bytes.
fn distinct(value: &str) -> usize {
    let mut seen = [false; 256];
    value.bytes().for_each(|byte| seen[usize::from(byte)] = true);
    seen.iter().filter(|seen| **seen).count()
}

/// How often letters and digits, small and capital letters stand beside each other, the capital of a word aside.
fn changes(value: &str) -> usize {
    let class = |byte: u8| match byte {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        _ => 0,
    };
    let bytes = value.as_bytes();
    let change = |at: &usize| {
        let (left, right) = (class(bytes[*at]), class(bytes[*at + 1]));
        let begins_word = left == 2 && right == 1 && (*at == 0 || class(bytes[*at - 1]) != 2);
        left != right && left != 0 && right != 0 && !begins_word
    };
    (0..bytes.len().saturating_sub(1)).filter(change).count()
}

/// The form that Apple's devices suggest: `hbkwim-4xoDja-qenfut`.
fn is_apple(value: &str) -> bool {
    let mut parts = value.split('-');
    let three = parts.clone().count() == 3 && parts.all(|part| part.len() == 6);
    let count = |test: fn(&u8) -> bool| value.bytes().filter(test).count();
    three && value.len() == 20 && count(u8::is_ascii_digit) == 1 && count(u8::is_ascii_uppercase) == 1
}

/// UUIDs and addresses of resources: they name things.
pub(super) fn is_identifier(value: &str) -> bool {
    let lengths: Vec<usize> = value.split('-').map(str::len).collect();
    let uuid = lengths == [8, 4, 4, 4, 12] && value.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    uuid || value.starts_with("arn:") || value.starts_with("sha256:") || value.contains("://") || value.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_documentation_are_no_secrets() {
        for value in [
            "SecurePassword123!",
            "Training2026!",
            "getIdToken",
            "bitbank-api-key:3",
            "edr_dev_password",
            "123e4567-e89b-12d3-a456-426614174000",
            "stored-in-aws-secrets-manager",
            "process.env.DB_KEY1a2B3c",
            "Sakura2024Tokyo",
            "cwwd-prod-2024-backup-v2",
            "xxxxxxxxxxxxxxxxxxxx",
        ] {
            assert!(!is_random(value, 8), "{value}");
        }
    }

    #[test]
    fn what_a_machine_made_looks_like_it() {
        for value in ["k9Xv2mQ7rT4w", "hbkwim-4xoDja-qenfut", "9f86d081884c7d659a2feaa0c55ad015", "aZ3!kd9Lq#2p"] {
            assert!(is_random(value, 8), "{value}");
        }
    }
}
