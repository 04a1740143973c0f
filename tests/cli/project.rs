//! A project in a folder of its own, and rbc run in it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub(crate) struct Project {
    _folder: tempfile::TempDir,
    pub(crate) root: PathBuf,
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    pub(crate) fn new(files: &[(&str, &str)]) -> Project {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let project = Project { _folder: folder, root };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rbc"));
        command.args(arguments).current_dir(&self.root).stdin(Stdio::null());
        command.env_remove("NO_COLOR").env_remove("COLUMNS");
        command
    }

    pub(crate) fn rbc<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs with a text on standard input.
    pub(crate) fn rbc_reading<S: AsRef<OsStr>>(&self, arguments: &[S], text: &[u8]) -> Run {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text).unwrap();
        child.wait_with_output().unwrap().into()
    }

    /// Every file under a folder of the project with its bytes.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.at(folder))
    }
}

pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let run = Run {
            status: output.status.code().expect("no signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }
}

impl Run {
    /// The findings of `--format json`: rule and `path:line:column`.
    pub(crate) fn findings(&self) -> Vec<(String, String)> {
        let value: serde_json::Value = serde_json::from_str(&self.stdout).expect("JSON");
        let findings = value["diagnostics"].as_array().unwrap().iter();
        findings
            .map(|finding| {
                let place = &finding["location"];
                let path = place["path"].as_str().unwrap();
                (finding["rule"].as_str().unwrap().to_owned(), format!("{path}:{}:{}", place["line"], place["column"]))
            })
            .collect()
    }

    pub(crate) fn has(&self, rule: &str, place: &str) -> bool {
        self.findings().iter().any(|(found, at)| found == rule && at == place)
    }
}

/// A document that nothing is wrong with.
pub(crate) const GOOD: &str = "# 運用メモ\n\n本文です。\n";

/// Says what is not run. The harness keeps what `eprintln!` prints in a test that passes, and nobody would hear of it.
pub(crate) fn aloud(said: &str) {
    let _ = writeln!(std::io::stderr(), "{said}");
}
