//! Marks at the places of a text where a check found something.

use super::content::Content;
use crate::diag::Level;
use crate::source::Span;

/// A finding that is marked where it is.
#[derive(Debug, Clone)]
pub(in super::super) struct Flag {
    /// Place within the source.
    pub(in super::super) start: u32,
    /// Number in the list of findings.
    pub(in super::super) number: usize,
    pub(in super::super) level: Level,
    /// Level and rule, as the mark shows them.
    pub(in super::super) name: String,
    pub(in super::super) message: String,
}

impl Flag {
    /// Id of the mark of a finding.
    pub(in super::super) fn id(number: usize) -> String {
        format!("RBC-flag-{number}")
    }
}

impl Content<'_> {
    /// Writes the marks of what was found before `end`. An error or a warning is seen; a hint is a place only.
    ///
    /// The style shows the words, so that they are no part of the text.
    pub(super) fn flags(&mut self, end: u32) {
        while let Some(flag) = self.flags.get(self.next_flag)
            && flag.start < end
        {
            self.next_flag += 1;
            let id = Flag::id(flag.number);
            if flag.level == Level::Info {
                self.html.start("span").attribute("id", &id).end().close("span");
                continue;
            }
            let label = format!("{}: {}", flag.name, flag.message);
            let class = format!("flag flag-{}", flag.level.name());
            self.html.start("a").attribute("class", &class).attribute("id", &id);
            self.html.attribute("href", &format!("#RBC-finding-{}", flag.number));
            self.html.attribute("data-name", &flag.name).attribute("aria-label", &label).end().close("a");
        }
    }

    /// Writes the marks up to the end of a text.
    pub(super) fn flags_of(&mut self, content: &[crate::syntax::Inline]) {
        if let Some(last) = content.last() {
            self.flags(last.span.end);
        }
    }

    /// Writes the marks up to the end of a block.
    pub(super) fn flags_in(&mut self, span: Span) {
        self.flags(span.end);
    }
}
