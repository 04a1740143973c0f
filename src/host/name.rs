//! Names of files that another machine would not take, or would show as another name.

use unicode_normalization::UnicodeNormalization;

use crate::diag::Message;

/// Longest name in bytes: with the longest ending that a page of it gets, it must fit into the 255 that systems take.
const LONGEST: usize = 240;

/// What is wrong with a name: rule and message.
#[must_use]
pub fn fault(name: &str) -> Option<(&'static str, Message)> {
    if name.len() > LONGEST {
        let message = Message::new("source-name-too-long").with("bytes", name.len()).with("limit", LONGEST);
        return Some(("source/name-too-long", message));
    }
    if is_reserved(name) {
        return Some(("source/name-reserved", Message::new("source-name-reserved").with("name", name)));
    }
    let character = unsafe_character(name)?;
    let shown = if is_invisible(character) {
        format!("U+{:04X}", u32::from(character))
    } else {
        format!("{character} (U+{:04X})", u32::from(character))
    };
    Some(("source/name-unsafe", Message::new("source-name-unsafe").with("character", shown)))
}

fn unsafe_character(name: &str) -> Option<char> {
    let first = name.chars().next().filter(|&first| first == '-' || first == ' ');
    let last = name.chars().next_back().filter(|&last| last == '.' || last == ' ');
    let odd = |&character: &char| "\\:\"<>|*?#%".contains(character) || is_invisible(character);
    first.or_else(|| name.chars().find(odd)).or(last)
}

fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// Names that Windows keeps for devices, with any ending.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|digit| digit.len() == 1 && matches!(digit.as_bytes(), [b'1'..=b'9']))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// What two names have in common that a system may take for one: composed, case aside.
#[must_use]
pub fn folded(path: &str) -> String {
    let lower: String = path.nfc().flat_map(char::to_lowercase).collect();
    lower.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_japanese_files_are_fine_and_traps_are_not() {
        for name in ["障害対応 手順.md", "①_v1.2(最終)🔥.md", "nullable.md", "com10.md", "commands.md"] {
            assert_eq!(fault(name), None, "{name}");
        }
        let rule = |name: &str| fault(name).map(|(rule, _)| rule);
        for name in ["-rf.md", "a:b.md", "a\nb.md", "a\u{202e}dm.md", "a#b.md", "100%.md", "a\\b.md", "a. ", " a.md"] {
            assert_eq!(rule(name), Some("source/name-unsafe"), "{name:?}");
        }
        for name in ["con.md", "AUX", "Com1.txt.md", "nul .md"] {
            assert_eq!(rule(name), Some("source/name-reserved"), "{name}");
        }
        assert_eq!(rule(&format!("{}.md", "あ".repeat(80))), Some("source/name-too-long"));
    }

    #[test]
    fn folding_joins_case_and_composition() {
        assert_eq!(folded("か\u{3099}.MD"), folded("が.md"));
        assert_eq!(folded("Runbook"), folded("runbook"));
        assert_ne!(folded("a b"), folded("a-b"));
    }
}
