//! `text/html-as-text`: HTML that does not work here, told once a document, and once a table.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::source::Span;
use crate::syntax::html::Tag;

pub(in crate::check) const RULE: Rule =
    Rule { name: "text/html-as-text", level: Level::Info, check: Check::Document(check) };

/// What a table is made of.
const PARTS: &[&str] = &["table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "colgroup", "col"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut seen = Seen::default();
    super::shown_tags(context, &mut |tag, span| {
        if !super::is_harmful(tag) {
            seen.add(tag, span);
        }
    });
    let spoken_of = seen.tables.pop_if(|(_, rows)| *rows == 0);
    if let Some((span, _)) = spoken_of {
        seen.speak_of("table", span);
    }
    for (span, rows) in &seen.tables {
        let finding = findings.report(*span, Message::new("text-html-as-text-table").with("count", rows));
        finding.level = Level::Warning;
        finding.help = Some(Message::new("text-html-as-text-table-help"));
    }
    if let Some((name, span)) = seen.first {
        let message = Message::new("text-html-as-text").with("name", name).with("count", seen.count);
        findings.report(span, message).help = Some(Message::new("text-html-as-text-help"));
    }
}

/// Tags of a document, those of tables by table.
#[derive(Default)]
struct Seen {
    /// Where each table opens, and how many rows it has: without one the tag is only spoken of.
    tables: Vec<(Span, usize)>,
    /// How many tables are open; a table in a cell is part of the page that cannot be read.
    depth: usize,
    /// The first other tag.
    first: Option<(String, Span)>,
    count: usize,
}

impl Seen {
    fn add(&mut self, tag: &Tag<'_>, span: Span) {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        if is("table") && !tag.closing {
            let spoken_of = self.tables.pop_if(|(_, rows)| *rows == 0);
            self.depth = if spoken_of.is_some() { 1 } else { self.depth + 1 };
            if let Some((span, _)) = spoken_of {
                self.speak_of("table", span);
            }
            if self.depth == 1 {
                self.tables.push((span, 0));
                return;
            }
        }
        let part = PARTS.iter().any(|name| is(name));
        if self.depth > 0 && part {
            if let Some((_, rows)) = self.tables.last_mut().filter(|_| is("tr") && !tag.closing) {
                *rows += 1;
            }
            self.depth -= usize::from(is("table") && tag.closing);
            return;
        }
        self.speak_of(tag.name, span);
    }

    fn speak_of(&mut self, name: &str, span: Span) {
        self.count += 1;
        self.first.get_or_insert_with(|| (name.to_owned(), span));
    }
}
