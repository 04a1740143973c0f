//! `rbc check --fix` and `--diff`.
//!
//! 1. Everything is compiled, the fixes of what would be reported are made in memory, and that is repeated: one fix can
//!    make room for another, or mend what another finding was about.
//! 2. Only then is something written, one document after the other, each whole. `--diff` shows it instead, and a document
//!    from standard input goes to standard output.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use rbc::diag::{Applicability, Diagnostic, Edit, Fix, Level, Message, Place};
use rbc::host::open;
use rbc::host::rewrite::{Rewritten, has_mark, rewrite};
use rbc::review::{Draft, unified};
use rbc::source::{MASK, SourceFile};
use rbc::text::Catalogue;

use crate::check::{self, Looked, Request};
use crate::exit::{Failure, Outcome};
use crate::flags::{Check, Global};
use crate::{flags, output, review};

/// How often fixes are made: some are seen only once another one has been made, as fences that were turned over. A document
/// that is not at rest by then comes to no end.
const ROUNDS: usize = 256;

/// Documents with their fixes, by the path that findings show.
type Drafts = BTreeMap<String, Mended>;

/// A document that is mended.
struct Mended {
    path: PathBuf,
    draft: Draft,
    /// Whether a byte order mark stands before the text.
    mark: bool,
    /// Fixes that were made.
    count: usize,
}

pub(crate) fn run(global: &Global, flags: &Check, request: &Request<'_>) -> Result<Outcome, Failure> {
    let (mut drafts, mut looked) = mend(global, flags, request)?;
    drafts.retain(|_, mended| mended.draft.text() != mended.draft.original());
    let (files, count) = (drafts.len(), drafts.values().map(|mended| mended.count).sum::<usize>());
    if flags.diff {
        let known = looked.sources.unusual();
        let diffs = drafts.iter().map(|(path, mended)| unified(path, &mended.draft, mended.mark, &known));
        output::print(&diffs.collect::<String>())?;
        say(global, request, "command-would-fix", files, count);
        return Ok(if files == 0 { Outcome::Clean } else { Outcome::Findings });
    }
    let mut input = None;
    for (shown, mended) in &drafts {
        if request.input.as_ref() == Some(&mended.path) {
            input = Some(mended);
        } else {
            write(request, shown, mended, &mut looked)?;
        }
    }
    if let Some(path) = &request.input {
        // The document is the output; what is left to say goes beside it.
        let bytes = match input {
            Some(mended) => mended.bytes(),
            None => request.overlays.get(path).cloned().unwrap_or_default(),
        };
        output::print_bytes(&bytes)?;
    }
    say(global, request, "command-fixed", files, count);
    let beside = request.input.is_some();
    let flags = flags::Report { beside, ..flags.report.clone() };
    check::report(global, &flags, request, &looked)
}

fn say(global: &Global, request: &Request<'_>, key: &'static str, files: usize, count: usize) {
    if files > 0 && !global.quiet {
        let message = Message::new(key).with("files", files).with("count", count);
        output::say(&request.project.catalogue.message(&message));
    }
}

/// Makes fixes until there are none left; gives what was made and what is found then.
fn mend(global: &Global, flags: &Check, request: &Request<'_>) -> Result<(Drafts, Looked), Failure> {
    let mut drafts = Drafts::new();
    let mut overlays = request.overlays.clone();
    let mut left_alone = HashSet::new();
    loop {
        let mut made = Vec::new();
        let mut texts = Texts::default();
        for _ in 0..ROUNDS {
            let looked = request.look(&overlays)?;
            made = round(flags, request, &looked, &left_alone, &mut drafts);
            if made.is_empty() {
                return Ok((drafts, looked));
            }
            for mended in made.iter().filter_map(|shown| drafts.get(shown)) {
                overlays.insert(mended.path.clone(), mended.bytes());
            }
            let mut again =
                |shown: &String| drafts.get(shown).is_some_and(|mended| texts.has_seen(shown, &mended.draft));
            let turning: Vec<String> = made.iter().filter(|shown| again(shown)).cloned().collect();
            if !turning.is_empty() {
                made = turning;
                break;
            }
        }
        // What still changes goes round in a circle and stays as it was, so that mending twice gives what once gives.
        for shown in made {
            let Some(mended) = drafts.remove(&shown) else { continue };
            overlays.remove(&mended.path);
            if let Some(bytes) = request.overlays.get(&mended.path) {
                overlays.insert(mended.path, bytes.clone());
            }
            if !global.quiet {
                let message = Message::new("command-not-settled").with("path", &shown);
                output::say(&request.project.catalogue.message(&message));
            }
            left_alone.insert(shown);
        }
    }
}

/// The texts that documents have had: one that has a text again goes round in a circle.
#[derive(Default)]
struct Texts {
    seen: HashMap<String, HashSet<String>>,
}

impl Texts {
    fn has_seen(&mut self, shown: &str, draft: &Draft) -> bool {
        let original = || HashSet::from([draft.original().to_owned()]);
        !self.seen.entry(shown.to_owned()).or_insert_with(original).insert(draft.text().to_owned())
    }
}

/// Makes the fixes of one look; gives the documents that changed.
fn round(
    flags: &Check,
    request: &Request<'_>,
    looked: &Looked,
    left_alone: &HashSet<String>,
    drafts: &mut Drafts,
) -> Vec<String> {
    let mut of_files: BTreeMap<&str, (&SourceFile, Vec<Fix>)> = BTreeMap::new();
    for finding in &looked.reported.diagnostics {
        let (Place::Span(file, _), Some(fix)) = (&finding.place, &finding.fix) else { continue };
        let file = looked.sources.file(*file);
        let allowed = fix.applicability == Applicability::Safe || flags.unsafe_fixes;
        if allowed
            && !left_alone.contains(file.path())
            && let Some(fix) = as_written(fix, file)
        {
            of_files.entry(file.path()).or_insert_with(|| (file, Vec::new())).1.push(fix);
        }
    }
    let mut made = Vec::new();
    for (shown, (file, fixes)) in of_files {
        let text = file.written();
        if !drafts.contains_key(shown) {
            let Some(mended) = Mended::new(request, shown, text) else { continue };
            drafts.insert(shown.to_owned(), mended);
        }
        let Some(mended) = drafts.get_mut(shown).filter(|mended| mended.draft.text() == text) else { continue };
        let count = mended.draft.mend(&fixes);
        mended.count += count;
        if count > 0 {
            made.push(shown.to_owned());
        }
    }
    made
}

/// A fix of what a file shows as one of what lies on disk. `None` where it touches a secret, or would write its mask.
fn as_written(fix: &Fix, file: &SourceFile) -> Option<Fix> {
    if file.secrets().is_empty() {
        return Some(fix.clone());
    }
    let edits = fix.edits.iter().map(|edit| {
        let span = file.written_span(edit.span)?;
        (!edit.new_text.contains(MASK)).then(|| Edit { span, new_text: edit.new_text.clone() })
    });
    Some(Fix { applicability: fix.applicability, edits: edits.collect::<Option<Vec<Edit>>>()? })
}

/// Writes a mended document. One that somebody else has changed is left alone, and that is all that is said of it.
fn write(request: &Request<'_>, shown: &str, mended: &Mended, looked: &mut Looked) -> Result<(), Failure> {
    let Some(root) = request.root_of(&mended.path) else { return Ok(()) };
    let limit = request.project.config.limits.file_bytes;
    let (old, new) = (mended.draft.original(), mended.draft.text());
    match rewrite(root, &mended.path, limit, old, new).map_err(|error| Failure::io(&mended.path, &error))? {
        Rewritten::Done => {}
        Rewritten::Changed => {
            let Looked { reported, sources, .. } = looked;
            let diagnostics = &mut reported.diagnostics;
            diagnostics.retain(|finding| review::path(finding, sources) != shown);
            let message = Message::new("source-changed-while-fixing");
            let finding = Diagnostic::at_path("source/changed-while-fixing", Level::Error, shown, 1, 1, message);
            diagnostics.push(finding.with_help(Message::new("source-changed-while-fixing-help")));
        }
    }
    Ok(())
}

impl Mended {
    /// `None` where the path is none that can be written.
    fn new(request: &Request<'_>, shown: &str, text: &str) -> Option<Mended> {
        let path = request.project.root.join(shown);
        let mark = match request.overlays.get(&path) {
            Some(bytes) => has_mark(bytes),
            None => {
                let limit = request.project.config.limits.file_bytes;
                has_mark(&open::read(request.root_of(&path)?, &path, limit).ok()?)
            }
        };
        Some(Mended { path, draft: Draft::new(text), mark, count: 0 })
    }

    fn bytes(&self) -> Vec<u8> {
        let mark = if self.mark { "\u{feff}" } else { "" };
        [mark, self.draft.text()].concat().into_bytes()
    }
}

/// Says how much could be mended.
pub(crate) fn hint(catalogue: &Catalogue, diagnostics: &[Diagnostic]) {
    let count = |wanted: Applicability| {
        let fixes = diagnostics.iter().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.applicability == wanted).count()
    };
    let (safe, risky) = (count(Applicability::Safe), count(Applicability::Unsafe));
    let key = match (safe, risky) {
        (0, 0) => return,
        (_, 0) => "command-fixable",
        (0, _) => "command-fixable-unsafe",
        _ => "command-fixable-both",
    };
    output::say(&catalogue.message(&Message::new(key).with("safe", safe).with("unsafe", risky)));
}
