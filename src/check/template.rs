//! Documents that are templates without saying so: a form to be copied, and what lies in a folder of forms.

use super::Context;
use crate::diag::{Diagnostic, Level};
use crate::model::Kind;
use crate::source::small;

/// Words for a template, in small letters.
const WORDS: [&str; 4] = ["template", "テンプレート", "ひな形", "雛形"];

/// Words for a record that is written anew each time: its template is filled in as a copy.
const RECORDS: [&str; 9] =
    ["postmortem", "post_mortem", "post-mortem", "report", "issue", "pull", "minutes", "報告", "議事録"];

/// What is known of a document that may be a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// Nothing points to one.
    None,
    /// It lies in a folder of templates: what it leaves open is probably left open by design.
    Among,
    /// It is one form, which is copied to where it is used: its relative links are those of the copy.
    Form,
}

/// Whether a document lies in a folder of templates or is a form: what it leaves open is probably left open by design.
pub(super) fn is_likely(context: &Context<'_>) -> bool {
    likeness(context) != Likeness::None
}

/// Lowers a finding about a value that a template leaves open.
pub(super) fn lower_value(context: &Context<'_>, finding: &mut Diagnostic) {
    if is_likely(context) {
        finding.level = Level::Info;
    }
}

/// Lowers a finding about a relative path that a copy of a template may resolve.
pub(super) fn lower_path(context: &Context<'_>, target: &str, finding: &mut Diagnostic) {
    let relative = !target.starts_with('/');
    if relative && (context.runbook.template || likeness(context) == Likeness::Form) {
        finding.level = Level::Info;
    }
}

fn likeness(context: &Context<'_>) -> Likeness {
    let id = small(&context.runbook.id);
    let (folders, stem) = id.rsplit_once('/').unwrap_or(("", &id));
    let title = small(&context.runbook.title.value);
    let form = is_titled_so(&title)
        || (is_named_so(stem)
            && (context.runbook.kind != Kind::Runbook
                || RECORDS.iter().any(|word| stem.contains(word))
                || is_called_so(stem)));
    if form {
        return Likeness::Form;
    }
    // What explains the forms of a folder is none itself.
    let explains = ["readme", "index"].iter().any(|word| stem.contains(word));
    let folder = folders.rsplit('/').next().unwrap_or_default();
    if !explains && is_named_so(folder.trim_end_matches('s')) {
        return Likeness::Form;
    }
    let among = !explains && WORDS.iter().any(|word| folders.contains(word));
    if among { Likeness::Among } else { Likeness::None }
}

/// 障害報告書テンプレート, Postmortem Template (短縮版); テンプレート集の使い方 is about them.
fn is_titled_so(title: &str) -> bool {
    title.split(['/', '／', '-', '—', '(', '（', ':', '：', '|']).any(|part| {
        let part = part.trim().trim_end_matches([')', '）']);
        WORDS.iter().any(|word| part.ends_with(word))
    })
}

/// 手順書ひな形: nobody calls so what is in use, as is done with `spec-template`.
fn is_called_so(name: &str) -> bool {
    WORDS.iter().any(|word| !word.is_ascii() && name.ends_with(*word))
}

/// `postmortem-template`, `template_issue`, 報告書テンプレート; one word of the name.
fn is_named_so(name: &str) -> bool {
    WORDS.iter().any(|word| match word.is_ascii() {
        true => name.split(['-', '_', '.', ' ']).any(|part| part == *word),
        false => name.contains(*word),
    })
}

#[cfg(test)]
mod tests {
    use super::{is_named_so, is_titled_so};

    #[test]
    fn titles_and_names_of_forms() {
        for title in ["障害報告書テンプレート", "postmortem template (短縮版)", "issue template / 不具合の報告"]
        {
            assert!(is_titled_so(title), "{title}");
        }
        for title in ["テンプレート集 - 使い方", "テンプレートの一覧", "db の復旧"] {
            assert!(!is_titled_so(title), "{title}");
        }
        for name in ["postmortem_template", "template", "08-template", "議事録ひな形"] {
            assert!(is_named_so(name), "{name}");
        }
        for name in ["templates-guide", "contemplate", "restore"] {
            assert!(!is_named_so(name), "{name}");
        }
    }
}
