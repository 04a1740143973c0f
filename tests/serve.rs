//! `rbc serve`, as far as no browser is needed: `tests/browser/serve.mjs` is the rest.

#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "cli/project.rs"]
mod project;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::Stdio;

use project::{GOOD, Project};

#[test]
fn a_port_that_is_taken_is_said() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = project.rbc(&["serve", "--port", &port]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains(&port) && run.stderr.contains("--port"), "{}", run.stderr);
}

#[test]
fn a_fault_at_the_start_is_served_and_nothing_is_written() {
    let project = Project::new(&[("content/a.md", GOOD), ("rbc.yaml", "tilte: x\n")]);
    let mut command = project.command(&["serve", "--port", "0"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let said: Vec<String> =
        lines.map_while(Result::ok).take_while(|line| !line.contains("http://127.0.0.1:")).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(said.iter().any(|line| line.contains("tilte")), "{said:?}");
    assert!(!project.at("site").exists());
}
