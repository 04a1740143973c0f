//! The project that a command works on: its root, its configuration, its date.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use rbc::config::{self, Config};
use rbc::diag::{Diagnostic, Message};
use rbc::host::discover::shown_path;
use rbc::host::open;
use rbc::policy::Policies;
use rbc::source::decode::decode;
use rbc::source::{FileId, SourceFile, SourceMap, Span};
use rbc::text::{Catalogue, own};

use crate::engine;
use crate::exit::{Failure, Outcome};
use crate::flags::{Format, Global, Report as ReportFlags};
use crate::{output, surroundings, templates};

/// Name of the configuration.
pub(crate) const CONFIG: &str = "rbc.yaml";

/// Largest configuration that is read.
const CONFIG_BYTES: u64 = 64 << 10;

pub(crate) struct Project {
    /// The folder of rbc.yaml, else the working directory; absolute.
    pub(crate) root: PathBuf,
    /// The working directory.
    pub(crate) working: PathBuf,
    /// The configuration that is gone by; none where there is none.
    pub(crate) configuration: Option<PathBuf>,
    /// What is wrong with the configuration and keeps nobody from going by it.
    pub(crate) warnings: Vec<Diagnostic>,
    pub(crate) config: Config,
    pub(crate) policies: Policies,
    /// The day that rules go by: the flag's, else the machine's in the project's time zone.
    pub(crate) today: jiff::civil::Date,
    pub(crate) catalogue: Catalogue,
    /// The project's own words: files of the catalogue by their names in the folder of templates.
    pub(crate) words: Vec<(String, String)>,
    /// Holds rbc.yaml, where there is one, and the policies that it names.
    pub(crate) sources: SourceMap,
    /// Whether somebody waits at a terminal and wants to know how far work is.
    pub(crate) is_watched: bool,
}

/// A project, or the end of the run where its configuration is wrong: its findings are then written.
pub(crate) fn read(global: &Global, flags: &ReportFlags) -> Result<Result<Project, Outcome>, Failure> {
    let (project, faults) = open(global, flags)?;
    if !faults.is_empty() {
        let report = rbc::report::Report::new(&faults, &project.sources, &project.catalogue, 0);
        output::write_report(global, flags, &project, report)?;
        return Ok(Err(Outcome::Refused));
    }
    Ok(Ok(project))
}

/// A project with all findings of its configuration, where one of them is an error: it is not to be gone by then.
pub(crate) fn open(global: &Global, flags: &ReportFlags) -> Result<(Project, Vec<Diagnostic>), Failure> {
    let working = std::env::current_dir().map_err(|error| Failure::io(Path::new("."), &error))?;
    let path = place(global, &working);
    let mut sources = SourceMap::default();
    let root = path.as_deref().and_then(Path::parent).unwrap_or(&working).to_owned();
    let root = std::fs::canonicalize(&root).map_err(|error| Failure::io(&root, &error))?;
    let (mut config, mut diagnostics) = match &path {
        Some(path) => read_config(path, &root, &mut sources)?,
        None => (Config::default(), Vec::new()),
    };
    if let Some(language) = global.language() {
        config.language = language;
    }
    if jiff::tz::TimeZone::get(&config.time_zone).is_err() {
        diagnostics.push(unknown_time_zone(&config, &sources)?);
    }
    rbc::host::repository::fill(&mut config, &root);
    let words = templates::words(&root, &config)?;
    let shown = shown_path(&root, &templates::folder(&root, &config));
    diagnostics.extend(words.iter().flat_map(|(name, text)| faults_of_words(&shown, name, text, &mut sources)));
    let own = words.iter().filter(|(name, _)| own::language(name) == Some(config.language));
    let catalogue = Catalogue::with_own(config.language, own.map(|(_, text)| text.as_str()));
    let (policies, faults) = rbc::host::policy::load(&root, &config, &mut sources);
    diagnostics.extend(faults);
    let today = flags.today.unwrap_or_else(|| today(&config));
    let (errors, warnings): (Vec<_>, Vec<_>) =
        diagnostics.iter().cloned().partition(|finding| finding.level == rbc::diag::Level::Error);
    let configuration = path.as_deref().and_then(Path::file_name).map(|name| root.join(name));
    let project = Project {
        root,
        working,
        configuration,
        warnings,
        config,
        policies,
        today,
        catalogue,
        words,
        sources,
        is_watched: is_watched(global),
    };
    Ok((project, if errors.is_empty() { Vec::new() } else { diagnostics }))
}

/// What is wrong with a file of the project's own words.
fn faults_of_words(folder: &str, name: &str, text: &str, sources: &mut SourceMap) -> Vec<Diagnostic> {
    let Some(language) = own::language(name) else { return Vec::new() };
    let id = sources.add(SourceFile::new(format!("{folder}/{name}"), text));
    let finding = |fault: own::Fault| {
        let span = Span::new(fault.place.start, fault.place.end);
        let finding = Diagnostic::new(fault.rule, rbc::diag::Level::Error, id, span, fault.message);
        Diagnostic { help: fault.help, ..finding }
    };
    own::faults(language, sources.file(id).text()).into_iter().map(finding).collect()
}

/// Where the configuration is: named, else looked for upwards.
fn place(global: &Global, working: &Path) -> Option<PathBuf> {
    match &global.config {
        Some(path) => Some(working.join(path)),
        None => working.ancestors().map(|folder| folder.join(CONFIG)).find(|path| path.is_file()),
    }
}

/// Whether somebody waits at a terminal and wants to know how far work is.
pub(crate) fn is_watched(global: &Global) -> bool {
    !global.quiet && std::io::stderr().is_terminal()
}

/// The language that a project's configuration chooses, for a command that needs no more of it.
pub(crate) fn language(global: &Global) -> Result<rbc::config::Language, Failure> {
    let working = std::env::current_dir().map_err(|error| Failure::io(Path::new("."), &error))?;
    let Some(path) = place(global, &working) else { return Ok(rbc::config::Language::default()) };
    let root = path.parent().unwrap_or(&working);
    Ok(read_config(&path, root, &mut SourceMap::default())?.0.language)
}

impl Project {
    /// Says for people which configuration was gone by and which folders were read: neither shows in the findings, and
    /// both can be others than those that were meant.
    pub(crate) fn tell<'c>(&self, global: &Global, flags: &ReportFlags, contents: impl Iterator<Item = &'c Path>) {
        if global.quiet || flags.format != Format::Text {
            return;
        }
        let contents: Vec<String> = contents.map(|content| surroundings::way(content, &self.working)).collect();
        let message = match &self.configuration {
            Some(path) => {
                let way = surroundings::way(path, &self.working);
                Message::new("command-configuration").with("path", way)
            }
            None => Message::new("command-no-configuration"),
        };
        output::say(&self.catalogue.message(&message.with("content", contents.join(", "))));
    }
}

/// The machine's day in the project's time zone.
pub(crate) fn today(config: &Config) -> jiff::civil::Date {
    let zone = jiff::tz::TimeZone::get(&config.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    zone.to_datetime(jiff::Timestamp::now()).date()
}

fn read_config(path: &Path, root: &Path, sources: &mut SourceMap) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let text = text(root, path, CONFIG_BYTES)?;
    let id = sources.add(SourceFile::new(shown_path(root, path), text));
    Ok(config::read(sources.file(id), id, engine::known()))
}

/// The text of a file of the project that rbc cannot do without.
pub(crate) fn text(root: &Path, path: &Path, limit: u64) -> Result<String, Failure> {
    let failed = |key: &'static str| Message::new(key).with("path", path.display());
    let bytes = open::read(root, path, limit).map_err(|fault| match fault {
        open::OpenFault::Unreadable(error) => Failure::io(path, &error),
        open::OpenFault::TooLarge(_) => Failure::new(failed("command-file-too-large").with("limit", limit)),
        _ => Failure::new(failed("command-not-regular")),
    })?;
    let decoded =
        decode(bytes, limit).map_err(|fault| Failure::new(failed("command-no-text").with("rule", fault.rule)))?;
    Ok(decoded.text)
}

fn unknown_time_zone(config: &Config, sources: &SourceMap) -> Result<Diagnostic, Failure> {
    let message = Message::new("config-unknown-time-zone").with("name", &config.time_zone);
    let id = FileId(0);
    // The default is always known: an unknown zone was read from the file.
    let file = sources.iter().next().map(|(_, file)| file).ok_or_else(|| Failure::new(message.clone()))?;
    let span = config::place(file, &["time_zone"]).unwrap_or_default();
    Ok(Diagnostic::new("config/invalid-value", rbc::diag::Level::Error, id, span, message))
}
