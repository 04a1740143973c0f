//! rbc, the compiler for Japanese operations runbooks.
//!
//! 1. [`host`] finds documents and [`source`] turns their bytes into texts.
//! 2. [`syntax`] parses a text; [`lower`] reads it as a runbook, with [`lang`] for what stands in code blocks.
//! 3. [`resolve`] puts all runbooks together, [`check`] looks for what would fail an operator.
//! 4. [`emit`] makes the site, [`report`] tells the findings, [`host`] publishes.
//!
//! [`review`] settles what becomes of findings: levels, comments that silence, baseline, fixes.
//!
//! [`start`] holds what a new project begins with.
//!
//! [`compile`] is steps 2 and 3: it knows no disk, no clock and no network. [`compiler`] can also do them again after a
//! change, with what it keeps in its memory.

#![forbid(unsafe_code)]

pub mod calendar;
pub mod check;
pub mod compiler;
pub mod config;
pub mod diag;
pub mod emit;
pub mod host;
pub mod lang;
pub mod lower;
pub mod model;
pub mod online;
pub mod policy;
pub mod report;
pub mod resolve;
pub mod review;
pub mod search;
pub mod source;
pub mod start;
pub mod syntax;
pub mod text;
pub mod yaml;

pub use compiler::{Compilation, DocumentInput, Memory, compile};

use check::Circumstances;
use config::Config;
use diag::{Diagnostic, Level};
use jiff::civil::Date;
use online::Answers;
use policy::Policies;
use resolve::Library;
use source::SourceMap;
use std::collections::HashMap;

/// The findings that come of what other hosts answered for [`check::addresses`].
#[must_use]
pub fn check_answers(
    library: &Library,
    sources: &SourceMap,
    config: &Config,
    today: Date,
    answers: &Answers,
) -> Vec<Diagnostic> {
    check::check_answers(library, sources, Circumstances { config, today }, answers)
}

/// Shell code of all documents that another program may be asked about.
#[must_use]
pub fn scripts(library: &Library, sources: &SourceMap, config: &Config, today: Date) -> Vec<check::Script> {
    check::scripts(library, sources, Circumstances { config, today })
}

/// The findings that come of what a program said of [`scripts`].
#[must_use]
pub fn check_remarks(
    library: &Library,
    sources: &SourceMap,
    config: &Config,
    today: Date,
    remarks: &[(check::Script, Vec<check::Remark>)],
) -> Vec<Diagnostic> {
    check::check_remarks(library, sources, Circumstances { config, today }, remarks)
}

/// The levels that a project gives to rules: those that `rules` and `per_file` choose, else those of its policies.
pub struct Levels<'p> {
    choices: config::Choices<'p>,
    policies: &'p Policies,
    /// The rules' own, by which a policy can choose.
    own: HashMap<&'static str, Level>,
}

impl<'p> Levels<'p> {
    /// Prepares the words of a project for many questions.
    #[must_use]
    pub fn new(config: &'p Config, policies: &'p Policies) -> Self {
        let own = check::RULES.iter().map(|rule| (rule.name, rule.level)).collect();
        Levels { choices: config::Choices::new(config), policies, own }
    }

    /// `off`, `info`, `warning` or `error` for a rule in a file (path within the project); `None` where nothing is said.
    #[must_use]
    pub fn of(&self, path: &str, rule: &str) -> Option<&str> {
        let of_policy = || self.policies.level(path, rule, self.own.get(rule).copied());
        let silent = || check::OFF.contains(&rule).then_some("off");
        self.choices.of(path, rule).or_else(of_policy).or_else(silent)
    }

    /// Whether nobody wants to hear of a rule in a file.
    #[must_use]
    pub fn are_off(&self, path: &str, rule: &str) -> bool {
        self.of(path, rule) == Some("off")
    }

    fn adjust(&self, diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
        review::adjust(diagnostics, sources, &|path, rule| self.of(path, rule).and_then(review::Choice::parse));
    }
}

/// Gives findings their levels, takes away those that comments in documents silence, and adds what is wrong with such
/// comments. The findings are all that there are, those of [`host`] too: a comment is unused only where nothing is left
/// to silence. `asked` tells for which files (by path) other hosts were asked.
pub fn settle(
    diagnostics: &mut Vec<Diagnostic>,
    library: &Library,
    sources: &SourceMap,
    config: &Config,
    policies: &Policies,
    today: Date,
    asked: &(dyn Fn(&str) -> bool + Sync),
) {
    let levels = Levels::new(config, policies);
    levels.adjust(diagnostics, sources);
    let trees = library.runbooks.iter().zip(&library.documents);
    let trees = trees.filter_map(|(runbook, document)| runbook.file.map(|file| (file, document.as_ref())));
    let mut suppressions = review::Suppressions::new(trees, sources, today);
    suppressions.apply(diagnostics);
    let looked_for = |path: &str, rule: &str| {
        !levels.are_off(path, rule) && (!check::is_of_answers(rule) || asked(path)) && !check::is_of_remarks(rule)
    };
    let terms = review::Terms { today, rules: &known_rules(policies), looked_for: &looked_for };
    let mut faults = suppressions.faults(sources, terms);
    levels.adjust(&mut faults, sources);
    diagnostics.extend(faults);
}

/// Names of all rules, those that the project's policies give too.
#[must_use]
pub fn known_rules(policies: &Policies) -> Vec<&str> {
    rules().into_iter().chain(policies.rules()).collect()
}

/// Names of all rules, sorted: those of [`check`] and those that [`host`] and [`config`] report.
#[must_use]
pub fn rules() -> Vec<&'static str> {
    text::pages::names().collect()
}

/// Rules outside of [`check`] whose findings are no errors.
const MILDER: &[(&str, Level)] = &[
    ("config/expired-suppression", Level::Warning),
    ("config/malformed-suppression", Level::Warning),
    ("config/suppression-without-reason", Level::Warning),
    ("config/unknown-property", Level::Warning),
    ("config/unmatched-glob", Level::Warning),
    ("config/unused-policy", Level::Warning),
    ("config/unused-suppression", Level::Warning),
    ("schema/no-contacts", Level::Warning),
    ("schema/no-escalation", Level::Warning),
    ("schema/no-severity-levels", Level::Warning),
    ("source/duplicate-id", Level::Warning),
    ("source/name-reserved", Level::Warning),
    ("source/name-unsafe", Level::Warning),
    ("source/not-regular", Level::Warning),
    ("source/symlink", Level::Warning),
    ("text/byte-order-mark", Level::Info),
];

/// The level of a rule's findings at comments in documents, where it is another than in rbc.yaml: a name that no rule has
/// leaves a project without its settings, and a document with one finding too many.
#[must_use]
pub fn level_in_comments(rule: &str) -> Option<Level> {
    (rule == "config/unknown-rule").then_some(Level::Warning)
}

/// The level of a rule's findings where the configuration says nothing; `None` for a name that is no rule's.
#[must_use]
pub fn default_level(rule: &str) -> Option<Level> {
    if let Some(found) = check::RULES.iter().find(|known| known.name == rule) {
        return Some(found.level);
    }
    text::pages::page(rule)?;
    Some(MILDER.iter().find(|(name, _)| *name == rule).map_or(Level::Error, |&(_, level)| level))
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolve::ProjectFiles;

    #[test]
    fn comments_are_judged_at_the_levels_that_are_explained() {
        let text = "# 切り戻し\n\n<!-- rbc-ignore link/broken-file: 移行中 -->\n甲\n\n<!-- rbc-ignore link/broken-fiel: 移行中 -->\n乙\n\n\
                    <!-- rbc-ignore link/broken-file until 2020-01-01: 移行中 -->\n丙\n\n<!-- rbc-ignore link/broken-anchor -->\n丁\n\n\
                    <!-- rbc-ignore -->\n戊\n";
        let mut sources = SourceMap::default();
        let file = sources.add(source::SourceFile::new("a.md", text));
        let inputs = [DocumentInput { file, id: "a".to_owned(), path: "a.md".to_owned() }];
        let files = ProjectFiles::new("", ["a.md".to_owned()], []);
        let (config, policies, today) = (Config::default(), Policies::default(), jiff::civil::date(2026, 11, 26));
        let Compilation { library, mut diagnostics } = compile(&sources, &inputs, &files, &config, &policies, today);
        settle(&mut diagnostics, &library, &sources, &config, &policies, today, &|_| false);
        diagnostics.retain(|finding| finding.rule.starts_with("config/"));
        for finding in &diagnostics {
            let explained = level_in_comments(finding.rule).or(default_level(finding.rule));
            assert_eq!(Some(finding.level), explained, "{}", finding.rule);
        }
        let mut rules: Vec<&str> = diagnostics.iter().map(|finding| finding.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        assert_eq!(rules.len(), 5, "{rules:?}");
    }

    /// Each place of the code where a rule is named with its level, beside the rules that say theirs in the list.
    #[test]
    fn levels_are_those_that_the_code_gives() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut seen = 0;
        for entry in walkdir::WalkDir::new(root).into_iter().flatten() {
            if entry.path().extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let code = std::fs::read_to_string(entry.path()).unwrap();
            let production = code.split("#[cfg(test)]").next().unwrap_or_default();
            for (name, rest) in production.split('"').skip(1).step_by(2).zip(production.split('"').skip(2).step_by(2)) {
                let Some(level) = rest.strip_prefix(", Level::") else { continue };
                let level = level.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
                let Some(known) = default_level(name) else { continue };
                assert_eq!(format!("{known:?}"), level, "{name} in {}", entry.path().display());
                seen += 1;
            }
        }
        assert!(seen > 8, "{seen}");
    }
}
