//! What stands in a line of text.

use super::content::Content;
use super::link::Destination;
use super::reach;
use crate::source::Span;
use crate::syntax::{self, Inline, InlineKind, Prose};
use crate::text::phrase;

impl<'a> Content<'a> {
    /// Writes inlines. The parser bounds their depth.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        let around = self.enter_labels();
        let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak(_) | InlineKind::HardBreak);
        for (at, inline) in inlines.iter().enumerate() {
            if is_break(inline) {
                self.close_label();
            }
            self.ends_line = inlines.get(at + 1).is_none_or(is_break);
            self.inline(inline);
        }
        self.leave_labels(around);
    }

    fn inline(&mut self, inline: &'a Inline) {
        self.label_anchors(inline.span.end);
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::HtmlText(text) => self.plain(text, inline.span),
            InlineKind::Code(text) => self.code_span(text, inline.span),
            InlineKind::Emphasis(content) => self.element("em", content),
            InlineKind::Strong(content) => self.element("strong", content),
            InlineKind::Strikethrough(content) => self.element("del", content),
            InlineKind::Element(tag, content) => self.element(tag, content),
            InlineKind::Link { destination, content, .. } => self.link(inline.span, destination, content),
            InlineKind::Image { destination, content } => self.image(inline.span, destination, content),
            InlineKind::Anchor(id) => {
                self.html.start("span").attribute("id", id).end().close("span");
            }
            InlineKind::SoftBreak(true) => {
                self.html.line();
            }
            InlineKind::HardBreak => {
                self.html.open("br").line();
            }
            InlineKind::WordBreak => {
                self.html.open("wbr");
            }
            InlineKind::FootnoteReference(_, number, before) => self.footnote_reference(*number, *before),
            InlineKind::SoftBreak(false) | InlineKind::Comment(_) => {}
        }
    }

    fn element(&mut self, tag: &'static str, content: &'a [Inline]) {
        self.html.open(tag);
        self.inlines(content);
        self.html.close(tag);
    }

    /// Plain text; characters that are boxes of checklists can be ticked.
    fn plain(&mut self, text: &'a str, span: Span) {
        if self.in_link || self.tasks.within(span).is_empty() {
            self.mentioning(text, span);
        } else {
            self.boxed(text, span);
        }
    }

    /// Plain text; what it mentions of the site becomes a link.
    pub(super) fn mentioning(&mut self, text: &'a str, span: Span) {
        let mentions = if self.in_link { Vec::new() } else { self.links.mentions(span) };
        // Only where the text's bytes are those of the file can a place in one be found in the other.
        if mentions.is_empty() || self.source.text().get(span.range()) != Some(text) {
            self.free_text(text);
            return;
        }
        let mut from = 0;
        for (place, href) in mentions {
            let (start, end) = ((place.start - span.start) as usize, (place.end - span.start) as usize);
            let (Some(before), Some(words)) = (text.get(from..start), text.get(start..end)) else { continue };
            self.free_text(before);
            self.html.start("a");
            if href.starts_with('#') {
                // A script can open the section in place.
                self.html.attribute("class", "mention");
            }
            self.html.attribute("href", &href).end().text(words).close("a");
            from = end;
        }
        self.free_text(text.get(from..).unwrap_or_default());
    }

    /// Text that no link of the document covers: numbers call, addresses write.
    fn free_text(&mut self, text: &str) {
        let mut from = 0;
        let reached = if self.in_link { Vec::new() } else { reach::find(text) };
        for (range, href) in reached {
            self.words_of_text(text.get(from..range.start).unwrap_or_default());
            from = range.end;
            self.html.start("a").attribute("href", &href).end();
            self.html.text(text.get(range).unwrap_or_default()).close("a");
        }
        self.words_of_text(text.get(from..).unwrap_or_default());
    }

    /// Text; a number and its unit stay on one line.
    fn words_of_text(&mut self, text: &str) {
        let mut from = 0;
        for range in phrase::quantities(text) {
            self.breakable(text.get(from..range.start).unwrap_or_default());
            from = range.end;
            self.html
                .start("span")
                .attribute("class", "n")
                .end()
                .text(text.get(range).unwrap_or_default())
                .close("span");
        }
        self.breakable(text.get(from..).unwrap_or_default());
    }

    /// Text; in a table a long identifier may break behind its joints, in a heading a line between phrases.
    fn breakable(&mut self, text: &str) {
        if !self.in_table && !self.in_phrases {
            self.html.text(text);
            return;
        }
        let mut places = if self.in_table { joints(text) } else { Vec::new() };
        if self.in_phrases {
            places.extend(phrase::breaks(text));
            places.sort_unstable();
            places.dedup();
        }
        let mut from = 0;
        for joint in places {
            self.html.text(text.get(from..joint).unwrap_or_default()).open("wbr");
            from = joint;
        }
        self.html.text(text.get(from..).unwrap_or_default());
    }

    fn code_span(&mut self, text: &str, span: Span) {
        let mention = if self.in_link { None } else { self.links.mentions(span).pop() };
        if let Some((_, href)) = &mention {
            self.html.start("a").attribute("href", href).end();
        }
        self.html.open("code");
        self.breakable(text);
        self.html.close("code");
        if mention.is_some() {
            self.html.close("a");
        }
    }

    fn link(&mut self, span: Span, written: &syntax::Destination, content: &'a [Inline]) {
        if self.in_link {
            self.inlines(content);
            return;
        }
        let tag = match self.links.destination(span, &written.target, false) {
            Destination::Inside(href) => {
                self.html.start("a").attribute("href", &href);
                "a"
            }
            Destination::Outside(href) => {
                self.html.start("a").attribute("href", &href).attribute("rel", "noopener noreferrer");
                "a"
            }
            Destination::Away => {
                self.html.start("span");
                "span"
            }
            Destination::Nowhere => {
                let words = format!("{}: {}", self.words.get("no_destination"), written.target);
                self.html.start("span").attribute("class", "dead-link").attribute("title", &words);
                "span"
            }
        };
        if !written.title.is_empty() && tag == "a" {
            self.html.attribute("title", &written.title);
        }
        self.html.end();
        self.in_link = tag == "a";
        self.inlines(content);
        self.in_link = false;
        self.html.close(tag);
    }

    /// A picture of the site; one of another host is not loaded but linked.
    fn image(&mut self, span: Span, written: &syntax::Destination, content: &'a [Inline]) {
        let text = Prose::new(content, self.source.text()).text;
        match self.links.destination(span, &written.target, true) {
            Destination::Inside(source) => {
                self.html.start("img").attribute("src", &source).attribute("alt", &text).attribute("loading", "lazy");
                if !written.title.is_empty() {
                    self.html.attribute("title", &written.title);
                }
                self.html.end();
            }
            Destination::Outside(href) if !self.in_link => {
                self.html.start("a").attribute("class", "remote-image").attribute("href", &href);
                self.html.attribute("rel", "noopener noreferrer").end();
                self.html.text(if text.is_empty() { &written.target } else { &text }).close("a");
            }
            _ => {
                self.html.start("span").attribute("class", "dead-link").attribute("title", &written.target).end();
                self.html.text(if text.is_empty() { &written.target } else { &text }).close("span");
            }
        }
    }

    /// The number is the site's: a style shows it, so that it is not part of the text.
    fn footnote_reference(&mut self, number: u32, before: u32) {
        if self.in_link {
            return;
        }
        let number_text = number.to_string();
        let label = format!("{} {number}", self.words.get("footnote"));
        self.html.open("sup").start("a").attribute("class", "footnote");
        if self.owns_ids {
            self.html.attribute("id", &format!("RBC-footnote-{number}-{before}"));
        }
        self.html.attribute("href", &format!("#RBC-footnote-{number}")).attribute("data-number", &number_text);
        self.html.attribute("aria-label", &label).end().close("a").close("sup");
    }
}

/// Shortest identifier that may be broken.
const LONG: usize = 16;

/// Places in the long identifiers of a text where a line may end: behind `_`, `.`, `/` and `:`, before a word.
fn joints(text: &str) -> Vec<usize> {
    let mut joints = Vec::new();
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let word = bytes[start..].iter().take_while(|byte| byte.is_ascii_graphic()).count();
        if word >= LONG {
            let inside = start + 1..start + word;
            let joint = |at: &usize| {
                matches!(bytes[at - 1], b'_' | b'.' | b'/' | b':')
                    && (bytes[*at].is_ascii_alphanumeric() || bytes[*at] == b'<')
            };
            joints.extend(inside.filter(joint));
        }
        start += word.max(1);
    }
    joints
}

#[cfg(test)]
mod tests {
    use super::joints;

    #[test]
    fn only_a_long_identifier_has_joints() {
        let text = "障害はpg_stat_activity.waitingで、a_bでない。https://example.com/x";
        let parts: Vec<&str> = joints(text).into_iter().map(|at| &text[at..=at]).collect();
        assert_eq!(parts, ["s", "a", "w", "e", "c", "x"]);
    }
}
