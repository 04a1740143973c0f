//! Tags in running text.

use super::{Depth, Tag, attribute, comment, tag};
use crate::source::Span;
use crate::syntax::document::{Inline, InlineKind};

/// Makes elements, places, breaks and comments of the tags among siblings, at every depth. `at` is how deep they stand.
pub(in crate::syntax) fn inlines(siblings: &mut Vec<Inline>, at: usize, depth: &mut Depth) {
    if siblings.iter().any(|inline| matches!(inline.kind, InlineKind::HtmlText(_))) {
        elements(siblings, at, depth);
    }
    descend(siblings, at, depth);
}

/// Reads what stands inside siblings. The tags inside an element are siblings of its own and have been read.
fn descend(siblings: &mut [Inline], at: usize, depth: &mut Depth) {
    for inline in siblings {
        match &mut inline.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => inlines(content, at + 1, depth),
            InlineKind::Element(_, content) => descend(content, at + 1, depth),
            _ => {}
        }
    }
}

fn elements(siblings: &mut Vec<Inline>, at: usize, depth: &mut Depth) {
    let partners = partners(siblings, at, depth);
    let mut open: Vec<(&'static str, Span, Vec<Inline>)> = Vec::new();
    let mut output = Vec::with_capacity(siblings.len());
    for (inline, partner) in std::mem::take(siblings).into_iter().zip(partners) {
        match partner {
            Some(Partner::Open(name)) => open.push((name, inline.span, std::mem::take(&mut output))),
            Some(Partner::Close) => {
                if let Some((name, start, outer)) = open.pop() {
                    let content = std::mem::replace(&mut output, outer);
                    output.push(Inline { span: start.to(inline.span), kind: InlineKind::Element(name, content) });
                }
            }
            Some(Partner::Dropped) => {}
            None => output.push(single(inline)),
        }
    }
    *siblings = output;
}

#[derive(Debug, Clone, Copy)]
enum Partner {
    Open(&'static str),
    Close,
    /// The closing tag of a place.
    Dropped,
}

/// Tags that need a partner.
const PAIRED: [&str; 5] = ["kbd", "sub", "sup", "mark", "a"];
const A: usize = 4;

/// A tag that waits for its partner.
struct Waiting {
    /// Which of [`PAIRED`].
    name: usize,
    /// Its place among its siblings.
    at: usize,
    /// Whether it is `<a href>`, which stays text, and so does its end.
    is_link: bool,
}

/// For each sibling, whether it is a tag that has its partner.
fn partners(siblings: &[Inline], depth_here: usize, depth: &mut Depth) -> Vec<Option<Partner>> {
    let mut partners = vec![None; siblings.len()];
    let mut open: Vec<Waiting> = Vec::new();
    // How many wait under each name: an end without a beginning must not look through all of them.
    let mut waiting = [0_usize; PAIRED.len()];
    for (at, inline) in siblings.iter().enumerate() {
        let InlineKind::HtmlText(text) = &inline.kind else { continue };
        let Some(tag) = tag(text).filter(|tag| tag.length == text.len()) else { continue };
        let Some(name) = PAIRED.iter().position(|known| known.eq_ignore_ascii_case(tag.name)) else { continue };
        if !tag.closing {
            if depth.admits(depth_here + open.len(), inline.span) {
                open.push(Waiting { name, at, is_link: name == A && !is_place(&tag) });
                waiting[name] += 1;
            }
            continue;
        }
        if waiting[name] == 0 {
            continue;
        }
        // What was opened inside and not closed has no partner.
        while let Some(opened) = open.pop() {
            waiting[opened.name] -= 1;
            if opened.name != name {
                continue;
            }
            if name != A {
                partners[opened.at] = Some(Partner::Open(PAIRED[name]));
                partners[at] = Some(Partner::Close);
            } else if !opened.is_link {
                partners[at] = Some(Partner::Dropped);
            }
            break;
        }
    }
    partners
}

fn is_place(tag: &Tag<'_>) -> bool {
    attribute(tag.attributes, "href").is_none() && place(tag).is_some()
}

fn place<'t>(tag: &Tag<'t>) -> Option<&'t str> {
    attribute(tag.attributes, "id").or_else(|| attribute(tag.attributes, "name")).filter(|name| !name.is_empty())
}

/// A tag that needs no partner, or text.
fn single(mut inline: Inline) -> Inline {
    let InlineKind::HtmlText(text) = &inline.kind else { return inline };
    let kind = match comment(text) {
        Some((length, said)) if length == text.len() => Some(InlineKind::Comment(said.to_owned())),
        _ => tag(text).filter(|tag| tag.length == text.len() && !tag.closing).and_then(|tag| alone(&tag)),
    };
    if let Some(kind) = kind {
        inline.kind = kind;
    }
    inline
}

fn alone(tag: &Tag<'_>) -> Option<InlineKind> {
    let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
    if is("br") || is("hr") {
        Some(InlineKind::HardBreak)
    } else if is("wbr") {
        Some(InlineKind::WordBreak)
    } else if is("a") && is_place(tag) {
        place(tag).map(|name| InlineKind::Anchor(name.to_owned()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::{BlockKind, Bounds, Inline, InlineKind, parse};

    fn shown(inlines: &[Inline]) -> String {
        let mut text = String::new();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Element(name, content) => text += &format!("[{name} {}]", shown(content)),
                InlineKind::Emphasis(content) => text += &format!("*{}*", shown(content)),
                InlineKind::Text(words) => text += words,
                InlineKind::HtmlText(tag) => text += &format!("‹{tag}›"),
                InlineKind::Anchor(name) => text += &format!("#{name}"),
                InlineKind::Comment(said) => text += &format!("({said})"),
                InlineKind::HardBreak => text.push('/'),
                _ => text.push('?'),
            }
        }
        text
    }

    fn read(text: &str) -> (String, usize) {
        let (document, faults) = parse(text, Bounds { nesting: 4, ..Bounds::default() });
        let BlockKind::Paragraph(content) = &document.blocks[0].kind else { panic!("{text}") };
        (shown(content), faults.len())
    }

    #[test]
    fn pairs_are_elements_and_the_rest_is_text() {
        assert_eq!(read("x <kbd>Ctrl<sub>1</sub></kbd><BR/>次").0, "x [kbd Ctrl[sub 1]]/次");
        assert_eq!(read("x <kbd>a<sub>b</kbd>c</sub> <pod-name>").0, "x [kbd a‹<sub>›b]c‹</sub>› ‹<pod-name>›");
        assert_eq!(read("x <a id=\"x\">手順</a> <a href=/>y</a>").0, "x #x手順 ‹<a href=/>›y‹</a>›");
        assert_eq!(read("x *<kbd>a*</kbd>").0, "x *‹<kbd>›a*‹</kbd>›");
        assert_eq!(read("x <sup>*<sup>a</sup>*</sup>").0, "x [sup *[sup a]*]");
        assert_eq!(read("x <!-- メモ --><!--> y").0, "x ( メモ )() y");
    }

    #[test]
    fn elements_nest_as_deep_as_blocks() {
        let (text, faults) = read(&format!("x {}a{}", "<sub>".repeat(6), "</sub>".repeat(6)));
        assert_eq!(text, "x [sub [sub [sub [sub ‹<sub>›‹<sub>›a]]]]‹</sub>›‹</sub>›");
        assert_eq!(faults, 1);
    }
}
