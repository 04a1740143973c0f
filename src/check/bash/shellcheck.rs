//! `bash/shellcheck`: what ShellCheck says, where the command line asks for it. The program is started elsewhere; here its
//! remarks are values, and find their places in the documents.

use super::super::text::command::blocks;
use super::super::{Check, Context, Findings, Rule};
use crate::diag::{Level, Message};
use crate::lang::bash::{self, HazardKind};
use crate::lang::language;
use crate::model::{self, DefectKind};
use crate::source::Span;
use crate::syntax::CodeBlock;

pub(in crate::check) const RULE: Rule = Rule { name: "bash/shellcheck", level: Level::Warning, check: Check::Remarks };

/// Shell code of a document, placeholders and output hidden.
#[derive(Debug, Clone)]
pub struct Script {
    /// The document's number in the library.
    pub document: usize,
    /// The block's number in the document.
    pub block: usize,
    /// The code, every offset as in the block.
    pub text: String,
}

/// What was said of a place in a script.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Lines and columns (in characters), 1-based; the end is exclusive.
    pub from: (usize, usize),
    /// The end.
    pub to: (usize, usize),
    /// `error`, `warning`, `info` or `style`.
    pub level: String,
    /// The number of `SC2086`.
    pub code: u32,
    /// Its words.
    pub message: String,
}

/// Scripts of a document that hold commands.
pub(in crate::check) fn scripts(context: &Context<'_>) -> Vec<Script> {
    let held = blocks(context).enumerate();
    let held = held.filter(|(_, (_, block))| block.language == "bash" && !block.commands.is_empty());
    let script = |(at, (code, block)): (usize, (&CodeBlock, &model::CodeBlock))| Script {
        document: context.at,
        block: at,
        text: bash::substituted(&code.text, language::is_console(&block.info)),
    };
    held.map(script).collect()
}

/// Reports the remarks on a block.
pub(in crate::check) fn report(context: &Context<'_>, block: usize, remarks: &[Remark], findings: &mut Findings<'_>) {
    let Some((code, read)) = blocks(context).nth(block) else { return };
    let refused = read.defects.iter().any(|defect| matches!(defect.kind, DefectKind::Shell(_)));
    for remark in remarks {
        let Some(span) = place(code, remark) else { continue };
        // What cannot be read is said by `bash/syntax` already, and what a line does wrong by the rule for it.
        if refused && (1000..2000).contains(&remark.code) || is_told(context, read, span) {
            continue;
        }
        let message = Message::new("bash-shellcheck").with("code", remark.code).with("words", &remark.message);
        let finding = findings.report(span, message);
        finding.help = Some(Message::new("bash-shellcheck-help").with("code", remark.code));
        finding.level = match remark.level.as_str() {
            "error" => Level::Error,
            "warning" => Level::Warning,
            _ => Level::Info,
        };
    }
}

fn is_told(context: &Context<'_>, block: &model::CodeBlock, span: Span) -> bool {
    let source = context.source;
    let line = source.line(span.start);
    let told = block.defects.iter().filter(|defect| {
        matches!(
            defect.kind,
            DefectKind::Shell(_)
                | DefectKind::Hazard(
                    HazardKind::UnquotedUrl(_) | HazardKind::UnboundedRemove(_) | HazardKind::FolderRemove(_)
                )
        )
    });
    told.map(|defect| source.line(defect.span.start)).any(|told| told == line)
}

fn place(code: &CodeBlock, remark: &Remark) -> Option<Span> {
    let offset = |(line, column): (usize, usize)| {
        let mut start = 0;
        for _ in 1..line {
            start += code.text.get(start..)?.find('\n')? + 1;
        }
        let rest = code.text.get(start..)?;
        let line = rest.lines().next().unwrap_or_default();
        let at = line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
        Some(start + at)
    };
    let from = offset(remark.from)?;
    Some(code.source_span(from..offset(remark.to).unwrap_or(from).max(from)))
}
