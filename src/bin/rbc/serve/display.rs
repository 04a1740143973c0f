//! What a browser is given: each file of the site is made when it is asked for.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rbc::diag::{Diagnostic, Message};
use rbc::emit::{BUILT_IN, Desk, EmitOptions, Plan, TemplateFault};
use rbc::host::serve::{Given, START, hash};
use rbc::text::Catalogue;

use crate::build::dated;
use crate::engine::Compiled;
use crate::project::Project;
use crate::surroundings::State;

/// A site that can be shown: all that its files are made of.
pub(super) struct Site {
    pub(super) project: Project,
    pub(super) compiled: Compiled,
    /// The findings as pages show them.
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) templates: Vec<(String, String)>,
    pub(super) state: State,
    /// Where every file of it stands.
    pub(super) plan: Plan,
    /// Files of the content that belong to the site as they are, by their paths within it.
    pub(super) copies: HashMap<String, Arc<[u8]>>,
}

impl Site {
    /// Where the files are made.
    pub(super) fn desk(&self) -> Result<Desk<'_>, TemplateFault> {
        // No copy for use without a network: the browser would show it in place of what has been saved.
        let given =
            EmitOptions { templates: &self.templates, diagnostics: &self.diagnostics, ..EmitOptions::default() };
        let options = dated(&self.project, &self.state, given);
        Desk::new(&self.compiled.library, &self.compiled.sources, &self.project.config, options, &self.plan)
    }

    /// Paths of the pages of documents (by the path that findings show).
    pub(super) fn pages_of<'s>(&'s self, wanted: &'s dyn Fn(&str) -> bool) -> impl Iterator<Item = &'s str> {
        let Compiled { library, sources, .. } = &self.compiled;
        let pages = library.runbooks.iter().zip(&library.pages);
        let changed = pages.filter(|(runbook, _)| runbook.file.is_some_and(|file| wanted(sources.file(file).path())));
        changed.map(|(_, page)| page.address.as_str())
    }
}

/// A site that is shown.
pub(super) struct Display<'s> {
    desk: Result<Desk<'s>, TemplateFault>,
    site: &'s Site,
    catalogue: Catalogue,
    /// What changes when something changes that all pages show.
    shared: OnceLock<u64>,
}

impl<'s> Display<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let catalogue = Catalogue::new(site.project.config.language);
        Display { desk: site.desk(), site, catalogue, shared: OnceLock::new() }
    }

    /// A file of the site, the page for what is not there, or what is wrong with a template.
    pub(super) fn give(&self, key: &str) -> Given {
        let found = self.file(key).and_then(|found| match found {
            Some(bytes) => Ok((200, bytes)),
            None => Ok((404, self.file("404.html")?.unwrap_or_default())),
        });
        let (status, bytes) = found.unwrap_or_else(|fault| (500, self.told(&fault).into_bytes().into()));
        let seal = format!("{:016x}", hash(self.shared() ^ START, &bytes));
        Given { status, bytes, seal }
    }

    fn file(&self, key: &str) -> Result<Option<Arc<[u8]>>, TemplateFault> {
        if let Some(bytes) = self.site.copies.get(key) {
            return Ok(Some(Arc::clone(bytes)));
        }
        self.desk.as_ref().map_err(TemplateFault::clone)?.file(key)
    }

    /// A page that says what is wrong.
    fn told(&self, fault: &TemplateFault) -> String {
        let words = self.catalogue.message(&fault.message());
        let words = words.replace('&', "&amp;").replace('<', "&lt;");
        let title = self.catalogue.message(&Message::new("serve-no-page"));
        format!(
            "<!doctype html><html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><h1>{title}</h1><pre>{words}</pre></body></html>\n"
        )
    }

    /// Styles, scripts and pictures.
    fn shared(&self) -> u64 {
        *self.shared.get_or_init(|| {
            let own = BUILT_IN.iter().filter(|(name, _)| !name.ends_with(".html"));
            let own = own.filter_map(|(name, _)| {
                let path = format!("assets/{name}");
                let bytes = self.file(&path).ok()??;
                Some((path, bytes))
            });
            let copied = self.site.copies.iter().filter(|(path, _)| is_picture(path));
            let copied = copied.map(|(path, bytes)| (path.clone(), Arc::clone(bytes)));
            // The order of a map is none.
            own.chain(copied)
                .fold(0_u64, |sum, (path, bytes)| sum.wrapping_add(hash(hash(START, path.as_bytes()), &bytes)))
        })
    }
}

fn is_picture(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}
