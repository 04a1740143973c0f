//! Shell blocks against bash itself, and blocks that mean harm.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a test that cannot read its material has to fail"
)]

use rbc::lang::bash::{self, Options};
use rbc::lang::placeholder::{self, Context};
use rbc::lang::sql;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|end| end == "md") {
            found.push(path);
        }
    }
}

struct Block {
    place: String,
    language: String,
    text: String,
}

/// Fenced shell blocks of the documents in RBC_SHARED; `None` where there are none.
fn blocks() -> Option<Vec<Block>> {
    let Some(shared) = std::env::var_os("RBC_SHARED") else {
        eprintln!("RBC_SHARED is not set: no documents from outside, nothing to compare");
        return None;
    };
    let mut files = Vec::new();
    documents(&Path::new(&shared).join("corpus"), &mut files);
    files.sort();
    let mut blocks = Vec::new();
    for file in &files {
        let text = String::from_utf8_lossy(&fs::read(file).expect("a document")).replace("\r\n", "\n");
        let mut open: Option<(usize, String, String, String, usize)> = None;
        for (number, line) in text.lines().enumerate() {
            let content = line.trim_start();
            match &mut open {
                Some((width, language, body, place, indent)) => {
                    let ticks = content.chars().take_while(|one| *one == '`').count();
                    if ticks >= *width && content.trim_end().chars().all(|one| one == '`') {
                        let block = Block { place: place.clone(), language: language.clone(), text: body.clone() };
                        blocks.push(block);
                        open = None;
                    } else {
                        let blank = line.len() - content.len();
                        body.push_str(line.get(blank.min(*indent)..).unwrap_or(line));
                        body.push('\n');
                    }
                }
                None => {
                    let width = content.chars().take_while(|one| *one == '`').count();
                    if width >= 3 {
                        let language = content[width..].split_whitespace().next().unwrap_or("").to_lowercase();
                        let place = format!("{}:{}", file.display(), number + 1);
                        open = Some((width, language, String::new(), place, line.len() - content.len()));
                    }
                }
            }
        }
    }
    blocks.retain(|block| matches!(block.language.as_str(), "bash" | "sh" | "shell" | "console" | "zsh"));
    Some(blocks)
}

/// Whether bash takes the code, and what it says when not.
fn bash_takes(code: &str) -> (bool, String) {
    let mut child = Command::new("bash")
        .args(["--norc", "--noprofile", "-n"])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("bash in PATH");
    let mut input = child.stdin.take().expect("a pipe");
    let _ = input.write_all(code.as_bytes());
    drop(input);
    let output = child.wait_with_output().expect("bash ends");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or("").to_owned())
}

#[test]
fn verdicts_are_those_of_bash() {
    let Some(blocks) = blocks() else { return };
    let mut differences = Vec::new();
    let (mut refused, mut unjudged) = (0, 0);
    for block in &blocks {
        let options = Options { console: block.language == "console", ..Options::default() };
        let script = bash::read(&block.text, &options);
        unjudged += usize::from(script.unjudged);
        let ours = script.fault;
        let (theirs, words) = bash_takes(&bash::substituted(&block.text, options.console));
        refused += usize::from(!theirs);
        if ours.is_none() != theirs {
            let says = ours.map_or_else(|| "nothing".to_owned(), |fault| fault.message);
            differences.push(format!("{}\n  rbc: {says}\n  bash: {words}", block.place));
        }
    }
    let agreement = 1.0 - differences.len() as f64 / blocks.len() as f64;
    let report = format!(
        "{:.2} % of {} blocks, {refused} of them refused by bash, {unjudged} not judged:\n{}",
        agreement * 100.0,
        blocks.len(),
        differences.join("\n")
    );
    if let Some(file) = std::env::var_os("RBC_DIFFERENCES") {
        fs::write(file, &report).expect("the list of differences");
    }
    eprintln!("{report}");
    assert!(agreement >= 0.99, "{report}");
}

/// The same for blocks with a part cut away, of which bash refuses many more.
#[test]
fn verdicts_on_damaged_blocks_are_those_of_bash() {
    let Some(blocks) = blocks() else { return };
    let (mut compared, mut refused) = (0, 0);
    let mut differences = Vec::new();
    for (at, block) in blocks.iter().enumerate().filter(|(at, _)| at % 4 == 0) {
        let code = bash::substituted(&block.text, block.language == "console");
        let signs: Vec<usize> = code
            .char_indices()
            .filter(|(_, sign)| matches!(sign, '"' | '\'' | '(' | ')' | '{' | '}' | ';' | '|'))
            .map(|(at, _)| at)
            .collect();
        let Some(&cut) = signs.get(at % signs.len().max(1)) else { continue };
        let damaged = format!("{}{}", &code[..cut], &code[cut + 1..]);
        let script = bash::read(&damaged, &Options::default());
        let (theirs, words) = bash_takes(&bash::substituted(&damaged, false));
        compared += 1;
        refused += usize::from(!theirs);
        if script.fault.is_none() != theirs && !script.unjudged {
            differences.push(format!("{} without {:?}: bash {theirs} {words}", block.place, &code[cut..=cut]));
        }
    }
    let agreement = 1.0 - differences.len() as f64 / f64::from(compared);
    eprintln!("{:.2} % of {compared}, {refused} refused:\n{}", agreement * 100.0, differences.join("\n"));
    assert!(agreement >= 0.98, "{agreement}: {}", differences.join("\n"));
}

/// Reads the code as shell and as SQL, within bounds.
fn ends(name: &str, code: &str) {
    let start = Instant::now();
    let script = bash::read(code, &Options::default());
    let console = bash::read(code, &Options { console: true, ..Options::default() });
    let sql = sql::read(code, None);
    let spent = start.elapsed();
    assert!(spent < Duration::from_secs(6), "{name}: {spent:?}");
    assert!(script.commands.iter().all(|command| code.get(command.range.clone()).is_some()), "{name}");
    assert!(console.outputs.iter().all(|range| code.get(range.clone()).is_some()), "{name}");
    assert!(sql.statements.iter().all(|statement| code.get(statement.range.clone()).is_some()), "{name}");
}

/// Substituting keeps lengths, lines and every character that is not part of a placeholder or a prompt.
fn keeps_offsets(code: &str, console: bool) {
    let seen = bash::substituted(code, console);
    assert_eq!(seen.len(), code.len(), "{code}");
    let breaks = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
    assert_eq!(breaks(&seen), breaks(code), "{code}");
    let none = BTreeSet::new();
    for context in [Context::Code("bash"), Context::Code("sql"), Context::Prose, Context::CodeSpan, Context::Link] {
        let mut end = 0;
        for one in placeholder::find(code, context, &none) {
            assert!(one.range.start >= end, "one behind the other: {code}");
            end = one.range.end;
            let written = code.get(one.range.clone()).expect("a span on characters");
            assert!(written.contains(&one.name), "{written} holds {}", one.name);
        }
    }
}

#[test]
fn substitution_keeps_every_offset() {
    let parts = [
        "<環境名>",
        "<pod>",
        "＜担当＞",
        "{{x}}",
        "{host}",
        "${VAR}",
        "$VAR",
        "[氏名]",
        "YOUR_X",
        "<(ls)",
        "<<EOF",
        "2>&1",
        "{http_code}",
        "$(date +%F)",
        "〇〇",
        "xxx",
        "$ ",
        "# ",
        "\n",
        "\r\n",
        " ",
        "kubectl",
        "'",
        "\"",
        "\\",
        "`",
        "日本",
        "|",
        "<",
        ">",
        "é",
        "🔥",
        "EOF",
        "-n",
        "\u{3000}",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for _ in 0..20_000 {
        let mut code = String::new();
        for _ in 0..12 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            code.push_str(parts[(state % parts.len() as u64) as usize]);
        }
        keeps_offsets(&code, state & 1 == 0);
    }
    for block in blocks().unwrap_or_default() {
        keeps_offsets(&block.text, block.language == "console");
    }
}

#[test]
fn hostile_blocks_end_in_bounded_time() {
    let many = 10_000;
    for (name, code) in [
        ("substitutions", "$(".repeat(many)),
        ("closed substitutions", format!("{}x{}", "echo $(".repeat(many), ")".repeat(many))),
        ("a line of a megabyte", "あ".repeat(350_000)),
        ("words of a megabyte", "rm x ".repeat(200_000)),
        ("a here-document that never ends", format!("cat <<EOF\n{}", "本文 $(ls\n".repeat(many))),
        ("many here-documents", format!("cat {}\n", "<<A ".repeat(many))),
        ("here-documents in substitutions", "cat <<A $(cat <<B\n".repeat(2_000)),
        ("quotes", "\"'".repeat(100_000)),
        ("single quotes", "'".repeat(100_001)),
        ("double quotes with substitutions", "\"$(".repeat(20_000)),
        ("braces", "{ ".repeat(many)),
        ("expansions", "${x:-".repeat(many)),
        ("alternatives", "{a,".repeat(many)),
        ("placeholders", "<環境名> ".repeat(20_000)),
        ("open placeholders", "<環境".repeat(20_000)),
        ("backticks", "`\\`".repeat(many)),
        ("conditions", "if ".repeat(many)),
        ("cases", "case x in a) ".repeat(many)),
        ("functions", "f() { ".repeat(many)),
        ("arithmetic", "$((".repeat(many)),
        ("tests", "[[ ( ".repeat(many)),
        ("pipes", "|".repeat(100_000)),
        ("prompts", "$ ls\n出力\n".repeat(20_000)),
        ("brackets in SQL", format!("SELECT {}1{}", "(".repeat(many), ")".repeat(many))),
        ("SQL inside a command", format!("psql -c \"SELECT {}1{}\"", "(".repeat(many), ")".repeat(many))),
        ("a list of a megabyte", format!("SELECT * FROM t WHERE id IN ({})", "123456,".repeat(150_000))),
        ("sub-selects", "SELECT (".repeat(many)),
        ("backslashes", "\\".repeat(200_000)),
        ("carriage returns", "ls\r".repeat(100_000)),
        ("NUL", "\0".repeat(100_000)),
    ] {
        let short: String = code.chars().take(200_000).collect();
        ends(name, &short);
        ends(name, &code);
    }
}

#[test]
fn what_cannot_be_judged_says_so() {
    for code in
        ["echo $(".repeat(10_000), "x".repeat(1_000_000), format!("echo {}1{}", "$(".repeat(99), ")".repeat(99))]
    {
        let script = bash::read(&code, &Options::default());
        assert!(script.unjudged && script.fault.is_none());
    }
    assert!(sql::read(&format!("SELECT {}1{}", "(".repeat(10_000), ")".repeat(10_000)), None).unjudged);
    assert!(sql::read(&format!("SELECT * FROM t WHERE id IN ({}1)", "123456,".repeat(150_000)), None).unjudged);
    assert!(!bash::read("echo $(date)", &Options::default()).unjudged);
}
