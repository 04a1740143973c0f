//! A user's own requirements: JSON Schemas (2020-12, YAML or JSON) over the published JSON of a runbook.
//!
//! 1. [`load()`] reads the policies that the configuration names, what they build on (`extends`) and what they refer to
//!    (`$ref`), and compiles each once. The core asks for texts by path; the host reads them.
//! 2. [`Policies::check`] holds each runbook against the policy of its file. Only the properties that a policy looks at
//!    become JSON, so that one that asks for nothing costs nothing.
//! 3. A violation becomes a finding at the Markdown at fault, in words of our own or of the policy.
//! 4. [`Policies::level`] says which level a policy gives to a rule of rbc.
//!
//! [`unmatched()`] tells of globs that choose no document.
//!
//! [`schema()`] is the JSON Schema of policies, for editors.

mod compile;
mod describe;
mod file;
mod finding;
mod inspect;
mod keyword;
mod load;
mod name;
mod property;
mod reference;
mod schema;
mod sentence;
mod subject;
mod trail;
mod tree;
mod unmatched;
mod words;

#[cfg(test)]
mod tests;

pub use load::{Read, ReadFault};
pub use schema::schema;
pub use unmatched::{unmatched, unused};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use globset::{Glob, GlobSet, GlobSetBuilder};
use jsonschema::{ValidationError, Validator};

use crate::config::{self, Config, Language, nearest};
use crate::diag::{Diagnostic, Level, Message};
use crate::model::{Kind, Runbook};
use crate::resolve::Library;
use crate::source::{FileId, SourceMap, Span};
use crate::text::{Catalogue, pages};
use compile::{Compiler, Needs};
use file::{PolicyFile, Said};
use finding::Findings;
use inspect::Fault;
use load::Loader;
use subject::Subject;
use words::Words;

/// The policy of documents for which none is chosen.
const DEFAULT: &str = "standard";

/// The policies of a project, compiled.
#[derive(Default)]
pub struct Policies {
    files: Vec<PolicyFile>,
    policies: Vec<Policy>,
    /// Which documents each policy is for, in the order of the configuration.
    choices: Vec<(Option<GlobSet>, usize)>,
    /// Names of rules that they give.
    rules: Vec<String>,
    language: Language,
    catalogue: OnceLock<Catalogue>,
}

/// One policy with all that it builds on.
#[derive(Default)]
struct Policy {
    layers: Vec<Layer>,
    /// Rule or category, and its level.
    rules: BTreeMap<String, String>,
    /// A rule's own level, and the one that it has here.
    levels: BTreeMap<String, String>,
}

/// One file of a policy that asks for something.
struct Layer {
    file: usize,
    compiled: Compiled,
}

/// A file as the schema library holds it.
#[derive(Clone)]
struct Compiled {
    validator: Arc<Validator>,
    needs: Needs,
}

/// Reads the policies of a configuration, which is the first file of `sources` where there is one; texts are added to
/// `sources`. Whatever is wrong becomes a diagnostic of category `config`; with a warning they can still be gone by.
#[must_use]
pub fn load(config: &Config, sources: &mut SourceMap, read: Read<'_>) -> (Policies, Vec<Diagnostic>) {
    let configuration = sources.iter().next().map(|(id, _)| id);
    let mut loader = Loader::new(sources, read);
    let mut names = vec![DEFAULT];
    let mut chains = vec![loader.chain(DEFAULT, Said { file: None, span: Span::default() })];
    let mut choices = Vec::new();
    for (at, setting) in config.policies.iter().enumerate() {
        let known = names.iter().position(|name| *name == setting.policy);
        let policy = known.unwrap_or_else(|| {
            let said = loader.said(configuration, &["policies", &at.to_string(), "policy"]);
            chains.push(loader.chain(&setting.policy, said));
            names.push(&setting.policy);
            chains.len() - 1
        });
        choices.push((globs(&setting.files), policy));
    }
    loader.follow();
    let compiled = compile(&mut loader);
    if loader.faults.is_empty() {
        let roots: Vec<usize> = chains.iter().flatten().copied().collect();
        for Fault { rule, said, message, help } in property::unknown(&loader.files, &roots) {
            loader.warn(rule, said, message, help);
        }
    }
    let policies = chains.iter().map(|chain| policy(&loader, &compiled, chain)).collect();
    unknown_rules(&mut loader, config, configuration);
    let rules = loader.declared().into_iter().map(str::to_owned).collect();
    let Loader { files, faults, .. } = loader;
    (Policies { files, policies, choices, rules, language: config.language, catalogue: OnceLock::new() }, faults)
}

/// Every file as a validator, with what it asks for; `None` for those that ask for nothing.
fn compile(loader: &mut Loader<'_>) -> Vec<Option<Compiled>> {
    let compiler = Compiler::new(&loader.files);
    let mut faults: Vec<Fault> = loader.files.iter().flat_map(|file| compiler.faults(file)).collect();
    let mut compiled = Vec::new();
    // The schema library stumbles again over what is wrong with a reference, or with the file that it leads to.
    if faults.is_empty() && loader.faults.is_empty() {
        for file in &loader.files {
            let needs = compiler.needs(file);
            match compiler.compile(file) {
                Ok(validator) if needs != Needs::Nothing => {
                    compiled.push(Some(Compiled { validator: Arc::new(validator), needs }));
                }
                Ok(_) => compiled.push(None),
                Err(fault) => faults.push(fault),
            }
        }
    }
    for Fault { rule, said, message, help } in faults {
        loader.fault(rule, said, message, help);
    }
    compiled
}

/// A policy of these files, from the last to the one that it is built on.
fn policy(loader: &Loader<'_>, compiled: &[Option<Compiled>], chain: &[usize]) -> Policy {
    let mut policy = Policy::default();
    for &at in chain.iter().rev() {
        let Some(inspected) = loader.inspected.get(at) else { continue };
        policy.rules.extend(inspected.rules.iter().map(|(name, level)| (name.value.clone(), level.clone())));
        policy.levels.extend(inspected.levels.iter().cloned());
        if let Some(Some(compiled)) = compiled.get(at) {
            policy.layers.push(Layer { file: at, compiled: compiled.clone() });
        }
    }
    policy
}

/// Names of rules in policies, and names of policies' rules in the configuration, that do not exist.
fn unknown_rules(loader: &mut Loader<'_>, config: &Config, configuration: Option<FileId>) {
    let declared: Vec<String> = loader.declared().into_iter().map(str::to_owned).collect();
    let built_in: Vec<&str> = pages::names().collect();
    let known = || built_in.iter().copied().chain(declared.iter().map(String::as_str));
    let category = |name: &str| known().any(|known| known.split('/').next() == Some(name));
    let unknown = |name: &str| !category(name) && !known().any(|known| known == name);
    let mut found: Vec<(Said, String)> = Vec::new();
    for (file, inspected) in loader.files.iter().zip(&loader.inspected) {
        let names = inspected.rules.iter().map(|(name, _)| name).filter(|name| unknown(&name.value));
        found.extend(names.map(|name| (file.said(name.span), name.value.clone())));
    }
    let of_policies = |name: &&String| name.starts_with("schema/") && unknown(name);
    for name in config.rules.keys().filter(of_policies) {
        found.push((loader.said(configuration, &["rules", name]), name.clone()));
    }
    for (at, entry) in config.per_file.iter().enumerate() {
        for name in entry.rules.keys().filter(of_policies) {
            found.push((loader.said(configuration, &["per_file", &at.to_string(), "rules", name]), name.clone()));
        }
    }
    for (said, name) in found {
        let help = nearest(&name, known()).map(|near| Message::new("config-nearest").with("name", near));
        loader.fault("config/unknown-rule", said, Message::new("config-unknown-rule").with("name", &name), help);
    }
}

impl Loader<'_> {
    /// A place of the configuration.
    fn said(&self, configuration: Option<FileId>, path: &[&str]) -> Said {
        let span = configuration.and_then(|file| config::place(self.source(file), path));
        Said { file: configuration.filter(|_| span.is_some()), span: span.unwrap_or_default() }
    }
}

/// `None` where no glob is given: all documents.
fn globs(globs: &[String]) -> Option<GlobSet> {
    if globs.is_empty() {
        return None;
    }
    let mut builder = GlobSetBuilder::new();
    for glob in globs.iter().filter_map(|glob| Glob::new(glob).ok()) {
        builder.add(glob);
    }
    Some(builder.build().unwrap_or_else(|_| GlobSet::empty()))
}

impl Policies {
    /// The policy of a file (path within the project): the last entry that names it.
    fn of(&self, path: &str) -> Option<&Policy> {
        let chosen =
            self.choices.iter().rev().find(|(globs, _)| globs.as_ref().is_none_or(|globs| globs.is_match(path)));
        self.policies.get(chosen.map_or(0, |&(_, policy)| policy))
    }

    /// Whether a file is a policy of the project, or part of one.
    fn holds(&self, path: &str) -> bool {
        self.files.iter().any(|file| file.path == path)
    }

    /// Names that policies of the project give to what they ask for, sorted.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(String::as_str)
    }

    /// The level that the policy of a file gives to a rule: by its name, else by its category, else by its `own` level.
    #[must_use]
    pub fn level(&self, path: &str, rule: &str, own: Option<Level>) -> Option<&str> {
        let Policy { rules, levels, .. } = self.of(path)?;
        let category = rule.split('/').next().unwrap_or(rule);
        let by_level = || levels.get(own?.name());
        rules.get(rule).or_else(|| rules.get(category)).or_else(by_level).map(String::as_str)
    }

    /// Holds every runbook that is no template against its policy.
    #[must_use]
    pub fn check(&self, library: &Library, sources: &SourceMap) -> Vec<Diagnostic> {
        (0..library.runbooks.len()).flat_map(|at| self.check_at(library, sources, at)).collect()
    }

    /// Holds the runbook at a place of the library against its policy, unless it is a template. What is found holds as long
    /// as the runbook, its text, its page and the policies are the same.
    #[must_use]
    pub fn check_at(&self, library: &Library, sources: &SourceMap, at: usize) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let policy = library.runbooks.get(at).and_then(|runbook| self.policy_for(runbook, sources));
        for layer in policy.into_iter().flat_map(|policy| &policy.layers) {
            self.check_one(library, sources, at, layer, &mut found);
        }
        found
    }

    fn policy_for(&self, runbook: &Runbook, sources: &SourceMap) -> Option<&Policy> {
        let file = runbook.file.filter(|_| runbook.kind == Kind::Runbook && !runbook.template)?;
        self.of(sources.file(file).path())
    }

    fn check_one(
        &self,
        library: &Library,
        sources: &SourceMap,
        at: usize,
        layer: &Layer,
        found: &mut Vec<Diagnostic>,
    ) -> Option<()> {
        let file = self.files.get(layer.file)?;
        let subject = Subject::new(library, sources, at, &layer.compiled.needs)?;
        let errors: Vec<ValidationError<'_>> = layer.compiled.validator.iter_errors(&subject.value).collect();
        if errors.is_empty() {
            return None;
        }
        let catalogue = self.catalogue.get_or_init(|| Catalogue::new(self.language));
        let words = Words { catalogue };
        let findings = Findings { files: &self.files, file, subject: &subject, words, language: self.language };
        for finding in findings.of(&errors) {
            // A policy and the one that it builds on may ask for the same.
            let same = |other: &Diagnostic| {
                other.rule == finding.rule && other.place == finding.place && other.message == finding.message
            };
            if !found.iter().rev().take(64).any(same) {
                found.push(finding);
            }
        }
        Some(())
    }
}
