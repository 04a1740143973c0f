//! Where commands stand: shell code and SQL in blocks, in code spans and in each other, without their comments and
//! texts. A letter that only looks like the right one fails an operator there and nowhere else.

use std::cell::LazyCell;
use std::ops::Range;

use super::super::Context;
use crate::lang::{TokenClass, bash, language, sql};
use crate::model;
use crate::source::Span;
use crate::syntax::{Block, BlockKind, CodeBlock};

/// What a character stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Shell,
    Sql,
}

/// A character of a command.
#[derive(Debug)]
pub(super) struct Odd<'a> {
    pub(super) character: char,
    /// Its place in the file.
    pub(super) span: Span,
    pub(super) language: Language,
    /// The code, and where in it the character stands.
    code: &'a str,
    at: usize,
    line: Line<'a>,
    /// The program is one that prints its arguments.
    pub(super) prints: bool,
}

/// A line of code, looked through once however many characters of it are asked about.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    end: usize,
    text: &'a str,
    /// Whether Japanese stands in it.
    is_japanese: bool,
}

impl<'a> Line<'a> {
    fn at(code: &'a str, at: usize) -> Self {
        let start = code.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let text = code.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        Line { end: start + text.len(), text, is_japanese: text.contains(is_japanese) }
    }
}

/// So far a word is looked for around a character.
const REACH: usize = 200;

impl Odd<'_> {
    pub(super) fn before(&self) -> Option<char> {
        self.code.get(..self.at)?.chars().next_back()
    }

    pub(super) fn after(&self) -> Option<char> {
        self.code.get(self.at + self.character.len_utf8()..)?.chars().next()
    }

    /// What stands between blanks around the character, as far as it is near.
    pub(super) fn word(&self) -> &str {
        let ends = |letter: char| letter.is_whitespace();
        let from = self.code.ceil_char_boundary(self.at.saturating_sub(REACH));
        let to = self.code.floor_char_boundary((self.at + REACH).min(self.code.len()));
        let near = self.code.get(from..to).unwrap_or_default();
        let start = near.get(..self.at.saturating_sub(from)).and_then(|before| {
            before.char_indices().rev().find(|(_, letter)| ends(*letter)).map(|(at, letter)| at + letter.len_utf8())
        });
        let rest = near.get(start.unwrap_or(0)..).unwrap_or_default();
        rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default()
    }

    /// Whether the line is a comment, or part of a text that would look like one: said in any case, and cheap to see.
    fn is_remark(&self) -> bool {
        self.language == Language::Shell && self.line.text.trim_start().starts_with('#')
    }

    /// Whether the line is prose that stands among commands, an item of a list too.
    pub(super) fn is_in_prose(&self) -> bool {
        const MARKS: [char; 6] = [' ', '\t', '-', '*', '・', '→'];
        let text = self.line.text.trim_start_matches(MARKS);
        self.language == Language::Shell && text.chars().next().is_some_and(is_japanese)
    }

    /// Whether Japanese stands in the line.
    pub(super) fn is_among_japanese(&self) -> bool {
        self.line.is_japanese
    }
}

/// Whether a character is a letter of Japanese writing.
pub(super) fn is_japanese(character: char) -> bool {
    matches!(character, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
        || matches!(character, '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character is one of those that code with Japanese in it is made of, and that no rule looks for.
fn is_common(character: char) -> bool {
    character.is_ascii() || matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4E00}'..='\u{9FFF}')
}

/// The other characters of a code, with their places.
fn uncommon(code: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            match code.as_bytes().get(at)? {
                0..=0x7F => at += 1,
                // U+5000 to U+9FFF: known by the first of three bytes.
                0xE5..=0xE9 => at += 3,
                _ => {
                    let character = code.get(at..)?.chars().next()?;
                    at += character.len_utf8();
                    if !is_common(character) {
                        return Some((at - character.len_utf8(), character));
                    }
                }
            }
        }
    })
}

/// What a rule looks for in commands.
pub(super) struct Search {
    /// The characters: none of ASCII, no kana but the long sign, no kanji.
    pub(super) wanted: fn(char) -> bool,
    /// Whether one of them fails where it stands.
    pub(super) fails: fn(&Odd<'_>) -> bool,
}

/// Calls `act` with each wanted character that fails in a command of a document.
pub(super) fn characters(context: &Context<'_>, search: &Search, act: &mut dyn FnMut(&Odd<'_>)) {
    for (code, block) in blocks(context) {
        let language = match block.language.as_str() {
            "bash" => Language::Shell,
            "sql" => Language::Sql,
            _ => continue,
        };
        if code.text.is_ascii() {
            continue;
        }
        let map = |range: Range<usize>| code.source_span(range);
        let command = |odd: &Odd<'_>| command_at(&block.commands, odd.span);
        let transcript = LazyCell::new(|| is_transcript(block));
        let mut act_if_done = |odd: &Odd<'_>| {
            if command(odd).is_some() || !*transcript {
                act(odd);
            }
        };
        look(language, &code.text, search, &map, &|odd| command(odd).is_some_and(prints), &mut act_if_done);
        block.commands.iter().for_each(|command| embedded(context, command, search, act));
    }
    for inline in &context.runbook.inline_commands {
        let command = &inline.command;
        let start = command.span.start as usize;
        let map = |range: Range<usize>| Span::new(start + range.start, start + range.end);
        look(Language::Shell, &command.text, search, &map, &|_| prints(command), act);
        embedded(context, command, search, act);
    }
}

/// SQL that stands in an argument of a command.
fn embedded(context: &Context<'_>, command: &model::Command, search: &Search, act: &mut dyn FnMut(&Odd<'_>)) {
    for statement in &command.sql {
        let text = context.source.slice(statement.span);
        let start = statement.span.start as usize;
        let map = |range: Range<usize>| Span::new(start + range.start, start + range.end);
        look(Language::Sql, text, search, &map, &|_| false, act);
    }
}

/// What a rule can judge by the characters around comes first: the tokens of the code are the dear part.
fn look(
    language: Language,
    code: &str,
    search: &Search,
    map: &dyn Fn(Range<usize>) -> Span,
    prints: &dyn Fn(&Odd<'_>) -> bool,
    act: &mut dyn FnMut(&Odd<'_>),
) {
    if code.is_ascii() {
        return;
    }
    let said = LazyCell::new(|| said(language, code));
    let mut line = Line::at(code, 0);
    for (at, character) in uncommon(code).filter(|(_, character)| (search.wanted)(*character)) {
        if line.end < at {
            line = Line::at(code, at);
        }
        let span = map(at..at + character.len_utf8());
        let mut odd = Odd { character, span, language, code, at, line, prints: false };
        odd.prints = prints(&odd);
        if (search.fails)(&odd) && !odd.is_remark() && !is_within(&said, at) {
            act(&odd);
        }
    }
}

/// Comments, quoted texts and documents within code: what is said, not done.
fn said(language: Language, code: &str) -> Vec<Range<usize>> {
    let tokens = match language {
        Language::Shell => bash::tokens(code),
        Language::Sql => sql::tokens(code),
    };
    let said = tokens.into_iter().filter(|(_, class)| matches!(class, TokenClass::Comment | TokenClass::String));
    said.map(|(range, _)| range).collect()
}

fn is_within(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.start <= at)
}

/// Comments of shell code or SQL, by offset.
pub(super) fn comments(block: &model::CodeBlock) -> Vec<Range<usize>> {
    let tokens = match block.language.as_str() {
        "bash" => bash::tokens(&block.text),
        "sql" => sql::tokens(&block.text),
        _ => Vec::new(),
    };
    tokens.into_iter().filter(|(_, class)| *class == TokenClass::Comment).map(|(range, _)| range).collect()
}

fn command_at(commands: &[model::Command], span: Span) -> Option<&model::Command> {
    let next = commands.partition_point(|command| command.span.start <= span.start);
    let command = commands.get(next.checked_sub(1)?)?;
    (span.start <= command.span.end).then_some(command)
}

/// Whether what a program is given is only shown.
fn prints(command: &model::Command) -> bool {
    matches!(command.program.as_str(), "echo" | "printf" | "logger" | "read" | "wall")
}

/// Whether lines without a prompt are what came out.
fn is_transcript(block: &model::CodeBlock) -> bool {
    language::is_console(&block.info)
        || block.text.lines().any(|line| line.trim_start().starts_with("$ ") || line.contains(":~$ "))
}

/// Code blocks as they are written, with what they were read as.
pub(in crate::check) fn blocks<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = (&'a CodeBlock, &'a model::CodeBlock)> {
    let mut written = Vec::new();
    gather(&context.document.blocks, &mut written);
    let read = context.runbook.code_blocks.iter();
    written.into_iter().zip(read).filter(|((_, span), read)| *span == read.span).map(|((code, _), read)| (code, read))
}

fn gather<'d>(blocks: &'d [Block], found: &mut Vec<(&'d CodeBlock, Span)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code(code) => found.push((code, block.span)),
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                gather(inner, found);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| gather(&item.blocks, found)),
            _ => {}
        }
    }
}

/// Whether an offset of a shell block lies in a comment, a quoted text or a document within it.
pub(super) fn is_quoted(block: &model::CodeBlock, at: usize) -> bool {
    is_within(&said(Language::Shell, &block.text), at)
}
