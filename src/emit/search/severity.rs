//! Which levels of severity each section is about.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Form, Mark, Runbook, Scale};
use crate::source::Span;

/// Most levels of a section; one that names more is about levels as such.
const MOST: usize = 8;

/// Levels by the anchor of the section (empty before the first heading). What is said anywhere in a scenario holds for
/// all of it.
pub(super) fn of(runbook: &Runbook) -> HashMap<String, Vec<String>> {
    let sections = runbook.all_sections().filter(|section| section.form == Form::Heading);
    let mut places: Vec<(u32, &str)> = sections.map(|section| (section.span.start, section.id.as_str())).collect();
    places.sort_unstable();
    let mut scenarios: Vec<Span> = runbook.scenarios.iter().map(|scenario| scenario.extent).collect();
    scenarios.sort_unstable_by_key(|extent| extent.start);
    let mut levels: HashMap<&str, BTreeSet<String>> = HashMap::new();
    let mut of_scenario: HashMap<u32, BTreeSet<String>> = HashMap::new();
    let of_tables = runbook.severity_levels.iter().map(|level| (level.mark, &level.name, level.name_span));
    let met = runbook.severity_mentions.iter().map(|mention| (mention.mark, &mention.name, mention.span));
    for (mark, name, span) in of_tables.chain(met) {
        let level = mark.map_or_else(|| name.clone(), shown);
        levels.entry(section_at(&places, span.start)).or_default().insert(level.clone());
        if let Some(scenario) = scenario_at(&scenarios, span.start) {
            of_scenario.entry(scenario).or_default().insert(level);
        }
    }
    for &(start, id) in &places {
        if let Some(more) = scenario_at(&scenarios, start).and_then(|scenario| of_scenario.get(&scenario)) {
            levels.entry(id).or_default().extend(more.iter().cloned());
        }
    }
    levels.into_iter().map(|(id, levels)| (id.to_owned(), levels.into_iter().take(MOST).collect())).collect()
}

/// The same level has one name, however it is written.
fn shown(mark: Mark) -> String {
    let scale = match mark.scale {
        Scale::Severity => "SEV",
        Scale::Priority => "P",
        Scale::Tier => "L",
        Scale::Level => "レベル",
    };
    format!("{scale}{}", mark.number)
}

fn section_at<'a>(places: &[(u32, &'a str)], offset: u32) -> &'a str {
    let after = places.partition_point(|&(start, _)| start <= offset);
    after.checked_sub(1).and_then(|at| places.get(at)).map_or("", |&(_, id)| id)
}

/// The scenario that holds a place, as its beginning.
fn scenario_at(scenarios: &[Span], offset: u32) -> Option<u32> {
    let after = scenarios.partition_point(|extent| extent.start <= offset);
    let extent = scenarios.get(after.checked_sub(1)?)?;
    (offset < extent.end).then_some(extent.start)
}
