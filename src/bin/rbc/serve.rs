//! `rbc serve`: the site on loopback, made again whenever something that it is made of is saved. Nothing is written.
//!
//! 1. [`make`] compiles the project; documents that have not changed are not read anew.
//! 2. [`display`] makes each file of the site when a browser asks for it, so that a save costs the pages that are open.
//! 3. Here the two take turns: while a site is shown, changes are waited for; the next site is made, and takes its place.

mod display;
mod make;
mod open;

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, Scope};
use std::time::Duration;

use rbc::diag::{Diagnostic, Message, Place};
use rbc::host::serve::{Question, Server};
use rbc::host::watch::{Changes, Watcher};
use rbc::report::{Report, text};
use rbc::source::Span;
use rbc::text::Catalogue;
use same_file::Handle;

use crate::exit::{Failure, Outcome};
use crate::flags::{Global, Serve};
use crate::output;
use display::{Display, Site};
use make::{Made, Workshop};

/// What is waited for.
enum News {
    /// Files have changed.
    Changed(BTreeSet<PathBuf>),
    /// A browser asks for a file.
    Asked(Question),
    /// No more will be heard of changes.
    Ended,
}

pub(crate) fn run(global: &Global, flags: &Serve) -> Result<Outcome, Failure> {
    let working = std::env::current_dir().map_err(|error| Failure::io(Path::new("."), &error))?;
    let (mut watcher, changes) = Watcher::new(flags.poll).map_err(|reason| not_watched(&working, reason))?;
    // What is saved while the first site is made is told of afterwards.
    watch(&mut watcher, make::places_without_project(global, flags, &working), &global.catalogue());
    let mut workshop = Workshop::new(global, flags);
    let first = workshop.make(&BTreeSet::new());
    let catalogue = Catalogue::new(first.language);
    watch(&mut watcher, first.places.clone(), &catalogue);
    let fault = told(&first, &catalogue);
    let (sender, news) = channel();
    let asked = sender.clone();
    let ask = move |question| drop(asked.send(News::Asked(question)));
    let server = Server::start(flags.port, fault, ask).map_err(|error| no_port(flags.port, &error))?;
    let address = format!("http://127.0.0.1:{}/", server.port());
    if let Some(site) = &first.site {
        counts(global, site, first.took, "serve-first", &catalogue);
    }
    output::say(&catalogue.message(&Message::new("serve-at").with("address", &address)));
    if flags.open && !open::open(&address) {
        output::say(&catalogue.message(&Message::new("serve-not-opened").with("address", &address)));
    }
    let own = own_outputs();
    let listen = Builder::new().name("changes".to_owned()).spawn(move || listen(changes, &sender, &own));
    listen.map_err(|error| not_watched(&working, error.to_string()))?;
    let mut turn = Turn { global, workshop, watcher, news, server, out: first.out };
    let mut site = first.site;
    let mut untold = None;
    while let Some((next, mut change)) = turn.next(site.as_ref(), untold) {
        change.before = site.replace(next);
        untold = Some(change);
    }
    Ok(Outcome::Clean)
}

/// A change that a site was made for, and of which the terminal has still to be told: somebody waits for the page first.
struct Untold {
    changed: BTreeSet<PathBuf>,
    took: Duration,
    /// The site that was shown before.
    before: Option<Site>,
}

impl Untold {
    fn tell(self, global: &Global, site: &Site) {
        let catalogue = Catalogue::new(site.project.config.language);
        report(global, site, self.before.as_ref(), &self.changed, &catalogue);
        counts(global, site, self.took, "serve-again", &catalogue);
        // To free what a thousand runbooks were made of takes a while, and the next site has to wait for this thread.
        let _ = Builder::new().name("free".to_owned()).spawn(move || drop(self));
    }
}

/// Passes on what is heard of changes.
fn listen(mut changes: Changes, news: &Sender<News>, own: &[Handle]) {
    let wanted = |path: &Path| is_wanted(path) && !is_one_of(path, own);
    while let Some(changed) = changes.next(&wanted) {
        if news.send(News::Changed(changed)).is_err() {
            return;
        }
    }
    let _ = news.send(News::Ended);
}

/// What is done in turn: to show a site, and to make the next one.
struct Turn<'f> {
    global: &'f Global,
    workshop: Workshop<'f>,
    watcher: Watcher,
    news: Receiver<News>,
    server: Server,
    /// The folder of the published site.
    out: Option<PathBuf>,
}

impl Turn<'_> {
    /// Shows a site until another one can take its place; `None` at the end.
    fn next(&mut self, site: Option<&Site>, untold: Option<Untold>) -> Option<(Site, Untold)> {
        let display = site.map(Display::new);
        let global = self.global;
        std::thread::scope(|scope| {
            if let (Some(site), Some(untold)) = (site, untold) {
                // Where no thread is left, nobody hears of it.
                let _ = Builder::new().name("tell".to_owned()).spawn_scoped(scope, move || untold.tell(global, site));
            }
            loop {
                let mut changed = BTreeSet::new();
                self.take(self.news.recv().ok()?, scope, display.as_ref(), &mut changed)?;
                // What has come meanwhile belongs to it.
                while let Ok(news) = self.news.try_recv() {
                    self.take(news, scope, display.as_ref(), &mut changed)?;
                }
                if !changed.is_empty()
                    && let Some(next) = self.make(changed)
                {
                    return Some(next);
                }
            }
        })
    }

    /// Has a question answered, or notes what has changed; `None` at the end.
    fn take<'s>(
        &self,
        news: News,
        scope: &'s Scope<'s, '_>,
        display: Option<&'s Display<'_>>,
        changed: &mut BTreeSet<PathBuf>,
    ) -> Option<()> {
        match news {
            News::Changed(paths) => {
                let of_site = |path: &PathBuf| self.out.as_ref().is_some_and(|out| path.starts_with(out));
                changed.extend(paths.into_iter().filter(|path| !of_site(path)));
            }
            News::Asked(question) => {
                let answer = move || {
                    let given = display.map(|display| display.give(question.key()));
                    question.answer(given);
                };
                // Where no thread is left, the one who asked hears of it.
                let _ = Builder::new().name("give".to_owned()).spawn_scoped(scope, answer);
            }
            News::Ended => return None,
        }
        Some(())
    }

    /// Makes the next site; why there is none is told at once.
    fn make(&mut self, changed: BTreeSet<PathBuf>) -> Option<(Site, Untold)> {
        self.watcher.forget(&changed);
        let made = self.workshop.make(&changed);
        let catalogue = Catalogue::new(made.language);
        watch(&mut self.watcher, made.places.clone(), &catalogue);
        self.out.clone_from(&made.out);
        match told(&made, &catalogue) {
            Some(fault) => self.server.fail(fault),
            None => self.server.show(),
        }
        made.site.map(|site| (site, Untold { changed, took: made.took, before: None }))
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

/// Says what the changed documents give, and what the change has brought to others: a renamed document leaves links behind
/// that lead nowhere.
fn report(global: &Global, site: &Site, last: Option<&Site>, changed: &BTreeSet<PathBuf>, catalogue: &Catalogue) {
    let sources = &site.compiled.sources;
    let inner = changed.iter().filter_map(|path| path.strip_prefix(&site.project.root).ok());
    let mut names: BTreeSet<String> =
        inner.map(|path| path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")).collect();
    let before: HashSet<Known<'_>> =
        last.map(|last| last.diagnostics.iter().map(|finding| known(last, finding)).collect()).unwrap_or_default();
    let is_told = |finding: &&Diagnostic| {
        let (path, ..) = known(site, finding);
        names.contains(path) || (last.is_some() && !before.contains(&known(site, finding)))
    };
    let shown: Vec<Diagnostic> = site.diagnostics.iter().filter(is_told).cloned().collect();
    names.extend(shown.iter().map(|finding| known(site, finding).0.to_owned()));
    if !shown.is_empty() {
        let report = Report::new(&shown, sources, catalogue, names.len());
        // That nobody reads it is no reason to stop serving.
        let _ = output::print(&text::render(&report, output::style(global, global.color.colors(false), false)));
        let _ = output::print("\n");
    }
}

/// Path, rule and place: by these a finding is the same one in a document that has not changed.
type Known<'s> = (&'s str, &'s str, Option<Span>);

fn known<'s>(site: &'s Site, finding: &'s Diagnostic) -> Known<'s> {
    match &finding.place {
        Place::Span(file, span) => (site.compiled.sources.file(*file).path(), finding.rule, Some(*span)),
        Place::Path { path, .. } => (path, finding.rule, None),
    }
}

/// Says how much there is in all.
fn counts(global: &Global, site: &Site, took: Duration, key: &'static str, catalogue: &Catalogue) {
    if global.quiet {
        return;
    }
    let counts = rbc::report::Counts::of(site.diagnostics.iter());
    let message = Message::new(key).with("documents", site.compiled.documents.len());
    let message = message.with("seconds", format!("{:.2}", took.as_secs_f64()));
    output::say(&catalogue.message(&message.with("errors", counts.errors).with("warnings", counts.warnings)));
}

/// The files that this run itself writes to as it goes (`rbc serve > serve.log`): each line would lead to the next one.
fn own_outputs() -> Vec<Handle> {
    [Handle::stdout(), Handle::stderr()].into_iter().flatten().collect()
}

fn is_one_of(path: &Path, files: &[Handle]) -> bool {
    // Whatever else a pipe or a device is, it must not be opened to find out.
    let is_file = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    is_file && Handle::from_path(path).is_ok_and(|file| files.contains(&file))
}

/// Whether a change of this path can change the site. Editors write files of their own beside what is edited.
fn is_wanted(path: &Path) -> bool {
    let hidden = |name: &str| matches!(name, ".git" | "node_modules");
    let within = path.components().any(|part| hidden(&part.as_os_str().to_string_lossy()));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let passing = name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".swx") || name == "4913";
    !within && !passing
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
