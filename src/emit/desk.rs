//! A site file by file: each is made when somebody asks for it. What comes of it is what [`emit`](super::emit) makes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::fault::TemplateFault;
use super::plan::Plan;
use super::site::Site;
use super::{Artifact, EmitOptions, OF_DOCUMENT, OF_SITE, search};
use crate::config::Config;
use crate::resolve::Library;
use crate::source::SourceMap;

/// A site that is made by and by. May be asked from several threads; none of them may be one of Rayon's, which would wait
/// for what they are to make.
pub struct Desk<'a> {
    site: Site<'a>,
    /// What makes the files that belong to a document, by their paths.
    of_documents: HashMap<String, Output>,
    made: Mutex<HashMap<Output, Arc<OnceLock<Made>>>>,
}

/// What makes files: a place in the list of outputs, with the document's place in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Output {
    Document(usize, usize),
    Site(usize),
    Search,
}

/// Files by path.
type Made = Result<HashMap<String, Arc<[u8]>>, TemplateFault>;

impl<'a> Desk<'a> {
    /// Prepares what all files need; see [`emit`](super::emit).
    ///
    /// # Errors
    /// A template cannot be read.
    pub fn new(
        library: &'a Library,
        sources: &'a SourceMap,
        config: &'a Config,
        options: EmitOptions<'a>,
        plan: &'a Plan,
    ) -> Result<Self, TemplateFault> {
        let site = Site::new(library, sources, config, options, plan)?;
        let mut of_documents = HashMap::new();
        for (at, page) in library.pages.iter().enumerate() {
            for (output, (_, paths)) in OF_DOCUMENT.iter().enumerate() {
                of_documents.extend(paths(plan, page, at).into_iter().map(|path| (path, Output::Document(output, at))));
            }
        }
        Ok(Desk { site, of_documents, made: Mutex::default() })
    }

    /// The bytes of a file by its path within the site; `None` where the site has none there.
    ///
    /// # Errors
    /// A template fails at it.
    pub fn file(&self, path: &str) -> Result<Option<Arc<[u8]>>, TemplateFault> {
        let of_document = self.of_documents.get(path).copied();
        let stands = |places: &[&str]| places.iter().any(|place| path.starts_with(place));
        let of_site = OF_SITE.iter().enumerate().filter(|(_, (_, places))| stands(places));
        let of_site = of_site.map(|(at, _)| Output::Site(at));
        let of_search = path.starts_with(search::FOLDER).then_some(Output::Search);
        for output in of_document.into_iter().chain(of_site).chain(of_search) {
            match self.made(output).get_or_init(|| self.make(output)) {
                Ok(files) => {
                    if let Some(bytes) = files.get(path) {
                        return Ok(Some(Arc::clone(bytes)));
                    }
                }
                Err(fault) => return Err(fault.clone()),
            }
        }
        Ok(None)
    }

    fn made(&self, output: Output) -> Arc<OnceLock<Made>> {
        Arc::clone(self.made.lock().unwrap_or_else(PoisonError::into_inner).entry(output).or_default())
    }

    fn make(&self, output: Output) -> Made {
        let mut artifacts = Vec::new();
        match output {
            Output::Document(output, at) => {
                if let Some((write, _)) = OF_DOCUMENT.get(output) {
                    write(&self.site, at, &mut artifacts)?;
                }
            }
            Output::Site(output) => {
                if let Some((write, _)) = OF_SITE.get(output) {
                    write(&self.site, &mut artifacts)?;
                }
            }
            Output::Search => artifacts = self.search(),
        }
        let private = |artifact| match &self.site.private {
            Some(private) => private.artifact(artifact),
            None => artifact,
        };
        Ok(artifacts.into_iter().map(private).map(|artifact| (artifact.path, artifact.bytes.into())).collect())
    }

    fn search(&self) -> Vec<Artifact> {
        let artifacts = Mutex::new(Vec::new());
        search::write(&self.site, &|artifact| {
            artifacts.lock().unwrap_or_else(PoisonError::into_inner).push(artifact);
        });
        artifacts.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
