//! `link/outside-project`: a path leads out of the project.

use super::super::{Check, Findings, Linked, Rule, template};
use super::links;
use crate::diag::{Level, Message};
use crate::resolve::Outcome;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/outside-project", level: Level::Error, check: Check::Linked(check) };

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        if *outcome == Outcome::Outside {
            let message = Message::new("link-outside-project").with("target", &link.target);
            let finding = findings.report(link.span, message);
            finding.help = Some(Message::new("link-outside-project-help"));
            template::lower_path(context, &link.target, finding);
            if is_part_of_host(&link.target) {
                finding.level = Level::Info;
            }
        }
    }
}

/// `../../issues`, `../../`: beside the files of a repository its host shows issues and the like, and above them its
/// front page.
fn is_part_of_host(target: &str) -> bool {
    const PARTS: [&str; 15] = [
        "actions",
        "blob",
        "commits",
        "compare",
        "discussions",
        "issues",
        "labels",
        "milestones",
        "packages",
        "projects",
        "pull",
        "pulls",
        "releases",
        "tags",
        "wiki",
    ];
    let path = target.trim_start_matches("../");
    let above = target.len() - path.len() >= "../../".len();
    let first = path.split(['/', '?', '#']).next().unwrap_or_default();
    (above && PARTS.contains(&first)) || matches!(path, "" | "..")
}
