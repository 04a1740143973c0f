//! Flow charts: `a[受付] -- 重い --> b{復旧？}`.

use std::collections::HashMap;

use super::{LABEL, label};

/// A step of a flow chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// What stands in it.
    pub text: String,
    /// Where it leads.
    pub edges: Vec<Edge>,
}

/// A way from a step to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What is written at it; empty where nothing is.
    pub label: String,
    /// The place of the step that it leads to.
    pub to: usize,
}

/// Shapes of steps by what they open and close with; longer ones first.
const SHAPES: [(&str, &str); 13] = [
    ("(((", ")))"),
    ("([", "])"),
    ("[[", "]]"),
    ("[(", ")]"),
    ("((", "))"),
    ("{{", "}}"),
    ("[/", "/]"),
    ("[\\", "\\]"),
    ("[/", "\\]"),
    ("[\\", "/]"),
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
];

/// What says how a chart looks, and nothing more.
const LOOKS: [&str; 7] = ["style", "class", "classDef", "linkStyle", "click", "direction", "end"];

/// Most steps, and most ways between them: `a & b --> c & d` are four, and each names where it leads.
const NODES: usize = 200;
const EDGES: usize = 500;

#[derive(Default)]
struct Chart {
    nodes: Vec<Node>,
    known: HashMap<String, usize>,
    edges: usize,
}

pub(super) fn read<'t>(head: &'t str, lines: impl Iterator<Item = &'t str>) -> Option<Vec<Node>> {
    let mut chart = Chart::default();
    // A direction, and perhaps a statement behind it.
    let head = head.split_once(';').map_or("", |(_, rest)| rest);
    for line in std::iter::once(head).chain(lines) {
        for statement in statements(line) {
            chart.statement(statement)?;
        }
    }
    (chart.nodes.iter().any(|node| !node.edges.is_empty())).then_some(chart.nodes)
}

/// Parts a line at semicolons that stand in no label.
fn statements(line: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    let parts = line.split(move |character: char| {
        match character {
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth -= 1,
            _ => {}
        }
        character == ';' && depth <= 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

impl Chart {
    fn statement(&mut self, statement: &str) -> Option<()> {
        let word = statement.split_whitespace().next()?;
        if LOOKS.contains(&word) {
            return Some(());
        }
        if word == "subgraph" {
            // Its frame is a picture's matter; a way that leads to the frame would need it.
            return Some(());
        }
        let (mut from, mut rest) = self.group(statement)?;
        while !rest.is_empty() {
            let (text, behind) = link(rest)?;
            let (to, behind) = self.group(behind)?;
            self.edges = self.edges.saturating_add(from.len().saturating_mul(to.len()));
            if self.edges > EDGES {
                return None;
            }
            for &start in &from {
                let edges = to.iter().map(|&to| Edge { label: text.clone(), to });
                self.nodes.get_mut(start)?.edges.extend(edges);
            }
            (from, rest) = (to, behind);
        }
        Some(())
    }

    /// Steps that are joined by `&`, and what stands behind them.
    fn group<'t>(&mut self, text: &'t str) -> Option<(Vec<usize>, &'t str)> {
        let (first, mut rest) = self.node(text)?;
        let mut group = vec![first];
        while let Some(behind) = rest.strip_prefix('&') {
            let (next, behind) = self.node(behind)?;
            group.push(next);
            rest = behind;
        }
        Some((group, rest))
    }

    fn node<'t>(&mut self, text: &'t str) -> Option<(usize, &'t str)> {
        let text = text.trim_start();
        let end = id_end(text);
        let (id, mut rest) = text.split_at_checked(end).filter(|(id, _)| !id.is_empty() && id.len() <= LABEL)?;
        let mut said = None;
        let shapes = SHAPES.iter().filter(|(open, _)| rest.starts_with(open));
        for (open, close) in shapes {
            if let Some((inner, behind)) = enclosed(rest.get(open.len()..)?, close) {
                said = Some(label(inner)?);
                rest = behind;
                break;
            }
        }
        if let Some(class) = rest.strip_prefix(":::") {
            rest = class.get(class.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(class.len())..)?;
        }
        let at = *self.known.entry(id.to_owned()).or_insert_with(|| {
            self.nodes.push(Node { text: id.to_owned(), edges: Vec::new() });
            self.nodes.len() - 1
        });
        if self.nodes.len() > NODES {
            return None;
        }
        if let Some(said) = said.filter(|said| !said.is_empty()) {
            self.nodes.get_mut(at)?.text = said;
        }
        Some((at, rest.trim_start()))
    }
}

/// Where a name ends: a hyphen belongs to it where it is followed by a letter.
fn id_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let joined = matches!(letter, '-' | '.') && at > 0 && next.is_some_and(char::is_alphanumeric);
        if !letter.is_alphanumeric() && letter != '_' && !joined {
            return at;
        }
    }
    text.len()
}

/// What stands before `close`, and what behind it; a quoted label may hold anything.
fn enclosed<'t>(text: &'t str, close: &str) -> Option<(&'t str, &'t str)> {
    let from = match text.trim_start().strip_prefix('"') {
        Some(quoted) => text.len() - quoted.len() + quoted.find('"')? + 1,
        None => 0,
    };
    let at = from + text.get(from..)?.find(close)?;
    Some((text.get(..at)?, text.get(at + close.len()..)?))
}

/// What is written at an arrow, and what stands behind the arrow.
fn link(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start_matches('<');
    let end = text.find(|c: char| !"-=.>~".contains(c)).unwrap_or(text.len());
    let (stroke, rest) = text.split_at_checked(end)?;
    if stroke.len() < 2 {
        return None;
    }
    let (stroke, rest) = match rest.strip_prefix(['o', 'x']).filter(|rest| rest.starts_with([' ', '|'])) {
        Some(rest) if !stroke.ends_with('>') => (">", rest),
        _ => (stroke, rest),
    };
    if let Some(labelled) = rest.trim_start().strip_prefix('|') {
        let (said, behind) = enclosed(labelled, "|")?;
        return Some((label(said)?, behind.trim_start()));
    }
    // `-- text -->`: what opens it is two signs, and what ends it is an arrow again.
    if matches!(stroke, "--" | "==" | "-.") {
        let close = rest.find(match stroke {
            "--" => "--",
            "==" => "==",
            _ => ".-",
        })?;
        let (said, behind) = rest.split_at_checked(close)?;
        let behind = behind.get(behind.find(|c: char| !"-=.>".contains(c)).unwrap_or(behind.len())..)?;
        return Some((label(said)?, behind.trim_start()));
    }
    Some((String::new(), rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use crate::lang::mermaid::{Diagram, read};

    fn told(text: &str) -> Option<Vec<String>> {
        let Diagram::Flow(nodes) = read(text)? else { return None };
        let lines = nodes.iter().flat_map(|node| {
            let line = |edge: &super::Edge| format!("{} -{}> {}", node.text, edge.label, nodes[edge.to].text);
            node.edges.iter().map(line).collect::<Vec<_>>()
        });
        Some(lines.collect())
    }

    #[test]
    fn ways_are_read_in_their_forms() {
        let text = "flowchart TD\n  a[検知] --> b{続く？}\n  %% 注\n  b -- はい --> c([止める])\n  b -->|いいえ| d\n\
                    d[\"記録 (1) [任意]\"]\n  c & d ==> e((完了)):::ok\n  style a fill:#fff\n";
        let lines = [
            "検知 -> 続く？",
            "続く？ -はい> 止める",
            "続く？ -いいえ> 記録 (1) [任意]",
            "止める -> 完了",
            "記録 (1) [任意] -> 完了",
        ];
        assert_eq!(told(text).unwrap(), lines);
        assert_eq!(told("graph LR; A-->B; B-.->C;\n").unwrap(), ["A -> B", "B -> C"]);
        assert_eq!(told("graph TD\n a-b[一<br/>二] -. 失敗 .-> c --> d\n").unwrap(), ["一 二 -失敗> c", "c -> d"]);
        assert_eq!(told("graph TD\n a == 重い ==> b\n a --x c\n").unwrap(), ["a -重い> b", "a -> c"]);
    }

    #[test]
    fn what_grows_beyond_reading_stays_as_it_is() {
        let names =
            |letter: char, most: usize| (0..most).map(|at| format!("{letter}{at}")).collect::<Vec<_>>().join(" & ");
        let between = |most| format!("graph TD\n{} --> {}\n", names('a', most), names('b', most));
        assert_eq!(told(&between(22)).map(|ways| ways.len()), Some(484));
        assert_eq!(told(&between(23)), None);
        assert_eq!(told(&between(2_000)), None);
        assert_eq!(told(&format!("graph TD\n a[{}] --> b\n", "長".repeat(200))), None);
        assert_eq!(told(&format!("graph TD\n {} --> b\n", "長".repeat(200))), None);
    }

    #[test]
    fn what_is_not_understood_stays_as_it_is() {
        for text in [
            "",
            "flowchart TD\n",
            "flowchart TD\n a[検知]\n",
            "flowchart TD\n a@{ shape: rect } --> b\n",
            "flowchart TD\n a --> \n",
            "flowchart TD\n a[検知 --> b\n",
            "gantt\n title A\n",
            "graph TD\n ???\n",
            "flowchart TD\n a[\"`**太字**`\"] --> b\n",
            "pie\n \"a\" : 1\n",
            "flowchart TD\n a -",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
