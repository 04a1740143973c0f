//! `link/broken-mention`: prose names a file that is not there.

use super::super::{Check, Findings, Linked, Rule, template};
use super::planned::Plans;
use super::{line_before, line_behind, links, path_of, said_of};
use crate::diag::{Diagnostic, Label, Level, Message};
use crate::model::{Link, LinkKind};
use crate::resolve::{Outcome, folder_of, is_general};
use std::collections::HashMap;

pub(in crate::check) const RULE: Rule =
    Rule { name: "link/broken-mention", level: Level::Warning, check: Check::Linked(check) };

/// Other places of the same name that are shown.
const PLACES: usize = 5;

fn check(context: &Linked<'_>, findings: &mut Findings<'_>) {
    if is_record(context) {
        return;
    }
    let text = context.source.text();
    let mut missing: Vec<Diagnostic> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    // Few documents need it.
    let mut plans = None;
    for (link, outcome) in links(context) {
        let Outcome::NoFile { instead } = outcome else { continue };
        let path = path_in(&link.target);
        if link.kind != LinkKind::Mention
            || !is_of_project(context, path)
            || !is_expected(text, link)
            || is_label(text, link)
            || plans.get_or_insert_with(|| Plans::new(context)).holds(context, link, is_there(text, link))
        {
            continue;
        }
        // One file that is gone is one finding, however often it is named.
        let key = path.rsplit('/').next().unwrap_or(path);
        if let Some(first) = seen.get(key).and_then(|&at| missing.get_mut(at)) {
            if first.related.len() < PLACES {
                let message = Message::new("link-broken-mention-again");
                first.related.push(Label { file: context.file, span: link.span, message });
            }
            continue;
        }
        seen.insert(key, missing.len());
        let message = Message::new("link-broken-mention").with("target", &link.target);
        let finding = Diagnostic::new(RULE.name, RULE.level, context.file, link.span, message);
        let help = instead.as_ref().map(|instead| said_of(instead, path));
        missing.push(finding.with_help(help.unwrap_or_else(|| Message::new("link-broken-mention-help"))));
    }
    for Diagnostic { message, related, help, place, .. } in missing {
        let crate::diag::Place::Span(_, span) = place else { continue };
        let finding = findings.report(span, message);
        finding.related = related;
        finding.help = help;
        template::lower_path(context, "", finding);
    }
}

/// The path of a mention, without `#anchor` and `:12`.
fn path_in(target: &str) -> &str {
    let path = target.split('#').next().unwrap_or_default();
    path.split_once(':').map_or(path, |(path, _)| path)
}

/// Whether a file of this path would lie in this project, as far as its files tell. Texts for people do, wherever they
/// are said to be, unless another project is named; a program or a setting (`src/worker.py`) may belong to the service
/// that the runbook is for, and counts only where its folder is here.
fn is_of_project(context: &Linked<'_>, path: &str) -> bool {
    let files = &context.library.files;
    let mut folders: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let Some(name) = folders.pop() else { return false };
    // Hidden folders are not listed.
    if folders.iter().any(|folder| folder.starts_with('.') && !matches!(*folder, ".github" | ".gitlab" | ".circleci")) {
        return false;
    }
    let own = folder_of(path_of(context, context.at));
    let is_here = |folders: &[&str]| {
        let folder = folders.join("/");
        let roots = [own, files.content_folder(), ""];
        roots.iter().any(|root| files.join(root, &folder).is_some_and(|folder| files.has_folder(&folder)))
    };
    // Names that every project may have are also said of projects in general.
    if folders.is_empty() && is_general(name) {
        return false;
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let document = matches!(extension.as_str(), "md" | "markdown" | "mdx" | "rst" | "adoc");
    let kept_with_texts = matches!(folders.first(), Some(&"docs" | &"doc" | &"runbooks" | &"runbook"));
    match document || kept_with_texts {
        // specs/a.md may lie in another repository where there are no specs here.
        true => folders.is_empty() || (kept_with_texts && !path.starts_with('/')) || is_here(&folders[..1]),
        false => !folders.is_empty() && is_here(&folders),
    }
}

/// A list of what was done names files as they were that day.
fn is_record(context: &Linked<'_>) -> bool {
    let id = context.runbook.id.to_lowercase();
    let stem = id.rsplit_once('/').map_or(id.as_str(), |(_, stem)| stem);
    let title = context.runbook.title.value.to_lowercase();
    let records = ["changelog", "change_log", "update_log", "updatelog", "history", "履歴", "議事録", "minutes"];
    let reports = ["障害報告", "インシデント報告", "ポストモーテム", "postmortem", "post-mortem", "振り返り"];
    records.iter().any(|word| stem.contains(word)) || reports.iter().any(|word| title.starts_with(word))
}

/// Whether a name only titles what comes: a heading, the line above the file's own text, a box of a diagram.
fn is_label(text: &str, link: &Link) -> bool {
    let (start, end) = (link.span.start as usize, link.span.end as usize);
    let before = line_before(text, start);
    if before.starts_with('#') {
        return true;
    }
    // A[docs/slo.md<br/>目標]
    let mut signs = before.chars().rev();
    if signs.next() == Some('[') && signs.next().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return true;
    }
    // A few blank lines may stand between a name and its text.
    const BELOW: usize = 4;
    let rest = line_behind(text, end);
    let below = text.get(end + rest.len()..).unwrap_or_default().split('\n').take(BELOW);
    let next = below.map(str::trim_start).find(|line| !line.is_empty()).unwrap_or_default();
    if rest.contains(char::is_alphanumeric) {
        return false;
    }
    // **ファイル**: `docs/slo.md`
    let label = before.trim_matches(|c: char| !c.is_alphanumeric());
    ["ファイル", "ファイルパス", "パス", "File"].contains(&label) || next.starts_with("```") || next.starts_with("~~~")
}

/// Whether the words around a mention take the file to be there: not where they say that it is to be made or is gone.
fn is_expected(text: &str, link: &Link) -> bool {
    const NOT_THERE: [&str; 36] = [
        "作成",
        "を作",
        "新規",
        "新設",
        "生成",
        "追加",
        "予定",
        "未作成",
        "廃止",
        "削除",
        "移動",
        "改名",
        "リネーム",
        "統合",
        "分割",
        "格納先",
        "保存先",
        "配置先",
        "出力",
        "命名",
        "ファイル名",
        "追記",
        "保存",
        "配置",
        "置く",
        "旧",
        "例:",
        "例：",
        "テンプレート",
        "ひな形",
        "コピー",
        "存在する場合",
        "あれば",
        "小文字",
        "推奨:",
        "推奨：",
    ];
    let before = line_before(text, link.span.start as usize);
    let line = line_of(text, link);
    // `prompt package.md`: a name with a blank in it, of which only the end was found.
    let cut = before.ends_with(' ') && before.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric());
    if is_elsewhere(before) || is_struck_or_new(before) {
        return false;
    }
    is_sent(line) || !(cut || NOT_THERE.iter().any(|word| line.contains(word)))
}

/// The line that a mention stands in.
fn line_of<'t>(text: &'t str, link: &Link) -> &'t str {
    let (start, end) = (link.span.start as usize, link.span.end as usize);
    let before = line_before(text, start).len();
    text.get(start - before..end + line_behind(text, end).len()).unwrap_or_default()
}

/// Whether a mention speaks of a file that is there already, in a plan too: its line sends readers there or tells what it
/// says, or a line of the file is named (`worker.py:90`).
fn is_there(text: &str, link: &Link) -> bool {
    let line = line_of(text, link);
    let small = line.to_ascii_lowercase();
    let said = line.contains("と記録") || ["see `", "refer to `"].iter().any(|word| small.contains(word));
    said || is_sent(line) || path_in(&link.target).len() < link.target.len()
}

/// Whether a line sends readers to what it names.
fn is_sent(line: &str) -> bool {
    const SENT: [&str; 7] = ["参照", "を見", "に従", "詳細は", "に記載", "を確認", "を開"];
    let perhaps = ["存在する場合", "ある場合", "あれば"].iter().any(|word| line.contains(word));
    !perhaps && SENT.iter().any(|word| line.contains(word))
}

/// `delivery-infra` リポジトリの `docs/network.md` lies in another project; このリポジトリの… does not.
fn is_elsewhere(before: &str) -> bool {
    const OWN: [&str; 7] = ["この", "本", "当", "同", "同じ", "this ", "our "];
    ["リポジトリ", "レポジトリ", "repository", "repo "].iter().any(|word| {
        before.rsplit_once(word).is_some_and(|(whose, behind)| {
            let whose = whose.trim_end_matches('`');
            !behind.contains(['。', '、']) && !whose.is_empty() && !OWN.iter().any(|own| whose.ends_with(own))
        })
    })
}

/// ~~`docs/old.md`~~, Create `docs/new.md`
fn is_struck_or_new(before: &str) -> bool {
    let before = before.trim_end_matches(['`', '"', '*']);
    let last = before.trim_end().rsplit([' ', '　']).next().unwrap_or_default();
    before.ends_with("~~") || ["create", "add", "delete", "remove"].iter().any(|verb| last.eq_ignore_ascii_case(verb))
}
