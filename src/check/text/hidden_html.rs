//! `text/hidden-html`: an HTML element that says it is not to be seen. People skip it, programs read it.

use super::super::{Check, Context, Findings, Rule};
use super::each_tag;
use crate::diag::{Level, Message};

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/hidden-html", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    each_tag(context, &mut |tag, span| {
        if hides(tag.attributes) {
            let message = Message::new("text-hidden-html").with("name", tag.name);
            findings.report(span, message).help = Some(Message::new("text-hidden-html-help"));
        }
    });
}

fn hides(attributes: &str) -> bool {
    let plain: String = attributes.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_lowercase();
    const STYLES: [&str; 4] = ["display:none", "visibility:hidden", "font-size:0", "opacity:0"];
    let style = plain.contains("style=")
        && STYLES.iter().any(|style| {
            let behind = plain.split(style).nth(1);
            behind.is_some_and(|rest| {
                !style.ends_with('0') || !rest.starts_with(['.', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            })
        });
    let word = attributes.split_whitespace().any(|word| {
        let word = word.trim_end_matches(['/', '>']);
        word.eq_ignore_ascii_case("hidden") || word.to_ascii_lowercase().starts_with("hidden=")
    });
    style || word
}
