//! Labels of code blocks.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One name, and other names for the same.
const NAMES: [(&str, &str); 27] = [
    ("bash", "sh shell zsh ksh console shell-session shellsession terminal bash-session sh-session shellscript"),
    ("text", "txt plaintext plain none nohighlight output log logs message ascii tree"),
    ("yaml", "yml"),
    ("javascript", "js node mjs cjs"),
    ("typescript", "ts mts cts"),
    ("python", "py python3 py3"),
    ("sql", "postgresql postgres mysql sqlite pgsql plpgsql psql"),
    ("powershell", "ps1 ps pwsh posh"),
    ("cmd", "bat batch dosbatch winbatch"),
    ("markdown", "md mkd gfm"),
    ("dockerfile", "docker containerfile"),
    ("makefile", "make mk"),
    ("hcl", "terraform tf"),
    ("env", "dotenv"),
    ("ini", "cfg"),
    ("http", "https rest"),
    ("ruby", "rb"),
    ("rust", "rs"),
    ("go", "golang"),
    ("csharp", "cs c#"),
    ("cpp", "c++ cc cxx"),
    ("kotlin", "kt"),
    ("cron", "crontab"),
    ("diff", "patch"),
    ("json", "json5 jsonl"),
    ("html", "htm xhtml"),
    ("promql", "prom"),
];

/// The language of a label; `None` where there is no label, or none that could be a language.
pub(super) fn of_label(info: &str) -> Option<String> {
    let word = info.trim().trim_start_matches(['{', '.']).split([' ', '\t', ',', '{', '}']).next().unwrap_or("");
    let word = word.to_ascii_lowercase();
    if let Some(name) = of_path(&word) {
        return Some(name);
    }
    // `sh:deploy.sh`, `yaml:config.yml`
    let word = word.split(':').next().unwrap_or("");
    let plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-_.".contains(&byte));
    if word.is_empty() || !plain || !word.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    if matches!(word, "language" | "lang" | "code" | "example" | "sample") {
        return None;
    }
    Some(one_name(word).to_owned())
}

fn one_name(word: &str) -> &str {
    static OTHERS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        NAMES.iter().flat_map(|(name, others)| others.split(' ').map(move |other| (other, *name))).collect()
    });
    OTHERS.get(word).copied().unwrap_or(word)
}

/// `10:20:src/main.ts`, `src/deploy.sh`: the ending of a path that stands as label.
fn of_path(word: &str) -> Option<String> {
    let path = word.rsplit(':').next()?;
    if !path.contains('/') {
        return None;
    }
    let ending = path.rsplit('/').next()?.rsplit_once('.')?.1;
    let fits = !ending.is_empty() && ending.len() <= 5 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then(|| one_name(ending).to_owned())
}
