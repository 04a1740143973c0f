//! What comments say: what a command is for, and what must come out of it.

use super::Command;
use super::reader::Parts;
use crate::lang::effect::Table;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A comment that announces what comes out, with what it says itself.
static EXPECTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:=>|⇒|→|->|(?:期待(?:される|する)?(?:値?|結果|出力|応答|レスポンス|動作|表示|する結果)|結果の?例|出力の?例|出力|実行結果(?:例)?|結果|expected(?: (?:output|result|response|value))?|(?:example |sample )?output|response|レスポンス例?|応答例?)(?:例|の例)?(?:[（(][^（()）]{0,40}[）)])?\s*(?:[:：]|$))\s*",
    )
    .ok()
});

static NUMBERING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:step|手順|ステップ)\s*[0-9０-９]{1,3}(?:-[0-9]{1,2})?\s*[:：.．)）]?|[0-9]{1,3}(?:[-.][0-9]{1,2})*\s*[.．)）、:：]|[(（][0-9]{1,3}[)）]|[①-⑳])\s*").ok()
});

/// Blanks the lines that a comment announces as output. Same length; gives their ranges too.
pub(super) fn without_outputs(masked: String) -> (String, Vec<Range<usize>>) {
    let mut outputs: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut announced = false;
    let mut open: Option<(usize, i32)> = None;
    for line in masked.split_inclusive('\n') {
        let body = line.trim_end();
        let start = at;
        at += line.len();
        if let Some((begin, depth)) = open {
            let depth = depth + brackets(body);
            let json = masked[begin..].starts_with(['{', '[']);
            if body.trim().is_empty() && !(json && depth > 0) || !json && body.trim_start().starts_with('#') {
                open = None;
            } else {
                if let Some(last) = outputs.last_mut() {
                    last.end = start + body.len();
                }
                open = (!json || depth > 0).then_some((begin, depth));
                continue;
            }
        }
        if let Some(comment) = body.trim_start().strip_prefix('#') {
            announced = announces(comment);
            continue;
        }
        if body.trim().is_empty() {
            // A blank line may stand between the announcement and what comes out.
            continue;
        }
        if std::mem::take(&mut announced) && !is_command_line(body) {
            let begin = start + body.len() - body.trim_start().len();
            outputs.push(begin..start + body.len());
            let depth = brackets(body);
            if !(masked[begin..].starts_with(['{', '[']) && depth <= 0) {
                open = Some((begin, depth));
            }
        }
    }
    if outputs.is_empty() {
        return (masked, outputs);
    }
    let mut bytes = masked.into_bytes();
    for byte in outputs.iter().flat_map(|range| range.clone()) {
        if let Some(byte) = bytes.get_mut(byte).filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    (String::from_utf8_lossy(&bytes).into_owned(), outputs)
}

fn brackets(line: &str) -> i32 {
    line.bytes().map(|byte| i32::from(matches!(byte, b'{' | b'[')) - i32::from(matches!(byte, b'}' | b']'))).sum()
}

fn announces(comment: &str) -> bool {
    let comment = comment.trim_start_matches('#').trim();
    EXPECTED.as_ref().is_some_and(|regex| regex.find(comment).is_some_and(|found| found.end() == comment.len()))
}

fn is_command_line(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or("");
    word == "sudo" || (Table::built_in().knows(word) && word.len() > 1 && line.trim() != word)
}

/// What the lines of a comment block have said so far.
#[derive(Default)]
struct Said {
    lines: Vec<String>,
    fresh: bool,
}

/// Adds descriptions and expected results.
pub(super) fn describe(text: &str, parts: &Parts, outputs: &[Range<usize>], commands: &mut [Command]) {
    let mut comments = parts.comments.iter().peekable();
    let mut outputs = outputs.iter().peekable();
    let mut said = Said::default();
    let mut pending: Option<String> = None;
    let mut expecting: Option<usize> = None;
    let (mut at, mut next) = (0, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let first = next;
        while commands.get(next).is_some_and(|command| command.range.start < end) {
            next += 1;
        }
        let comment = comments.next_if(|comment| comment.range.start < end);
        while comments.next_if(|comment| comment.range.start < end).is_some() {}
        let words = comment.and_then(|comment| text.get(comment.range.clone())).map(clean);
        let alone = comment
            .is_some_and(|comment| text.get(at..comment.range.start).is_some_and(|front| front.trim().is_empty()));
        if let Some(output) = outputs.next_if(|output| output.start < end) {
            set_expected(commands, next, text.get(output.clone()).unwrap_or(""));
            expecting = None;
        } else if alone {
            let words = words.unwrap_or_default();
            if let Some(result) = expected(&words) {
                said = Said::default();
                expecting = (next > 0).then(|| next - 1).filter(|_| result.is_empty());
                if !result.is_empty() {
                    if next > 0 { set_expected(commands, next, &result) } else { pending = Some(result) }
                }
            } else if let Some(command) = expecting.and_then(|at| commands.get_mut(at)) {
                push_line(&mut command.expected, &words);
            } else {
                if !said.fresh {
                    said.lines.clear();
                }
                said.fresh = true;
                if !words.is_empty() {
                    said.lines.push(words);
                }
            }
        } else if line.trim().is_empty() {
            said = Said::default();
            expecting = None;
        } else {
            expecting = None;
            said.fresh = false;
            let above = (!said.lines.is_empty()).then(|| said.lines.join(" "));
            let behind = words.as_deref().and_then(expected);
            for command in &mut commands[first..next] {
                command.description =
                    above.clone().or_else(|| words.clone().filter(|words| behind.is_none() && !words.is_empty()));
            }
            if let Some(result) = behind.or_else(|| pending.take()).filter(|result| !result.is_empty()) {
                set_expected(commands, next, &result);
            }
        }
        at = end;
    }
}

fn set_expected(commands: &mut [Command], next: usize, result: &str) {
    if let Some(command) = next.checked_sub(1).and_then(|at| commands.get_mut(at))
        && command.expected.is_none()
    {
        command.expected = Some(result.trim().to_owned());
    }
}

fn push_line(expected: &mut Option<String>, line: &str) {
    match expected {
        Some(text) => {
            text.push('\n');
            text.push_str(line);
        }
        None => *expected = Some(line.to_owned()),
    }
}

/// A comment without `#`, numbering and rulers.
fn clean(comment: &str) -> String {
    let comment = comment.trim_start_matches('#').trim();
    if comment.starts_with('!') {
        return String::new();
    }
    let comment = comment.trim_matches(['=', '-', '─', '━', '*', '#', ' ']);
    let cut = NUMBERING.as_ref().and_then(|regex| regex.find(comment)).map_or(0, |found| found.end());
    comment.get(cut..).unwrap_or(comment).trim().to_owned()
}

fn expected(comment: &str) -> Option<String> {
    let found = EXPECTED.as_ref()?.find(comment)?;
    Some(comment[found.end()..].trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Options, read};

    #[test]
    fn comments_describe_and_expect() {
        let text = "# 1. 接続数の確認\n# 本番のみ\nss -s\ndf -h\n\n# 応答確認\ncurl https://a.test/health\n# 期待値: 200 OK\n\nuptime # 稼働時間\n";
        let commands = read(text, &Options::default()).commands;
        let described: Vec<_> = commands.iter().map(|one| one.description.as_deref()).collect();
        assert_eq!(
            described,
            [Some("接続数の確認 本番のみ"), Some("接続数の確認 本番のみ"), Some("応答確認"), Some("稼働時間")]
        );
        assert_eq!(commands[2].expected.as_deref(), Some("200 OK"));
        assert_eq!(commands[3].expected, None);
    }

    #[test]
    fn announced_output_is_no_command() {
        let text = "curl https://a.test/health\n\n# 期待される応答\n{\n  \"db\": { \"state\": \"ok\" }\n}\n\ndf -h\n";
        let commands = read(text, &Options::default()).commands;
        let programs: Vec<&str> = commands.iter().map(|one| one.program.as_str()).collect();
        assert_eq!(programs, ["curl", "df"]);
        assert!(commands[0].expected.as_deref().is_some_and(|expected| expected.starts_with('{')));
    }
}
