//! Columns of a text on a terminal.

use unicode_width::UnicodeWidthStr;

/// How wide the characters are that Unicode calls ambiguous (□ ① → ─): terminals differ, Japanese fonts draw them wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ambiguous {
    /// One column, as most terminals do.
    #[default]
    Narrow,
    /// Two columns, as terminals set up for East Asian text do.
    Wide,
}

/// Columns of a text. An emoji sequence (⚠ with U+FE0F, a family joined by U+200D) counts as the one picture it is.
#[must_use]
pub fn width(text: &str, ambiguous: Ambiguous) -> usize {
    match ambiguous {
        Ambiguous::Narrow => text.width(),
        Ambiguous::Wide => text.width_cjk(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_and_emoji_have_the_width_that_is_seen() {
        let narrow = |text| width(text, Ambiguous::Narrow);
        assert_eq!(narrow("障害対応ab"), 10);
        assert_eq!(narrow("ﾊﾞｯｸ"), 4);
        assert_eq!(narrow("か\u{3099}"), 2);
        assert_eq!(narrow("⚠"), 1);
        assert_eq!(narrow("⚠\u{FE0F}"), 2);
        assert_eq!(narrow("👩\u{200D}💻"), 2);
        assert_eq!(narrow("①□→"), 3);
        assert_eq!(width("①□→", Ambiguous::Wide), 6);
    }
}
