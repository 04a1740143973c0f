//! The page of each rule, as `rbc explain` prints it: `docs/rules/CATEGORY/NAME.md` as a rule.
//!
//! A new rule is one line in the list below and its page.

use super::Catalogue;
use crate::config::Language;

/// Where the page of a rule lies, from the project's root: named as the rule, or otherwise where that name can't be a file's
/// on every system.
macro_rules! path {
    ($name:literal) => {
        concat!("docs/rules/", $name, ".md")
    };
    ($name:literal $path:literal) => {
        $path
    };
}

/// Embeds the pages of the rules.
macro_rules! pages {
    ($($name:literal $(at $path:literal)?)*) => {
        /// Name, path and page of each rule.
        const PAGES: &[(&str, &str, &str)] = &[$((
            $name,
            path!($name $($path)?),
            include_str!(concat!("../../", path!($name $($path)?))),
        )),*];
    };
}

pages! {
    "bash/curl-pipe-shell"
    "bash/destructive-without-check"
    "bash/destructive-without-warning"
    "bash/missing-language"
    "bash/not-portable"
    "bash/placeholder-is-redirect"
    "bash/prompt"
    "bash/shellcheck"
    "bash/syntax"
    "bash/target-mismatch"
    "bash/unbounded-remove"
    "bash/unquoted-url"
    "bash/wrong-language"
    "checklist/empty-item"
    "checklist/unreadable-marker"
    "config/broken-reference"
    "config/duplicate-key"
    "config/expired-suppression"
    "config/invalid-pattern"
    "config/invalid-policy"
    "config/invalid-value"
    "config/limit-raised"
    "config/malformed-suppression"
    "config/missing-key"
    "config/out-overlaps-content"
    "config/path-outside"
    "config/policy-cycle"
    "config/suppression-without-reason"
    "config/syntax"
    "config/unknown-key"
    "config/unknown-policy"
    "config/unknown-property"
    "config/unknown-role"
    "config/unknown-rule"
    "config/unmatched-glob"
    "config/unused-policy"
    "config/unused-suppression"
    "config/wrong-type"
    "contact/empty-cell"
    "contact/malformed-channel"
    "contact/no-channel"
    "contact/unfilled"
    "escalation/nobody-on-call"
    "escalation/times-out-of-order"
    "escalation/unfilled"
    "escalation/unknown-role"
    "link/broken-anchor"
    "link/broken-file"
    "link/broken-mention"
    "link/broken-section-mention"
    "link/dead-url"
    "link/duplicate-anchor"
    "link/incomplete-contents"
    "link/local-path"
    "link/look-alike-letter"
    "link/lost-anchor"
    "link/moved-url"
    "link/other-normalization"
    "link/outside-project"
    "link/own-site"
    "link/placeholder-url"
    "link/swallowed-text"
    "link/unpublished-file"
    "link/unsafe-scheme"
    "link/unverified-url"
    "link/wrong-case"
    "metadata/front-matter-unreadable"
    "metadata/future-date"
    "metadata/impossible-date"
    "metadata/near-copy"
    "metadata/no-owner"
    "metadata/placeholder-value"
    "metadata/review-overdue"
    "placeholder/swallowed-by-html"
    "placeholder/undeclared"
    "placeholder/unfilled"
    "reference/defined-twice"
    "reference/undefined"
    "schema/missing-part"
    "schema/no-contacts"
    "schema/no-escalation"
    "schema/no-severity-levels"
    "schema/too-few"
    "schema/too-many"
    "schema/unexpected-part"
    "schema/violation"
    "schema/wrong-value"
    "secret/credential"
    "secret/json-web-token"
    "secret/private-key"
    "secret/token"
    "section/duplicate-heading"
    "section/empty"
    "section/missing-number"
    "section/no-recovery-criteria"
    "section/no-rollback"
    "section/not-written"
    "section/repeated-number"
    "section/skipped-level"
    "severity/conflicting-scales"
    "severity/conflicting-targets"
    "severity/duplicate-level"
    "severity/no-table"
    "severity/no-targets"
    "severity/response-after-resolution"
    "severity/targets-out-of-order"
    "severity/undefined-level"
    "severity/unreadable-target"
    "slo/contradicting-thresholds"
    "slo/error-budget"
    "source/binary"
    "source/block-limit"
    "source/changed-while-fixing"
    "source/duplicate-id"
    "source/heading-limit"
    "source/internal-error"
    "source/iso-2022-jp"
    "source/line-limit"
    "source/name-collision"
    "source/name-not-utf8"
    "source/name-reserved"
    "source/name-too-long"
    "source/name-unsafe"
    "source/nesting-limit"
    "source/not-regular"
    "source/not-utf8"
    "source/nul" at "docs/rules/source/nul-byte.md"
    "source/path-too-deep"
    "source/symlink"
    "source/symlink-outside"
    "source/table-columns-limit"
    "source/task-limit"
    "source/too-large"
    "source/too-many-files"
    "source/unreadable"
    "source/utf16"
    "source/utf32"
    "sql/destructive-without-warning"
    "sql/expanded-by-shell"
    "sql/syntax"
    "sql/unbounded-write"
    "sql/unknown-column"
    "table/duplicate-column"
    "table/no-rows"
    "table/not-a-table"
    "table/pipe-in-code"
    "table/too-few-cells"
    "table/too-many-cells"
    "text/accidental-heading"
    "text/bidirectional-control"
    "text/blank-after-backslash"
    "text/byte-order-mark"
    "text/code-outside-step"
    "text/control-character"
    "text/dash-in-command"
    "text/foreign-admonition"
    "text/fragile-emphasis"
    "text/full-width-in-command"
    "text/garbled-text"
    "text/hidden-html"
    "text/hidden-text"
    "text/html-as-text"
    "text/html-not-allowed"
    "text/invisible-character"
    "text/look-alike-in-command"
    "text/non-ascii-space-in-command"
    "text/smart-quote-in-command"
    "text/unclosed-fence"
}

/// The names of all rules that have a page, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(name, _, _)| *name)
}

/// The page of a rule, in Markdown.
#[must_use]
pub fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _, _)| *known == name).map(|(_, _, text)| *text)
}

/// Where the page of a rule lies: `docs/rules/link/broken-file.md`.
#[must_use]
pub fn path(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _, _)| *known == name).map(|(_, path, _)| *path)
}

/// What a rule is about, in one sentence.
#[must_use]
pub fn summary(name: &str, language: Language) -> Option<&'static str> {
    let line = match language {
        Language::Japanese => 2,
        Language::English => 4,
    };
    page(name)?.lines().nth(line)
}

/// The page of a rule in the catalogue's language. Pages are Japanese; in English stand their sentence and what needs no
/// language: the examples and the settings.
#[must_use]
pub fn localized(name: &str, catalogue: &Catalogue) -> Option<String> {
    let page = page(name)?;
    if catalogue.language() == Language::Japanese {
        return Some(page.to_owned());
    }
    let mut text = format!("# {name}\n\n{}\n", summary(name, Language::English)?);
    for (heading, key) in
        [("## 悪い例", "page-bad-example"), ("## 良い例", "page-good-example"), ("## 設定", "page-settings")]
    {
        let blocks = blocks(page, heading);
        if !blocks.is_empty() {
            text.push_str(&format!("\n## {}\n{blocks}", catalogue.words(key)));
        }
    }
    Some(text)
}

/// The fenced blocks below a heading of a page, each after an empty line.
fn blocks(page: &str, heading: &str) -> String {
    let mut blocks = String::new();
    let (mut below, mut open) = (false, None);
    for line in page.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        let closes = open == Some(ticks) && line.len() == ticks;
        match open {
            None if ticks > 2 => {
                open = Some(ticks);
                if below {
                    blocks.push('\n');
                }
            }
            None => {
                below = if line.starts_with("## ") { line == heading } else { below };
                continue;
            }
            Some(_) if closes => open = None,
            Some(_) => {}
        }
        if below {
            blocks.push_str(line);
            blocks.push('\n');
        }
    }
    blocks
}

/// Why a rule's findings matter, in the catalogue's language as far as its page says so.
#[must_use]
pub fn reason(name: &str, language: Language) -> Option<&'static str> {
    match language {
        Language::Japanese => why(name),
        Language::English => summary(name, language),
    }
}

/// Why a rule's findings matter, in Japanese.
#[must_use]
pub fn why(name: &str) -> Option<&'static str> {
    let (_, rest) = page(name)?.split_once("\n## なぜ\n")?;
    rest.split("\n## ").next().map(str::trim)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The parts of a page, in order.
    const PARTS: [&str; 4] = ["## なぜ", "## 悪い例", "## 良い例", "## 設定"];

    #[test]
    fn every_page_has_its_parts() {
        for (name, _, text) in PAGES {
            let mut lines = text.lines();
            assert_eq!(lines.next(), Some(format!("# {name}").as_str()));
            assert!(lines.nth(1).is_some_and(|line| line.ends_with('。')), "{name}: one sentence below the title");
            assert!(lines.nth(1).is_some_and(|line| line.ends_with('.')), "{name}: the same in English below it");
            assert!(why(name).is_some_and(|why| why.ends_with('。')), "{name}: why");
            // Examples may have headings of their own.
            let mut fence = None;
            let outside = |line: &&str| {
                let ticks = line.len() - line.trim_start_matches('`').len();
                match fence {
                    Some(open) if ticks == open => fence = None,
                    None if ticks > 2 => fence = Some(ticks),
                    _ => return fence.is_none(),
                }
                false
            };
            let headings: Vec<&str> = text.lines().filter(outside).filter(|line| line.starts_with("## ")).collect();
            assert_eq!(headings, PARTS, "{name}");
        }
    }

    #[test]
    fn every_page_can_be_read_in_english() {
        let catalogue = Catalogue::new(Language::English);
        for (name, _, page) in PAGES {
            let text = localized(name, &catalogue).unwrap();
            let fences = |text: &str| text.lines().filter(|line| line.starts_with("```")).count();
            let (_, examples) = page.split_once("\n## 悪い例\n").unwrap();
            assert_eq!(fences(&text), fences(examples), "{name}");
            let mut inside = false;
            let prose: Vec<&str> = text
                .lines()
                .filter(|line| {
                    inside ^= line.starts_with("```");
                    !inside
                })
                .collect();
            assert!(prose.iter().all(|line| !line.contains(['。', '、'])), "{name}: {text}");
            // A page whose parts have no examples has fewer headings.
            let headings = prose.iter().filter(|line| line.starts_with("## ")).count();
            assert!((1..=3).contains(&headings), "{name}: {text}");
        }
    }

    #[test]
    fn every_rule_of_files_and_of_the_configuration_has_a_page() {
        let mut named = BTreeSet::new();
        for entry in walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).into_iter().flatten() {
            if entry.path().extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let code = std::fs::read_to_string(entry.path()).unwrap();
            let production = code.split("#[cfg(test)]").next().unwrap_or_default();
            let words = production.split('"').skip(1).step_by(2);
            named.extend(
                words.filter(|word| word.starts_with("source/") || word.starts_with("config/")).map(str::to_owned),
            );
        }
        let paged: BTreeSet<String> = names().map(str::to_owned).collect();
        let missing: Vec<_> = named.difference(&paged).collect();
        assert!(missing.is_empty() && named.len() > 25, "{missing:?}");
    }
}
