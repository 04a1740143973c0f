//! What documents gave, kept from one compilation to the next.

use super::{Compilation, DocumentInput, read};
use crate::check::{self, Alone, Circumstances};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lower::Lowering;
use crate::model::Runbook;
use crate::policy::{self, Policies};
use crate::resolve::{self, Library, Page, ProjectFiles, Read};
use crate::source::{FileId, SourceFile, SourceMap};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What documents gave when they were last compiled. A compilation with it gives the same as one without, sooner. What
/// is kept is known by pointers: a text that did not change has to come as the same [`SourceFile`].
#[derive(Debug, Default)]
pub struct Memory {
    /// By path within the content root.
    documents: HashMap<String, Kept>,
    terms: Option<(Config, Date)>,
    /// How many documents have been read in this compilation.
    count: Arc<AtomicUsize>,
}

/// One document.
#[derive(Debug)]
struct Kept {
    source: Arc<SourceFile>,
    input: DocumentInput,
    /// What is wrong with its form.
    faults: Vec<Diagnostic>,
    read: Read,
    /// What was found in it, and in which runbook: another one may say something else.
    found: Option<(Arc<Runbook>, Arc<Alone>)>,
    /// What its policy says, which knows its page too.
    asked: Option<(Arc<Runbook>, Page, Vec<Diagnostic>)>,
}

impl Memory {
    /// Counts documents as they are read, for those who show from another thread how far a compilation is.
    #[must_use]
    pub fn count(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.count)
    }

    /// Compiles documents as [`compile`](super::compile) does, and keeps what they give for the next time. `policies` have
    /// to be those of the last time: a memory is not to be used with others.
    pub fn compile(
        &mut self,
        sources: &SourceMap,
        inputs: &[DocumentInput],
        files: &ProjectFiles,
        config: &Config,
        policies: &Policies,
        today: Date,
    ) -> Compilation {
        if self.terms.as_ref().is_none_or(|(known, day)| known != config || *day != today) {
            self.documents.clear();
            self.terms = Some((config.clone(), today));
        }
        let mut kept = self.read(sources, inputs, config);
        // Side by side with what else is kept, because all are resolved together.
        let mut read: Vec<Read> = kept.iter_mut().map(|kept| std::mem::take(&mut kept.read)).collect();
        let library = resolve::resolve_again(&mut read, sources, files, config);
        kept.iter_mut().zip(read).for_each(|(kept, read)| kept.read = read);
        let circumstances = Circumstances { config, today };
        let find = |(at, kept): (usize, &mut Kept)| kept.find(&library, sources, circumstances, at);
        let alone: Vec<Arc<Alone>> = kept.par_iter_mut().enumerate().map(find).collect();
        let mut diagnostics: Vec<Diagnostic> = kept.iter().flat_map(|kept| &kept.faults).cloned().collect();
        diagnostics.extend(check::check_together(&library, sources, circumstances, &alone));
        for (at, kept) in kept.iter_mut().enumerate() {
            diagnostics.extend_from_slice(kept.ask(&library, sources, policies, at));
        }
        diagnostics.extend(policy::unmatched(config, sources, files));
        self.documents = kept.into_iter().map(|kept| (kept.input.path.clone(), kept)).collect();
        Compilation { library, diagnostics }
    }

    /// Each document, read anew where it is another one; those that are gone are forgotten.
    fn read(&mut self, sources: &SourceMap, inputs: &[DocumentInput], config: &Config) -> Vec<Kept> {
        let mut known = std::mem::take(&mut self.documents);
        let mut known_of = |input: &DocumentInput| {
            let kept = known.remove(&input.path)?;
            (Arc::ptr_eq(&kept.source, sources.shared(input.file)) && kept.input.id == input.id).then_some(kept)
        };
        let known: Vec<Option<Kept>> = inputs.iter().map(&mut known_of).collect();
        let lowering = Lowering::new(config);
        let read = |(input, kept): (&DocumentInput, Option<Kept>)| match kept {
            Some(kept) => kept.moved(input.file),
            None => Kept::new(sources, input, &lowering, config),
        };
        let count = &self.count;
        count.store(0, Ordering::Relaxed);
        let counted = |pair| {
            let kept = read(pair);
            count.fetch_add(1, Ordering::Relaxed);
            kept
        };
        inputs.par_iter().zip(known).map(counted).collect()
    }
}

impl Kept {
    fn new(sources: &SourceMap, input: &DocumentInput, lowering: &Lowering<'_>, config: &Config) -> Kept {
        let (read, faults) = read(sources, input, lowering, config);
        let source = Arc::clone(sources.shared(input.file));
        Kept { source, input: input.clone(), faults, read, found: None, asked: None }
    }

    /// The same where the file has got another number, because files came or went before it.
    fn moved(mut self, to: FileId) -> Kept {
        let from = std::mem::replace(&mut self.input.file, to);
        if from == to {
            return self;
        }
        self.faults = std::mem::take(&mut self.faults).into_iter().map(|fault| fault.moved(from, to)).collect();
        let same = |known: &Arc<Runbook>| Arc::ptr_eq(known, &self.read.runbook);
        let found = self.found.take().filter(|(known, _)| same(known)).map(|(_, alone)| alone.moved(from, to));
        let moved = |finding: Diagnostic| finding.moved(from, to);
        let asked = self.asked.take().filter(|(known, ..)| same(known));
        let asked = asked.map(|(_, page, said)| (page, said.into_iter().map(moved).collect()));
        Arc::make_mut(&mut self.read.runbook).file = Some(to);
        let runbook = &self.read.runbook;
        self.found = found.map(|alone| (Arc::clone(runbook), Arc::new(alone)));
        self.asked = asked.map(|(page, said)| (Arc::clone(runbook), page, said));
        self
    }

    /// What is found in the document alone.
    fn find(
        &mut self,
        library: &Library,
        sources: &SourceMap,
        circumstances: Circumstances<'_>,
        at: usize,
    ) -> Arc<Alone> {
        if let Some((known, alone)) = &self.found
            && Arc::ptr_eq(known, &self.read.runbook)
        {
            return Arc::clone(alone);
        }
        let alone = check::alone(library, sources, circumstances, at);
        self.found = Some((Arc::clone(&self.read.runbook), Arc::clone(&alone)));
        alone
    }

    /// What its policy says.
    fn ask(&mut self, library: &Library, sources: &SourceMap, policies: &Policies, at: usize) -> &[Diagnostic] {
        let page = library.pages.get(at);
        let holds = |(known, of, _): &(Arc<Runbook>, Page, Vec<Diagnostic>)| {
            Arc::ptr_eq(known, &self.read.runbook) && Some(of) == page
        };
        if !self.asked.as_ref().is_some_and(holds) {
            let said = policies.check_at(library, sources, at);
            self.asked = Some((Arc::clone(&self.read.runbook), page.cloned().unwrap_or_default(), said));
        }
        self.asked.as_ref().map_or(&[], |(.., said)| said)
    }
}

#[cfg(test)]
mod tests;
