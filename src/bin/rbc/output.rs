//! Writing: findings to standard output or a file, progress to standard error.

use std::io::{self, Write};
use std::path::Path;

use rbc::report::{self, Report};

use crate::exit::Failure;
use crate::flags::{Format, Global, Report as ReportFlags};

/// Columns where the terminal does not say how many it has.
const COLUMNS: usize = 100;

/// Writes a report in the format that the flags ask for.
pub(crate) fn write_report(global: &Global, flags: &ReportFlags, findings: &Report<'_>) -> Result<(), Failure> {
    let text = match flags.format {
        Format::Json => report::json::render(findings),
        Format::Jsonl => report::jsonl::render(findings),
        Format::Text if global.quiet && findings.findings.is_empty() => String::new(),
        Format::Text => {
            let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(COLUMNS);
            let color = global.color.colors(flags.output_file.is_some());
            report::text::render(findings, report::text::Style { color, columns })
        }
    };
    match &flags.output_file {
        Some(path) => write_file(path, &text),
        None => print(&text),
    }
}

fn write_file(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::io(path, &error))
}

/// Writes to standard output. That nobody reads any further is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::io(Path::new("stdout"), &error)),
        _ => Ok(()),
    }
}

/// Writes a line to standard error; that nobody reads it is no failure.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", report::text::visible(line));
}
