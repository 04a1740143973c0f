//! The language of a code block.
//!
//! 1. [`names`] reads the label: one name for each language.
//! 2. A block without a label is judged by [`content`]; so is one whose label is wrong beyond doubt (a drawing called
//!    `bash`). A guess must be sure: a message taken for commands would be copied into a shell.

mod content;
mod names;
mod shell;

/// The language that a block is in truth: a name of the model, `text` where it is none.
#[must_use]
pub fn judge(info: &str, text: &str) -> String {
    match names::of_label(info) {
        None => content::guess(text).unwrap_or("text").to_owned(),
        Some(label) => content::correction(&label, text).map_or(label, str::to_owned),
    }
}

/// The language that a label names, by one name.
#[must_use]
pub fn named(info: &str) -> Option<String> {
    names::of_label(info)
}

/// Whether a label says that the block is a transcript, where `# ` is a prompt.
#[must_use]
pub fn is_console(info: &str) -> bool {
    let word = info.split([' ', ',', '{']).next().unwrap_or("").to_ascii_lowercase();
    const LABELS: &str = "console shell-session shellsession terminal bash-session sh-session";
    LABELS.split(' ').any(|label| label == word)
}

/// Whether a program's name is also a word of plain English (`make`, `test`).
#[must_use]
pub fn is_english(program: &str) -> bool {
    shell::is_english(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_one_name_each() {
        for (info, name) in [
            ("sh", "bash"),
            ("Shell title=\"確認\"", "bash"),
            ("console", "bash"),
            ("yml", "yaml"),
            ("ts", "typescript"),
            ("plaintext", "text"),
            ("none", "text"),
            ("powershell", "powershell"),
            ("10:20:src/app/main.ts", "typescript"),
            ("{.sql}", "sql"),
            ("言語名", "text"),
        ] {
            assert_eq!(judge(info, "何か\n"), name, "{info}");
        }
    }

    #[test]
    fn unlabelled_blocks_by_content() {
        for (text, name) in [
            ("kubectl get pods -n prod\n# 再起動\nsudo systemctl restart web\n", "bash"),
            ("docker compose up -d && \\\n  docker compose ps\n", "bash"),
            ("$ df -h\nFilesystem Size\n", "bash"),
            ("app=# SELECT 1;\n ?column?\n----\n 1\n", "sql"),
            ("-- 件数\nSELECT count(*)\nFROM users;\n", "sql"),
            ("{\n  \"status\": \"ok\"\n}\n", "json"),
            ("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n", "yaml"),
            ("[mysqld]\nmax_connections = 200\n", "ini"),
            ("graph TD\n  A --> B\n", "mermaid"),
            ("GET /health HTTP/1.1\nHost: a.test\n", "http"),
            ("sum(rate(http_requests_total{status=~\"5..\"}[5m])) by (path)\n", "promql"),
            ("import { x } from './y';\nexport const z: string = x;\n", "typescript"),
            ("import os\n\ndef main():\n    print(1)\n", "python"),
        ] {
            assert_eq!(judge("", text), name, "{text}");
        }
    }

    #[test]
    fn messages_drawings_and_logs_are_text() {
        for text in [
            "┌──┐\n│ 障害 │\n└──┘\n",
            "検知 → 一次対応\n  ↓\n二次対応\n",
            "src/\n├── main.rs\n└── lib.rs\n",
            "【復旧】発生時刻: HH:MM\n原因: [原因]\n",
            "2025-01-01 10:00:00 ERROR failed to connect\n",
            "Slackで報告:\n「調査を開始します」\n",
            "make sure the service is up\ntest the login\n",
            "Subject: 障害報告\nTo: team\n",
            "[設計図をここに配置]\n",
            "1. git にログインする\n2. 確認\n",
            "POST /api/v1/alerts/:id/ack\nPUT /api/v1/rules/:id\n",
            "",
        ] {
            assert_eq!(judge("", text), "text", "{text}");
        }
    }

    #[test]
    fn a_label_that_is_plainly_wrong_is_corrected() {
        assert_eq!(judge("bash", "┌──┐\n│ 障害 │\n└──┘\n"), "text");
        assert_eq!(judge("bash", "SELECT *\nFROM users\nWHERE id = 1;\n"), "sql");
        assert_eq!(judge("sql", "sqlite3 app.db \"SELECT 1\"\n"), "bash");
        assert_eq!(judge("bash", "{\n  \"status\": \"異常\"\n}\n"), "json");
        assert_eq!(judge("bash", "mysql> SHOW SLAVE STATUS\\G\n*** 1. row ***\n"), "sql");
        assert_eq!(judge("bash", "PS C:\\> Get-Service -Name 受注\n"), "powershell");
        assert_eq!(judge("bash", "C:\\Users\\ops> net stop 受注\n"), "cmd");
        assert_eq!(
            judge("bash", "Get-Service | Where-Object { $_.Status -eq 'Running' }\nRestart-Service W3SVC\n"),
            "powershell"
        );
        assert_eq!(judge("bash", "kind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\n"), "yaml");
        assert_eq!(judge("bash", "{ ls; df; }\n"), "bash");
        assert_eq!(judge("bash", "# 例\necho \"├\"\nls\n"), "bash");
    }
}
