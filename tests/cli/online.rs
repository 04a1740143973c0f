//! `--online`: the only way to a socket, and never one of a private network. A proxy on this machine stands for the world.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};

use crate::project::{Project, Run};

/// What a server was asked, a line each.
type Log = Arc<Mutex<Vec<String>>>;

/// A proxy that answers for every host, by the path that is asked.
fn proxy() -> (SocketAddr, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let log = Log::default();
    let seen = Arc::clone(&log);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let seen = Arc::clone(&seen);
            std::thread::spawn(move || converse(&stream, &seen));
        }
    });
    (address, log)
}

fn converse(stream: &TcpStream, seen: &Log) {
    let mut lines = BufReader::new(stream).lines();
    while let Some(Ok(first)) = lines.next() {
        lines.by_ref().map_while(Result::ok).find(String::is_empty);
        seen.lock().unwrap().push(first.clone());
        let answer = match first.split(' ').nth(1).unwrap() {
            "/gone" => "404 Not Found",
            "/old" => "301 Moved\r\nLocation: /new",
            "/members" => "403 Forbidden",
            _ => "200 OK",
        };
        let mut stream = stream;
        stream.write_all(format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n").as_bytes()).unwrap();
    }
}

fn by_proxy(project: &Project, proxy: SocketAddr, arguments: &[&str]) -> Command {
    let mut command = project.command(arguments);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "https_proxy", "all_proxy", "no_proxy"] {
        command.env_remove(name);
    }
    command.env("http_proxy", format!("http://{proxy}")).env("XDG_CACHE_HOME", project.at("cache"));
    command
}

const TEXT: &str = "# 連絡\n\n[復旧](http://docs.kawasemi-test.jp/old#手順)と<http://docs.kawasemi-test.jp/old#手順>、\n\
    [図](http://docs.kawasemi-test.jp/gone)、![図](http://docs.kawasemi-test.jp/gone)、\n\
    http://wiki.kawasemi-test.jp/members を見る。\n\n```sh\ncurl http://docs.kawasemi-test.jp/code\n```\n";

#[test]
fn what_hosts_answer_is_reported_once_each_and_kept() {
    let (proxy, log) = proxy();
    let project = Project::new(&[("content/a.md", TEXT)]);
    let run = |arguments: &[&str]| Run::from(by_proxy(&project, proxy, arguments).output().unwrap());
    let offline = run(&["check", "--format", "json"]);
    assert_eq!(offline.findings(), []);
    assert!(log.lock().unwrap().is_empty(), "without the flag nobody is asked");
    let online = run(&["check", "--online", "--format", "json"]);
    let place = |rule: &str, place: &str| (rule.to_owned(), format!("content/a.md:{place}"));
    let expected = [place("link/moved-url", "3:1"), place("link/dead-url", "4:1"), place("link/unverified-url", "5:1")];
    assert_eq!(online.findings(), expected, "{}", online.stderr);
    assert_eq!(online.status, 0);
    let asked = log.lock().unwrap().len();
    assert!(!log.lock().unwrap().iter().any(|line| line.contains("/code")), "code is no link");
    // What is known is not asked again, a command that is silenced was looked for, and a fix is one that may be wrong.
    project.write("content/a.md", format!("<!-- rbc-ignore-file link/dead-url: 旧サイト -->\n\n{TEXT}"));
    let fixed = run(&["check", "--online", "--fix", "--unsafe-fixes", "--format", "json"]);
    assert_eq!(fixed.findings(), [place("link/unverified-url", "7:1")], "{}", fixed.stderr);
    let text = std::fs::read_to_string(project.at("content/a.md")).unwrap();
    let new = "[復旧](http://docs.kawasemi-test.jp/new#手順)と<http://docs.kawasemi-test.jp/new#手順>";
    assert!(text.contains(new), "{text}");
    let again = log.lock().unwrap()[asked..].to_vec();
    assert!(again.iter().all(|line| line.contains("/new") || line.starts_with("CONNECT")), "{again:?}");
    // Offline, a comment for what other hosts answer is no idle one.
    assert_eq!(run(&["check", "--format", "json"]).findings(), []);
    let count = log.lock().unwrap().len();
    let anew = run(&["check", "--online", "--online-max-age", "0", "--format", "json"]);
    assert_eq!(anew.findings(), [place("link/unverified-url", "7:1")]);
    assert!(log.lock().unwrap().len() > count);
    let other = run(&["check", "--online", "--select", "table", "--online-max-age", "0"]);
    assert_eq!(other.status, 0);
}

#[test]
fn no_configuration_opens_a_private_network() {
    let (server, log) = proxy();
    let text = format!("# 内\n\n[a](http://{server}/) [b](http://localhost:{}/)\n", server.port());
    let project = Project::new(&[("content/a.md", &text), ("rbc.yaml", "private_hosts: []\n")]);
    for arguments in [&["check"][..], &["check", "--online"], &["build"]] {
        let mut command = project.command(arguments);
        let run = Run::from(command.env("XDG_CACHE_HOME", project.at("cache")).output().unwrap());
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    assert!(log.lock().unwrap().is_empty());
    project.write("rbc.yaml", "private_hosts:\n  - 10.0.0.0/40\nonline: true\n");
    let run = project.rbc(&["check", "--format", "json"]);
    let faults = [("config/invalid-value", "rbc.yaml:2:5"), ("config/unknown-key", "rbc.yaml:3:1")];
    assert_eq!(run.findings(), faults.map(|(rule, place)| (rule.to_owned(), place.to_owned())));
}

#[test]
fn without_a_network_it_says_so_once() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let project = Project::new(&[("content/a.md", TEXT)]);
    let run = Run::from(by_proxy(&project, closed, &["check", "--online", "--format", "json"]).output().unwrap());
    assert_eq!((run.findings(), run.status), (Vec::new(), 2), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}

#[test]
fn only_changed_documents_are_asked_for() {
    let (proxy, log) = proxy();
    let project = Project::new(&[
        ("content/a.md", "# 甲\n\n[a](http://docs.kawasemi-test.jp/gone)\n"),
        ("content/b.md", "# 乙\n\n[b](http://docs.kawasemi-test.jp/members)\n"),
    ]);
    let run = by_proxy(&project, proxy, &["check", "--online", "content/b.md", "--format", "json"]).output().unwrap();
    let found = Run::from(run).findings();
    assert_eq!(found, [("link/unverified-url".to_owned(), "content/b.md:3:1".to_owned())]);
    assert!(!log.lock().unwrap().iter().any(|line| line.contains("/gone")));
}
