//! Placeholders hidden from shell and SQL readers, byte for byte, so that every offset stays.

use super::super::placeholder::angle_at;

/// `<pod-name>` is a redirection to a shell; as `_________p` of the same length it is a word. `{{x}}` and full-width
/// brackets need no mask: every reader takes them for letters.
pub(crate) fn placeholders(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')).map(|found| found + at) {
        at = found + 1;
        if let Some(end) = angle_at(text, found, true) {
            masked.push_str(&text[from..found]);
            masked.extend(std::iter::repeat_n('x', end - found));
            from = end;
            at = end;
        }
    }
    masked.push_str(&text[from..]);
    masked
}
