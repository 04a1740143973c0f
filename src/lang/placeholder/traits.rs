//! What a place allows.

use super::Context;
use super::signs::Signs;
use std::cell::OnceCell;
use std::ops::Range;

/// Kinds of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Headings, paragraphs, cells.
    Prose,
    /// A code span.
    Span,
    /// The target of a link.
    Link,
    /// bash.
    Shell,
    /// Message templates, logs, plain text, Markdown.
    Template,
    /// JSON, YAML and other data.
    Data,
    /// SQL.
    Sql,
    /// Code of a program.
    Program,
    /// HTML and its like.
    Markup,
    /// Drawings as code.
    Drawing,
}

/// What a place allows.
#[derive(Debug)]
pub(super) struct Traits<'t> {
    pub(super) kind: Kind,
    /// Whether the text is drawn with lines and arrows, where `[x]` is a box.
    pub(super) drawn: bool,
    text: &'t str,
    /// Single-quoted parts of shell code, looked for where something asks for them.
    quoted: OnceCell<Vec<Range<usize>>>,
}

impl<'t> Traits<'t> {
    pub(super) fn new(text: &'t str, context: Context, signs: Signs) -> Self {
        let kind = match context {
            Context::Prose => Kind::Prose,
            Context::CodeSpan => Kind::Span,
            Context::Link => Kind::Link,
            Context::Code(language) => of_language(language),
        };
        // Only what stands in square brackets depends on the drawing.
        let drawn = kind == Kind::Template && signs.have(Signs::SQUARE) && is_drawn(text);
        Traits { kind, drawn, text, quoted: OnceCell::new() }
    }

    /// Whether a place lies between single quotes of shell code.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted_part(at).is_some()
    }

    pub(super) fn quoted_part(&self, at: usize) -> Option<Range<usize>> {
        if self.kind != Kind::Shell {
            return None;
        }
        let quoted = self.quoted.get_or_init(|| single_quoted(self.text));
        let next = quoted.partition_point(|range| range.end <= at);
        quoted.get(next).filter(|range| range.contains(&at)).cloned()
    }
}

fn of_language(language: &str) -> Kind {
    match language {
        "bash" => Kind::Shell,
        "text" | "markdown" | "http" | "log" | "csv" | "diff" | "env" | "email" => Kind::Template,
        "json" | "jsonc" | "json5" | "yaml" | "toml" | "ini" | "properties" | "conf" | "hcl" | "xml" | "promql"
        | "logql" | "graphql" => Kind::Data,
        "sql" => Kind::Sql,
        "html" | "vue" | "svelte" | "jsx" | "tsx" | "svg" | "handlebars" | "jinja" => Kind::Markup,
        "mermaid" | "plantuml" | "dot" | "graphviz" | "d2" => Kind::Drawing,
        _ => Kind::Program,
    }
}

/// Lines of a drawing: boxes, trees, arrows.
fn is_drawn(text: &str) -> bool {
    const STROKES: [char; 18] =
        ['│', '├', '└', '┌', '┐', '┘', '─', '▼', '↓', '┃', '╔', '║', '╚', '┼', '┤', '┬', '┴', '▲'];
    text.contains(STROKES) || text.contains("-->") || text.contains("==>")
}

fn single_quoted(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let mut double = false;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => double = !double,
            b'#' if !double && (at == 0 || bytes[at - 1].is_ascii_whitespace()) => {
                at += bytes[at..].iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len() - at);
            }
            b'\'' if !double => match bytes[at + 1..].iter().position(|&byte| byte == b'\'') {
                Some(length) => {
                    parts.push(at + 1..at + 1 + length);
                    at += length + 1;
                }
                None => break,
            },
            _ => {}
        }
        at += 1;
    }
    parts
}
