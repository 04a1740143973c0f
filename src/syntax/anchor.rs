//! GitHub heading ids.
//!
//! 1. [`heading_text`] takes what GitHub counts: text and code; neither tags nor pictures.
//! 2. The text is lowered; letters, marks, decimal digits, connectors and `-` stay, a blank becomes `-`, all else goes.
//! 3. [`Anchors`] keeps the ids of one document apart: `-1`, `-2`, in GitHub's own order.

use super::{Inline, InlineKind};
use crate::source::small;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The ids given out in one document so far.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    /// Every id that was given, with the last suffix that was tried for it as a name.
    given: HashMap<String, u32>,
}

impl Anchors {
    /// The id of the next heading, by its text content. Call it in document order: each answer depends on those before.
    pub fn id(&mut self, text: &str) -> String {
        let name = slug(text);
        let Some(&last) = self.given.get(&name) else {
            self.given.insert(name.clone(), 0);
            return name;
        };
        // Each name goes on where it stopped, so that equal headings cost one step each.
        let mut suffix = last;
        let id = loop {
            suffix += 1;
            let candidate = format!("{name}-{suffix}");
            if !self.given.contains_key(&candidate) {
                break candidate;
            }
        };
        self.given.insert(name, suffix);
        self.given.insert(id.clone(), 0);
        id
    }
}

/// The id of a heading that stands alone in its document.
#[must_use]
pub fn slug(text: &str) -> String {
    let lowered = small(text);
    let mut id = String::with_capacity(lowered.len());
    for character in lowered.chars() {
        if character == ' ' {
            id.push('-');
        } else if stays(character) {
            id.push(character);
        }
    }
    id
}

/// What GitHub counts of a heading: a tag (`<namespace>` too) and a picture add nothing.
#[must_use]
pub fn heading_text(content: &[Inline]) -> String {
    let mut text = String::new();
    gather(content, &mut text);
    text
}

fn gather(content: &[Inline], text: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(part) | InlineKind::Code(part) => text.push_str(part),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. } => gather(content, text),
            // GitHub drops a line end: it is no blank.
            InlineKind::SoftBreak(_)
            | InlineKind::HardBreak
            | InlineKind::WordBreak
            | InlineKind::Image { .. }
            | InlineKind::Anchor(_)
            | InlineKind::HtmlText(_)
            | InlineKind::Comment(_)
            | InlineKind::FootnoteReference(..) => {}
        }
    }
}

/// Ruby's `\p{Word}` and the hyphen. The common characters of a heading are answered without the tables.
fn stays(character: char) -> bool {
    match character {
        '-' | '_' => true,
        _ if character.is_ascii() => character.is_ascii_alphanumeric(),
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー'..='ヾ' | '一'..='\u{9FFC}' => true,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => true,
        '\u{2010}'..='\u{203E}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '・' => false,
        _ => is_word(character),
    }
}

/// Letters, marks, decimal digits (not ① or ½) and connectors, of the Unicode version that GitHub's ids go by.
fn is_word(character: char) -> bool {
    static WORD: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\A[[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]&&\p{age:13.0}]\z").ok());
    let mut buffer = [0; 4];
    WORD.as_ref().is_some_and(|word| word.is_match(character.encode_utf8(&mut buffer)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use std::io::Write as _;

    fn inline(kind: InlineKind) -> Inline {
        Inline { span: Span::default(), kind }
    }

    #[test]
    fn japanese_headings() {
        for (text, id) in [
            ("3. 応答が遅い（P99 > 500ms）", "3-応答が遅いp99--500ms"),
            ("🚨 緊急停止", "-緊急停止"),
            ("⚠️ 注意", "\u{FE0F}-注意"),
            ("②再起動〜③確認", "再起動確認"),
            ("ＤＢ＿再起動　１", "ｄｂ＿再起動１"),
            ("夜間・休日/祝日", "夜間休日祝日"),
            ("Ⅱ ½ Ⓐ", "ⅱ--ⓐ"),
            ("…", ""),
        ] {
            assert_eq!(slug(text), id, "{text}");
        }
    }

    #[test]
    fn equal_headings_are_numbered_as_github_does() {
        let ids = |headings: &[&str]| {
            let mut anchors = Anchors::default();
            headings.iter().map(|heading| anchors.id(heading)).collect::<Vec<_>>()
        };
        assert_eq!(
            ids(&["確認", "確認", "確認 1", "確認-1", "確認"]),
            ["確認", "確認-1", "確認-1-1", "確認-1-2", "確認-2"]
        );
        assert_eq!(ids(&["確認-1", "確認", "確認"]), ["確認-1", "確認", "確認-2"]);
        assert_eq!(ids(&["？", "！"]), ["", "-1"]);
    }

    #[test]
    fn twenty_thousand_equal_headings_take_no_time() {
        let mut anchors = Anchors::default();
        let last = (0..20_000).map(|_| anchors.id("手順")).last();
        assert_eq!(last.as_deref(), Some("手順-19999"));
    }

    #[test]
    fn tags_and_pictures_count_for_nothing() {
        let content = [
            inline(InlineKind::Text("Pod ".to_owned())),
            inline(InlineKind::HtmlText("<namespace>".to_owned())),
            inline(InlineKind::Text(" を".to_owned())),
            inline(InlineKind::Anchor("x".to_owned())),
            inline(InlineKind::Strong(vec![inline(InlineKind::Code("kill -9".to_owned()))])),
        ];
        assert_eq!(slug(&heading_text(&content)), "pod--をkill--9");
    }

    #[test]
    fn headings_of_a_document_have_ids_that_links_find() {
        let text = "# 手順\n\n## Pod <pod-name> を<名前>へ\n\n> ### 1. 手順\n\n- ## `手順`\n\n## ![図](a.png) 手順\n";
        let (document, _) = crate::syntax::parse(text, crate::syntax::Bounds::default());
        let mut ids = Vec::new();
        fn walk(blocks: &[crate::syntax::Block], ids: &mut Vec<String>) {
            use crate::syntax::BlockKind;
            for block in blocks {
                match &block.kind {
                    BlockKind::Heading(heading) => ids.push(heading.id.clone()),
                    BlockKind::Quote(_, blocks) => walk(blocks, ids),
                    BlockKind::List(list) => list.items.iter().for_each(|item| walk(&item.blocks, ids)),
                    _ => {}
                }
            }
        }
        walk(&document.blocks, &mut ids);
        assert_eq!(ids, ["手順", "pod--を名前へ", "1-手順", "手順-1", "-手順"]);
    }

    /// Holds the ids against vectors that were taken from GitHub, where `RBC_SHARED` says where they lie.
    #[test]
    fn vectors() {
        let Some(folder) = std::env::var_os("RBC_SHARED") else {
            // The harness keeps what `eprintln!` prints in a test that passes, and nobody would hear of it.
            let _ = writeln!(std::io::stderr(), "skipped: RBC_SHARED names no folder with vectors");
            return;
        };
        let read = |name: &str| -> serde_json::Value {
            let path = std::path::Path::new(&folder).join("vectors").join(name);
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
        };
        let vectors = read("github-anchors.json");
        for case in vectors["single"].as_array().unwrap() {
            assert_eq!(slug(case["text"].as_str().unwrap()), case["id"].as_str().unwrap(), "{case}");
            let markdown = format!("# {}\n", case["markdown"].as_str().unwrap());
            let (document, _) = crate::syntax::parse(&markdown, crate::syntax::Bounds::default());
            let Some(crate::syntax::BlockKind::Heading(heading)) = document.blocks.first().map(|block| &block.kind)
            else {
                panic!("{case}");
            };
            assert_eq!(heading.id, case["id"].as_str().unwrap(), "{case}");
        }
        for sequence in vectors["sequence"].as_array().unwrap() {
            let mut anchors = Anchors::default();
            for pair in sequence.as_array().unwrap() {
                assert_eq!(anchors.id(pair[0].as_str().unwrap()), pair[1].as_str().unwrap(), "{sequence}");
            }
        }
        let mut anchors = Anchors::default();
        for case in read("github-slugger-fixtures.json").as_array().unwrap() {
            assert_eq!(
                anchors.id(case["input"].as_str().unwrap()),
                case["expected"].as_str().unwrap(),
                "{}",
                case["name"]
            );
        }
    }
}
