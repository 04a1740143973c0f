//! `feed.xml`: what was changed last, for those who read along (Atom, RFC 4287). A feed names its pages by whole addresses,
//! so there is one only where the site has an address.

use std::fmt::Write as _;

use super::change;
use super::fault::TemplateFault;
use super::machine::{description, documents, one_line, xml};
use super::site::Site;
use super::{Artifact, EmitOptions};

pub(super) const ADDRESS: &str = "feed.xml";

/// Most entries: a reader comes back before so many are changed.
const MOST: usize = 50;

/// Whether a site has a feed: it has to say when it was changed, and where it stands.
pub(super) fn exists(base: Option<&str>, options: &EmitOptions<'_>) -> bool {
    base.is_some() && (options.built_at.is_some() || options.changes.is_some_and(|changes| !changes.is_empty()))
}

/// A document that was changed.
struct Entry<'a> {
    /// RFC 3339.
    at: String,
    title: String,
    url: &'a str,
    description: Option<String>,
}

pub(super) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let Some(base) = site.base.as_deref().filter(|_| exists(site.base.as_deref(), &site.options)) else {
        return Ok(());
    };
    let mut entries: Vec<Entry<'_>> = documents(site)
        .filter_map(|(at, record, _)| {
            let stated = || record.metadata.updated_on.as_ref()?.date.filter(|day| day.len() == "2026-04-01".len());
            let changed = change::of_document(site, at).map(|change| change.at.clone());
            // Nobody knows the hour of a date that a document states.
            let at_time = changed.or_else(|| stated().map(|day| format!("{day}T00:00:00Z")))?;
            let title = one_line(record.title);
            Some(Entry { at: at_time, title, url: record.url, description: description(site, at) })
        })
        .collect();
    entries.sort_by(|left, right| right.at.cmp(&left.at).then_with(|| left.url.cmp(right.url)));
    entries.truncate(MOST);
    let newest = entries.first().map(|entry| entry.at.as_str());
    let Some(updated) = newest.or(site.options.built_at) else { return Ok(()) };
    let mut feed = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let language = site.config.language.code();
    let _ = writeln!(feed, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">");
    let title = xml(&one_line(&site.title));
    let _ = write!(feed, "<id>{0}/</id>\n<title>{title}</title>\n<updated>{updated}</updated>\n", xml(base));
    let _ = write!(feed, "<author><name>{title}</name></author>\n<link href=\"{0}/\"/>\n", xml(base));
    let _ = writeln!(feed, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}/{ADDRESS}\"/>", xml(base));
    for Entry { at, title, url, description } in &entries {
        let address = xml(&format!("{base}/{url}"));
        let _ = write!(feed, "<entry>\n<id>{address}</id>\n<title>{}</title>\n", xml(title));
        let _ = write!(feed, "<updated>{at}</updated>\n<link href=\"{address}\"/>\n");
        if let Some(description) = description {
            let _ = writeln!(feed, "<summary>{}</summary>", xml(description));
        }
        feed.push_str("</entry>\n");
    }
    feed.push_str("</feed>\n");
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes: feed.into_bytes() });
    Ok(())
}
