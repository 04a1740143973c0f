//! Colours of code. bash and SQL are read by `lang`; a scanner with a few words for each language does the rest: it goes
//! over the text once, whatever it is.

use std::ops::Range;

use crate::lang::{bash, sql};

/// Longer code stays plain.
const LIMIT: usize = 64 << 10;

/// A coloured piece and the class of its element.
type Token = (Range<usize>, &'static str);

/// Coloured pieces in order, none inside another.
pub(super) fn tokens(language: &str, text: &str) -> Vec<Token> {
    if text.len() > LIMIT {
        return Vec::new();
    }
    match language {
        "bash" => bash::tokens(text).into_iter().map(|(range, class)| (range, class.name())).collect(),
        "sql" => sql::tokens(text).into_iter().map(|(range, class)| (range, class.name())).collect(),
        "diff" | "patch" => diff(text),
        _ => match LANGUAGES.iter().find(|known| known.names.contains(&language)) {
            Some(known) => Scanner { text, language: known, at: 0, tokens: Vec::new() }.run(),
            None => Vec::new(),
        },
    }
}

/// What the scanner has to know of a language.
struct Language {
    names: &'static [&'static str],
    /// What opens a remark up to the line's end.
    remarks: &'static [&'static str],
    /// Whether `/* */` is a remark.
    blocks: bool,
    /// Quotes of a string.
    quotes: &'static str,
    /// Words before a colon or an equals sign are names of values.
    keys: bool,
    keywords: &'static [&'static str],
}

const NONE: &[&str] = &[];

const LANGUAGES: &[Language] = &[
    Language {
        names: &["json", "jsonc", "json5"],
        remarks: &["//"],
        blocks: true,
        quotes: "\"",
        keys: true,
        keywords: NONE,
    },
    Language { names: &["yaml"], remarks: &["#"], blocks: false, quotes: "\"'", keys: true, keywords: NONE },
    Language {
        names: &["toml", "ini", "properties", "dotenv", "env", "conf"],
        remarks: &["#", ";"],
        blocks: false,
        quotes: "\"'",
        keys: true,
        keywords: NONE,
    },
    Language {
        names: &["dockerfile", "docker"],
        remarks: &["#"],
        blocks: false,
        quotes: "\"'",
        keys: false,
        keywords: &[
            "ADD",
            "ARG",
            "AS",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR",
        ],
    },
    Language {
        names: &["hcl", "terraform", "tf", "nginx"],
        remarks: &["#", "//"],
        blocks: true,
        quotes: "\"'",
        keys: true,
        keywords: &["data", "location", "module", "output", "provider", "resource", "server", "upstream", "variable"],
    },
    Language {
        names: &["python"],
        remarks: &["#"],
        blocks: false,
        quotes: "\"'",
        keys: false,
        keywords: &[
            "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
            "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "not", "or", "pass",
            "raise", "return", "try", "while", "with", "yield",
        ],
    },
    Language {
        names: &["ruby", "perl", "elixir", "r", "powershell", "ps1"],
        remarks: &["#"],
        blocks: false,
        quotes: "\"'",
        keys: false,
        keywords: &[
            "begin", "class", "def", "do", "else", "elsif", "end", "ensure", "foreach", "function", "if", "module",
            "my", "param", "require", "rescue", "return", "sub", "then", "unless", "use", "while", "yield",
        ],
    },
    Language {
        names: &[
            "javascript",
            "typescript",
            "jsx",
            "tsx",
            "go",
            "java",
            "kotlin",
            "rust",
            "c",
            "cpp",
            "csharp",
            "cs",
            "php",
            "swift",
            "scala",
            "groovy",
            "graphql",
            "proto",
        ],
        remarks: &["//"],
        blocks: true,
        quotes: "\"'`",
        keys: false,
        keywords: &[
            "abstract",
            "as",
            "async",
            "await",
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "default",
            "defer",
            "do",
            "else",
            "enum",
            "export",
            "extends",
            "final",
            "finally",
            "fn",
            "for",
            "from",
            "func",
            "function",
            "go",
            "if",
            "impl",
            "implements",
            "import",
            "in",
            "interface",
            "let",
            "match",
            "mod",
            "mut",
            "namespace",
            "new",
            "package",
            "private",
            "protected",
            "pub",
            "public",
            "return",
            "static",
            "struct",
            "switch",
            "throw",
            "throws",
            "trait",
            "try",
            "type",
            "use",
            "using",
            "val",
            "var",
            "void",
            "while",
        ],
    },
    Language { names: &["css", "scss"], remarks: NONE, blocks: true, quotes: "\"'", keys: true, keywords: NONE },
    Language {
        names: &["promql", "logql", "make", "makefile", "http"],
        remarks: &["#"],
        blocks: false,
        quotes: "\"'",
        keys: false,
        keywords: &[
            "DELETE", "GET", "HEAD", "PATCH", "POST", "PUT", "and", "avg", "by", "count", "max", "min", "or", "sum",
            "unless", "without",
        ],
    },
];

/// Words that are values in most languages.
const CONSTANTS: [&str; 13] =
    ["true", "false", "null", "nil", "None", "True", "False", "undefined", "yes", "no", "on", "off", "NaN"];

struct Scanner<'a> {
    text: &'a str,
    language: &'static Language,
    at: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn run(mut self) -> Vec<Token> {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            let start = self.at;
            if self.remark() {
                self.push(start, "comment");
            } else if self.language.quotes.as_bytes().contains(&byte) && !self.inside_word() {
                self.string(byte);
                let key = self.language.keys && self.before_colon(false);
                self.push(start, if key { "option" } else { "string" });
            } else if byte.is_ascii_digit() {
                self.skip(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'));
                self.push(start, "number");
            } else if is_word(byte) {
                self.word(start);
            } else if byte == b'$' {
                self.at += 1;
                self.skip(|byte| is_word(byte) || matches!(byte, b'{' | b'}'));
                if self.at > start + 1 {
                    self.push(start, "variable");
                }
            } else {
                self.at += 1;
            }
        }
        self.tokens
    }

    fn push(&mut self, start: usize, class: &'static str) {
        self.tokens.push((start..self.at, class));
    }

    fn skip(&mut self, holds: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|&&byte| holds(byte)).count();
    }

    fn previous(&self) -> Option<u8> {
        self.at.checked_sub(1).and_then(|at| self.text.as_bytes().get(at)).copied()
    }

    /// An apostrophe in a word opens no string.
    fn inside_word(&self) -> bool {
        self.previous().is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
    }

    fn rest_of_line(&mut self) {
        self.skip(|byte| byte != b'\n');
    }

    fn remark(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        if self.language.blocks && rest.starts_with(b"/*") {
            let end = self.text.get(self.at + 2..).and_then(|inner| inner.find("*/"));
            self.at = end.map_or(self.text.len(), |end| self.at + end + 4);
            return true;
        }
        let opens = self.language.remarks.iter().any(|mark| rest.starts_with(mark.as_bytes()));
        // `a#b` and `https://` are none.
        if !opens || self.previous().is_some_and(|byte| !byte.is_ascii_whitespace() && !b"{}[](),;".contains(&byte)) {
            return false;
        }
        self.rest_of_line();
        true
    }

    fn string(&mut self, quote: u8) {
        self.at += 1;
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 1,
                b'\n' if quote != b'`' => return,
                _ if byte == quote => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
        // Behind a backslash at the end, or in the middle of a character behind one.
        self.at = self.at.min(bytes.len());
    }

    fn word(&mut self, start: usize) {
        let joins = self.language.keys;
        self.skip(|byte| is_word(byte) || byte.is_ascii_digit() || (joins && matches!(byte, b'-' | b'.' | b'/')));
        let word = &self.text.as_bytes()[start..self.at];
        let is = |known: &&str| known.as_bytes() == word;
        if self.language.keywords.iter().any(is) {
            self.push(start, "keyword");
        } else if self.language.keys && self.before_colon(true) {
            self.push(start, "option");
        } else if CONSTANTS.iter().any(is) {
            self.push(start, "constant");
        } else if !self.language.keys && self.text.as_bytes().get(self.at) == Some(&b'(') {
            self.push(start, "function");
        }
    }

    /// Whether a name of a value ends here: `key:`, `key =`.
    fn before_colon(&self, equals: bool) -> bool {
        let mut rest = self.text.as_bytes()[self.at..].iter().copied().skip_while(|byte| *byte == b' ');
        match rest.next() {
            Some(b':') => rest.next().is_none_or(|byte| byte.is_ascii_whitespace() || b"[{\"".contains(&byte)),
            Some(b'=') => equals,
            _ => false,
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

fn diff(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let class = match line.as_bytes().first() {
            Some(b'+') => "inserted",
            Some(b'-') => "deleted",
            Some(b'@') => "comment",
            _ => "",
        };
        if !class.is_empty() {
            tokens.push((start..start + line.trim_end().len(), class));
        }
        start += line.len();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(language: &str, text: &str) -> Vec<(String, &'static str)> {
        tokens(language, text).into_iter().map(|(range, class)| (text[range].to_owned(), class)).collect()
    }

    #[test]
    fn yaml_and_json() {
        let yaml = coloured(
            "yaml",
            "groups: # 監視\n  - alert: HighErrorRate\n    for: 5m\n    url: http://a/#b\n    on: true\n",
        );
        let expected = [
            ("groups", "option"),
            ("# 監視", "comment"),
            ("alert", "option"),
            ("for", "option"),
            ("5m", "number"),
            ("url", "option"),
            ("on", "option"),
            ("true", "constant"),
        ];
        assert_eq!(yaml, expected.map(|(text, class)| (text.to_owned(), class)));
        let json = coloured("json", r#"{"名前": "値\"", "n": -1.5, "x": null}"#);
        let expected = [
            ("\"名前\"", "option"),
            ("\"値\\\"\"", "string"),
            ("\"n\"", "option"),
            ("1.5", "number"),
            ("\"x\"", "option"),
            ("null", "constant"),
        ];
        assert_eq!(json, expected.map(|(text, class)| (text.to_owned(), class)));
    }

    #[test]
    fn any_text_gives_ordered_pieces_on_character_boundaries() {
        let nasty = "\"\\あ 'é' /* 𠮷 # $ ${あ} <!-- \\";
        for language in LANGUAGES.iter().flat_map(|language| language.names).chain(&["diff", "bash", "sql"]) {
            for cut in nasty.char_indices().map(|(at, _)| at) {
                let text = &nasty[cut..];
                let mut end = 0;
                for (range, _) in tokens(language, text) {
                    assert!(range.start >= end && range.end <= text.len(), "{language}: {text}");
                    assert!(text.get(range.clone()).is_some(), "{language}: {text}: {range:?}");
                    end = range.end;
                }
            }
        }
    }

    #[test]
    fn no_text_is_slow() {
        for unit in ["\"", "/*", "a:", "#", "${", "'a"] {
            let text = unit.repeat(LIMIT / unit.len());
            assert!(tokens("yaml", &text).len() <= text.len());
            assert!(tokens("javascript", &text).len() <= text.len());
        }
    }
}
