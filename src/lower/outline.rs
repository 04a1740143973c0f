//! The outline of a document: headings and labels in source order, each with the blocks that are its own.

use super::label::{self, Surroundings};
use super::table::SectionContext;
use super::title::{self, Title};
use super::vocabulary::Vocabulary;
use crate::model::{Form, Role, Step};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, Document, Prose, anchor::Anchors};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::rc::Rc;

/// A heading or a label.
#[derive(Debug)]
pub(crate) struct Opener<'d> {
    pub(crate) id: String,
    pub(crate) form: Form,
    pub(crate) level: u8,
    pub(crate) title: Title,
    /// The heading, or the label.
    pub(crate) span: Span,
    /// From the heading or label to the next opener that ends it, sub-sections included.
    pub(crate) extent: Span,
    /// The opener above it.
    pub(crate) parent: Option<usize>,
    /// Openers below it.
    pub(crate) children: Vec<usize>,
    /// Blocks between it and the next opener.
    pub(crate) blocks: Vec<&'d Block>,
    /// Text on a label's own line and on the lines behind it.
    pub(crate) values: Vec<String>,
    pub(crate) role: Role,
    /// Its title says that it is of no other role: what it holds does not count.
    pub(crate) settled: bool,
    /// Its title names a failure.
    pub(crate) failure: bool,
    /// It names a failure that its section answers.
    pub(crate) scenario: bool,
    pub(crate) steps: Vec<Step>,
}

/// The outline.
#[derive(Debug, Default)]
pub(crate) struct Outline<'d> {
    /// The first H1: text without markup, place, id.
    pub(crate) title: Option<(String, Span, String)>,
    /// Blocks before the first opener, the title's included.
    pub(crate) preface: Vec<&'d Block>,
    /// Openers in source order.
    pub(crate) openers: Vec<Opener<'d>>,
}

impl<'d> Outline<'d> {
    /// Reads the outline. Roles, scenarios and steps come later.
    pub(crate) fn new(document: &'d Document, source: &str, vocabulary: &Vocabulary) -> Self {
        let mut outline = Outline::default();
        // Openers are large: moving them while the list grows costs more than some room.
        outline.openers.reserve(document.blocks.len() / 2);
        outline.blocks(&document.blocks, source, vocabulary);
        outline.link(source.len());
        outline.name_labels();
        outline
    }

    fn blocks(&mut self, blocks: &'d [Block], source: &str, vocabulary: &Vocabulary) {
        for (at, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let text = Prose::new(&heading.content, source).text;
                    if heading.level == 1 && self.title.is_none() && self.openers.is_empty() {
                        self.title = Some((text, block.span, heading.id.clone()));
                        continue;
                    }
                    let opener = Opener::new(Form::Heading, heading.level, title::take_apart(&text), block.span);
                    self.openers.push(Opener { id: heading.id.clone(), ..opener });
                }
                // The bold lines between the title and the first heading are metadata.
                BlockKind::Paragraph(content) if !self.openers.is_empty() => {
                    let opens_block = blocks.get(at + 1).is_some_and(is_body);
                    self.paragraph(block, content, source, vocabulary, opens_block);
                }
                BlockKind::Details(_, inner) => {
                    self.own(block);
                    self.blocks(inner, source, vocabulary);
                }
                _ => self.own(block),
            }
        }
    }

    fn own(&mut self, block: &'d Block) {
        match self.openers.last_mut() {
            Some(opener) => opener.blocks.push(block),
            None => self.preface.push(block),
        }
    }

    fn paragraph(
        &mut self,
        block: &'d Block,
        content: &'d [crate::syntax::Inline],
        source: &str,
        vocabulary: &Vocabulary,
        opens_block: bool,
    ) {
        let lines: Vec<_> = label::lines(content).collect();
        let listed = label::is_list(&lines);
        let mut found = false;
        for (at, line) in lines.iter().enumerate() {
            let around = Surroundings { first: at == 0, last: at + 1 == lines.len(), opens_block, listed };
            if let Some(label) = label::detect(line, source, vocabulary, around) {
                let above = self.openers.iter().rev().find(|opener| opener.form == Form::Heading);
                let level = above.map_or(1, |opener| opener.level) + 1;
                let mut opener = Opener::new(Form::Label, level, label.title, label.span);
                opener.values.extend(Some(label.value).filter(|value| !value.is_empty()));
                self.openers.push(opener);
                found = true;
            } else if found && let Some(opener) = self.openers.last_mut() {
                opener.values.push(Prose::new(line, source).text);
            }
        }
        if !found {
            self.own(block);
        }
    }

    /// Parents and extents.
    fn link(&mut self, end: usize) {
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.openers.len() {
            let (level, form, start) = {
                let opener = &self.openers[at];
                (opener.level, opener.form, opener.span.start)
            };
            while let Some(&last) = open.last() {
                let above = &self.openers[last];
                let ends = above.level >= level || (above.form == Form::Label && form == Form::Heading);
                if !ends {
                    break;
                }
                self.openers[last].extent.end = start;
                open.pop();
            }
            self.openers[at].parent = open.last().copied();
            if let Some(&parent) = open.last() {
                self.openers[parent].children.push(at);
            }
            open.push(at);
        }
        for at in open {
            self.openers[at].extent.end = end as u32;
        }
    }

    /// Ids of labels come after all headings have theirs.
    fn name_labels(&mut self) {
        let mut taken: HashSet<String> = self.openers.iter().map(|opener| opener.id.clone()).collect();
        let title = self.title.as_ref().map(|(_, _, id)| id.clone()).unwrap_or_default();
        taken.insert(title.clone());
        let mut counts = std::collections::HashMap::<String, u32>::new();
        let mut above = title;
        for opener in &mut self.openers {
            if opener.form == Form::Heading {
                above.clone_from(&opener.id);
                continue;
            }
            let base = format!("{above}--{}", Anchors::default().id(&opener.title.text));
            let count = counts.entry(base.clone()).or_default();
            let mut id = if *count == 0 { base.clone() } else { format!("{base}-{count}") };
            while !taken.insert(id.clone()) {
                *count += 1;
                id = format!("{base}-{count}");
            }
            *count += 1;
            opener.id = id;
        }
    }

    /// The innermost opener that holds a byte offset.
    pub(crate) fn at(&self, offset: u32) -> Option<&Opener<'d>> {
        self.openers.partition_point(|opener| opener.span.start <= offset).checked_sub(1).map(|at| &self.openers[at])
    }

    /// What stands above each place, as the openers are now.
    pub(crate) fn contexts(&self) -> Contexts<'_, 'd> {
        Contexts { outline: self, made: vec![OnceCell::new(); self.openers.len()], none: Rc::default() }
    }

    /// Titles and roles from an opener outwards.
    fn context(&self, at: usize) -> SectionContext {
        let chain: Vec<&Opener<'d>> =
            std::iter::once(at).chain(self.ancestors(at)).map(|at| &self.openers[at]).collect();
        SectionContext {
            id: chain.first().map(|opener| opener.id.clone()).unwrap_or_default(),
            titles: chain.iter().map(|opener| opener.title.text.clone()).collect(),
            roles: chain.iter().map(|opener| opener.role).collect(),
        }
    }

    /// Openers around `at`, from the nearest outwards, itself left out.
    pub(crate) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        let mut next = self.openers[at].parent;
        std::iter::from_fn(move || {
            let here = next?;
            next = self.openers[here].parent;
            Some(here)
        })
    }
}

/// What stands above places of a document: many of them ask for the same section.
pub(crate) struct Contexts<'o, 'd> {
    outline: &'o Outline<'d>,
    /// Of each opener, once it was asked for.
    made: Vec<OnceCell<Rc<SectionContext>>>,
    none: Rc<SectionContext>,
}

impl Contexts<'_, '_> {
    /// What stands above a byte offset.
    pub(crate) fn at(&self, offset: u32) -> Rc<SectionContext> {
        let before = self.outline.openers.partition_point(|opener| opener.span.start <= offset).checked_sub(1);
        let made = before.and_then(|at| Some((at, self.made.get(at)?)));
        Rc::clone(made.map_or(&self.none, |(at, made)| made.get_or_init(|| Rc::new(self.outline.context(at)))))
    }
}

impl Opener<'_> {
    fn new(form: Form, level: u8, title: Title, span: Span) -> Self {
        let failure = super::failure::names_failure(&title.key);
        Opener {
            id: String::new(),
            form,
            level,
            title,
            span,
            extent: span,
            parent: None,
            children: Vec::new(),
            blocks: Vec::new(),
            values: Vec::new(),
            role: Role::Other,
            settled: false,
            failure,
            scenario: false,
            steps: Vec::new(),
        }
    }
}

fn is_body(block: &Block) -> bool {
    matches!(block.kind, BlockKind::List(_) | BlockKind::Code(_) | BlockKind::Table(_) | BlockKind::Quote(..))
}
