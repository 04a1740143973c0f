//! `contacts.html`: everybody whom a runbook names, each once.

use std::collections::HashMap;

use serde::Serialize;

use super::super::Artifact;
use super::super::fault::TemplateFault;
use super::super::page::Page;
use super::super::site::Site;
use super::{Link, document, has, runbooks};
use crate::calendar::{are_whole, coming_holidays};
use crate::model::{Channel, ChannelKind, Contact, Flaw, Want};
use crate::resolve::url::safe_destination;

pub(super) const ADDRESS: &str = "contacts.html";

/// So many runbooks are named beside a contact.
const MOST: usize = 5;

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    contacts: Vec<Row<'a>>,
    /// Where somebody's hours are known.
    now: Option<Now<'a>>,
}

/// What tells who answers now.
#[derive(Debug, Serialize)]
struct Now<'a> {
    /// The site's clock.
    zone: &'a str,
    /// `2026-12-29 2027-01-01 …`
    holidays: String,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    role: &'a str,
    assignee: Option<&'a str>,
    availability: Option<&'a str>,
    /// Whether it is still to be filled in: who looks for it has to know that it is not.
    unfilled: bool,
    note: Option<&'a str>,
    /// `mon-fri 09:00-18:00 Asia/Tokyo;sat 09:00-12:00 Asia/Tokyo`
    hours: Option<String>,
    channels: Vec<Way<'a>>,
    documents: Vec<Link<'a>>,
    more: usize,
}

/// How somebody is reached.
#[derive(Debug, Serialize)]
struct Way<'a> {
    kind: &'static str,
    value: &'a str,
    /// Whether its value does not say what it is.
    says_kind: bool,
    /// What a press on it does: calls, writes, opens.
    url: Option<String>,
}

pub(in crate::emit) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    if !has(site, ADDRESS) {
        return Ok(());
    }
    let contacts = rows(site);
    let now = site.options.year.filter(|_| contacts.iter().any(|contact| contact.hours.is_some())).map(|year| Now {
        zone: &site.config.time_zone,
        holidays: coming_holidays(year, &site.config.holidays).join(" "),
    });
    let frame = Frame { page: Page::of_site(site.words.get("contacts"), ADDRESS), contacts, now };
    let bytes = site.frames.render("contacts.html", &frame, 32 << 10)?;
    artifacts.push(Artifact { path: ADDRESS.to_owned(), bytes });
    Ok(())
}

/// What makes two rows of two runbooks the same contact.
type Same<'a> = (&'a str, Option<&'a str>, Option<&'a str>, Vec<&'a str>);

fn rows<'a>(site: &Site<'a>) -> Vec<Row<'a>> {
    let mut places: HashMap<Same<'a>, usize> = HashMap::new();
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (at, runbook) in runbooks(site) {
        for contact in runbook.contacts.iter().chain(&runbook.listed_contacts) {
            let channels = contact.channels.iter().map(|channel| channel.value.as_str()).collect();
            let same = (contact.role.as_str(), contact.assignee.as_deref(), contact.availability.as_deref(), channels);
            let place = *places.entry(same).or_insert_with(|| {
                rows.push(row(contact));
                rows.len() - 1
            });
            let Some(row) = rows.get_mut(place) else { continue };
            let link = document(site, at);
            if row.documents.iter().any(|known| known.url == link.url) {
                continue;
            }
            if row.documents.len() < MOST {
                row.documents.push(link);
            } else {
                row.more += 1;
            }
        }
    }
    // Who can be reached stands before whom nobody has named yet.
    rows.sort_by_key(|row| row.unfilled);
    rows
}

fn row(contact: &Contact) -> Row<'_> {
    Row {
        role: &contact.role,
        assignee: contact.assignee.as_deref(),
        availability: contact.availability.as_deref(),
        unfilled: is_unfilled(contact),
        note: contact.note.as_deref(),
        // Nobody can be said to answer whom nobody has named.
        hours: hours(contact).filter(|_| !is_unfilled(contact)),
        channels: contact.channels.iter().map(way).collect(),
        documents: Vec::new(),
        more: 0,
    }
}

/// Whether nobody can be reached by it: nothing is filled in, or words say by what means and not by which (Slack／電話).
fn is_unfilled(contact: &Contact) -> bool {
    let reached = contact.channels.iter().any(|channel| channel.kind != ChannelKind::Text);
    let means = contact.gaps.iter().any(|gap| gap.want == Want::Channel && gap.flaw == Flaw::Means);
    contact.is_placeholder || (means && !reached)
}

/// Hours by which can be told who answers now.
fn hours(contact: &Contact) -> Option<String> {
    let said = [contact.availability.as_deref(), contact.note.as_deref()];
    let whole = said.iter().flatten().all(|text| are_whole(text, &contact.hours));
    let spans = contact.hours.iter();
    let spans: Vec<String> =
        spans.map(|hours| format!("{} {}-{} {}", hours.days, hours.from, hours.to, hours.time_zone)).collect();
    (whole && !spans.is_empty()).then(|| spans.join(";"))
}

fn way(channel: &Channel) -> Way<'_> {
    let value = channel.value.as_str();
    let url = match channel.kind {
        ChannelKind::Phone => telephone(value),
        ChannelKind::Email => safe_destination(&format!("mailto:{value}")),
        ChannelKind::Url => safe_destination(value).filter(|address| address.contains("://")),
        _ => None,
    };
    let says_kind = channel.kind == ChannelKind::Pagerduty && !value.to_lowercase().contains("pagerduty");
    Way { kind: channel.kind.name(), value, says_kind, url }
}

/// A number that is whole: one that is masked or has words in it cannot be called.
fn telephone(value: &str) -> Option<String> {
    let number: String = value.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    let plain = value.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '(' | ')' | ' '));
    (plain && number.len() >= 3).then(|| format!("tel:{number}"))
}
