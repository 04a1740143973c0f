//! Characters that no reader sees: controls, invisible ones, what turns the direction of a text, tags.
//!
//! They are noted when a text is read, in the pass that goes over all of it anyway; most texts have none. What belongs
//! to writing (emoji and their joiners, variants of kanji, scripts that need joiners) is none of them.

use std::borrow::Cow;

/// More are not noted: a file full of them is told of by the first.
const MOST: usize = 4096;

/// Offsets of unseen characters, in order. A return that ends no line counts where other line ends stand.
pub(super) fn unseen(text: &str) -> Box<[u32]> {
    let mut found = Vec::new();
    // Behind a flag of a region: the black flag and tags behind it.
    let mut behind_flag = 0;
    let returns = memchr::memchr(b'\n', text.as_bytes()).is_some();
    let bytes = text.as_bytes();
    // Every other character of Japanese begins like the filler: it is looked for in one go first.
    let least = if memchr::memmem::find(bytes, FILLER.as_bytes()).is_some() { 1 } else { 2 };
    for (at, _) in bytes.iter().enumerate().filter(|&(_, &byte)| LEADS[byte as usize] >= least) {
        let rest = text.get(at..).unwrap_or_default();
        let Some(character) = rest.chars().next() else { continue };
        if character == FLAG {
            behind_flag = at + (rest.len() - rest[FLAG.len_utf8()..].trim_start_matches(is_tag).len());
        }
        if at < behind_flag || !is_unusual(character) {
            continue;
        }
        let before = text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or('\n');
        if is_unseen(before, character, rest, returns) {
            found.push(at as u32);
            if found.len() == MOST {
                break;
            }
        }
    }
    found.into()
}

/// A text without the characters that no reader sees.
#[must_use]
pub fn seen(text: &str) -> Cow<'_, str> {
    let mut left = Cow::Borrowed(text);
    loop {
        let hidden = unseen(&left);
        if hidden.is_empty() {
            return left;
        }
        let mut kept = String::with_capacity(left.len());
        let mut from = 0;
        for at in hidden.iter().map(|&at| at as usize) {
            kept.push_str(left.get(from..at).unwrap_or_default());
            let length = left.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            from = at + length;
        }
        kept.push_str(left.get(from..).unwrap_or_default());
        left = Cow::Owned(kept);
    }
}

const FLAG: char = '\u{1F3F4}';

/// The first bytes of unusual characters and of the flag: 2, and 1 for that of [`FILLER`]. Almost all Japanese has others, so that most of a text is
/// passed over byte by byte.
static LEADS: [u8; 256] = {
    let mut leads = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        leads[byte] = if matches!(byte as u8, b'\n' | b'\t') { 0 } else { 2 };
        byte += 1;
    }
    let others = [0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xEF, 0xF0, 0xF3];
    let mut at = 0;
    while at < others.len() {
        leads[others[at]] = 2;
        at += 1;
    }
    leads[FILLER.as_bytes()[0] as usize] = 1;
    leads
};

/// A letter of Hangul that shows nothing. Its first byte is that of all kana.
const FILLER: &str = "\u{3164}";

/// The cheap question: almost no character passes it.
fn is_unusual(character: char) -> bool {
    match character {
        ' '..='~' | '\n' | '\t' => false,
        '\0'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' => true,
        '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' => true,
        '\u{FFFD}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => false,
    }
}

fn is_unseen(before: char, character: char, rest: &str, returns: bool) -> bool {
    let next = rest.chars().nth(1);
    match character {
        '\r' => returns && next.is_some_and(|next| next != '\n'),
        // ⚠ with its colours, 1 in its key; anything else has nothing to vary.
        '\u{FE0E}' | '\u{FE0F}' => before.is_ascii() && next != Some('\u{20E3}') && before != '#' && before != '*',
        '\u{FE00}'..='\u{FE0D}' | '\u{E0100}'..='\u{E01EF}' => !is_ideograph(before),
        '\u{200D}' | '\u{200C}' => !(joins(before) && next.is_some_and(joins)),
        _ => true,
    }
}

/// Whether a character can stand beside a joiner: emoji, and letters of scripts that are written joined.
fn joins(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{DFF}' | '\u{2190}'..='\u{2BFF}' | '\u{FB50}'..='\u{FDFF}')
        || matches!(character, '\u{FE0F}' | '\u{FE70}'..='\u{FEFC}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        || matches!(character, '\u{3000}'..='\u{30FF}' | '\u{FF00}'..='\u{FFEF}' | '\u{1800}'..='\u{18AF}')
}

fn is_tag(character: char) -> bool {
    matches!(character, '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::{seen, unseen};

    #[test]
    fn what_is_seen_stays_as_it_is() {
        assert_eq!(seen("再\u{200B}起\u{AD}動👩\u{200D}💻"), "再起動👩\u{200D}💻");
        assert_eq!(seen(&"\u{200B}あ".repeat(5_000)), "あ".repeat(5_000));
        assert_eq!(seen("復旧\r\n"), "復旧\r\n");
    }

    #[test]
    fn writing_has_no_unseen_characters() {
        for text in [
            "# 復旧\r\n\tls -l\r\n",
            "👩\u{200D}💻 ⚠\u{FE0F} 1\u{FE0F}\u{20E3} ❤\u{FE0F}\u{200D}🔥",
            "葛\u{E0100}城、龍\u{FE00}",
            "می\u{200C}خواهم שלום",
            "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
            "a\rb\rc",
        ] {
            assert_eq!(unseen(text).len(), 0, "{text:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_noted() {
        for text in [
            "ls\u{200B}",
            "l\u{AD}s",
            "ls\u{200D} -l",
            "ls\u{FE0F}",
            "a\u{3164}=1",
            "ls\u{FEFF}",
            "a\u{202E}b",
            "a\u{8}",
            "a\rb\n",
            "変\u{FFFD}",
            "a\u{200E}",
            "ã\u{81}",
        ] {
            assert_eq!(unseen(text).len(), 1, "{text:?}");
        }
        assert_eq!(unseen("ls\u{E0020}\u{E002D}\u{E0072}")[..], [2, 6, 10]);
    }
}
