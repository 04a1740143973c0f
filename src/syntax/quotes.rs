//! Runs of quote marks.

use super::line_end;
use crate::source::Span;

/// Quote marks at the start of a line; each costs the parser a look at all behind it. No text means more.
const MOST: usize = 256;

/// The first line that begins with too many quote marks, where there is one. `base` is added to the offsets.
pub(super) fn too_many(markdown: &str, base: usize) -> Option<Span> {
    // Most lines are too short to ask.
    line_end::stretches(markdown, MOST).find_map(|stretch| in_lines(&markdown[stretch.clone()], base + stretch.start))
}

fn in_lines(stretch: &str, base: usize) -> Option<Span> {
    let mut at = base;
    // A lone CR ends a line too.
    for line in line_end::lines(stretch) {
        let bytes = line.bytes().take_while(|byte| matches!(byte, b'>' | b' ' | b'\t'));
        let marks = bytes.enumerate().filter(|&(_, byte)| byte == b'>').nth(MOST);
        if let Some((passed, _)) = marks {
            return Some(Span::new(at + passed, at + line.trim_end().len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_beyond_the_bound_is_found() {
        assert_eq!(too_many(&format!("手順\n{}あ\n", "> ".repeat(MOST)), 0), None);
        let start = "手順\n".len() + MOST;
        assert_eq!(too_many(&format!("手順\n{}あ\n", ">".repeat(MOST + 1)), 5), Some(Span::new(start + 5, start + 9)));
    }
}
