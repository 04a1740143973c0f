//! Writing: findings to standard output or a file, progress to standard error.

use std::io::{self, Write};
use std::path::Path;

use rbc::diag::Level;
use rbc::report::{self, Report};

use crate::exit::Failure;
use crate::flags::{Format, Global, Report as ReportFlags};
use crate::project::Project;
use crate::surroundings;

/// Columns where the terminal does not say how many it has.
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
            let details = global.verbose > 0;
            report::text::render(findings, report::text::Style { color, columns: columns(), details })
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

/// Columns of the terminal.
fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    said.or_else(measured).filter(|&columns| columns > 0).unwrap_or(COLUMNS)
}

/// Adds the whole table to the summary of a job on GitHub.
fn summarize(findings: &Report<'_>) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let path = Path::new(&path);
    let summary = report::github::summary(findings);
    let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut file| file.write_all(summary.as_bytes())).map_err(|error| Failure::io(path, &error))
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
