//! Output with gaps: `[..]` is anything within a line, a line `...` any number of lines.

/// Whether an output is what the page says.
pub(crate) fn fits(pattern: &str, output: &str) -> bool {
    let pattern: Vec<&str> = pattern.lines().collect();
    let output: Vec<&str> = output.lines().collect();
    lines_fit(&pattern, &output)
}

fn lines_fit(pattern: &[&str], output: &[&str]) -> bool {
    match pattern {
        [] => output.is_empty(),
        ["...", rest @ ..] => (0..=output.len()).any(|skipped| lines_fit(rest, &output[skipped..])),
        [line, rest @ ..] => {
            output.first().is_some_and(|first| line_fits(line, first)) && lines_fit(rest, &output[1..])
        }
    }
}

fn line_fits(pattern: &str, line: &str) -> bool {
    let Some((before, rest)) = pattern.split_once("[..]") else { return pattern == line };
    let Some(mut left) = line.strip_prefix(before) else { return false };
    let mut pieces: Vec<&str> = rest.split("[..]").collect();
    let Some(end) = pieces.pop() else { return true };
    for piece in pieces {
        match left.split_once(piece) {
            Some((_, after)) => left = after,
            None => return false,
        }
    }
    left.ends_with(end)
}

#[test]
fn gaps_are_gaps_and_nothing_else_is() {
    assert!(fits("a [..] c\n...\nd\n", "a b c\n1\n2\nd\n"));
    assert!(fits("...\n", "") && fits("", ""));
    assert!(fits("[..] ms, [..] files\n", "12 ms, 3 files\n"));
    assert!(!fits("a [..] c\n", "a b d\n"));
    assert!(!fits("a\n", "a\nb\n") && !fits("a\nb\n", "a\n"));
    assert!(!fits("", "a\n") && !fits("a\n", ""));
}
