//! Words by which a value or a text says that it is still to be written.

use super::passage::{Passage, PassageKind};
use super::table::SectionContext;
use super::words::Words;
use crate::model::{OpenPlace, Role};
use crate::source::Span;
use crate::syntax::PartKind;
use aho_corasick::AhoCorasick;
use regex::Regex;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

/// Words of a value that somebody still has to write, in small letters.
static OPEN: Words = Words::new(&[
    "未定",
    "未設定",
    "未記入",
    "未入力",
    "未確定",
    "要設定",
    "要記入",
    "要入力",
    "要確認",
    "記入してください",
    "記入予定",
    "設定予定",
    "調整中",
    "検討中",
    "選定中",
    "確認中",
    "開始前に確定",
    "xxx",
    "〇〇",
    "○○",
    "◯◯",
    "●●",
    "your-",
    "your_",
    "placeholder",
    "###",
    "to be determined",
    "to be decided",
    "to be filled",
]);

/// The same as words of their own.
const OPEN_WORDS: &[&str] = &["tbd", "tba", "tbc", "todo", "fixme"];

/// Whether a value in small letters says that it is still to be written; `#todo-oncall` is a name.
pub(super) fn is_open(value: &str) -> bool {
    let part_of_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '#' | '@');
    let mut words = value.split(|letter| !part_of_name(letter));
    OPEN.are_in(value) || words.any(|word| is_open_word(word.trim_matches(['-', '_', '.'])))
}

/// Whether a value in small letters is such a word and nothing else.
pub(super) fn is_open_whole(value: &str) -> bool {
    OPEN.have(value) || is_open_word(value)
}

fn is_open_word(word: &str) -> bool {
    OPEN_WORDS.contains(&word)
}

/// What stands in brackets where something is still to be written.
const REMARKS: &[&str] = &[
    "作成中",
    "執筆中",
    "準備中",
    "記載中",
    "追記予定",
    "記載予定",
    "記入予定",
    "執筆予定",
    "未記入",
    "未記載",
    "要記入",
    "要追記",
    "未定",
    "要確認",
    "後で書く",
    "後で追記",
    "あとで書く",
    "後日追記",
];

/// How a sentence ends that puts the writing off.
static PUT_OFF: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?:後で|あとで|後ほど|後日|追って)(?:追記|記載|記入|加筆|書く|書きます|書き足す)|(?:追記|記載|記入|執筆)予定)(?:する|します|予定)?(?:です)?[。.）)]*\s*$",
    )
    .ok()
});

/// Names that nobody has put in yet.
const CIRCLES: &[&str] = &["〇〇", "○○", "◯◯", "●●", "△△"];

/// A part of each word that such a place is known by, found in one pass: most texts hold none of them.
const SIGNS: &[&str] = &[
    "作成中",
    "執筆",
    "準備中",
    "記載",
    "追記",
    "記入",
    "加筆",
    "書く",
    "書き",
    "未定",
    "要確認",
    "〇〇",
    "○○",
    "◯◯",
    "●●",
    "△△",
    "tbd",
    "tba",
    "tbc",
    "todo",
    "fixme",
];

fn may_be_open(text: &str) -> bool {
    static FINDER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(SIGNS).ok());
    FINDER.as_ref().is_none_or(|finder| finder.is_match(text))
}

/// Places of running text that are still to be written, one for each passage at most. `is_told` says of a place that
/// something else speaks of it.
pub(super) fn places(
    passages: &[Passage],
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
    is_told: &dyn Fn(Span) -> bool,
) -> Vec<OpenPlace> {
    let mut found = Vec::new();
    for passage in passages {
        let text = passage.prose.text.as_str();
        let Some(range) = place(text, passage.kind) else { continue };
        let plain = passage.prose.part(range.start).is_some_and(|part| part.kind == PartKind::Text);
        let span = passage.prose.span(range.clone());
        if !plain || is_told(span) {
            continue;
        }
        // Who is called has rules of its own, and letters to others are forms.
        let role = section_at(span.start).role();
        if matches!(role, Role::Contacts | Role::Escalation | Role::Communication | Role::Postmortem | Role::Changelog)
        {
            continue;
        }
        found.push(OpenPlace { text: text.get(range).unwrap_or_default().trim().to_owned(), span });
    }
    found
}

fn place(text: &str, kind: PassageKind) -> Option<Range<usize>> {
    if !may_be_open(text) {
        return None;
    }
    let heading = kind == PassageKind::Heading;
    let own = || if heading { None } else { word(text).or_else(|| put_off(text)).or_else(|| circles(text)) };
    remark(text).or_else(own)
}

/// （作成中）, ※要確認
fn remark(text: &str) -> Option<Range<usize>> {
    for (open, close) in [('（', '）'), ('(', ')'), ('【', '】'), ('［', '］')] {
        let mut from = 0;
        while let Some(start) = text.get(from..).and_then(|rest| rest.find(open)).map(|at| from + at) {
            let inner = start + open.len_utf8();
            let Some(end) = text.get(inner..).and_then(|rest| rest.find(close)).map(|at| inner + at) else { break };
            let words = text.get(inner..end).unwrap_or_default().trim();
            let marked = words.starts_with('※');
            let words = words.trim_start_matches('※');
            // （要確認） alone is a state, as of a list of works.
            let remark = REMARKS.contains(&words) && (words != "要確認" || marked);
            if remark || is_open_word(&words.to_ascii_lowercase()) {
                return Some(start..end + close.len_utf8());
            }
            from = end + close.len_utf8();
        }
    }
    let at = text.find('※')?;
    let words = text.get(at + '※'.len_utf8()..)?.trim_start();
    let remark = REMARKS.iter().find(|remark| words.starts_with(**remark))?;
    let end = text.len() - words.len() + remark.len();
    let ends =
        words.get(remark.len()..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['。', '\n', '）', ')', ' ']));
    ends.then_some(at..end)
}

/// `TODO: …` at the beginning, `TBD` alone or as a value. TODO API is a name.
fn word(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let body = text.trim();
    for word in ["TODO", "FIXME"] {
        if let Some(rest) = body.strip_prefix(word)
            && (rest.is_empty() || rest.starts_with([':', '：']))
        {
            return Some(start..start + body.len());
        }
    }
    let value = body.rsplit([':', '：']).next().unwrap_or(body).trim().trim_end_matches('。');
    let open = matches!(
        value,
        "TBD" | "TBA" | "TODO" | "FIXME" | "未定" | "未記入" | "要記入" | "作成中" | "準備中" | "執筆中"
    );
    let at = value.as_ptr() as usize - text.as_ptr() as usize;
    open.then_some(at..at + value.len())
}

/// 詳細は後で追記する。
fn put_off(text: &str) -> Option<Range<usize>> {
    // Only the end counts.
    let from = text.floor_char_boundary(text.len().saturating_sub(60));
    let found = PUT_OFF.as_ref()?.find(text.get(from..)?)?;
    let words = found.as_str().trim_end().trim_end_matches(['。', '.', '）', ')']);
    Some(from + found.start()..from + found.start() + words.len())
}

/// 〇〇を確認し、…; not in a name that is quoted, and not in an example.
fn circles(text: &str) -> Option<Range<usize>> {
    let (at, circles) = CIRCLES.iter().filter_map(|circles| Some((text.find(circles)?, circles))).min()?;
    let example = ["例:", "例：", "例）", "例えば", "たとえば", "など", "等"].iter().any(|word| text.contains(word));
    let head = text.get(..at).unwrap_or_default();
    let open = |left: char, right: char| head.matches(left).count() > head.matches(right).count();
    let quoted = open('「', '」') || open('『', '』') || open('【', '】') || open('（', '）') || open('(', ')');
    (!example && !quoted && !head.contains('"')).then_some(at..at + circles.len())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::{CIRCLES, OPEN_WORDS, PUT_OFF, REMARKS, may_be_open, word};

    #[test]
    fn every_word_has_a_sign() {
        for word in REMARKS.iter().chain(OPEN_WORDS).chain(CIRCLES) {
            assert!(may_be_open(word), "{word}");
            assert!(may_be_open(&word.to_uppercase()), "{word}");
        }
        for text in ["TBD", "TBA", "TODO", "FIXME: 直す", "未定", "未記入", "要記入", "作成中", "準備中", "執筆中"]
        {
            assert!(word(text).is_some() && may_be_open(text), "{text}");
        }
        let put_off = PUT_OFF.as_ref().unwrap();
        for text in ["追記", "記載", "記入", "加筆", "書く", "書きます", "書き足す"].map(|word| format!("後で{word}"))
        {
            assert!(put_off.is_match(&text) && may_be_open(&text), "{text}");
        }
        for text in ["追記予定", "記載予定", "記入予定", "執筆予定"] {
            assert!(put_off.is_match(text) && may_be_open(text), "{text}");
        }
    }

    /// The places of a text below a heading of a procedure.
    fn places(text: &str) -> Vec<String> {
        let (runbook, _) = sample::read(&format!("# 復旧手順書\n\n担当: 山田\n\n## 手順\n\n{text}\n"));
        runbook.open_places.into_iter().map(|place| place.text).collect()
    }

    #[test]
    fn what_is_still_to_be_written() {
        for (text, place) in [
            ("1. 〇〇を確認し、再起動する", "〇〇"),
            ("TODO: あとで書く", "TODO: あとで書く"),
            ("- TODO：切り戻しの手順", "TODO：切り戻しの手順"),
            ("切り戻し（作成中）", "（作成中）"),
            ("### 切り戻し（作成中）", "（作成中）"),
            ("再起動する。※要確認", "※要確認"),
            ("切り戻しの手順: TBD", "TBD"),
            ("TBD", "TBD"),
            ("詳細は後で追記する。", "後で追記する"),
            ("詳細は後日追記予定です。", "後日追記予定です"),
        ] {
            assert_eq!(places(text), [place], "{text}");
        }
    }

    #[test]
    fn what_only_speaks_of_it() {
        for text in [
            "TODO API を再起動する",
            "`TODO:` を残さない",
            "「〇〇を確認しました」と伝える",
            "〇〇などの名前を付ける",
            "再起動の要否は要確認リストで決める",
            "執筆中に落ちた文章を戻す",
            "記録に後で追記する人のために空けておく",
            "```\nTODO: 直す\n```",
            "未定の予約を取り消す",
            "環境設定（要確認）",
        ] {
            assert_eq!(places(text), Vec::<String>::new(), "{text}");
        }
        let (runbook, _) = sample::read(
            "# 復旧手順書\n\n担当: 未定\n\n## 連絡先\n\n- 当番: TBD\n\n## 連絡文\n\n〇〇が復旧しました。\n",
        );
        assert!(runbook.open_places.is_empty(), "{:?}", runbook.open_places);
    }
}
