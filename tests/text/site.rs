//! A built site: its pages, their ids, and where their addresses lead.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use crate::html::{self, Token};

/// A page as read.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) tokens: Vec<Token>,
    ids: HashSet<String>,
    faults: Vec<String>,
}

/// A site as read.
#[derive(Debug, Default)]
pub(crate) struct Site {
    pub(crate) pages: BTreeMap<String, Page>,
    files: BTreeSet<String>,
    index: serde_json::Value,
}

/// A document and its page.
#[derive(Debug)]
pub(crate) struct Document {
    /// Within the content.
    pub(crate) path: String,
    /// Within the site.
    pub(crate) url: String,
}

/// Schemes that a link may have.
const SCHEMES: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];

impl Site {
    pub(crate) fn read(root: &Path) -> Site {
        let mut site = Site::default();
        let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
        for entry in entries.filter(|entry| entry.file_type().is_file()) {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            if path.ends_with(".html") {
                site.pages.insert(path.clone(), Page::read(&fs::read_to_string(entry.path()).unwrap()));
            }
            site.files.insert(path);
        }
        let index = fs::read_to_string(root.join("api/index.json")).unwrap();
        site.index = serde_json::from_str(&index).unwrap();
        site
    }

    /// The documents that became pages.
    pub(crate) fn documents(&self, content: &Path) -> Vec<Document> {
        let runbooks = self.index["runbooks"].as_array().unwrap().iter();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        runbooks
            .map(|runbook| {
                // The index names a file from the project's folder, which is not always the content's parent.
                let id = text(&runbook["id"]);
                let path = ["md", "markdown"].map(|ending| format!("{id}.{ending}"));
                let path = path.into_iter().find(|path| content.join(path).is_file());
                Document { path: path.unwrap_or(id), url: text(&runbook["url"]) }
            })
            .collect()
    }

    pub(crate) fn page(&self, url: &str) -> Result<&Page, String> {
        self.pages.get(&decoded(url)).ok_or_else(|| format!("no page {url}"))
    }

    /// All that is wrong with the pages.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (path, page) in &self.pages {
            faults.extend(page.faults.iter().map(|fault| format!("{path}: {fault}")));
            for token in &page.tokens {
                let address = token.attribute("href").or(token.attribute("src"));
                if let Some(Err(fault)) = address.map(|address| self.leads(path, page, address, token)) {
                    faults.push(format!("{path}: {fault}"));
                }
            }
        }
        faults
    }

    /// Whether an address leads to something.
    fn leads(&self, path: &str, page: &Page, address: &str, token: &Token) -> Result<(), String> {
        let loaded = token.attribute("src").is_some() || matches!(token, Token::Start { name, .. } if name == "link");
        let scheme = address.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
        if let Some((scheme, _)) = scheme {
            let known = SCHEMES.contains(&format!("{scheme}:").as_str()) && !loaded;
            return if known { Ok(()) } else { Err(format!("scheme of {address}")) };
        }
        if address.starts_with(['/', '\\']) || address.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(format!("address {address:?}"));
        }
        let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
        let target = if file.is_empty() { path.to_owned() } else { resolved(path, &decoded(file))? };
        if !self.files.contains(&target) {
            return Err(format!("{address} leads to {target}, which is not there"));
        }
        let target = if file.is_empty() { Some(page) } else { self.pages.get(&target) };
        let id = decoded(fragment);
        match target {
            Some(target) if !id.is_empty() && !target.ids.contains(&id) => Err(format!("{address}: no id {id}")),
            _ => Ok(()),
        }
    }
}

impl Page {
    fn read(text: &str) -> Page {
        let tokens = match html::tokens(text) {
            Ok(tokens) => tokens,
            Err(fault) => return Page { faults: vec![fault], ..Page::default() },
        };
        let mut page = Page { tokens, ..Page::default() };
        page.faults.extend(html::balanced(&page.tokens).err());
        for token in &page.tokens {
            let Token::Start { name, attributes } = token else { continue };
            if let Some(id) = token.attribute("id")
                && !page.ids.insert(id.to_owned())
            {
                page.faults.push(format!("id {id:?} twice"));
            }
            let inline = attributes.iter().find(|(name, _)| name.starts_with("on") || name == "style");
            page.faults.extend(inline.map(|(attribute, _)| format!("attribute {attribute} of <{name}>")));
            let forbidden = name == "script" && token.attribute("src").is_none();
            if forbidden || matches!(name.as_str(), "style" | "iframe" | "object" | "embed" | "form" | "base") {
                page.faults.push(format!("<{name}>"));
            }
        }
        page
    }
}

/// A path from the folder of a page.
fn resolved(from: &str, path: &str) -> Result<String, String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().ok_or_else(|| format!("{path} leaves the site"))?),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}
