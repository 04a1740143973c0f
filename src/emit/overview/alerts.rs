//! `a/<AlertName>.html`: where an alert's link leads, whatever becomes of the document that answers it.

use serde::Serialize;

use super::super::Artifact;
use super::super::fault::TemplateFault;
use super::super::page::{Page, root};
use super::super::site::Site;
use super::{Link, page, runbooks};
use crate::model::Section;
use crate::resolve::url;
use crate::source::Span;

#[derive(Debug, Serialize)]
struct Frame<'a> {
    page: Page<'a>,
    answers: Vec<Answer<'a>>,
}

/// A document that answers the alert.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    document: Link<'a>,
    /// The failure in it.
    scenario: Option<Link<'a>>,
    /// Where no failure is: the section that names the alert.
    section: Option<Link<'a>>,
    symptoms: &'a [String],
    checklists: Vec<Link<'a>>,
}

pub(in crate::emit) fn write(site: &Site<'_>, artifacts: &mut Vec<Artifact>) -> Result<(), TemplateFault> {
    for (name, address) in &site.library.alert_pages {
        let frame = Frame { page: Page::of_site(name, address), answers: answers(site, name, address) };
        let bytes = site.frames.render("alert.html", &frame, 8 << 10)?;
        artifacts.push(Artifact { path: address.clone(), bytes });
    }
    Ok(())
}

fn answers<'a>(site: &Site<'a>, name: &str, address: &str) -> Vec<Answer<'a>> {
    let root = root(address);
    let mut answers = Vec::new();
    for (at, runbook) in runbooks(site) {
        let Some(alert) = runbook.alerts.iter().find(|alert| alert.name == name) else { continue };
        let own = format!("{root}{}", page(site, at));
        let place = alert.scenario.as_ref().and_then(|id| runbook.scenarios.iter().position(|one| one.id == *id));
        let scenario = place.and_then(|place| runbook.scenarios.get(place));
        let Some(links) = site.plan.links.get(at) else { continue };
        let answer = place.map_or("", |place| links.scenario(runbook, place));
        let link = |title: &'a str| Link { title, within: "", url: format!("{root}{answer}") };
        let checklists = runbook.checklists.iter().zip(&links.checklists).map(|(checklist, path)| Link {
            title: if checklist.title.is_empty() { &runbook.title.value } else { &checklist.title },
            within: "",
            url: format!("{root}{path}"),
        });
        answers.push(Answer {
            scenario: scenario.map(|scenario| link(&scenario.title)),
            section: section_at(&runbook.sections, alert.span).filter(|_| scenario.is_none()).map(|section| Link {
                title: &section.title,
                within: "",
                url: format!("{own}#{}", url::fragment(&section.id)),
            }),
            symptoms: scenario.map_or(&[], |scenario| &scenario.symptoms),
            checklists: checklists.take(8).collect(),
            document: Link { title: &runbook.title.value, within: "", url: own },
        });
    }
    // Who is called by an alert wants the failure that it tells of; documents that only name it come after.
    if answers.iter().any(|answer| answer.scenario.is_some()) {
        answers.sort_by_key(|answer| answer.scenario.is_none());
        for answer in answers.iter_mut().filter(|answer| answer.scenario.is_none()) {
            answer.checklists.clear();
        }
    }
    answers
}

/// The innermost section around a place.
fn section_at(sections: &[Section], place: Span) -> Option<&Section> {
    let around = sections.iter().find(|section| section.extent.contains(place.start))?;
    Some(section_at(&around.children, place).unwrap_or(around))
}
