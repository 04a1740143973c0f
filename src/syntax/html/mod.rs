//! HTML of a document: a fixed list of tags works, everything else is shown as text.
//!
//! `br wbr hr kbd sub sup mark details summary` work, `<a id>` and `<a name>` give a place and no element, comments are
//! shown nowhere. A tag without its partner is text, so what is written from the tree is always well formed.
//!
//! 1. [`tag`] and [`attribute`] read one tag.
//! 2. [`blocks`] makes `<details>`, comments and rulers of HTML blocks.
//! 3. [`inlines`] makes elements, places, breaks and comments of tags in running text.

mod block;
mod inline;

pub(super) use block::blocks;
pub(super) use inline::inlines;

use crate::source::Span;

/// How deep elements may stand in one another, and where that was passed first.
pub(super) struct Depth {
    pub(super) limit: usize,
    pub(super) passed: Option<Span>,
}

impl Depth {
    /// Whether one more element fits in at a depth. Where it does not, its tag stays text.
    fn admits(&mut self, depth: usize, tag: Span) -> bool {
        if depth < self.limit {
            return true;
        }
        self.passed.get_or_insert(tag);
        false
    }
}

/// A tag as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'t> {
    /// Its name, as written.
    pub name: &'t str,
    /// `</name>`
    pub closing: bool,
    /// What stands between its name and `>`.
    pub attributes: &'t str,
    /// Length with its brackets, in bytes.
    pub length: usize,
}

/// Reads the tag that `text` begins with.
#[must_use]
pub fn tag(text: &str) -> Option<Tag<'_>> {
    let rest = text.strip_prefix('<')?;
    let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
    let name = &rest[..end];
    let mut quote = None;
    for (at, character) in rest[end..].char_indices() {
        match (quote, character) {
            (None, '>') => {
                let attributes = rest[end..end + at].trim().trim_end_matches('/').trim_end();
                let length = text.len() - rest.len() + end + at + 1;
                return Some(Tag { name, closing, attributes, length });
            }
            (None, '"' | '\'') => quote = Some(character),
            (None, '<') => return None,
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    None
}

/// Value of an attribute of a tag.
#[must_use]
pub fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let key = &rest[..end];
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            let behind = behind.trim_start();
            (value, rest) = match behind.chars().next() {
                Some(quote @ ('"' | '\'')) => behind[1..].split_once(quote).unwrap_or((&behind[1..], "")),
                _ => {
                    let end = behind.find(char::is_whitespace).unwrap_or(behind.len());
                    behind.split_at(end)
                }
            };
            rest = rest.trim_start();
        } else if end == 0 {
            return None;
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
    }
    None
}

/// Length of the comment that `text` begins with, and what it says. Without an end it runs to the end of the text.
fn comment(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_prefix("<!--")?;
    // `<!-->` and `<!--->` are whole comments.
    if let Some(short) = ["->", ">"].into_iter().find(|short| rest.starts_with(short)) {
        return Some((4 + short.len(), ""));
    }
    match rest.split_once("-->") {
        Some((said, _)) => Some((said.len() + 7, said)),
        None => Some((text.len(), rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_where_html_says() {
        let length = |text: &str| tag(text).map(|tag| tag.length);
        assert_eq!(length("<a title=\">\" id=x>次"), Some(18));
        assert_eq!(length("<名前>"), None);
        assert_eq!(length("<don't know>"), None);
        assert_eq!(length("<a <b>"), None);
        assert_eq!(tag("</Details >").map(|tag| (tag.name, tag.closing)), Some(("Details", true)));
        assert_eq!(tag("<br/>").map(|tag| tag.attributes), Some(""));
    }

    #[test]
    fn attributes_have_values_in_three_forms() {
        let attributes = "open ID = '手順 1' class=x name=\"\"";
        assert_eq!(attribute(attributes, "id"), Some("手順 1"));
        assert_eq!(attribute(attributes, "open"), Some(""));
        assert_eq!(attribute(attributes, "class"), Some("x"));
        assert_eq!(attribute(attributes, "name"), Some(""));
        assert_eq!(attribute(attributes, "href"), None);
        assert_eq!(attribute("= = '", "id"), None);
    }

    #[test]
    fn comments_end_at_their_first_end() {
        assert_eq!(comment("<!-- メモ --> 次 -->"), Some((15, " メモ ")));
        assert_eq!(comment("<!--> 次 -->"), Some((5, "")));
        assert_eq!(comment("<!-- 終わらない"), Some(("<!-- 終わらない".len(), " 終わらない")));
    }
}
