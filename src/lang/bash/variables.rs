//! Which variables a document sets, so that only the others have to be filled in.

use std::collections::BTreeSet;

/// Names that the shell or every system sets.
const WELL_KNOWN: &str = " HOME PATH USER PWD SHELL HOSTNAME LANG LC_ALL RANDOM LINENO SECONDS UID EUID GID PPID OLDPWD \
 IFS TERM TMPDIR EDITOR LOGNAME REPLY OPTARG OPTIND OPTERR FUNCNAME PIPESTATUS DISPLAY BASH BASHPID BASH_SOURCE \
 BASH_VERSION BASH_LINENO BASH_REMATCH SSH_AUTH_SOCK SSH_CONNECTION SSH_CLIENT MAIL PS1 COLUMNS LINES SUDO_USER \
 EPOCHSECONDS EPOCHREALTIME HISTFILE MACHTYPE OSTYPE HOSTTYPE SHLVL VIRTUAL_ENV XDG_RUNTIME_DIR XDG_CONFIG_HOME \
 GITHUB_OUTPUT GITHUB_ENV GITHUB_WORKSPACE GITHUB_STEP_SUMMARY GITHUB_SHA GITHUB_REF GITHUB_REPOSITORY \
 NF NR FS OFS RS ORS FNR FILENAME MAINPID ";

/// Whether a variable is set by the shell itself.
#[must_use]
pub fn is_well_known(name: &str) -> bool {
    WELL_KNOWN.split_ascii_whitespace().any(|known| known == name)
}

/// Names of the variables that the code sets: assignments, `export`, `local`, `read`, `for`, `.env` lines, `ENV` and
/// `ARG` of a Dockerfile. One scan by lines; quotes are not minded, for a name too many does no harm.
#[must_use]
pub fn defined_variables(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    add_defined_variables(text, &mut names);
    names
}

/// [`defined_variables`] into a set.
pub(crate) fn add_defined_variables(text: &str, names: &mut BTreeSet<String>) {
    for line in text.lines() {
        let mut line = line.trim_start();
        while let Some(rest) = line.strip_prefix("$ ") {
            line = rest;
        }
        if line.starts_with('#') {
            continue;
        }
        if line.contains('=') {
            assignments(line, names);
        }
        declarations(line, names);
    }
}

fn assignments(line: &str, names: &mut BTreeSet<String>) {
    let bytes = line.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if byte != b'=' || bytes.get(at + 1) == Some(&b'=') {
            continue;
        }
        let end = if at > 0 && bytes[at - 1] == b'+' { at - 1 } else { at };
        let start = bytes[..end].iter().rposition(|byte| !is_name(*byte)).map_or(0, |before| before + 1);
        let begins_word =
            start == 0 || matches!(bytes[start - 1], b' ' | b'\t' | b';' | b'&' | b'|' | b'(' | b'{' | b'`');
        // `cmd --set a=b` sets nothing; a word right behind an option is its value.
        if start < end && !bytes[start].is_ascii_digit() && begins_word && !is_behind_option(line, start) {
            names.insert(line[start..end].to_owned());
        }
    }
}

fn is_behind_option(line: &str, at: usize) -> bool {
    // Options are short: what stands far in front does not count.
    let before = &line[line.floor_char_boundary(at.saturating_sub(80))..at];
    let last = before.trim_end().rsplit([' ', '\t']).next().unwrap_or("");
    last.starts_with('-') && last != "-" && last != "--" && !line.starts_with("declare")
}

fn declarations(line: &str, names: &mut BTreeSet<String>) {
    let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b';');
    // All of the ends are ASCII: what lies between them is text.
    let mut words =
        line.as_bytes().split(ends).filter(|word| !word.is_empty()).filter_map(|word| str::from_utf8(word).ok());
    while let Some(word) = words.next() {
        match word {
            "for" | "select" => {
                if let Some(name) = words.next() {
                    add(name, names);
                }
            }
            "read" | "export" | "local" | "readonly" | "declare" | "typeset" | "mapfile" | "readarray" | "getopts"
            | "ENV" | "ARG" => {
                for name in words.by_ref().take_while(|word| !matches!(*word, "do" | "|" | "&&" | "<" | "done")) {
                    let name = name.split('=').next().unwrap_or(name);
                    // `export` of a name alone passes on what must have been set before.
                    if !name.starts_with('-') && word != "export" {
                        add(name, names);
                    }
                }
            }
            "printf" if words.clone().next() == Some("-v") => {
                if let Some(name) = words.nth(1) {
                    add(name, names);
                }
            }
            _ => {}
        }
    }
}

fn add(name: &str, names: &mut BTreeSet<String>) {
    if !name.is_empty() && name.bytes().all(is_name) && !name.starts_with(|first: char| first.is_ascii_digit()) {
        names.insert(name.to_owned());
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_to_set_a_variable() {
        let text = "BACKUP_FILE=/b/$(date +%F).gz\nexport DB_HOST=x TOKEN\nfor pod in a b; do\nwhile read -r line rest; do\n\
                    local n=1\nif [ \"$X\" == 1 ]; then A=2; fi\nkubectl set env deploy/web --env KEY=1\n# 例 COMMENTED=1\n";
        let names = defined_variables(text);
        for name in ["BACKUP_FILE", "DB_HOST", "pod", "line", "rest", "n", "A"] {
            assert!(names.contains(name), "{name}");
        }
        for name in ["TOKEN", "X", "KEY", "COMMENTED"] {
            assert!(!names.contains(name), "{name}");
        }
    }
}
