//! `link/broken-file`: a link or picture names a file that is not there.

use super::super::{Check, Findings, Linked, Rule, template};
use super::{line_behind, links, path_of, rewrite, said_of};
use crate::diag::{Applicability, Level, Message};
use crate::model::{Link, LinkKind};
use crate::resolve::{Lookup, Outcome, folder_of};

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/broken-file", level: Level::Error, check: Check::Linked(check) };

/// Folders above a document that may be the root of a site.
const DEEPEST: usize = 8;

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    for (link, outcome) in links(context) {
        let Outcome::NoFile { instead } = outcome else { continue };
        if is_directive(&link.target) || names_page(context, link) {
            continue;
        }
        // Mentions and addresses of the own site have rules of their own.
        if matches!(link.kind, LinkKind::Mention | LinkKind::External) {
            continue;
        }
        // A badge is there to be seen: nobody follows it.
        if link.target.trim().is_empty() && is_written(context, link, "[![", ")]()") {
            continue;
        }
        let finding = if link.target.trim().is_empty() {
            let message = Message::new("link-broken-file-empty").with("text", &link.text);
            let finding = findings.report(link.span, message);
            finding.help = Some(Message::new("link-broken-file-empty-help"));
            finding
        } else {
            findings.report(link.span, Message::new("link-broken-file").with("target", &link.target))
        };
        // [[runbook]] is a link in some tools only, and may name what is still to be written.
        if is_written(context, link, "[[", "]]") || is_announced(context, link) {
            finding.level = Level::Warning;
        }
        template::lower_path(context, &link.target, finding);
        if is_address(context, &link.target) {
            finding.level = Level::Info;
        }
        if let Some(instead) = instead {
            finding.help = Some(said_of(instead, &link.target));
            finding.fix = rewrite(context, link, instead, Applicability::Unsafe);
        } else if let Some(path) = looked_for(context, link) {
            finding.help = Some(Message::new("link-broken-file-wanted").with("path", path));
        }
    }
}

/// The path that was looked for first, which is not what is written: it is meant from its document's folder, or with a
/// `/` in front from that of the content.
fn looked_for(context: &Linked<'_>, link: &Link) -> Option<String> {
    let target = link.target.split(['#', '?']).next().filter(|target| !target.trim().is_empty())?;
    let files = &context.library.files;
    let root = if target.starts_with('/') { files.content_folder() } else { folder_of(path_of(context, context.at)) };
    files.join(root, target)
}

/// Whether a link is written between these signs: `[![` and `)]()` hold nothing but a picture.
fn is_written(context: &Linked<'_>, link: &Link, start: &str, end: &str) -> bool {
    let written = context.source.text().get(link.span.range()).unwrap_or_default();
    written.starts_with(start) && written.ends_with(end)
}

/// [復元手順](restore.md)（作成予定）: whoever reads it knows that nothing is there yet.
fn is_announced(context: &Linked<'_>, link: &Link) -> bool {
    let line = line_behind(context.source.text(), link.span.end as usize);
    ["作成予定", "策定予定", "執筆予定", "準備中", "作成中", "未作成"].iter().any(|word| line.contains(word))
}

/// `[[_TOC_]]` draws a table of contents.
fn is_directive(target: &str) -> bool {
    matches!(target.trim_matches('_'), "TOC" | "toc")
}

/// `[[障害対応|incident-response]]`: wikis of GitHub and GitLab name the page last.
fn names_page(context: &Linked<'_>, link: &Link) -> bool {
    let page = link.text.trim();
    link.text != link.target
        && is_written(context, link, "[[", "]]")
        && (context.library.position(page).is_some() || !context.library.files.named(&format!("{page}.md")).is_empty())
}

/// `/docs/dns`, `/runbooks/dns/` and `../dns/`: how other generators of sites address pages, from a root of their own or from the
/// page itself. The link works there.
fn is_address(context: &Linked<'_>, target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let named = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let page = path.trim_end_matches('/');
    if page.is_empty() || named || !(path.starts_with('/') || path.ends_with('/')) {
        return false;
    }
    let files = &context.library.files;
    let is_page = |folder: &str, path: &str| {
        let Some(path) = files.join(folder, path) else { return false };
        let names = [".md", ".mdx", "/_index.md", "/index.md"].map(|ending| format!("{path}{ending}"));
        names.iter().any(|name| matches!(files.look_up(name), Lookup::File(_)))
    };
    let own = path_of(context, context.at);
    match page.strip_prefix('/') {
        Some(page) => {
            let folder = folder_of(own);
            let roots = std::iter::successors(Some(folder), |folder| (!folder.is_empty()).then(|| folder_of(folder)));
            roots.take(DEEPEST).any(|root| is_page(root, page))
        }
        None => own.rsplit_once('.').is_some_and(|(stem, _)| is_page(stem, page)),
    }
}
