//! Compares two trees, and knows the differences that are meant.

use super::tree::{Kind, Node, Tree, merged};
use std::ops::Range;

/// A difference that is meant, and why.
pub(crate) struct Meant {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    pub(crate) undone: Undone,
}

/// Where a difference is taken out of the comparison.
pub(crate) enum Undone {
    /// Both trees are brought to one form first.
    Reading,
    /// Children differ in the way that the check knows.
    Children(fn(&Site<'_>) -> bool),
}

/// Two nodes of one kind at one place whose children differ.
pub(crate) struct Site<'a> {
    pub(crate) source: &'a str,
    pub(crate) ours: &'a [Node],
    pub(crate) theirs: &'a [Node],
}

pub(crate) const MEANT: &[Meant] = &[
    Meant {
        name: "emphasis next to Japanese",
        why: "`**「重要」**です` is bold; CommonMark's rule is made for words with blanks between them",
        undone: Undone::Children(japanese_emphasis),
    },
    Meant { name: "one tilde", why: "`10~20分、30~40分` is a range and no deletion", undone: Undone::Reading },
    Meant {
        name: "bare addresses",
        why: "GFM has them and pulldown-cmark has not; where they end is rbc's own rule",
        undone: Undone::Reading,
    },
    Meant {
        name: "HTML",
        why: "a fixed list of tags works, the rest is text; `<details>` holds the blocks up to its end",
        undone: Undone::Reading,
    },
    Meant {
        name: "cells",
        why: "a row keeps the cells beyond its header's columns, and is not filled up with empty ones",
        undone: Undone::Reading,
    },
    Meant {
        name: "paragraphs of tight lists",
        why: "an item's words are always a paragraph; whether it shows as one is told by the list",
        undone: Undone::Reading,
    },
    Meant { name: "line ends", why: "whether one shows as a blank is decided by rbc", undone: Undone::Reading },
    Meant {
        name: LINES,
        why: "`担当: 山田` and `更新日: …` below each other, `□ …` and `・ …`, are lines to those who wrote them",
        undone: Undone::Reading,
    },
    Meant {
        name: "blanks and quote marks around blocks",
        why: "a block's place ends with its last word; pulldown-cmark's ends with its last line",
        undone: Undone::Reading,
    },
];

const LINES: &str = "lines below each other";

/// A difference that nobody declared.
pub(crate) struct Finding {
    pub(crate) at: usize,
    pub(crate) what: &'static str,
    pub(crate) ours: String,
    pub(crate) theirs: String,
}

/// Finds differences. `used` counts those that are meant.
pub(crate) struct Comparison<'s> {
    pub(crate) source: &'s str,
    pub(crate) findings: Vec<Finding>,
    pub(crate) used: Vec<&'static str>,
}

impl Comparison<'_> {
    pub(crate) fn trees(&mut self, ours: &Tree, theirs: &Tree) {
        self.siblings(&ours.blocks, &theirs.blocks);
        self.html(&ours.html, &theirs.html);
    }

    /// Each piece of our HTML stands in a block of HTML of theirs, and nothing but blanks is left over.
    fn html(&mut self, ours: &[Range<usize>], theirs: &[Range<usize>]) {
        let mut rest = vec![false; self.source.len()];
        theirs.iter().flat_map(Clone::clone).for_each(|at| rest[at] = true);
        for piece in ours {
            let outside = piece.clone().find(|&at| !std::mem::take(&mut rest[at]) && !self.is_blank(at));
            if let Some(at) = outside {
                let ours = format!("    {}\n", &self.source[piece.clone()]);
                self.findings.push(Finding { at, what: "HTML that is none", ours, theirs: String::new() });
            }
        }
        if let Some(at) = (0..rest.len()).find(|&at| rest[at] && !self.is_blank(at)) {
            let theirs = format!("    {}\n", self.source[at..].lines().next().unwrap_or_default());
            self.findings.push(Finding { at, what: "HTML that is lost", ours: String::new(), theirs });
        }
    }

    /// Whether a line of a list without list marks stands before or behind a line end: a label, a box, a bullet.
    fn is_between_lines(&self, at: usize) -> bool {
        let before = self.source[..at].lines().next_back().unwrap_or_default();
        let behind = self.source[at..].trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
        let listed = |line: &str| {
            let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+', '|']);
            line.contains([':', '：'])
                || line.starts_with(|first: char| {
                    !first.is_ascii() && !first.is_alphanumeric() || matches!(first, '①'..='⑳')
                })
        };
        listed(before) && listed(behind)
    }

    fn is_blank(&self, at: usize) -> bool {
        matches!(self.source.as_bytes()[at], b' ' | b'\t' | b'\r' | b'\n' | b'>')
    }

    pub(crate) fn siblings(&mut self, ours: &[Node], theirs: &[Node]) {
        let same = |(ours, theirs): (&Node, &Node)| ours.kind.agrees(&theirs.kind);
        if ours.len() == theirs.len() && ours.iter().zip(theirs).all(same) {
            for (ours, theirs) in ours.iter().zip(theirs) {
                self.node(ours, theirs);
            }
            return;
        }
        let line = |(ours, theirs): (&Node, &Node)| {
            ours.kind.agrees(&theirs.kind)
                || ours.kind == Kind::HardBreak
                    && theirs.kind == Kind::SoftBreak
                    && self.is_between_lines(ours.span.start)
        };
        if ours.len() == theirs.len() && ours.iter().zip(theirs).all(line) {
            self.used.push(LINES);
            for (ours, theirs) in ours.iter().zip(theirs).filter(|(ours, _)| ours.kind != Kind::HardBreak) {
                self.node(ours, theirs);
            }
            return;
        }
        let site = Site { source: self.source, ours, theirs };
        let explains = |meant: &&Meant| matches!(meant.undone, Undone::Children(check) if check(&site));
        if let Some(meant) = MEANT.iter().find(explains) {
            self.used.push(meant.name);
            return;
        }
        let first = ours.iter().zip(theirs).position(|pair| !same(pair)).unwrap_or(ours.len().min(theirs.len()));
        let show = |nodes: &[Node]| {
            let mut text = String::new();
            nodes.iter().skip(first.saturating_sub(1)).take(4).for_each(|node| node.show(2, &mut text));
            text
        };
        let at = ours.get(first).or(theirs.get(first)).map_or(0, |node| node.span.start);
        self.findings.push(Finding { at, what: "structure", ours: show(ours), theirs: show(theirs) });
    }

    fn node(&mut self, ours: &Node, theirs: &Node) {
        let (mine, other) = (self.trimmed(ours), self.trimmed(theirs));
        if mine != other && !matches!(ours.kind, Kind::SoftBreak | Kind::HardBreak) {
            let show = |node: &Node, span: &Range<usize>| {
                format!("    {:?} {span:?} {:?}\n", node.kind, &self.source[span.clone()])
            };
            let (ours, theirs) = (show(ours, &mine), show(theirs, &other));
            self.findings.push(Finding { at: mine.start, what: "span", ours, theirs });
            return;
        }
        self.siblings(&ours.children, &theirs.children);
    }

    /// A span without the blanks, line ends and quote marks around it, in which the parsers are free.
    fn trimmed(&self, node: &Node) -> Range<usize> {
        let Range { mut start, mut end } = node.span.clone();
        if node.is_inline() {
            return start..end;
        }
        loop {
            let written = &self.source[start..end];
            let kept = written.trim_end();
            let line = kept.rfind(['\n', '\r']).map_or(0, |at| at + 1);
            if line > 0 && kept[line..].bytes().all(|byte| matches!(byte, b'>' | b' ' | b'\t')) {
                end = start + line;
            } else {
                end = start + kept.len();
                break;
            }
        }
        let written = &self.source[start..end];
        start += written.len() - written.trim_start().len();
        start..end
    }
}

/// The trees are equal once emphasis is written as text, and one of ours stands next to a character that is no ASCII.
fn japanese_emphasis(site: &Site<'_>) -> bool {
    let flat = |nodes: &[Node]| merged(flattened(nodes, site.source));
    if flat(site.ours) != flat(site.theirs) {
        return false;
    }
    let mut mine = Vec::new();
    emphases(site.ours, &mut mine);
    let mut other = Vec::new();
    emphases(site.theirs, &mut other);
    mine.iter().filter(|emphasis| !other.contains(emphasis)).any(|&(start, end, length)| {
        let before = site.source[..start].chars().next_back();
        let first = site.source[start + length..].chars().next();
        let last = site.source[..end - length].chars().next_back();
        let behind = site.source[end..].chars().next();
        [before, first, last, behind].into_iter().flatten().any(|character| !character.is_ascii())
    })
}

fn emphases(nodes: &[Node], into: &mut Vec<(usize, usize, usize)>) {
    for node in nodes {
        if let Some(length) = node.delimiter() {
            into.push((node.span.start, node.span.end, length));
        }
        emphases(&node.children, into);
    }
}

fn flattened(nodes: &[Node], source: &str) -> Vec<Node> {
    let mut output = Vec::new();
    for node in nodes {
        let Some(length) = node.delimiter() else {
            output.push(Node { children: flattened(&node.children, source), ..node.clone() });
            continue;
        };
        let text = |span: Range<usize>| Node::new(Kind::Text(source[span.clone()].to_owned()), span, Vec::new());
        output.push(text(node.span.start..node.span.start + length));
        output.extend(flattened(&node.children, source));
        output.push(text(node.span.end - length..node.span.end));
    }
    output
}
