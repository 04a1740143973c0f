//! All that is still to be filled in of one row, in one finding: who mends a cell sees the others.

use super::super::Context;
use crate::diag::{Diagnostic, Label, Message};
use crate::lower::{Sample, sample};
use crate::model::{Contact, Flaw, Gap};

/// Says which cells of a contact are open, `first` among them: with the key `one` where it is alone, else with `several`.
pub(super) fn message(contact: &Contact, first: &Gap, [one, several]: [&'static str; 2]) -> Message {
    let open: Vec<&Gap> = gaps(contact).collect();
    let message = match open.len() {
        0 | 1 => Message::new(one).with("name", &first.name).with("text", &first.text),
        count => Message::new(several).with("count", count).with("cells", cells(&open)),
    };
    message.with("role", &contact.role).with("why", why(&open))
}

/// Shows the other open cells beside the finding.
pub(super) fn relate(context: &Context<'_>, contact: &Contact, first: &Gap, finding: &mut Diagnostic) {
    let others = gaps(contact).filter(|gap| gap.span != first.span);
    finding.related.extend(others.map(|gap| Label {
        file: context.file,
        span: gap.span,
        message: Message::new("contact-unfilled-also"),
    }));
}

/// Why what stands there is none: `host`, `digits` or `open`.
pub(super) fn why(gaps: &[&Gap]) -> &'static str {
    let samples = || gaps.iter().filter_map(|gap| sample(&gap.text));
    match samples().find(|sample| *sample == Sample::Host).or_else(|| samples().next()) {
        Some(Sample::Host) => "host",
        Some(Sample::Digits) => "digits",
        None => "open",
    }
}

fn gaps(contact: &Contact) -> impl Iterator<Item = &Gap> {
    contact.gaps.iter().filter(|gap| gap.flaw == Flaw::Unfilled)
}

fn cells(gaps: &[&Gap]) -> String {
    gaps.iter().map(|gap| format!("{} {}", gap.name, gap.text)).collect::<Vec<_>>().join("、")
}
