//! Runs what stands in the files for code hosts as the hosts do, as far as a shell goes: the steps of an action, the
//! script of a pipeline's job.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rbc::yaml::{Bounds, Node, NodeKind, parse_within};

/// Top of this repository.
pub(crate) const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A file as YAML.
pub(crate) fn yaml(path: &Path) -> Node {
    let text = fs::read_to_string(path).unwrap();
    parse_within(&text, 0, Bounds { bytes: 1 << 20, depth: 16 }).unwrap_or_else(|fault| panic!("{path:?}: {fault:?}"))
}

/// The entries of a map; none where there is no map.
pub(crate) fn entries(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let map = if let NodeKind::Mapping(map) = &node.kind { map.as_slice() } else { &[] };
    map.iter().map(|(key, value)| (key.value.as_str(), value))
}

/// What stands under a key.
pub(crate) fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    entries(node).find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// What stands under keys within keys.
pub(crate) fn at<'a>(node: &'a Node, keys: &[&str]) -> &'a Node {
    keys.iter().fold(node, |node, key| get(node, key).unwrap_or_else(|| panic!("{key} of {keys:?}")))
}

/// The items of a list.
pub(crate) fn items(node: &Node) -> &[Node] {
    if let NodeKind::Sequence(items) = &node.kind { items } else { &[] }
}

/// A scalar; empty where there is none.
pub(crate) fn text(node: Option<&Node>) -> &str {
    if let Some(NodeKind::Scalar(text, _)) = node.map(|node| &node.kind) { text } else { "" }
}

/// A machine of a code host: a folder for its own things, rbc on its path or not.
pub(crate) struct Runner {
    folder: tempfile::TempDir,
    /// `name → text` of programs that stand on the path.
    path: String,
}

/// What running steps gave.
#[derive(Debug, Default)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) log: String,
    pub(crate) summary: String,
    /// Actions that were used, with their names.
    pub(crate) uses: Vec<String>,
    /// `step.name → value`.
    outputs: BTreeMap<String, String>,
    /// Outputs of the action itself.
    pub(crate) results: BTreeMap<String, String>,
}

impl Runner {
    /// A machine with rbc.
    pub(crate) fn new() -> Runner {
        let runner = Runner::bare();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_rbc"), runner.at("tools/rbc")).unwrap();
        runner
    }

    /// A machine without rbc.
    pub(crate) fn bare() -> Runner {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("tools")).unwrap();
        fs::create_dir_all(folder.path().join("temp")).unwrap();
        let own = folder.path().join("tools");
        let system = std::env::var("PATH").unwrap_or_default();
        // Where rbc is installed on this machine too, it must not answer for the one that is tested.
        let others = system.split(':').filter(|folder| !Path::new(folder).join("rbc").exists());
        let path = others.fold(own.to_str().unwrap().to_owned(), |path, folder| format!("{path}:{folder}"));
        Runner { folder, path }
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Puts a program on the path.
    pub(crate) fn tool(&self, name: &str, script: &str) {
        let path = self.at("tools").join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// The shell of a step, without what the machine of this test says of itself.
    fn shell(&self, folder: &Path, script: &str) -> Command {
        let file = self.at("step.sh");
        fs::write(&file, script).unwrap();
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(file).current_dir(folder).stdin(Stdio::null());
        for (name, _) in std::env::vars() {
            if ["GITHUB_", "CI_", "RUNNER_", "GIT_"].iter().any(|start| name.starts_with(start)) {
                command.env_remove(name);
            }
        }
        command.env("PATH", &self.path).env("RUNNER_TEMP", self.at("temp"));
        command
    }

    /// Runs an action in a folder as a step of a job that gives it these inputs.
    pub(crate) fn action(&self, folder: &Path, inputs: &[(&str, &str)]) -> Ran {
        let action = yaml(&Path::new(HERE).join("action.yml"));
        let mut given: BTreeMap<&str, String> = entries(at(&action, &["inputs"]))
            .map(|(name, input)| (name, text(get(input, "default")).to_owned()))
            .collect();
        for (name, value) in inputs {
            assert!(given.insert(name, (*value).to_owned()).is_some(), "no input {name}");
        }
        let mut ran = Ran::default();
        let mut more = Vec::new();
        for step in items(at(&action, &["runs", "steps"])) {
            if let Some(condition) =
                get(step, "if").filter(|condition| !self.holds(text(Some(condition)), &given, &ran))
            {
                assert!(text(Some(condition)).starts_with("${{ "), "a condition is an expression");
                continue;
            }
            match text(get(step, "uses")) {
                "" => self.step(folder, step, &given, &mut ran, &mut more),
                used => ran.uses.push(format!("{used} {}", text(get(step, "name")))),
            }
            if ran.status != 0 {
                break;
            }
        }
        for (name, output) in entries(at(&action, &["outputs"])) {
            let value = self.filled(text(get(output, "value")), &given, &ran);
            ran.results.insert(name.to_owned(), value);
        }
        ran
    }

    fn step(&self, folder: &Path, step: &Node, inputs: &BTreeMap<&str, String>, ran: &mut Ran, more: &mut Vec<String>) {
        assert_eq!(text(get(step, "shell")), "bash");
        let mut command = self.shell(folder, text(get(step, "run")));
        for (name, value) in get(step, "env").into_iter().flat_map(entries) {
            command.env(name, self.filled(text(Some(value)), inputs, ran));
        }
        let path = more.iter().fold(self.path.clone(), |path, folder| format!("{folder}:{path}"));
        let files = ["output", "path", "summary"].map(|name| self.at(name));
        files.iter().for_each(|file| fs::write(file, "").unwrap());
        command.env("PATH", path).env("GITHUB_ACTION_PATH", HERE).env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
        command.env("GITHUB_OUTPUT", &files[0]).env("GITHUB_PATH", &files[1]).env("GITHUB_STEP_SUMMARY", &files[2]);
        self.finish(&mut command, ran);
        let written = files.map(|file| fs::read_to_string(file).unwrap());
        for line in written[0].lines() {
            let (name, value) = line.split_once('=').expect("name=value");
            ran.outputs.insert(format!("{}.outputs.{name}", text(get(step, "id"))), value.to_owned());
        }
        more.extend(written[1].lines().map(str::to_owned));
        ran.summary.push_str(&written[2]);
    }

    /// Runs the script of a job of a pipeline, with what stands before it.
    pub(crate) fn pipeline(&self, folder: &Path, file: &Path, job: &str) -> Ran {
        let pipeline = yaml(file);
        let job = at(&pipeline, &[job]);
        let base = get(&pipeline, text(get(job, "extends")));
        let before = get(job, "before_script").or_else(|| get(base?, "before_script"));
        let lines = before.into_iter().chain(get(job, "script")).flat_map(items).map(|line| text(Some(line)));
        let mut ran = Ran::default();
        let mut command = self.shell(folder, &lines.collect::<Vec<_>>().join("\n"));
        command.env("CI_PROJECT_DIR", folder).env("CARGO_HOME", folder.join(".cargo"));
        self.finish(&mut command, &mut ran);
        ran
    }

    fn finish(&self, command: &mut Command, ran: &mut Ran) {
        let output = command.output().unwrap();
        ran.log.push_str(&String::from_utf8_lossy(&output.stdout));
        ran.log.push_str(&String::from_utf8_lossy(&output.stderr));
        ran.status = output.status.code().unwrap();
    }

    /// A text with its expressions as what they are worth.
    fn filled(&self, text: &str, inputs: &BTreeMap<&str, String>, ran: &Ran) -> String {
        let mut pieces = text.split("${{ ");
        let mut filled = pieces.next().unwrap().to_owned();
        for piece in pieces {
            let (expression, rest) = piece.split_once(" }}").expect("a closed expression");
            filled = filled + &self.worth(expression, inputs, ran) + rest;
        }
        filled
    }

    fn worth(&self, expression: &str, inputs: &BTreeMap<&str, String>, ran: &Ran) -> String {
        if let Some(name) = expression.strip_prefix("inputs.") {
            return inputs.get(name).unwrap_or_else(|| panic!("no input {name}")).clone();
        }
        if let Some(name) = expression.strip_prefix("steps.") {
            return ran.outputs.get(name).cloned().unwrap_or_default();
        }
        assert_eq!(expression, "runner.temp");
        self.at("temp").to_str().unwrap().to_owned()
    }

    fn holds(&self, condition: &str, inputs: &BTreeMap<&str, String>, ran: &Ran) -> bool {
        let condition = condition.trim_start_matches("${{ ").trim_end_matches(" }}");
        condition.split(" && ").all(|part| {
            let (same, (left, right)) = match part.split_once(" == ") {
                Some(sides) => (true, sides),
                None => (false, part.split_once(" != ").expect("a comparison")),
            };
            (self.worth(left, inputs, ran) == right.trim_matches('\'')) == same
        })
    }
}
