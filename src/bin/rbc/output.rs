//! Writing: findings to standard output or a file, progress to standard error.

use std::io::{self, Write};
use std::path::Path;

use rbc::diag::{Level, Message};
use rbc::report::{self, Report};
use rbc::source::{SourceFile, SourceMap};

use crate::exit::Failure;
use crate::flags::{Format, Global, Report as ReportFlags};
use crate::project::Project;
use crate::surroundings;

/// Columns of the lines that are shown where no terminal says how many it has.
const COLUMNS: usize = 100;

/// Writes a report in the format that the flags ask for.
pub(crate) fn write_report(
    global: &Global,
    flags: &ReportFlags,
    project: &Project,
    mut findings: Report<'_>,
) -> Result<(), Failure> {
    findings.prefix = surroundings::prefix(flags.format, project);
    findings.lines = surroundings::lines(project);
    if global.quiet && flags.format == Format::Text {
        findings.keep(if flags.deny.is_some() { Level::Warning } else { Level::Error });
    }
    let findings = &findings;
    let text = match flags.format {
        Format::Json => report::json::render(findings),
        Format::Jsonl => report::jsonl::render(findings),
        Format::Sarif => report::sarif::render(findings, &rbc::default_level),
        Format::Github => report::github::render(findings),
        Format::Gitlab => report::gitlab::render(findings),
        Format::Junit => report::junit::render(findings),
        Format::Rdjson => report::rdjson::render(findings),
        Format::Checkstyle => report::checkstyle::render(findings),
        Format::Markdown => report::markdown::render(findings),
        Format::Text if global.quiet && findings.findings.is_empty() => String::new(),
        Format::Text if flags.statistics => format!("{}{}\n", report::statistics::render(findings), findings.summary()),
        Format::Text => {
            let color = global.color.colors(flags.output_file.is_some() || flags.beside);
            report::text::render(findings, style(global, color, flags.output_file.is_some()))
        }
    };
    if flags.format == Format::Github {
        summarize(findings)?;
    }
    // What a program reads is not disturbed by what people want to know.
    if flags.statistics && flags.format != Format::Text {
        report::statistics::render(findings).lines().for_each(say);
    }
    match &flags.output_file {
        Some(path) => write_file(path, &text),
        None if flags.beside => print_beside(&text),
        None => print(&text),
    }
}

/// How findings are drawn where they go.
pub(crate) fn style(global: &Global, color: bool, to_file: bool) -> report::text::Style {
    let columns = columns(to_file);
    let (breaks, columns) = (columns.is_some(), columns.unwrap_or(COLUMNS));
    report::text::Style { color, columns, breaks, details: global.verbose > 0, folds: breaks && !to_file }
}

/// Columns of the terminal; none where it is a file or another program that reads.
fn columns(to_file: bool) -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    said.or_else(|| measured().filter(|_| !to_file)).filter(|&columns| columns > 0)
}

/// Adds the whole table to the summary of a job on GitHub.
fn summarize(findings: &Report<'_>) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let path = Path::new(&path);
    let summary = report::github::summary(findings);
    let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut file| file.write_all(summary.as_bytes())).map_err(|error| Failure::io(path, &error))
}

/// Refuses to write over a document or a file of the configuration: what has just been read is what a report is about.
///
/// # Errors
/// The path is one of them.
pub(crate) fn spare(project: &Project, sources: &SourceMap, path: &Path) -> Result<(), Failure> {
    let Ok(real) = std::fs::canonicalize(path) else { return Ok(()) };
    let is_source = |(_, file): (_, &SourceFile)| {
        let source = Path::new(file.path());
        source.file_name() == real.file_name()
            && std::fs::canonicalize(project.root.join(source)).is_ok_and(|source| source == real)
    };
    if sources.iter().chain(project.sources.iter()).any(is_source) {
        return Err(Failure::new(Message::new("command-output-source").with("path", path.display())));
    }
    Ok(())
}

fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::io(path, &error))
}

/// Writes to standard output. That nobody reads any further is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// Writes to standard error what would stand on standard output.
fn print_beside(text: &str) -> Result<(), Failure> {
    io::stderr().lock().write_all(text.as_bytes()).map_err(|error| Failure::io(Path::new("stderr"), &error))
}

/// Writes a document to standard output, byte for byte.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::io(Path::new("stdout"), &error)),
        _ => Ok(()),
    }
}

/// Writes a line to standard error; that nobody reads it is no failure.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", rbc::text::visible(line));
}

/// Says a sentence, broken where a terminal's lines end: in the midst of a word is no good place.
pub(crate) fn say_in_lines(sentence: &str) {
    let terminal = terminal_size::terminal_size_of(io::stderr());
    match terminal.map(|(width, _)| usize::from(width.0)).filter(|&columns| columns > 0) {
        Some(columns) => rbc::text::wrap::wrap(sentence, columns).lines().for_each(say),
        None => say(sentence),
    }
}
