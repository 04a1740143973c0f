//! A drawn procedure as steps with boxes to tick.

use super::content::Content;
use crate::lang::drawing::{Frame, Row};
use crate::model::{self, Duration};
use crate::syntax::CodeBlock;

impl Content<'_> {
    /// Writes the steps; the text of the document itself is in the original below them.
    pub(super) fn steps(&mut self, block: Option<&model::CodeBlock>, code: &CodeBlock, frames: &[Frame]) {
        let text = code.text.as_str();
        self.html.start("div").attribute("class", "steps");
        if let Some(block) = block {
            self.html.attribute("id", &format!("RBC-{}", block.id));
        }
        self.html.end().line();
        match frames {
            [only] if only.title.is_empty() => self.rows(code, only),
            _ => {
                self.html.open("ol").line();
                for frame in frames {
                    self.html.open("li");
                    self.step_title(text.get(frame.title.clone()).unwrap_or_default());
                    self.rows(code, frame);
                    self.html.close("li").line();
                }
                self.html.close("ol").line();
            }
        }
        self.html.close("div").line();
    }

    /// A title, its time limit where it is seen at once.
    fn step_title(&mut self, title: &str) {
        if title.is_empty() {
            return;
        }
        let limit = Duration::in_brackets(title);
        let name = limit.as_ref().map_or(title, |limit| before_limit(title, &limit.text));
        self.html.start("p").attribute("class", "step-title").end().text(name);
        if let Some(limit) = &limit {
            self.html.text(" ").start("span").attribute("class", "badge").end().text(&limit.text).close("span");
        }
        self.html.close("p").line();
    }

    /// What is to be done, and what is said of it.
    fn rows(&mut self, code: &CodeBlock, frame: &Frame) {
        let said = |place: &std::ops::Range<usize>| code.text.get(place.clone()).unwrap_or_default();
        let mut is_list = false;
        let mut is_item = false;
        for row in &frame.rows {
            match row {
                Row::Item(ticked, place) => {
                    if is_item {
                        self.html.close("li").line();
                    }
                    if !is_list {
                        self.html.start("ul").attribute("class", "tasks").end().line();
                    }
                    (is_list, is_item) = (true, true);
                    self.html.start("li").attribute("class", "task").end().open("label");
                    self.box_of(code.source_span(place.clone()).start, *ticked);
                    self.html.end().open("span").text(said(place)).close("span").close("label");
                }
                Row::Note(place) => {
                    self.html.start("p").attribute("class", "step-note").end().text(said(place)).close("p");
                }
            }
        }
        if is_item {
            self.html.close("li");
        }
        if is_list {
            self.html.close("ul").line();
        }
    }
}

/// A title without the time limit that ends it.
fn before_limit<'t>(title: &'t str, limit: &str) -> &'t str {
    let inner = title.strip_suffix([')', '）']).and_then(|title| title.trim_end().strip_suffix(limit));
    let name = inner.and_then(|title| title.trim_end().strip_suffix(['(', '（'])).map(str::trim_end);
    name.filter(|name| !name.is_empty()).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::before_limit;

    #[test]
    fn a_limit_is_said_once() {
        assert_eq!(before_limit("手順1: 受付（5分以内）", "5分以内"), "手順1: 受付");
        assert_eq!(before_limit("（5分以内）", "5分以内"), "（5分以内）");
        assert_eq!(before_limit("受付（5分以内、夜間は10分）", "5分以内"), "受付（5分以内、夜間は10分）");
        assert_eq!(before_limit("受付 (30分) の後", "30分"), "受付 (30分) の後");
    }
}
