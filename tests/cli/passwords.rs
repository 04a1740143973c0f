//! Passwords that people chose: none of them leaves rbc in clear, and nothing else is taken for one.

use crate::project::Project;

/// Lines of a runbook, each with a password for `@`: whole documents of them are in clear nowhere.
const SPOKEN: [&str; 63] = [
    "パスワード: @",
    "- **DBパスワード**: `@`",
    "管理者パスワード（本番）：@",
    "初期パスワードは `@` です。",
    "初期パスワードは @ です。",
    "パスワード「@」でログインする。",
    "PW： admin / @",
    "ID/PW: admin/@",
    "ID：admin　PW：@",
    "認証情報: `admin:@`",
    "label password: \"@\" です。",
    "<!-- 管理者パスワード: @ -->",
    "[管理画面](https://admin:@@console.kawasemi.internal/)",
    "`DB_PASSWORD` は `@`",
    "```bash\nexport DB_PASSWORD=@\n```",
    "```bash\npsql postgresql://app:@@db.internal/app\n```",
    "```bash\nmysql -uroot -p@ app\n```",
    "```bash\nmysqldump -u backup -p'@' app > app.sql\n```",
    "```bash\ncurl -s -u admin:@ https://admin.internal/\n```",
    "```bash\ncurl --user \"admin:@\" https://admin.internal/\n```",
    "```bash\nPGPASSWORD='@' psql -h db01 -U app\n```",
    "```bash\nsshpass -p @ ssh web01\n```",
    "```bash\ndocker run -e MYSQL_ROOT_PASSWORD=@ mysql:8\n```",
    "```bash\nkubectl create secret generic x --from-literal=password=@\n```",
    "```bash\nredis-cli -h cache01 -a @ ping\n```",
    "```bash\necho 'app:@' | chpasswd\n```",
    "```bash\nmysqladmin --password=@ status\n```",
    "```bash\ndocker login -u ci -p @ registry.internal\n```",
    "```bash\ncurl -d '{\"user\":\"app\",\"password\":\"@\"}' https://auth.internal/\n```",
    "```sql\nCREATE USER 'app'@'10.0.%' IDENTIFIED BY '@';\n```",
    "```sql\nALTER ROLE app PASSWORD '@';\n```",
    "```yaml\ndb:\n  password: \"@\"\n```",
    "```yaml\nenv:\n  - name: DB_PASSWORD\n    value: \"@\"\n```",
    "```json\n{ \"user\": \"app\", \"password\": \"@\" }\n```",
    "```dotenv\nSMTP_PASS=@\n```",
    "```properties\nspring.datasource.password=@\n```",
    "```xml\n<password>@</password>\n```",
    "| 項目 | 値 |\n| --- | --- |\n| パスワード | @ |",
    "| 環境 | 利用者 | パスワード |\n| --- | --- | --- |\n| 本番 | app | @ |",
    "| 環境 | Password |\n| --- | --- |\n| 本番 | `@` |",
    "| 環境 | ID/PW |\n| --- | --- |\n| 本番 | admin / @ |",
    "<table><tr><th>パスワード</th><td>@</td></tr></table>",
    "- [ ] パスワード `@` でログインする",
    "現在のパスワードを `@` に変更する。",
    "パスワード欄に「@」を入力する。",
    "SSH で入る（パスワード @）。",
    "ログイン (admin / @)",
    "Basic認証: ops / @",
    "The password is \"@\".",
    "VPN の事前共有鍵: @",
    "- パスワード\n  - 本番: `@`",
    "```bash\nexport PGPASSWORD=\"${PGPASSWORD:-@}\"\n```",
    "```bash\necho @ | sudo -S systemctl restart app\n```",
    "```bash\nrabbitmqctl change_password app @\n```",
    "```bash\nmongosh -u app -p @\n```",
    "```bash\naws ssm put-parameter --name /db --value '@' --type SecureString\n```",
    "```python\nos.environ.get(\"DB_PASSWORD\", \"@\")\n```",
    "```sql\nSET PASSWORD FOR 'app' = '@';\n```",
    "```text\nusername ops secret @\n```",
    "```xml\n<property name=\"password\" value=\"@\"/>\n```",
    "| 環境 | ログイン情報 |\n| --- | --- |\n| 本番 | admin / @ |",
    "環境 | PASS\n--- | ---\n本番 | @",
    "パスワードは次のとおり。\n\nパスワード\n\n```\n@\n```",
];

/// Lines that name no password, or one of documentation.
const QUIET: [&str; 77] = [
    "パスワード: `<password>`",
    "パスワード: ${DB_PASSWORD}",
    "パスワード: 別紙参照",
    "パスワード: 1Password を参照",
    "パスワード: 1Password の「本番DB2」を参照",
    "パスワード: Vault に保管",
    "パスワード: KeePass2 に保管",
    "パスワード: 管理者に確認",
    "パスワード: -",
    "パスワード: なし",
    "パスワード: 変更済み",
    "パスワード: xxxx",
    "パスワード: ****",
    "パスワード: ●●●●●●●●",
    "パスワード: your-password1",
    "パスワード: 8文字以上",
    "パスワード: 12文字以上、英数字混在",
    "パスワード有効期限: 90日",
    "パスワード有効期限: 90days",
    "パスワードは8文字以上にする",
    "パスワードは SHA256 でハッシュ化する",
    "パスワードは AWS Secrets Manager (prod/db1) にある",
    "パスワード: Secrets Manager の `prod/db1/password` を参照",
    "パスワードリセット: https://sso1.internal/reset",
    "パスワード: 例: Kawasemi31dev",
    "パスワード: password123",
    "パスワード: admin / admin",
    "パスワードハッシュ: $2b$10$abcdefghijklmnopqrstuv",
    "パスワードを 3 回間違えるとロックされる (AccountLocked1)",
    "トークン: `secrets.GITHUB_TOKEN2`",
    "トークンの有効期限: 3600秒",
    "秘密鍵: ~/.ssh/id_ed25519",
    "認証情報: `prod/db1` を参照",
    "アカウント: app-user1",
    "ログイン: web01 / web02",
    "PW: 別紙",
    "ID/PW: 管理台帳 2.1 を参照",
    "`DB_PASSWORD` と `DB_USER2` を設定する",
    "Password: required",
    "PASS: 12/12",
    "最大 token 数: 4096",
    "| 項目 | 値 |\n| --- | --- |\n| パスワード | 別紙参照 |\n| パスワード長 | 16 |",
    "| 利用者 | パスワード |\n| --- | --- |\n| app | Secrets Manager |\n| job | 8文字以上 |\n| web | - |",
    "| 変数 | 説明 | 例 |\n| --- | --- | --- |\n| DB_PASSWORD | 接続 | Kawasemi31dev |",
    "| パスワード | 期待結果 |\n| --- | --- |\n| Kawasemi31dev | 200 |",
    "```bash\nexport DB_PASSWORD=\"$(vault read -field=password secret/db1)\"\n```",
    "```bash\nexport DB_PASSWORD=${1:?password}\n```",
    "```bash\nexport POSTGRES_PASSWORD=postgres\n```",
    "```bash\npsql postgresql://postgres:postgres@localhost:5432/app\n```",
    "```bash\npsql postgresql://user:password@db01.internal/app\n```",
    "```bash\npsql \"postgresql://app:${DB_PASSWORD}@db01.internal/app\"\n```",
    "```bash\nmysql -u root -p app01\n```",
    "```bash\nmysql -uroot -p\"$MYSQL_PASSWORD\" app01\n```",
    "```bash\ncurl -u \"$USER:$PASS\" https://x.internal\n```",
    "```bash\ncurl -u admin:admin http://localhost:8080\n```",
    "```bash\ncurl -H \"Authorization: Bearer $TOKEN\" https://x.internal\n```",
    "```bash\nsshpass -f /root/.pw01 ssh web01\n```",
    "```bash\nkubectl create secret generic db --from-file=password=./pw01.txt\n```",
    "```bash\nkubectl get secret app-tls-2024 -n prod\n```",
    "```bash\nopenssl rand -base64 32 > /run/secrets/db_password01\n```",
    "```bash\ndocker run -e MYSQL_ROOT_PASSWORD=changeme mysql:8\n```",
    "```yaml\npassword:\n  secretKeyRef:\n    name: db-credentials1\n    key: password\n```",
    "```yaml\nsecretName: app-tls-2024\ntokenTtl: 24h\npasswordSecretRef: db1\n```",
    "パスワードを `SMTP_PASS1` に設定する",
    "パスワードを `hash_v2` で保存する",
    "パスワードに `@`、`:`、`#1` を含めない",
    "パスワード（6文字以上）を入力する",
    "トークンを token2.json に保存する",
    "認証: OAuth2 / SAML2",
    "アカウント: `prod-app1` / `stg-app1`",
    "![状態](https://img.shields.io/badge.svg?token=Z92NHFQ70G)",
    "| トークン | 値 |\n| --- | --- |\n| `--color-bg` | `#f8f9fa80` |",
    "| シークレット | 状態 |\n| --- | --- |\n| LINE_CHANNEL_SECRET2 | 設定済 |",
    "```rust\nfn sink(token: Html5Token, password: Sha2Digest) -> u8 {}\n```",
    "```python\nself.login(user, password == sim_auth[1])\n```",
    "```bash\nopenssl req -x509 -keyout key1.pem -out cert1.pem\n```",
    "```js\nconst password = process.env.DB_PASSWORD1;\nif (password.length < 8) throw new Error(\"E1001\");\n```",
];

const FORMATS: [&str; 10] =
    ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "checkstyle", "markdown"];

/// What a person could have chosen, another one for each place.
fn password(number: usize) -> String {
    const WORDS: [&str; 6] = ["Tanuki", "kitsune", "Usagi-", "Fuji#", "sakura_Yoshino", "Kawauso!"];
    let word = WORDS[number % WORDS.len()];
    format!("{word}{}prod", 3 + number * 7)
}

#[test]
fn no_password_leaves_in_clear() {
    let mut values: Vec<String> = (0..SPOKEN.len()).map(password).collect();
    let parts = SPOKEN.iter().zip(&values).enumerate();
    let parts = parts.map(|(number, (line, value))| {
        // The last @ but that of an address or of a user of a database is the place.
        let line = line.replace("@'10", "\u{1}'10").replace("@@", "@\u{1}").replace('@', value).replace('\u{1}', "@");
        format!("## 手順 {number}\n\n{line}\n\n")
    });
    let mut text = format!("# 復旧手順\n\n{}", parts.collect::<String>());
    let others = [
        ("himitsu", "```bash\npsql postgresql://app:himitsu@db.internal/app\n```"),
        ("hogehoge1", "```bash\ncurl -u admin:hogehoge1 https://admin.internal/\n```"),
        ("Kitsune2024!", "password: \"Kitsune2024!\""),
        (
            "YWRtaW46VGFudWtpOThwcm9k",
            "```bash\ncurl -H \"Authorization: Basic YWRtaW46VGFudWtpOThwcm9k\" https://x.internal\n```",
        ),
        ("tk9f83b2c1d7e6a5", "```bash\ncurl -H \"Authorization: Bearer tk9f83b2c1d7e6a5\" https://x.internal\n```"),
        ("sk9f83b2c1d7", "| 名前 | 秘密鍵 |\n| --- | --- |\n| 決済 | sk9f83b2c1d7 |"),
        ("tok-7f3k29x8m1q5", "| 名前 | トークン |\n| --- | --- |\n| 通知 | tok-7f3k29x8m1q5 |"),
    ];
    for (value, line) in others {
        values.push(value.to_owned());
        text.push_str(&format!("## 手順 {value}\n\n{line}\n\n"));
    }
    // Where nothing says what they are: in the same document and in another one.
    for value in &values {
        text.push_str(&format!("`{value}` と {value} を使う。\n\n"));
    }
    let long = |value: &&String| value.len() >= 8 && value.bytes().any(|byte| byte.is_ascii_digit());
    let told: String = values.iter().filter(long).map(|value| format!("- [ ] {value} を確かめる\n")).collect();
    let project = Project::new(&[("content/db.md", &text), ("content/other.md", &format!("# 引き継ぎ\n\n{told}"))]);
    let leaks = |output: &str, place: &str| -> Vec<String> {
        let open = |value: &&String| output.contains(value.as_str());
        values.iter().filter(open).map(|value| format!("{place}: {value}")).collect()
    };
    let mut leaked = Vec::new();
    for format in FORMATS {
        for command in ["check", "build"] {
            let run = project.rbc(&[command, "--format", format]);
            assert_eq!(run.status, 1, "{}", run.stderr);
            leaked.extend(leaks(&run.stdout, format));
            leaked.extend(leaks(&run.stderr, format));
        }
    }
    leaked.extend(leaks(&project.rbc(&["check", "-v"]).stdout, "check -v"));
    for (path, bytes) in &project.tree("site") {
        leaked.extend(leaks(&String::from_utf8_lossy(bytes), path));
    }
    assert_eq!(leaked, Vec::<String>::new());
    let found = project.rbc(&["check", "--format", "jsonl", "--select", "secret/credential"]).stdout;
    let own = found.lines().filter(|line| line.contains("content/db.md")).count();
    assert!(own >= values.len(), "{own} of {}: {found}", values.len());
}

#[test]
fn what_is_no_password_is_left_alone() {
    let text: String = QUIET.iter().map(|line| format!("{line}\n\n")).collect();
    let more = include_str!("no-passwords.md");
    let text = format!("# 復旧手順\n\n{text}");
    let project = Project::new(&[("content/db.md", &text), ("content/more.md", more)]);
    let found = project.rbc(&["check", "--format", "jsonl", "--select", "secret/credential,secret/token"]).stdout;
    assert_eq!(found, "");
    project.rbc(&["build"]);
    let site = project.tree("site");
    for page in ["db", "more"] {
        for ending in ["md", "html"] {
            let name = format!("{page}.{ending}");
            let shown = String::from_utf8_lossy(&site[&name]).into_owned();
            assert!(!shown.contains("••••"), "{name}: {shown}");
        }
    }
    assert!(String::from_utf8_lossy(&site["db.md"]).contains(&text));
}

#[test]
fn what_lies_beside_documents_and_what_is_mended_holds_none_either() {
    let value = password(6);
    let text =
        format!("# 復旧手順\n\nパスワード: {value}\n\n[一覧](./hosts.txt)、[設定](./app.yaml)、[図](./map.txt)\n");
    let other =
        format!("# 引き継ぎ\n\n| 項目 | 値\n| --- | ---\n| 確認 | {value}\n\n1. `{value}` を使う。  \n1. 終わり\t\n");
    let config = "db:\n  password: \"Kitsune2024!\"\n";
    let hosts = format!("db01 {value}\n");
    let project = Project::new(&[
        ("content/db.md", &text),
        ("content/other.md", &other),
        ("content/hosts.txt", &hosts),
        ("content/app.yaml", config),
        ("content/map.txt", "db01 -- web01\n"),
    ]);
    let run = project.rbc(&["build"]);
    assert!(!run.stdout.contains(&value) && !run.stdout.contains("Kitsune2024!"), "{}", run.stdout);
    let site = project.tree("site");
    assert!(site.contains_key("map.txt") && !site.contains_key("hosts.txt") && !site.contains_key("app.yaml"));
    let diff = project.rbc(&["check", "--diff", "--unsafe-fixes"]);
    assert!(!diff.stdout.contains(&value), "{}", diff.stdout);
    let found = project.rbc(&["check", "--format", "jsonl", "--select", "secret/credential"]).stdout;
    let other: Vec<&str> = found.lines().filter(|line| line.contains("content/other.md")).collect();
    assert!(!other.is_empty() && other.iter().all(|line| line.contains("\"level\":\"warning\"")), "{found}");
}
