//! Reads the Markdown files of cases: one heading is one case, fences of four backticks are its parts.

use std::collections::HashSet;

/// A file of cases.
pub(crate) struct CaseFile {
    /// `lower/severity`
    pub(crate) name: String,
    /// Its lines, line ends kept.
    pub(crate) lines: Vec<String>,
    pub(crate) cases: Vec<Case>,
}

/// One case, or the reason why it is none.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// Path of headings.
    pub(crate) name: String,
    /// Line of the heading, 1-based.
    pub(crate) line: usize,
    /// Files of the project, in order.
    pub(crate) sources: Vec<Source>,
    /// The text of rbc.yaml.
    pub(crate) config: Option<String>,
    pub(crate) expectations: Vec<Expectation>,
    pub(crate) faults: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// Within the content root.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Diagnostics, one a line.
    Diagnostics,
    /// Records of the JSON model.
    Model(Query),
    /// A file of the site.
    Artifact(String),
}

/// `expect model LIST [FIELD…] [in PATH]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    /// `code_blocks.commands`
    pub(crate) list: String,
    /// Fields to print; all where there is none.
    pub(crate) fields: Vec<String>,
    /// The document; the case's first where it is not named.
    pub(crate) document: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Expectation {
    pub(crate) wanted: Wanted,
    pub(crate) text: String,
    /// Lines of the fence's body, as indices into the file's lines.
    pub(crate) body: std::ops::Range<usize>,
}

const FENCE: &str = "````";

/// Reads a file of cases.
pub(crate) fn read(name: &str, text: &str) -> CaseFile {
    let lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let mut reader = Reader { file: name, lines: &lines, at: 0, path: Vec::new(), cases: Vec::new() };
    reader.read();
    let cases = reader.finish();
    CaseFile { name: name.to_owned(), lines, cases }
}

struct Reader<'a> {
    file: &'a str,
    lines: &'a [String],
    at: usize,
    /// Level and title of the headings around the line.
    path: Vec<(usize, String)>,
    cases: Vec<(usize, Case)>,
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some(line) = self.lines.get(self.at) {
            let line = line.trim_end();
            let level = line.bytes().take_while(|&byte| byte == b'#').count();
            if (1..=6).contains(&level) && line[level..].starts_with(' ') {
                self.heading(level, line[level..].trim());
            } else if line.starts_with("```") {
                self.fence(line.to_owned());
            }
            self.at += 1;
        }
    }

    fn heading(&mut self, level: usize, title: &str) {
        self.path.retain(|(above, _)| *above < level);
        self.path.push((level, title.to_owned()));
        // The first heading of a file is its title and stands in no name.
        let titles: Vec<&str> = self.path.iter().filter(|(level, _)| *level > 1).map(|(_, title)| &**title).collect();
        let name = format!("{} > {}", self.file, titles.join(" > "));
        let case = Case {
            name,
            line: self.at + 1,
            sources: Vec::new(),
            config: None,
            expectations: Vec::new(),
            faults: Vec::new(),
        };
        self.cases.push((level, case));
    }

    fn fence(&mut self, line: String) {
        let start = self.at + 1;
        let length = self.lines[start..].iter().position(|line| line.trim_end() == FENCE);
        let end = length.map_or(self.lines.len(), |length| start + length);
        let body: String = self.lines[start..end].concat();
        self.at = end;
        let Some((_, case)) = self.cases.last_mut() else {
            panic!("{}.md:{start}: a fence before the first heading", self.file);
        };
        if length.is_none() {
            case.faults.push(format!("line {start}: the fence is not closed"));
        }
        match line.strip_prefix(FENCE).filter(|info| !info.starts_with('`')) {
            Some(info) => case.part(info, body, start..end),
            None => case.faults.push(format!("line {start}: fences of a case have four backticks: {line}")),
        }
    }

    /// Headings that hold other headings and no fence are groups, all others are cases.
    fn finish(self) -> Vec<Case> {
        let levels: Vec<usize> = self.cases.iter().map(|(level, _)| *level).collect();
        let mut names = HashSet::new();
        let mut cases = Vec::new();
        for (at, (level, mut case)) in self.cases.into_iter().enumerate() {
            let holds_more = levels.get(at + 1).is_some_and(|next| *next > level);
            let empty = case.sources.is_empty() && case.expectations.is_empty() && case.faults.is_empty();
            if empty && (holds_more || level == 1) {
                continue;
            }
            if case.sources.is_empty() && case.config.is_none() {
                case.faults.push("no `runbook`".to_owned());
            }
            if case.expectations.is_empty() {
                case.faults.push("no `expect`".to_owned());
            }
            if !names.insert(case.name.clone()) {
                case.faults.push("another case has this name".to_owned());
            }
            cases.push(case);
        }
        cases
    }
}

impl Case {
    fn part(&mut self, info: &str, body: String, lines: std::ops::Range<usize>) {
        let words: Vec<&str> = info.split_whitespace().collect();
        match words.as_slice() {
            ["runbook", rest @ ..] => self.source(rest, body, lines.start),
            ["config"] if self.config.is_none() => self.config = Some(body),
            ["expect"] => self.expect(Wanted::Diagnostics, body, lines),
            ["expect", "model", list, rest @ ..] => {
                let query = Query::new(list, rest);
                self.expect(Wanted::Model(query), body, lines);
            }
            ["expect", artifact] if *artifact != "model" => {
                self.expect(Wanted::Artifact((*artifact).to_owned()), body, lines);
            }
            _ => self.faults.push(format!("line {}: unknown words: {info}", lines.start)),
        }
    }

    fn source(&mut self, words: &[&str], body: String, line: usize) {
        let (path, escaped) = match words {
            [] => ("runbook.md", false),
            ["escaped"] => ("runbook.md", true),
            [path] => (*path, false),
            [path, "escaped"] => (*path, true),
            _ => return self.faults.push(format!("line {line}: unknown words: runbook {}", words.join(" "))),
        };
        let bytes = if escaped { unescape(&body) } else { Ok(body.into_bytes()) };
        match bytes {
            Ok(bytes) => self.sources.push(Source { path: path.to_owned(), bytes }),
            Err(fault) => self.faults.push(format!("line {line}: {fault}")),
        }
    }

    fn expect(&mut self, wanted: Wanted, text: String, body: std::ops::Range<usize>) {
        if self.expectations.iter().any(|other| other.wanted == wanted) {
            self.faults.push(format!("line {}: expected twice: {wanted:?}", body.start));
        }
        self.expectations.push(Expectation { wanted, text, body });
    }
}

impl Query {
    fn new(list: &str, words: &[&str]) -> Query {
        let (words, document) = match words {
            [words @ .., "in", path] => (words, Some((*path).to_owned())),
            words => (words, None),
        };
        let fields = words.iter().map(|word| (*word).to_owned()).collect();
        Query { list: list.to_owned(), fields, document }
    }
}

/// `\r`, `\n`, `\t`, `\\`, `\u{feff}` and `\xff`; the last line end is taken off, so that a text can end without one.
fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text.strip_suffix('\n').unwrap_or(text);
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let tail = &rest[at + 1..];
        let fault = || format!("unknown escape: \\{}", tail.chars().take(6).collect::<String>());
        let used = match tail.chars().next().ok_or_else(fault)? {
            'r' => push(&mut bytes, b"\r"),
            'n' => push(&mut bytes, b"\n"),
            't' => push(&mut bytes, b"\t"),
            '\\' => push(&mut bytes, b"\\"),
            'x' => {
                let digits = tail.get(1..3).ok_or_else(fault)?;
                bytes.push(u8::from_str_radix(digits, 16).map_err(|_| fault())?);
                3
            }
            'u' => {
                let digits = tail[1..].strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or_else(fault)?.0;
                let code = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).ok_or_else(fault)?;
                bytes.extend_from_slice(code.encode_utf8(&mut [0; 4]).as_bytes());
                digits.len() + 3
            }
            _ => return Err(fault()),
        };
        rest = &tail[used..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

fn push(bytes: &mut Vec<u8>, what: &[u8]) -> usize {
    bytes.extend_from_slice(what);
    1
}

/// What differs, if anything does.
pub(crate) type Check = fn() -> Result<(), String>;

/// Checks of the reader itself: it runs without a harness, so they run as trials beside the cases.
pub(crate) fn self_checks() -> Vec<(&'static str, Check)> {
    fn same<T: PartialEq + std::fmt::Debug>(left: T, right: T) -> Result<(), String> {
        if left == right { Ok(()) } else { Err(format!("{left:?}\n is not\n{right:?}")) }
    }
    vec![
        ("escapes", || {
            same(unescape("a\\r\\n\\u{feff}\\xff\\\\あ\n"), Ok(b"a\r\n\xef\xbb\xbf\xff\\\xe3\x81\x82".to_vec()))?;
            same(unescape("\\q").is_err(), true)
        }),
        ("faults", || {
            let faults =
                |text: &str| read("x", text).cases.into_iter().flat_map(|case| case.faults).collect::<Vec<_>>();
            same(faults("## a\n````runbook\n```\n````\n````expect\n````\n"), vec![])?;
            same(faults("## a\n````runbook\n````\n"), vec!["no `expect`".to_owned()])?;
            same(faults("## a\n````runbook\n````\n````expect\n").len(), 1)?;
            same(faults("## a\n````runbok\n````\n````expect\n````\n").len(), 2)?;
            same(faults("## a\n```runbook\n````\n````expect\n````\n").len(), 2)?;
            same(faults("## a\n\ntext\n").len(), 2)
        }),
        ("names", || {
            let text = "# 表\n## 一\n### 二\n````runbook b.md\n````\n````expect model a.b c in b.md\n````\n";
            let file = read("lower/x", text);
            same(file.cases.len(), 1)?;
            same(&*file.cases[0].name, "lower/x > 一 > 二")?;
            let query =
                Query { list: "a.b".to_owned(), fields: vec!["c".to_owned()], document: Some("b.md".to_owned()) };
            same(&file.cases[0].expectations[0].wanted, &Wanted::Model(query))
        }),
    ]
}
