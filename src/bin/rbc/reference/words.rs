//! The few words of the reference that no catalogue has, and what the schemas say, in Japanese.

use rbc::config::Language;

/// Heads of tables and the names of types.
pub(super) struct Words {
    pub(super) status: &'static str,
    pub(super) meaning: &'static str,
    pub(super) flag: &'static str,
    pub(super) key: &'static str,
    pub(super) field: &'static str,
    pub(super) kind: &'static str,
    pub(super) rule: &'static str,
    pub(super) level: &'static str,
    pub(super) what: &'static str,
    pub(super) common: &'static str,
    pub(super) default: &'static str,
    pub(super) of_kind: &'static str,
    pub(super) records: &'static str,
    pub(super) own: &'static str,
    pub(super) name: &'static str,
    pub(super) known: &'static str,
    pub(super) text: &'static str,
    pub(super) integer: &'static str,
    pub(super) number: &'static str,
    pub(super) boolean: &'static str,
    pub(super) anything: &'static str,
    pub(super) map: &'static str,
    pub(super) or: &'static str,
    pub(super) comma: &'static str,
}

const JAPANESE: Words = Words {
    status: "終了ステータス",
    meaning: "意味",
    flag: "引数",
    key: "キー",
    field: "項目",
    kind: "型",
    rule: "ルール",
    level: "水準",
    what: "対象",
    common: "どのコマンドにも付けられる引数",
    default: "既定: ",
    of_kind: "型: ",
    records: "記録の形",
    own: "ルールごとのキー",
    name: "名前",
    known: "組み込みの語 (はじめのいくつか)",
    text: "文字列",
    integer: "整数",
    number: "数",
    boolean: "`true` か `false`",
    anything: "何でも",
    map: "名前 → ",
    or: "、または",
    comma: "、",
};

const ENGLISH: Words = Words {
    status: "Status",
    meaning: "Meaning",
    flag: "Argument",
    key: "Key",
    field: "Field",
    kind: "Type",
    rule: "Rule",
    level: "Level",
    what: "What",
    common: "Arguments that every command takes",
    default: "Default: ",
    of_kind: "Type: ",
    records: "Shapes of records",
    own: "keys of the rule",
    name: "Name",
    known: "Built-in words, the first of them",
    text: "text",
    integer: "whole number",
    number: "number",
    boolean: "`true` or `false`",
    anything: "anything",
    map: "name → ",
    or: ", or ",
    comma: ", ",
};

pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::Japanese => &JAPANESE,
        Language::English => &ENGLISH,
    }
}

/// `list of X`
pub(super) fn list(language: Language, of: &str) -> String {
    match language {
        // A space stands between Japanese and other letters, as on all pages.
        Language::Japanese if of.ends_with(|last: char| last.is_ascii()) => format!("{of} のリスト"),
        Language::Japanese => format!("{of}のリスト"),
        Language::English => format!("list of {of}"),
    }
}

/// What a schema says, in the language of the page. A line of `japanese.tsv` is the English, a tab and the Japanese.
pub(super) fn said(language: Language, english: &str) -> String {
    let english = english.replace('\n', " ");
    // A name or an example needs no other language.
    let is_code = english.starts_with('`') && english.ends_with('`') && english.matches('`').count() == 2;
    if language == Language::English || english.is_empty() || is_code {
        return english;
    }
    let lines = include_str!("japanese.tsv").lines().filter_map(|line| line.split_once('\t'));
    let mut found = lines.filter(|(known, _)| *known == english).map(|(_, japanese)| japanese.to_owned());
    found.next().unwrap_or_else(|| panic!("japanese.tsv lacks: {english}"))
}
