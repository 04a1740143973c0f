//! One document as one file: style, scripts and pictures stand in it, and it asks nobody for anything.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::Value;

use super::fault::TemplateFault;
use super::finding::{self, Findings};
use super::frame::html;
use super::html::{Content, outline};
use super::incident;
use super::page::Page;
use super::site::Site;
use super::{Artifact, EmitOptions, change, plan};
use crate::config::Config;
use crate::model::Resolved;
use crate::resolve::{Library, url};
use crate::source::SourceMap;

/// What tells a file of this kind from one of somebody else.
pub const GENERATOR: &str = "rbc --single-file";

/// The scripts of a page, what is used first before what uses it.
const SCRIPTS: [&str; 5] = ["section.js", "command.js", "rbc.js", "task.js", "incident.js"];

/// Kinds of pictures by the ending of their names.
const PICTURES: [(&str, &str); 7] = [
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("svg", "image/svg+xml"),
];

/// What the links of a document become that stands alone.
#[derive(Debug)]
pub(super) struct Alone {
    /// Pictures as addresses that hold them, by their path within the content.
    pub(super) pictures: BTreeMap<String, String>,
    /// Where the rest of the site stands, without a slash at the end.
    pub(super) base: Option<String>,
}

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    findings: Findings<'a>,
    incident: Option<String>,
    generator: &'a str,
    style: Value,
    style_hash: String,
    script: Value,
    script_hash: String,
    outline: Value,
    heading: Value,
    has_heading: bool,
    content: Value,
}

/// The document at a place of the library as one file. `picture` gives what stands in a file of the content.
///
/// # Errors
/// A template is wrong.
pub fn single(
    library: &Library,
    sources: &SourceMap,
    config: &Config,
    options: &EmitOptions<'_>,
    at: usize,
    picture: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Option<Vec<u8>>, TemplateFault> {
    let plan = plan::Plan::new(library);
    let options = EmitOptions { without_search: true, offline: false, ..*options };
    let site = Site::new(library, sources, config, options, &plan)?;
    let Some(entry) = site.entry(at) else { return Ok(None) };
    let (findings, flags) = finding::of_document(&site, at);
    let base = config.base_url.as_deref().and_then(url::safe_destination);
    let alone = Alone {
        pictures: pictures(&entry.runbook.links, picture),
        base: base.map(|base| base.trim_end_matches('/').to_owned()),
    };
    let content = Content::new(site.setting(&entry.page.address), entry.runbook, entry.source).with_flags(&flags);
    let written = content.alone(&alone).write(entry.document);
    // A browser reads line ends as one sign before it holds a text against its hash.
    let style = options.asset("style.css").replace("\r\n", "\n").replace("</", "<\\/");
    let script: String = SCRIPTS.iter().map(|name| options.asset(name)).collect();
    let script = site.words.tasks(&config.time_zone) + &script;
    let script = script.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--");
    let frame = Frame {
        page: Page { changed: change::shown(&site, at), ..Page::of_site(&entry.runbook.title.value, "") },
        findings,
        incident: incident::plan(&site, entry.runbook, None),
        generator: GENERATOR,
        style_hash: hash(&style),
        style: html(&style),
        script_hash: hash(&script),
        script: html(&script),
        outline: html(&outline(&entry.runbook.sections)),
        heading: html(&written.heading),
        has_heading: written.has_title,
        content: html(&written.body),
    };
    let bytes = site.frames.render("single.html", &frame, written.body.len() + (64 << 10))?;
    let artifact = Artifact { path: "single.html".to_owned(), bytes };
    Ok(Some(match &site.private {
        Some(private) => private.artifact(artifact).bytes,
        None => artifact.bytes,
    }))
}

fn pictures(links: &[crate::model::Link], picture: &dyn Fn(&str) -> Option<Vec<u8>>) -> BTreeMap<String, String> {
    let mut pictures = BTreeMap::new();
    for link in links.iter().filter(|link| link.image) {
        let Some(Resolved::Asset(path)) = &link.resolved else { continue };
        let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
        let kind = PICTURES.iter().find(|(known, _)| *known == ending);
        if let (Some((_, kind)), false) = (kind, pictures.contains_key(path))
            && let Some(bytes) = picture(path)
        {
            pictures.insert(path.clone(), format!("data:{kind};base64,{}", STANDARD.encode(&bytes)));
        }
    }
    pictures
}

/// What the policy of the page knows a style or script by.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
