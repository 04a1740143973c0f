//! Markdown that does not say what it seems to say.

pub(super) mod accidental_heading;
pub(super) mod bidirectional_control;
pub(super) mod blank_after_backslash;
pub(super) mod code_outside_step;
pub(super) mod control_character;
pub(super) mod dash_in_command;
pub(super) mod foreign_admonition;
pub(super) mod fragile_emphasis;
pub(super) mod full_width_in_command;
pub(super) mod garbled_text;
pub(super) mod hidden_html;
pub(super) mod hidden_text;
pub(super) mod html_as_text;
pub(super) mod html_not_allowed;
pub(super) mod invisible_character;
pub(super) mod look_alike_in_command;
pub(super) mod non_ascii_space_in_command;
pub(super) mod smart_quote_in_command;
pub(super) mod unclosed_fence;

pub(super) mod command;
mod lines;
mod spoiled_fence;
mod zone;

use super::Context;
use crate::source::Span;
use crate::syntax::html::{Tag, tag};
use crate::syntax::{Inline, InlineKind, walk};

/// Calls `act` with each HTML tag that is shown as text; `<pod-name>` is none.
fn shown_tags(context: &Context<'_>, act: &mut dyn FnMut(&Tag<'_>, Span)) {
    each_tag(context, &mut |tag, span| {
        if is_html(tag) {
            act(tag, span);
        }
    });
}

/// Calls `act` with each tag that is shown as text, placeholders too.
pub(super) fn each_tag(context: &Context<'_>, act: &mut dyn FnMut(&Tag<'_>, Span)) {
    let written = context.shared.tags.get_or_init(|| {
        let mut found = Vec::new();
        walk::each(&context.document.blocks, &mut |content, _| inner(content, &mut found));
        found
    });
    for (text, span) in written {
        if let Some(tag) = tag(text) {
            act(&tag, *span);
        }
    }
}

fn inner(inlines: &[Inline], found: &mut Vec<(String, Span)>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::HtmlText(text) => found.push((text.clone(), inline.span)),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => inner(content, found),
            _ => {}
        }
    }
}

/// Names of HTML elements; any other name in angle brackets is a placeholder.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "math",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "option",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "s",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

pub(super) fn is_html(tag: &Tag<'_>) -> bool {
    ELEMENTS.iter().any(|name| tag.name.eq_ignore_ascii_case(name))
}

/// Whether a tag could do harm where HTML is not shown as text.
fn is_harmful(tag: &Tag<'_>) -> bool {
    const HARMFUL: &[&str] = &["script", "iframe", "object", "embed", "form", "base", "meta", "style", "link"];
    HARMFUL.iter().any(|name| tag.name.eq_ignore_ascii_case(name)) || has_handler(tag.attributes)
}

/// `onclick=…` and its like.
fn has_handler(attributes: &str) -> bool {
    let lower = attributes.to_ascii_lowercase();
    lower.match_indices("on").any(|(at, _)| {
        let starts =
            lower[..at].chars().next_back().is_none_or(|before| !before.is_ascii_alphanumeric() && before != '-');
        let rest = lower[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        starts && rest.len() < lower.len() - at - 2 && rest.trim_start().starts_with('=')
    })
}
