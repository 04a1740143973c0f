//! `rbc init`: an rbc.yaml for the folder that is there. Nothing is asked, and no document is changed.

mod folder;

use std::path::{Path, PathBuf};

use rbc::config::{Config, Language};
use rbc::diag::{Level, Message};
use rbc::host::create::create;
use rbc::host::discover::Overlays;
use rbc::host::git;
use rbc::host::repository::{Checkout, fill};
use rbc::model::Kind;
use rbc::policy::Policies;
use rbc::source::SourceMap;
use rbc::start::{self, Beginning, Host, Unknown};
use rbc::text::Catalogue;

use crate::engine::{self, Compiled};
use crate::exit::{Failure, Outcome};
use crate::flags::{CodeHost, Global, Init};
use crate::new::refused;
use crate::output;
use crate::project::{self, CONFIG, Project};

/// Files to write, and what is said then.
#[derive(Default)]
struct Plan {
    files: Vec<(PathBuf, Vec<u8>)>,
    words: Vec<Message>,
}

pub(crate) fn run(global: &Global, flags: &Init) -> Result<Outcome, Failure> {
    let language = global.language().unwrap_or_default();
    let catalogue = Catalogue::new(language);
    let working = std::env::current_dir().map_err(|error| Failure::io(Path::new("."), &error))?;
    let root = working.join(flags.folder.as_deref().unwrap_or(Path::new("")));
    // The deepest folder that is there tells where git is, and what is read.
    let root = std::fs::canonicalize(&root).unwrap_or(root);
    if std::fs::metadata(&root).is_ok_and(|metadata| !metadata.is_dir()) {
        return Err(Failure::new(Message::new("start-no-folder").with("path", root.display())));
    }
    let mut plan = Plan::default();
    let there = root.join(CONFIG);
    let has_config = std::fs::symlink_metadata(&there).is_ok();
    match flags.ci {
        None if has_config => {
            return Err(Failure::new(Message::new("start-config-there").with("path", there.display())));
        }
        _ if has_config => plan.words.push(Message::new("start-config-kept").with("path", there.display())),
        _ => begin(&mut plan, &root, language, project::is_watched(global))?,
    }
    if let Some(named) = flags.ci {
        job(&mut plan, &root, host(named, &root)?);
    }
    create(&plan.files).map_err(|(path, error)| refused(&path, &error))?;
    if !global.quiet {
        for (path, _) in &plan.files {
            let path = crate::surroundings::way(path, &working);
            output::say(&catalogue.message(&Message::new("start-written").with("path", path)));
        }
        for message in &plan.words {
            output::say(&catalogue.message(message));
        }
    }
    Ok(Outcome::Clean)
}

/// Looks at what is there and plans an rbc.yaml for it; first documents too where there is none.
fn begin(plan: &mut Plan, root: &Path, language: Language, is_watched: bool) -> Result<(), Failure> {
    let mut config = Config { language, ..Config::default() };
    fill(&mut config, root);
    let mut beginning = Beginning {
        title: title(root),
        content: config.content.clone(),
        repository: config.repository.as_ref().map(|repository| repository.address().to_owned()),
        ..Beginning::default()
    };
    let project = project_of(root, config, is_watched);
    let found = if root.is_dir() { folder::find(&project)? } else { None };
    match found {
        Some(content) => {
            let config = Config { content: content.clone(), ..project.config.clone() };
            let place = if content == "." { root.to_owned() } else { root.join(&content) };
            let mut compiled = engine::compile(&project, &config, &place, None, &Overlays::new(), None)?;
            beginning.content = content;
            beginning.template_mode = folder::templates(&compiled);
            if !beginning.template_mode.is_empty() {
                // What is counted is what `rbc check` will find next.
                let config = Config { template_mode: beginning.template_mode.clone(), ..config.clone() };
                compiled = engine::compile(&project, &config, &place, None, &Overlays::new(), None)?;
            }
            beginning.unknown = start::unknown(&compiled.library.runbooks, &config);
            tell(plan, &beginning, &compiled);
            elsewhere(plan, &folder::elsewhere(&project, &beginning.content)?);
        }
        None => {
            for (path, text) in start::first_documents(language) {
                plan.files.push((root.join(&beginning.content).join(path), text.into_bytes()));
            }
            plan.words.push(Message::new("start-first"));
        }
    }
    plan.files.insert(0, (root.join(CONFIG), start::configuration(language, &beginning).into_bytes()));
    if git::ignores(root, &project.config.out) == Some(false) {
        plan.words.push(Message::new("start-ignore").with("out", &project.config.out));
    }
    plan.words.push(Message::new("start-next"));
    Ok(())
}

/// Says what was found in the documents that are there.
fn tell(plan: &mut Plan, beginning: &Beginning, compiled: &Compiled) {
    let runbooks = compiled.library.runbooks.iter().filter(|runbook| runbook.kind == Kind::Runbook).count();
    let of_level = |level| compiled.diagnostics.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings) = (of_level(Level::Error), of_level(Level::Warning));
    let whole = if beginning.content == "." { "yes" } else { "no" };
    let found = Message::new("start-found").with("content", &beginning.content).with("whole", whole);
    let found = found.with("runbooks", runbooks);
    plan.words.push(found.with("documents", compiled.documents.len() - runbooks.min(compiled.documents.len())));
    let unread = compiled.files.saturating_sub(compiled.documents.len());
    if unread > 0 {
        plan.words.push(Message::new("start-unread").with("count", unread));
        let shown = compiled.diagnostics.iter().filter_map(|finding| match &finding.place {
            rbc::diag::Place::Path { path, .. } if finding.level == Level::Error => Some(path),
            _ => None,
        });
        plan.words.extend(shown.take(FEW).map(|path| Message::new("start-unread-file").with("path", path)));
    }
    let Unknown { headings, columns } = &beginning.unknown;
    if !beginning.unknown.is_empty() {
        let message = Message::new("start-unknown").with("headings", headings.len()).with("columns", columns.len());
        plan.words.push(message);
    }
    if errors + warnings > 0 {
        plan.words.push(Message::new("start-findings").with("errors", errors).with("warnings", warnings));
    }
}

/// Says that there are runbooks outside of the folder, which nobody would miss before the night they are looked for.
fn elsewhere(plan: &mut Plan, paths: &[String]) {
    if paths.is_empty() {
        return;
    }
    plan.words.push(Message::new("start-elsewhere").with("count", paths.len()));
    plan.words.extend(paths.iter().take(FEW).map(|path| Message::new("start-unread-file").with("path", path)));
}

/// So many files are named, of those that cannot be read and of those that lie elsewhere.
const FEW: usize = 5;

/// The code host that is named, else the one that git's origin is on.
fn host(named: Option<CodeHost>, root: &Path) -> Result<Host, Failure> {
    match named {
        Some(CodeHost::Github) => Ok(Host::GitHub),
        Some(CodeHost::Gitlab) => Ok(Host::GitLab),
        None => {
            let origin = Checkout::find(root).and_then(|checkout| checkout.origin());
            let known = origin.and_then(|origin| Host::of(origin.address()));
            known.ok_or_else(|| Failure::new(Message::new("start-no-host")))
        }
    }
}

/// Plans the file of a code host, at the top of the repository where there is one.
fn job(plan: &mut Plan, root: &Path, host: Host) {
    let top = Checkout::find(root).map_or_else(|| root.to_owned(), |checkout| checkout.top().to_owned());
    let folder = root.strip_prefix(&top).map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    let home = rbc::report::home();
    let (path, text) = start::job(host, home, &folder);
    if home.is_none() {
        plan.words.push(Message::new("start-job-home").with("path", path));
    }
    plan.files.push((top.join(path), text.into_bytes()));
}

/// The name of the folder: what the site is called where nobody says more.
fn title(root: &Path) -> String {
    root.file_name().map_or_else(|| "Runbooks".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// A project without rbc.yaml, to look at what is there.
fn project_of(root: &Path, config: Config, is_watched: bool) -> Project {
    Project {
        root: root.to_owned(),
        working: root.to_owned(),
        configuration: None,
        warnings: Vec::new(),
        today: project::today(&config),
        catalogue: Catalogue::new(config.language),
        words: Vec::new(),
        policies: Policies::default(),
        sources: SourceMap::default(),
        config,
        is_watched,
    }
}
