//! Commands of a block that can be copied one by one.
//!
//! A block is parted only where every line belongs to a command, or is blank or a comment: a line of a loop or of a
//! here-document means nothing alone, and half of a pipeline does harm.

use std::ops::Range;

use crate::model;
use crate::source::Span;
use crate::syntax::CodeBlock;

/// Words that open, go on with or end what takes several lines.
const COMPOUND: &[&str] = &[
    "if", "then", "elif", "else", "fi", "for", "while", "until", "select", "do", "done", "case", "esac", "function",
    "declare",
];

/// Statements whose neighbours are part of them: of a transaction or of a function's body.
const BOUND: &[&str] = &["begin", "start", "commit", "rollback", "end", "declare", "create"];

/// Gives for a place in the file the line of the code that holds it, from 0.
pub(super) fn line_finder(code: &CodeBlock) -> impl Fn(u32) -> usize {
    let (mut from, mut line) = (0, 0);
    // A piece is a line or, behind a tab that became blanks, a part of one.
    let line_of_piece = code.lines.iter().map(|&(text, _)| {
        let passed = code.text.get(from..text as usize).unwrap_or_default();
        line += passed.bytes().filter(|byte| *byte == b'\n').count();
        from = text as usize;
        line
    });
    let lines: Vec<usize> = line_of_piece.collect();
    move |offset| {
        let piece = code.lines.partition_point(|&(_, source)| source <= offset).saturating_sub(1);
        lines.get(piece).copied().unwrap_or_default()
    }
}

/// No result that is told in comments is longer.
const LINES: usize = 40;

/// Which lines are no command's but say what comes out of one: they are read and not copied.
pub(super) fn outputs(code: &CodeBlock, block: &model::CodeBlock) -> Vec<bool> {
    let lines: Vec<&str> = code.text.lines().collect();
    let mut outputs = vec![false; lines.len()];
    let line = line_finder(code);
    let last = |span: Span| line(span.end.saturating_sub(1).max(span.start));
    let mut commands = vec![false; lines.len()];
    for command in &block.commands {
        let range = line(command.span.start)..last(command.span) + 1;
        commands.iter_mut().take(range.end).skip(range.start).for_each(|command| *command = true);
    }
    for &span in &block.outputs {
        let mut start = line(span.start);
        // The comment that announces it; behind a prompt of root a command looks like one.
        let above = start.checked_sub(1).filter(|&at| commands.get(at) == Some(&false));
        start =
            above.filter(|&at| lines.get(at).is_some_and(|line| line.trim_start().starts_with('#'))).unwrap_or(start);
        outputs.iter_mut().take(last(span) + 1).skip(start).for_each(|output| *output = true);
    }
    for command in &block.commands {
        let Some(expected) = &command.expected else { continue };
        let below = last(command.span) + 1;
        let comments = lines.iter().skip(below).take_while(|line| line.trim_start().starts_with('#'));
        // A comment that only announces ends with a colon; what it announces stands below it.
        let says =
            |line: &&str| expected.lines().take(LINES).any(|said| !said.is_empty() && line.trim_end().ends_with(said));
        let of_command = comments.clone().take(LINES).enumerate().filter(|(_, line)| says(line));
        let end = of_command.map(|(at, _)| below + at + 1).last().unwrap_or(below);
        outputs.iter_mut().take(end).skip(below).for_each(|output| *output = true);
    }
    outputs
}

/// Lines of each command with what comes out of it, where there are several that stand alone; else nothing.
pub(super) fn units(code: &CodeBlock, block: &model::CodeBlock, outputs: &[bool]) -> Vec<Range<usize>> {
    let commands = block.commands.iter().map(|command| command.span);
    let statements = block.statements.iter().map(|statement| statement.span);
    let line = line_finder(code);
    let mut ranges: Vec<Range<usize>> = commands
        .chain(statements)
        .map(|span| line(span.start)..line(span.end.saturating_sub(1).max(span.start)) + 1)
        .collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let lines: Vec<&str> = code.text.lines().collect();
    let mut units: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match units.last_mut() {
            Some(last) if range.start < last.end || joined(&lines, last.end, range.start) => {
                last.end = last.end.max(range.end);
            }
            _ => units.push(range),
        }
    }
    let is_output = |at: usize| outputs.get(at).copied().unwrap_or_default();
    let tied = |line: &str| if block.language == "sql" { bound(line) } else { compound(line) };
    if units.len() < 2 || lines.iter().enumerate().any(|(at, line)| !is_output(at) && tied(line)) {
        return Vec::new();
    }
    let covered = |at: usize| {
        let next = units.partition_point(|unit| unit.end <= at);
        units.get(next).is_some_and(|unit| unit.contains(&at))
    };
    let idle = |line: &str| line.is_empty() || line.starts_with('#') || line.starts_with("--");
    let alone = lines.iter().enumerate().all(|(at, line)| covered(at) || is_output(at) || idle(line.trim()));
    // The last line of a command may not ask for more.
    let ends =
        units.iter().all(|unit| unit.end.checked_sub(1).and_then(|at| lines.get(at)).is_some_and(|line| !open(line)));
    if !alone || !ends {
        return Vec::new();
    }
    let starts: Vec<usize> = units.iter().skip(1).map(|unit| unit.start).chain([lines.len()]).collect();
    for (unit, next) in units.iter_mut().zip(starts) {
        let end = (unit.end..next).rev().find(|&at| is_output(at)).map_or(unit.end, |at| at + 1);
        unit.end = end;
    }
    units
}

/// Whether the lines between two commands are none, and the second goes on with the first.
fn joined(lines: &[&str], end: usize, start: usize) -> bool {
    let before = end.checked_sub(1).and_then(|at| lines.get(at)).copied().unwrap_or_default();
    let behind = lines.get(start).map_or("", |line| line.trim_start());
    end == start && (open(before) || behind.starts_with(['|', '&', ';', ')']))
}

/// Whether a line asks for the next one.
fn open(line: &str) -> bool {
    line.trim_end().ends_with(['\\', '|', '&', '(', '{'])
}

fn bound(line: &str) -> bool {
    let first = line.trim().split(|letter: char| letter.is_whitespace() || letter == ';').next().unwrap_or_default();
    BOUND.iter().any(|word| word.eq_ignore_ascii_case(first))
}

fn compound(line: &str) -> bool {
    let mut words = line.trim().split(|letter: char| letter.is_whitespace() || letter == ';');
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    let whole = COMPOUND.iter().any(|word| word.eq_ignore_ascii_case(first));
    whole
        || first.starts_with(['{', '}', '(', ')'])
        || matches!(last, "do" | "then" | "else" | "{" | "(")
        || first.ends_with("()")
}
