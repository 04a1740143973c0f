//! Procedures that are drawn: boxes below one another with □ lines in them, or □ lines alone.
//!
//! A drawing is read only where all of it is understood: half a procedure is worse than its picture.

use std::ops::Range;

/// Boxes that are still empty, and ones that are ticked.
const EMPTY: [char; 3] = ['□', '☐', '⬜'];
const TICKED: [char; 2] = ['☑', '☒'];

/// A step of a drawn procedure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    /// What stands above its line or before its first □; empty where nothing does.
    pub title: Range<usize>,
    /// What stands in it, line by line.
    pub rows: Vec<Row>,
}

/// A line of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Something to tick off: whether it is ticked, and its text.
    Item(bool, Range<usize>),
    /// More words on the item above, or on the step where there is none.
    Note(Range<usize>),
}

/// The steps of a drawn procedure, places in the drawing; `None` for any other text.
#[must_use]
pub fn frames(text: &str) -> Option<Vec<Frame>> {
    if !text.contains(EMPTY) {
        return None;
    }
    let frames = if text.lines().find_map(|line| line.trim_start().chars().next()).is_some_and(is_top) {
        framed(text)
    } else {
        listed(text)
    }?;
    let has_items = frames.iter().flat_map(|frame| &frame.rows).any(|row| matches!(row, Row::Item(..)));
    has_items.then_some(frames)
}

/// The places of a text's lines without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end())
    })
}

fn is_top(character: char) -> bool {
    "┌┏╔╭".contains(character)
}

fn is_line(character: char) -> bool {
    matches!(character, '\u{2500}'..='\u{257F}')
}

/// Boxes below one another, with nothing but arrows between them.
fn framed(text: &str) -> Option<Vec<Frame>> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut is_open = false;
    // Indentation of the last item: what goes on with it stands deeper.
    let mut depth = None;
    for (at, line) in lines(text) {
        let trimmed = line.trim_start();
        let at = at + line.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else { continue };
        let is_rule = trimmed.chars().all(is_line);
        match (is_open, first) {
            (false, first) if is_top(first) => {
                if !is_rule || trimmed.chars().skip(1).any(is_top) {
                    return None;
                }
                frames.push(Frame::default());
                (is_open, depth) = (true, None);
            }
            (false, _) => {
                if !trimmed.chars().all(|c| "│┃║|▼▽↓⬇vV ".contains(c)) {
                    return None;
                }
            }
            (true, '└' | '┗' | '╚' | '╰') if is_rule => is_open = false,
            (true, '├' | '┠' | '┣' | '╠' | '╟') if is_rule => {
                let frame = frames.last_mut()?;
                if let (true, [Row::Note(title)]) = (frame.title.is_empty(), frame.rows.as_slice()) {
                    frame.title = title.clone();
                    frame.rows.clear();
                }
                depth = None;
            }
            (true, '│' | '┃' | '║') => {
                let inner = trimmed.get(first.len_utf8()..)?.strip_suffix(['│', '┃', '║'])?;
                if inner.contains(is_line) {
                    return None;
                }
                let row = row(inner, at + first.len_utf8(), &mut depth)?;
                frames.last_mut()?.rows.extend(row);
            }
            _ => return None,
        }
    }
    if is_open {
        return None;
    }
    frames.iter_mut().for_each(untitled);
    Some(frames)
}

/// □ lines with what belongs to each below it, deeper; a line before them is their title.
fn listed(text: &str) -> Option<Vec<Frame>> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut depth = None;
    for (at, line) in lines(text) {
        if line.contains(is_line) {
            return None;
        }
        let Some(row) = row(line, at, &mut depth)? else { continue };
        match (&row, depth, frames.last_mut()) {
            (Row::Item(..), _, Some(frame)) => frame.rows.push(row),
            (Row::Item(..), _, None) => frames.push(Frame { rows: vec![row], ..Frame::default() }),
            // Words at the left edge open a part, and only a part with something to tick off.
            (Row::Note(title), None, _) => frames.push(Frame { title: title.clone(), rows: Vec::new() }),
            (Row::Note(_), Some(_), Some(frame)) => frame.rows.push(row),
            (Row::Note(_), Some(_), None) => return None,
        }
    }
    let whole = |frame: &Frame| matches!(frame.rows.first(), Some(Row::Item(..)));
    frames.iter().all(whole).then_some(frames)
}

/// What a line says; nothing where it is blank. `None` where several boxes stand in it: those are choices.
fn row(line: &str, at: usize, depth: &mut Option<usize>) -> Option<Option<Row>> {
    let text = line.trim();
    let Some(first) = text.chars().next() else { return Some(None) };
    let indent = line.len() - line.trim_start().len();
    let place = |text: &str| {
        let start = at + (text.as_ptr() as usize - line.as_ptr() as usize);
        start..start + text.len()
    };
    let ticked = TICKED.contains(&first);
    if !ticked && !EMPTY.contains(&first) {
        if text.contains(EMPTY) {
            return None;
        }
        if depth.is_some_and(|depth| indent <= depth) {
            *depth = None;
        }
        return Some(Some(Row::Note(place(text))));
    }
    let said = text.get(first.len_utf8()..)?.trim_start_matches('\u{FE0F}').trim();
    if said.is_empty() || said.contains(EMPTY) {
        return None;
    }
    *depth = Some(indent);
    Some(Some(Row::Item(ticked, place(said))))
}

/// A frame without a line below its title: words before its first □ are one.
fn untitled(frame: &mut Frame) {
    if let (true, Some(Row::Note(title))) = (frame.title.is_empty(), frame.rows.first()) {
        frame.title = title.clone();
        frame.rows.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Titles, items (`-`, ticked `+`) and notes (`.`) of a drawing.
    fn said(text: &str) -> Option<String> {
        let mut said = Vec::new();
        for frame in frames(text)? {
            said.push(format!("[{}]", &text[frame.title]));
            said.extend(frame.rows.into_iter().map(|row| match row {
                Row::Item(ticked, place) => format!("{}{}", if ticked { '+' } else { '-' }, &text[place]),
                Row::Note(place) => format!(".{}", &text[place]),
            }));
        }
        Some(said.join(" "))
    }

    #[test]
    fn boxes_below_one_another_are_steps() {
        let text = "┌──────────┐\n│ 1. 受付（5分以内） │\n├──────────┤\n│ □ 連絡を受ける  │\n│   （電話も可） │\n│ ☑ 記録する │\n└────┬─────┘\n     │\n     ▼\n\
                    ╔═══════╗\n║ 復旧 ║\n║ □ 再起動 ║\n╚═══════╝\n";
        assert_eq!(
            said(text).as_deref(),
            Some("[1. 受付（5分以内）] -連絡を受ける .（電話も可） +記録する [復旧] -再起動")
        );
    }

    #[test]
    fn boxes_alone_are_a_list() {
        let text = "確認項目:\n□ ログを見る\n  - 直近1時間\n\n□ 当番に伝える\n";
        assert_eq!(said(text).as_deref(), Some("[確認項目:] -ログを見る .- 直近1時間 -当番に伝える"));
    }

    #[test]
    fn what_is_not_wholly_understood_stays_a_picture() {
        for text in [
            "┌──┐ ┌──┐\n│□ 左│ │□ 右│\n└──┘ └──┘\n",
            "┌──┐\n│□ 確認│\n└──┘\n  YES\n",
            "┌────┐\n│┌─┐ │\n││□ 中││\n│└─┘ │\n└────┘\n",
            "┌──┐\n│□ 確認│\n",
            "□ 正常 □ 異常\n",
            "氏名: ___\n日時: ___\n□ 報告した\n□ 記録した\n終わり\n",
            "□□を直す\n",
            "確認しました\n",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
