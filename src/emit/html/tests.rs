//! What a page says is what the document says.

use crate::DocumentInput;
use crate::config::{Config, Language};
use crate::emit::html::{Content, Setting};
use crate::emit::tests::compiled;
use crate::emit::words::Words;
use crate::resolve::ProjectFiles;
use crate::source::{SourceFile, SourceMap};
use crate::syntax::{Block, BlockKind, Inline, InlineKind};
use crate::text::Catalogue;

fn written(text: &str) -> String {
    with_words(text).0
}

/// The HTML of a document, and its words in source order.
fn with_words(text: &str) -> (String, String) {
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::new("content/a.md", text));
    let inputs = [DocumentInput { file, id: "a".to_owned(), path: "a.md".to_owned() }];
    let config = Config::default();
    let files = ProjectFiles::new("content", ["a.md".to_owned(), "図.png".to_owned()], Vec::new());
    let library = compiled(&sources, &inputs, &files, &config).library;
    let words = Words::new(&Catalogue::new(Language::Japanese));
    let setting = Setting { library: &library, config: &config, words: &words, address: "a.html" };
    let content = Content::new(setting, &library.runbooks[0], sources.file(file));
    let written = content.write(&library.documents[0]);
    let mut said = String::new();
    in_blocks(&library.documents[0].blocks, &mut said);
    (written.heading + &written.body, said)
}

fn in_blocks(blocks: &[Block], said: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => in_inlines(&heading.content, said),
            BlockKind::Paragraph(content) | BlockKind::HtmlText(content) => in_inlines(content, said),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => in_blocks(blocks, said),
            BlockKind::List(list) => list.items.iter().for_each(|item| in_blocks(&item.blocks, said)),
            BlockKind::Code(code) => said.push_str(&code.text),
            BlockKind::Table(table) => {
                let cells = std::iter::once(&table.header).chain(&table.rows).flat_map(|row| &row.cells);
                cells.for_each(|cell| in_inlines(&cell.content, said));
            }
            BlockKind::Details(summary, blocks) => {
                in_inlines(summary, said);
                in_blocks(blocks, said);
            }
            BlockKind::Comment(_) | BlockKind::Rule => {}
        }
    }
}

fn in_inlines(inlines: &[Inline], said: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::HtmlText(text) => said.push_str(text),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. } => in_inlines(content, said),
            _ => {}
        }
    }
}

/// Texts of the elements with `data-source`, in the order of their places. Fails where one stands in another.
fn sourced(html: &str) -> String {
    const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "meta"];
    let mut texts: Vec<((u32, u32), String)> = Vec::new();
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let inside = open.iter().any(|(_, sourced)| *sourced);
        if inside {
            texts.last_mut().unwrap().1.push_str(&rest[..at]);
        }
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().map(|(name, _)| name).as_deref(), Some(name), "{html}");
            continue;
        }
        let name = tag.split(' ').next().unwrap();
        let place = tag.split("data-source=\"").nth(1).map(|value| value.split('"').next().unwrap());
        if let Some(place) = place {
            assert!(!inside, "{tag} stands in another");
            let (line, column) = place.split_once(':').unwrap();
            texts.push(((line.parse().unwrap(), column.parse().unwrap()), String::new()));
        }
        if !VOID.contains(&name) {
            open.push((name.to_owned(), place.is_some()));
        }
    }
    assert!(open.is_empty(), "{open:?}");
    texts.sort();
    let joined: String = texts.into_iter().map(|(_, text)| text).collect();
    joined.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r").replace("&amp;", "&")
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn words_of_a_page_are_those_of_the_document() {
    let nasty = "# 題 `a<b>`[^n]\n\n10~20分、\"引用\" & <pod-name>。[^n] **症状**:\n\n- 項目\n  続き\n  1. 手順\n\n     段落\n- [ ] 作業\n\n  詳細\n- [ ]\n\n\
        | あ | い | う |\n| --- | :-: | --: |\n| 1 | a\\|b | 3 | 余り |\n| 足りない |\n\n> 引用\n\n> [!TIP]\n> 助言\n\n\
        <details><summary>要約</summary>\n\n中\n\n</details>\n\n```bash\n\n# 見る\nkubectl delete pod <pod> \\\n  --force && ls\n```\n\n    字下げ\n\n\
        ~~~yaml\n- 'あ\n  い'\n~~~\n\n<!-- 秘密 -->\n\n[^n]: 脚注 `c`\n\n[^unused]: 使われない\n";
    for text in
        [nasty, include_str!("../../../content/index.md"), include_str!("../../../content/services/checkout.md")]
    {
        let (html, said) = with_words(text);
        assert_eq!(without_blanks(&sourced(&html)), without_blanks(&said));
        assert!(!html.contains("秘密"));
    }
}

#[test]
fn lines_between_japanese_have_no_blank() {
    assert!(written("障害\n対応\nafter\n").contains(">障害対応\nafter</p>"), "{}", written("障害\n対応\nafter\n"));
}

#[test]
fn a_code_block_keeps_every_byte_and_says_what_it_does() {
    let html = written("```bash\n# 見る\nkubectl get pods\nkubectl delete pod 'a&b' \\\n  --force\n```\n");
    assert!(html.contains("<div class=\"code\" id=\"RBC-code-1\" data-effect=\"destructive\">"), "{html}");
    assert!(html.contains("<span class=\"badge badge-destructive\">破壊的</span>"), "{html}");
    let badges: Vec<&str> =
        html.split("<span class=\"l\"").skip(1).map(|line| line.split('>').next().unwrap()).collect();
    let destructive = " data-effect=\"destructive\"";
    let expected = ["", "", " data-effect=\"destructive\" data-badge=\"破壊的\"", destructive];
    assert_eq!(badges, expected);
    assert_eq!(sourced(&html), "# 見る\nkubectl get pods\nkubectl delete pod 'a&b' \\\n  --force\n");
}

#[test]
fn a_block_is_taken_apart_only_where_each_command_stands_alone() {
    let cases = [
        ("bash", "# 見る\nkubectl get pods  # 一覧\nkubectl logs web \\\n  --tail=50\n", 2),
        ("bash", "ps aux |\n  sort\nuptime && df -h\n", 2),
        ("bash", "for pod in $(cat 一覧); do\n  kubectl delete pod $pod\ndone | sort\nuptime\n", 0),
        ("bash", "psql <<EOF\nSELECT 1;\nEOF\nuptime\n", 0),
        ("bash", "(cd /srv\nls)\nuptime\n", 0),
        ("bash", "$ uptime\n 10:00 稼働中\n$ df -h\n", 0),
        ("bash", "uptime\n", 0),
        ("sql", "-- 数\nSELECT count(*)\n  FROM jobs;\nSELECT 1;\n", 2),
        ("sql", "BEGIN;\nDELETE FROM jobs WHERE id = 1;\nCOMMIT;\n", 0),
    ];
    for (language, code, expected) in cases {
        let html = written(&format!("```{language}\n{code}```\n"));
        assert_eq!(html.matches("<span class=\"unit\">").count(), expected, "{code}");
    }
}

#[test]
fn a_tab_that_became_blanks_moves_no_mark_to_another_line() {
    let html = written("1. 行う\n\n   ```bash\n\tkubectl get pods\n\tkubectl delete pod web\n   uptime\n   ```\n");
    let marked = html.lines().find(|line| line.contains("data-badge=\"破壊的\""));
    assert!(marked.is_some_and(|line| line.contains("delete pod web")), "{html}");
    assert_eq!(html.matches("<span class=\"unit\">").count(), 3, "{html}");
}

#[test]
fn tasks_have_boxes_with_labels() {
    let html = written("- [x] 連絡した\n");
    let (before, key) = html.split_once(" data-task=\"").unwrap();
    assert!(before.ends_with("<li class=\"task\"><label><input type=\"checkbox\" autocomplete=\"off\""), "{html}");
    assert!(key.contains("\" checked><span data-source=\"1:7\">連絡した</span>"), "{html}");
}

#[test]
fn what_leads_nowhere_or_does_harm_is_text() {
    let html = written(
        "[あ](javascript:alert(1)) [い](無い.md) [う](#無い) [え](https://a.kawasemi.jp/?a=1&b) ![お](https://b.kawasemi.jp/c.png) ![か](図.png)\n",
    );
    assert_eq!(html.matches("<span class=\"dead-link\"").count(), 3, "{html}");
    assert!(html.contains("<a href=\"https://a.kawasemi.jp/?a=1&amp;b\" rel=\"noopener noreferrer\">え</a>"), "{html}");
    assert!(html.contains("<a class=\"remote-image\" href=\"https://b.kawasemi.jp/c.png\""), "{html}");
    assert!(html.contains("<img src=\"図.png\" alt=\"か\" loading=\"lazy\">"), "{html}");
}

#[test]
fn labels_and_mentions_have_their_places() {
    let html = written(
        "# 手順\n\n## 1. 確認\n\n**症状**:\n\n- 遅い\n\n## 2. 復旧\n\nセクション1参照、<a id=\"古い\"></a>。\n",
    );
    assert!(html.contains("<span class=\"label\" id=\"1-確認--症状\"></span><strong>症状</strong>"), "{html}");
    assert!(html.contains("<a class=\"mention\" href=\"#1-確認\">セクション1</a>"), "{html}");
    assert!(html.contains("<span id=\"古い\"></span>"), "{html}");
}

#[test]
fn deep_nesting_is_written() {
    let text = format!("{}あ\n\n{}い{}\n", "> ".repeat(500), "*".repeat(300), "*".repeat(300));
    let (html, said) = with_words(&text);
    assert_eq!(without_blanks(&sourced(&html)), without_blanks(&said));
}

/// What the button of a page copies: the attribute, else the text of the code, without blank lines around it and the last
/// line end.
fn copied(html: &str) -> String {
    let block = html.find("<div class=\"code\"").map_or("", |at| &html[at..]);
    let head = block.split('>').next().unwrap_or_default();
    let copied = match head.split_once("data-copy=\"") {
        Some((_, rest)) => rest.split('"').next().unwrap_or_default().to_owned(),
        None => {
            let code =
                block.split_once("<pre>").map_or("", |(_, rest)| rest).split("</pre>").next().unwrap_or_default();
            let mut text = String::new();
            let mut tag = false;
            for letter in code.chars() {
                match letter {
                    '<' => tag = true,
                    '>' => tag = false,
                    _ if !tag => text.push(letter),
                    _ => {}
                }
            }
            text
        }
    };
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#10;", "\n"), ("&amp;", "&")];
    let plain = signs.iter().fold(copied, |text, (written, sign)| text.replace(written, sign));
    let begin = plain.lines().take_while(|line| line.trim().is_empty()).map(|line| line.len() + 1).sum::<usize>();
    let plain = plain.get(begin.min(plain.len())..).unwrap_or_default();
    if plain.ends_with('\n') { plain.trim_end().to_owned() } else { plain.to_owned() }
}

/// `tests/clipboard/cases.txt`: Markdown, then exactly what is pasted.
#[test]
fn what_is_copied_is_what_an_operator_pastes() {
    let cases = include_str!("../../../tests/clipboard/cases.txt");
    let cases = cases.strip_suffix('\n').unwrap_or(cases);
    let mut count = 0;
    for case in cases.split("\n%%%%\n") {
        let (text, wanted) = case.split_once("\n----\n").unwrap_or((case, ""));
        let html = written(&format!("# 手順\n\n{text}\n"));
        assert_eq!(copied(&html), wanted, "{text}");
        count += 1;
    }
    assert!(count > 30, "{count} cases");
}

#[test]
fn a_drawn_procedure_is_ticked_off_and_keeps_its_original() {
    let text = "# 題\n\n```\n┌────────┐\n│ 1. 受付（5分以内） │\n├────────┤\n│ □ 電話を受ける <b> │\n└────────┘\n```\n\n```\n□ 記録した\n```\n";
    let (html, said) = with_words(text);
    assert_eq!(without_blanks(&sourced(&html)), without_blanks(&said));
    assert!(html.contains("<p class=\"step-title\">1. 受付 <span class=\"badge\">5分以内</span></p>"), "{html}");
    let boxed = "\"><span>電話を受ける &lt;b&gt;</span></label>";
    assert!(html.contains("<label><input type=\"checkbox\" autocomplete=\"off\" data-task=\""), "{html}");
    assert!(html.contains(boxed), "{html}");
    assert_eq!(html.matches("data-task=").count(), 2);
    assert_eq!(html.matches("<details class=\"original\">").count(), 2);
}

#[test]
fn what_is_drawn_and_told_keeps_its_original() {
    let drawing = "```text\nweb ──┐\n      ├── db\napi ──┘\n```\n\n";
    let chart = "```mermaid\nflowchart TD\n  a[検知] --> b{続く <1>？}\n  b -- はい --> a\n```\n\n";
    let talk = "```mermaid\nsequenceDiagram\n  利用者->>API: 要求\n```\n\n";
    let other = "```mermaid\npie\n  \"a\" : 1\n```\n";
    let (html, said) = with_words(&format!("# 図\n\n{drawing}{chart}{talk}{other}"));
    assert_eq!(without_blanks(&sourced(&html)), without_blanks(&said), "{html}");
    assert!(html.contains("<svg class=\"fit-32\" role=\"img\" aria-label=\"図\" viewBox=\"0 0 120 66\""), "{html}");
    assert!(html.contains("続く &lt;1&gt;？<ul><li><strong>はい</strong> → [1] 検知</li></ul>"), "{html}");
    assert!(html.contains("<li>利用者 → API: <strong>要求</strong></li>"), "{html}");
    assert_eq!(
        html.matches("<details class=\"original\">").count(),
        3,
        "what is not understood stays as it is: {html}"
    );
    assert!(!html.contains("style="), "no policy forbids it: {html}");
}

#[test]
fn what_comes_out_stands_with_its_command() {
    let text = "```bash\nuptime\n# 期待: 3日以上\n# 次を見る\ndf -h\n# 結果の例:\nFilesystem\n```\n\n```console\n# uptime\nup\n# df\nFilesystem\n```\n";
    let (html, said) = with_words(text);
    assert_eq!(without_blanks(&sourced(&html)), without_blanks(&said));
    let lines = html.split("<span class=\"").filter(|rest| rest.starts_with("l\"") || rest.starts_with("l "));
    let outputs: Vec<bool> = lines.map(|line| line.starts_with("l output")).collect();
    assert_eq!(outputs, [false, true, false, false, true, true, false, true, false, true], "{html}");
    assert_eq!(html.matches("class=\"unit\"").count(), 4);
    assert!(html.contains("<span class=\"unit\" data-copy=\"uptime\n\">"), "{html}");
}

#[test]
fn headings_break_between_phrases_and_numbers_keep_their_units() {
    let text =
        "# データベースに接続できない\n\n15分以内に、30 GB まで。`15分`\n\n| 障害の状況 |\n| --- |\n| 障害の状況 |\n";
    let (html, said) = with_words(text);
    assert_eq!(without_blanks(&sourced(&html)), without_blanks(&said));
    assert!(html.contains("データベースに<wbr>接続できない"), "{html}");
    assert!(
        html.contains("<span class=\"n\">15分</span>以内に、<span class=\"n\">30 GB</span> まで。<code>15分</code>"),
        "{html}"
    );
    assert_eq!(html.matches("障害の<wbr>状況").count(), 1);
}
