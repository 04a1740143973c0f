//! Which of several quotes is the one that nothing closes: bash only says that the end came too soon.

use super::is_command;
use super::scan::Scan;

/// So many quotes are tried.
const TRIES: usize = 12;

/// The quote that a person forgot to close: with an end on its own line all behind it would be closed, and what follows
/// is a command again.
pub(super) fn culprit(masked: &str, scan: &Scan) -> Option<usize> {
    let mut long = scan.long.clone();
    long.sort_unstable();
    long.dedup();
    let unclosed = !scan.closes_quotes();
    let mut fallback = None;
    for &start in long.iter().take(TRIES) {
        let line_end = masked.get(start..)?.find('\n').map_or(masked.len(), |end| start + end);
        let rest = masked.get(line_end..).unwrap_or_default();
        if rest.trim().is_empty() {
            return unclosed.then_some(start).or(fallback);
        }
        let next = rest.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let word = next.split([' ', ';']).next().unwrap_or_default();
        let grammar = [
            "for", "if", "while", "case", "fi", "done", "else", "do", "then", "esac", "}", "elif", "break", "return",
            "exit",
        ]
        .contains(&word);
        let command = next.starts_with('#') || grammar || is_command(next);
        if command && Scan::from(masked, line_end.min(masked.len())).closes_quotes() {
            return Some(start);
        }
        fallback = fallback.or(Some(start).filter(|_| command && unclosed));
    }
    let last = || long.last().copied().filter(|_| unclosed);
    fallback.or_else(last)
}
