//! A Mermaid diagram as words: numbered steps that name where they lead, or messages in order.

use super::content::Content;
use crate::lang::mermaid::{Diagram, Event, Node};
use crate::model;

impl Content<'_> {
    /// Writes the diagram; its source is in the original below it.
    pub(super) fn diagram(&mut self, block: Option<&model::CodeBlock>, diagram: &Diagram) {
        self.html.start("div").attribute("class", "flow");
        if let Some(block) = block {
            self.html.attribute("id", &format!("RBC-{}", block.id));
        }
        self.html.end().line();
        match diagram {
            Diagram::Flow(nodes) => self.flow(nodes),
            Diagram::Sequence(events) => self.sequence(events),
        }
        self.html.close("div").line();
    }

    fn flow(&mut self, nodes: &[Node]) {
        self.html.open("ol").line();
        for node in nodes {
            self.html.open("li").text(&node.text);
            if !node.edges.is_empty() {
                self.html.open("ul");
                for edge in &node.edges {
                    self.html.open("li");
                    if !edge.label.is_empty() {
                        self.html.open("strong").text(&edge.label).close("strong").text(" ");
                    }
                    let target = nodes.get(edge.to).map_or("", |node| node.text.as_str());
                    self.html.text(&format!("→ [{}] {target}", edge.to + 1)).close("li");
                }
                self.html.close("ul");
            }
            self.html.close("li").line();
        }
        self.html.close("ol").line();
    }

    fn sequence(&mut self, events: &[Event]) {
        self.html.open("ul").line();
        for event in events {
            match event {
                Event::Message { from, to, text } => {
                    self.html.open("li").text(&format!("{from} → {to}: ")).open("strong").text(text).close("strong");
                    self.html.close("li").line();
                }
                Event::Note(text) => {
                    self.html.start("li").attribute("class", "step-note").end().text(text).close("li").line();
                }
                Event::Part(text) => {
                    self.html.open("li").text(text).open("ul").line();
                }
                Event::End => {
                    self.html.close("ul").close("li").line();
                }
            }
        }
        self.html.close("ul").line();
    }
}
