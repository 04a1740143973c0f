//! Files named in code spans and in plain text, and `[[ID]]`.

use super::file_name::{self, Verdict};
use super::target;
use crate::model::{Link, LinkKind, LinkStatus};
use crate::source::Span;
use crate::syntax::{Part, PartKind, Prose};
use std::ops::Range;

/// Mentions in the pieces of a text.
pub(super) fn find(prose: &Prose, pieces: &[Piece], links: &mut Vec<Link>) {
    for piece in pieces {
        let Some(text) = prose.text.get(piece.range.clone()) else { continue };
        if piece.code {
            in_code(prose, &piece.range, text, links);
        } else {
            wiki(prose, &piece.range, text, links);
            in_text(prose, &piece.range, text, links);
        }
    }
}

/// A stretch of a text outside of links: one code span, or all words between two of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) code: bool,
}

/// Whether a part lies inside a link.
pub(super) fn is_covered(part: &Part, covered: &[Span]) -> bool {
    matches!(part.kind, PartKind::LinkText | PartKind::Address)
        || covered
            .get(covered.partition_point(|span| span.start <= part.span.start).wrapping_sub(1))
            .is_some_and(|span| span.contains(part.span.start))
}

/// Takes a text apart: code spans, and words between links and code spans. `covered` are the places of its links, in
/// order: what they say is no mention. What `pieces` held before is forgotten.
pub(super) fn pieces(prose: &Prose, covered: &[Span], pieces: &mut Vec<Piece>) {
    pieces.clear();
    let mut joined = false;
    for (at, part) in prose.parts.iter().enumerate() {
        let end = prose.parts.get(at + 1).map_or(prose.text.len(), |next| next.start as usize);
        let range = part.start as usize..end;
        if is_covered(part, covered) {
            joined = false;
            continue;
        }
        let code = part.kind == PartKind::Code;
        match pieces.last_mut().filter(|_| joined && !code) {
            Some(last) => last.range.end = end,
            None => pieces.push(Piece { range, code }),
        }
        joined = !code;
    }
}

fn in_code(prose: &Prose, range: &Range<usize>, text: &str, links: &mut Vec<Link>) {
    let name = text.trim();
    let verdict = file_name::judge(name, true);
    if verdict != Verdict::None {
        let start = range.start + (text.len() - text.trim_start().len());
        push(prose, start..start + name.len(), name, verdict, links);
    }
}

fn push(prose: &Prose, range: Range<usize>, name: &str, verdict: Verdict, links: &mut Vec<Link>) {
    let placeholder = target::has_placeholder(file_name::path_of(name), false);
    // `audit_YYYYMMDD.csv` is what a run makes.
    if placeholder && verdict == Verdict::Perhaps {
        return;
    }
    let span = prose.span(range);
    links.push(Link {
        text: name.to_owned(),
        target: name.to_owned(),
        kind: LinkKind::Mention,
        status: if placeholder { LinkStatus::Placeholder } else { LinkStatus::Unchecked },
        tentative: verdict == Verdict::Perhaps,
        span,
        target_span: span,
        ..Link::default()
    });
}

/// Longest text between `[[` and `]]`.
const WIKI_BYTES: usize = 300;

/// `[[ID]]`, `[[ID|text]]`
fn wiki(prose: &Prose, piece: &Range<usize>, text: &str, links: &mut Vec<Link>) {
    if memchr::memchr(b'[', text.as_bytes()).is_none() {
        return;
    }
    let mut from = 0;
    while let Some(open) = text[from..].find("[[").map(|at| from + at) {
        let inner = open + 2;
        from = inner;
        let window = &text[inner..text.floor_char_boundary(inner + WIKI_BYTES)];
        let Some(length) = window.find("]]") else { continue };
        let body = &window[..length];
        if body.is_empty() || body.contains(['[', '\n', '"', '\'']) || body.starts_with(' ') {
            continue;
        }
        from = inner + length + 2;
        let (id, shown) = body.split_once('|').unwrap_or((body, body));
        let placeholder = target::has_placeholder(id, false);
        let at = piece.start;
        links.push(Link {
            text: shown.trim().to_owned(),
            target: id.trim().to_owned(),
            kind: LinkKind::File,
            status: if placeholder { LinkStatus::Placeholder } else { LinkStatus::Unchecked },
            span: prose.span(at + open..at + from),
            target_span: prose.span(at + inner..at + inner + id.len()),
            ..Link::default()
        });
    }
}

/// Names in running text: around each dot that an extension follows.
fn in_text(prose: &Prose, piece: &Range<usize>, text: &str, links: &mut Vec<Link>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while let Some(dot) = memchr::memchr(b'.', &bytes[at..]).map(|found| at + found) {
        at = dot + 1;
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let end = at + length;
        let behind = bytes.get(end).copied().unwrap_or(b' ');
        // `docs/slo.yml.bak`, `a.md-old`: the name goes on.
        let goes_on = matches!(behind, b'_' | b'-' | b'@')
            || (behind == b'.' && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric))
            || (behind == b'/' && bytes.get(end + 1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'.'));
        if length == 0 || (goes_on && !ends_list(text, end)) || !file_name::is_extension(&text[at..end]) {
            continue;
        }
        let start = start_of(text, from, dot);
        let end = with_fragment(text, end);
        let name = &text[start..end];
        let mail = text[..start].ends_with('@') || text[..start].ends_with("[[");
        let verdict = if mail { Verdict::None } else { file_name::judge(name, false) };
        if verdict != Verdict::None {
            push(prose, piece.start + start..piece.start + end, name, verdict, links);
        }
        from = end;
        at = at.max(end);
    }
}

/// `README.md/CHANGELOG.md` names two.
fn ends_list(text: &str, end: usize) -> bool {
    const ENDS: [&str; 7] = [".md", ".yml", ".yaml", ".json", ".sh", ".sql", ".py"];
    ENDS.iter().any(|ending| text[..end].ends_with(ending)) && text[end..].starts_with('/')
}

/// `#…` belongs to a name.
fn with_fragment(text: &str, end: usize) -> usize {
    let Some(fragment) = text[end..].strip_prefix('#') else { return end };
    let length =
        fragment.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '%'))).unwrap_or(fragment.len());
    if length == 0 { end } else { end + 1 + length }
}

/// Where the name that has its last dot at `dot` starts: behind a blank, a sign that is in no name, or a particle.
fn start_of(text: &str, from: usize, dot: usize) -> usize {
    let head = &text[from..dot];
    let mut start = from;
    let mut depth = 0_u32;
    for (at, character) in head.char_indices().rev() {
        match character {
            '>' | '}' => depth += 1,
            '<' | '{' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ if !is_name(character) => {
                start = from + at + character.len_utf8();
                break;
            }
            _ => {}
        }
    }
    // 詳細はdocs/slo.md: what stands before a particle belongs to the sentence.
    let first = text[start..dot].find('/').map_or(dot, |slash| start + slash);
    let particle =
        |c: char| matches!(c, 'は' | 'を' | 'に' | 'が' | 'と' | 'で' | 'も' | 'へ' | 'の' | 'や' | 'る' | 'し' | 'た');
    let start = match text[start..first].rfind(particle) {
        Some(at) if start + at + 'は'.len_utf8() < dot => start + at + 'は'.len_utf8(),
        _ => start,
    };
    // 設定ファイルconfig.yml, フロントエンドNext.js: the name is what is written in ASCII. Documents have Japanese names.
    let document = text[dot..].starts_with(".md") && first == dot;
    let ascii = text[start..first].trim_end_matches(|c: char| c.is_ascii()).len();
    if !document && start + ascii < first { start + ascii } else { start }
}

fn is_name(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric()
            || matches!(character, '/' | '.' | '-' | '_' | '+' | '@' | '$' | '~' | '*' | '\\' | '?' | '=' | '&' | '%');
    }
    character.is_alphanumeric() && !matches!(character, '、' | '。')
}

#[cfg(test)]
mod tests {
    use super::super::link::tests::{targets, written};

    #[test]
    fn files_in_code_spans_and_in_text() {
        let text =
            "詳細は `docs/slo.md` と docs/alerts.yml（月次）、GitHub: docs/CHANGELOG.md、運用手順書.mdを参照。\n";
        assert_eq!(targets(text), ["docs/slo.md", "docs/alerts.yml", "docs/CHANGELOG.md", "運用手順書.md"]);
        assert_eq!(written(text), ["docs/slo.md", "docs/alerts.yml", "docs/CHANGELOG.md", "運用手順書.md"]);
    }

    #[test]
    fn text_of_a_link_is_no_mention() {
        assert_eq!(targets("[slo.md](./slo.md) と [`a.md`](b.md)\n"), ["./slo.md", "b.md"]);
        assert_eq!(targets("https://host/docs/a.md を見る\n"), ["https://host/docs/a.md"]);
    }

    #[test]
    fn placeholders_and_what_is_none() {
        assert_eq!(
            targets("`docs/<サービス>/runbook.md` に書く。docs/<service>/a.md も\n"),
            ["docs/<サービス>/runbook.md", "docs/<service>/a.md"]
        );
        assert!(
            targets("Node.js 20 と Pay.jp、`.env`、*.md、/var/log/app.log、sre@kawasemi.mdx、docs/a.md.bak\n")
                .iter()
                .all(|t| t.starts_with("mailto"))
        );
        assert!(targets("```\ndocs/slo.md を見る\n```\n").is_empty());
    }

    #[test]
    fn words_in_front_are_no_part_of_a_name() {
        assert_eq!(
            targets("設定ファイルconfig.ymlと画面Next.jsの手順v2.md、一覧docs/運用/表.md\n"),
            ["config.yml", "手順v2.md", "docs/運用/表.md"]
        );
    }

    #[test]
    fn wiki_links() {
        let text = "[[db-restore]] と [[ops/db|DB の手順]]\n";
        assert_eq!(targets(text), ["db-restore", "ops/db"]);
        assert_eq!(written(text), ["[[db-restore]]", "[[ops/db|DB の手順]]"]);
    }
}
