//! The tree that two parsers are compared in.

use std::ops::Range;

/// A document of either parser.
pub(crate) struct Tree {
    pub(crate) blocks: Vec<Node>,
    /// Places of HTML blocks, which are compared apart: what they mean is decided by rbc.
    pub(crate) html: Vec<Range<usize>>,
}

/// A block or an inline of either parser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    pub(crate) span: Range<usize>,
    pub(crate) children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Heading(u8),
    Paragraph,
    /// With the word of a GFM alert.
    Quote(Option<&'static str>),
    /// First number; whether it is tight, where that can be told.
    List(Option<u64>, Option<bool>),
    Item(Option<bool>),
    Code {
        info: String,
        text: String,
    },
    Table(Vec<&'static str>),
    Row,
    Cell,
    Rule,
    Footnote(String),
    Text(String),
    CodeSpan(String),
    Emphasis,
    Strong,
    Strikethrough,
    Link {
        target: String,
        title: String,
    },
    Image {
        target: String,
        title: String,
    },
    Tag(String),
    SoftBreak,
    HardBreak,
    Reference(String),
}

impl Kind {
    pub(crate) fn agrees(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::List(ours, tight), Kind::List(theirs, known)) => {
                ours == theirs && known.is_none_or(|known| *tight == Some(known))
            }
            _ => self == other,
        }
    }
}

impl Node {
    pub(crate) fn new(kind: Kind, span: Range<usize>, children: Vec<Node>) -> Self {
        Node { kind, span, children }
    }

    pub(crate) fn is_inline(&self) -> bool {
        use Kind::*;
        matches!(
            self.kind,
            Text(_)
                | CodeSpan(_)
                | Emphasis
                | Strong
                | Strikethrough
                | Link { .. }
                | Image { .. }
                | Tag(_)
                | SoftBreak
                | HardBreak
                | Reference(_)
        )
    }

    /// Length of the delimiters of an emphasis.
    pub(crate) fn delimiter(&self) -> Option<usize> {
        match self.kind {
            Kind::Emphasis => Some(1),
            Kind::Strong | Kind::Strikethrough => Some(2),
            _ => None,
        }
    }

    /// The tree as lines, for a person to read.
    pub(crate) fn show(&self, indent: usize, into: &mut String) {
        use std::fmt::Write;
        let _ = writeln!(into, "{}{:?} {:?}", "  ".repeat(indent), self.kind, self.span);
        self.children.iter().for_each(|child| child.show(indent + 1, into));
    }
}

/// Joins neighbouring texts.
pub(crate) fn merged(nodes: Vec<Node>) -> Vec<Node> {
    let mut output: Vec<Node> = Vec::with_capacity(nodes.len());
    for mut node in nodes {
        node.children = merged(node.children);
        if let (Kind::Text(more), Some(Node { kind: Kind::Text(text), span, .. })) = (&node.kind, output.last_mut()) {
            text.push_str(more);
            span.start = span.start.min(node.span.start);
            span.end = span.end.max(node.span.end);
            continue;
        }
        output.push(node);
    }
    output.retain(|node| node.kind != Kind::Text(String::new()));
    output
}
