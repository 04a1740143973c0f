//! Rules over small projects.

use super::*;
use crate::config::Config;
use crate::lower::{Input, Lowering};
use crate::resolve::{ProjectFiles, resolve};
use crate::source::SourceFile;
use crate::syntax::{Bounds, parse};
use crate::text::Catalogue;

mod advice;
mod escalation;
mod level;
mod severity;

/// Checks documents (path within the content, text) in a project that also has `others`.
fn found(documents: &[(&str, &str)], others: &[&str]) -> Vec<String> {
    checked(documents, others).into_iter().map(|(_, line)| line).collect()
}

/// The same with levels.
fn checked(documents: &[(&str, &str)], others: &[&str]) -> Vec<(Level, String)> {
    // What is missing from the small documents of these tests is not what they are about.
    let about = |line: &str| !matches!(line.split(' ').nth(1), Some("metadata/no-owner" | "section/empty"));
    unfiltered(documents, others).into_iter().filter(|(_, line)| about(line)).collect()
}

/// The same with all findings.
fn unfiltered(documents: &[(&str, &str)], others: &[&str]) -> Vec<(Level, String)> {
    let config = Config { template_mode: vec!["content/templates/**".to_owned()], ..Config::default() };
    let lowering = Lowering::new(&config);
    let mut sources = SourceMap::default();
    let (mut runbooks, mut trees) = (Vec::new(), Vec::new());
    for (path, text) in documents {
        let file = sources.add(SourceFile::new(format!("content/{path}"), *text));
        let (document, _) = parse(text, Bounds::default());
        let id = path.trim_end_matches(".md");
        runbooks.push(lowering.read(Input { source: sources.file(file), file, id, path, document: &document }));
        trees.push(document);
    }
    let content = documents.iter().map(|(path, _)| (*path).to_owned());
    let files = ProjectFiles::new("content", content, others.iter().map(|path| (*path).to_owned()));
    let library = resolve(runbooks, trees, &sources, &files, &config);
    let catalogue = Catalogue::new(config.language);
    check(&library, &sources, Circumstances { config: &config, today: jiff::civil::date(2026, 11, 26) })
        .iter()
        .map(|finding| {
            let crate::diag::Place::Span(file, span) = finding.place else { panic!("no span") };
            let file = sources.file(file);
            let help = finding.help.as_ref().map(|help| format!(" / {}", catalogue.message(help))).unwrap_or_default();
            let fix = finding.fix.as_ref().map(|fix| format!(" → {}", fix.edits[0].new_text)).unwrap_or_default();
            let line = file.location(span).line;
            let words = catalogue.message(&finding.message);
            (finding.level, format!("{line} {} {} {words}{help}{fix}", finding.rule, file.slice(span)))
        })
        .collect()
}

#[test]
fn good_links_are_not_reported() {
    let index = "# 索引\n\n[復旧](ops/db.md#復旧-手順)、[節](ops/db#%E5%BE%A9%E6%97%A7-%E6%89%8B%E9%A0%86)、[フォルダー](ops/)、[先頭](#索引)\n\n\
                 `docs/slo.md`、`db.md`、docs/slo.md、[図](図.svg)、[[db]]、[[ops/db]]、[根](/ops/db.md)、[外](../docs/slo.md)\n\n\
                 `/var/log/app.log`、`data/train.parquet`、report.json、<https://host/x>、[古い](ops/db.md#old)、「復旧 手順」を見る\n";
    let db = "# DB\n\n## 復旧 手順\n\n<a id=\"old\"></a>\n\n1. 戻す\n\n## 1. 確認\n\n「復旧 手順」を参照。§1 へ。[戻る](../index.md)、[が](../が.md)\n";
    let documents =
        [("index.md", index), ("ops/db.md", db), ("ops/index.md", "# 運用\n"), ("が.md", "# が\n"), ("図.svg", "")];
    assert_eq!(found(&documents, &["docs/slo.md"]), Vec::<String>::new());
}

#[test]
fn broken_links_are_reported_with_what_is_near() {
    let index = "# 索引\n\n[a](#高エラー率対応)\n[b](ops/DB.md)\n[c](none.md)\n[d](slo.md#目標)\n[e](../../x.md)\n[f](javascript:alert)\n[g](memo.drawio)\n[h]()\n`docs/none.md`\nセクション9参照\n「連絡」を参照\n\n## エラー率対応\n\n## 連絡先と体制\n";
    let documents = [("index.md", index), ("ops/db.md", "# DB\n")];
    assert_eq!(
        found(&documents, &["docs/slo.md", "content/memo.drawio"]),
        [
            "3 link/broken-anchor [a](#高エラー率対応) リンク先の見出し「#高エラー率対応」が content/index.md にありません / 近い見出し: 「エラー率対応」(#エラー率対応) → エラー率対応",
            "5 link/broken-file [c](none.md) リンク先のファイル「none.md」がありません / content/none.md を探しました。パスを直すか、ファイルを置いてください",
            "6 link/broken-file [d](slo.md#目標) リンク先のファイル「slo.md#目標」がありません / 同じ名前のファイルがあります: ../docs/slo.md → ../docs/slo.md#目標",
            "10 link/broken-file [h]() リンク「h」にリンク先が書かれていません / リンク先を書くか、リンクをやめてください",
            "11 link/broken-mention docs/none.md 本文に書かれたファイル「docs/none.md」がありません / 名前を直すか、なくなったファイルなら記述を消してください",
            "12 link/broken-section-mention セクション9 本文に書かれたセクション「セクション9」が content/index.md にありません / 章の番号や名前が変わったのなら、今のものに直してください",
            "7 link/outside-project [e](../../x.md) リンク先「../../x.md」はプロジェクトの外を指しています / プロジェクトの中のパスか、https:// で始まる URL にしてください",
            "9 link/unpublished-file [g](memo.drawio) 「content/memo.drawio」はサイトにコピーされない種類のファイルです / コピーされる拡張子: png jpg jpeg gif webp avif svg pdf yaml yml json sql sh txt csv",
            "8 link/unsafe-scheme [f](javascript:alert) スキーム「javascript」のリンクはページでは使えません / 使えるのは http、https、mailto、tel と、相対パス、#見出し です",
            "4 link/wrong-case [b](ops/DB.md) リンク先「ops/DB.md」は大文字と小文字がファイル名と違います / 正しい書き方: ./ops/db.md → ./ops/db.md",
        ]
    );
}

#[test]
fn anchors_of_other_documents() {
    let documents = [
        ("index.md", "# 索引\n\n[a](ops/db.md#復旧)\n"),
        ("ops/db.md", "# DB\n\n## 復旧手順\n\n`../index.md` の §4\n"),
    ];
    assert_eq!(
        found(&documents, &[]),
        [
            "3 link/broken-anchor [a](ops/db.md#復旧) リンク先の見出し「#復旧」が content/ops/db.md にありません / 近い見出し: 「復旧手順」(#復旧手順) → 復旧手順",
            "5 link/broken-section-mention §4 本文に書かれたセクション「§4」が content/index.md にありません / 章の番号や名前が変わったのなら、今のものに直してください",
        ]
    );
}

#[test]
fn placeholders_are_not_reported() {
    let text =
        "# ひな形\n\n[手順](<service>/restore.md)、`docs/<サービス>/slo.md`、https://grafana.example.com/d/xxx\n";
    assert!(found(&[("templates/service.md", text)], &[]).is_empty());
}

#[test]
fn every_rule_has_its_page_and_its_words() {
    for rule in RULES {
        assert!(crate::text::pages::page(rule.name).is_some(), "{}", rule.name);
    }
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
}

#[test]
fn a_block_that_is_not_closed_is_found_where_it_opens() {
    let unclosed = |text: &str| {
        let found = found(&[("a.md", text)], &[]);
        let lines = found.iter().filter(|line| line.contains("text/unclosed-fence"));
        lines.map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    // To the end; before a block with a language; before bare blocks, which turn over.
    assert_eq!(unclosed("# 手順\n\n```bash\nls\n\n文\n"), ["3"]);
    assert_eq!(unclosed("# 手順\n\n```bash\nls\n\n文\n\n```sql\nSELECT 1;\n```\n\n```\n図\n```\n"), ["3"]);
    assert_eq!(
        unclosed("```\n図\n```\n\n```bash\nls\n\n## 確認\n\n```\n出力\n```\n\n文\n\n```sql\nSELECT 1;\n```\n"),
        ["5"]
    );
    // Markdown in Markdown: one mistake, one finding.
    assert_eq!(unclosed("```markdown\n# 例\n\n```bash\nls\n```\n\n文\n```\n\n文\n\n```sql\nSELECT 1;\n```\n"), ["1"]);
    let good = "````markdown\n```bash\nls\n```\n````\n\n~~~text\n```bash\n~~~\n\n1. 手順\n   ```bash\n   # 一覧\n   ls\n   ```\n";
    assert_eq!(unclosed(good), [""; 0]);
}
