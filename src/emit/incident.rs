//! What the browser needs of a document to lead through an incident: its levels with their deadlines, and who is called
//! when; and the page on which the incidents of a device are looked at.

use serde::Serialize;

use super::Artifact;
use super::fault::TemplateFault;
use super::page::Page;
use super::site::Site;
use crate::model::{Channel, Duration, Escalation, Kind, Resolved, Role, Runbook, Scenario, SeverityLevel};

/// Path of the page: among the site's own files, for a document may well be called so.
pub(super) const ADDRESS: &str = "assets/incident.html";

/// Deadlines and calls of a document. A script reads it, so its names are stable.
#[derive(Debug, Serialize)]
struct Plan<'a> {
    document: &'a str,
    title: &'a str,
    /// Title of the document that defines the levels, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    levels_of: Option<&'a str>,
    levels: Vec<Level<'a>>,
    calls: Vec<Call<'a>>,
}

#[derive(Debug, Serialize)]
struct Level<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    deadlines: Vec<Deadline<'a>>,
}

#[derive(Debug, Serialize)]
struct Deadline<'a> {
    name: &'a str,
    text: &'a str,
    /// From the beginning; absent where no clock can count it (営業日).
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
}

#[derive(Debug, Serialize)]
struct Call<'a> {
    /// Its condition.
    when: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u64>,
    to: Vec<Person<'a>>,
}

#[derive(Debug, Serialize)]
struct Person<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ways: Vec<&'a str>,
}

/// The plan of a runbook as JSON; of another document none. Without levels of its own it has those of a document that it
/// links to, else those of the only document that defines some.
pub(super) fn plan(site: &Site<'_>, runbook: &Runbook, scenario: Option<&Scenario>) -> Option<String> {
    (runbook.kind == Kind::Runbook).then(|| json(site, Some(runbook), scenario))
}

/// Whether a scenario's plan is another than its document's: it calls somebody of its own.
pub(super) fn differs(runbook: &Runbook, scenario: &Scenario) -> bool {
    runbook.escalation.iter().any(|call| scenario.extent.contains(call.span.start))
}

fn json(site: &Site<'_>, runbook: Option<&Runbook>, scenario: Option<&Scenario>) -> String {
    let only = || site.only_levels.and_then(|at| site.library.runbooks.get(at)).map(AsRef::as_ref);
    let shared = runbook.and_then(|runbook| linked(site, runbook)).or_else(only);
    let with_levels = runbook.filter(|runbook| !levels_of(runbook).is_empty() && has_own_levels(runbook, shared));
    let with_levels = with_levels.or(shared);
    let with_calls = runbook.filter(|runbook| !runbook.escalation.is_empty()).or(shared);
    let own = runbook.or(shared);
    let of = |other: &&Runbook| own.is_none_or(|own| own.id != other.id);
    let plan = Plan {
        document: own.map_or("", |runbook| &runbook.id),
        title: own.map_or("", |runbook| &runbook.title.value),
        levels_of: with_levels.filter(of).map(|other| other.title.value.as_str()),
        levels: with_levels.map(|runbook| levels(site, runbook)).unwrap_or_default(),
        calls: with_calls.map(|runbook| calls(runbook, scenario)).unwrap_or_default(),
    };
    serde_json::json!(plan).to_string()
}

/// The levels that a runbook's tables define, else those that a list names.
fn levels_of(runbook: &Runbook) -> &[SeverityLevel] {
    if runbook.severity_levels.is_empty() { &runbook.listed_levels } else { &runbook.severity_levels }
}

/// Whether an incident goes by a runbook's own levels: a table of another document says more than a list without limits.
fn has_own_levels(runbook: &Runbook, shared: Option<&Runbook>) -> bool {
    let limited =
        |level: &SeverityLevel| level.response_target.read().is_some() || level.resolution_target.read().is_some();
    !runbook.severity_levels.is_empty() || shared.is_none() || runbook.listed_levels.iter().any(limited)
}

/// The first document with levels that a runbook links to; a link to the levels themselves counts before others.
fn linked<'a>(site: &'a Site<'_>, runbook: &Runbook) -> Option<&'a Runbook> {
    let targets = runbook.links.iter().filter_map(|link| match &link.resolved {
        Some(Resolved::Document { id, anchor }) => {
            let at = site.library.position(id)?;
            let other = site.library.runbooks.get(at).filter(|other| !other.severity_levels.is_empty())?.as_ref();
            let section = other.all_sections().find(|section| Some(&section.id) == anchor.as_ref());
            Some((section.is_some_and(|section| section.role == Role::Severity), other))
        }
        _ => None,
    });
    let found: Vec<(bool, &Runbook)> = targets.collect();
    found.iter().find(|(is_level, _)| *is_level).or(found.first()).map(|&(_, other)| other)
}

fn levels<'a>(site: &'a Site<'_>, runbook: &'a Runbook) -> Vec<Level<'a>> {
    let mut levels: Vec<&SeverityLevel> = levels_of(runbook).iter().collect();
    levels.sort_by_key(|level| level.rank);
    let mut named: Vec<Level<'_>> = Vec::with_capacity(levels.len());
    for level in levels {
        let deadlines = deadlines(site, runbook, level);
        // One table may define a level, and another one say how soon.
        if let Some(known) = named.iter_mut().find(|known| known.name == level.name) {
            if known.deadlines.is_empty() {
                known.deadlines = deadlines;
            }
            continue;
        }
        named.push(Level { name: &level.name, label: level.label.as_deref(), deadlines });
    }
    named
}

fn deadlines<'a>(site: &'a Site<'_>, runbook: &'a Runbook, level: &'a SeverityLevel) -> Vec<Deadline<'a>> {
    let column = |at: usize| runbook.tables.get(level.table).and_then(|table| table.columns.get(at));
    let own = [("response", &level.response_target), ("resolution", &level.resolution_target)];
    let own = own.into_iter().map(|(word, target)| (site.words.get(word), target));
    let further = level.further_targets.iter();
    let further = further.map(|(at, target)| (column(*at).map_or("", String::as_str), target));
    let all = own.chain(further);
    let mut deadlines: Vec<Deadline<'_>> = all
        .filter_map(|(name, target)| {
            let target = target.read()?;
            Some(Deadline { name, text: &target.text, seconds: seconds(target) })
        })
        .collect();
    deadlines.sort_by_key(|deadline| deadline.seconds.unwrap_or(u64::MAX));
    deadlines
}

/// What a clock can count.
fn seconds(duration: &Duration) -> Option<u64> {
    duration.seconds.filter(|_| !duration.business)
}

fn calls<'a>(runbook: &'a Runbook, scenario: Option<&Scenario>) -> Vec<Call<'a>> {
    // What another failure calls for is no business of this one.
    let of_other = |call: &Escalation| {
        let mut others = runbook.scenarios.iter().filter(|other| !other.is_whole(&runbook.title));
        others.any(|other| other.extent.contains(call.span.start) && scenario.is_none_or(|own| own.id != other.id))
    };
    let all = runbook.escalation.iter().filter(|call| !call.condition.is_empty() || !call.to.is_empty());
    let mut calls: Vec<&Escalation> = all.filter(|call| !of_other(call)).collect();
    calls.sort_by_key(|call| (call.within.as_ref().and_then(seconds).unwrap_or(u64::MAX), call.tier));
    calls
        .into_iter()
        .map(|call| Call {
            when: &call.condition,
            text: call.within.as_ref().map(|within| within.text.as_str()),
            seconds: call.within.as_ref().and_then(seconds),
            to: call.to.iter().map(|name| Person { name, ways: ways(runbook, name) }).collect(),
        })
        .collect()
}

/// How somebody is reached whom the contacts name.
fn ways<'a>(runbook: &'a Runbook, name: &str) -> Vec<&'a str> {
    // 一次担当 (Primary) is called 一次担当.
    let bare = |text: &str| text.split(['(', '（']).next().unwrap_or_default().trim().to_lowercase();
    let wanted = bare(name);
    let is_same = |known: &str| !wanted.is_empty() && bare(known) == wanted;
    let named =
        |contact: &&crate::model::Contact| is_same(&contact.role) || contact.assignee.as_deref().is_some_and(is_same);
    let contacts =
        runbook.contacts.iter().chain(&runbook.listed_contacts).filter(|contact| !contact.is_placeholder).filter(named);
    contacts.flat_map(|contact| &contact.channels).map(|channel: &Channel| channel.value.as_str()).collect()
}

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    incident: String,
}

/// Writes the page.
pub(super) fn write_page(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    let frame = Frame { page: Page::of_site(site.words.get("incident"), ADDRESS), incident: json(site, None, None) };
    let bytes = site.frames.render("incident.html", &frame, 8 << 10)?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}
