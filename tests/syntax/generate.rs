//! Makes documents: Japanese, and dense with what spans trip over.

use proptest::prelude::*;
use proptest::sample::select;

const WORDS: &[&str] = &[
    "手順",
    "復旧する",
    "です",
    "か\u{3099}",
    "Ｐ９９",
    "🚨",
    "⚠\u{fe0f}",
    "DB",
    "x",
    "7",
    "「",
    "」",
    "（",
    "）",
    "、",
    "。",
    "　",
    " ",
    " ",
    "  ",
    "\t",
    "，",
    "\u{200b}",
];

const MARKS: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "](",
    ")",
    "![",
    "<",
    ">",
    "|",
    "\\|",
    "\\*",
    "\\`",
    "\\",
    "\\\\",
    "&amp;",
    "&lt;",
    "&#12354;",
    "&#x1F6A8;",
    "&NotEqualTilde;",
    "&",
    ";",
    "&copy",
    "!",
    "#",
    "^",
    "@",
    ":",
];

const PIECES: &[&str] = &[
    "**「重要」**",
    "*斜体*",
    "~~古い~~",
    "`a\\|b`",
    "`` ` ``",
    "[手順](./a.md \"題\")",
    "[a][参照]",
    "[参照]",
    "![図](a.png)",
    "[^1]",
    "<kbd>",
    "</kbd>",
    "<br>",
    "<wbr>",
    "<a id=\"x\">",
    "</a>",
    "<pod-name>",
    "<名前>",
    "<!-- メモ -->",
    "<https://a.example/障害>",
    "http://grafana.internal/d/abc（本番）",
    "https://host/<id>/logs",
    "www.example.co.jp/案内",
    "sre@kawasemi.co.jp",
    "10~20分",
    "  ",
    "\\",
];

const PREFIXES: &[&str] = &[
    "> ", ">", "- ", "* ", "-\t", "1. ", "10) ", "  ", "    ", "\t", "   ", "- [ ] ", "- [x] ", "# ", "### ", "[^1]: ",
    "| ", "|",
];

const LINES: &[&str] = &[
    "",
    "",
    "",
    "---",
    "===",
    "| --- | :-: |",
    "|---|",
    "--- | ---",
    "```bash",
    "```",
    "~~~",
    "````",
    "<details>",
    "</details>",
    "<summary>ログ</summary>",
    "<summary>",
    "<div>",
    "</div>",
    "<!-- 始",
    "終 -->",
    "[参照]: /u \"題\"",
    "> [!NOTE]",
    "<hr>",
    "```sh タイトル",
    "| 症状 | 対応 |",
    "| a \\| b | `c \\| d` | e |",
];

fn inline() -> impl Strategy<Value = &'static str> {
    prop_oneof![4 => select(WORDS), 3 => select(MARKS), 2 => select(PIECES)]
}

fn line() -> impl Strategy<Value = String> {
    let prefixes = prop::collection::vec(select(PREFIXES), 0..4);
    let words = prop::collection::vec(inline(), 0..8);
    let whole = select(LINES);
    (prefixes, words, whole, 0..4_u8).prop_map(|(prefixes, words, whole, form)| match form {
        0 => format!("{}{whole}", prefixes.concat()),
        1 => words.concat(),
        _ => format!("{}{}", prefixes.concat(), words.concat()),
    })
}

/// Lines that end with LF.
pub(crate) fn lines() -> impl Strategy<Value = String> {
    (prop::collection::vec(line(), 1..14), any::<bool>()).prop_map(|(lines, ended)| {
        let mut text = lines.join("\n");
        if ended {
            text.push('\n');
        }
        text
    })
}

/// Lines that end in each of the three ways.
pub(crate) fn document() -> impl Strategy<Value = String> {
    let ends = prop_oneof![4 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r")];
    prop::collection::vec((line(), ends), 1..14)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect::<String>())
}

/// A line of prose in which no letter stands in HTML, an address or a definition.
pub(crate) fn prose() -> impl Strategy<Value = String> {
    const PROSE: &[&str] = &[
        "手順", "復旧", "です", "「", "」", "（", "）", "、", "。", "　", " ", "*", "**", "`", "~", "~~", "\\*", "\\",
        "&amp;", "&lt;", "10~20", "|", "\\|", "!", "[", "]", ")", "#",
    ];
    prop::collection::vec(select(PROSE), 1..12).prop_map(|words| format!("本{}", words.concat()))
}

/// How many documents are made: more where `RBC_CASES` asks for them.
pub(crate) fn cases() -> u32 {
    std::env::var("RBC_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000)
}
