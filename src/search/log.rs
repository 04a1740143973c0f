//! What stands in front of a line of a log (date, host, process): it says when and where, and finds nothing but noise.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// A date and a time, as logs begin with; a syslog's host stands behind its own.
const TIME: &str = concat!(
    r"^[ \t\[(]*(?:",
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} \d\d:\d\d:\d\d [^ \t]+",
    r"|\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?",
    r"|\d\d?/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?",
    r"|\d\d:\d\d:\d\d(?:[.,]\d+)?",
    r")[\])]?[ \t]+"
);
/// A host in front of a process with its number, and the kernel's own name and clock.
const PROCESS: &str = r"^(?:[^ \t]+ )?([A-Za-z0-9_./-]+)\[\d+\]:?[ \t]*";
const KERNEL: &str = r"^kernel: (?:\[[ \t]*\d+\.\d+\] )?";

static PATTERNS: LazyLock<Option<[Regex; 3]>> = LazyLock::new(|| {
    // A browser's \d is a digit of ASCII.
    let pattern = |text: &str| Regex::new(&text.replace(r"\d", "[0-9]")).ok();
    Some([pattern(TIME)?, pattern(PROCESS)?, pattern(KERNEL)?])
});

/// A query without what stands in front of a line of a log, the name of a process kept; others stay as they are.
/// `web/search.js` does the same.
pub(super) fn spared(query: &str) -> Cow<'_, str> {
    let Some([time, process, kernel]) = PATTERNS.as_ref() else { return Cow::Borrowed(query) };
    let Some(found) = time.find(query) else { return Cow::Borrowed(query) };
    let rest = query.get(found.end()..).unwrap_or_default();
    let rest = process.replace(rest, "${1} ");
    let rest = kernel.replace(&rest, "").into_owned();
    if rest.trim().is_empty() { Cow::Borrowed(query) } else { Cow::Owned(rest) }
}

#[cfg(test)]
mod tests {
    use super::spared;

    #[test]
    fn what_is_told_stays() {
        for (line, expected) in [
            (
                "Nov 27 03:00:01 ip-10-0-0-1 kernel: Out of memory: Killed process 1234 (java)",
                "Out of memory: Killed process 1234 (java)",
            ),
            ("Nov  7 03:00:01 db-1 kernel: [12345.678901] EXT4-fs error", "EXT4-fs error"),
            ("Nov 27 03:00:01 db-1 postgres[812]: FATAL: too many connections", "postgres FATAL: too many connections"),
            ("2026-11-27T03:00:01.123+09:00 web-1 sshd[12]: timeout", "sshd timeout"),
            ("[2026-11-27 03:00:01,123] ERROR 接続できません", "ERROR 接続できません"),
            ("27/Nov/2026:03:00:01 +0900] GET /health 503", "GET /health 503"),
            ("03:00:01.5 connection refused", "connection refused"),
            ("2026-11-27 03:00:01", "2026-11-27 03:00:01"),
            ("Nov release notes", "Nov release notes"),
            ("502 Bad Gateway", "502 Bad Gateway"),
        ] {
            assert_eq!(spared(line), expected, "{line}");
        }
    }
}
