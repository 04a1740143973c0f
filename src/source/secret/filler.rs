//! Passwords of documentation, of tests and of fresh installations: `password123`, `SecurePassword123!`.

use std::sync::LazyLock;

use super::human::LONGEST;

/// Words that passwords of documentation, of tests and of fresh installations are made of.
static FILLERS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    "a abc abcd abcde abcdef access account admin administrator again analyst and another any api app application \
     apppass arg args asdf at auditor auth backup bar base baz bit bits body by byte bytes cfg change changeit char \
     chars cipher clear client col compose conf config confirm context correct create ctx current customer data \
     database db default demo dev develop developer development docker dto dummy editor elastic email encrypted \
     encryption engineer enter entity env example fake fetch field first foo for form from generated get grafana \
     guest hash hashed hello here hex hidden id in info initial input insecure invalid is it item jwt key keycloak \
     kind last length letmein load local localhost login long manager masked master max me min minimum minio model \
     mongo mongodb must my mysql name new next no not obj of old on operator option options opts or oracle owner \
     param params pass passphrase passwd password placeholder plain please postgres postgresql prev private \
     production props pw pwd qwerty rabbit rabbitmq random raw read redis refresh repeat replace req request res \
     reset response result ret retype root row safe same sample second secret secure server service session set \
     setting settings short signing some staff state stg string strong super temp temporary test tester testing the \
     third this to token type update use user username valid value very viewer weak web webhook welcome with worker \
     world wrong xyz your zaq"
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

/// Whether a value of such words is one that people choose for a machine of theirs, `Admin@2026`: the names of things only,
/// with digits that do not count.
pub(super) fn is_chosen(value: &str) -> bool {
    const THINGS: [&str; 26] = [
        "administrator",
        "admin",
        "root",
        "mysql",
        "postgres",
        "postgresql",
        "oracle",
        "redis",
        "mongo",
        "rabbit",
        "grafana",
        "elastic",
        "server",
        "service",
        "backup",
        "database",
        "db",
        "web",
        "app",
        "welcome",
        "manager",
        "operator",
        "owner",
        "master",
        "production",
        "login",
    ];
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let signs = value.bytes().any(|byte| b"!@#$%^&*".contains(&byte));
    let counted = "1234567890".contains(&digits) && (digits.len() > 1 || !signs);
    let mut pieces = value.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|piece| !piece.is_empty());
    let named = pieces.all(|piece| THINGS.contains(&piece.to_ascii_lowercase().as_str()));
    value.len() >= 8 && !digits.is_empty() && !counted && named
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
    is_filler(plain.trim_end_matches('i'))
        || ["hoge", "fuga", "piyo", "passwo", "training", "trainee", "workshop"].iter().any(|word| plain.contains(word))
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
        for value in ["Admin@2026", "mysql2026!", "Welcome7!"] {
            assert!(is_filler(value) && is_chosen(value), "{value}");
        }
        for value in ["admin123", "root1234", "Admin@123", "Password2026!", "Test2026!", "admin2"] {
            assert!(!is_chosen(value), "{value}");
        }
        for value in ["Tanuki88prod", "himitsu", "P@ssw0rd", "12345678"] {
            assert!(!is_filler(value), "{value}");
        }
        assert!(is_near_filler("P@ssw0rd!") && !is_near_filler("Tanuki88prod"));
    }
}
