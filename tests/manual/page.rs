//! A page of the manual: its headings and fences, and the commands that it shows.

use std::fs;
use std::path::{Path, PathBuf};

/// A page, as it lies in the folder of its language.
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) fences: Vec<Fence>,
    path: PathBuf,
    text: String,
}

/// A fenced block.
pub(crate) struct Fence {
    /// `console`, `yaml rbc.yaml`
    pub(crate) info: String,
    pub(crate) lines: Vec<String>,
    /// Number of the line with its opening, from 1.
    pub(crate) line: usize,
}

/// What the reader of a page would do.
pub(crate) enum Step {
    /// Write a file, by its path within the folder where the page begins.
    File(String, String),
    /// Type a command.
    Command(Shown),
}

/// A command with its output, as the page shows them.
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) output: String,
    pub(crate) line: usize,
}

/// Programs that a page may call and that a machine may not have.
const TOOLS: [&str; 2] = ["jq", "git"];

impl Page {
    pub(crate) fn read(folder: &Path, path: &Path) -> Page {
        let text = fs::read_to_string(path).unwrap();
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        Page { name, fences: fences(&text), path: path.to_owned(), text }
    }

    /// How deep each heading is.
    pub(crate) fn outline(&self) -> Vec<usize> {
        let inside =
            |at: usize| self.fences.iter().any(|fence| (fence.line..fence.line + fence.lines.len() + 2).contains(&at));
        let lines = self.text.lines().enumerate().filter(|(at, line)| line.starts_with('#') && !inside(at + 1));
        lines.map(|(_, line)| line.chars().take_while(|sign| *sign == '#').count()).collect()
    }

    pub(crate) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if !self.fences.iter().any(|fence| fence.info == "console") {
            return steps;
        }
        for fence in &self.fences {
            match fence.info.split_once(' ') {
                _ if fence.info == "console" => steps.extend(shown(fence).into_iter().map(Step::Command)),
                Some((_, path)) => steps.push(Step::File(path.to_owned(), fence.lines.join("\n") + "\n")),
                None => {}
            }
        }
        steps
    }

    pub(crate) fn commands(&self) -> impl Iterator<Item = Shown> {
        self.steps().into_iter().filter_map(|step| match step {
            Step::Command(command) => Some(command),
            Step::File(..) => None,
        })
    }

    pub(crate) fn tools(&self) -> impl Iterator<Item = &'static str> {
        let commands: Vec<String> = self.commands().map(|command| command.text).collect();
        let called = move |tool: &&str| commands.iter().any(|text| text.split_whitespace().any(|word| word == *tool));
        TOOLS.into_iter().filter(called)
    }

    /// Writes the page with what its commands gave, where that does not fit.
    pub(crate) fn rewrite(&self, outputs: &[String]) {
        let mut lines: Vec<String> = self.text.lines().map(str::to_owned).collect();
        let commands: Vec<Shown> = self.commands().collect();
        for (command, output) in commands.iter().zip(outputs).rev() {
            if !super::pattern::fits(&command.output, output) {
                let first = command.line + command.text.lines().count() - 1;
                let last = first + command.output.lines().count();
                lines.splice(first..last, output.lines().map(str::to_owned));
            }
        }
        fs::write(&self.path, lines.join("\n") + "\n").unwrap();
    }
}

fn fences(text: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let close = &line[..ticks];
        let body = lines.by_ref().map(|(_, line)| line.to_owned()).take_while(|line| line != close).collect();
        fences.push(Fence { info: line[ticks..].to_owned(), lines: body, line: at + 1 });
    }
    fences
}

/// `$ command`, further lines of it after `> `, and below it what it printed.
fn shown(fence: &Fence) -> Vec<Shown> {
    let mut commands: Vec<Shown> = Vec::new();
    for (at, line) in fence.lines.iter().enumerate() {
        match (line.strip_prefix("$ "), line.strip_prefix("> "), commands.last_mut()) {
            (Some(text), _, _) => {
                commands.push(Shown { text: text.to_owned(), output: String::new(), line: fence.line + at + 1 });
            }
            (None, Some(more), Some(last)) if last.output.is_empty() => last.text = format!("{}\n{more}", last.text),
            (None, _, Some(last)) => last.output = format!("{}{line}\n", last.output),
            (None, _, None) => {}
        }
    }
    commands
}
