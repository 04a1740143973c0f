//! Whether a document says what a placeholder stands for: in its prose, in comments of its code, by a command that shows
//! it, or by the place itself.

use super::super::Context;
use crate::lang::bash::HazardKind;
use crate::lang::effect::Effect;
use crate::lang::placeholder::Form;
use crate::model::{Command, DefectKind, Placeholder};
use crate::source::{Span, small};
use memchr::memmem;
use std::cell::OnceCell;
use std::collections::HashMap;

/// Words of a name that do not say of what it is one.
const GENERIC: &[&str] = &[
    "id", "ids", "name", "arn", "no", "num", "number", "ip", "addr", "address", "here", "value", "old", "new",
    "target", "your", "my", "the", "path", "url", "uri", "full", "first", "second", "previous", "latest", "current",
];

/// The same at the end of a Japanese name.
const GENERIC_ENDS: &[&str] = &["名", "の名前", "ID", "番号", "のID", "のIP", "アドレス", "パス"];

/// Options whose value is a text that a person writes.
const TEXTS: &[&str] = &[
    "-m",
    "-s",
    "--message",
    "--body",
    "--title",
    "--subject",
    "--comment",
    "--description",
    "--reason",
    "--note",
    "--notes",
    "--text",
];

/// Words of a document by which its placeholders are explained.
pub(super) struct Explained<'a> {
    context: &'a Context<'a>,
    /// Prose, and comments of the code, in small letters.
    prose: String,
    /// Words of commands that only look, with the first place of each; read when they are first asked for.
    shown: OnceCell<HashMap<String, u32>>,
}

impl<'a> Explained<'a> {
    pub(super) fn new(context: &'a Context<'a>, code: &[Span]) -> Self {
        let prose = outside(context, code);
        Explained { context, prose, shown: OnceCell::new() }
    }

    fn shown(&self) -> &HashMap<String, u32> {
        self.shown.get_or_init(|| {
            let mut shown = HashMap::new();
            let commands = self.context.runbook.code_blocks.iter().flat_map(|block| &block.commands);
            for command in commands.filter(|command| command.effect == Effect::ReadOnly && !is_saying(command)) {
                let text = without_brackets(&command.text).to_ascii_lowercase();
                for word in text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| word.len() > 1) {
                    let word = stem(word);
                    if !shown.contains_key(word) {
                        shown.insert(word.to_owned(), command.span.start);
                    }
                }
            }
            shown
        })
    }

    fn holds(&self, text: &str) -> bool {
        memmem::find(self.prose.as_bytes(), text.as_bytes()).is_some()
    }

    /// Whether the noun is a word of the prose, alone or with an `s` behind it.
    fn has_word(&self, noun: &str) -> bool {
        let prose = self.prose.as_bytes();
        memmem::find_iter(prose, noun.as_bytes()).any(|at| {
            let inner = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            let end = at + noun.len();
            let end = if prose.get(end) == Some(&b's') && !noun.ends_with('s') { end + 1 } else { end };
            !inner(at.checked_sub(1).and_then(|before| prose.get(before))) && !inner(prose.get(end))
        })
    }

    /// Whether the prose names it, however its words are joined, or a command before the place shows such things.
    pub(super) fn says(&self, placeholder: &Placeholder, place: Span) -> bool {
        let name = placeholder.name.to_lowercase();
        if self.holds(&name) {
            return true;
        }
        let joined = [" ", "-", "_", ""];
        if name.contains(['-', '_', ' ']) && joined.iter().any(|join| self.holds(&name.replace(['-', '_', ' '], join)))
        {
            return true;
        }
        if !name.is_ascii() {
            let noun = GENERIC_ENDS.iter().find_map(|end| placeholder.name.strip_suffix(end)).unwrap_or_default();
            return noun.chars().count() >= 2 && self.holds(&noun.to_lowercase());
        }
        let parts = name.split(['-', '_', ' ', '.']).filter(|part| !GENERIC.contains(part));
        let nouns: Vec<String> = parts.filter(|part| part.len() > 1).map(singular).collect();
        let told = |noun: &String| noun.len() > 2 && self.has_word(noun);
        let shown = |noun: &String| {
            let kin = kin(noun).iter().copied().chain([noun.as_str()]);
            kin.into_iter().any(|word| self.shown().get(word).is_some_and(|first| *first < place.start))
        };
        !nouns.is_empty() && nouns.iter().all(|noun| told(noun) || shown(noun))
    }

    /// Whether the place itself says what belongs there: the text of a message, a setting by its own name, a usage, a line
    /// with a remark behind it.
    pub(super) fn is_plain(&self, command: Option<&Command>, placeholder: &Placeholder, place: Span) -> bool {
        let source = self.context.source;
        let line = source.line_text(source.line(place.start) as usize);
        let text = source.text();
        let from = text.get(..place.start as usize).and_then(|head| head.rfind('\n')).map_or(0, |end| end + 1);
        let before = text.get(from..place.start as usize).unwrap_or_default();
        let behind = line.get(before.len()..).unwrap_or_default();
        let small = line.to_ascii_lowercase();
        if small.contains("usage") || line.contains("使い方") || line.contains("使用方法") || behind.contains(" # ")
        {
            return true;
        }
        if command.is_some_and(is_saying) && !before.contains('=') {
            return true;
        }
        // A setting whose whole value it is says by its own name what belongs there (`CLIENT_ID=<client-id>`).
        let own = placeholder.name.to_ascii_lowercase().starts_with("your");
        let last =
            before.trim_end_matches(['"', '\'', '<', '[', '{', '$']).rsplit([' ', '\t']).next().unwrap_or_default();
        let setting =
            last.split_once(['=', ':']).is_some_and(|(name, rest)| is_setting(name) && (own || rest.is_empty()));
        if setting && placeholder.form != Form::Env {
            return true;
        }
        if is_choice(&placeholder.name) || is_phrase(&placeholder.name) || is_option(before, &placeholder.name) {
            return true;
        }
        // `${NAME:?}` stops where it is not set; of what a removal does then there is a rule of its own.
        if placeholder.form == Form::Env && (self.is_guarded(place) || self.is_removal(place)) {
            return true;
        }
        // A script that asks whether a variable is set can do without it.
        if command.is_some_and(|command| matches!(command.program.as_str(), "[" | "test")) {
            return true;
        }
        if is_git(command, &placeholder.name) {
            return true;
        }
        let quoted = before.rfind(['"', '\'']).and_then(|at| before.get(..at)).map(str::trim_end);
        quoted.is_some_and(|head| {
            TEXTS.iter().any(|option| head.ends_with(option) || head.ends_with(&format!("{option}=")))
        })
    }

    fn is_guarded(&self, place: Span) -> bool {
        let text = self.context.source.slice(place);
        text.contains(":?") || text.contains("?}")
    }

    fn is_removal(&self, place: Span) -> bool {
        let blocks = &self.context.runbook.code_blocks;
        let next = blocks.partition_point(|block| block.span.end <= place.start);
        blocks.get(next).is_some_and(|block| {
            block.defects.iter().any(|defect| {
                let removal = matches!(
                    defect.kind,
                    DefectKind::Hazard(HazardKind::UnboundedRemove(_) | HazardKind::FolderRemove(_))
                );
                removal && defect.span.contains(place.start)
            })
        })
    }
}

/// Whoever reverts a commit knows what a commit is.
fn is_git(command: Option<&Command>, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let known = ["commit", "sha", "hash", "branch", "tag", "ref", "file", "path", "org", "user", "owner", "repo"];
    command.is_some_and(|command| matches!(command.program.as_str(), "git" | "gh"))
        && known.iter().any(|word| name.contains(word))
}

/// `CLIENT_ID`, and no option.
fn is_setting(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// `1|2|3`: what can be filled in stands there.
fn is_choice(name: &str) -> bool {
    name.split('|').count() > 1 && name.split('|').all(|part| !part.is_empty() && part.is_ascii())
}

/// `特定されたIP`, `理由を記載`: words that say what is meant, and no name.
fn is_phrase(name: &str) -> bool {
    name.chars().any(|letter| ('ぁ'..='ん').contains(&letter) && !matches!(letter, 'の' | 'と'))
}

/// `--title [TITLE]`: the option says it.
fn is_option(before: &str, name: &str) -> bool {
    let words = before.trim_end_matches(['"', '\'', ' ', '=', '<', '[', '{']);
    let option = words.rsplit([' ', '\t']).next().unwrap_or_default();
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    option.starts_with("--") && plain(option) == plain(name)
}

/// Whether a command only says something.
fn is_saying(command: &Command) -> bool {
    matches!(command.program.as_str(), "echo" | "printf" | "logger" | "wall" | "cat" | "export")
}

/// Words of commands that show a thing without naming it.
fn kin(noun: &str) -> &'static [&'static str] {
    match noun {
        "revision" | "version" => &["history", "release", "tag"],
        "pid" | "process" => &["ps", "pgrep", "lsof", "ss", "netstat", "top", "pidof"],
        "container" => &["docker", "podman", "crictl"],
        "commit" | "sha" | "hash" | "branch" => &["git"],
        "snapshot" | "backup" | "dump" => &["snapshot", "backup", "dump"],
        "deploy" => &["deployment"],
        _ => &[],
    }
}

fn singular(word: &str) -> String {
    stem(&word.to_ascii_lowercase()).to_owned()
}

/// A word in small letters without the `s` of several.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(word)
}

/// A command without what has to be filled in.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|letter| {
            match letter {
                '<' | '{' | '[' | '＜' => depth += 1,
                '>' | '}' | ']' | '＞' => depth = depth.saturating_sub(1),
                '\n' => depth = 0,
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// All that stands outside of code, and the comments in it, in small letters.
fn outside(context: &Context<'_>, code: &[Span]) -> String {
    let text = context.source.text();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for span in code {
        kept.push_str(text.get(at..span.start as usize).unwrap_or_default());
        kept.push('\n');
        let inner = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        for line in inner.lines() {
            let behind = || line.split_once(" # ").map(|(_, comment)| comment);
            let comment = line.trim_start().strip_prefix(['#', '-']);
            let comment = comment.or_else(|| if line.contains('#') { behind() } else { None });
            if let Some(comment) = comment {
                kept.push_str(comment);
                kept.push('\n');
            }
        }
        at = (span.end as usize).max(at);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    small(&kept)
}
