//! Whether lines are shell code.

use super::content::lines;
use crate::lang::effect::Table;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Programs whose names are words of plain English: alone they make no shell code.
const ENGLISH: &str = " more less most find sort cut paste join head tail make test time date watch install open service \
 history clear help read start stop status top last who write wait which file host script screen split touch patch \
 source type command true false yes jobs print info code task just batch at init mail port serve next set local exit \
 return break continue export sync fold look rename link alias trap shift let umask hash go run node sum strings invoke \
 fly step at perf less snap safety black cat kind act goose flow record rich route lock wall route expand column locate stat ";

/// Whether a program's name is a word of plain English.
pub(super) fn is_english(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| ENGLISH.split_ascii_whitespace().collect());
    WORDS.contains(word)
}

/// Whether the lines are shell code. `labelled` blocks need one command, others must be commands through and through.
pub(super) fn is_bash(text: &str, labelled: bool) -> bool {
    let (mut strong, mut weak, mut other) = (0usize, 0usize, 0usize);
    let mut continues = false;
    let mut heredoc: Option<&str> = None;
    let mut prompts = false;
    let mut quotes = 0usize;
    for line in lines(text) {
        if let Some(word) = heredoc {
            if line == word {
                heredoc = None;
            }
            continue;
        }
        let was_open = continues || quotes % 2 == 1;
        quotes += line.matches('"').count();
        if was_open {
            continues = line.ends_with('\\');
            continue;
        }
        let (line, prompt) = line.strip_prefix("$ ").map_or((line, false), |line| (line, true));
        prompts |= prompt;
        if line.starts_with('#') {
            quotes = 0;
            continue;
        }
        continues = line.ends_with(['\\', '|']) || line.ends_with("&&");
        heredoc = line.find("<<").map(|at| line[at + 2..].trim_start_matches(['-', ' ', '\'', '"']));
        heredoc = heredoc
            .map(|word| word.split(['\'', '"', ' ']).next().unwrap_or(""))
            .filter(|word| !word.is_empty() && !word.starts_with('<'));
        match strength(line) {
            _ if prompts && !prompt => {}
            Strength::Strong => strong += 1,
            Strength::Weak => weak += 1,
            Strength::None => other += 1,
        }
        if labelled && strong + weak > 0 {
            return true;
        }
    }
    if labelled {
        return false;
    }
    // Output of a command may follow a prompt; without one every line is a command.
    strong > 0 && other == 0 || (prompts && strong + weak > 0 && other == 0)
}

enum Strength {
    Strong,
    Weak,
    None,
}

/// How surely a line is a command.
fn strength(line: &str) -> Strength {
    let mut words = line.split_whitespace().peekable();
    while words.peek().is_some_and(|word| {
        word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
    }) {
        words.next();
    }
    let Some(mut word) = words.next() else { return Strength::Weak };
    let sudo = word == "sudo";
    if sudo {
        word = words.next().unwrap_or("");
    }
    let rest: Vec<&str> = words.take(12).collect();
    if matches!(
        word,
        "if" | "then"
            | "else"
            | "elif"
            | "fi"
            | "for"
            | "do"
            | "done"
            | "while"
            | "case"
            | "esac"
            | "}"
            | "{"
            | "function"
    ) {
        return if line.contains([';', '$', '[']) || rest.is_empty() { Strength::Weak } else { Strength::None };
    }
    // Japanese outside of quotes, placeholders and comments is prose.
    if !is_shell_text(line) {
        return Strength::None;
    }
    let path = (word.starts_with("./") || word.starts_with("/") || word.starts_with("~/")) && word.len() > 2;
    if path {
        let script = word.ends_with(".sh") || word.ends_with(".py") || word.contains("/bin/");
        return if script {
            Strength::Strong
        } else if word.starts_with("./") && !word.ends_with('/') {
            Strength::Weak
        } else {
            Strength::None
        };
    }
    if !Table::built_in().knows(word) || word == "[" && !line.contains(']') {
        return Strength::None;
    }
    let optioned =
        rest.iter().any(|word| word.starts_with('-') && word.len() > 1) || line.contains(['|', '>', '$', '&']);
    if is_english(word) {
        let pathed = rest.first().is_some_and(|word| word.contains('/') || word.contains('.') && !word.ends_with('.'));
        let few = rest.len() <= 1;
        return if optioned || sudo || pathed {
            Strength::Strong
        } else if few {
            Strength::Weak
        } else {
            Strength::None
        };
    }
    // `git にログインする`, `docker: 24.0`, `curl (7.8)`
    let prose = rest.first().is_some_and(|word| {
        matches!(*word, "-" | "=" | ":" | "is" | "and" | "or" | "the" | "→")
            || word.starts_with('(')
            || word.ends_with('!')
    });
    if prose { Strength::None } else { Strength::Strong }
}

/// Whether letters of other scripts stand only in quotes, placeholders and comments.
fn is_shell_text(line: &str) -> bool {
    let code = line.split(" #").next().unwrap_or(line);
    let (mut quote, mut angle) = (None, false);
    for letter in code.chars() {
        match letter {
            '"' | '\'' if quote == Some(letter) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(letter),
            '<' | '{' | '[' | '＜' => angle = true,
            '>' | '}' | ']' | '＞' => angle = false,
            _ if !letter.is_ascii() && quote.is_none() && !angle && !matches!(letter, '〇' | '○') => return false,
            _ => {}
        }
    }
    true
}
