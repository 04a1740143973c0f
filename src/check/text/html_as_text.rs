//! `text/html-as-text`: HTML that does not work here, told once a document.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/html-as-text", level: Level::Info, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut first = None;
    let mut count = 0_usize;
    super::shown_tags(context, &mut |tag, span| {
        if !super::is_harmful(tag) {
            count += 1;
            first.get_or_insert_with(|| (tag.name.to_owned(), span));
        }
    });
    if let Some((name, span)) = first {
        let message = Message::new("text-html-as-text").with("name", name).with("count", count);
        findings.report(span, message).help = Some(Message::new("text-html-as-text-help"));
    }
}
