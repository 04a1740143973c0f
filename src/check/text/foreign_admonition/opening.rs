//! The first line of a note as other tools have it.

use regex::Regex;
use std::sync::LazyLock;

/// What a text holds that has such a note.
pub(super) const MARKS: [&str; 3] = ["!!!", "???", ":::"];

/// `!!! warning "…"`, `??? note`: MkDocs. Its body is indented.
static INDENTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"^(?:!!!|\?\?\?[+-]?)[ \t]*([A-Za-z]+)(?:[ \t]+(?:inline|end|annotate))*(?:[ \t]+"(.*)")?$"#).ok()
});

/// `:::caution`, `::: warning …`, `:::note[…]`, `:::message alert`, `:::details …`: Docusaurus, VitePress, Zenn, Qiita.
static FENCED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(:{3,})[ \t]*([A-Za-z]+)(?:\[(.*)\]|\{.*\})?(?:[ \t]+(.*))?$").ok());

/// Kinds of notes with the callout that says the same; none for one that folds.
const KINDS: &[(&str, Option<&str>)] = &[
    ("note", Some("NOTE")),
    ("info", Some("NOTE")),
    ("message", Some("NOTE")),
    ("abstract", Some("NOTE")),
    ("summary", Some("NOTE")),
    ("todo", Some("NOTE")),
    ("seealso", Some("NOTE")),
    ("question", Some("NOTE")),
    ("help", Some("NOTE")),
    ("faq", Some("NOTE")),
    ("example", Some("NOTE")),
    ("quote", Some("NOTE")),
    ("tip", Some("TIP")),
    ("hint", Some("TIP")),
    ("success", Some("TIP")),
    ("check", Some("TIP")),
    ("important", Some("IMPORTANT")),
    ("warning", Some("WARNING")),
    ("attention", Some("WARNING")),
    ("alert", Some("WARNING")),
    ("caution", Some("CAUTION")),
    ("danger", Some("CAUTION")),
    ("error", Some("CAUTION")),
    ("failure", Some("CAUTION")),
    ("bug", Some("CAUTION")),
    ("details", None),
];

/// A note's first line, read.
pub(super) struct Opening<'t> {
    callout: Option<&'static str>,
    /// How many colons close it; `None` where its body is indented.
    pub(super) colons: Option<usize>,
    /// Its title, as written; empty where there is none.
    pub(super) title: &'t str,
}

impl Opening<'_> {
    /// `WARNING` of `> [!WARNING]`; `None` where the note folds.
    pub(super) fn callout(&self) -> Option<&'static str> {
        self.callout
    }

    pub(super) fn is_indented(&self) -> bool {
        self.colons.is_none()
    }
}

/// Reads a line, blanks around it taken off.
pub(super) fn read(line: &str) -> Option<Opening<'_>> {
    let colons = line.len() - line.trim_start_matches(':').len();
    if colons < 3 {
        if !line.starts_with("!!!") && !line.starts_with("???") {
            return None;
        }
        let parts = INDENTED.as_ref()?.captures(line)?;
        let callout = callout(parts.get(1)?.as_str())?;
        return Some(Opening { callout, colons: None, title: parts.get(2).map_or("", |title| title.as_str()) });
    }
    let parts = FENCED.as_ref()?.captures(line)?;
    let mut callout = callout(parts.get(2)?.as_str())?;
    let mut title = parts.get(3).or_else(|| parts.get(4)).map_or("", |title| title.as_str().trim());
    // `:::message alert`, `:::note warn`: a second word for the kind.
    match title {
        "alert" | "warn" => (callout, title) = (Some("WARNING"), ""),
        "info" => (callout, title) = (Some("NOTE"), ""),
        _ => {}
    }
    Some(Opening { callout, colons: Some(colons), title })
}

fn callout(kind: &str) -> Option<Option<&'static str>> {
    KINDS.iter().find(|(known, _)| kind.eq_ignore_ascii_case(known)).map(|(_, callout)| *callout)
}

#[cfg(test)]
mod tests {
    #[test]
    fn notes_of_other_tools_and_what_only_looks_like_them() {
        let read = |line| super::read(line).map(|note| (note.callout, note.title.to_owned()));
        let note = |callout, title: &str| Some((callout, title.to_owned()));
        assert_eq!(read("!!! warning \"本番では実行しない\""), note(Some("WARNING"), "本番では実行しない"));
        assert_eq!(read("???+ note"), note(Some("NOTE"), ""));
        assert_eq!(read("!!! tip inline end \"x\""), note(Some("TIP"), "x"));
        assert_eq!(read(":::caution"), note(Some("CAUTION"), ""));
        assert_eq!(read("::: warning 停止します"), note(Some("WARNING"), "停止します"));
        assert_eq!(read(":::note[連絡先]"), note(Some("NOTE"), "連絡先"));
        assert_eq!(read(":::message alert"), note(Some("WARNING"), ""));
        assert_eq!(read(":::details ログの例"), note(None, "ログの例"));
        for line in ["!!! 重要", "!!! warning do not run", "!!!", "???", ":::", "::: column", ":: note", "a ::: note"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
