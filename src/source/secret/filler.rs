//! Passwords of documentation, of tests and of fresh installations: `password123`, `SecurePassword123!`.

use std::sync::LazyLock;

use super::human::LONGEST;

/// Words that passwords of documentation, of tests and of fresh installations are made of.
static FILLERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "a abc abcd abcde abcdef access account admin administrator analyst another any api app application apppass \
     asdf auditor auth backup bar base baz bit bits byte bytes change changeit char chars client confirm correct \
     customer database db default demo dev develop developer development dummy editor elastic email encrypted \
     encryption engineer enter example fake foo generated grafana guest hash hashed hello here hex initial input \
     insecure invalid is it jwt key keycloak length letmein local localhost login long manager master max me min \
     minimum minio mongo mongodb must my mysql name new no not old operator oracle owner pass passphrase passwd \
     password placeholder please postgres postgresql private production pw pwd qwerty rabbit rabbitmq random redis \
     refresh replace root safe sample secret secure server service session set short signing some staff string \
     strong super temp temporary test tester testing the this to token use user username valid value very viewer \
     weak web webhook welcome with worker world wrong xyz your zaq"
        .split_whitespace()
        .collect()
});

/// Whether a value is nothing but words of documentation, with digits and signs between them.
pub(super) fn is_filler(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let bytes = lower.as_bytes();
    if bytes.len() > LONGEST || !bytes.iter().any(u8::is_ascii_alphabetic) {
        return false;
    }
    // `reached[at]`: everything before `at` is made of words.
    let mut reached = vec![false; bytes.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    for at in 0..bytes.len() {
        if reached.get(at) != Some(&true) {
            continue;
        }
        let Some(rest) = bytes.get(at..) else { continue };
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            reached[at + 1] = true;
            continue;
        }
        for word in FILLERS.iter().filter(|word| rest.starts_with(word.as_bytes())) {
            reached[at + word.len()] = true;
        }
    }
    reached.last() == Some(&true)
}

/// Whether letters of a value are written as signs and digits: `P@ssw0rd` is a word of documentation too, but one that
/// people really use. `hoge` and `fuga` are words of such a kind in Japanese.
pub(super) fn is_near_filler(value: &str) -> bool {
    let plain: String = value
        .chars()
        .map(|letter| match letter.to_ascii_lowercase() {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            other => other,
        })
        .collect();
    is_filler(plain.trim_end_matches('i')) || ["hoge", "fuga", "piyo", "passwo"].iter().any(|word| plain.contains(word))
}

/// Whether a word without digits holds one of documentation: `edrpass`, `mysecretkey`.
pub(super) fn has_filler(lower: &str) -> bool {
    [
        "pass", "secret", "token", "pwd", "admin", "root", "user", "test", "demo", "default", "value", "key", "hoge",
        "fuga",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_made_of_their_words() {
        for value in ["password", "MySecretPassword123", "Test123!", "change_me", "postgres", "root1234"] {
            assert!(is_filler(value), "{value}");
        }
        for value in ["Tanuki88prod", "himitsu", "P@ssw0rd", "12345678"] {
            assert!(!is_filler(value), "{value}");
        }
        assert!(is_near_filler("P@ssw0rd!") && !is_near_filler("Tanuki88prod"));
    }
}
