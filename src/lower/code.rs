//! Code blocks read, and commands in code spans of prose.

use crate::config::Config;
use crate::lang::bash::{self, Script};
use crate::lang::effect::{Effect, Table};
use crate::lang::language;
use crate::lang::placeholder::{Context, Found as Placeholder, find};
use crate::lang::sql::{self, Dialect};
use crate::model::{self, Defect, DefectKind, InlineCommand};
use crate::source::Span;
use crate::syntax::{Block, BlockKind, CodeBlock, Document, Inline, InlineKind, Prose, walk};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// A syntax error in a code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Id of the block.
    pub block: String,
    /// `bash` or `sql`.
    pub language: &'static str,
    /// Where.
    pub span: Span,
    /// The parser's words.
    pub message: String,
}

/// The code of one document, and what reading it depends on.
pub(crate) struct Reader<'a> {
    effects: &'a Table,
    dialect: Option<Dialect>,
    blocks: Vec<Found<'a>>,
    /// Variables that the document sets.
    pub(crate) defined: BTreeSet<String>,
    section_at: &'a dyn Fn(u32) -> String,
    /// Whether the strict parsers are asked too: they take longer than all the rest.
    judged: bool,
}

/// A block, with the placeholders of its text.
type ReadBlock = (model::CodeBlock, Vec<Placeholder>);

/// A block with what stands right in front of it.
struct Found<'d> {
    code: &'d CodeBlock,
    span: Span,
    /// The line of prose directly before it, where one is.
    lead: Option<&'d [Inline]>,
    /// Whether another code block stands directly before it.
    follows_code: bool,
}

/// Every code block of a document in source order, also those in lists, quotes, details and footnotes.
#[must_use]
pub fn read_blocks(
    document: &Document,
    source: &str,
    config: &Config,
    section_at: &dyn Fn(u32) -> String,
) -> Vec<model::CodeBlock> {
    let effects = effects(config);
    Reader::new(&effects, config, document, section_at).read(source).into_iter().map(|(block, _)| block).collect()
}

/// [`read_blocks`] with the syntax errors of bash and SQL.
#[must_use]
pub fn read_blocks_with_faults(
    document: &Document,
    source: &str,
    config: &Config,
    section_at: &dyn Fn(u32) -> String,
) -> (Vec<model::CodeBlock>, Vec<Fault>) {
    let effects = effects(config);
    let mut reader = Reader::new(&effects, config, document, section_at);
    reader.judged = true;
    let mut faults = Vec::new();
    let blocks = reader.read_with(source, &mut faults);
    (blocks.into_iter().map(|(block, _)| block).collect(), faults)
}

/// What programs do, with what the configuration says of them.
pub(crate) fn effects(config: &Config) -> Cow<'static, Table> {
    if config.effects.is_empty() { Cow::Borrowed(Table::built_in()) } else { Cow::Owned(Table::with(&config.effects)) }
}

fn collect<'d>(blocks: &'d [Block], found: &mut Vec<Found<'d>>) {
    let mut lead: Option<&'d [Inline]> = None;
    let mut follows_code = false;
    for block in blocks {
        match &block.kind {
            BlockKind::Code(code) => {
                found.push(Found { code, span: block.span, lead: lead.take(), follows_code });
                follows_code = true;
                continue;
            }
            BlockKind::Paragraph(content) => {
                lead = Some(content);
                follows_code = follows_code && is_result(&plain(content));
                continue;
            }
            BlockKind::Comment(_) => continue,
            BlockKind::Quote(_, inner) | BlockKind::Details(_, inner) | BlockKind::Footnote(_, _, inner) => {
                collect(inner, found)
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| collect(&item.blocks, found)),
            _ => {}
        }
        lead = None;
        follows_code = false;
    }
}

fn plain(content: &[Inline]) -> String {
    Prose::new(content, "").text
}

/// A line that announces what comes out (期待される結果:).
fn is_result(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '：', '。']).trim();
    let text = text.split(['（', '(']).next().unwrap_or(text).trim();
    const RESULTS: [&str; 28] = [
        "期待値",
        "期待される結果",
        "期待される出力",
        "期待される応答",
        "期待結果",
        "期待出力",
        "期待する結果",
        "期待される値",
        "期待されるレスポンス",
        "結果の例",
        "結果例",
        "出力例",
        "出力の例",
        "実行結果",
        "実行例の出力",
        "レスポンス例",
        "応答例",
        "出力",
        "結果",
        "レスポンス",
        "expected",
        "expected output",
        "expected result",
        "expected response",
        "output",
        "example output",
        "response",
        "sample output",
    ];
    RESULTS.iter().any(|result| result.eq_ignore_ascii_case(text))
}

/// Gives the text of an output block to the last command before it.
fn expect(one: &Found, block: &model::CodeBlock, source: &str, blocks: &mut [ReadBlock]) {
    let output = block.commands.is_empty()
        && block.statements.is_empty()
        && matches!(block.language.as_str(), "text" | "json" | "yaml" | "http");
    let behind = || one.follows_code && one.lead.is_none() && block.info.is_empty();
    let announced = || one.lead.is_some_and(|content| is_result(&Prose::new(content, source).text));
    if !output || !(behind() || announced()) {
        return;
    }
    if let Some(command) = blocks.last_mut().and_then(|(before, _)| before.commands.last_mut())
        && command.expected.is_none()
    {
        command.expected = Some(block.text.trim_end().to_owned());
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        effects: &'a Table,
        config: &Config,
        document: &'a Document,
        section_at: &'a dyn Fn(u32) -> String,
    ) -> Self {
        let mut blocks = Vec::new();
        collect(&document.blocks, &mut blocks);
        let mut defined = BTreeSet::new();
        for one in &blocks {
            bash::add_defined_variables(&one.code.text, &mut defined);
        }
        let dialect = config.dialect.as_deref().and_then(Dialect::from_name);
        Reader { effects, dialect, blocks, defined, section_at, judged: false }
    }

    /// Every block, with the placeholders of its text.
    pub(crate) fn read(&self, source: &str) -> Vec<ReadBlock> {
        self.read_with(source, &mut Vec::new())
    }

    fn read_with(&self, source: &str, faults: &mut Vec<Fault>) -> Vec<ReadBlock> {
        let mut blocks: Vec<ReadBlock> = Vec::with_capacity(self.blocks.len());
        for one in &self.blocks {
            let id = format!("code-{}", blocks.len() + 1);
            let read = self.block(id, one, faults);
            expect(one, &read.0, source, &mut blocks);
            blocks.push(read);
        }
        blocks
    }

    /// Every block as written, in the order of [`Reader::read`].
    pub(crate) fn written(&self) -> impl Iterator<Item = &'a CodeBlock> {
        self.blocks.iter().map(|one| one.code)
    }

    /// Commands in the code spans of a run of inlines.
    pub(crate) fn inline(&self, content: &[Inline], source: &str, found: &mut Vec<InlineCommand>) {
        spans(content, &mut |code, span| self.span(code, span, source, found));
    }

    fn options(&self, console: bool) -> bash::Options<'_> {
        bash::Options { effects: self.effects, console, judged: self.judged, dialect: self.dialect }
    }

    fn block(&self, id: String, one: &Found, faults: &mut Vec<Fault>) -> ReadBlock {
        let code = one.code;
        let language = language::judge(&code.info, &code.text);
        let mut block = model::CodeBlock {
            id,
            section: (self.section_at)(one.span.start),
            info: code.info.clone(),
            text: code.text.clone(),
            span: one.span,
            ..model::CodeBlock::default()
        };
        let map = |range: Range<usize>| code.source_span(range);
        let mut fault = |language, offset: usize, message: String| {
            let end =
                code.text[offset.min(code.text.len())..].chars().next().map_or(offset, |next| offset + next.len_utf8());
            faults.push(Fault { block: block.id.clone(), language, span: code.source_span(offset..end), message });
        };
        match language.as_str() {
            "bash" => {
                let Script { commands, fault: refused, hazards, mistake, outputs, .. } =
                    bash::read(&code.text, &self.options(language::is_console(&code.info)));
                block.defects = defects(code, mistake, hazards);
                block.outputs = outputs.into_iter().map(map).collect();
                block.outputs.sort_unstable_by_key(|span| span.start);
                if let Some(refused) = refused {
                    fault("bash", refused.offset, refused.message);
                }
                block.commands = commands.into_iter().map(|command| self.command(command, &code.text, &map)).collect();
            }
            "sql" => {
                // A block that is marked as one database's is its, whatever the project speaks else.
                let label = code.info.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
                let dialect = Dialect::from_name(label).or(self.dialect);
                let statements = if self.judged {
                    let read = sql::read(&code.text, dialect);
                    if let Some(refused) = read.fault {
                        fault("sql", refused.offset, refused.message);
                    }
                    read.statements
                } else {
                    sql::statements(&code.text, dialect)
                };
                block.statements = statements.into_iter().map(|one| statement(one, &code.text, &map)).collect();
                block.defects = defects_of_sql(code, dialect);
            }
            _ => {}
        }
        block.effect = block
            .commands
            .iter()
            .map(|command| command.effect)
            .chain(block.statements.iter().map(|statement| statement.effect))
            // What was not read may do anything.
            .chain(block.defects.iter().filter_map(Defect::unread).map(|_| Effect::Unknown))
            .max();
        let placeholders = find(&code.text, Context::Code(&language), &self.defined);
        block.placeholders = names(&placeholders);
        block.language = language;
        (block, placeholders)
    }

    fn command(&self, read: bash::Command, text: &str, map: &dyn Fn(Range<usize>) -> Span) -> model::Command {
        let written = text.get(read.range.clone()).unwrap_or("");
        model::Command {
            text: written.to_owned(),
            program: read.program,
            path: read.path,
            effect: read.effect,
            description: read.description,
            expected: read.expected,
            placeholders: names(&find(written, Context::Code("bash"), &self.defined)),
            sql: read.sql.into_iter().map(|one| statement(one, text, map)).collect(),
            span: map(read.range),
        }
    }

    /// Commands of a code span.
    fn span(&self, code: &str, span: Span, source: &str, found: &mut Vec<InlineCommand>) {
        if !is_inline_command(code, self.effects) {
            return;
        }
        let Some(at) = source.get(span.range()).and_then(|outer| outer.find(code)) else { return };
        let start = span.start as usize + at;
        let map = |range: Range<usize>| Span::new(start + range.start, start + range.end);
        for command in bash::read(code, &self.options(false)).commands {
            let command = self.command(command, code, &map);
            found.push(InlineCommand { command, section: (self.section_at)(span.start) });
        }
    }
}

/// Defects of shell code.
fn defects(code: &CodeBlock, mistake: Option<bash::Mistake>, hazards: Vec<bash::Hazard>) -> Vec<Defect> {
    let mistake =
        mistake.map(|mistake| Defect { span: code.source_span(mistake.range), kind: DefectKind::Shell(mistake.kind) });
    let hazards = hazards.into_iter().map(|hazard| {
        let kind = match hazard.kind {
            bash::HazardKind::Sql(kind) => DefectKind::Sql(kind),
            bash::HazardKind::UnknownColumn(column) => DefectKind::Column(column),
            kind => DefectKind::Hazard(kind),
        };
        Defect { span: code.source_span(hazard.range), kind }
    });
    mistake.into_iter().chain(hazards).collect()
}

fn defects_of_sql(code: &CodeBlock, dialect: Option<Dialect>) -> Vec<Defect> {
    let mistakes = sql::mistakes(&code.text, dialect, false).into_iter();
    let mistakes = mistakes.map(|one| Defect { span: code.source_span(one.range), kind: DefectKind::Sql(one.kind) });
    let columns = sql::unknown_columns(&code.text, dialect).into_iter();
    let columns =
        columns.map(|one| Defect { span: code.source_span(one.range.clone()), kind: DefectKind::Column(one) });
    mistakes.chain(columns).collect()
}

/// Names of placeholders, each once, in order.
fn names(found: &[Placeholder]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for one in found {
        if seen.insert(one.name.as_str()) {
            names.push(one.name.clone());
        }
    }
    names
}

fn statement(read: sql::Statement, text: &str, map: &dyn Fn(Range<usize>) -> Span) -> model::Statement {
    model::Statement {
        text: sql::without_prompts(text.get(read.range.clone()).unwrap_or("")).into_owned(),
        kind: read.kind,
        tables: read.tables,
        effect: read.effect,
        bounded: read.bounded,
        span: map(read.range),
    }
}

/// Commands in code spans of prose and of steps, in source order.
#[must_use]
pub fn inline_commands(
    document: &Document,
    source: &str,
    config: &Config,
    section_at: &dyn Fn(u32) -> String,
) -> Vec<InlineCommand> {
    let effects = effects(config);
    let reader = Reader::new(&effects, config, document, section_at);
    let mut found = Vec::new();
    walk::each(&document.blocks, &mut |content, _| reader.inline(content, source, &mut found));
    found
}

fn spans(content: &[Inline], act: &mut dyn FnMut(&str, Span)) {
    for inline in content {
        match &inline.kind {
            InlineKind::Code(code) => act(code, inline.span),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Element(_, content)
            | InlineKind::Link { content, .. } => spans(content, act),
            _ => {}
        }
    }
}

/// Words behind a program's name that make a sentence or a version of it.
const PROSE: [&str; 12] = ["is", "and", "or", "to", "the", "for", "=", ":", "->", "=>", "v1", "failed"];

/// A code span that an operator could run: a known program with arguments, and no name, path or message.
fn is_inline_command(code: &str, effects: &Table) -> bool {
    let code = code.trim().trim_start_matches("$ ");
    let mut words = code.split_whitespace();
    let mut program = words.next().unwrap_or("");
    if program == "sudo" {
        program = words.next().unwrap_or("");
    }
    let Some(first) = words.next() else { return false };
    let known = effects.knows(program) || (program.starts_with("./") && program.ends_with(".sh"));
    if !known || PROSE.contains(&first) || first.starts_with(['(', '=', '（', '→']) || program == "[" || program == "."
    {
        return false;
    }
    if code.contains(['。', '、']) || program.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    // A version, a choice.
    let version =
        first.trim_start_matches('v').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && first.contains('.');
    if version || code.contains(" / ") {
        return false;
    }
    let optioned = code.split_whitespace().any(|word| word.starts_with('-') && word.len() > 1);
    let verdict = effects.judge(program, &code.split_whitespace().skip(1).collect::<Vec<_>>());
    if language::is_english(program) {
        return optioned || first.contains(['/', '$', '"', '\'', '*', '<']);
    }
    // Other programs need a sub-command that is known, or arguments that look like some.
    optioned
        || first.contains(['/', '.', '<', '$', '"', '\'', '{', '*', '%', ':'])
        || !verdict.path.is_empty()
        || verdict.effect != Effect::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Bounds, parse};

    fn blocks(text: &str) -> Vec<model::CodeBlock> {
        let (document, _) = parse(text, Bounds::default());
        read_blocks(&document, text, &Config::default(), &|_| String::new())
    }

    #[test]
    fn blocks_in_lists_and_quotes_have_their_places_in_the_file() {
        let text = "1. 確認\n   ```bash\n   # 稼働確認\n   kubectl get pods \\\n     -n 本番\n   ```\n\n> ```sql\n> SELECT * FROM 予約;\n> ```\n";
        let found = blocks(text);
        assert_eq!(found.iter().map(|block| block.id.as_str()).collect::<Vec<_>>(), ["code-1", "code-2"]);
        let command = &found[0].commands[0];
        assert!(text[command.span.range()].starts_with("kubectl get") && text[command.span.range()].ends_with("本番"));
        assert_eq!(command.description.as_deref(), Some("稼働確認"));
        assert_eq!(&text[found[1].statements[0].span.range()], "SELECT * FROM 予約;");
    }

    #[test]
    fn an_output_block_behind_says_what_is_expected() {
        let text = "```bash\ncurl -s https://a.test/health\n```\n\n期待される結果:\n\n```json\n{\"status\": \"ok\"}\n```\n\n```bash\nuptime\n```\n\n```\nup 3 days\n```\n\n別の話。\n\n```\nメモ\n```\n";
        let found = blocks(text);
        assert_eq!(found[0].commands[0].expected.as_deref(), Some("{\"status\": \"ok\"}"));
        assert_eq!(found[2].commands[0].expected.as_deref(), Some("up 3 days"));
    }

    #[test]
    fn code_spans_that_can_be_run_are_commands() {
        let text = "`docker system prune -f` を実行し、`docker` と `/etc/hosts`、`git diff` を見る。`make sure` と `curl 8.5.0` は違う。\n";
        let (document, _) = parse(text, Bounds::default());
        let found = inline_commands(&document, text, &Config::default(), &|_| "節".to_owned());
        let texts: Vec<&str> = found.iter().map(|one| &text[one.command.span.range()]).collect();
        assert_eq!(texts, ["docker system prune -f", "git diff"]);
        assert_eq!(found[0].command.effect, Effect::Destructive);
    }

    #[test]
    fn a_mistake_is_a_fault_at_its_place() {
        let text = "文\n\n```sql\nSELECT * FORM 予約;\n```\n";
        let (document, _) = parse(text, Bounds::default());
        let (found, faults) = read_blocks_with_faults(&document, text, &Config::default(), &|_| String::new());
        assert_eq!((found[0].statements.len(), faults.len()), (1, 1));
        assert!(faults[0].span.start as usize >= text.find("SELECT").unwrap());
    }
}
