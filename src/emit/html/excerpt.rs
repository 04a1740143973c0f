//! A part of a written document, for a page of its own one folder below the document's.

use std::collections::HashSet;

use super::content::Written;
use super::writer::PlaceKind;
use crate::resolve::url;
use crate::source::Span;
use crate::syntax::destination;

impl Written {
    /// The blocks of the body that begin within a span of the source, as they stand on a page in a folder beside the
    /// document's page, to which `own` is the way: addresses lead where they led, and the first heading, if the part
    /// begins with one, is that of the page. Gives the HTML and whether it begins with a heading; `None` where no block
    /// begins there.
    pub(in super::super) fn excerpt(&self, span: Span, own: &str) -> Option<(String, bool)> {
        let first = self.blocks.iter().position(|&(start, _)| start >= span.start)?;
        let behind = self.blocks.partition_point(|&(start, _)| start < span.end);
        let start = self.blocks.get(first)?.1;
        let end = self.blocks.get(behind)?.1;
        let html = self.body.get(start..end).filter(|html| !html.trim().is_empty())?;
        let places = &self.places[self.places.partition_point(|place| place.range.start < start)..];
        let places = &places[..places.partition_point(|place| place.range.start < end)];
        let value = |place: &super::writer::Place| self.body.get(place.range.clone()).unwrap_or_default();
        let ids = places.iter().filter(|place| place.kind == PlaceKind::Id);
        let ids: HashSet<String> = ids.map(|place| url::fragment(value(place))).collect();
        let digit = |text: &str| text.bytes().next().map_or(0, |byte| byte.saturating_sub(b'0'));
        let level = |place: &&super::writer::Place| place.kind == PlaceKind::Level;
        let begins =
            html.starts_with("<h") && places.iter().find(level).is_some_and(|place| place.range.end == start + 3);
        // Without a heading of its own the part stands below the one that the page gives it.
        let up =
            places.iter().find(level).map_or(0, |place| digit(value(place)).saturating_sub(if begins { 1 } else { 2 }));
        let mut written = String::with_capacity(html.len() + 64 + places.len() * 8);
        let mut at = start;
        for place in places {
            let old = value(place);
            let new = match place.kind {
                PlaceKind::Id => continue,
                PlaceKind::Level => {
                    let least = if begins { 1 } else { 2 };
                    digit(old).saturating_sub(up).max(least).to_string()
                }
                PlaceKind::Address => match old.strip_prefix('#') {
                    Some(fragment) if ids.contains(fragment) => continue,
                    Some(_) => format!("{own}{old}"),
                    None if destination::scheme(old).is_some() || old.starts_with('/') => continue,
                    None => format!("../{old}"),
                },
            };
            written.push_str(self.body.get(at..place.range.start).unwrap_or_default());
            written.push_str(&new);
            at = place.range.end;
        }
        written.push_str(self.body.get(at..end).unwrap_or_default());
        Some((written, begins))
    }
}
