//! Escalations that call nobody, or too late.

pub(super) mod nobody_on_call;
pub(super) mod times_out_of_order;
pub(super) mod unfilled;
pub(super) mod unknown_role;

use super::Context;
use crate::source::Span;

/// The place of a text within a span; the whole span where it does not stand there as it is.
fn place(context: &Context<'_>, span: Span, text: &str) -> Span {
    let whole = context.source.slice(span);
    match whole.find(text) {
        Some(at) if !text.is_empty() => {
            let start = span.start as usize + at;
            Span::new(start, start + text.len())
        }
        _ => span,
    }
}
