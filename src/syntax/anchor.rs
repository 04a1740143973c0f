//! GitHub heading ids.

/// Gives out the ids of one document's headings, in order.
#[derive(Debug, Default)]
pub struct Anchors {
    given: std::collections::HashMap<String, u32>,
}

impl Anchors {
    /// The id of the next heading, by its text content.
    pub fn id(&mut self, text: &str) -> String {
        *self.given.entry(text.to_owned()).or_default() += 1;
        text.to_lowercase()
    }
}
