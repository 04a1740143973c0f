//! Contacts that stand in lists (`- 一次担当 – PagerDuty rotation …`) and in code blocks (`主: … / 090-…`), in sections about
//! contacts. A rotation is no row of a table: lists are kept apart from the contacts that tables and sentences name.

use super::super::channel::{self, flaw};
use super::super::passage::{Passage, PassageKind};
use super::super::table::SectionContext;
use super::said::{ANY, MEANS, NAMES, is_one_of};
use crate::model::{Channel, ChannelKind, Contact, Flaw, Gap, Role, Want};
use crate::source::Span;
use crate::syntax::{BlockKind, Document};
use std::rc::Rc;

/// What stands between a name and how it is reached.
const DASHES: [&str; 5] = [" – ", " — ", " - ", " → ", " ― "];

/// Longer names are sentences.
const LONGEST: usize = 40;

/// A line of `名: 値`.
struct Line<'t> {
    name: &'t str,
    value: &'t str,
    /// Bytes in front of the value.
    at: usize,
    indent: usize,
}

/// Contacts of the lists of a document, in source order.
pub(in crate::lower) fn items(passages: &[Passage], section_at: &dyn Fn(u32) -> Rc<SectionContext>) -> Vec<Contact> {
    let mut found = Vec::new();
    let mut list = Lines::default();
    let mut number = 0;
    for passage in passages.iter().filter(|passage| passage.kind == PassageKind::Item) {
        let context = section_at(passage.span.start);
        if context.role() != Role::Contacts {
            continue;
        }
        let Some(line) = line(&passage.prose.text) else { continue };
        if number != passage.list {
            found.append(&mut std::mem::take(&mut list).found);
            list.title = context.title().to_owned();
            number = passage.list;
        }
        let gap = |range: std::ops::Range<usize>| passage.prose.span(range);
        list.add(&line, passage.span, &gap);
    }
    found.append(&mut list.found);
    // What is not filled in is told as a line of its section.
    found.retain(|contact| !contact.channels.is_empty());
    found.iter_mut().for_each(|contact| contact.gaps.clear());
    found
}

/// Contacts of the code blocks of a document that are lists of `名: 値`, in source order.
pub(in crate::lower) fn blocks(document: &Document, section_at: &dyn Fn(u32) -> Rc<SectionContext>) -> Vec<Contact> {
    let mut found = Vec::new();
    for block in &document.blocks {
        let BlockKind::Code(code) = &block.kind else { continue };
        let language = code.info.split_whitespace().next().unwrap_or_default();
        if !matches!(language, "" | "yaml" | "yml" | "text" | "txt" | "plaintext") {
            continue;
        }
        let context = section_at(block.span.start);
        if context.role() != Role::Contacts {
            continue;
        }
        let mut list = Lines { title: context.title().to_owned(), ..Lines::default() };
        let mut start = 0;
        for text in code.text.split_inclusive('\n') {
            let place = |range: std::ops::Range<usize>| code.source_span(start + range.start..start + range.end);
            if let Some(line) = line(text.trim_end()) {
                list.add(&line, place(text.len() - text.trim_start().len()..text.trim_end().len()), &place);
            }
            start += text.len();
        }
        found.append(&mut list.found);
    }
    found
}

/// What has been read of a list.
#[derive(Default)]
struct Lines {
    title: String,
    /// Names without a value that are open, with their indentation.
    heads: Vec<(usize, String)>,
    found: Vec<Contact>,
    /// Whether the last contact goes on with a line that only says by what means.
    goes_on: Option<usize>,
}

impl Lines {
    fn add(&mut self, line: &Line<'_>, span: Span, place: &dyn Fn(std::ops::Range<usize>) -> Span) {
        while self.heads.last().is_some_and(|(indent, _)| *indent >= line.indent) {
            self.heads.pop();
            self.goes_on = None;
        }
        if line.value.is_empty() {
            // contacts: names nobody by itself.
            let told = is_one_of(line.name, ANY) || is_one_of(line.name, &["contact", "contacts", "連絡先一覧"]);
            self.heads.push((line.indent, if told { String::new() } else { line.name.to_owned() }));
            self.goes_on = None;
            return;
        }
        let means = is_one_of(line.name, MEANS);
        if is_one_of(line.name, NAMES) {
            self.heads.push((line.indent, format!("{} {}", line.name, line.value)));
            self.goes_on = None;
            return;
        }
        let kind = if means { kind_of(line.name) } else { ChannelKind::Text };
        let mut channels = channel::read(line.value, &[], kind);
        channels.retain(|channel| channel.kind != ChannelKind::Text);
        let flaw = flaw::channel(line.value, kind).filter(|(_, flaw)| *flaw == Flaw::Unfilled);
        if channels.is_empty() && flaw.is_none() {
            return;
        }
        let gap = flaw.map(|(range, flaw)| Gap {
            name: line.name.to_owned(),
            want: Want::Channel,
            flaw,
            text: line.value.get(range.clone()).unwrap_or_default().trim().to_owned(),
            span: place(line.at + range.start..line.at + range.end),
        });
        let known = self.goes_on.filter(|_| means).and_then(|at| self.found.get_mut(at));
        if let Some(known) = known {
            add(known, channels, gap);
            return;
        }
        let head: Vec<&str> =
            self.heads.iter().map(|(_, name)| name.as_str()).filter(|name| !name.is_empty()).collect();
        let own = if means { None } else { Some(line.name) };
        let role = head.into_iter().chain(own).collect::<Vec<_>>().join(" ");
        let role = if role.is_empty() { self.title.clone() } else { role };
        let mut contact = Contact { role, span, hours_span: span, ..Contact::default() };
        add(&mut contact, channels, gap);
        self.goes_on = Some(self.found.len());
        self.found.push(contact);
    }
}

fn add(contact: &mut Contact, channels: Vec<Channel>, gap: Option<Gap>) {
    for channel in channels {
        if !contact.channels.contains(&channel) {
            contact.channels.push(channel);
        }
    }
    contact.gaps.extend(gap);
    contact.is_placeholder = contact.channels.is_empty();
}

fn kind_of(means: &str) -> ChannelKind {
    let folded = means.to_lowercase();
    match folded.as_str() {
        _ if folded.contains("mail") || folded.contains("メール") => ChannelKind::Email,
        "slack" | "slackチャンネル" | "チャンネル" => ChannelKind::SlackChannel,
        "チャット" | "teams" => ChannelKind::Text,
        _ => ChannelKind::Phone,
    }
}

/// Reads a line: a name, a colon or a dash, and what stands behind it.
fn line(text: &str) -> Option<Line<'_>> {
    let trimmed = text.trim_start();
    let body = trimmed.strip_prefix("- ").unwrap_or(trimmed).trim_start();
    let indent = text.len() - body.len();
    let at = body.len() - body.trim_start_matches('#').len();
    if at > 0 {
        return None;
    }
    let colon = body.find([':', '：']).map(|at| (at, body[at..].chars().next().map_or(1, char::len_utf8)));
    let dash = body
        .match_indices(' ')
        .find_map(|(at, _)| DASHES.iter().find(|dash| body[at..].starts_with(**dash)).map(|dash| (at, dash.len())));
    let (at, length) = [colon, dash].into_iter().flatten().min()?;
    let name = body[..at].trim().trim_matches(['"', '\'', '*']);
    let behind = &body[at + length..];
    if name.is_empty() || name.chars().count() > LONGEST || name.contains(['。', '、', '@']) || behind.starts_with("//")
    {
        return None;
    }
    let value = behind.trim();
    let at = text.len() - behind.trim_start().len();
    let quoted = value.trim_matches(['"', '\'']);
    let at = at + (value.len() - value.trim_start_matches(['"', '\'']).len());
    Some(Line { name, value: quoted, at, indent })
}

#[cfg(test)]
mod tests {
    use crate::lower::sample;
    use crate::model::Contact;

    fn said(contacts: &[Contact]) -> Vec<String> {
        let line = |one: &Contact| {
            let ways: Vec<_> = one.channels.iter().map(|way| way.value.as_str()).collect();
            format!("{}|{}{}", one.role, ways.join(" "), if one.is_placeholder { "未記入" } else { "" })
        };
        contacts.iter().map(line).collect()
    }

    #[test]
    fn lists_name_rotations() {
        let text = "# 手順書\n\n## 当番\n\n- 一次担当 (Primary) – PagerDuty rotation booking-primary\n- バックアップ – Slack #sre-oncall\n\
                    - **基盤チーム:** infra@kawasemi.jp\n- 夜間: 090-xxxx-xxxx\n- 手順: 一覧を開く\n";
        let (runbook, _) = sample::read(text);
        let expected =
            ["一次担当 (Primary)|booking-primary", "バックアップ|#sre-oncall", "基盤チーム|infra@kawasemi.jp"];
        assert_eq!(said(&runbook.listed_contacts), expected);
        assert!(runbook.contacts.is_empty());
    }

    #[test]
    fn blocks_name_who_is_called() {
        let text = "# 手順書\n\n## 緊急連絡先\n\n```yaml\n指揮官:\n  主: commander@kawasemi.jp / 03-5555-0101\n  副: deputy@kawasemi.jp / 090-YYYY-YYYY\n\
                    \n基盤:\n  Slack: #infra-emergency\n  Email: infra@kawasemi.jp\ncontacts:\n  保守会社: 090-XXXX-XXXX\n```\n";
        let (runbook, source) = sample::read(text);
        let expected = [
            "指揮官 主|commander@kawasemi.jp 03-5555-0101",
            "指揮官 副|deputy@kawasemi.jp",
            "基盤|#infra-emergency infra@kawasemi.jp",
            "保守会社|未記入",
        ];
        assert_eq!(said(&runbook.contacts), expected);
        let gaps: Vec<&str> =
            runbook.contacts.iter().flat_map(|one| &one.gaps).map(|gap| source.slice(gap.span)).collect();
        assert_eq!(gaps, ["090-YYYY-YYYY", "090-XXXX-XXXX"]);
    }

    #[test]
    fn other_blocks_name_nobody() {
        for text in [
            "# 手順書\n\n## 手順\n\n```yaml\n担当: 03-5555-0101\n```\n",
            "# 手順書\n\n## 連絡先\n\n```bash\ncurl -H 'x: 03-5555-0101' https://a.kawasemi.jp\n```\n",
            "# 手順書\n\n## 連絡先\n\n```text\n対応時間: 9:00-17:00\n```\n",
        ] {
            let (runbook, _) = sample::read(text);
            assert_eq!(said(&runbook.contacts), Vec::<String>::new(), "{text}");
        }
    }
}
