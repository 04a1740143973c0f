//! A shell in a folder of its own, in which a page's commands are typed one after the other.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::page::{Page, Step};

/// What stands alone on a line after the output of each command; no program prints it.
const END: &str = "\u{1e}end";

/// Whether a program can be called here.
pub(crate) fn has(program: &str) -> bool {
    let run = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

/// What each command of a page printed on both streams, in order; fewer where the shell ended.
pub(crate) fn run(page: &Page, language: &str) -> Vec<String> {
    let steps = page.steps();
    if steps.is_empty() {
        return Vec::new();
    }
    let scratch = tempfile::tempdir().unwrap();
    // The folder's name is the title of a project without one.
    let (folder, files) = (scratch.path().join("runbooks"), scratch.path().join("files"));
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(&files).unwrap();
    let mut script = String::from("exec 2>&1 </dev/null\n");
    if language == "en" {
        // The index of the English manual asks its readers for the same.
        script.push_str("shopt -s expand_aliases\nalias rbc='rbc --lang en'\n");
    }
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::File(path, text) => {
                let staged = files.join(at.to_string());
                fs::write(&staged, text).unwrap();
                writeln!(script, "mkdir -p \"$(dirname '{path}')\" && cp '{}' '{path}'", staged.display()).unwrap();
            }
            // The status is left as the command left it: the next one may be `echo $?`.
            Step::Command(command) => {
                writeln!(script, "{}\nstatus=$?; printf '{END}\\n'; (exit $status)", command.text).unwrap();
            }
        }
    }
    let path = scratch.path().join("script");
    fs::write(&path, script).unwrap();
    let shell = shell(scratch.path()).arg(&path).current_dir(&folder).output().unwrap();
    let output = String::from_utf8(shell.stdout).unwrap();
    let mut outputs: Vec<String> = output.split(&format!("{END}\n")).map(str::to_owned).collect();
    outputs.pop();
    outputs
}

/// bash, with this rbc before all others and nothing of the person who runs the tests.
fn shell(home: &Path) -> Command {
    let programs = Path::new(env!("CARGO_BIN_EXE_rbc")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("bash");
    shell.env_clear().env("PATH", format!("{}:{path}", programs.display())).env("HOME", home);
    shell.env("LANG", "C.UTF-8").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    for role in ["AUTHOR", "COMMITTER"] {
        shell.env(format!("GIT_{role}_NAME"), "sre").env(format!("GIT_{role}_EMAIL"), "sre@example.com");
    }
    shell
}
