//! A line with boxes: what each of them stands before.

/// Boxes, empty and ticked.
pub(super) const BOXES: &[char] = &['□', '☐', '⬜', '☑', '☒'];
/// Boxes that are still empty.
pub(super) const EMPTY: &[char] = &['□', '☐', '⬜'];

/// Answers that exclude each other: before two of them at a line's end stands what is asked.
const OPPOSITES: &[[&str; 2]] = &[
    ["正常", "異常"],
    ["OK", "NG"],
    ["はい", "いいえ"],
    ["有", "無"],
    ["有り", "無し"],
    ["あり", "なし"],
    ["済", "未"],
    ["済み", "未済"],
    ["完了", "未完了"],
    ["実施", "未実施"],
    ["可", "不可"],
    ["要", "不要"],
    ["良", "否"],
    ["適", "不適"],
    ["合格", "不合格"],
    ["成功", "失敗"],
    ["Yes", "No"],
    ["Pass", "Fail"],
];

/// A line that begins with a box. Places are bytes of the line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// What it says without boxes.
    pub(super) text: String,
    /// Whether its own box is ticked.
    pub(super) checked: bool,
    /// Where its own box stands; `None` where each box is a choice's.
    pub(super) own: Option<usize>,
    /// What its further boxes stand before, and where they stand.
    pub(super) choices: Vec<(String, usize)>,
}

/// Reads a line that begins with a box.
pub(super) fn read(line: &str) -> Option<Line> {
    let start = line.len() - line.trim_start().len();
    let mark = line[start..].chars().next().filter(|mark| BOXES.contains(mark))?;
    let behind = start + mark.len_utf8();
    let rest = line[behind..].trim_start_matches('\u{FE0F}').trim();
    // □□ is a name to be filled in.
    if rest.is_empty() || rest.starts_with(BOXES) {
        return None;
    }
    let checked = !EMPTY.contains(&mark);
    let alone = || Line { text: rest.to_owned(), checked, own: Some(start), choices: Vec::new() };
    if checked || !line[behind..].contains(EMPTY) {
        return Some(alone());
    }
    let choices = choices(line);
    Some(match choices.as_slice() {
        [(first, own), others @ ..] if first.ends_with([':', '：']) || asks(first, others) => Line {
            text: first.trim_end_matches([':', '：']).trim_end().to_owned(),
            checked,
            own: Some(*own),
            choices: others.to_vec(),
        },
        [_, _, ..] => Line { text: joined(&choices), checked, own: None, choices },
        _ => alone(),
    })
}

/// What an item with a box of its own says before further boxes, and what these stand before; at least two of them.
pub(super) fn asked(line: &str) -> (String, Vec<(String, usize)>) {
    let choices = choices(line);
    if choices.len() < 2 {
        return (line.trim().to_owned(), Vec::new());
    }
    let name = line.split(EMPTY).next().unwrap_or_default().trim().trim_end_matches([':', '：']).trim_end();
    (if name.is_empty() { joined(&choices) } else { name.to_owned() }, choices)
}

fn joined(choices: &[(String, usize)]) -> String {
    choices.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" / ")
}

/// What each empty box of a line stands before, and where it stands.
fn choices(line: &str) -> Vec<(String, usize)> {
    let mut boxes = line.match_indices(EMPTY).peekable();
    let mut choices = Vec::new();
    while let Some((at, mark)) = boxes.next() {
        let end = boxes.peek().map_or(line.len(), |(next, _)| *next);
        let name = line[at + mark.len()..end].trim_start_matches('\u{FE0F}').trim();
        if !name.is_empty() {
            choices.push((name.to_owned(), at));
        }
    }
    choices
}

/// Whether a name asks what two opposites answer.
fn asks(name: &str, answers: &[(String, usize)]) -> bool {
    let is = |word: &str, known: &str| word.eq_ignore_ascii_case(known);
    let [(yes, _), (no, _)] = answers else { return false };
    OPPOSITES.iter().any(|[one, other]| {
        let opposed = (is(yes, one) && is(no, other)) || (is(yes, other) && is(no, one));
        opposed && !is(name, one) && !is(name, other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text, whether it has a box of its own, and the choices.
    fn said(line: &str) -> Option<(String, bool, Vec<String>)> {
        let line = read(line)?;
        Some((line.text, line.own.is_some(), line.choices.into_iter().map(|(name, _)| name).collect()))
    }

    fn some(text: &str, own: bool, choices: &[&str]) -> Option<(String, bool, Vec<String>)> {
        Some((text.to_owned(), own, choices.iter().map(|choice| (*choice).to_owned()).collect()))
    }

    #[test]
    fn boxes_on_one_line_are_choices() {
        assert_eq!(said("□ ログを確認"), some("ログを確認", true, &[]));
        assert_eq!(said("□ 正常 □ 異常"), some("正常 / 異常", false, &["正常", "異常"]));
        assert_eq!(said("□ 小 □ 中 □ 大"), some("小 / 中 / 大", false, &["小", "中", "大"]));
        assert_eq!(said("□ 電源: □ 正常 □ 異常"), some("電源", true, &["正常", "異常"]));
        assert_eq!(said("□ DB接続 □ 正常 □ 異常"), some("DB接続", true, &["正常", "異常"]));
        assert_eq!(said("☑ 済んだ"), some("済んだ", true, &[]));
        // A mark of success is no box, and two boxes are a name to be filled in.
        assert_eq!(said("✅ 完了"), None);
        assert_eq!(said("□□を直す"), None);
        assert_eq!(said("□"), None);
    }

    #[test]
    fn an_item_asks_before_its_choices() {
        let names = |line| {
            let (name, choices) = asked(line);
            (name, choices.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(","))
        };
        assert_eq!(names("状態 □ 正常 □ 異常"), ("状態".to_owned(), "正常,異常".to_owned()));
        assert_eq!(names("□ 正常 □ 異常"), ("正常 / 異常".to_owned(), "正常,異常".to_owned()));
        assert_eq!(names("□ を数える"), ("□ を数える".to_owned(), String::new()));
        assert_eq!(names("四角 □ を数える"), ("四角 □ を数える".to_owned(), String::new()));
    }
}
