//! The look-up of one link or mention.

use super::files::{Lookup, folder_of};
use super::near::is_general;
use super::outcome::Outcome;
use super::{Finding, Found, Shelf, fold, is_published, url};
use crate::model::{Link, LinkStatus, Resolved};
use crate::syntax::destination::{is_of_machine, percent_decode, scheme};
use std::collections::HashMap;

/// What a path leads to.
pub(super) enum Step {
    Done(Finding),
    Missing,
    Outside,
}

pub(super) fn broken(outcome: Outcome) -> Finding {
    (LinkStatus::Broken, None, outcome)
}

/// A destination without and with its fragment.
pub(super) fn split(target: &str) -> (&str, Option<&str>) {
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (target, None),
    };
    (path.split_once('?').map_or(path, |(path, _)| path), fragment)
}

impl Shelf<'_> {
    pub(super) fn anchor(&self, at: usize, fragment: &str) -> Finding {
        let anchor = percent_decode(fragment);
        let anchor = anchor.strip_prefix("user-content-").unwrap_or(&anchor).to_owned();
        let id = self.runbooks[at].id.clone();
        if anchor.is_empty() || anchor == "top" {
            return (LinkStatus::Ok, Some(Resolved::Document { id, anchor: None }), Outcome::Fine);
        }
        if !self.targets[at].has_anchor(&anchor, self.origin(at)) {
            // A heading answers to the ids that it was published with.
            return match self.former.id(at, &fold::composed(&anchor)) {
                Some(now) => {
                    (LinkStatus::Ok, Some(Resolved::Document { id, anchor: Some(now.to_owned()) }), Outcome::Fine)
                }
                None => broken(Outcome::NoAnchor { document: at, anchor }),
            };
        }
        let anchor = Some(fold::composed(&anchor).into_owned());
        (LinkStatus::Ok, Some(Resolved::Document { id, anchor }), Outcome::Fine)
    }

    pub(super) fn external(&self, link: &Link) -> Finding {
        if is_of_machine(&link.target) {
            return broken(Outcome::Machine);
        }
        if url::safe_destination(&link.target).is_none() {
            let scheme = scheme(&link.target).unwrap_or_default();
            return broken(Outcome::Unsafe { scheme });
        }
        self.own_address(&link.target).unwrap_or((LinkStatus::Unchecked, None, Outcome::Fine))
    }

    pub(super) fn file(&self, at: usize, link: &Link) -> Finding {
        let (written, fragment) = split(link.target.trim());
        if written.is_empty() {
            // `[…]()` and `[…](?q=1)` name no file.
            return broken(Outcome::NoFile { instead: None });
        }
        let folder = folder_of(self.path(at));
        let mut outside = false;
        let decoded = percent_decode(written);
        let mut case = None;
        for path in std::iter::once(written).chain((decoded != written).then_some(decoded.as_str())) {
            let roots: &[&str] = if path.starts_with('/') { &[self.files.content_folder(), ""] } else { &[folder] };
            for root in roots {
                match self.step(self.files.join(root, path), fragment, link.image, folder) {
                    Step::Done(finding) if matches!(finding.2, Outcome::WrongCase { .. }) => {
                        case = case.or(Some(finding))
                    }
                    Step::Done(finding) => return finding,
                    Step::Outside => outside = true,
                    Step::Missing => {}
                }
            }
        }
        if let Some(finding) = case {
            return finding;
        }
        if is_of_machine(&decoded) {
            return broken(Outcome::Machine);
        }
        if outside {
            return broken(Outcome::Outside);
        }
        if let Some(outcome) = self.alike(folder, &decoded) {
            return broken(outcome);
        }
        broken(Outcome::NoFile { instead: self.elsewhere(at, &decoded) })
    }

    /// A file whose name looks like a path that is not there.
    fn alike(&self, folder: &str, path: &str) -> Option<Outcome> {
        let path = self.files.looks_like(&self.files.join(folder, path)?)?.to_owned();
        Some(Outcome::LooksAlike { instead: written_from(folder, &path), path })
    }

    /// Where a file lies that was looked for in the wrong folder, as a link from this document.
    fn elsewhere(&self, at: usize, path: &str) -> Option<String> {
        let folder = folder_of(self.path(at));
        // The README of the project is not the one of a folder.
        let tail = path.trim_start_matches("./");
        let general = !tail.contains('/') && is_general(tail);
        let roots = [self.files.content_folder(), ""].into_iter().filter(|_| !general);
        for candidate in roots.filter_map(|root| self.files.join(root, path)) {
            if let Lookup::File(found) = self.files.look_up(&candidate) {
                return Some(written_from(folder, &found));
            }
        }
        self.near(folder, path).map(|found| written_from(folder, &found))
    }

    /// The only file that a path which is not there may mean, by its name; within the project.
    fn near(&self, folder: &str, path: &str) -> Option<String> {
        let root = if path.starts_with('/') { self.files.content_folder() } else { folder };
        self.files.near(&self.files.join(root, path)?, folder)
    }

    /// Looks a path within the project up, also without its extension and as a folder.
    pub(super) fn step(&self, path: Option<String>, fragment: Option<&str>, image: bool, folder: &str) -> Step {
        let Some(path) = path else { return Step::Outside };
        let mut case = None;
        let lone = [String::new(), ".md".to_owned(), ".markdown".to_owned(), ".mdx".to_owned()];
        let within = ["/index.md", "/README.md", "/readme.md"];
        let endings = lone.iter().map(String::as_str).chain(within);
        let mut found_folder = false;
        for ending in endings {
            if !ending.is_empty() && ending.starts_with('/') && !found_folder {
                break;
            }
            let candidate = format!("{path}{ending}");
            // What lies in the project's own folder has no slash before it; a content root outside of it has one.
            let candidate = if path.is_empty() { candidate.trim_start_matches('/') } else { candidate.as_str() };
            match self.files.look_up(candidate.trim_end_matches('/')) {
                Lookup::File(found) => {
                    let finding = self.at_file(&found, fragment, image);
                    return Step::Done(self.other_form(candidate, &found, folder, finding));
                }
                Lookup::Folder(_) if ending.is_empty() => found_folder = true,
                Lookup::Case(found) if case.is_none() => case = Some(found),
                _ => {}
            }
        }
        if found_folder {
            return Step::Done((LinkStatus::Ok, Some(Resolved::Project(path)), Outcome::Fine));
        }
        match case {
            Some(found) => {
                let (_, resolved, _) = self.at_file(&found, fragment, image);
                let instead = written_from(folder, &found);
                Step::Done((LinkStatus::Broken, resolved, Outcome::WrongCase { instead }))
            }
            None => Step::Missing,
        }
    }

    /// A file system that knows bytes only does not find が by か and a mark behind it.
    fn other_form(&self, written: &str, found: &str, folder: &str, finding: Finding) -> Finding {
        let same = written.is_ascii() || written.trim_matches('/') == found.trim_matches('/');
        match finding {
            (status, resolved, Outcome::Fine) if !same => {
                (status, resolved, Outcome::OtherForm { instead: written_from(folder, found) })
            }
            finding => finding,
        }
    }

    /// What stands at a file that is there.
    fn at_file(&self, path: &str, fragment: Option<&str>, image: bool) -> Finding {
        if let Some(&at) = self.by_path.get(path) {
            return self.anchor(at, fragment.unwrap_or_default());
        }
        match self.files.in_content(path) {
            Some(inner) if is_published(inner) && !url::is_of_site(inner) => {
                (LinkStatus::Ok, Some(Resolved::Asset(inner.to_owned())), Outcome::Fine)
            }
            // Where the whole project is the content, code lies in it that is read in the repository.
            Some(_) if !image && self.files.content_folder().is_empty() && !is_attachment(path) => {
                (LinkStatus::Ok, Some(Resolved::Project(path.to_owned())), Outcome::Fine)
            }
            Some(inner) => {
                let outcome = Outcome::Unpublished { path: path.to_owned() };
                (LinkStatus::Ok, Some(Resolved::Asset(inner.to_owned())), outcome)
            }
            // A picture outside of the content can't be shown.
            None => {
                let outcome = if image { Outcome::Unpublished { path: path.to_owned() } } else { Outcome::Fine };
                (LinkStatus::Ok, Some(Resolved::Project(path.to_owned())), outcome)
            }
        }
    }

    /// `[[ID]]`: its name stands two brackets behind its start.
    pub(super) fn is_wiki(&self, at: usize, link: &Link) -> bool {
        let Some(file) = self.runbooks[at].file else { return false };
        !link.image
            && link.target_span.start == link.span.start + 2
            && self.sources.file(file).slice(link.span).starts_with("[[")
    }

    pub(super) fn wiki(&self, at: usize, link: &Link) -> Finding {
        let (name, fragment) = split(&link.target);
        let name = name.trim();
        if name.is_empty() {
            return self.anchor(at, fragment.unwrap_or_default());
        }
        let bare = name.strip_suffix(".md").unwrap_or(name);
        let by_id = self.ids.get(fold::composed(bare).as_ref()).copied();
        match by_id.or_else(|| self.names.find(bare)) {
            Some(found) => {
                // Wikis write the heading itself behind `#`.
                let slug = fragment.map(|fragment| crate::syntax::anchor::slug(fragment.trim()));
                match self.anchor(found, fragment.unwrap_or_default()) {
                    (LinkStatus::Broken, ..) => self.anchor(found, slug.as_deref().unwrap_or_default()),
                    finding => finding,
                }
            }
            None => self.mention(at, &link.target),
        }
    }

    pub(super) fn mention(&self, at: usize, target: &str) -> Finding {
        let (path, fragment) = split(target);
        let path = without_line(path);
        let lines = fragment.is_some_and(|fragment| fragment.starts_with('L'));
        let fragment = fragment.filter(|_| !lines);
        let folder = folder_of(self.path(at));
        let roots = [folder, self.files.content_folder(), ""];
        let mut case = None;
        for root in roots.iter().skip(usize::from(path.starts_with('/'))) {
            let Some(joined) = self.files.join(root, path) else { continue };
            match self.files.look_up(&joined) {
                Lookup::File(found) => return self.mentioned(&found, fragment),
                Lookup::Case(found) => case = case.or(Some(found)),
                _ => {}
            }
        }
        if !path.contains('/') {
            match self.files.named(path) {
                [only] => return self.mentioned(only, fragment),
                // It is there, more than once: which one is meant can't be told.
                [_, ..] => return (LinkStatus::Unchecked, None, Outcome::Fine),
                [] => {}
            }
        }
        match case {
            Some(found) => {
                let (_, resolved, _) = self.mentioned(&found, fragment);
                (LinkStatus::Broken, resolved, Outcome::WrongCase { instead: found })
            }
            None => {
                let none = || Outcome::NoFile { instead: self.near(folder, path) };
                broken(self.alike(folder, path).unwrap_or_else(none))
            }
        }
    }

    /// A mention needs no copy of its file.
    fn mentioned(&self, path: &str, fragment: Option<&str>) -> Finding {
        match self.at_file(path, fragment, false) {
            (status, Some(Resolved::Asset(inner)), Outcome::Unpublished { .. }) => {
                (status, Some(Resolved::Project(self.files.in_project(&inner))), Outcome::Fine)
            }
            finding => finding,
        }
    }

    /// `called` holds documents by the texts of this document's links to them.
    pub(super) fn section_mention(&self, at: usize, link: &Link, called: &HashMap<String, String>) -> Finding {
        let document = match link.document.as_deref() {
            None => {
                let hint = link.document_hint.as_deref();
                let hinted = hint.and_then(|name| called_so(called, self.ids, name).or_else(|| self.names.find(name)));
                Some(hinted.unwrap_or(at))
            }
            Some(name) => self.named(at, name, called),
        };
        let Some(document) = document else { return (LinkStatus::Unchecked, None, Outcome::Fine) };
        let id = self.runbooks[document].id.clone();
        match self.targets[document].section(&link.target, self.origin(document)) {
            Some(Found::Anchor(anchor)) => {
                (LinkStatus::Ok, Some(Resolved::Document { id, anchor: Some(anchor.to_owned()) }), Outcome::Fine)
            }
            Some(Found::Place) => (LinkStatus::Ok, Some(Resolved::Document { id, anchor: None }), Outcome::Fine),
            None => broken(Outcome::NoSection { document }),
        }
    }

    /// The document that prose calls `name`.
    fn named(&self, at: usize, name: &str, called: &HashMap<String, String>) -> Option<usize> {
        if let Some(found) = called_so(called, self.ids, name) {
            return Some(found);
        }
        if let (_, Some(Resolved::Document { id, .. }), _) = self.mention(at, name) {
            return self.ids.get(&id).copied();
        }
        self.names.find(name)
    }
}

/// The document that a link of the text calls `name`.
fn called_so(called: &HashMap<String, String>, ids: &HashMap<String, usize>, name: &str) -> Option<usize> {
    called.get(&fold::words(name)).and_then(|id| ids.get(id)).copied()
}

/// `deploy.sh` of `deploy.sh:12`.
fn without_line(path: &str) -> &str {
    match path.rsplit_once(':') {
        Some((before, line)) if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
            before
        }
        _ => path,
    }
}

/// Whether a file is made to be opened beside a document, and no code.
fn is_attachment(path: &str) -> bool {
    const ENDINGS: [&str; 20] = [
        "xlsx", "xls", "xlsm", "docx", "doc", "pptx", "ppt", "odt", "ods", "odp", "drawio", "vsdx", "html", "htm",
        "zip", "gz", "mp4", "mov", "webm", "puml",
    ];
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// A path within the project as a link in `folder` writes it.
fn written_from(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(to.len().saturating_sub(1));
    let up = "../".repeat(from.len() - common);
    let start = if up.is_empty() { "./" } else { up.as_str() };
    format!("{start}{}", to[common..].join("/"))
}
