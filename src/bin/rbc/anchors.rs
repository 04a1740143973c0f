//! `rbc anchors`: the addresses of today held against those that were published.

use std::collections::HashSet;
use std::path::Path;

use rbc::diag::Message;
use rbc::host::discover::Overlays;
use rbc::resolve::ledger::{Ledger, NAME, Place, What};

use crate::engine;
use crate::exit::{Failure, Outcome};
use crate::flags::{Anchors, Global, Report};
use crate::output;
use crate::project::{self, Project};

/// Largest file that is read.
const BYTES: u64 = 64 << 20;

pub(crate) fn run(global: &Global, flags: &Anchors) -> Result<Outcome, Failure> {
    let report = Report::of_content(None);
    let project = match project::read(global, &report)? {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let content = project.root.join(&project.config.content);
    let content = std::fs::canonicalize(&content).map_err(|error| engine::no_content(&content, &error))?;
    let out = Some(project.root.join(&project.config.out));
    let compiled = engine::compile(&project, &project.config, &content, out, &Overlays::new(), None)?;
    let former = &compiled.library.former;
    let now = rbc::resolve::former::now(&compiled.library);
    let path = project.root.join(NAME);
    let say = |message: &Message| output::say(&project.catalogue.message(message));
    let is_new = compiled.library.files.ledger().is_none();
    let published: HashSet<(&str, &str)> = addresses(compiled.library.files.ledger());
    let mut text = String::new();
    let mut line = |key: &'static str, from: &str, to: &str| {
        let message = Message::new(key).with("from", from).with("to", to);
        text.push_str(&rbc::text::visible(&project.catalogue.message(&message)));
        text.push('\n');
    };
    for entry in &now.entries {
        if let What::Moved(to) = &entry.what {
            let page = if to.page.is_empty() { &entry.page } else { &to.page };
            let to = address(&Place { page: page.clone(), id: to.id.clone() });
            line("command-anchors-moved", &shown(&entry.page, &entry.id), &to);
        }
    }
    for lost in &former.lost {
        line("command-anchors-lost", &shown(&lost.page, &lost.id), "");
    }
    output::print(&text)?;
    let fresh = addresses(Some(&now)).difference(&published).count();
    say(&Message::new("command-anchors-counts")
        .with("addresses", now.entries.len())
        .with("new", fresh)
        .with("lost", former.lost.len()));
    if flags.accept {
        rbc::host::rewrite::write(&path, &now.text()).map_err(|error| Failure::io(&path, &error))?;
        say(&Message::new("command-anchors-written").with("path", NAME));
        return Ok(Outcome::Clean);
    }
    if is_new || fresh > 0 || !former.lost.is_empty() {
        say(&Message::new(if is_new { "command-anchors-none" } else { "command-anchors-hint" }).with("path", NAME));
    }
    Ok(if former.lost.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// Pages with their ids.
fn addresses(ledger: Option<&Ledger>) -> HashSet<(&str, &str)> {
    let entries = ledger.into_iter().flat_map(|ledger| &ledger.entries);
    entries.map(|entry| (entry.page.as_str(), entry.id.as_str())).collect()
}

fn address(place: &Place) -> String {
    shown(&place.page, &place.id)
}

fn shown(page: &str, id: &str) -> String {
    if id.is_empty() { page.to_owned() } else { format!("{page}#{id}") }
}

/// What `anchors.lock` says, where the project has one. It speaks of the project's own content only.
pub(crate) fn read(
    project: &Project,
    content: &Path,
    sources: &mut rbc::source::SourceMap,
) -> Result<Option<Ledger>, Failure> {
    let own = std::fs::canonicalize(project.root.join(&project.config.content));
    let path = project.root.join(NAME);
    if own.is_ok_and(|own| own != content) || !path.is_file() {
        return Ok(None);
    }
    let text = project::text(&project.root, &path, BYTES)?;
    let file = sources.add(rbc::source::SourceFile::new(NAME, text));
    let wrong = |line: usize| Failure::new(Message::new("command-anchors-line").with("path", NAME).with("line", line));
    Ledger::parse(sources.file(file).text(), Some(file)).map(Some).map_err(wrong)
}
