//! Addresses: of a file relative to the repository, of a line for readers of a page, of a rule's page.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diag::Message;
use crate::source::Location;
use crate::text::Catalogue;

/// Where this project is at home: who builds a release says so (`RBC_HOME`), else the manifest; empty where it has no
/// address.
const HOME: &str = match option_env!("RBC_HOME") {
    Some(home) => home,
    None => env!("CARGO_PKG_REPOSITORY"),
};

/// Where this project is at home, where it has an address.
#[must_use]
pub fn home() -> Option<&'static str> {
    (!HOME.is_empty()).then_some(HOME)
}

/// How a rule's page is read without an address.
pub(super) fn explain(catalogue: &Catalogue, rule: &str) -> String {
    let command = format!("`rbc explain {rule}`");
    catalogue.message(&Message::new("report-explain").with("command", command))
}

/// What stands in a URI's path as it is, besides letters and digits.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as (part of) a URI: every byte but letters, digits, `-._~` and `/` as `%XX`.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// The address of the lines of a file: `base` ends where the file's path begins. Hosts show Markdown rendered, without
/// lines, unless they are asked for the plain text.
pub(super) fn lines(base: &str, path: &str, location: Location) -> String {
    let mut address = format!("{base}{}?plain=1#L{}", encoded(path), location.line);
    if location.end_line > location.line {
        let _ = write!(address, "-L{}", location.end_line);
    }
    address
}

/// The address of a rule's page, for a rule that has one.
pub(super) fn rule_page(rule: &str) -> Option<String> {
    Some(format!("{}/blob/v{}/{}", home()?, env!("CARGO_PKG_VERSION"), crate::text::pages::path(rule)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_and_spaced_paths_are_encoded() {
        assert_eq!(encoded("content/当番 表.md"), "content/%E5%BD%93%E7%95%AA%20%E8%A1%A8.md");
        assert_eq!(encoded("a%20#?:[x]\\.md"), "a%2520%23%3F%3A%5Bx%5D%5C.md");
        let place = Location { line: 3, column: 1, end_line: 5, end_column: 2 };
        assert_eq!(
            lines("https://git.internal/o/r/blob/main/", "手順.md", place),
            "https://git.internal/o/r/blob/main/%E6%89%8B%E9%A0%86.md?plain=1#L3-L5"
        );
    }
}
