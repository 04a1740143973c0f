//! `{{host}}`, `{環境名}`.

use super::traits::{Kind, Traits};
use super::{Form, Found};

/// Words of template languages, and actions of `awk`.
const WORDS: &str = " end else if range with template block define endif endfor for raw endraw include print next exit \
 begin getline ";

/// First parts of expressions that a machine fills in.
const SCOPES: &[&str] = &[
    "github.",
    "secrets.",
    "env.",
    "inputs.",
    "matrix.",
    "steps.",
    "needs.",
    "vars.",
    "runner.",
    "job.",
    "values.",
    "chart.",
    "release.",
    "labels.",
    "ansible_",
    "item.",
    "inventory_",
    "playbook_",
    "hostvars",
    "groups",
    "role_path",
];

/// Finds all of a text.
pub(super) fn find(text: &str, traits: &Traits, found: &mut Vec<Found>) {
    if matches!(traits.kind, Kind::Program | Kind::Markup | Kind::Drawing) {
        return;
    }
    // Names of a template that a machine fills in: `{% for item in hosts %}{{ item }}`.
    let templated = text.contains("{%");
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('{')).map(|start| start + at) {
        let double = text[start..].starts_with("{{");
        let open = if double { 2 } else { 1 };
        let mark = if double { "}}" } else { "}" };
        at = start + open;
        let Some(name) = name(&text[at..], mark) else { continue };
        let end = at + name.len() + open;
        let before = text[..start].chars().next_back().unwrap_or(' ');
        let fits = if double {
            !templated && is_double(name, before, traits)
        } else {
            is_single(text, traits, name, start, before)
        };
        if fits {
            found.push(Found::new(start..end, name, Form::Braces));
            at = end;
        }
    }
}

/// What stands up to the closing mark, where it is a name.
fn name<'a>(rest: &'a str, mark: &str) -> Option<&'a str> {
    let mut length = 0;
    for letter in rest.chars().take(48) {
        if letter == '}' {
            break;
        }
        let fits = letter.is_alphanumeric() || "-_. /・ー（）".contains(letter);
        if !fits {
            return None;
        }
        length += letter.len_utf8();
    }
    let name = &rest[..length];
    let first = name.trim().chars().next()?;
    (rest[length..].starts_with(mark) && (first.is_alphabetic() || first == '_')).then_some(name)
}

fn is_word(name: &str) -> bool {
    let first = name.trim().split(' ').next().unwrap_or("");
    WORDS.split_ascii_whitespace().any(|word| word == first)
}

fn is_double(name: &str, before: char, traits: &Traits) -> bool {
    let plain = name.trim();
    // In data, `{{ name }}` with blanks is a template's (Ansible, Helm) and `{{name}}` a person's.
    if traits.kind == Kind::Data && plain.len() < name.len() && plain.is_ascii() {
        return false;
    }
    let scoped = SCOPES.iter().any(|scope| plain.to_ascii_lowercase().starts_with(scope));
    let expression = plain.is_ascii() && plain.contains(['.', ' ', '/']);
    before != '$' && !scoped && !is_word(plain) && !expression
}

fn is_single(text: &str, traits: &Traits, name: &str, start: usize, before: char) -> bool {
    if matches!(before, '$' | '%' | '@' | '^' | '\\' | '#' | '{')
        || name.starts_with(' ')
        || name.ends_with(' ')
        || is_word(name)
    {
        return false;
    }
    let ascii = name.is_ascii();
    // `const {map}=require(…)` takes an object of JavaScript apart.
    let behind = text.get(start + name.len() + 2..).unwrap_or_default();
    if ascii && before == ' ' && behind.starts_with('=') {
        return false;
    }
    if ascii && name.contains([' ', '/']) {
        return false;
    }
    // `depth{mode}` is a metric with a label.
    if ascii && (before.is_ascii_alphanumeric() || before == ')') {
        return false;
    }
    // A label in a query (`sum by {service}`), a value in a string of Python.
    let line = text[..start].rfind('\n').map_or(0, |found| found + 1);
    let line = &text[text.ceil_char_boundary(line.max(start.saturating_sub(300)))..start];
    if ascii && (line.ends_with("by ") || line.contains("f'") || line.contains("f\"")) {
        return false;
    }
    // A block of code (`=> {x}`) or an object of jq.
    if let Some(part) = traits.quoted_part(start)
        && ascii
        && text[part.start..].trim_start().starts_with('{')
        && text[part.clone()].starts_with('{')
    {
        return false;
    }
    match traits.kind {
        Kind::Data => {
            // In data only what stands inside a string.
            let quotes = line.matches('"').count();
            !ascii || quotes % 2 == 1 || before == '/'
        }
        _ => true,
    }
}
