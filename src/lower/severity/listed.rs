//! Levels that a list names (`- SEV1: 全停止（15分以内に初動）`): known to pages where no table defines levels.

use super::{introduced, rank};
use crate::lower::level::{self, Level};
use crate::lower::passage::{Passage, PassageKind};
use crate::lower::table::SectionContext;
use crate::model::{Bound, Duration, Field, Role, SeverityLevel};
use crate::source::Spanned;
use std::rc::Rc;

/// The levels of the list that defines them: the first in a section about severity, else the first of all.
pub(in crate::lower) fn levels(
    passages: &[Passage],
    section_at: &dyn Fn(u32) -> Rc<SectionContext>,
) -> Vec<SeverityLevel> {
    let mut lists: Vec<List> = Vec::new();
    for passage in passages.iter().filter(|passage| passage.kind == PassageKind::Item) {
        if lists.last().is_none_or(|list| list.number != passage.list) {
            // A list goes on behind one that stands in its items; both are short.
            lists.push(List { number: passage.list, ..List::default() });
        }
        let Some(list) = lists.last_mut() else { continue };
        list.items += 1;
        if let Some(found) = item(passage, section_at) {
            list.headed |= section_at(passage.span.start).within(Role::Severity);
            list.levels.push(found);
        }
    }
    lists.retain(List::defines_levels);
    let at = lists.iter().position(|list| list.headed).unwrap_or(0);
    let mut levels = lists.into_iter().nth(at).map(|list| list.levels).unwrap_or_default();
    rank(&mut levels);
    levels.into_iter().map(|(_, level)| level).collect()
}

#[derive(Default)]
struct List {
    number: usize,
    items: usize,
    headed: bool,
    levels: Vec<(Level, SeverityLevel)>,
}

impl List {
    /// Two levels or more, each once, and hardly anything besides; who is called at which level is another list.
    fn defines_levels(&self) -> bool {
        let mut keys: Vec<String> = self.levels.iter().map(|(level, _)| level.key()).collect();
        keys.sort();
        keys.dedup();
        let told = self.levels.iter().filter(|(_, level)| level.definition.is_some()).count();
        keys.len() >= 2 && keys.len() == self.levels.len() && self.items <= keys.len() + 1 && told == keys.len()
    }
}

fn item(passage: &Passage, section_at: &dyn Fn(u32) -> Rc<SectionContext>) -> Option<(Level, SeverityLevel)> {
    let (end, mention) = introduced(passage, section_at)?;
    let text = passage.prose.text.as_str();
    let level = Level::start(text)?;
    let behind = text.get(end..)?;
    let said = match behind.split_once([':', '：']) {
        Some((head, said)) if head.trim().is_empty() || head.trim().ends_with([')', '）']) => said,
        _ => behind.trim_start().trim_start_matches(['-', '–', '—']),
    };
    let said = said.trim();
    let label = level.label.clone().filter(|label| behind.trim_start().starts_with(['(', '（']) && !label.is_empty());
    let (response_target, resolution_target) = targets(passage, end);
    let severity = SeverityLevel {
        name: mention.name,
        mark: mention.mark,
        weight: level.weight.or_else(|| level::weight(said)),
        label,
        definition: Some(said.to_owned()).filter(|said| !said.is_empty()),
        response_target,
        resolution_target,
        name_span: mention.span,
        span: passage.span,
        // No table of the runbook.
        table: usize::MAX,
        ..SeverityLevel::default()
    };
    Some((level, severity))
}

/// Limits (以内) behind a name; other durations say how long something lasts.
fn targets(passage: &Passage, from: usize) -> (Field<Duration>, Field<Duration>) {
    let (mut response, mut resolution) = (Field::Absent, Field::Absent);
    let text = passage.prose.text.as_str();
    let mut start = from;
    for part in text.get(from..).unwrap_or_default().split_inclusive(['、', '。', '/', '（', '(', ',']) {
        let limit = Duration::find(part).filter(|(_, limit)| limit.bound == Bound::Within);
        if let Some((range, limit)) = limit {
            let solved = ["復旧", "解決", "是正"].iter().any(|word| part.contains(word));
            let slot = if solved { &mut resolution } else { &mut response };
            if *slot == Field::Absent {
                *slot = Field::Read(Spanned::new(limit, passage.prose.span(start + range.start..start + range.end)));
            }
        }
        start += part.len();
    }
    (response, resolution)
}

#[cfg(test)]
mod tests {
    use crate::lower::sample;

    fn levels(text: &str) -> Vec<String> {
        let (runbook, _) = sample::read(&format!("# 手順書\n\n{text}"));
        let seconds = |target: Option<&crate::model::Duration>| {
            target.and_then(|target| target.seconds).map(|seconds| seconds.to_string()).unwrap_or_default()
        };
        let line = |one: &crate::model::SeverityLevel| {
            let (first, last) = (one.response_target.read(), one.resolution_target.read());
            format!("{} {} {} {}", one.rank, one.name, seconds(first), seconds(last)).trim_end().to_owned()
        };
        runbook.listed_levels.iter().map(line).collect()
    }

    #[test]
    fn a_list_names_levels() {
        let text = "## 重大度\n\n- SEV1: 決済ができない（15分以内に初動、4時間以内に復旧）\n- SEV2: 5分を超える遅れ\n- **SEV3**（軽微）: 見た目\n";
        assert_eq!(levels(text), ["1 SEV1 900 14400", "2 SEV2", "3 SEV3"]);
    }

    #[test]
    fn other_lists_name_none() {
        for text in [
            "## 重大度\n\n- SEV1: 全停止\n",
            "## 重大度\n\n- SEV1 の対応をする\n- SEV2 の対応をする\n",
            "## 手順\n\n- 高負荷を見る\n- 中身を見る\n",
            "## エスカレーション\n\n- レベル1: 一次担当（15分以内）\n- レベル2: 責任者（30分以内）\n",
        ] {
            assert_eq!(levels(text), Vec::<String>::new(), "{text}");
        }
    }
}
