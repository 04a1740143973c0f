//! `rbc serve`: the site on loopback, made again whenever something that it is made of is saved. Nothing is written.

mod make;
mod open;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rbc::diag::{Diagnostic, Message, Place};
use rbc::host::serve::{Server, Shelf};
use rbc::host::watch::Watcher;
use rbc::report::{Report, text};
use rbc::text::Catalogue;

use crate::exit::{Failure, Outcome};
use crate::flags::{Global, Serve};
use crate::output;
use make::{Made, make};

pub(crate) fn run(global: &Global, flags: &Serve) -> Result<Outcome, Failure> {
    let working = std::env::current_dir().map_err(|error| Failure::io(Path::new("."), &error))?;
    let mut watcher = Watcher::new(flags.poll).map_err(|reason| not_watched(&working, reason))?;
    // What is saved while the first site is made is told of afterwards.
    watch(&mut watcher, make::places_without_project(global, flags, &working), &global.catalogue());
    let first = make(global, flags);
    let catalogue = Catalogue::new(first.language);
    watch(&mut watcher, first.places.clone(), &catalogue);
    let mut out = first.out.clone();
    let fault = told(&first, &catalogue);
    let shelf = first.site.as_ref().map_or_else(Shelf::default, |site| site.shelf.clone());
    let server = Server::start(flags.port, shelf, fault).map_err(|error| no_port(flags.port, &error))?;
    let address = format!("http://127.0.0.1:{}/", server.port());
    output::say(&catalogue.message(&Message::new("serve-at").with("address", &address)));
    if flags.open && !open::open(&address) {
        output::say(&catalogue.message(&Message::new("serve-not-opened").with("address", &address)));
    }
    drop(first);
    loop {
        let wanted = |path: &Path| is_wanted(path, out.as_deref());
        let Some(changed) = watcher.next(&wanted) else { return Ok(Outcome::Clean) };
        let mut made = make(global, flags);
        let catalogue = Catalogue::new(made.language);
        watch(&mut watcher, made.places.clone(), &catalogue);
        out.clone_from(&made.out);
        match told(&made, &catalogue) {
            Some(fault) => server.fail(fault),
            None => {
                if let Some(site) = &mut made.site {
                    server.show(std::mem::take(&mut site.shelf));
                }
                report(global, &made, &changed, &catalogue);
            }
        }
    }
}

/// Watches the places of a project, and says which of them cannot be.
fn watch(watcher: &mut Watcher, places: BTreeSet<rbc::host::watch::Place>, catalogue: &Catalogue) {
    for (path, reason) in watcher.watch(places) {
        output::say(&not_watched(&path, reason).words(catalogue));
    }
}

/// Says a fault in the terminal; what is laid over the pages is the same text.
fn told(made: &Made, catalogue: &Catalogue) -> Option<String> {
    let fault = made.fault.as_ref()?;
    let text = format!("{}\n\n{}", catalogue.words("serve-fault"), fault.trim_end());
    text.lines().for_each(output::say);
    Some(text)
}

/// Says what the changed documents give, and how much there is in all.
fn report(global: &Global, made: &Made, changed: &BTreeSet<PathBuf>, catalogue: &Catalogue) {
    let Some(site) = &made.site else { return };
    let names: BTreeSet<String> = changed
        .iter()
        .filter_map(|path| path.strip_prefix(&site.root).ok())
        .map(|path| path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
        .collect();
    let of_changed = |finding: &&Diagnostic| match &finding.place {
        Place::Span(file, _) => names.contains(site.sources.file(*file).path()),
        Place::Path { path, .. } => names.contains(path),
    };
    let shown: Vec<Diagnostic> = site.diagnostics.iter().filter(of_changed).cloned().collect();
    if !shown.is_empty() {
        let report = Report::new(&shown, &site.sources, catalogue, names.len());
        let style =
            text::Style { color: global.color.colors(false), details: global.verbose > 0, ..Default::default() };
        // That nobody reads it is no reason to stop serving.
        let _ = output::print(&text::render(&report, style));
        let _ = output::print("\n");
    }
    let counts = rbc::report::Counts::of(site.diagnostics.iter());
    let message = Message::new("serve-again").with("documents", site.documents);
    let message = message.with("seconds", format!("{:.2}", made.took.as_secs_f64()));
    output::say(&catalogue.message(&message.with("errors", counts.errors).with("warnings", counts.warnings)));
}

/// Whether a change of this path can change the site. Editors write files of their own beside what is edited.
fn is_wanted(path: &Path, out: Option<&Path>) -> bool {
    let hidden = |name: &str| matches!(name, ".git" | "node_modules");
    let within = path.components().any(|part| hidden(&part.as_os_str().to_string_lossy()));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let passing = name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".swx") || name == "4913";
    !within && !passing && !out.is_some_and(|out| path.starts_with(out))
}

fn not_watched(path: &Path, reason: String) -> Failure {
    Failure::new(Message::new("serve-not-watched").with("path", path.display()).with("reason", reason))
}

fn no_port(port: u16, error: &std::io::Error) -> Failure {
    Failure::new(match error.kind() {
        std::io::ErrorKind::AddrInUse => Message::new("serve-port").with("port", port),
        _ => Message::new("serve-port-refused").with("port", port).with("reason", rbc::host::open::reason(error)),
    })
}
