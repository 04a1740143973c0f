//! `severity.html`: the levels of all runbooks side by side, and where they differ.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::super::Artifact;
use super::super::fault::TemplateFault;
use super::super::page::Page;
use super::super::site::Site;
use super::{Link, document, has, runbooks};
use crate::emit::json::{Duration, Runbook};

pub(super) const ADDRESS: &str = "severity.html";

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    levels: Vec<&'a str>,
    runbooks: Vec<Row<'a>>,
    /// How many cells differ from what most runbooks say.
    differing: usize,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    document: Link<'a>,
    /// One for each level of the head.
    cells: Vec<Option<Cell<'a>>>,
}

#[derive(Debug, Clone, Serialize)]
struct Cell<'a> {
    label: Option<&'a str>,
    response: Option<&'a str>,
    resolution: Option<&'a str>,
    /// Whether most runbooks say something else.
    differs: bool,
}

pub(in crate::emit) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    if !has(site, ADDRESS) {
        return Ok(());
    }
    let records = runbooks(site).filter_map(|(at, _)| Some((at, site.records().get(at)?)));
    let with_levels: Vec<(usize, &Runbook<'_>)> =
        records.filter(|(_, record)| !record.severity_levels.is_empty()).collect();
    let levels = levels(&with_levels);
    let usual: Vec<Option<Targets>> = levels.iter().map(|level| usual(level, &with_levels)).collect();
    let rows: Vec<Row<'_>> = with_levels
        .iter()
        .map(|(at, runbook)| Row {
            document: document(site, *at),
            cells: levels.iter().zip(&usual).map(|(level, usual)| cell(runbook, level, *usual)).collect(),
        })
        .collect();
    let differing = rows.iter().flat_map(|row| &row.cells).flatten().filter(|cell| cell.differs).count();
    let frame = Frame { page: Page::of_site(site.words.get("severity"), ADDRESS), levels, runbooks: rows, differing };
    let bytes = site.frames.render("severity.html", &frame, 32 << 10)?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}

/// Names of all levels, the worst first.
fn levels<'a>(runbooks: &[(usize, &'a Runbook<'a>)]) -> Vec<&'a str> {
    let mut ranks: BTreeMap<&str, u32> = BTreeMap::new();
    for level in runbooks.iter().flat_map(|(_, runbook)| &runbook.severity_levels) {
        let rank = ranks.entry(level.name).or_insert(level.rank);
        *rank = level.rank.min(*rank);
    }
    let mut names: Vec<(u32, &str)> = ranks.into_iter().map(|(name, rank)| (rank, name)).collect();
    names.sort_unstable();
    names.into_iter().map(|(_, name)| name).collect()
}

/// Response and resolution in seconds.
type Targets = (Option<u64>, Option<u64>);

/// What a runbook says of a level in all its tables: one often defines the levels and another one gives their times.
struct Said<'a> {
    label: Option<&'a str>,
    response: Option<&'a Duration<'a>>,
    resolution: Option<&'a Duration<'a>>,
}

impl Said<'_> {
    fn targets(&self) -> Targets {
        let seconds = |target: Option<&Duration<'_>>| target.and_then(|duration| duration.seconds);
        (seconds(self.response), seconds(self.resolution))
    }
}

fn of<'a>(runbook: &'a Runbook<'a>, name: &str) -> Option<Said<'a>> {
    let levels = || runbook.severity_levels.iter().filter(|level| level.name == name);
    levels().next()?;
    Some(Said {
        label: levels().find_map(|level| level.label),
        response: levels().find_map(|level| level.response_target.as_ref()),
        resolution: levels().find_map(|level| level.resolution_target.as_ref()),
    })
}

/// What most runbooks that give times say of a level; of as many, the shortest.
fn usual(name: &str, runbooks: &[(usize, &Runbook<'_>)]) -> Option<Targets> {
    let mut times: HashMap<Targets, usize> = HashMap::new();
    let said = runbooks.iter().filter_map(|(_, runbook)| Some(of(runbook, name)?.targets()));
    for targets in said.filter(|targets| *targets != (None, None)) {
        *times.entry(targets).or_default() += 1;
    }
    times.into_iter().max_by_key(|&(targets, count)| (count, std::cmp::Reverse(targets))).map(|(targets, _)| targets)
}

fn cell<'a>(runbook: &'a Runbook<'a>, name: &str, usual: Option<Targets>) -> Option<Cell<'a>> {
    let level = of(runbook, name)?;
    Some(Cell {
        label: level.label,
        response: level.response.map(|target| target.text),
        resolution: level.resolution.map(|target| target.text),
        differs: usual.is_some_and(|usual| contradict(usual, level.targets())),
    })
}

/// Whether two runbooks give different times; where one says nothing, it says nothing else.
fn contradict(one: Targets, other: Targets) -> bool {
    let differ = |one: Option<u64>, other: Option<u64>| one.zip(other).is_some_and(|(one, other)| one != other);
    differ(one.0, other.0) || differ(one.1, other.1)
}
