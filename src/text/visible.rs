//! Texts that do nothing but be read.

/// A text that does nothing to a terminal: controls and marks that turn the direction of writing are shown as escapes.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\0'..='\u{1F}' | '\u{7F}' => shown.push_str(&format!("\\x{:02x}", u32::from(character))),
            _ if disturbs(character) => shown.push_str(&format!("\\u{{{:x}}}", u32::from(character))),
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a character does something to a terminal other than to be shown.
#[must_use]
pub fn disturbs(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_act_is_shown() {
        assert_eq!(visible("障害\u{1b}[2K\n\u{202e}\u{9b}⚠\u{FE0F}"), "障害\\x1b[2K\\x0a\\u{202e}\\u{9b}⚠\u{FE0F}");
    }
}
