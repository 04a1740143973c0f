//! Compiles a case: the one file here that knows how rbc is called.

use crate::case::{Case, Wanted};

/// What came out.
#[expect(dead_code, reason = "nothing is compiled yet")]
pub(crate) struct Outcome {
    model: serde_json::Value,
}

/// Compiles a case.
pub(crate) fn run(_case: &Case) -> Result<Outcome, String> {
    Err("cases are not compiled yet".to_owned())
}

impl Outcome {
    /// The text that an expectation is compared with.
    pub(crate) fn text(&self, wanted: &Wanted) -> Result<String, String> {
        match wanted {
            Wanted::Model(query) => Ok(crate::model::print(&self.model, query)),
            Wanted::Diagnostics | Wanted::Artifact(_) => Ok(String::new()),
        }
    }
}
