//! The Markdown twin of a page: the source without front matter, comments and what no reader sees.

use super::Artifact;
use super::fault::TemplateFault;
use super::site::Site;
use crate::source::{Span, seen};
use crate::syntax::{Block, BlockKind, Document, Inline, InlineKind};

pub(super) fn write(site: &Site<'_>, at: usize, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let Some(entry) = site.entry(at) else { return Ok(()) };
    let mut text = twin(entry.document, entry.source.text());
    if !entry.source.is_seen() {
        text = seen(&text).into_owned();
    }
    let bytes = text.into_bytes();
    artifacts.push(Artifact { path: entry.page.twin.clone(), bytes });
    Ok(())
}

fn twin(document: &Document, source: &str) -> String {
    let mut comments = Vec::new();
    in_blocks(&document.blocks, &mut comments);
    comments.sort_unstable();
    let mut text = String::with_capacity(source.len());
    let mut from = document.front_matter.as_ref().map_or(0, |matter| matter.span.end as usize);
    for comment in comments {
        let (start, end) = (comment.start as usize, comment.end as usize);
        if start < from {
            continue;
        }
        let kept = source.get(from..start).unwrap_or_default();
        text.push_str(kept);
        from = end;
        // A comment alone on its lines leaves no empty line.
        let rest = source.get(end..).unwrap_or_default();
        let line = rest.split_inclusive('\n').next().unwrap_or_default();
        let alone = (text.is_empty() || text.ends_with('\n')) && line.trim().is_empty();
        if alone {
            from = end + line.len();
        }
    }
    text.push_str(source.get(from..).unwrap_or_default());
    let start = text.len() - text.trim_start_matches(['\n', '\r']).len();
    text.split_off(start)
}

fn in_blocks(blocks: &[Block], comments: &mut Vec<Span>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Comment(_) => comments.push(block.span),
            BlockKind::Heading(heading) => in_inlines(&heading.content, comments),
            BlockKind::Paragraph(content) | BlockKind::HtmlText(content) => in_inlines(content, comments),
            BlockKind::Quote(_, blocks) | BlockKind::Footnote(_, _, blocks) => in_blocks(blocks, comments),
            BlockKind::Details(summary, blocks) => {
                in_inlines(summary, comments);
                in_blocks(blocks, comments);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| in_blocks(&item.blocks, comments)),
            BlockKind::Table(table) => {
                let cells = std::iter::once(&table.header).chain(&table.rows).flat_map(|row| &row.cells);
                cells.for_each(|cell| in_inlines(&cell.content, comments));
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }
}

fn in_inlines(inlines: &[Inline], comments: &mut Vec<Span>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Comment(_) => comments.push(inline.span),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => in_inlines(content, comments),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_front_matter_are_left_out_and_nothing_else() {
        let text = "---\ntitle: 復旧\n---\n\n# 復旧\n\n<!-- 内緒 -->\n手順<!-- 秘 -->です。\n\n```html\n<!-- 残る -->\n```\n\n| a <!-- x --> |\n| --- |\n";
        let (document, _) = crate::syntax::parse(text, crate::syntax::Bounds::default());
        let expected = "# 復旧\n\n手順です。\n\n```html\n<!-- 残る -->\n```\n\n| a  |\n| --- |\n";
        assert_eq!(twin(&document, text), expected);
    }
}
