//! Mermaid as words: what leads to what in a flow chart, who says what to whom in a sequence.
//!
//! A diagram is read only where every line of it is understood: half a decision is worse than its source.

mod flow;
mod sequence;

pub use flow::{Edge, Node};
pub use sequence::Event;

/// Larger diagrams are no words for eyes.
const BYTES: usize = 32 << 10;

/// A diagram that is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Diagram {
    /// The steps of a flow chart in the order in which they are named first.
    Flow(Vec<Node>),
    /// What happens between people and systems, in order.
    Sequence(Vec<Event>),
}

/// The diagram that a text describes; `None` where anything in it is not understood.
#[must_use]
pub fn read(text: &str) -> Option<Diagram> {
    if text.len() > BYTES {
        return None;
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("%%"));
    let first = lines.next()?;
    let kind = first.split([' ', ';']).next()?;
    match kind {
        "graph" | "flowchart" => flow::read(first.get(kind.len()..)?, lines).map(Diagram::Flow),
        "sequenceDiagram" => sequence::read(lines).map(Diagram::Sequence),
        _ => None,
    }
}

/// Longer labels are no steps: where one is led to, it is said again.
const LABEL: usize = 400;

/// A label without quotes, `<br>` read as a blank; `None` where it holds other markup.
fn label(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let mut words = text.to_owned();
    for line_break in ["<br/>", "<br />", "<br>"] {
        words = words.replace(line_break, " ");
    }
    (!words.contains('`') && words.len() <= LABEL).then(|| words.trim().to_owned())
}
