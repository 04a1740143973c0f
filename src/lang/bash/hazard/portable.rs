//! Options that GNU's tools know and those of BSD and macOS do not.

use super::super::word::Word;
use super::{Hazard, HazardKind};

/// Program, and options that only GNU's has.
const OPTIONS: &[(&str, &[&str])] = &[
    ("date", &["-d", "--date"]),
    ("sed", &["-i", "-r", "--in-place"]),
    ("grep", &["-P", "--perl-regexp"]),
    ("readlink", &["-f", "-e", "-m"]),
    ("stat", &["-c", "--format", "--printf"]),
    ("xargs", &["-r", "--no-run-if-empty", "-d"]),
    ("find", &["-printf", "-regextype"]),
    ("du", &["--max-depth", "-b", "--apparent-size"]),
    ("df", &["--output", "-x"]),
    ("ls", &["--color", "--time-style", "--full-time"]),
    ("cp", &["--parents", "-t", "--backup"]),
    ("mv", &["-t", "--backup"]),
    ("ps", &["--sort", "--forest", "--ppid"]),
    ("base64", &["-w", "-d", "--wrap"]),
    ("sort", &["--parallel"]),
    ("top", &["-b"]),
    ("tail", &["--pid"]),
    ("mktemp", &["--suffix", "--tmpdir"]),
    ("netstat", &["-tlnp", "-tulpn", "-tunlp"]),
    ("timeout", &["-k", "--kill-after"]),
];

/// The first such option of a command.
pub(super) fn find(program: &str, words: &[Word], found: &mut Vec<Hazard>) {
    let Some((program, options)) = OPTIONS.iter().find(|(name, _)| *name == program) else { return };
    for word in words.iter().skip(1).filter(|word| !word.starts_quoted) {
        let value = word.value.as_str();
        let fits = |option: &&&str| {
            // `sed -i.bak` and `sed -i ''` are the same everywhere.
            value == **option
                || option.starts_with("--") && value.strip_prefix(**option).is_some_and(|rest| rest.starts_with('='))
        };
        let Some(option) = options.iter().find(fits) else { continue };
        let next = words.iter().find(|next| next.range.start > word.range.end);
        if *program == "sed" && *option == "-i" && next.is_some_and(|next| next.value.is_empty()) {
            continue;
        }
        found.push(Hazard { range: word.range.clone(), kind: HazardKind::NotPortable(program, option) });
        return;
    }
}
