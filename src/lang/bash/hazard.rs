//! What runs and does harm, or does not do what it says: facts for rules, read off the words once.

mod client;
mod portable;
mod remove;
mod url;

use super::console::Transcript;
use super::reader::{Parts, Simple};
use super::word::Word;
use crate::lang::sql;
use std::ops::Range;

/// Kinds of hazards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HazardKind {
    /// A prompt in front of a command.
    Prompt,
    /// An address with signs of the shell that nobody quoted; the first of them.
    UnquotedUrl(char),
    /// A recursive `rm` that reaches everything where a variable is empty; its name, none for `/` itself.
    UnboundedRemove(Option<String>),
    /// A recursive `rm` that reaches a whole folder where a variable is empty; its name.
    FolderRemove(String),
    /// What the network gives goes to a shell; the shell.
    DownloadedScript(String),
    /// An option that only GNU's tools know: program, option.
    NotPortable(&'static str, &'static str),
    /// A piece of SQL that the shell takes for its own.
    Expanded,
    /// A mistake in SQL that a client is given.
    Sql(sql::MistakeKind),
    /// A column that a view of the database does not have: view, column, nearest.
    UnknownColumn(sql::UnknownColumn),
}

/// A hazard in shell code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hazard {
    /// In the code.
    pub range: Range<usize>,
    /// What.
    pub kind: HazardKind,
}

/// A block with what was read of it.
pub(super) struct Read<'a> {
    pub(super) text: &'a str,
    pub(super) masked: &'a str,
    pub(super) transcript: &'a Transcript,
    pub(super) parts: &'a Parts,
    pub(super) dialect: Option<sql::Dialect>,
}

/// Hazards of a block in order.
pub(super) fn all(read: &Read<'_>) -> Vec<Hazard> {
    let mut found = Vec::new();
    prompts(read, &mut found);
    let simples = &read.parts.simples;
    for (at, simple) in simples.iter().enumerate() {
        let Some((program, words)) = program(simple) else { continue };
        url::find(read, words, &mut found);
        match program {
            "rm" => remove::find(read, words, &mut found),
            "curl" | "wget" => piped(simples, at, &mut found),
            "sh" | "bash" | "zsh" | "source" | "." | "eval" => substituted(read, program, words, &mut found),
            _ => {}
        }
        portable::find(program, words, &mut found);
        client::find(read, simple, words, &mut found);
    }
    found.sort_by_key(|hazard| hazard.range.start);
    found
}

/// The program of a command behind `sudo`, `env` and assignments, with it and all words behind it.
fn program(simple: &Simple) -> Option<(&str, &[Word])> {
    let mut words = simple.words.as_slice();
    loop {
        let first = words.first()?;
        let own = matches!(first.value.as_str(), "sudo" | "env" | "time" | "nohup" | "doas" | "command" | "exec");
        if !own && !super::reader::is_assignment(first) {
            break;
        }
        words = &words[1..];
        while own && words.first().is_some_and(|word| word.value.starts_with('-')) {
            let takes = matches!(words.first().map(|word| word.value.as_str()), Some("-u" | "-g"));
            words = words.get(1 + usize::from(takes)..)?;
        }
    }
    let first = words.first()?;
    Some((first.value.rsplit('/').next().unwrap_or(&first.value), words))
}

fn prompts(read: &Read<'_>, found: &mut Vec<Hazard>) {
    if read.transcript.text == read.text {
        return;
    }
    let mut at = 0;
    for (line, kept) in read.text.split_inclusive('\n').zip(read.transcript.text.split_inclusive('\n')) {
        let start = line.len() - line.trim_start().len();
        let first = at + start;
        let command = kept.len() - kept.trim_start().len();
        if command > start && !kept.trim().is_empty() {
            found.push(Hazard { range: first..at + command, kind: HazardKind::Prompt });
        }
        at += line.len();
    }
}

/// `curl … | bash`
fn piped(simples: &[Simple], at: usize, found: &mut Vec<Hazard>) {
    let Some(download) = simples.get(at) else { return };
    let pipeline = simples.iter().skip(at + 1).take_while(|simple| simple.pipeline == download.pipeline);
    for simple in pipeline {
        let Some((program, words)) = program(simple) else { continue };
        let reads_code = match program {
            "sh" | "bash" | "zsh" | "dash" | "ksh" => !words.iter().any(|word| word.value == "-c"),
            "python" | "python3" | "perl" | "ruby" | "node" => {
                words.len() == 1 || words.get(1).is_some_and(|word| word.value == "-")
            }
            _ => false,
        };
        if let (true, Some(first), Some(last)) = (reads_code, download.words.first(), words.first()) {
            let range = first.range.start..last.range.end;
            found.push(Hazard { range, kind: HazardKind::DownloadedScript(program.to_owned()) });
            return;
        }
    }
}

/// `bash <(curl …)`, `sh -c "$(curl …)"`
fn substituted(read: &Read<'_>, program: &str, words: &[Word], found: &mut Vec<Hazard>) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let range = first.range.start..last.range.end;
    let code = read.masked.get(range.clone()).unwrap_or_default();
    let opens = ["<(", "$(", "`"].iter().any(|mark| {
        code.split(mark).skip(1).any(|inner| {
            let word = inner.split_whitespace().next().unwrap_or_default();
            matches!(word, "curl" | "wget")
        })
    });
    if opens {
        found.push(Hazard { range, kind: HazardKind::DownloadedScript(program.to_owned()) });
    }
}
