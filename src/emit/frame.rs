//! Frames of pages: Tera templates, built in and replaced file by file. A document's text is never a template; it comes
//! in as a value that is already HTML.

use std::io::{self, Write};

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use super::fault::TemplateFault;
use super::html::Html;
use super::overview::Listing;
use super::words::Words;

macro_rules! built_in {
    ($($name:literal $path:literal)*) => {
        /// Built-in templates, styles and scripts: name and text.
        pub const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../", $path)))),*];
    };
}

built_in! {
    "base.html" "templates/base.html"
    "runbook.html" "templates/runbook.html"
    "scenario.html" "templates/scenario.html"
    "index.html" "templates/index.html"
    "checklist.html" "templates/checklist.html"
    "404.html" "templates/404.html"
    "redirect.html" "templates/redirect.html"
    "offline.html" "templates/offline.html"
    "incident.html" "templates/incident.html"
    "single.html" "templates/single.html"
    "search.html" "templates/search.html"
    "contacts.html" "templates/contacts.html"
    "severity.html" "templates/severity.html"
    "checklists.html" "templates/checklists.html"
    "commands.html" "templates/commands.html"
    "report.html" "templates/report.html"
    "alert.html" "templates/alert.html"
    "api.html" "templates/api.html"
    "parts/listings.html" "templates/parts/listings.html"
    "parts/breadcrumbs.html" "templates/parts/breadcrumbs.html"
    "parts/navigation.html" "templates/parts/navigation.html"
    "parts/findings.html" "templates/parts/findings.html"
    "parts/incident.html" "templates/parts/incident.html"
    "parts/open_graph.html" "templates/parts/open_graph.html"
    "parts/changed.html" "templates/parts/changed.html"
    "parts/footer.html" "templates/parts/footer.html"
    "style.css" "web/style.css"
    "rbc.js" "web/rbc.js"
    "dialog.js" "web/dialog.js"
    "search.js" "web/search.js"
    "filter.js" "web/filter.js"
    "now.js" "web/now.js"
    "command.js" "web/command.js"
    "section.js" "web/section.js"
    "task.js" "web/task.js"
    "incident.js" "web/incident.js"
    "offline.js" "web/offline.js"
    "sw.js" "web/sw.js"
    "icon.svg" "web/icon.svg"
}

/// What every template sees as `site`.
#[derive(Debug, Serialize)]
pub(super) struct Shared<'a> {
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    /// The address of the hosted site, without a slash at its end.
    pub(super) base_url: Option<&'a str>,
    /// Whether there is a feed of what was changed.
    pub(super) feed: bool,
    pub(super) language: &'a str,
    pub(super) built_at: Option<&'a str>,
    /// Whether `built_at` is the time of the commit.
    pub(super) dated_by_commit: bool,
    pub(super) commit: Option<&'a str>,
    pub(super) search: bool,
    /// Whether browsers keep pages.
    pub(super) offline: bool,
    pub(super) listings: &'a [Listing],
}

/// The templates of a site.
pub(super) struct Frames {
    tera: Tera,
}

impl Frames {
    pub(super) fn new(own: &[(String, String)], shared: &Shared<'_>, words: &Words) -> Result<Self, TemplateFault> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        tera.register_filter("phrases", phrases);
        let built_in = BUILT_IN.iter().filter(|(name, _)| !own.iter().any(|(known, _)| known == name));
        let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let all = built_in.copied().chain(own).filter(|(name, _)| name.ends_with(".html"));
        tera.add_raw_templates(all.collect::<Vec<_>>()).map_err(|error| TemplateFault::new(&error))?;
        let global = tera.global_context();
        global.insert_value("site", value(shared)?);
        global.insert_value("words", value(words.all())?);
        Ok(Frames { tera })
    }

    /// The bytes of a page; `size` is about how many there will be.
    pub(super) fn render(&self, name: &str, page: &impl Serialize, size: usize) -> Result<Vec<u8>, TemplateFault> {
        let context = Context::from_serialize(page).map_err(|error| TemplateFault::new(&error))?;
        let mut bytes = Vec::with_capacity(size);
        self.tera.render_to(name, &context, &mut bytes).map_err(|error| TemplateFault::new(&error))?;
        Ok(bytes)
    }
}

fn value(data: &impl Serialize) -> Result<Value, TemplateFault> {
    Value::try_from_serializable(data).map_err(|error| TemplateFault::new(&error))
}

/// A short text whose lines break between phrases only.
fn phrases(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    let mut html = Html::default();
    html.phrases(text);
    Value::safe_string(&html.into_string())
}

/// HTML that a template puts in as it is.
pub(super) fn html(text: &str) -> Value {
    Value::safe_string(text)
}

/// Runs of harmless bytes go out whole.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    // Most texts hold none of them, which is seen many bytes at a time where nothing else is asked.
    if !bytes.iter().fold(false, |found, byte| found | matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        return out.write_all(bytes);
    }
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let entity: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            _ => continue,
        };
        out.write_all(&bytes[from..at])?;
        out.write_all(entity)?;
        from = at + 1;
    }
    out.write_all(&bytes[from..])
}
