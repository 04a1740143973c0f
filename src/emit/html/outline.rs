//! The list of a document's sections, each below the one that holds it.

use super::writer::Html;
use crate::model::{Form, Section};
use crate::resolve::url;

/// Levels of the list: deeper headings are found by those above them.
const DEPTH: usize = 3;

/// Nested lists of links to the headings; empty where there are none.
pub(in super::super) fn outline(sections: &[Section]) -> String {
    let mut html = Html::default();
    list(sections, DEPTH, &mut html);
    html.into_string()
}

fn list(sections: &[Section], depth: usize, html: &mut Html) {
    let mut shown =
        sections.iter().filter(|section| section.form == Form::Heading && !section.id.is_empty()).peekable();
    if depth == 0 || shown.peek().is_none() {
        return;
    }
    html.open("ol");
    for section in shown {
        html.open("li").start("a").attribute("href", &format!("#{}", url::fragment(&section.id))).end();
        if let Some(number) = &section.number {
            html.start("span").attribute("class", "number").end().text(number).close("span").text(" ");
        }
        html.phrases(&section.title).close("a");
        list(&section.children, depth - 1, html);
        html.close("li");
    }
    html.close("ol");
}
