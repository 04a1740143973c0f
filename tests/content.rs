//! Holds the example runbooks to what `content/README.md` says of them: each structure stands where the table says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the examples has to fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a line has to hold for a structure that can be told by its signs; none of these may leave the table.
const SIGNS: &[(&str, &[&str])] = &[
    ("文書の形：H1 がなく、前付けの題名だけの文書", &["title: "]),
    ("文書の形：手書きの目次", &["## 目次"]),
    ("文書の形：節を分ける横線", &["---"]),
    ("題名とメタデータ：前付け（front matter）", &[": "]),
    ("題名とメタデータ：項目と内容の表", &["| 項目 | 内容 |"]),
    ("題名とメタデータ：太字の行", &["**更新日**"]),
    ("題名とメタデータ：引用の最終更新", &["> 最終更新"]),
    ("題名とメタデータ：斜体の末尾の行", &["*最終更新: "]),
    ("題名とメタデータ：題名の中の版", &["# ", "(v"]),
    ("題名とメタデータ：改訂履歴の表", &["| バージョン |", "変更内容"]),
    ("題名とメタデータ：ISO の日付", &["2026-"]),
    ("題名とメタデータ：年月日の日付", &["年", "月", "日 |"]),
    ("題名とメタデータ：斜線の日付", &["2026/"]),
    ("題名とメタデータ：元号の日付", &["令和"]),
    ("題名とメタデータ：日付のひな形", &["YYYY-MM-DD"]),
    ("見出し：番号（5.1）", &["5.1"]),
    ("見出し：番号（1-2.）", &["1-2."]),
    ("見出し：番号（1)）", &["1)"]),
    ("見出し：Step 1:", &["Step 1:"]),
    ("見出し：フェーズ1", &["フェーズ1"]),
    ("見出し：章（「第N章」の形）", &["第1章"]),
    ("見出し：Q1.", &["Q1."]),
    ("見出し：太字の見出し", &["**"]),
    ("見出し：見出しの中の時間制限", &["分以内"]),
    ("見出し：見出しの中のコード", &["`"]),
    ("重大度・期限・しきい値：Severity の表", &["| Severity |"]),
    ("重大度・期限・しきい値：SEV・P・レベルの併記", &["SEV1", "P1", "レベル"]),
    ("重大度・期限・しきい値：一つの欄に二つの目標", &["即時対応、2時間以内復旧"]),
    ("重大度・期限・しきい値：重大度の箇条書き", &["- SEV1"]),
    ("重大度・期限・しきい値：重大度の見出し", &["### ", "SEV1"]),
    ("重大度・期限・しきい値：正常範囲・警告・緊急の表", &["正常範囲", "警告", "緊急"]),
    ("重大度・期限・しきい値：SLO の表", &["目標値"]),
    ("重大度・期限・しきい値：RTO と RPO の表", &["RTO", "RPO"]),
    ("重大度・期限・しきい値：比較の言葉（以上・未満・超）", &["未満", "超"]),
    ("重大度・期限・しきい値：範囲の値（0-70%、1,000-10,000）", &["1,000-10,000"]),
    ("連絡先とエスカレーション：連絡先の表", &["役割", "連絡先"]),
    ("連絡先とエスカレーション：電話とメールの列", &["電話", "メール"]),
    ("連絡先とエスカレーション：電話（平日）と電話（緊急）", &["電話（平日）", "電話（緊急）"]),
    ("連絡先とエスカレーション：内線と外線の併記", &["内線", "03-"]),
    ("連絡先とエスカレーション：PagerDuty 経由", &["PagerDuty経由"]),
    ("連絡先とエスカレーション：br で並べた連絡先", &["<br>"]),
    ("連絡先とエスカレーション：①②③の順の連絡先", &["①", "②", "③"]),
    ("連絡先とエスカレーション：曜日の当番表", &["曜日"]),
    ("連絡先とエスカレーション：記入前の連絡先", &["[氏名]", "xxx-xxxx"]),
    ("連絡先とエスカレーション：エスカレーションの表", &["条件", "エスカレーション先"]),
    ("連絡先とエスカレーション：階層の見出し（レベル1: 自動対応）", &["### レベル1: 自動対応"]),
    ("連絡先とエスカレーション：矢印のはしご", &["↓"]),
    ("連絡先とエスカレーション：矢印でつないだ宛先", &["→"]),
    ("節の役割とラベル：`#### 症状`", &["#### 症状"]),
    ("節の役割とラベル：`**症状**: 値`", &["**症状**: "]),
    ("節の役割とラベル：`**症状:** 値`", &["**症状:** "]),
    ("節の役割とラベル：`**症状** だけの行`", &["**症状**"]),
    ("節の役割とラベル：`- 症状: 値`", &["- 症状: "]),
    ("節の役割とラベル：症状の列", &["| 症状 |"]),
    ("節の役割とラベル：全角コロンのラベル", &["**："]),
    ("節の役割とラベル：確認順序:", &["確認順序:"]),
    ("節の役割とラベル：初期対応:", &["初期対応:"]),
    ("節の役割とラベル：確認SQL:", &["確認SQL:"]),
    ("節の役割とラベル：障害モードの番号", &["FM-"]),
    ("チェックリストと図：`- [ ]`", &["- [ ] "]),
    ("チェックリストと図：入れ子の - [ ]", &["  - [ ] "]),
    ("チェックリストと図：`- [x]`", &["- [x] "]),
    ("チェックリストと図：`1. [ ]`", &["1. [ ] "]),
    ("チェックリストと図：□ の行", &["□ "]),
    ("チェックリストと図：□ あり □ なし の選択", &["□ あり □ なし"]),
    ("チェックリストと図：表の中の □", &["| □ |"]),
    ("チェックリストと図：表の中の `[ ]`", &["| [ ] |"]),
    ("チェックリストと図：☐ の行と列", &["☐"]),
    ("チェックリストと図：コードの中の `- [ ]`（周知文）", &["- [ ] "]),
    ("チェックリストと図：✅ と ❌ の一覧", &["- ✅"]),
    ("チェックリストと図：署名の下線", &["____"]),
    ("チェックリストと図：枠線の箱と ▼", &["┌"]),
    ("チェックリストと図：ファイルの木", &["├──"]),
    ("チェックリストと図：ASCII の箱", &["+--"]),
    ("チェックリストと図：はい・いいえの分岐", &["YES"]),
    ("チェックリストと図：mermaid の flowchart", &["flowchart"]),
    ("チェックリストと図：画像（題名付き）", &["![", " \""]),
    ("コード：curl と JSON の本文", &["curl "]),
    ("コード：psql の行の継続", &["psql ", " \\"]),
    ("コード：psql のヒアドキュメント", &["psql ", "<<"]),
    ("コード：psql にファイルを渡す", &["psql ", " < "]),
    ("コード：psql のメタコマンド", &["psql ", "\\d"]),
    ("コード：docker exec と psql", &["docker exec", "psql"]),
    ("コード：期待値", &["期待値"]),
    ("コード：結果の例", &["結果の例"]),
    ("コード：破壊的な操作の前の注意", &["[!CAUTION]"]),
    ("コード：WHERE のある UPDATE", &["UPDATE", "WHERE"]),
    ("コード：トランザクション", &["BEGIN"]),
    ("置き換える値：山括弧（英字）", &["<pod-name>"]),
    ("置き換える値：環境変数", &["${"]),
    ("置き換える値：二重波括弧", &["{{"]),
    ("置き換える値：山括弧（日本語）", &["<サービス名>"]),
    ("置き換える値：丸印と伏せ字の数", &["〇〇", "XX"]),
    ("置き換える値：見本のドメイン", &["example.com"]),
    ("置き換える値：置き換えない二重波括弧（Prometheus）", &["{{ $value"]),
    ("リンクと参照：同じ文書の見出しへのリンク", &["](#"]),
    ("リンクと参照：ファイルと見出しへのリンク", &[".md#"]),
    ("リンクと参照：ルートからのリンク", &["](/"]),
    ("リンクと参照：参照形式のリンク", &["]["]),
    ("リンクと参照：二重角括弧のリンク", &["[["]),
    ("リンクと参照：パーセント符号化したリンク", &["%E"]),
    ("リンクと参照：裸の URL", &["https://", "（"]),
    ("リンクと参照：山括弧の URL", &["<https://"]),
    ("リンクと参照：コードの中のファイル名", &[".md`"]),
    ("リンクと参照：セクションの番号による参照", &["セクション3参照"]),
    ("リンクと参照：節の番号による参照", &["5.4節"]),
    ("リンクと参照：節記号による参照", &["§6"]),
    ("リンクと参照：かぎ括弧の名前による参照", &["「連絡先」を参照"]),
    ("そのほかの Markdown：GitHub の注記（NOTE ほか）", &["> [!NOTE]"]),
    ("そのほかの Markdown：折りたたみ（details）", &["<details>"]),
    ("そのほかの Markdown：脚注", &["[^"]),
    ("そのほかの Markdown：キー（kbd）", &["<kbd>"]),
    ("そのほかの Markdown：欄の中の改行（br）", &["<br>"]),
    ("そのほかの Markdown：欄の中の縦棒（`\\|`）", &["\\|"]),
    ("そのほかの Markdown：HTML のコメント", &["<!--"]),
    ("そのほかの Markdown：引用", &["> "]),
];

/// Languages that have a row; its line opens a block with that name.
const LANGUAGES: &[&str] = &[
    "text",
    "sql",
    "yaml",
    "json",
    "promql",
    "ini",
    "env",
    "python",
    "typescript",
    "javascript",
    "powershell",
    "cmd",
    "markdown",
];

/// A row of the table.
struct Row {
    structure: String,
    file: String,
    line: usize,
}

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(content().join("README.md")).unwrap();
    let table = text.lines().skip_while(|line| !line.starts_with("| 構造 |")).skip(2);
    let rows: Vec<Row> = table.take_while(|line| line.starts_with('|')).map(row).collect();
    assert!(rows.len() > 150, "the table of content/README.md has lost rows: {}", rows.len());
    rows
}

/// `| 構造 | [file](file) | 行 |`; the name of a structure may hold `\|`.
fn row(line: &str) -> Row {
    let parts = line.trim_matches('|').rsplitn(3, " | ").collect::<Vec<_>>();
    let [number, link, structure] = parts[..] else { panic!("not a row: {line}") };
    let file = link.split_once("](").and_then(|(_, rest)| rest.strip_suffix(')'));
    Row {
        structure: structure.trim().to_owned(),
        file: file.unwrap_or_else(|| panic!("no link: {line}")).to_owned(),
        line: number.trim().parse().unwrap_or_else(|_| panic!("no line number: {line}")),
    }
}

/// Why a row is wrong, if it is.
fn fault(row: &Row) -> Option<String> {
    let Ok(text) = fs::read_to_string(content().join(&row.file)) else { return Some("no such file".to_owned()) };
    let Some(line) = row.line.checked_sub(1).and_then(|at| text.lines().nth(at)) else {
        return Some("no such line".to_owned());
    };
    if line.trim().is_empty() {
        return Some("the line is blank".to_owned());
    }
    let kind = row.structure.split('：').next().unwrap_or_default();
    let name = row.structure.split('：').next_back().unwrap_or_default();
    if kind == "見出し" && !line.starts_with('#') && name != "手順1:" {
        return Some(format!("no heading: {line}"));
    }
    if kind == "コード" && LANGUAGES.contains(&name) && line.trim_start() != format!("```{name}") {
        return Some(format!("opens no {name} block: {line}"));
    }
    if row.structure.contains("：期間：") && !line.contains(name.split('（').next().unwrap_or_default()) {
        return Some(format!("no {name}: {line}"));
    }
    let signs = SIGNS.iter().find(|(structure, _)| *structure == row.structure).map_or(&[][..], |(_, signs)| signs);
    let missing = signs.iter().find(|sign| !line.contains(**sign))?;
    Some(format!("no {missing:?}: {line}"))
}

#[test]
fn every_structure_stands_where_the_table_says() {
    let mut faults = String::new();
    for row in rows() {
        if let Some(fault) = fault(&row) {
            faults.push_str(&format!("  {} ({}:{}): {fault}\n", row.structure, row.file, row.line));
        }
    }
    assert!(faults.is_empty(), "\n{faults}Correct content/README.md.");
}

#[test]
fn no_structure_has_left_the_table() {
    let rows = rows();
    let languages = LANGUAGES.iter().map(|language| format!("コード：{language}"));
    let known = SIGNS.iter().map(|(structure, _)| (*structure).to_owned()).chain(languages);
    let gone: Vec<String> = known.filter(|structure| rows.iter().all(|row| row.structure != *structure)).collect();
    assert!(gone.is_empty(), "content/README.md no longer has: {}", gone.join(", "));
}

#[test]
fn the_examples_have_no_finding() {
    let mut rbc = Command::new(env!("CARGO_BIN_EXE_rbc"));
    // A fixed day: dates by which a runbook has to be looked at again pass by.
    rbc.args(["check", "--format", "jsonl", "--today", "2026-11-30"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = rbc.output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert!(output.status.success() && output.stdout.is_empty(), "{}{}", said(&output.stdout), said(&output.stderr));
}
