//! ShellCheck, where somebody asks for it on the command line. It is a program of its own: it is started without a shell,
//! gets each script on standard input, follows no file, reads no configuration of the project, and is stopped when it
//! takes too long.

use serde::Deserialize;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// So long may one script take.
const PATIENCE: Duration = Duration::from_secs(10);
/// So much of an answer is read.
const ANSWER: u64 = 4 * 1024 * 1024;

/// What says nothing of a piece of a script: no `#!`, variables set or used elsewhere, files that it names, matters of
/// taste (`ps | grep`, `cat | `).
const EXCLUDED: &str = "SC1090,SC1091,SC2002,SC2009,SC2034,SC2126,SC2148,SC2154,SC2164,SC2317";

/// What ShellCheck says of a place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Remark {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// The end's line.
    #[serde(rename = "endLine")]
    pub end_line: usize,
    /// The end's column, exclusive.
    #[serde(rename = "endColumn")]
    pub end_column: usize,
    /// `error`, `warning`, `info` or `style`.
    pub level: String,
    /// The number of `SC2086`.
    pub code: u32,
    /// Its words.
    pub message: String,
}

#[derive(Deserialize)]
struct Answer {
    comments: Vec<Remark>,
}

/// What came of the scripts.
#[derive(Debug, Default)]
pub struct Checked {
    /// The remarks on each script, in the order of the scripts.
    pub remarks: Vec<Vec<Remark>>,
    /// Scripts that got no answer, or took too long.
    pub unanswered: usize,
    /// There is no such program on this machine.
    pub missing: bool,
}

/// Asks about each script. Several are asked about at once.
#[must_use]
pub fn check(scripts: &[String]) -> Checked {
    check_with("shellcheck", scripts)
}

fn check_with(program: &str, scripts: &[String]) -> Checked {
    let found: Vec<Mutex<Vec<Remark>>> = scripts.iter().map(|_| Mutex::default()).collect();
    let (next, unanswered, missing) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let work = || {
        while !missing.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let (Some(script), Some(place)) = (scripts.get(at), found.get(at)) else { return };
            match ask(program, script) {
                Ok(remarks) => {
                    if let Ok(mut place) = place.lock() {
                        *place = remarks;
                    }
                }
                Err(Silence::Missing) => missing.store(true, Ordering::Relaxed),
                Err(Silence::Unanswered) => drop(unanswered.fetch_add(1, Ordering::Relaxed)),
            }
        }
    };
    let workers = thread::available_parallelism().map_or(2, usize::from).min(scripts.len().max(1));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    Checked {
        remarks: found.into_iter().map(|place| place.into_inner().unwrap_or_default()).collect(),
        unanswered: unanswered.into_inner(),
        missing: missing.into_inner(),
    }
}

enum Silence {
    Missing,
    Unanswered,
}

fn ask(program: &str, script: &str) -> Result<Vec<Remark>, Silence> {
    let mut command = Command::new(program);
    command
        .args(["--norc", "--format=json1", "--shell=bash", "--exclude", EXCLUDED, "-"])
        .env_remove("SHELLCHECK_OPTS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Silence::Missing,
        _ => Silence::Unanswered,
    })?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    // Threads of their own: whatever the program started may keep the pipes open when it is gone itself.
    let script = script.to_owned();
    thread::spawn(move || {
        // That it reads no further is seen by its answer.
        input.map(|mut input| input.write_all(script.as_bytes()))
    });
    let (give, take) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let read = output.map(|output| output.take(ANSWER).read_to_end(&mut answer));
        let _ = give.send(read.is_some_and(|read| read.is_ok()).then_some(answer));
    });
    let answer = wait(&mut child).then(|| take.recv_timeout(PATIENCE).ok().flatten()).flatten();
    let answer = answer.ok_or(Silence::Unanswered)?;
    serde_json::from_slice::<Answer>(&answer).map(|answer| answer.comments).map_err(|_| Silence::Unanswered)
}

/// Waits for a program, and stops it when it takes too long.
fn wait(child: &mut Child) -> bool {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return true,
            Ok(None) if start.elapsed() < PATIENCE => {
                thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(20));
            }
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_is_missing() {
        let checked = check_with("no-such-program-は無い", &["ls".to_owned(), "df".to_owned()]);
        assert!(checked.missing);
        assert_eq!(checked.remarks, [vec![], vec![]]);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_says_something_else_has_not_answered() {
        let checked = check_with("true", &["ls".to_owned()]);
        assert!(!checked.missing);
        assert_eq!(checked.unanswered, 1);
    }

    #[test]
    fn an_answer_is_read() {
        let text = r#"{"comments":[{"file":"-","line":1,"endLine":1,"column":6,"endColumn":8,"level":"info","code":2086,"message":"Quote","fix":null}]}"#;
        let answer: Answer = serde_json::from_str(text).unwrap();
        assert_eq!((answer.comments[0].code, answer.comments[0].end_column), (2086, 8));
    }
}
