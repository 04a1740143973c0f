//! The examples on the pages of rules: the bad one gives the rule's finding, the good one does not.
//!
//! A fence is a file; its path stands behind its language (`markdown ops/db.md`), `index.md` where none is given. A fence
//! `yaml rbc.yaml` configures the project, `text anchors.lock` is its record of addresses, and one `answers` says what other hosts answer (address, status, where it leads
//! to). Rules on bytes and on rbc.yaml itself have their own tests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its pages has to fail")]

use rbc::DocumentInput;
use rbc::config::{Config, Known};
use rbc::online::{Address, Answer, Answers, PrivateHosts, Reason};
use rbc::policy::{Policies, ReadFault};
use rbc::resolve::{Ledger, ProjectFiles, ledger};
use rbc::source::{SourceFile, SourceMap};
use rbc::text::pages;

/// The day that every example goes by.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 26);

/// Rules on bytes and on the configuration; and those on secrets of forms that no repository should hold an example of.
const ELSEWHERE: &[&str] = &[
    "source/",
    "config/",
    "text/byte-order-mark",
    "bash/shellcheck",
    "secret/json-web-token",
    "secret/private-key",
    "secret/token",
];

/// Files of an example: path and text.
type Files = Vec<(String, String)>;

/// The fences below a heading of a page.
fn files(page: &str, heading: &str) -> Files {
    let mut files = Files::new();
    let mut inside = false;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            inside = if line.starts_with("## ") { line == heading } else { inside };
            continue;
        }
        let fence = &line[..ticks];
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        let mut info = line[ticks..].split(' ');
        let language = info.next().unwrap_or_default();
        let path = info.next().unwrap_or(match language {
            "markdown" => "index.md",
            "answers" => "answers",
            _ => "",
        });
        if inside && !path.is_empty() {
            files.push((path.to_owned(), format!("{}\n", unseen(&text.join("\n")))));
        }
    }
    files
}

/// `<U+200B>` in an example is that character: nobody could see it there.
fn unseen(text: &str) -> String {
    let mut parts = text.split("<U+");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('>').unwrap();
        whole.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        whole.push_str(rest);
    }
    whole
}

/// The rules that an example breaks, with the levels of the findings.
fn broken(files: &Files) -> Vec<(&'static str, rbc::diag::Level)> {
    let mut sources = SourceMap::default();
    let mut config = Config::default();
    let mut policies = Policies::default();
    let mut inputs = Vec::new();
    for (path, text) in files {
        let file = sources.add(SourceFile::new(path.clone(), text.clone()));
        if path == "rbc.yaml" {
            let rules = rbc::rules();
            let roles = rbc::lower::vocabulary::names();
            let (read, faults) = rbc::config::read(sources.file(file), file, Known { rules: &rules, roles: &roles });
            assert!(faults.is_empty(), "{faults:?}");
            config = read;
            let mut text = |path: &str| {
                let file = files.iter().find(|(name, _)| name == path);
                file.map(|(_, text)| text.clone()).ok_or(ReadFault::Missing)
            };
            let (loaded, faults) = rbc::policy::load(&config, &mut sources, &mut text);
            assert!(faults.is_empty(), "{faults:?}");
            policies = loaded;
        } else if let Some(id) = path.strip_suffix(".md") {
            inputs.push(DocumentInput { file, id: id.to_owned(), path: path.clone() });
        }
    }
    let mut project = ProjectFiles::new("", files.iter().map(|(path, _)| path.clone()), []);
    if let Some((file, source)) = sources.iter().find(|(_, source)| source.path() == ledger::NAME) {
        project = project.with_ledger(Ledger::parse(source.text(), Some(file)).unwrap());
    }
    let compiled = rbc::compile(&sources, &inputs, &project, &config, &policies, TODAY);
    let answers = answers(files, &config);
    let of_answers = rbc::check_answers(&compiled.library, &sources, &config, TODAY, &answers);
    compiled.diagnostics.iter().chain(&of_answers).map(|finding| (finding.rule, finding.level)).collect()
}

/// What the fence of answers says, of hosts that are asked.
fn answers(files: &Files, config: &Config) -> Answers {
    let private = PrivateHosts::new(&config.private_hosts);
    let mut answers = Answers::default();
    for line in files.iter().filter(|(path, _)| path == "answers").flat_map(|(_, text)| text.lines()) {
        let words: Vec<&str> = line.split(' ').collect();
        let address = Address::of(words[0]).unwrap();
        let answer = match (words[1].parse().unwrap(), words.get(2)) {
            (301 | 308, Some(to)) => Answer::Moved { to: (*to).to_owned() },
            (200, None) => Answer::Alive,
            (status @ (404 | 410), None) => Answer::Dead(Reason::Status(status)),
            (status, None) => Answer::Unverified(Reason::Status(status)),
            _ => panic!("{line}"),
        };
        if !private.hold(address.host()) {
            answers.insert(&address, answer);
        }
    }
    answers
}

#[test]
fn examples_on_pages_of_rules_are_true() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for name in pages::names() {
        let page = pages::page(name).unwrap();
        let (bad, good) = (files(page, "## 悪い例"), files(page, "## 良い例"));
        if ELSEWHERE.iter().any(|prefix| name.starts_with(prefix)) {
            continue;
        }
        seen += 1;
        // The level is the one that `rbc explain` tells.
        let level = rbc::default_level(name).unwrap();
        if !broken(&bad).contains(&(name, level)) {
            faults.push(format!("{name}: the bad example is not found as {level:?}: {:?}", broken(&bad)));
        }
        if good.is_empty() || broken(&good).iter().any(|(rule, _)| *rule == name) {
            faults.push(format!("{name}: the good example is found"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen > 10);
}
