//! What a destination is, by its words alone: its kind, and whether it is still to be filled in.

use crate::model::LinkKind;
use crate::syntax::destination;

/// Kind of a written link by its destination.
pub(super) fn kind(target: &str) -> LinkKind {
    let target = target.trim();
    if target.starts_with('#') {
        LinkKind::Anchor
    } else if destination::scheme(target).is_some() {
        LinkKind::External
    } else {
        LinkKind::File
    }
}

/// Whether a destination holds something that is still to be filled in. `external` when it is an address: there capital
/// words stand for values (`?project=PROJECT_ID`), in paths of files they are names (`ERROR_RATE.md`).
pub(super) fn has_placeholder(target: &str, external: bool) -> bool {
    let decoded = destination::percent_decode(target);
    let target = decoded.trim();
    matches!(target, "URL" | "url" | "link" | "LINK" | "TBD" | "TODO" | "リンク" | "未定")
        || brackets(target)
        || target.contains(['〇', '○', '●', '…'])
        || target.split('/').any(|segment| segment == "...")
        || variable(target)
        || words(target, external)
        || (external && example_host(target))
}

/// `<id>`, `＜id＞`, `{id}`, `[日付]`
fn brackets(target: &str) -> bool {
    let pair = |open: char, close: char| {
        target.find(open).is_some_and(|at| target[at..].find(close).is_some_and(|end| end > open.len_utf8()))
    };
    let square = || {
        let inside = target.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(inside, _)| inside);
        inside.is_some_and(|inside| {
            !inside.is_empty() && (!inside.is_ascii() || !inside.contains(|c: char| c.is_ascii_lowercase()))
        })
    };
    pair('<', '>') || pair('＜', '＞') || pair('{', '}') || square()
}

/// `$TOKEN`
fn variable(target: &str) -> bool {
    target.split('$').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase() || c == '_'))
}

/// Words that stand for others: `xxx`, `YYYYMMDD`, `your-domain`, `PROJECT_ID`.
fn words(target: &str, external: bool) -> bool {
    const ENDS: [&str; 12] = [
        "_ID", "_NAME", "_URL", "_KEY", "_TOKEN", "_HOST", "_DOMAIN", "_NUMBER", "_PROJECT", "_REGION", "_HERE", "_IP",
    ];
    const WHOLE: [&str; 9] = ["PROJECT", "ID", "HOST", "DOMAIN", "REGION", "ORG", "OWNER", "REPO", "USERNAME"];
    let mut rest = target;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        rest = &rest[start..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        if word.split('_').any(is_sample) {
            return true;
        }
        let capital = !word.contains(|c: char| c.is_ascii_lowercase());
        // `building-your-application` is a title.
        let opens = !target[..target.len() - rest.len()].ends_with('-');
        if word.starts_with("YOUR_") || (opens && word.eq_ignore_ascii_case("your") && behind.starts_with('-')) {
            return true;
        }
        let value = external && capital && !behind.starts_with('.');
        if value && (ENDS.iter().any(|end| word.ends_with(end)) || WHOLE.contains(&word)) {
            return true;
        }
        rest = behind;
    }
    false
}

/// `xxx`, `XX`, `YYYY`, `MMDD`, `HHMMSS`
fn is_sample(word: &str) -> bool {
    let crosses = (word.len() >= 3 && word.bytes().all(|byte| byte == b'x'))
        || (word.len() >= 2 && word.bytes().all(|byte| byte == b'X'));
    crosses || word.starts_with("YYYY") || matches!(word, "MMDD" | "HHMM" | "HHMMSS" | "NNNN")
}

/// Hosts that are kept for examples.
fn example_host(target: &str) -> bool {
    let behind = target
        .split_once("//")
        .map_or_else(|| target.split_once(':').map_or(target, |(_, rest)| rest), |(_, rest)| rest);
    let host = behind.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default().to_ascii_lowercase();
    let mut labels = host.rsplit('.');
    let (top, second) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    let by_name = second == "example" && matches!(top, "com" | "org" | "net" | "jp" | "io");
    let japanese = second == "co" && top == "jp" && labels.next() == Some("example");
    top == "example"
        || by_name
        || japanese
        || host.split('.').any(|label| label == "your" || label.starts_with("your-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_in_addresses() {
        for target in [
            "https://grafana.example.com/d/api",
            "https://wiki.kawasemi.co.jp/d/xxx",
            "https://console.cloud.google.com/sql?project=PROJECT_ID",
            "https://hooks.slack.com/services/YOUR_WORKSPACE/x",
            "https://<host>/logs",
            "https://%3Chost%3E/logs",
            "https://${HOST}/",
            "https://your-domain.jp/",
            "https://github.com/OWNER/REPO",
            "mailto:sre@example.co.jp",
            "https://github.com/kawasemi/.../pull/1",
        ] {
            assert!(has_placeholder(target, true), "{target}");
        }
        for target in [
            "https://github.com/kawasemi/ops/blob/main/ERROR_RATE.md",
            "https://example-inc.jp/",
            "https://host/?id=12&name=x",
            "https://xxl.jp/max",
            "https://nextjs.org/docs/app/building-your-application/deploying",
            "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html",
        ] {
            assert!(!has_placeholder(target, true), "{target}");
        }
    }

    #[test]
    fn placeholders_in_paths() {
        for target in
            ["docs/incidents/YYYY-MM-DD.md", "<service>/runbook.md", "ADR-XXXX.md", "reports/[日付].md", "TBD"]
        {
            assert!(has_placeholder(target, false), "{target}");
        }
        for target in
            ["ERROR_RATE.md", "app/[id]/page.tsx", "docs/PROJECT.md", "docs/PROJECT_ID.md", "障害報告.md", "../x.md"]
        {
            assert!(!has_placeholder(target, false), "{target}");
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(kind("#連絡先"), LinkKind::Anchor);
        assert_eq!(kind("mailto:a@b.jp"), LinkKind::External);
        assert_eq!(kind("//cdn.jp/a.png"), LinkKind::External);
        assert_eq!(kind("slo.md#目標"), LinkKind::File);
        assert_eq!(kind("手順:旧.md"), LinkKind::File);
    }
}
