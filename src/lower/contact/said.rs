//! Contacts that stand in sentences and in lines of `名: 値`: 夜間は 山田（090-…）へ電話.
//!
//! An address is what counts: a number, an extension, a mail address, a channel, someone's name in a chat. What stands in
//! front of it says who is reached; an address that nothing stands before goes on with the one above.

use super::super::channel::address::{self, Address};
use super::super::label;
use super::super::passage::{Passage, PassageKind};
use super::super::table::SectionContext;
use crate::calendar;
use crate::model::{Contact, Role};
use std::ops::Range;
use std::rc::Rc;

/// Who is named in no more letters than this.
const LONGEST: usize = 24;

/// Labels that say how someone is reached.
pub(super) const MEANS: &[&str] = &[
    "電話",
    "電話番号",
    "携帯",
    "携帯電話",
    "内線",
    "メール",
    "メールアドレス",
    "slack",
    "slackチャンネル",
    "チャンネル",
    "チャット",
    "tel",
    "phone",
    "email",
    "e-mail",
    "mail",
    "teams",
];

/// Labels behind which it is said who is reached.
pub(super) const ANY: &[&str] =
    &["連絡先", "緊急連絡先", "夜間連絡先", "問い合わせ先", "問合せ先", "お問い合わせ", "窓口", "連絡"];

/// Labels of a name.
pub(super) const NAMES: &[&str] = &["担当", "担当者", "氏名", "名前", "責任者", "当番", "owner", "name"];

/// Words that say when.
const TIMES: &[&str] = &["夜間", "休日", "平日", "日中", "営業時間", "土日", "祝日", "時間外", "昼間", "深夜", "終日"];

/// Contacts of paragraphs in sections about contacts and escalation. `zone` is the IANA name of the project's time zone.
pub(crate) fn read(passages: &[Passage], section_at: &dyn Fn(u32) -> Rc<SectionContext>, zone: &str) -> Vec<Contact> {
    let mut found = Vec::new();
    for passage in passages.iter().filter(|passage| passage.kind == PassageKind::Paragraph) {
        let text = passage.prose.text.as_str();
        // What is cheap to see comes first: most paragraphs hold no address.
        if !text.contains(['#', '@', '0', '０', '+']) && !text.contains("内線") {
            continue;
        }
        let context = section_at(passage.span.start);
        if matches!(context.role(), Role::Contacts | Role::Escalation) {
            paragraph(passage, context.title(), zone, &mut found);
        }
    }
    found
}

fn paragraph(passage: &Passage, title: &str, zone: &str, found: &mut Vec<Contact>) {
    let first = found.len();
    let mut head: Option<Head> = None;
    for range in lines(&passage.prose.text) {
        let line = passage.prose.text.get(range.clone()).unwrap_or_default();
        let addresses = address::find(line, &|offset| passage.prose.part(range.start + offset).map(|part| part.kind));
        let (name, value) = labelled(line);
        if addresses.is_empty() {
            let known = name.is_some_and(|name| is_one_of(name, NAMES));
            if let (true, Some(name), Some(assignee)) = (known, name, person(value)) {
                head = Some(Head { role: name.to_owned(), assignee: assignee.to_owned() });
            }
            continue;
        }
        let span = passage.prose.span(range.clone());
        let here = found.len();
        let mut at = 0;
        for Address { range, channel } in addresses {
            let before = line.get(at..range.start).unwrap_or_default();
            let behind = line.get(range.end..).unwrap_or_default();
            at = range.end;
            let said = if found.len() == here { opening(name, before) } else { named(before) };
            let said = Said { who: said.who.or_else(|| in_brackets(behind)), ..said };
            // An address alone goes on with the line, and a line of 電話: with the one above.
            let goes_on = said.who.is_none() && (found.len() > here || (found.len() > first && said.means));
            match found.last_mut() {
                Some(last) if goes_on => last.channels.push(channel),
                _ => {
                    let (role, assignee) = match (said.who, head.take()) {
                        (Some(who), _) => (who.to_owned(), said.assignee.map(str::to_owned)),
                        (None, Some(head)) => (head.role, Some(head.assignee)),
                        (None, None) => (title.to_owned(), None),
                    };
                    let availability = said.when.map(str::to_owned);
                    let hours = availability.as_deref().map(|text| calendar::hours(text, zone)).unwrap_or_default();
                    let channels = vec![channel];
                    let place = Contact { span, hours_span: span, ..Contact::default() };
                    found.push(Contact { role, assignee, availability, hours, channels, ..place });
                }
            }
        }
    }
}

/// A line 担当: 山田 above the lines that say how he is reached.
struct Head {
    role: String,
    assignee: String,
}

/// What stands in front of an address.
#[derive(Default)]
struct Said<'t> {
    who: Option<&'t str>,
    assignee: Option<&'t str>,
    when: Option<&'t str>,
    /// A label says how someone is reached, and no more.
    means: bool,
}

/// The bytes of each line.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

fn labelled(line: &str) -> (Option<&str>, &str) {
    match line.split_once([':', '：']) {
        Some((name, value)) if !name.contains(['、', '。', '@', '#', '(', '（']) && label::is_noun_phrase(name) => {
            (Some(name.trim()), value)
        }
        _ => (None, line),
    }
}

/// What stands before a line's first address.
fn opening<'t>(name: Option<&'t str>, before: &'t str) -> Said<'t> {
    let (Some(name), Some((_, inner))) = (name, before.split_once([':', '：'])) else { return named(before) };
    let said = named(inner);
    if is_one_of(name, MEANS) {
        return Said { means: true, ..said };
    }
    if is_one_of(name, ANY) {
        return Said { who: said.who.or(Some(name)), ..said };
    }
    Said { who: Some(name), assignee: said.who, when: said.when, means: false }
}

/// 夜間は 山田（: when, and who.
fn named(before: &str) -> Said<'_> {
    let mut said = Said::default();
    let mut parts = before.split(['は', '、', '。', ',', '，', '→', '・', '/', '／']).peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            said.who = person(part);
        } else if is_time(part) {
            said.when = Some(part.trim());
        }
    }
    said
}

fn is_time(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= LONGEST && TIMES.iter().any(|time| text.contains(time))
}

/// A name, what leads to the address left out.
fn person(text: &str) -> Option<&str> {
    // 出なければ佐藤さん
    let mut name = text.rsplit_once("ければ").map_or(text, |(_, name)| name).trim();
    loop {
        let shorter = name
            .trim_matches(|letter: char| letter.is_whitespace() || "（(）)[]<>「」:：*`-—–".contains(letter))
            .trim_start_matches("または")
            .trim_start_matches("もしくは")
            .trim_start_matches("次に")
            .trim_start_matches("まず");
        let shorter = ["さん", "の", "氏", "へ", "に", "宛"]
            .iter()
            .fold(shorter, |name, end| name.strip_suffix(end).unwrap_or(name));
        let last = MEANS.iter().find_map(|means| {
            let at = shorter.len().checked_sub(means.len())?;
            let (head, tail) = shorter.split_at_checked(at)?;
            tail.eq_ignore_ascii_case(means).then_some(head)
        });
        let shorter = last.unwrap_or(shorter);
        if shorter.len() == name.len() {
            break;
        }
        name = shorter;
    }
    let fits = (1..=LONGEST).contains(&name.chars().count())
        && name.chars().any(char::is_alphabetic)
        && !name.contains(['を', 'が', '。', '、', '）', ')', '（', '('])
        && !super::super::channel::is_placeholder(name)
        && !is_time(name)
        && label::is_noun_phrase(name);
    fits.then_some(name)
}

/// 090-…（山田）
fn in_brackets(behind: &str) -> Option<&str> {
    let inner = behind.strip_prefix(['（', '('])?;
    // No more than a name is looked at: behind a bracket that nothing closes stands the whole line.
    let (end, _) = inner.char_indices().take(LONGEST + 1).find(|(_, one)| matches!(one, '）' | ')'))?;
    person(inner.get(..end)?)
}

pub(super) fn is_one_of(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use crate::lower::sample;

    /// Role, name, time and ways of each contact.
    fn contacts(text: &str) -> Vec<String> {
        let (runbook, _) = sample::read(&format!("# 手順書\n\n## 連絡先\n\n{text}\n"));
        let shown = |text: &Option<String>| text.clone().unwrap_or_default();
        let line = |one: &crate::model::Contact| {
            let ways: Vec<_> = one.channels.iter().map(|way| way.value.as_str()).collect();
            format!("{}|{}|{}|{}", one.role, shown(&one.assignee), shown(&one.availability), ways.join(" "))
        };
        runbook.contacts.iter().map(line).collect()
    }

    #[test]
    fn sentences_say_who_is_called() {
        for (text, expected) in [
            ("夜間は 山田（090-1234-5678）へ電話", vec!["山田||夜間|090-1234-5678"]),
            ("連絡先: SRE当番 sre@kawasemi.jp / #sre-oncall", vec!["SRE当番|||sre@kawasemi.jp #sre-oncall"]),
            (
                "まず山本さん（内線2001）、出なければ佐藤さん（内線2002）に電話する。",
                vec!["山本|||内線2001", "佐藤|||内線2002"],
            ),
            ("090-1234-5678（山田）", vec!["山田|||090-1234-5678"]),
            ("#sre-oncallへ連絡する。", vec!["連絡先|||#sre-oncall"]),
            ("当番: 山田 03-1234-5678", vec!["当番|山田||03-1234-5678"]),
            ("平日昼間は保守会社（０３−１２３４−５６７８）に電話する。", vec!["保守会社||平日昼間|03-1234-5678"]),
        ] {
            assert_eq!(contacts(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_below_each_other_are_one_contact() {
        let text = "担当: 山田\n電話: 090-1234-5678\nメール: yamada@kawasemi.jp\n\n担当: 佐藤\n電話: 内線2002";
        assert_eq!(contacts(text), ["担当|山田||090-1234-5678 yamada@kawasemi.jp", "担当|佐藤||内線2002"]);
    }

    #[test]
    fn what_reaches_nobody_is_none() {
        for text in [
            "障害が起きたら上長に連絡する。",
            "更新日: 2026-01-01",
            "チケット #1234 を見る。",
            "夜間は 山田（090-xxxx-xxxx）へ電話",
            "`@Transactional` を外す。",
            "手順は https://wiki.kawasemi.jp/#oncall にある。",
            "受付番号 0120 から始まる。",
        ] {
            assert_eq!(contacts(text), Vec::<String>::new(), "{text}");
        }
        let (runbook, _) = sample::read("# 手順書\n\n## 概要\n\n山田（090-1234-5678）が作った。\n");
        assert!(runbook.contacts.is_empty());
    }
}
