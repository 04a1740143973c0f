//! Escalation: when someone else is called, and who.
//!
//! 1. List items that call someone (…へエスカレーション, 経営陣への報告).
//! 2. Lists of conditions under a heading or label that announces them (エスカレーション条件).
//! 3. Headings that are tiers (レベル3) with condition, addressee and time spread over their items: one record.
//! 4. Rows of tables that name whom to call: [`rows`]; [`addressee`] finds the names.

mod addressee;
mod rows;

use super::level::{Family, Level};
use super::passage::{Passage, PassageKind};
use super::table::{Grid, SectionContext, classify};
use super::words::Words;
use crate::model::{Duration, Escalation, Role};
use addressee::{addressees, called, names, without_manner, without_remark};
use aho_corasick::AhoCorasick;
use std::cell::LazyCell;
use std::rc::Rc;
use std::sync::LazyLock;

/// Words of calling someone in.
const ACTS: &[&str] = &["エスカレーション", "エスカレート", "escalate"];
/// Words of reporting, which count where they have an addressee.
const REPORTS: &[&str] = &["報告", "連絡", "通報", "相談", "支援要請", "支援を要請", "応援要請", "引き継"];
/// Words of calling somebody up, which count in a section on escalation, with a condition or a time.
const CALLS: &[&str] = &["電話", "架電", "コール", "呼ぶ", "呼び出", "呼出", "招集", "召集"];
/// What makes of エスカレーション the name of something and no act.
const NOUNS: &[&str] = &[
    "先",
    "手順",
    "フロー",
    "基準",
    "判断",
    "条件",
    "理由",
    "時",
    "待ち",
    "レベル",
    "パス",
    "ポリシー",
    "ルール",
    "の",
    "は",
    "が",
    "も",
    "テンプレ",
    "プロセス",
    "体制",
    "自動化",
    "対応",
    "マトリ",
    "を検討",
    "された",
    "され",
    "した",
    "しました",
    "せず",
    "不要",
    "・",
    "状況",
    "タイミング",
    "方法",
    "経路",
    "」",
    "を躊躇",
    "すること",
    "を待",
    "を受け",
    "依頼を受",
];
/// Words that state a condition.
const CONDITIONS: &[&str] = &[
    "場合",
    "ければ",
    "なら",
    "とき",
    "際",
    "できない",
    "しない",
    "ない",
    "可能性",
    "恐れ",
    "おそれ",
    "疑い",
    "未解決",
    "不明",
    "継続",
    "超",
    "以上",
    "不可",
    "困難",
    "if ",
    "when ",
    "unresolved",
];
/// Titles of lists that are conditions, beside the word エスカレーション.
const CONDITION_TITLES: &[&str] =
    &["条件", "基準", "判断", "トリガー", "場合", "タイミング", "criteria", "when", "trigger"];
/// Titles of lists that tell what to say or whom to reach, and not when.
static OTHER_TITLES: Words = Words::new(&[
    "情報",
    "内容",
    "テンプレート",
    "伝える",
    "エスカレーション先",
    "連絡先",
    "報告事項",
    "template",
    "フォーマット",
]);

/// Most characters of the name of somebody who is called.
const NAME: usize = 30;

/// Every stated condition, in source order.
pub(crate) fn read(
    passages: &[Passage],
    grids: &[Grid],
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
) -> Vec<Escalation> {
    let mut found: Vec<Escalation> = Vec::new();
    let lists = lists(passages);
    let groups = lists.len();
    for (group, (before, list)) in lists.into_iter().enumerate() {
        let known = found.len();
        let Some(first) = list.first() else { continue };
        // Most lists of a runbook have nothing to do with it.
        let context = section_at(first.span.start);
        let inside = context.within(Role::Escalation)
            || context.titles.iter().any(|title| classify::speaks_of_escalation(title));
        if inside && is_tier(context.title()) {
            found.extend(tier(&list, context.title()));
        } else if announces_conditions(&context, before) {
            found.extend(list.iter().filter(|item| !item.prose.text.trim().is_empty()).map(|item| condition(item)));
        } else if !tells_other(&context.title().to_lowercase()) {
            found.extend(list.iter().filter(|item| calls(item, inside)).map(|item| condition(item)));
        }
        found.iter_mut().skip(known).for_each(|escalation| escalation.group = group);
    }
    for (at, grid) in grids.iter().enumerate() {
        found.extend(rows::read(grid).into_iter().map(|row| Escalation { group: groups + at, ..row }));
    }
    found.sort_by_key(|escalation| escalation.span.start);
    found
}

/// Items of each list, with the paragraph right above it.
fn lists(passages: &[Passage]) -> Vec<(Option<&Passage>, Vec<&Passage>)> {
    let most = passages.iter().map(|passage| passage.list).max().unwrap_or(0);
    let mut lists: Vec<(Option<&Passage>, Vec<&Passage>)> = vec![(None, Vec::new()); most + 1];
    let mut before = None;
    for passage in passages {
        if passage.kind == PassageKind::Item {
            if let Some((lead, items)) = lists.get_mut(passage.list) {
                if items.is_empty() {
                    *lead = before;
                }
                items.push(passage);
            }
        } else {
            before = (passage.kind == PassageKind::Paragraph).then_some(passage);
        }
    }
    lists
}

fn tells_other(folded: &str) -> bool {
    OTHER_TITLES.are_in(folded)
}

/// Whether a text holds a word of calling or reporting at all; most do not.
fn is_worth_reading(text: &str) -> bool {
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let words = ACTS.iter().chain(REPORTS).chain(CALLS);
        AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()
    });
    WORDS.as_ref().is_none_or(|words| words.is_match(text))
}

/// Whether a list is one of conditions by the title above it or by the sentence before it.
fn announces_conditions(context: &SectionContext, before: Option<&Passage>) -> bool {
    let announced = |text: &str| {
        classify::speaks_of_escalation(text) && {
            let folded = text.to_lowercase();
            CONDITION_TITLES.iter().any(|word| folded.contains(word)) && !tells_other(&folded)
        }
    };
    let sentence = before.map(|passage| passage.prose.text.trim()).filter(|text| text.ends_with([':', '：']));
    announced(context.title()) || sentence.is_some_and(|text| announced(text) && text.contains("場合"))
}

/// レベル3: …, Level 2, 第2次, Tier 1.
fn is_tier(title: &str) -> bool {
    let folded = title.trim().to_lowercase();
    let ordinal = ["第1次", "第2次", "第3次", "tier ", "tier1", "tier2", "tier3", "一次対応", "二次対応", "三次対応"];
    ordinal.iter().any(|word| folded.starts_with(word))
        || Level::start(title).is_some_and(|level| matches!(level.family, Family::Tier | Family::Level))
}

/// The one record of a tier: at the item with the condition, with the time and the addressee of its neighbours.
fn tier(items: &[&Passage], title: &str) -> Option<Escalation> {
    // Behind the tier's own items stand those of a list that calls by itself (1. **レベル2**: リーダーに報告).
    let called = items.iter().find(|item| calls(item, true));
    let stated = items
        .iter()
        .find(|item| called.is_none_or(|called| called.span != item.span) && states_condition(&item.prose.text));
    if called.is_none() && !classify::speaks_of_escalation(title) {
        return None;
    }
    let at = stated.or(called)?;
    let mut escalation = condition(at);
    if escalation.within.is_none() {
        escalation.within = items.iter().find_map(|item| limit(&item.prose.text));
    }
    if escalation.to.is_empty()
        && let Some(called) = called
    {
        escalation.to = addressees(&called.prose.text);
    }
    Some(escalation)
}

fn states_condition(text: &str) -> bool {
    CONDITIONS.iter().any(|word| text.contains(word))
}

fn limit(text: &str) -> Option<Duration> {
    Duration::find(text).map(|(_, duration)| duration)
}

fn condition(item: &Passage) -> Escalation {
    let text = item.prose.text.trim();
    // **30分以内にエスカレーション**: 復旧しない場合 — the condition stands behind the colon.
    let behind = text.split_once([':', '：']).filter(|(head, _)| classify::speaks_of_escalation(head) || is_tier(head));
    let mut condition = behind.map_or(text, |(_, rest)| rest.trim());
    let mut to = addressees(text);
    // 原因の見当がつかない → 決済チームリード
    if let (true, Some((when, who))) = (to.is_empty() && behind.is_some(), pointed(condition)) {
        (condition, to) = (when, names(without_remark(who)));
    }
    if to.is_empty() && is_tier(text) && names_person(text) {
        to = names(without_remark(condition));
    }
    let tier = Level::start(text).filter(|level| matches!(level.family, Family::Tier | Family::Level));
    let tier = tier.and_then(|level| level.number);
    Escalation {
        condition: condition.to_owned(),
        within: limit(text),
        to,
        tier,
        span: item.span,
        ..Escalation::default()
    }
}

/// A condition and who stands behind the arrow after it; an instruction or a place to look at is nobody.
fn pointed(condition: &str) -> Option<(&str, &str)> {
    let (when, who) = condition.rsplit_once('→').or_else(|| condition.rsplit_once("=>"))?;
    let (when, who) = (when.trim(), who.trim().trim_end_matches('。'));
    let is_name = !who.is_empty() && who.chars().count() <= NAME && !who.contains(['。', '、', ':', '：']);
    let is_other = acts(who) || ["参照", "セクション", "する", "ください"].iter().any(|word| who.contains(word));
    (is_name && !is_other && !when.is_empty()).then_some((when, who))
}

/// Whether an item calls someone in.
fn calls(item: &Passage, inside: bool) -> bool {
    let text = item.prose.text.trim();
    // Several sentences are prose, whatever mark stands before them.
    if !inside && text.trim_end_matches('。').matches('。').count() > 0 {
        return false;
    }
    let tier = inside && is_tier(text) && names_person(text);
    tier || (is_worth_reading(text) && (acts(text) || reports(text, inside) || (inside && calls_up(text))))
}

/// **Level 2:** 責任者 (15分以内): a noun phrase with a time.
fn names_person(text: &str) -> bool {
    let Some((_, person)) = text.split_once([':', '：']) else { return false };
    let end = person.find(['(', '（']).unwrap_or(person.len());
    let named = !person[..end].trim().is_empty() && !person[..end].contains(['が', 'を', 'は', '、']);
    named && limit(text).is_some()
}

/// エスカレーション as an act with an addressee, a time or a condition.
fn acts(text: &str) -> bool {
    let folded = text.to_lowercase();
    let stated = LazyCell::new(|| {
        limit(text).is_some() || ["場合", "ければ", "なら", "未解決", "不可"].iter().any(|word| text.contains(word))
    });
    ACTS.iter().any(|word| {
        folded.match_indices(word).any(|(at, _)| {
            let behind = folded[at + word.len()..].trim_start_matches(['*', ' ']);
            let noun = NOUNS.iter().any(|noun| behind.starts_with(noun));
            !noun && (has_addressee(&folded[..at]) || (*word == "escalate" && behind.starts_with("to ")) || *stated)
        })
    })
}

/// Whether the text before an act ends with someone to whom it goes.
fn has_addressee(before: &str) -> bool {
    let before = without_manner(before);
    let Some(person) = ["への", "へ", "に", "を"].iter().find_map(|particle| before.strip_suffix(particle)) else {
        return false;
    };
    !person.trim().is_empty() && !["必要", "適切", "状況", "必要に応じて"].iter().any(|word| person.ends_with(word))
}

/// …への報告, …へ連絡: outside of sections on escalation only with a person and a condition.
fn reports(text: &str, inside: bool) -> bool {
    const PEOPLE: &[&str] = &[
        "部門",
        "チーム",
        "担当",
        "責任者",
        "リーダー",
        "リード",
        "マネージャ",
        "CTO",
        "CEO",
        "CISO",
        "経営",
        "上長",
        "管理者",
        "部長",
        "法務",
        "役員",
    ];
    let conditional = || ["場合", "ければ", "なら"].iter().any(|word| text.contains(word));
    REPORTS.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let behind = &text[at + word.len()..];
            let before = without_manner(&text[..at]);
            let person = ["への", "へ", "に"].iter().find_map(|particle| before.strip_suffix(particle));
            let done = ["した", "済", "しました", "先", "書", "会", "フォーム", "体制", "テンプレ", "内容", "事項"]
                .iter()
                .any(|word| behind.starts_with(word));
            let Some(person) = person.filter(|person| !person.trim().is_empty() && !done) else { return false };
            let known = || PEOPLE.iter().any(|word| person.ends_with(word));
            inside || (known() && conditional())
        })
    })
}

/// 責任者に電話する, 指揮官を呼ぶ: somebody is called up, on a condition or after a time.
fn calls_up(text: &str) -> bool {
    let stated = limit(text).is_some() || states_condition(text);
    stated && CALLS.iter().any(|word| text.match_indices(word).any(|(at, _)| called(text, at, word).is_some()))
}

#[cfg(test)]
mod tests;
