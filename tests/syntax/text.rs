//! No word of a document is lost, added or moved.

use super::theirs::options;
use super::{documents, generate};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use rbc::syntax::{Block, BlockKind, Bounds, Inline, InlineKind, front_matter, parse};

/// Words of rbc's tree in source order, blanks left out. HTML counts as what is written.
fn ours(source: &str) -> String {
    let (document, _) = parse(source, Bounds::default());
    let mut words = String::new();
    blocks(&document.blocks, &mut words);
    without_blanks(&words)
}

fn blocks(list: &[Block], words: &mut String) {
    for block in list {
        match &block.kind {
            BlockKind::Heading(heading) => inlines(&heading.content, words),
            BlockKind::Paragraph(content) => inlines(content, words),
            BlockKind::Quote(_, inner) | BlockKind::Footnote(_, _, inner) => blocks(inner, words),
            BlockKind::List(list) => list.items.iter().for_each(|item| blocks(&item.blocks, words)),
            BlockKind::Code(code) => words.push_str(&code.text),
            BlockKind::Table(table) => {
                let columns = table.alignments.len();
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    row.cells.iter().take(columns).for_each(|cell| inlines(&cell.content, words));
                }
            }
            BlockKind::Details(_, inner) => blocks(inner, words),
            BlockKind::HtmlText(_) | BlockKind::Comment(_) | BlockKind::Rule => {}
        }
    }
}

fn inlines(list: &[Inline], words: &mut String) {
    for inline in list {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => words.push_str(text),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. }
            | InlineKind::Element(_, content) => inlines(content, words),
            InlineKind::HtmlText(_)
            | InlineKind::Anchor(_)
            | InlineKind::Comment(_)
            | InlineKind::WordBreak
            | InlineKind::SoftBreak(_)
            | InlineKind::HardBreak
            | InlineKind::FootnoteReference(..) => {}
        }
    }
}

/// Words of pulldown-cmark's events.
fn theirs(source: &str) -> String {
    let (_, base) = front_matter::take(source);
    let mut words = String::new();
    let mut html = false;
    for (event, range) in Parser::new_ext(&source[base..], options()).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) => html = true,
            Event::End(TagEnd::HtmlBlock) => html = false,
            Event::Text(text) | Event::Code(text) if !html => words.push_str(&text),
            // One tilde is a tilde.
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough)
                if !source[base + range.start..].starts_with("~~") =>
            {
                words.push('~');
            }
            _ => {}
        }
    }
    without_blanks(&words)
}

/// Emphasis is a matter of its own: marks that one parser shows and the other reads are left out with the blanks.
fn without_blanks(words: &str) -> String {
    words.chars().filter(|character| !character.is_whitespace() && !matches!(character, '*' | '_' | '~')).collect()
}

fn first_difference(ours: &str, theirs: &str) -> String {
    let at = ours.chars().zip(theirs.chars()).take_while(|(ours, theirs)| ours == theirs).count();
    let around = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
    format!("  ours   {}\n  theirs {}\n", around(ours), around(theirs))
}

#[test]
fn words_of_documents_are_those_of_a_second_parser() {
    let mut report = String::new();
    for sample in documents::all() {
        let (ours, theirs) = (ours(&sample.text), theirs(&sample.text));
        if ours != theirs {
            report += &format!("{}\n{}", sample.path, first_difference(&ours, &theirs));
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// Letters that no markup eats.
fn is_word(character: char) -> bool {
    matches!(character, 'ぁ'..='ヶ' | '一'..='龠')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: generate::cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// Each Japanese letter of prose that pulldown-cmark shows is shown, and none twice.
    #[test]
    fn letters_of_plain_prose_stay(words in prop::collection::vec(generate::prose(), 1..8)) {
        let text = words.join("\n");
        let letters = |text: &str| text.chars().filter(|&character| is_word(character)).collect::<String>();
        prop_assert_eq!(letters(&ours(&text)), letters(&text), "{:?}", text);
    }
}
