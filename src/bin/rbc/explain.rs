//! `rbc explain`: the page of a rule, or the list of rules.

use rbc::config::nearest;
use rbc::diag::Message;
use rbc::text::{Catalogue, pages};

use crate::exit::{Failure, Outcome};
use crate::flags::{Explain, Global};
use crate::output;

pub(crate) fn run(global: &Global, flags: &Explain) -> Result<Outcome, Failure> {
    let catalogue = global.catalogue();
    let Some(name) = &flags.rule else {
        output::print(&list(pages::names(), &catalogue))?;
        return Ok(Outcome::Clean);
    };
    let named = named(name);
    match named.as_slice() {
        [] => return Err(unknown(name)),
        [rule] => output::print(&page(rule, &catalogue))?,
        rules => output::print(&list(rules.iter().copied(), &catalogue))?,
    }
    Ok(Outcome::Clean)
}

/// The rules that a name means: the rule of that name, those whose name ends so (`broken-anchor`), or those of a category.
fn named(name: &str) -> Vec<&'static str> {
    let name = name.trim().to_lowercase();
    if let Some(rule) = pages::names().find(|rule| *rule == name) {
        return vec![rule];
    }
    let category = name.trim_end_matches('/');
    let parts =
        |rule: &&'static str| rule.split_once('/').is_some_and(|(left, right)| left == category || right == name);
    pages::names().filter(parts).collect()
}

/// A wrong name is compared with whole names and with what stands behind the category.
fn unknown(name: &str) -> Failure {
    // Whoever reads this name in a report wants the policy, and not a name that looks like it.
    if name.starts_with("schema/") {
        return Failure::new(Message::new("command-rule-of-policy").with("name", name));
    }
    let short = || pages::names().filter_map(|rule| rule.split_once('/').map(|(_, right)| right));
    let by_end = || {
        let near = nearest(name, short())?;
        pages::names().find(|rule| rule.split_once('/').is_some_and(|(_, right)| right == near))
    };
    Failure::new(match nearest(name, pages::names()).or_else(by_end) {
        Some(near) => Message::new("command-no-rule-but").with("name", name).with("near", near),
        None => Message::new("command-no-rule").with("name", name),
    })
}

/// The page with the level below its sentences.
fn page(rule: &str, catalogue: &Catalogue) -> String {
    let text = pages::localized(rule, catalogue).unwrap_or_default();
    let level = rbc::default_level(rule).map(rbc::diag::Level::name).unwrap_or_default();
    let level = catalogue.message(&match rbc::level_in_comments(rule) {
        Some(other) => Message::new("command-default-levels").with("level", level).with("other", other.name()),
        None => Message::new("command-default-level").with("level", level),
    });
    match text.split_once("\n## ") {
        Some((head, rest)) => format!("{head}\n{level}\n\n## {rest}"),
        None => text,
    }
}

/// Rules with their level and the sentence of their page.
fn list<'a>(rules: impl Iterator<Item = &'a str>, catalogue: &Catalogue) -> String {
    let rules: Vec<&str> = rules.collect();
    let width = rules.iter().map(|rule| rule.len()).max().unwrap_or_default();
    rules.iter().fold(String::new(), |list, rule| {
        let level = rbc::default_level(rule).map(rbc::diag::Level::name).unwrap_or_default();
        let summary = pages::summary(rule, catalogue.language()).unwrap_or_default();
        format!("{list}{rule:width$}  {level:7}  {summary}\n")
    })
}
