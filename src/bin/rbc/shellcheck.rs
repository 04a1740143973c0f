//! `--shellcheck`: an installed ShellCheck is asked about shell code too. Nothing but the flag makes rbc start it.

use std::cell::Cell;

use rbc::check::{Remark, Script};
use rbc::config::Config;
use rbc::diag::{Diagnostic, Message};
use rbc::host::shellcheck::{self, Checked};
use rbc::resolve::Library;
use rbc::source::SourceMap;

use crate::output;
use crate::project::Project;

#[derive(Default)]
pub(crate) struct Shellcheck {
    missing: Cell<bool>,
}

impl Shellcheck {
    /// The findings on documents of wanted paths.
    pub(crate) fn ask(
        &self,
        project: &Project,
        config: &Config,
        library: &Library,
        sources: &SourceMap,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Vec<Diagnostic> {
        if self.missing.get() {
            return Vec::new();
        }
        let path = |script: &Script| {
            let file = library.runbooks.get(script.document).and_then(|runbook| runbook.file);
            file.map_or("", |file| sources.file(file).path())
        };
        let mut scripts = rbc::scripts(library, sources, config, project.today);
        scripts.retain(|script| wanted(path(script)));
        let texts: Vec<String> = scripts.iter().map(|script| script.text.clone()).collect();
        let Checked { remarks, unanswered, missing } = shellcheck::check(&texts);
        self.missing.set(missing);
        if unanswered > 0 {
            let message = Message::new("command-shellcheck-silent").with("count", unanswered);
            output::say(&project.catalogue.message(&message));
        }
        let remarks = remarks.into_iter().map(|all| all.into_iter().map(remark).collect());
        let remarks: Vec<(Script, Vec<Remark>)> = scripts.into_iter().zip(remarks).collect();
        rbc::check_remarks(library, sources, config, project.today, &remarks)
    }

    /// Whether there is no such program on this machine.
    pub(crate) fn is_missing(&self) -> bool {
        self.missing.get()
    }
}

fn remark(remark: shellcheck::Remark) -> Remark {
    Remark {
        from: (remark.line, remark.column),
        to: (remark.end_line, remark.end_column),
        level: remark.level,
        code: remark.code,
        message: remark.message,
    }
}
