//! `text/html-not-allowed`: HTML that would run or load something.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::source::Span;
use crate::syntax::html::{Tag, attribute};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/html-not-allowed", level: Level::Error, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    super::shown_tags(context, &mut |tag, span| {
        if super::is_harmful(tag) && !tag.closing {
            let message = Message::new("text-html-not-allowed").with("name", tag.name);
            let finding = findings.report(span, message);
            finding.help = Some(match shown_from(tag) {
                Some(address) => Message::new("text-html-not-allowed-help-frame").with("address", address),
                None => Message::new("text-html-not-allowed-help"),
            });
            if is_spoken_of(context, tag.attributes, span) || is_component(tag.name, tag.attributes) {
                finding.level = Level::Info;
            }
        }
    });
}

/// The address of what a tag would show within the page: a link leads there.
fn shown_from<'t>(tag: &Tag<'t>) -> Option<&'t str> {
    let name = match tag.name.to_ascii_lowercase().as_str() {
        "iframe" | "embed" => "src",
        "object" => "data",
        _ => return None,
    };
    let address = attribute(tag.attributes, name).map(str::trim)?;
    let plain = address.starts_with("https://") || address.starts_with("http://");
    (plain && !address.contains(char::is_whitespace)).then_some(address)
}

/// `<script>` within a line and without attributes loads nothing: the line speaks of it.
fn is_spoken_of(context: &Context<'_>, attributes: &str, span: Span) -> bool {
    let head = context.source.text().get(..span.start as usize).unwrap_or_default();
    let before = head.rsplit('\n').next().unwrap_or_default();
    attributes.trim().is_empty() && before.contains(char::is_alphanumeric)
}

/// `<Link to="/monitor">`: a component of MDX, that HTML takes for an element which loads nothing.
fn is_component(name: &str, attributes: &str) -> bool {
    name == "Link" && !attributes.contains("rel") && !attributes.contains("href") && !super::has_handler(attributes)
}
