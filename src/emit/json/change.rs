//! When a document was changed last.

use schemars::JsonSchema;
use serde::Serialize;

/// The last commit that changed a document.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Change<'a> {
    /// When it was committed: RFC 3339, in the time zone of the site.
    pub at: &'a str,
    /// Its full name.
    pub commit: &'a str,
}
