//! `commands.html` and `sql.html`: what can be typed, with what it does.

use serde::Serialize;

use super::super::Artifact;
use super::super::fault::TemplateFault;
use super::super::page::Page;
use super::super::site::Site;
use super::{Link, Sections, document, has};
use crate::emit::json::list;
use crate::model::Runbook;

pub(super) const COMMANDS: &str = "commands.html";
pub(super) const SQL: &str = "sql.html";

/// More rows than a telephone can bear stay in the JSON; the strongest are shown first.
const MOST: usize = 2_000;

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    effects: Vec<Effect<'a>>,
    groups: Vec<Group<'a>>,
    /// Rows that are left out, and where they are.
    more: usize,
    all: &'static str,
}

/// An effect that something has.
#[derive(Debug, Serialize)]
struct Effect<'a> {
    name: &'static str,
    word: &'a str,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Group<'a> {
    document: Link<'a>,
    rows: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    effect: &'static str,
    word: &'a str,
    text: &'a str,
    description: Option<&'a str>,
    section: Option<Link<'a>>,
}

/// A row before its document is known: place of the document, section, what stands in it.
struct Entry<'a> {
    id: &'a str,
    section: &'a str,
    effect: &'static str,
    text: &'a str,
    description: Option<&'a str>,
}

pub(super) fn has_commands(runbook: &Runbook) -> bool {
    !runbook.inline_commands.is_empty() || runbook.code_blocks.iter().any(|block| !block.commands.is_empty())
}

pub(super) fn has_statements(runbook: &Runbook) -> bool {
    let mut commands = runbook.code_blocks.iter().flat_map(|block| &block.commands);
    runbook.code_blocks.iter().any(|block| !block.statements.is_empty())
        || commands.any(|command| !command.sql.is_empty())
}

pub(in crate::emit) fn commands(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let entries = list::commands(site.records()).map(|entry| Entry {
        id: entry.id,
        section: entry.section,
        effect: entry.command.effect,
        text: entry.command.text,
        description: entry.command.description,
    });
    write(site, ("commands", COMMANDS, "api/commands.json"), entries.collect(), artifacts)
}

pub(in crate::emit) fn sql(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let entries = list::statements(site.records()).into_iter().map(|entry| Entry {
        id: entry.id,
        section: entry.section,
        effect: entry.statement.effect,
        text: entry.statement.text,
        description: None,
    });
    write(site, ("sql", SQL, "api/sql.json"), entries.collect(), artifacts)
}

const EFFECTS: [&str; 4] = ["destructive", "changes", "unknown", "read_only"];

fn write(
    site: &Site<'_>,
    (name, address, all): (&'static str, &'static str, &'static str),
    entries: Vec<Entry<'_>>,
    artifacts: &mut Vec<Artifact>,
) -> Result<(), TemplateFault> {
    if !has(site, address) {
        return Ok(());
    }
    let words = EFFECTS.map(|effect| (effect, site.words.get(word(effect))));
    let of = |effect: &str| words.iter().find(|(name, _)| *name == effect).map_or("", |(_, word)| word);
    let mut kept: Vec<(usize, Entry<'_>)> = Vec::new();
    let mut at = 0;
    for entry in entries {
        // The lists follow the documents.
        while site.records().get(at).is_some_and(|record| record.id != entry.id) {
            at += 1;
        }
        if site.library.runbooks.get(at).is_some_and(|runbook| !runbook.template) {
            kept.push((at, entry));
        }
    }
    let count = |name: &str| kept.iter().filter(|(_, entry)| entry.effect == name).count();
    let effects = words.iter().map(|&(name, word)| Effect { name, word, count: count(name) });
    let effects: Vec<Effect<'_>> = effects.filter(|effect| effect.count > 0).collect();
    let more = kept.len().saturating_sub(MOST);
    if more > 0 {
        let rank = |entry: &Entry<'_>| EFFECTS.iter().position(|effect| *effect == entry.effect);
        kept.sort_by_key(|(_, entry)| rank(entry));
        kept.truncate(MOST);
        kept.sort_by_key(|(at, _)| *at);
    }
    let mut groups = Vec::new();
    for chunk in kept.chunk_by(|left, right| left.0 == right.0) {
        let Some(&(at, _)) = chunk.first() else { continue };
        let sections = Sections::new(site, at);
        let rows = chunk.iter().map(|(_, entry)| Row {
            effect: entry.effect,
            word: of(entry.effect),
            text: entry.text,
            description: entry.description,
            section: sections.link(entry.section),
        });
        groups.push(Group { document: document(site, at), rows: rows.collect() });
    }
    let frame = Frame { page: Page::of_site(site.words.get(name), address), effects, groups, more, all };
    let bytes = site.frames.render("commands.html", &frame, 64 << 10)?;
    artifacts.push(Artifact { path: address.to_owned(), bytes });
    Ok(())
}

fn word(effect: &str) -> &'static str {
    match effect {
        "read_only" => "effect_read_only",
        "changes" => "effect_changes",
        "destructive" => "effect_destructive",
        _ => "effect_unknown",
    }
}
