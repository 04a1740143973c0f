//! Which findings a run reports: what the flags select, what a baseline knows, which files have changed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rbc::Levels;
use rbc::diag::{Diagnostic, Fingerprint, Message, Place};
use rbc::host::git::{self, Changed};
use rbc::report::{Counts, Known, Report};
use rbc::review::{Baseline, BaselineFault, Gone, Selection, UnknownRule};
use rbc::source::SourceMap;

use crate::engine::Compiled;
use crate::exit::{Failure, Outcome};
use crate::flags::{Format, Global, Report as ReportFlags};
use crate::project::Project;
use crate::{online, output};

/// So many findings are read one by one; of more, those that matter are looked for.
const FEW: usize = 10;

/// So many findings, none of them known, are those of a project that rbc has just come to.
const MANY: usize = 50;

pub(crate) struct Review<'p> {
    project: &'p Project,
    selection: Selection,
    baseline: Option<(PathBuf, Baseline)>,
    changed: Option<Changed>,
    /// Where all findings are to be written as known.
    write: Option<PathBuf>,
}

/// What a run reports.
#[derive(Debug, Default)]
pub(crate) struct Reported {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// How many documents it looked at.
    pub(crate) files: usize,
    /// What the baseline knows and is still there.
    pub(crate) still: Vec<(Diagnostic, Fingerprint)>,
    /// What it knows and is not.
    pub(crate) gone: Vec<Gone>,
    /// Everything that was found, to be written.
    pub(crate) all: Baseline,
}

impl<'p> Review<'p> {
    pub(crate) fn new(project: &'p Project, flags: &ReportFlags) -> Result<Self, Failure> {
        let selection = Selection::new(&flags.select, &flags.ignore, &rbc::known_rules(&project.policies));
        let selection = selection.map_err(|unknown| unknown_rule(&unknown))?;
        let write = flags.write_baseline.as_ref().map(|path| project.working.join(path));
        let of_config = || project.config.baseline.as_ref().map(|path| project.root.join(path));
        let path = flags.baseline.as_ref().map(|path| project.working.join(path)).or_else(of_config);
        let baseline = match path.filter(|_| write.is_none()) {
            Some(path) => Some((path.clone(), read_baseline(project, &path)?)),
            None => None,
        };
        let changed = match &flags.changed_since {
            Some(revision) => {
                Some(git::changed_since(&project.root, revision).map_err(|error| Failure::new(error.message()))?)
            }
            None => None,
        };
        Ok(Review { project, selection, baseline, changed, write })
    }

    /// Takes away what the baseline knows and what is not selected, and gives what is reported of the rest: what stands
    /// in files that have changed and that were named (`files`, by the path that findings show; none means all).
    pub(crate) fn narrow(&self, compiled: &mut Compiled, files: &HashSet<String>) -> Reported {
        let mut reported = Reported::default();
        let Compiled { diagnostics, sources, content, documents, asked, .. } = compiled;
        let project = self.project;
        diagnostics.retain(|finding| self.selection.keeps(finding.rule));
        if self.write.is_some() {
            reported.all = Baseline::of(diagnostics, sources);
            diagnostics.clear();
        } else if let Some((_, baseline)) = &self.baseline {
            let levels = Levels::new(&project.config, &project.policies);
            let looked_at = |path: &str| {
                content.is_empty() || path.strip_prefix(content.as_str()).is_some_and(|rest| rest.starts_with('/'))
            };
            let judged = |path: &str, rule: &str| {
                let wanted = looked_at(path) && self.reports_on(path, files);
                let looked_for =
                    (!rbc::check::is_of_answers(rule) || asked.contains(path)) && !rbc::check::is_of_remarks(rule);
                wanted && looked_for && self.selection.keeps(rule) && !levels.are_off(path, rule)
            };
            let held = baseline.apply(diagnostics, sources, &judged);
            reported.gone = held.gone;
            reported.still = held.still;
        }
        let wanted = |finding: &Diagnostic| self.reports_on(path(finding, sources), files);
        reported.still.retain(|(finding, _)| wanted(finding));
        reported.diagnostics = diagnostics.iter().filter(|finding| wanted(finding)).cloned().collect();
        rbc::review::gather(&mut reported.diagnostics, sources);
        rbc::review::gather(diagnostics, sources);
        reported.files = match (&self.changed, files.len()) {
            (None, 0) => compiled.files,
            (None, named) => named,
            (Some(_), _) => {
                let paths = documents.iter().map(|document| sources.file(document.file).path());
                paths.filter(|path| self.reports_on(path, files)).count()
            }
        };
        reported
    }

    /// Whether other hosts are to be asked for a document.
    pub(crate) fn asks_for(&self, path: &str, files: &HashSet<String>) -> bool {
        let levels = || Levels::new(&self.project.config, &self.project.policies);
        let mut rules = online::rules().filter(|rule| self.selection.keeps(rule));
        self.reports_on(path, files) && rules.any(|rule| !levels().are_off(path, rule))
    }

    /// Whether ShellCheck is to be asked about a document.
    pub(crate) fn asks_of_code(&self, path: &str, files: &HashSet<String>) -> bool {
        let levels = || Levels::new(&self.project.config, &self.project.policies);
        let mut rules = rbc::check::RULES.iter().map(|rule| rule.name).filter(|rule| rbc::check::is_of_remarks(rule));
        self.reports_on(path, files) && rules.any(|rule| self.selection.keeps(rule) && !levels().are_off(path, rule))
    }

    fn reports_on(&self, path: &str, files: &HashSet<String>) -> bool {
        let changed = self.changed.as_ref().is_none_or(|changed| changed.holds(path));
        changed && (files.is_empty() || files.contains(path))
    }

    /// Counts a document as changed: one on standard input is what its author is working on.
    pub(crate) fn add_changed(&mut self, path: String) {
        if let Some(changed) = &mut self.changed {
            changed.add(path);
        }
    }

    /// Writes the findings and the baseline that was asked for, says on standard error what is worth knowing besides, and
    /// gives the outcome.
    pub(crate) fn write(
        &self,
        global: &Global,
        flags: &ReportFlags,
        sources: &SourceMap,
        reported: &Reported,
    ) -> Result<Outcome, Failure> {
        let counts = Counts::of(&reported.diagnostics);
        // A comment in a pull request tells old and new apart; other formats tell what is new.
        let compares = flags.format == Format::Markdown && self.baseline.is_some();
        let mut findings = reported.diagnostics.clone();
        if compares {
            findings.extend(reported.still.iter().map(|(finding, _)| finding.clone()));
        }
        let mut report = Report::new(&findings, sources, &self.project.catalogue, reported.files);
        report.known = compares.then(|| known(reported, sources));
        for path in flags.output_file.iter().chain(&self.write) {
            output::spare(self.project, sources, path)?;
        }
        output::write_report(global, flags, self.project, report)?;
        self.finish(global, flags, reported, counts)?;
        Ok(Outcome::of(counts, flags.deny))
    }

    fn finish(&self, global: &Global, flags: &ReportFlags, reported: &Reported, counts: Counts) -> Result<(), Failure> {
        let say = |message: Message| {
            if !global.quiet {
                output::say_in_lines(&self.project.catalogue.message(&message));
            }
        };
        if let Some(path) = &self.write {
            std::fs::write(path, reported.all.text()).map_err(|error| Failure::io(path, &error))?;
            let written = Message::new("command-baseline-written").with("count", reported.all.len());
            say(written.with("path", self.shown(path)));
            if let (None, Ok(inner)) = (&self.project.config.baseline, path.strip_prefix(&self.project.root)) {
                say(Message::new("command-baseline-use").with("path", inner.display()));
            }
        }
        if flags.format == Format::Text && !reported.still.is_empty() {
            // "No problems" would be too much to say.
            say(Message::new("command-baseline-still").with("count", reported.still.len()));
        }
        if let Some((path, _)) = self.baseline.as_ref().filter(|_| !reported.gone.is_empty()) {
            let gone = Message::new("command-baseline-gone").with("count", reported.gone.len());
            say(gone.with("path", self.shown(path)));
        }
        let found = counts.errors + counts.warnings + counts.infos;
        if flags.format == Format::Text && found > FEW && counts.errors < found {
            say(Message::new("command-narrow-hint"));
        }
        if self.baseline.is_none() && flags.format == Format::Text && found > MANY {
            say(Message::new("command-baseline-hint"));
        }
        Ok(())
    }

    /// A path as a person in the working directory would type it.
    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.project.working).unwrap_or(path).display().to_string()
    }
}

/// What was known before this run.
fn known(reported: &Reported, sources: &SourceMap) -> Vec<Known> {
    let still = reported.still.iter().map(|(finding, fingerprint)| Known {
        fingerprint: *fingerprint,
        rule: finding.rule.to_owned(),
        path: path(finding, sources).to_owned(),
        message: String::new(),
    });
    let gone = reported.gone.iter().map(|gone| Known {
        fingerprint: gone.fingerprint,
        rule: gone.rule.clone(),
        path: gone.path.clone(),
        message: String::new(),
    });
    still.chain(gone).collect()
}

/// The path of a finding's file.
pub(crate) fn path<'a>(finding: &'a Diagnostic, sources: &'a SourceMap) -> &'a str {
    match &finding.place {
        Place::Span(file, _) => sources.file(*file).path(),
        Place::Path { path, .. } => path,
    }
}

fn unknown_rule(unknown: &UnknownRule) -> Failure {
    let key = if unknown.near.is_some() { "command-unknown-rule-but" } else { "command-unknown-rule" };
    let message = Message::new(key).with("flag", unknown.list).with("name", &unknown.name);
    Failure::new(match &unknown.near {
        Some(near) => message.with("near", near),
        None => message,
    })
}

fn read_baseline(project: &Project, path: &Path) -> Result<Baseline, Failure> {
    let shown = path.strip_prefix(&project.working).unwrap_or(path).display();
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Failure::new(Message::new("command-baseline-missing").with("path", shown.to_string()))
        }
        _ => Failure::io(path, &error),
    })?;
    Baseline::read(&text).map_err(|fault| {
        Failure::new(match fault {
            BaselineFault::Unreadable(reason) => {
                Message::new("command-baseline-unreadable").with("path", shown).with("reason", reason)
            }
            BaselineFault::Version(version) => {
                Message::new("command-baseline-version").with("path", shown).with("version", version)
            }
        })
    })
}
