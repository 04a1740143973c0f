//! Contacts that reach nobody.

pub(super) mod empty_cell;
pub(super) mod malformed_channel;
pub(super) mod no_channel;
mod open;
pub(super) mod unfilled;

use super::Context;
use crate::model::{Contact, Flaw, Gap, Kind, Want};

/// What is wrong with a contact: one thing for each row, the worst.
#[derive(Debug, Clone, Copy)]
enum Fault<'a> {
    /// Nobody can be reached; the cell that should say how.
    NoChannel(&'a Gap),
    /// An address that cannot be one.
    Malformed(&'a Gap),
    /// Still to be filled in, though there is another way.
    Unfilled(&'a Gap),
    /// An empty cell, though there is another way.
    Empty(&'a Gap),
}

impl<'a> Fault<'a> {
    fn of(contact: &'a Contact) -> Option<Self> {
        let gap = |test: &dyn Fn(&Gap) -> bool| contact.gaps.iter().find(|gap| test(gap));
        if let Some(gap) = gap(&|gap| matches!(gap.flaw, Flaw::Malformed(_))) {
            return Some(Fault::Malformed(gap));
        }
        if contact.channels.is_empty() {
            let open = gap(&|gap| gap.want == Want::Channel && gap.flaw == Flaw::Unfilled);
            // Without such a cell the row is too short or holds a link that leads nowhere: found as that.
            return open.or_else(|| gap(&|gap| gap.want == Want::Channel)).map(Fault::NoChannel);
        }
        // 電話 reaches somebody only where it is known who that is.
        let nobody = gap(&|gap| gap.want == Want::Person && matches!(gap.flaw, Flaw::Empty | Flaw::Dash));
        if let Some(means) = gap(&|gap| gap.flaw == Flaw::Means)
            && nobody.is_some()
        {
            return Some(Fault::NoChannel(means));
        }
        let open = gap(&|gap| gap.flaw == Flaw::Unfilled);
        open.map(Fault::Unfilled).or_else(|| gap(&|gap| gap.flaw == Flaw::Empty).map(Fault::Empty))
    }
}

/// Contacts of a document with what is wrong with them.
fn faults<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Contact, Fault<'a>)> + use<'a> {
    context.runbook.contacts.iter().filter_map(|contact| Some((contact, Fault::of(contact)?)))
}

/// Whether a document has to be filled in: templates are open by design, and other documents call nobody.
fn has_to_be_filled_in(context: &Context<'_>) -> bool {
    context.runbook.kind == Kind::Runbook && !context.runbook.template
}
