//! The model as JSON: own structs, so that a name in the model can change and the published one stays.
//!
//! 1. [`Runbook::new`] turns a runbook into records; every span becomes a [`Location`].
//! 2. [`list`] takes the same records across all runbooks, [`index`] says what there is.
//! 3. [`schema`] makes the JSON Schemas from the structs.
//!
//! A field that does not apply is absent; there is no null.

pub mod catalog;
mod change;
mod checklist;
mod code;
mod contact;
mod diagnostic;
pub mod index;
mod link;
pub mod list;
mod location;
mod metadata;
mod runbook;
mod scenario;
pub mod schema;
mod section;
mod severity;
mod threshold;
mod value;

pub use change::Change;
pub use checklist::{Checklist, ChecklistItem};
pub use code::{CodeBlock, Command, InlineCommand, Placeholder, SqlStatement};
pub use contact::{Channel, Contact, Escalation, Hours};
pub use diagnostic::{Diagnostic, Edit, Fix, Related};
pub use link::{Link, Reference, Resolved};
pub use location::{Location, Places};
pub use metadata::{Entry, Metadata};
pub(super) use runbook::kind_name;
pub use runbook::{Addresses, Runbook, properties};
pub use scenario::{Alert, Part, Scenario};
pub use section::{Section, Step};
pub use severity::{SeverityLevel, SeverityMention};
pub use threshold::{Table, Threshold};
pub use value::{Date, Duration};

use serde::Serialize;

/// Version of all shapes; raised when a field changes or goes. New fields do not raise it.
pub const SCHEMA_VERSION: u32 = 1;

/// The bytes of a file: compact, one final line end.
pub(super) fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64 << 10);
    // Writing own structs into memory cannot fail: they have no maps with other keys than strings.
    if serde_json::to_writer(&mut bytes, value).is_err() {
        bytes.clear();
    }
    bytes.push(b'\n');
    bytes
}
