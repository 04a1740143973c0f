//! Code blocks: each line an element of its own, so that a long one wraps with a hanging indent and bears the effect of
//! the command that begins on it.

use std::ops::Range;

use super::colour;
use super::content::Content;
use super::drawing;
use super::fill;
use super::picture;
use super::unit;
use crate::lang::drawing::frames;
use crate::lang::effect::Effect;
use crate::lang::language::is_console;
use crate::lang::{bash, mermaid, sql, windows};
use crate::model;
use crate::source::Span;
use crate::syntax::CodeBlock;

/// Effects of the lines of a block: the strongest of the commands on it, and whether one begins there.
type Marks = Vec<Option<(Effect, bool)>>;

/// Lines of a command that is copied alone, and what is copied where that is not its text.
type Unit = (Range<usize>, Option<String>);

/// What is known of the lines of a block.
#[derive(Default)]
struct Shape<'s> {
    marks: &'s [Option<(Effect, bool)>],
    /// Which of them say what comes out of a command.
    outputs: &'s [bool],
    units: &'s [Unit],
}

impl<'a> Content<'a> {
    pub(super) fn code(&mut self, span: Span, code: &'a CodeBlock) {
        let runbook = self.runbook;
        let at = self.codes.partition_point(|&(start, _)| start < span.start);
        let block = self.codes.get(at).filter(|&&(start, _)| start == span.start);
        let block = block.and_then(|&(_, at)| runbook.code_blocks.get(at));
        let language = block.map_or("", |block| block.language.as_str());
        let effect = block.and_then(|block| block.effect);
        let drawing = drawing::class(language, &code.text);
        if matches!(language, "" | "text")
            && effect.is_none()
            && let Some(frames) = frames(&code.text)
        {
            self.steps(block, code, &frames);
            self.original(span, code, drawing);
            return;
        }
        if language == "mermaid"
            && let Some(diagram) = mermaid::read(&code.text)
        {
            self.diagram(block, &diagram);
            self.original(span, code, None);
            return;
        }
        if let Some(class) = drawing {
            self.picture(span, code, block, class);
            self.original(span, code, drawing);
            return;
        }
        let result = block.is_some_and(|block| self.is_result(block));
        self.html.start("div").attribute("class", if result { "code result" } else { "code" });
        if let Some(block) = block {
            self.html.attribute("id", &format!("RBC-{}", block.id));
        }
        if let Some(effect) = effect {
            self.html.attribute("data-effect", effect.name());
        }
        let pasted = match language {
            "bash" => bash::pasted(&code.text, is_console(&code.info)),
            "sql" => sql::pasted(&code.text),
            "powershell" | "cmd" => windows::pasted(&code.text),
            _ => None,
        };
        if let Some(pasted) = &pasted {
            self.html.attribute("data-copy", pasted);
        }
        self.html.end();
        self.caption(span, code, language, effect, result);
        self.open_code(span, code);
        let marks = block.map(|block| marks(code, block)).unwrap_or_default();
        let outputs = block.map(|block| unit::outputs(code, block)).unwrap_or_default();
        let units = block.map(|block| unit::units(code, block, &outputs)).unwrap_or_default();
        let copy = |text: &str| if language == "bash" { bash::pasted(text, is_console(&code.info)) } else { None };
        let starts: Vec<usize> =
            std::iter::once(0).chain(code.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        // Of a transcript each command is copied as the block is: without its prompt.
        let copies = units.iter().map(|unit| pasted.as_ref().and_then(|_| copy(lines_of(&code.text, &starts, unit))));
        let units: Vec<Unit> = units.iter().cloned().zip(copies).collect();
        let tokens = colour::tokens(language, &code.text);
        let tokens = match block {
            Some(block) if !block.placeholders.is_empty() => fill::mark(language, &code.text, tokens),
            _ => tokens,
        };
        let shape = Shape { marks: &marks, outputs: &outputs, units: &units };
        self.lines(&code.text, &tokens, &shape);
        self.html.close("code").close("pre").close("div").line();
    }

    /// A drawing of characters as one of lines.
    fn picture(&mut self, span: Span, code: &CodeBlock, block: Option<&model::CodeBlock>, class: &'static str) {
        self.html.start("div").attribute("class", "picture");
        if let Some(block) = block {
            self.html.attribute("id", &format!("RBC-{}", block.id));
        }
        // What is wider than a telephone is moved with keys too.
        if drawing::is_wide(class) {
            self.html.attribute("tabindex", "0");
        }
        self.html.end();
        self.caption(span, code, "", None, false);
        let words = self.words;
        picture::write(&mut self.html, &code.text, drawing::fit(class), words.get("drawing"));
        self.html.close("div").line();
    }

    /// What a block was before it became something better to read, a click away.
    pub(super) fn original(&mut self, span: Span, code: &'a CodeBlock, class: Option<&'static str>) {
        self.html.start("details").attribute("class", "original").end();
        self.html.open("summary").text(self.words.get("original")).close("summary").line();
        self.html.start("div").attribute("class", class.unwrap_or("code")).end();
        self.html.start("p").attribute("class", "caption").end().close("p");
        self.open_code(span, code);
        if class.is_some() {
            self.drawn(&code.text)
        } else {
            self.lines(&code.text, &[], &Shape::default())
        }
        self.html.close("code").close("pre").close("div").close("details").line();
    }

    fn open_code(&mut self, span: Span, code: &CodeBlock) {
        self.html.open("pre").start("code");
        let start = code.lines.first().map_or(span.start, |&(_, source)| source);
        self.data_source(Span { start, end: start });
        self.html.end();
    }

    /// Whether a block is what the last command above it must give, with nothing between the two that says so.
    fn is_result(&self, block: &model::CodeBlock) -> bool {
        let at = self.runbook.code_blocks.partition_point(|other| other.span.start < block.span.start);
        let before = at.checked_sub(1).and_then(|at| self.runbook.code_blocks.get(at));
        let expected = before.and_then(|before| before.commands.last()?.expected.as_deref());
        let between =
            before.and_then(|before| self.source.text().get(before.span.end as usize..block.span.start as usize));
        expected == Some(block.text.trim_end()) && between.is_some_and(|between| between.trim().is_empty())
    }

    /// What the site says of the block; a script puts the copy button here.
    fn caption(&mut self, span: Span, code: &CodeBlock, language: &str, effect: Option<Effect>, result: bool) {
        let named = code.info.split_whitespace().next().unwrap_or(language);
        self.html.start("p").attribute("class", "caption").end();
        if result {
            self.html.open("span").text(self.words.get("result")).close("span");
        }
        if !matches!(named, "" | "text" | "txt" | "plaintext") {
            self.html.start("span").attribute("class", "language").end().text(named).close("span");
        }
        if let Some(effect) = effect {
            self.html.start("span").attribute("class", badge(effect)).end();
            self.html.text(self.words.effect(effect)).close("span");
        }
        self.flags_in(span);
        self.html.close("p");
    }

    fn drawn(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            self.html.start("span").attribute("class", "l").end();
            drawing::line(&mut self.html, line);
            self.html.close("span");
        }
    }

    fn lines(&mut self, text: &str, tokens: &[(Range<usize>, &'static str)], shape: &Shape<'_>) {
        let mut start = 0;
        let mut token = 0;
        let mut units = shape.units.iter().peekable();
        for (at, line) in text.split_inclusive('\n').enumerate() {
            if let Some((_, copy)) = units.peek().filter(|(unit, _)| unit.start == at) {
                self.html.start("span").attribute("class", "unit");
                if let Some(copy) = copy {
                    self.html.attribute("data-copy", copy);
                }
                self.html.end();
            }
            let is_output = shape.outputs.get(at).copied().unwrap_or_default();
            self.html.start("span").attribute("class", if is_output { "l output" } else { "l" });
            if let Some(&Some((effect, begins))) = shape.marks.get(at)
                && effect != Effect::ReadOnly
            {
                self.html.attribute("data-effect", effect.name());
                if begins {
                    self.html.attribute("data-badge", self.words.effect(effect));
                }
            }
            self.html.end();
            let end = start + line.len();
            token = self.coloured(text, start..end, tokens, token);
            self.html.close("span");
            if units.next_if(|(unit, _)| unit.end == at + 1).is_some() {
                self.html.close("span");
            }
            start = end;
        }
    }

    /// One line with its tokens, cut where they pass its ends; gives the first token that the next line needs.
    fn coloured(
        &mut self,
        text: &str,
        line: Range<usize>,
        tokens: &[(Range<usize>, &'static str)],
        mut token: usize,
    ) -> usize {
        let mut from = line.start;
        while let Some((range, class)) = tokens.get(token)
            && range.start < line.end
        {
            let (start, end) = (range.start.max(from), range.end.min(line.end));
            if let (Some(plain), Some(word)) = (text.get(from..start), text.get(start..end))
                && start < end
            {
                self.html.text(plain).start("span").attribute("class", class).end().text(word).close("span");
                from = end;
            }
            if range.end > line.end {
                break;
            }
            token += 1;
        }
        self.html.text(text.get(from..line.end).unwrap_or_default());
        token
    }
}

/// Whole lines of a text, by where lines start.
fn lines_of<'t>(text: &'t str, starts: &[usize], lines: &Range<usize>) -> &'t str {
    let place = |line: usize| starts.get(line).copied().unwrap_or(text.len());
    text.get(place(lines.start)..place(lines.end)).unwrap_or_default()
}

pub(super) fn badge(effect: Effect) -> &'static str {
    match effect {
        Effect::ReadOnly => "badge badge-read_only",
        Effect::Unknown => "badge badge-unknown",
        Effect::Changes => "badge badge-changes",
        Effect::Destructive => "badge badge-destructive",
    }
}

/// What the commands and statements of a block do, line by line.
fn marks(code: &CodeBlock, block: &model::CodeBlock) -> Marks {
    let mut marks: Marks = vec![None; code.lines.len()];
    let commands = block.commands.iter().map(|command| (command.span, command.effect));
    let statements = block.statements.iter().map(|statement| (statement.span, statement.effect));
    let line = unit::line_finder(code);
    for (span, effect) in commands.chain(statements) {
        let (first, last) = (line(span.start), line(span.end.saturating_sub(1).max(span.start)));
        for at in first..=last {
            if let Some(mark) = marks.get_mut(at) {
                let begins = at == first;
                *mark = Some(match *mark {
                    // A stronger command on the same line is the one to be warned of.
                    Some((known, known_begins)) if known >= effect => {
                        (known, known_begins || (begins && known == effect))
                    }
                    Some((_, known_begins)) => (effect, known_begins || begins),
                    None => (effect, begins),
                });
            }
        }
    }
    marks
}
