//! Severity levels as cells, headings and items write them.

use crate::model::{Mark, Scale};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// How a level is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// SEV1, SEV-1, Severity 1
    Sev,
    /// P0, P1
    Priority,
    /// L1; as often a tier of support
    Tier,
    /// レベル1, Level 1
    Level,
    /// Critical, 高, 重大
    Word,
}

/// A level read from a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) family: Family,
    /// Its number, where it has one.
    pub(super) number: Option<u32>,
    /// As written, without emphasis and without a remark in brackets.
    pub(super) name: String,
    /// The remark, or what stands behind a colon or dash.
    pub(super) label: Option<String>,
    /// How bad its words say it is, 1 the worst.
    pub(super) weight: Option<u32>,
    /// Bytes of the text that the bare name takes (`P1` of `P1 Critical`), from its start.
    pub(super) bare: usize,
}

/// Words that say how bad, worst first; longer words before those that they hold.
const WEIGHTS: &[(u32, &[&str])] = &[
    (
        1,
        &[
            "緊急",
            "致命",
            "最重大",
            "最優先",
            "最高",
            "重大",
            "critical",
            "クリティカル",
            "emergency",
            "urgent",
            "blocker",
            "全停止",
            "完全停止",
            "全面停止",
            "重度",
        ],
    ),
    (2, &["重要", "高", "high", "major", "大"]),
    (3, &["警告", "中程度", "通常", "中", "medium", "moderate", "warning", "normal"]),
    (4, &["軽微", "軽度", "低", "low", "minor", "小"]),
    (5, &["情報", "info", "trivial", "参考", "最低"]),
];

/// Words that are levels by themselves.
const NAMES: &[&str] = &[
    "critical",
    "high",
    "medium",
    "low",
    "major",
    "minor",
    "warning",
    "info",
    "urgent",
    "moderate",
    "normal",
    "trivial",
    "blocker",
    "error",
    "information",
    "emergency",
    "最高",
    "高",
    "中",
    "低",
    "最低",
    "重大",
    "重要",
    "緊急",
    "致命的",
    "軽微",
    "軽度",
    "中度",
    "重度",
    "警告",
    "情報",
    "通常",
    "大",
    "小",
    "クリティカル",
    "最優先",
    "中程度",
    "最重要",
    "注意",
];

/// Words in front of a level's number.
const PREFIXES: &[(&str, Family)] = &[
    ("severity", Family::Sev),
    ("sev", Family::Sev),
    ("重大度", Family::Sev),
    ("重要度", Family::Sev),
    ("priority", Family::Priority),
    ("優先度", Family::Priority),
    ("p", Family::Priority),
    ("level", Family::Level),
    ("障害レベル", Family::Level),
    ("レベル", Family::Level),
    ("lv.", Family::Level),
    ("lv", Family::Level),
    ("l", Family::Tier),
    // S3 is a service: what its label says decides.
    ("s", Family::Sev),
];

impl Level {
    /// Reads a cell that is a level as a whole.
    pub(super) fn cell(text: &str) -> Option<Level> {
        Level::is_cell(text).then(|| Level::start(text.trim())).flatten()
    }

    /// Whether a cell is a level as a whole.
    pub(super) fn is_cell(text: &str) -> bool {
        const MOST: usize = 40;
        let text = text.trim();
        let body = &text[lead(text)..];
        let Some((family, _, bare)) = bare(body) else { return false };
        if text.chars().count() > MOST {
            return false;
        }
        // Behind the bare name stands nothing, a remark, or another word for the same level (P1 Critical, P1 - High).
        let rest = body[bare..].trim_start_matches([' ', '\u{3000}', '-', '–', '—', ':', '：', '/', '／', '\n']);
        let rest = rest.trim();
        rest.is_empty()
            || rest.starts_with(['(', '（', '【', '['])
            // SEV2-PARTIAL-OUTAGE is one name, however long.
            || (family != Family::Word
                && (rest.chars().count() <= 12
                    || (rest.is_ascii() && !rest.contains(char::is_whitespace))
                    || weight(rest).is_some()))
    }

    /// Reads the level at the start of a text, emoji in front of it left out.
    pub(super) fn start(text: &str) -> Option<Level> {
        let body = &text[lead(text)..];
        let (family, number, bare) = bare(body)?;
        let bracket = body.find(['(', '（', '【']).or_else(|| body.find('\n'));
        let colon = body.find([':', '：']).filter(|&colon| colon >= bare);
        let cut = [bracket, colon].into_iter().flatten().filter(|&cut| cut >= bare).min();
        let name = cut.map_or(body, |cut| &body[..cut]).trim().to_owned();
        let label = cut.map(|cut| remark(&body[cut..])).filter(|label| !label.is_empty());
        let words = format!("{name} {}", label.as_deref().unwrap_or_default());
        Some(Level { family, number, name, label, weight: weight(&words), bare })
    }

    /// Its number on its scale.
    pub(super) fn mark(&self) -> Option<Mark> {
        let scale = match self.family {
            Family::Sev => Scale::Severity,
            Family::Priority => Scale::Priority,
            Family::Tier => Scale::Tier,
            Family::Level => Scale::Level,
            Family::Word => return None,
        };
        Some(Mark { scale, number: self.number? })
    }

    /// The name that two spellings of one level share (`sev1` of SEV-1, `p1` of P1 - High).
    pub(super) fn key(&self) -> String {
        let prefix = match self.family {
            Family::Sev => "sev",
            Family::Priority => "p",
            Family::Tier => "l",
            Family::Level => "level",
            Family::Word => return self.name.to_lowercase(),
        };
        format!("{prefix}{}", self.number.unwrap_or_default())
    }
}

/// The bare name of the level that a text begins with: family, number, bytes.
fn bare(text: &str) -> Option<(Family, Option<u32>, usize)> {
    may_begin(text).then(|| numbered(text).or_else(|| word(text))).flatten()
}

/// Whether the first character is one that a level begins with; most texts begin with another.
fn may_begin(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if first.is_ascii() {
        return matches!(
            first.to_ascii_lowercase(),
            'b' | 'c' | 'e' | 'h' | 'i' | 'l' | 'm' | 'n' | 'p' | 's' | 't' | 'u' | 'w'
        );
    }
    matches!(
        first,
        '重' | '優'
            | '障'
            | 'レ'
            | '最'
            | '高'
            | '中'
            | '低'
            | '緊'
            | '致'
            | '軽'
            | '警'
            | '情'
            | '通'
            | '大'
            | '小'
            | 'ク'
            | '注'
    )
}

/// Bytes of emoji and marks in front of a name.
fn lead(text: &str) -> usize {
    text.find(|character: char| character.is_alphanumeric()).unwrap_or(text.len())
}

/// What a remark says, its brackets taken off.
fn remark(text: &str) -> String {
    let inner = text.trim_start_matches(['(', '（', '【', ':', '：', '\n', ' ', '\u{3000}']);
    let end = inner.find([')', '）', '】', '\n']).unwrap_or(inner.len());
    inner[..end].trim().to_owned()
}

/// A numbered level at the start of a text: family, number, bytes.
fn numbered(text: &str) -> Option<(Family, Option<u32>, usize)> {
    PREFIXES.iter().find_map(|&(prefix, family)| {
        let head = text.get(..prefix.len()).filter(|head| head.eq_ignore_ascii_case(prefix))?;
        let mut rest = &text[head.len()..];
        let long = prefix.len() > 1;
        if long {
            rest = rest.trim_start_matches([' ', '-', '_', '\u{3000}']);
        }
        // Capitals tell P1 from a word's letter.
        if !long && !head.starts_with(|first: char| first.is_ascii_uppercase()) {
            return None;
        }
        let mut characters = rest.chars();
        let digit = characters.next().map(crate::model::scan::fold)?.to_digit(10)?;
        let next = characters.next();
        let ends = !next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '.');
        let size = rest.chars().next().map_or(0, char::len_utf8);
        (ends && digit <= 6).then_some((family, Some(digit), text.len() - rest.len() + size))
    })
}

fn word(text: &str) -> Option<(Family, Option<u32>, usize)> {
    let mut best = 0;
    for name in NAMES {
        let fits = text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
        if !fits {
            continue;
        }
        let next = text.get(name.len()..).and_then(|rest| rest.chars().next());
        let ends = if name.is_ascii() {
            !next.is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, '-' | '_'))
        } else {
            !next.is_some_and(char::is_alphanumeric)
        };
        if ends && name.len() > best {
            best = name.len();
        }
    }
    (best > 0).then_some((Family::Word, None, best))
}

/// How bad a text's words say it is; its first word that says so counts.
pub(super) fn weight(text: &str) -> Option<u32> {
    static FINDER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(WEIGHTS.iter().flat_map(|(_, words)| *words)).ok());
    let finder = FINDER.as_ref()?;
    let text = text.to_lowercase();
    let mut weights = WEIGHTS.iter().flat_map(|(weight, words)| words.iter().map(move |_| *weight));
    let mut seen = 0_u64;
    let mut first: Option<(usize, usize, usize)> = None;
    for found in finder.find_overlapping_iter(&text) {
        // Of each word the first place counts.
        let bit = 1_u64 << (found.pattern().as_usize() % 64);
        if seen & bit != 0 {
            continue;
        }
        seen |= bit;
        let (at, length) = (found.start(), found.len());
        let word = &text[found.range()];
        let whole = !word.is_ascii() && word.chars().nth(1).is_some() || is_alone(&text, at, length);
        // Of two words at one place the longer is meant (最重大, 軽微).
        let better = first.is_none_or(|(best, longest, _)| at < best || (at == best && length > longest));
        if whole && better {
            first = Some((at, length, found.pattern().as_usize()));
        }
    }
    first.and_then(|(_, _, word)| weights.nth(word))
}

fn is_alone(text: &str, at: usize, length: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let behind = text[at + length..].chars().next().is_some_and(char::is_alphanumeric);
    !before && !behind
}

/// Every SEV and P level in running text, with the byte range of each. `SEV1/2` is two.
pub(super) fn mentions(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = memchr::memchr3(b'S', b'P', b's', &text.as_bytes()[at..]) {
        let start = at + step;
        let before = text[..start].chars().next_back();
        at = start + 1;
        if before.is_some_and(|before| before.is_ascii_alphanumeric() || matches!(before, '_' | '-' | '/' | '.' | '='))
        {
            let joined = before == Some('/') && text[..start].ends_with('/') && numbered(&text[start..]).is_some();
            if !joined || !text[..start - 1].ends_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
        }
        let Some((family, Some(number), size)) = numbered(&text[start..]) else { continue };
        // A lone S1 is too often something else.
        let short_s = family == Family::Sev && size < 4;
        if !matches!(family, Family::Sev | Family::Priority) || short_s {
            continue;
        }
        found.push((start..start + size, text[start..start + size].to_owned()));
        at = start + size;
        let prefix = text[start..start + size].trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let _ = number;
        while let Some(digit) =
            text[at..].strip_prefix('/').and_then(|rest| rest.chars().next()).filter(char::is_ascii_digit)
        {
            if text[at + 2..].starts_with(|next: char| next.is_ascii_alphanumeric()) {
                break;
            }
            found.push((at + 1..at + 2, format!("{prefix}{digit}")));
            at += 2;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Option<(Family, Option<u32>, String, Option<String>)> {
        Level::cell(text).map(|level| (level.family, level.number, level.name, level.label))
    }

    fn some(
        family: Family,
        number: Option<u32>,
        name: &str,
        label: Option<&str>,
    ) -> Option<(Family, Option<u32>, String, Option<String>)> {
        Some((family, number, name.to_owned(), label.map(str::to_owned)))
    }

    #[test]
    fn cells_in_all_their_forms() {
        assert_eq!(cell("SEV1"), some(Family::Sev, Some(1), "SEV1", None));
        assert_eq!(cell("SEV-2"), some(Family::Sev, Some(2), "SEV-2", None));
        assert_eq!(cell("P1（緊急）"), some(Family::Priority, Some(1), "P1", Some("緊急")));
        assert_eq!(cell("P0 - Critical"), some(Family::Priority, Some(0), "P0 - Critical", None));
        assert_eq!(cell("L1（重大）"), some(Family::Tier, Some(1), "L1", Some("重大")));
        assert_eq!(
            cell("レベル1: 緊急（Critical）").map(|level| (level.0, level.2)),
            Some((Family::Level, "レベル1".to_owned()))
        );
        assert_eq!(cell("🔴 Critical（P0）"), some(Family::Word, None, "Critical", Some("P0")));
        assert_eq!(cell("Critical\n(致命的)"), some(Family::Word, None, "Critical", Some("致命的")));
        assert_eq!(cell("高"), some(Family::Word, None, "高", None));
        for text in [
            "P95",
            "P1インシデントが発生して誰も応答しないとき",
            "低下",
            "高負荷",
            "Lambda",
            "Slack",
            "",
            "重大インシデント",
            "P2P",
            "16",
        ] {
            assert_eq!(cell(text), None, "{text}");
        }
    }

    #[test]
    fn every_level_may_begin() {
        let prefixes = PREFIXES.iter().map(|(prefix, _)| *prefix);
        for word in prefixes.chain(NAMES.iter().copied()) {
            assert!(may_begin(word) && may_begin(&word.to_uppercase()), "{word}");
        }
        assert!(!may_begin("確認") && !may_begin("") && !may_begin("1"));
    }

    #[test]
    fn words_weigh() {
        assert_eq!(weight("緊急（Critical）"), Some(1));
        assert_eq!(weight("P2 High"), Some(2));
        assert_eq!(weight("軽微な問題"), Some(4));
        assert_eq!(weight("レベル4"), None);
    }

    #[test]
    fn mentions_in_prose() {
        let names = |text: &str| mentions(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(names("SEV1/2: 電話。P1のみ、P95 と GP3 は違う"), ["SEV1", "SEV2", "P1"]);
        assert_eq!(names("P1/P2の場合"), ["P1", "P2"]);
        assert_eq!(names("Sev-1 から Sev-2"), ["Sev-1", "Sev-2"]);
        assert!(names("HTTP2 S3 /p1/x SEVERE").is_empty());
    }
}
