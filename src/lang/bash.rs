//! Shell code: its commands, what they do, and its colours.
//!
//! 1. [`console`] takes prompts and output off a transcript, [`mask`] hides placeholders; both keep every offset.
//! 2. [`reader`] takes pipelines, lists and compounds apart into simple commands. It is tolerant: a line that bash would
//!    refuse still gives the command that a reader sees in it. Words, quotes and here-documents are in [`word`].
//! 3. [`judge`] asks the strict parser whether bash would take the whole; its refusal is a [`Fault`], never a loss.
//! 4. [`classify`] names the program, its effect and the SQL inside; [`comment`] adds what comments say.

mod classify;
mod comment;
mod console;
mod foreign;
mod hazard;
mod highlight;
mod judge;
pub(crate) mod mask;
mod mistake;
mod reader;
mod session;
mod variables;
mod word;

pub use hazard::{Hazard, HazardKind};
pub use highlight::tokens;
pub use mistake::{Mistake, MistakeKind};
pub(crate) use variables::add_defined_variables;
pub use variables::{defined_variables, is_well_known};

use super::effect::{Effect, Table};
use super::sql::Statement;
use std::ops::Range;

/// Code longer than this gets colours only.
pub const LIMIT: usize = 256 * 1024;

/// What reading depends on.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// What programs do.
    pub effects: &'a Table,
    /// Whether the block calls itself a transcript (`console`), so that `# ` and `% ` are prompts.
    pub console: bool,
    /// Whether the strict parser is asked: without it there is no [`Script::fault`].
    pub judged: bool,
    /// The dialect of SQL where no tool tells it.
    pub dialect: Option<super::sql::Dialect>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { effects: Table::built_in(), console: false, judged: true, dialect: None }
    }
}

/// A block of shell code, read.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// Simple commands in source order.
    pub commands: Vec<Command>,
    /// Why bash would refuse it.
    pub fault: Option<Fault>,
    /// Whether it was too long or too deep to be judged: no fault then says nothing.
    pub unjudged: bool,
    /// Parts that are the output of commands: prompts' answers and what a comment calls the expected result.
    pub outputs: Vec<Range<usize>>,
    /// What does harm, or not what it says, in order.
    pub hazards: Vec<Hazard>,
    /// The first mistake of a command that bash would refuse.
    pub mistake: Option<Mistake>,
}

/// A syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Byte offset in the code.
    pub offset: usize,
    /// The parser's words.
    pub message: String,
}

/// One simple command.
#[derive(Debug, Clone, Default)]
pub struct Command {
    /// From its program to its last word.
    pub range: Range<usize>,
    /// What does the work.
    pub program: String,
    /// Sub-commands.
    pub path: Vec<String>,
    /// Its words behind the program, quotes taken off.
    pub arguments: Vec<String>,
    /// What it would do.
    pub effect: Effect,
    /// From the comment above it.
    pub description: Option<String>,
    /// What must come out, where the code says so.
    pub expected: Option<String>,
    /// SQL inside it, ranges in the code.
    pub sql: Vec<Statement>,
}

/// Reads shell code.
#[must_use]
pub fn read(text: &str, options: &Options) -> Script {
    if text.len() > LIMIT {
        let mistake = Mistake { range: 0..text.lines().next().unwrap_or_default().len(), kind: MistakeKind::TooLong };
        return Script { unjudged: true, mistake: Some(mistake), ..Script::default() };
    }
    let (masked, mut outputs, transcript) = shown(text, options.console);
    let sessions = session::find(&masked);
    let masked = session::without(masked, &sessions);
    let mut parts = reader::read(&masked);
    for session in sessions {
        let started = parts.simples.iter_mut().rfind(|simple| {
            let first = simple.words.first().map(|word| word.range.start);
            first.is_some_and(|first| session.client.contains(&first))
        });
        if let Some(simple) = started {
            simple.session = Some(session.body);
        }
    }
    let verdict = if options.judged { judge::judge(&masked) } else { judge::Verdict::Taken };
    let unjudged = verdict == judge::Verdict::Unjudged;
    let fault = if let judge::Verdict::Refused(fault) = verdict { Some(fault) } else { None };
    let mut commands = classify::commands(text, &masked, &parts, options);
    comment::describe(text, &parts, &outputs, &mut commands);
    console::expect(text, &transcript, &mut commands);
    let dialect = options.dialect;
    let hazards = hazard::all(&hazard::Read { text, masked: &masked, transcript: &transcript, parts: &parts, dialect });
    outputs.extend(transcript.outputs);
    let unread = || mistake::too_deep(&masked, parts.unread?);
    let mistake = mistake::find(text, &masked).or_else(unread);
    Script { commands, fault, unjudged, outputs, hazards, mistake }
}

/// The code as a shell would get it: placeholders are words, prompts and outputs blank; every offset is kept.
#[must_use]
pub fn substituted(text: &str, console: bool) -> String {
    shown(text, console).0
}

/// What an operator pastes of a transcript: its commands with their here-documents and comments, without prompts and
/// output. `None` where the code has no prompts and is pasted as it is.
#[must_use]
pub fn pasted(text: &str, console: bool) -> Option<String> {
    if text.len() > LIMIT {
        return None;
    }
    let seen = console::strip(text, console).text;
    if seen == text {
        return None;
    }
    let mut pasted = String::with_capacity(text.len());
    for (written, shown) in text.split_inclusive('\n').zip(seen.split_inclusive('\n')) {
        if written.trim_end() == ">" && shown.trim().is_empty() {
            pasted.push('\n');
            continue;
        }
        if shown.trim().is_empty() && !written.trim().is_empty() {
            continue;
        }
        // Where the two differ stands the prompt; a blank ends it.
        let prompt = written.as_bytes().iter().zip(shown.as_bytes()).rposition(|(written, shown)| written != shown);
        let rest = prompt.and_then(|at| written.get(at + 1..));
        pasted.push_str(rest.map_or(written, |rest| rest.strip_prefix(' ').unwrap_or(rest)));
    }
    Some(pasted)
}

fn shown(text: &str, console: bool) -> (String, Vec<Range<usize>>, console::Transcript) {
    let transcript = console::strip(text, console);
    let masked = mask::placeholders(&transcript.text);
    let (masked, outputs) = comment::without_outputs(masked);
    (masked, outputs, transcript)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_pasted_without_prompts_and_output() {
        let text =
            "$ uptime\n 10:00 稼働中\n# 件数\n$ psql <<EOF\nSELECT 1;\n\nEOF\n 1\nops@web:~$ ls \\\n  -l\n合計 8\n";
        let pasted = pasted(text, false);
        assert_eq!(pasted.as_deref(), Some("uptime\n# 件数\npsql <<EOF\nSELECT 1;\n\nEOF\nls \\\n  -l\n"));
        assert_eq!(super::pasted("ls -l\n", true), None);
    }
}
