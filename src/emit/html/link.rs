//! What a link of a text may become on a page.

use crate::config::Config;
use crate::emit::single::Alone;
use crate::model::{Link, LinkKind, Resolved, Runbook};
use crate::resolve::{Library, url};
use crate::source::Span;
use crate::syntax::destination;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Destination {
    /// A page or file of the site.
    Inside(String),
    /// Another host, mail, telephone.
    Outside(String),
    /// A page that is not at hand: its words stay words.
    Away,
    /// Nowhere that a reader could go.
    Nowhere,
}

/// Links of one document, for the page that shows its text.
pub(super) struct Links<'a> {
    library: &'a Library,
    config: &'a Config,
    runbook: &'a Runbook,
    /// The page's path within the site.
    address: &'a str,
    /// Start of each link, its place in the list; sorted.
    starts: Vec<(u32, usize)>,
    /// Where the document stands in a file of its own, without the site.
    pub(super) alone: Option<&'a Alone>,
}

impl<'a> Links<'a> {
    pub(super) fn new(library: &'a Library, config: &'a Config, runbook: &'a Runbook, address: &'a str) -> Self {
        let mut starts: Vec<(u32, usize)> =
            runbook.links.iter().enumerate().map(|(at, link)| (link.span.start, at)).collect();
        starts.sort_unstable();
        Links { library, config, runbook, address, starts, alone: None }
    }

    /// The records that begin inside a span, in order.
    fn within(&self, span: Span) -> impl Iterator<Item = &'a Link> {
        let first = self.starts.partition_point(|&(start, _)| start < span.start);
        let runbook = self.runbook;
        self.starts[first..]
            .iter()
            .take_while(move |&&(start, _)| start < span.end)
            .filter_map(move |&(_, at)| runbook.links.get(at))
    }

    /// Where the link at `span` with this target leads.
    pub(super) fn destination(&self, span: Span, target: &str, image: bool) -> Destination {
        let written = |link: &&Link| link.span == span && link.image == image && link.target == target;
        let Some(link) = self.within(span).find(written) else { return outside(target) };
        if let Some(resolved) = &link.resolved {
            return self.of(resolved);
        }
        if link.kind == LinkKind::External { outside(target) } else { Destination::Nowhere }
    }

    fn of(&self, resolved: &Resolved) -> Destination {
        // The introduction on the home page is a document's text: its own headings are here.
        if let Resolved::Document { id, anchor: Some(anchor) } = resolved
            && *id == self.runbook.id
        {
            return Destination::Inside(format!("#{}", url::fragment(anchor)));
        }
        if let Some(alone) = self.alone
            && let Some(href) = self.library.href("", resolved)
        {
            return match (resolved, &alone.base) {
                (Resolved::Document { id, .. }, _) if *id == self.runbook.id => {
                    Destination::Inside("#RBC-main".to_owned())
                }
                (Resolved::Asset(path), _) if alone.pictures.contains_key(path) => {
                    Destination::Inside(alone.pictures.get(path).cloned().unwrap_or_default())
                }
                (_, Some(base)) => outside(&format!("{base}/{href}")),
                _ => Destination::Away,
            };
        }
        if let Some(href) = self.library.href(self.address, resolved) {
            return Destination::Inside(href);
        }
        match (resolved, &self.config.repository) {
            (Resolved::Project(path), Some(repository)) => {
                let path = url::relative("", &repository.path(path));
                outside(&format!("{}{path}", repository.files()))
            }
            _ => Destination::Nowhere,
        }
    }

    /// Whether a mention leads to no other place than the document that it stands in.
    fn is_whole(&self, link: &Link) -> bool {
        matches!(&link.resolved, Some(Resolved::Document { id, anchor }) if *id == self.runbook.id
            && anchor.as_deref().unwrap_or_default().is_empty())
    }

    /// Words in a plain text that lead somewhere inside the site: their places and addresses, in order, none inside
    /// another.
    pub(super) fn mentions(&self, span: Span) -> Vec<(Span, String)> {
        let mut mentions: Vec<(Span, String)> = Vec::new();
        for link in self.within(span) {
            let mention = matches!(link.kind, LinkKind::Mention | LinkKind::SectionMention);
            let free = mentions.last().is_none_or(|(last, _)| last.end <= link.span.start);
            if mention
                && free
                && !self.is_whole(link)
                && link.span.end <= span.end
                && let Some(Destination::Inside(href)) = link.resolved.as_ref().map(|resolved| self.of(resolved))
            {
                mentions.push((link.span, href));
            }
        }
        mentions
    }
}

/// An address that is written out, where its scheme does no harm.
fn outside(target: &str) -> Destination {
    match (destination::scheme(target), url::safe_destination(target)) {
        (Some(_), Some(address)) => Destination::Outside(address),
        _ => Destination::Nowhere,
    }
}
