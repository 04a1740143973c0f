//! What machines read: `llms.txt`, `robots.txt`, `sitemap.xml`, `api/catalog.json` and `api/anchors.json`. They say what a
//! reader sees: no comment, nothing invisible.

use std::fmt::Write as _;

use super::Artifact;
use super::change::{self, Change};
use super::fault::TemplateFault;
use super::feed;
use super::json::catalog::{AlertAddress, Alias, Anchors, Card, Catalog, MovedPage, PageAnchors};
use super::json::{self, bytes};
use super::site::Site;
use crate::config::Config;
use crate::model::Runbook;
use crate::resolve::url;
use crate::source::seen;
use crate::syntax::{Block, BlockKind, Inline, InlineKind};

/// Longer descriptions are cut.
const DESCRIPTION: usize = 120;

/// The files beside those of the API: path, and the word that says what stands in it.
pub(super) fn texts(site: &Site<'_>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let always = [("llms.txt", "api_llms"), ("{id}.md", "api_twin"), ("robots.txt", "api_robots")];
    let map = site.base.as_ref().map(|_| ("sitemap.xml", "api_sitemap"));
    let feed = feed::exists(site.base.as_deref(), &site.options).then_some((feed::ADDRESS, "api_feed"));
    always.into_iter().chain(map).chain(feed)
}

/// The address of the hosted site, without a slash at its end.
pub(super) fn base(config: &Config) -> Option<String> {
    let address = url::safe_destination(config.base_url.as_deref()?)?;
    Some(url::escaped(address.trim_end_matches('/')))
}

type Written = Result<(), TemplateFault>;

pub(super) fn documents<'a>(site: &'a Site<'_>) -> impl Iterator<Item = (usize, &'a json::Runbook<'a>, &'a Runbook)> {
    let all = site.records().iter().zip(&site.library.runbooks).enumerate();
    all.filter(|(_, (_, runbook))| !runbook.template).map(|(at, (record, runbook))| (at, record, runbook.as_ref()))
}

pub(super) fn catalog(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let cards = documents(site).map(|(at, record, runbook)| Card {
        id: record.id,
        title: record.title,
        description: description(site, at),
        kind: record.kind,
        service: record.metadata.service,
        alerts: record.alerts.iter().map(|alert| alert.name).collect(),
        scenarios: runbook.scenarios.iter().map(|scenario| scenario.title.as_str()).collect(),
        updated_on: record.metadata.updated_on.clone(),
        last_change: change::of_document(site, at).map(Change::record),
        url: record.url,
        markdown: record.markdown,
        json: site.plan.links.get(at).map_or("", |links| &links.json),
    });
    artifacts.push(Artifact { path: "api/catalog.json".to_owned(), bytes: bytes(&Catalog::new(cards.collect())) });
    Ok(())
}

pub(super) fn anchors(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let former = &site.library.former;
    let aliases = |at: usize| former.of_document(at).map(|(id, anchor)| Alias { id, anchor }).collect();
    let documents = site.records().iter().zip(&site.library.runbooks).enumerate();
    let pages = documents.map(|(at, (record, runbook))| PageAnchors {
        id: record.id,
        url: record.url,
        source: record.source,
        anchors: runbook.all_sections().map(|section| section.id.as_str()).filter(|id| !id.is_empty()).collect(),
        aliases: aliases(at),
    });
    let alerts = site.plan.alerts.iter().map(|(name, url)| AlertAddress { name, url });
    let moved = former.moved.iter().map(|(page, to)| MovedPage {
        url: url::relative("", page),
        to: url::relative("", &to.page),
        anchor: (!to.id.is_empty()).then_some(to.id.as_str()),
    });
    let anchors = Anchors::new(pages.collect(), alerts.collect(), moved.collect());
    artifacts.push(Artifact { path: "api/anchors.json".to_owned(), bytes: bytes(&anchors) });
    Ok(())
}

/// As <https://llmstxt.org> has it: what there is, each with a link to its Markdown.
pub(super) fn llms(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let mut text = format!("# {}\n\n", one_line(&site.title));
    if let Some(description) = &site.config.description {
        let _ = write!(text, "> {}\n\n", one_line(description));
    }
    for (kind, word) in [("runbook", "runbook"), ("document", "document")] {
        let mut listed = documents(site).filter(|(_, record, _)| record.kind == kind).peekable();
        if listed.peek().is_none() {
            continue;
        }
        let _ = write!(text, "## {}\n\n", site.words.get(word));
        for (at, record, runbook) in listed {
            let title = one_line(record.title).replace(['[', ']'], " ");
            let _ = write!(text, "- [{title}]({})", record.markdown);
            if let Some(description) = description(site, at) {
                let _ = write!(text, ": {description}");
            }
            text.push('\n');
            for scenario in runbook.scenarios.iter().filter(|scenario| !scenario.is_whole(&runbook.title)) {
                let _ = writeln!(text, "  - {}", one_line(&scenario.title));
            }
        }
        text.push('\n');
    }
    let _ = write!(text, "## JSON\n\n- [api/catalog.json](api/catalog.json)\n- [api/index.json](api/index.json)\n");
    artifacts.push(Artifact { path: "llms.txt".to_owned(), bytes: text.into_bytes() });
    Ok(())
}

/// Runbooks are internal: no search engine is asked in. Where the site has an address, its pages are listed for the
/// company's own.
pub(super) fn robots(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Written {
    let text = "User-agent: *\nDisallow: /\n".to_owned();
    artifacts.push(Artifact { path: "robots.txt".to_owned(), bytes: text.into_bytes() });
    let Some(base) = site.base.as_deref() else { return Ok(()) };
    let mut map = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    map.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let pages = documents(site).flat_map(|(at, record, _)| {
        let scenarios = record.scenarios.iter().filter_map(|scenario| scenario.url);
        let stated = record.metadata.updated_on.as_ref().and_then(|date| date.date);
        let day = change::of_document(site, at).map(Change::day).or(stated);
        std::iter::once(record.url).chain(scenarios).map(move |page| (page, day))
    });
    for (page, day) in pages {
        let address = format!("{base}/{page}");
        let _ = write!(map, "<url><loc>{}</loc>", xml(&address));
        if let Some(day) = day {
            let _ = write!(map, "<lastmod>{}</lastmod>", xml(day));
        }
        map.push_str("</url>\n");
    }
    map.push_str("</urlset>\n");
    artifacts.push(Artifact { path: "sitemap.xml".to_owned(), bytes: map.into_bytes() });
    Ok(())
}

/// A text as it stands in XML, which has no control characters in any form.
pub(super) fn xml(text: &str) -> String {
    let told = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let text: String = text.chars().filter(told).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;")
}

pub(super) fn one_line(text: &str) -> String {
    seen(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence that a document says, in a line.
pub(super) fn description(site: &Site<'_>, at: usize) -> Option<String> {
    let document = site.library.documents.get(at)?;
    let mut text = String::new();
    first_text(&document.blocks, &mut text);
    let line = one_line(&text);
    let sentence = line.find('。').map_or(line.as_str(), |end| line.get(..end + '。'.len_utf8()).unwrap_or(&line));
    let cut: String = sentence.chars().take(DESCRIPTION).collect();
    let description = if cut.len() < sentence.len() { format!("{cut}…") } else { cut };
    (!description.is_empty()).then_some(description)
}

/// The first paragraph that is no label and no date.
fn first_text(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                words(content, text);
                let head: String = text.chars().take(12).collect();
                let leads_on = text.trim_end().ends_with([':', '：']);
                if text.trim().is_empty() || leads_on || head.contains([':', '：']) {
                    text.clear();
                } else {
                    return;
                }
            }
            BlockKind::Quote(_, inner) => {
                first_text(inner, text);
                if !text.is_empty() {
                    return;
                }
            }
            _ => {}
        }
    }
}

fn words(content: &[Inline], text: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::HtmlText(words) | InlineKind::Code(words) => text.push_str(words),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { content, .. } => self::words(content, text),
            InlineKind::SoftBreak(true) | InlineKind::HardBreak => text.push(' '),
            _ => {}
        }
    }
}
