//! Sequences: `利用者 ->> API: 要求`.

use std::collections::HashMap;

use super::label;

/// What happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Somebody says something to somebody.
    Message {
        /// Who says it.
        from: String,
        /// To whom.
        to: String,
        /// What.
        text: String,
    },
    /// A remark.
    Note(String),
    /// A part begins: when it holds (`alt 失敗したとき`), as it is written.
    Part(String),
    /// The part that was begun last ends.
    End,
}

/// Arrows, longer ones first.
const ARROWS: [&str; 10] = ["<<-->>", "<<->>", "-->>", "--x", "--)", "-->", "->>", "-x", "-)", "->"];

/// Words that open a part, and those that go on with another one.
const PARTS: [&str; 7] = ["loop", "alt", "opt", "par", "critical", "break", "rect"];
const OTHERS: [&str; 3] = ["else", "and", "option"];

/// What says how a sequence looks, and nothing more.
const LOOKS: [&str; 5] = ["activate", "deactivate", "autonumber", "title", "destroy"];

pub(super) fn read<'t>(lines: impl Iterator<Item = &'t str>) -> Option<Vec<Event>> {
    let mut names: HashMap<&str, String> = HashMap::new();
    let mut events = Vec::new();
    // Parts that are open; a rectangle only paints what stands in it.
    let mut open: Vec<&str> = Vec::new();
    for line in lines {
        let line = line.trim_end_matches(';');
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            "participant" | "actor" => {
                let (id, name) = rest.split_once(" as ").unwrap_or((rest, rest));
                names.insert(id.trim(), label(name)?);
            }
            "Note" | "note" => events.push(Event::Note(label(rest.split_once(':')?.1)?)),
            "end" => {
                if open.pop()? != "rect" {
                    events.push(Event::End);
                }
            }
            word if PARTS.contains(&word) => {
                open.push(word);
                if word != "rect" {
                    events.push(Event::Part(label(line)?));
                }
            }
            word if OTHERS.contains(&word) => {
                open.last()?;
                events.extend([Event::End, Event::Part(label(line)?)]);
            }
            word if LOOKS.contains(&word) => {}
            _ => events.push(message(line, &names)?),
        }
    }
    let said = events.iter().any(|event| matches!(event, Event::Message { .. }));
    (open.is_empty() && said).then_some(events)
}

fn message(line: &str, names: &HashMap<&str, String>) -> Option<Event> {
    let (parties, text) = line.split_once(':')?;
    // The arrow that begins first, and of those the longest.
    let places = ARROWS.iter().filter_map(|arrow| Some((parties.find(arrow)?, arrow.len())));
    let (at, length) = places.min_by_key(|&(at, length)| (at, std::cmp::Reverse(length)))?;
    let name = |id: &str| {
        let id = id.trim().trim_start_matches(['+', '-']).trim();
        (!id.is_empty()).then(|| names.get(id).cloned().unwrap_or_else(|| id.to_owned()))
    };
    Some(Event::Message { from: name(parties.get(..at)?)?, to: name(parties.get(at + length..)?)?, text: label(text)? })
}

#[cfg(test)]
mod tests {
    use super::Event;
    use crate::lang::mermaid::{Diagram, read};

    fn told(text: &str) -> Option<Vec<String>> {
        let Diagram::Sequence(events) = read(text)? else { return None };
        let line = |event: &Event| match event {
            Event::Message { from, to, text } => format!("{from} > {to}: {text}"),
            Event::Note(text) => format!("({text})"),
            Event::Part(text) => format!("[{text}"),
            Event::End => "]".to_owned(),
        };
        Some(events.iter().map(line).collect())
    }

    #[test]
    fn messages_notes_and_parts_are_read() {
        let text = "sequenceDiagram\n  autonumber\n  participant U as 利用者\n  actor S\n  U->>+API: 要求: 一覧\n\
                    API-->>-U: 応答\n  Note over U,API: 15分以内\n  alt 失敗\n  S-)U: 連絡\n  else 成功\n  U-xS: 完了\n  end\n";
        let lines = [
            "利用者 > API: 要求: 一覧",
            "API > 利用者: 応答",
            "(15分以内)",
            "[alt 失敗",
            "S > 利用者: 連絡",
            "]",
            "[else 成功",
            "利用者 > S: 完了",
            "]",
        ];
        assert_eq!(told(text).unwrap(), lines);
        assert_eq!(told("sequenceDiagram\nrect rgb(0,0,0)\nA->>B: 一\nend\n").unwrap(), ["A > B: 一"]);
    }

    #[test]
    fn what_is_not_understood_stays_as_it_is() {
        for text in [
            "sequenceDiagram\n",
            "sequenceDiagram\nA->>B\n",
            "sequenceDiagram\nloop 毎分\nA->>B: 一\n",
            "sequenceDiagram\nend\n",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
