//! The runs of inlines of a document with their text: made once, read by every pass.

use crate::syntax::{
    Document, Inline, Prose,
    walk::{self, Holder},
};
use std::rc::Rc;

/// A run of inlines: a heading, a paragraph, a cell.
#[derive(Debug)]
pub(crate) struct Run<'d> {
    pub(crate) content: &'d [Inline],
    pub(crate) holder: Holder,
    pub(crate) prose: Rc<Prose>,
}

/// Every run of a document, in source order.
pub(crate) fn all<'d>(document: &'d Document, source: &str) -> Vec<Run<'d>> {
    let mut runs = Vec::new();
    walk::each(&document.blocks, &mut |content, holder| {
        runs.push(Run { content, holder, prose: Rc::new(Prose::new(content, source)) });
    });
    runs
}

/// Runs for a pass that meets some of their contents, in source order.
#[derive(Debug)]
pub(crate) struct Cursor<'r> {
    left: std::slice::Iter<'r, Run<'r>>,
}

impl<'r> Cursor<'r> {
    pub(crate) fn new(runs: &'r [Run<'r>]) -> Self {
        Cursor { left: runs.iter() }
    }

    /// The text of a content that stands behind those asked for before.
    pub(crate) fn text(&mut self, content: &[Inline], source: &str) -> Rc<Prose> {
        let found = self.left.find(|run| std::ptr::eq(run.content, content));
        found.map_or_else(|| Rc::new(Prose::new(content, source)), |run| Rc::clone(&run.prose))
    }
}
