//! The page of each rule, as `rbc explain` prints it: `docs/rules/CATEGORY/NAME.md`.
//!
//! A new rule is one line in the list below and its page.

/// Embeds the pages of the rules.
macro_rules! pages {
    ($($name:literal)*) => {
        /// Name and page of each rule.
        const PAGES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../docs/rules/", $name, ".md")))),*];
    };
}

pages! {}

/// The names of all rules that have a page, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(name, _)| *name)
}

/// The page of a rule, in Markdown.
#[must_use]
pub fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
