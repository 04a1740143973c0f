//! Policies with all that they build on and refer to. The core reads no disk: it asks for texts by path.

use std::collections::{BTreeSet, HashMap};

use super::file::{BOUNDS, BUILT_IN, PolicyFile, Said};
use super::inspect::{Fault, Inspected, inspect};
use super::reference::{self, Reference};
use crate::config::{inner_path, nearest, yaml_fault};
use crate::diag::{Diagnostic, Level, Message};
use crate::source::{FileId, SourceFile, SourceMap};
use crate::yaml::{self, NodeKind};

/// Why a text cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFault {
    /// There is no such file.
    Missing,
    /// It lies outside of the project, by its path or by a symbolic link.
    Outside,
    /// It is there and cannot be read; in the machine's words.
    Unreadable(String),
}

/// Gives the text of a file by its path within the project.
pub type Read<'r> = &'r mut dyn FnMut(&str) -> Result<String, ReadFault>;

pub(super) struct Loader<'a> {
    sources: &'a mut SourceMap,
    read: Read<'a>,
    pub(super) files: Vec<PolicyFile>,
    /// What each file says, side by side with `files`.
    pub(super) inspected: Vec<Inspected>,
    /// Files by path (built-in ones by name); `None` for those that cannot be had.
    known: HashMap<String, Option<usize>>,
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Loader<'a> {
    pub(super) fn new(sources: &'a mut SourceMap, read: Read<'a>) -> Self {
        Loader { sources, read, files: Vec::new(), inspected: Vec::new(), known: HashMap::new(), faults: Vec::new() }
    }

    /// A policy by its name or path, and those that it builds on, from the last to the first.
    pub(super) fn chain(&mut self, name: &str, said: Said) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut next = self.named(name, None, said);
        while let Some(at) = next {
            chain.push(at);
            let Some(base) = self.inspected.get(at).and_then(|inspected| inspected.extends.clone()) else { break };
            let Some(file) = self.files.get(at) else { break };
            let said = file.said(base.span);
            next = self.named(&base.value, Some(at), said);
            if next.is_some_and(|next| chain.contains(&next)) {
                let message = Message::new("config-policy-cycle").with("name", &base.value);
                self.fault("config/policy-cycle", said, message, None);
                break;
            }
        }
        chain
    }

    /// The file of a name that stands in the file `from`, else in the configuration.
    fn named(&mut self, name: &str, from: Option<usize>, said: Said) -> Option<usize> {
        if let Some((name, text)) = BUILT_IN.iter().find(|(built_in, _)| *built_in == name) {
            return self.built_in(name, text);
        }
        let from = from.and_then(|at| self.files.get(at)).map(|file| file.path.clone());
        let beside = match &from {
            Some(from) => reference::beside(from, name),
            None => inner_path(name),
        };
        // Paths of rbc.yaml start at its folder; whoever writes a policy has these before the eyes.
        let paths = beside.into_iter().chain(inner_path(name)).collect::<Vec<_>>();
        let Some(first) = paths.first().cloned() else {
            let message = Message::new("config-path-outside").with("key", "extends").with("path", name);
            self.fault("config/path-outside", said, message, None);
            return None;
        };
        for path in &paths {
            if let Some(&known) = self.known.get(path) {
                return known;
            }
            match (self.read)(path) {
                Ok(text) => return self.add(path, text),
                Err(ReadFault::Missing) => {}
                Err(fault) => {
                    self.known.insert(path.clone(), None);
                    self.unread(&fault, name, said);
                    return None;
                }
            }
        }
        self.known.insert(first, None);
        self.unread(&ReadFault::Missing, name, said);
        None
    }

    fn unread(&mut self, fault: &ReadFault, name: &str, said: Said) {
        let (rule, message) = match fault {
            ReadFault::Missing => ("config/unknown-policy", Message::new("config-unknown-policy").with("name", name)),
            ReadFault::Outside => ("config/path-outside", Message::new("config-policy-outside").with("path", name)),
            ReadFault::Unreadable(reason) => (
                "config/unknown-policy",
                Message::new("config-policy-unreadable").with("path", name).with("reason", reason),
            ),
        };
        let near = nearest(name, BUILT_IN.iter().map(|(name, _)| *name));
        let help = match near {
            Some(near) => Message::new("config-nearest").with("name", near),
            None => Message::new("config-unknown-policy-help"),
        };
        self.fault(rule, said, message, (*fault == ReadFault::Missing).then_some(help));
    }

    fn built_in(&mut self, name: &str, text: &str) -> Option<usize> {
        if let Some(&known) = self.known.get(name) {
            return known;
        }
        // A test holds that built-in policies have no fault.
        let root = yaml::parse_within(text, 0, BOUNDS).ok()?;
        self.known.insert(name.to_owned(), Some(self.files.len()));
        self.keep(PolicyFile { path: name.to_owned(), id: None, root })
    }

    /// Takes a file in, with all that it refers to.
    fn add(&mut self, path: &str, text: String) -> Option<usize> {
        self.known.insert(path.to_owned(), None);
        let id = self.sources.add(SourceFile::new(path, text));
        let root = match yaml::parse_within(self.sources.file(id).text(), 0, BOUNDS) {
            Ok(root) => root,
            Err(fault) => {
                self.faults.push(yaml_fault(id, fault, BOUNDS));
                return None;
            }
        };
        if !matches!(root.kind, NodeKind::Mapping(_) | NodeKind::Null) {
            let message = Message::new("config-wrong-type").with("key", path).with("expected", "map");
            self.fault("config/wrong-type", Said { file: Some(id), span: root.span }, message, None);
            return None;
        }
        self.known.insert(path.to_owned(), Some(self.files.len()));
        self.keep(PolicyFile { path: path.to_owned(), id: Some(id), root })
    }

    fn keep(&mut self, file: PolicyFile) -> Option<usize> {
        let at = self.files.len();
        let mut inspected = inspect(&file);
        self.files.push(file);
        let faults = std::mem::take(&mut inspected.faults);
        self.inspected.push(inspected);
        faults.into_iter().for_each(|Fault { rule, said, message, help }| self.fault(rule, said, message, help));
        Some(at)
    }

    /// Follows every reference of every file, those included that come in by it.
    pub(super) fn follow(&mut self) {
        let mut at = 0;
        while let Some(inspected) = self.inspected.get_mut(at) {
            for (reference, written, said) in std::mem::take(&mut inspected.references) {
                self.reference(&reference, &written, said);
            }
            at += 1;
        }
    }

    fn reference(&mut self, reference: &Reference, written: &str, said: Said) {
        let (path, fragment) = match reference {
            Reference::Place(path, fragment) => (path, fragment),
            Reference::Draft => return,
            Reference::Foreign => {
                let message = Message::new("config-reference-foreign").with("target", written);
                let help = Message::new("config-reference-foreign-help");
                return self.fault("config/path-outside", said, message, Some(help));
            }
            Reference::Outside => {
                let message = Message::new("config-path-outside").with("key", "$ref").with("path", written);
                return self.fault("config/path-outside", said, message, None);
            }
        };
        let target = match self.known.get(path) {
            Some(&known) => known,
            None => match (self.read)(path) {
                Ok(text) => self.add(path, text),
                Err(ReadFault::Outside) => return self.unread(&ReadFault::Outside, written, said),
                Err(_) => {
                    let message = Message::new("config-broken-reference-file").with("path", path);
                    return self.fault("config/broken-reference", said, message, None);
                }
            },
        };
        // What is wrong with the file itself has been said.
        let Some(root) = target.and_then(|at| self.files.get(at)).map(|file| &file.root) else { return };
        if reference::target(root, fragment).is_none() {
            let message = Message::new("config-broken-reference").with("target", written).with("path", path);
            self.fault("config/broken-reference", said, message, None);
        }
    }

    /// The text of a file.
    pub(super) fn source(&self, file: FileId) -> &SourceFile {
        self.sources.file(file)
    }

    /// Every rule that a policy of these names itself.
    pub(super) fn declared(&self) -> BTreeSet<&str> {
        self.inspected.iter().flat_map(|inspected| inspected.declared.iter().map(String::as_str)).collect()
    }

    pub(super) fn fault(&mut self, rule: &'static str, said: Said, message: Message, help: Option<Message>) {
        self.tell(rule, Level::Error, said, message, help);
    }

    /// What is wrong and does not keep the policy from being gone by.
    pub(super) fn warn(&mut self, rule: &'static str, said: Said, message: Message, help: Option<Message>) {
        self.tell(rule, Level::Warning, said, message, help);
    }

    fn tell(&mut self, rule: &'static str, level: Level, said: Said, message: Message, help: Option<Message>) {
        let mut diagnostic = match said.file {
            Some(file) => Diagnostic::new(rule, level, file, said.span, message),
            None => Diagnostic::at_path(rule, level, "rbc.yaml", 1, 1, message),
        };
        diagnostic.help = help;
        self.faults.push(diagnostic);
    }
}
