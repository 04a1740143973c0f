//! Links, pictures and addresses, `[[ID]]`, and what prose mentions: files and sections.
//!
//! 1. Written links are taken with their kind; their text is no mention.
//! 2. [`super::mention`] finds files in code spans and plain text.
//! 3. [`super::section_mention`] finds sections named in prose.
//!
//! Whether they lead somewhere is for `resolve`, which sees all documents; what holds a placeholder is marked here.

use super::mention::Piece;
use super::run::Run;
use super::{mention, section_mention, target};
use crate::model::{Link, LinkKind, LinkStatus};
use crate::source::Span;
use crate::syntax::{Inline, InlineKind, Prose};

/// Every link and mention of a document, in source order. A link's span is that of its inline, a mention's its words.
pub(super) fn collect(runs: &[Run<'_>], source: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut pieces = Vec::new();
    runs.iter().for_each(|run| of_run(run, source, &mut pieces, &mut links));
    links
}

/// `pieces` is room that all runs share.
fn of_run(run: &Run<'_>, source: &str, pieces: &mut Vec<Piece>, links: &mut Vec<Link>) {
    let first = links.len();
    let mut covered = Vec::new();
    written(run.content, source, links, &mut covered, true);
    let prose = run.prose.as_ref();
    mention::pieces(prose, &covered, pieces);
    mention::find(prose, pieces, links);
    let in_order = |link: &Link| (link.span.start, std::cmp::Reverse(link.span.end));
    links[first..].sort_by_key(in_order);
    let sections = section_mention::find(prose, pieces, &covered, run.holder, &links[first..]);
    if !sections.is_empty() {
        links.extend(sections);
        links[first..].sort_by_key(in_order);
    }
}

/// Links and pictures as written. `outer` outside of any link: only there they cover text.
fn written(content: &[Inline], source: &str, links: &mut Vec<Link>, covered: &mut Vec<Span>, outer: bool) {
    for inline in content {
        match &inline.kind {
            InlineKind::Link { destination, content, automatic } => {
                if outer {
                    covered.push(inline.span);
                }
                let place = if *automatic { None } else { target_place(inline, content, source) };
                links.push(link(&destination.target, content, inline.span, place, false, source));
                written(content, source, links, covered, false);
            }
            InlineKind::Image { destination, content } => {
                if outer {
                    covered.push(inline.span);
                }
                let place = target_place(inline, content, source);
                links.push(link(&destination.target, content, inline.span, place, true, source));
            }
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content) => written(content, source, links, covered, outer),
            _ => {}
        }
    }
}

fn link(written: &str, content: &[Inline], span: Span, place: Option<Span>, image: bool, source: &str) -> Link {
    let kind = target::kind(written);
    let placeholder = target::has_placeholder(written, kind == LinkKind::External);
    Link {
        text: Prose::new(content, source).text,
        target: written.to_owned(),
        kind,
        status: if placeholder { LinkStatus::Placeholder } else { LinkStatus::Unchecked },
        image,
        span,
        target_span: place.unwrap_or(span),
        ..Link::default()
    }
}

/// Where the destination of `[…](destination "title")` stands; `None` for a link by reference.
fn target_place(inline: &Inline, content: &[Inline], source: &str) -> Option<Span> {
    let from = content.last().map_or(inline.span.start, |last| last.span.end) as usize;
    let tail = source.get(from..inline.span.end as usize)?;
    let open = tail.find("](")? + 2;
    let start = open + (tail[open..].len() - tail[open..].trim_start().len());
    let rest = &tail[start..];
    if let Some(inner) = rest.strip_prefix('<') {
        let length = inner.find('>')?;
        return Some(Span::new(from + start + 1, from + start + 1 + length));
    }
    let mut depth = 0_u32;
    let mut escaped = false;
    let length = rest
        .char_indices()
        .find(|&(_, character)| {
            if escaped {
                escaped = false;
                return false;
            }
            match character {
                '\\' => escaped = true,
                '(' => depth += 1,
                ')' if depth == 0 => return true,
                ')' => depth -= 1,
                _ => {}
            }
            character.is_ascii_whitespace()
        })
        .map_or(rest.len(), |(at, _)| at);
    Some(Span::new(from + start, from + start + length))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::syntax::{Bounds, parse};

    pub(in super::super) fn collected(text: &str) -> Vec<Link> {
        let (document, _) = parse(text, Bounds::default());
        collect(&super::super::run::all(&document, text), text)
    }

    pub(in super::super) fn targets(text: &str) -> Vec<String> {
        collected(text).into_iter().map(|link| link.target).collect()
    }

    /// What stands at the places of the links.
    pub(in super::super) fn written(text: &str) -> Vec<String> {
        collected(text).into_iter().map(|link| text[link.span.range()].to_owned()).collect()
    }

    #[test]
    fn places_of_destinations() {
        let text = "| [復旧](<手順 書.md> \"題\") | ![図](図(1).png) | [**太字**](a.md) | [参][r] |\n| --- | --- | --- | --- |\n\n[r]: b.md\n";
        let places: Vec<&str> = collected(text).iter().map(|link| &text[link.target_span.range()]).collect();
        assert_eq!(places, ["手順 書.md", "図(1).png", "a.md", "[参][r]"]);
        assert_eq!(targets(text), ["手順 書.md", "図(1).png", "a.md", "b.md"]);
    }

    #[test]
    fn kinds_and_order() {
        let text = "# [索引](#索引)\n\n- [障害](障害.md#復旧)、`docs/slo.md`、<https://host/a>、セクション3参照\n";
        let kinds: Vec<&str> = collected(text).iter().map(|link| link.kind.name()).collect();
        assert_eq!(kinds, ["anchor", "file", "mention", "external", "section_mention"]);
    }

    #[test]
    fn a_picture_in_a_link_is_two() {
        assert_eq!(
            targets("[![状態](badge.svg)](https://ci.kawasemi.jp/) §4\n"),
            ["https://ci.kawasemi.jp/", "badge.svg", "§4"]
        );
    }

    #[test]
    fn a_placeholder_is_no_broken_link() {
        let status = |text: &str| collected(text)[0].status;
        assert_eq!(status("[手順](<service>/restore.md)\n"), LinkStatus::Placeholder);
        assert_eq!(status("https://grafana.example.com/d/xxx\n"), LinkStatus::Placeholder);
        assert_eq!(status("[手順](ERROR_RATE.md)\n"), LinkStatus::Unchecked);
    }
}
