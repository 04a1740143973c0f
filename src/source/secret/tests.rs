//! Secrets of every kind. None is real, and none stands here in one piece: what looks for leaks in repositories would
//! take it for one.

use super::*;

/// A value as a machine makes it: `length` characters of an alphabet, other ones for each seed.
fn made(seed: u64, length: usize, alphabet: &str) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        letters[(state >> 33) as usize % letters.len()]
    };
    (0..length).map(|_| next()).collect()
}

const PLAIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HEX: &str = "0123456789abcdef";

fn plain(seed: u64, length: usize) -> String {
    made(seed, length, PLAIN)
}

fn secrets(text: &str) -> Vec<(Kind, String, &str)> {
    find(text).into_iter().map(|one| (one.kind, one.name, text.get(one.range).unwrap_or_default())).collect()
}

#[test]
fn tokens_of_services_are_known_by_their_form() {
    let cases = [
        ("AWS", ["AK", "IA"].concat() + &made(1, 16, UPPER)),
        ("GitHub", ["gh", "p_"].concat() + &plain(2, 36)),
        ("GitHub", ["github", "_pat_"].concat() + &plain(3, 22) + "_" + &plain(4, 59)),
        ("GitLab", ["gl", "pat-"].concat() + &plain(5, 20)),
        ("Slack", ["xo", "xb-"].concat() + &made(6, 12, "0123456789") + "-" + &plain(7, 24)),
        ("Google", ["AI", "za"].concat() + &plain(8, 35)),
        ("Stripe", ["sk", "_live_"].concat() + &plain(9, 24)),
        ("SendGrid", ["S", "G."].concat() + &plain(10, 22) + "." + &plain(11, 43)),
        ("npm", ["np", "m_"].concat() + &plain(12, 36)),
        ("Shopify", ["shp", "at_"].concat() + &made(13, 32, HEX)),
    ];
    for (name, token) in &cases {
        for text in [format!("鍵は{token}です"), format!("`{token}`"), format!("[図](https://a.test/?k={token})")]
        {
            assert_eq!(secrets(&text), [(Kind::Token, (*name).to_owned(), token.as_str())], "{text}");
        }
        assert_eq!(secrets(&format!("key: {}", &token[..token.len() / 2])), [], "{name}: half a token");
        assert_eq!(secrets(&format!("x{token}")), [], "{name}: within a word");
    }
}

#[test]
fn webhooks_are_what_stands_behind_their_address() {
    let path = format!("T{}/B{}/{}", made(1, 8, UPPER), made(2, 10, UPPER), plain(3, 24));
    let text = format!("通知先: https://hooks.slack.com/services/{path} を使う");
    assert_eq!(secrets(&text), [(Kind::Token, "Slack".to_owned(), path.as_str())]);
    let path = format!("{}/{}", made(4, 18, "0123456789"), plain(5, 68));
    let text = format!("<https://discord.com/api/webhooks/{path}>");
    assert_eq!(secrets(&text), [(Kind::Token, "Discord".to_owned(), path.as_str())]);
}

#[test]
fn private_keys_are_found_in_lines_and_in_strings() {
    let (one, two) = (plain(1, 64), plain(2, 40));
    let dashes = ["-----", "BEGIN RSA PRIVATE ", "KEY-----"].concat();
    let end = ["-----", "END RSA PRIVATE ", "KEY-----"].concat();
    for (text, key) in [
        (format!("{dashes}\n{one}\n{two}\n{end}\n"), format!("{one}\n{two}")),
        (format!("> {dashes}\r\n> {one}\r\n> {two}\r\n> {end}\r\n"), format!("{one}\r\n> {two}")),
        (format!("\"key\": \"{dashes}\\n{one}\\n{two}\\n{end}\\n\""), format!("{one}\\n{two}")),
        (format!("{dashes}\nProc-Type: 4,ENCRYPTED\n\n{one}\n{two}\n{end}"), format!("{one}\n{two}")),
        (format!("{dashes}\n{one}\n{two}\n\n続きは金庫にある\n"), format!("{one}\n{two}")),
    ] {
        assert_eq!(secrets(&text), [(Kind::PrivateKey, "RSA PRIVATE KEY".to_owned(), key.as_str())], "{text}");
    }
    assert_eq!(secrets(&format!("{dashes}\n...\n{end}\n")), []);
    assert_eq!(secrets(&format!("{}\n{one}\n", dashes.replace("PRIVATE", "PUBLIC"))), []);
}

#[test]
fn web_tokens_need_a_header_a_payload_and_a_signature() {
    let header = ["ey", "JhbGciOiJIUzI1NiJ9"].concat();
    let payload = "eyJzdWIiOiLluILlpZHnlKgifQ";
    let token = format!("{header}.{payload}.{}", plain(1, 43));
    assert_eq!(secrets(&format!("結果: {token}")), [(Kind::WebToken, "JWT".to_owned(), token.as_str())]);
    let text = format!("curl -H \"Authorization: Bearer {token}\" https://a.test");
    assert_eq!(secrets(&text), [(Kind::Credential, "Bearer".to_owned(), token.as_str())]);
    assert_eq!(secrets(&format!("{header}...")), []);
    // {"role":"anon"}: made to be shown.
    assert_eq!(secrets(&format!("{header}.eyJyb2xlIjoiYW5vbiJ9.{}", plain(1, 43))), []);
}

#[test]
fn passwords_in_commands_and_addresses() {
    let password = plain(21, 14);
    for text in [
        format!("psql postgres://app:{password}@db.prod.internal/app"),
        format!("mysql -uroot -p{password} app"),
        format!("curl -s -u admin:{password} https://x.test/health"),
        format!("curl --user 'admin:{password}' https://x.test/health"),
        format!("sshpass -p '{password}' ssh web01"),
        format!("SSHPASS={password} sshpass -e ssh web01"),
        format!("redis-cli -h cache -a {password} ping"),
        format!("PGPASSWORD={password} psql"),
    ] {
        let found = secrets(&text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].0, found[0].2), (Kind::Credential, password.as_str()), "{text}");
        assert_eq!(find(&text)[0].grade, Grade::Certain, "{text}");
    }
    let grade = |text: &str| find(text).first().map(|one| one.grade);
    for (host, wanted) in [
        ("db.prod.internal", Some(Grade::Certain)),
        ("db", Some(Grade::Likely)),
        ("localhost", Some(Grade::Possible)),
        ("db.example.jp", None),
    ] {
        assert_eq!(grade(&format!("psql postgres://app:sakura2024@{host}/app")), wanted, "{host}");
    }
    assert_eq!(grade("psql postgres://app:himitsu@db.prod.internal/app"), Some(Grade::Certain));
}

#[test]
fn examples_variables_and_what_only_looks_alike_pass() {
    for text in [
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "curl -H \"Authorization: Bearer <TOKEN>\"",
        "curl -u \"$USER:$PASS\" https://x.test",
        "API_KEY=xxxxxxxxxxxxxxxxxxxx",
        "git checkout 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
        "id=123e4567-e89b-12d3-a456-426614174000",
        "mysql -u root -p app",
        "mysql -u root -proot app",
        "export T=$(op read \"op://prod/db/password\")",
        "postgresql://test:test@localhost:5432/app",
        "postgresql://user:password@db.example.com/app",
        "postgres://app:${DB_PASSWORD}@db.prod.internal/app",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
        "ssh://git@github.com:22/a/b",
        "パスワードは `task-breakdown-template` を見る",
    ] {
        assert_eq!(secrets(text), [], "{text}");
    }
}

#[test]
fn nothing_is_found_twice_and_growth_is_even() {
    let token = ["gh", "p_"].concat() + &plain(1, 36);
    let text = format!("git clone https://x-access-token:{token}@github.com/a/b");
    assert_eq!(secrets(&text), [(Kind::Token, "GitHub".to_owned(), token.as_str())]);
    for part in [
        "ログイン",
        "パスワード\n",
        "| パスワード ",
        "| パスワード |\n|---|\n",
        "echo a | sudo -S ",
        "mysql -p",
        "password: ",
        "PW: a / ",
        "パスワードは",
        "<password>",
        "${PASSWORD:-",
        "パスワード（",
    ] {
        assert_eq!(find(&part.repeat(5_000)), [], "{part}");
    }
    for part in ["://", "curl -u ", "-----BEGIN PRIVATE KEY-----", "eyJ", "password:", "あpwd=\"", "bearer ", "ghp_a"]
    {
        assert_eq!(find(&part.repeat(20_000)), [], "{part}");
    }
}
