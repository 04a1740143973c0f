//! The project that a command works on: its root, its configuration, its date.

use std::path::{Path, PathBuf};

use rbc::config::{self, Config};
use rbc::diag::{Diagnostic, Message};
use rbc::host::discover::shown_path;
use rbc::host::open;
use rbc::policy::Policies;
use rbc::source::decode::decode;
use rbc::source::{FileId, SourceFile, SourceMap};
use rbc::text::Catalogue;

use crate::engine;
use crate::exit::{Failure, Outcome};
use crate::flags::{Global, Report as ReportFlags};
use crate::output;

/// Name of the configuration.
const CONFIG: &str = "rbc.yaml";

/// Largest configuration that is read.
const CONFIG_BYTES: u64 = 64 << 10;

pub(crate) struct Project {
    /// The folder of rbc.yaml, else the working directory; absolute.
    pub(crate) root: PathBuf,
    /// The working directory.
    pub(crate) working: PathBuf,
    pub(crate) config: Config,
    pub(crate) policies: Policies,
    /// The day that rules go by: the flag's, else the machine's in the project's time zone.
    pub(crate) today: jiff::civil::Date,
    pub(crate) catalogue: Catalogue,
    /// Holds rbc.yaml, where there is one, and the policies that it names.
    pub(crate) sources: SourceMap,
}

/// A project, or the end of the run where its configuration is wrong: its findings are then written.
pub(crate) fn read(global: &Global, flags: &ReportFlags) -> Result<Result<Project, Outcome>, Failure> {
    let working = std::env::current_dir().map_err(|error| Failure::io(Path::new("."), &error))?;
    let path = match &global.config {
        Some(path) => Some(working.join(path)),
        None => working.ancestors().map(|folder| folder.join(CONFIG)).find(|path| path.is_file()),
    };
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
    let catalogue = Catalogue::new(config.language);
    let (policies, faults) = rbc::host::policy::load(&root, &config, &mut sources);
    diagnostics.extend(faults);
    let today = flags.today.unwrap_or_else(|| today(&config));
    let project = Project { root, working, config, policies, today, catalogue, sources };
    if !diagnostics.is_empty() {
        let report = rbc::report::Report::new(&diagnostics, &project.sources, &project.catalogue, 0);
        output::write_report(global, flags, &project, report)?;
        return Ok(Err(Outcome::Refused));
    }
    Ok(Ok(project))
}

/// The machine's day in the project's time zone.
fn today(config: &Config) -> jiff::civil::Date {
    let zone = jiff::tz::TimeZone::get(&config.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    zone.to_datetime(jiff::Timestamp::now()).date()
}

fn read_config(path: &Path, root: &Path, sources: &mut SourceMap) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let failed = |reason: &str| {
        Failure::new(Message::new("command-file-failed").with("path", path.display()).with("reason", reason))
    };
    let bytes = match open::read(root, path, CONFIG_BYTES) {
        Ok(bytes) => bytes,
        Err(open::OpenFault::Unreadable(error)) => return Err(Failure::io(path, &error)),
        Err(open::OpenFault::TooLarge(_)) => return Err(failed("> 64 KiB")),
        Err(_) => return Err(failed("not a regular file of the project")),
    };
    let decoded = decode(bytes, CONFIG_BYTES).map_err(|fault| failed(fault.rule))?;
    let id = sources.add(SourceFile::new(shown_path(root, path), decoded.text));
    Ok(config::read(sources.file(id), id, engine::known()))
}

fn unknown_time_zone(config: &Config, sources: &SourceMap) -> Result<Diagnostic, Failure> {
    let message = Message::new("config-unknown-time-zone").with("name", &config.time_zone);
    let id = FileId(0);
    // The default is always known: an unknown zone was read from the file.
    let file = sources.iter().next().map(|(_, file)| file).ok_or_else(|| Failure::new(message.clone()))?;
    let span = config::place(file, &["time_zone"]).unwrap_or_default();
    Ok(Diagnostic::new("config/invalid-value", rbc::diag::Level::Error, id, span, message))
}
