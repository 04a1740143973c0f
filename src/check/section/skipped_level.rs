//! `section/skipped-level`: a heading is more than one level deeper than the one before it.

use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::lower::title;
use crate::syntax::{BlockKind, Prose};

pub(in crate::check) const RULE: Rule =
    Rule { name: "section/skipped-level", level: Level::Warning, check: Check::Document(check) };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let source = context.source.text();
    super::runs(context, &mut |blocks| {
        let mut above: Option<u8> = None;
        for block in blocks {
            let BlockKind::Heading(heading) = &block.kind else { continue };
            if let Some(above) = above.replace(heading.level)
                && heading.level > above + 1
            {
                let text = Prose::new(&heading.content, source).text;
                let message = Message::new("section-skipped-level")
                    .with("title", title::text_of(&text))
                    .with("above", above)
                    .with("level", heading.level);
                findings.report(block.span, message).help = Some(Message::new("section-skipped-level-help"));
            }
        }
    });
}
