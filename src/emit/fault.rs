//! What is wrong with a template, in words of ours: the template engine has English ones only.

use tera::ErrorKind;

use crate::diag::Message;

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Its name; empty where no one template is to blame.
    pub template: String,
    /// Line and column, from 1.
    pub place: Option<(usize, usize)>,
    /// What is wrong, in the words of the template engine.
    pub reason: String,
}

impl TemplateFault {
    pub(super) fn new(error: &tera::Error) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateFault {
                template: report.filename().to_owned(),
                place: Some((report.span().start_line, report.span().start_col + 1)),
                reason: report.message().to_owned(),
            },
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                TemplateFault { template: tpl.clone(), place: None, reason: error.to_string() }
            }
            ErrorKind::MissingParent { current, .. } => {
                TemplateFault { template: current.clone(), place: None, reason: error.to_string() }
            }
            _ => TemplateFault::drawn(&error.to_string()),
        }
    }

    /// A fault that comes as a drawing: `error: REASON`, then ` --> NAME:LINE:COLUMN`, then the line.
    fn drawn(text: &str) -> Self {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let reason = first.strip_prefix("error: ").unwrap_or(first).to_owned();
        let place = lines.find_map(|line| line.trim_start().strip_prefix("--> "));
        let mut parts = place.unwrap_or_default().rsplitn(3, ':');
        let mut number = || parts.next().and_then(|part| part.parse().ok());
        let (column, line) = (number(), number());
        TemplateFault { template: parts.next().unwrap_or_default().to_owned(), place: line.zip(column), reason }
    }

    /// The fault in words.
    #[must_use]
    pub fn message(&self) -> Message {
        let place = self.place.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        let reason = self.reason.trim_end_matches('.');
        let mut names = reason.split(['`', '\'']).skip(1).step_by(2);
        let message = match key(reason) {
            "site-template-no-parent" => {
                Message::new("site-template-no-parent").with("name", names.nth(1).unwrap_or_default())
            }
            "site-template-fault" => Message::new("site-template-fault").with("reason", reason),
            key => Message::new(key)
                .with("name", names.next().unwrap_or_default())
                .with("others", reason.rsplit(": ").next().unwrap_or_default()),
        };
        message.with("template", format!("{}{place}", self.template))
    }
}

/// Beginnings of the engine's sentences, and what we say.
const KEYS: &[(&str, &str)] = &[
    ("Variable ", "site-template-no-variable"),
    ("Field ", "site-template-no-field"),
    ("Unknown template ", "site-template-no-template"),
    ("Unknown filter ", "site-template-no-filter"),
    ("Unknown function ", "site-template-no-function"),
    ("Unknown test ", "site-template-no-test"),
    ("Unknown tag", "site-template-no-tag"),
    ("Unexpected end of input", "site-template-ends"),
    ("String opened with ", "site-template-open-string"),
    ("Found ", "site-template-expected"),
    ("Circular ", "site-template-circle"),
];

fn key(reason: &str) -> &'static str {
    if reason.starts_with("Template ") && reason.contains("is inheriting from") {
        return "site-template-no-parent";
    }
    KEYS.iter().find(|(start, _)| reason.starts_with(start)).map_or("site-template-fault", |(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Language;
    use crate::text::Catalogue;

    fn said(template: &str, language: Language) -> String {
        let mut tera = tera::Tera::new();
        let loaded = tera.add_raw_templates(vec![("頁.html", template)]);
        let rendered = loaded.and_then(|()| tera.render("頁.html", &tera::Context::new()));
        Catalogue::new(language).message(&TemplateFault::new(&rendered.unwrap_err()).message())
    }

    #[test]
    fn every_fault_is_said_in_japanese_with_its_place() {
        let cases = [
            ("障害 {{ 名前 }}", "頁.html:1:"),
            ("{{ nope }}", "頁.html:1:4 に誤りがあります: 変数「nope」はありません"),
            ("{% include \"y.html\" %}", "頁.html:1:12 に誤りがあります: テンプレート「y.html」はありません"),
            ("{{ 1 | nofilter }}", "頁.html:1:8 に誤りがあります: フィルター「nofilter」はありません"),
            ("{{ nofn() }}", "頁.html:1:4 に誤りがあります: 関数「nofn」はありません"),
            ("{% extends \"x.html\" %}", "頁.html に誤りがあります: 継承するテンプレート「x.html」はありません"),
            ("{% extends \"頁.html\" %}", "頁.html に誤りがあります: 継承または取り込みが輪になっています"),
            ("{% for a in b %}", "途中で終わっています"),
            ("{% if %}", "「%}」は置けません"),
            ("{{ \"a", "文字列が閉じていません"),
        ];
        for (template, expected) in cases {
            let said = said(template, Language::Japanese);
            assert!(said.contains(expected), "{template}: {said}");
        }
        let said = said("{{ nope }}", Language::English);
        assert_eq!(said, "Template 頁.html:1:4 is wrong: there is no variable “nope”");
    }
}
