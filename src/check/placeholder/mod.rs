//! What an operator fills in.

mod explained;
pub(super) mod swallowed_by_html;
pub(super) mod undeclared;
pub(super) mod unfilled;
