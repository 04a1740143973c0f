//! `rbc serve`, as far as no browser is needed: `tests/browser/serve.mjs` is the rest.

#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "cli/project.rs"]
mod project;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use project::{GOOD, Project};

const TODAY: &str = "2026-11-30";

/// `rbc serve` at work; ended when it is let go.
struct Serving {
    child: Child,
    port: u16,
    /// What it says on standard error, line by line.
    said: Receiver<String>,
}

impl Serving {
    fn start(project: &Project) -> Serving {
        let mut command = project.command(&["serve", "--port", "0", "--today", TODAY]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, said) = channel();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let port = loop {
            let line = said.recv_timeout(Duration::from_secs(60)).expect("rbc serve says where");
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        Serving { child, port, said }
    }

    /// Sends a request as it stands, `PORT` filled in, and gives the answer.
    fn send(&self, request: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request = request.replace("PORT", &self.port.to_string()).replace('\n', "\r\n");
        stream.write_all(format!("{request}\r\n\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer
    }

    fn status(&self, request: &str) -> u16 {
        let answer = String::from_utf8_lossy(&self.send(request)).into_owned();
        answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect(&answer)
    }

    /// Status and body of a path within the site, without what `rbc serve` adds to pages.
    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let address: String = path.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let answer = self.send(&format!("GET /{address} HTTP/1.1\nHost: localhost:PORT"));
        let at = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
        let status = String::from_utf8_lossy(&answer[9..12]).parse().unwrap();
        let body = answer[at..].to_vec();
        if !path.ends_with(".html") {
            return (status, body);
        }
        let text = String::from_utf8(body).unwrap();
        let Some((before, rest)) = text.split_once("<link rel=\"stylesheet\" href=\"/_rbc/live.css\">") else {
            panic!("{path} does not listen: {text}");
        };
        (status, format!("{before}{}", rest.split_once("</script>").unwrap().1).into_bytes())
    }

    /// Waits until a page holds a text.
    fn until(&self, path: &str, text: &str) {
        let start = Instant::now();
        loop {
            let (_, body) = self.get(path);
            if String::from_utf8_lossy(&body).contains(text) {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{text} is not seen at {path}: {:?}", self.lines());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn lines(&self) -> Vec<String> {
        self.said.try_iter().collect()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Holds every file of a site that is built now against what is served.
fn compare(project: &Project, serving: &Serving) {
    let run = project.rbc(&["build", "--today", TODAY, "--out", "built"]);
    assert!(run.status < 2, "{}", run.stderr);
    let built = project.tree("built");
    assert!(built.len() > 40, "{:?}", built.keys());
    for (path, mut bytes) in built {
        // A site that is written follows what is saved: nothing of it is kept for later.
        if matches!(path.as_str(), "sw.js" | "assets/offline.js" | "assets/offline.html" | ".rbc-site") {
            continue;
        }
        if path.ends_with(".html") {
            bytes = String::from_utf8(bytes).unwrap().replace(" data-offline", "").into_bytes();
        }
        let (status, served) = serving.get(&path);
        assert!(status == 200 && served == bytes, "{path} ({status}): {}", String::from_utf8_lossy(&served));
    }
    fs::remove_dir_all(project.at("built")).unwrap();
}

#[test]
fn what_is_served_after_changes_is_what_a_build_gives() {
    let long = |words: &str| {
        format!("# 手順 {words}\n\n## 復旧\n\n{words}。[DB](db.md#復旧)と[索引](index.md)。\n\n- [ ] 確認\n")
    };
    let project = Project::new(&[("content/index.md", "# 索引\n\n[a](a.md)、[無い](new.md)、[図](図.svg)\n")]);
    project.write("content/a.md", long("初め"));
    project
        .write("content/db.md", "# DB\n\n## 復旧\n\nアラート `DiskFull` で開く。\n\n```bash\nkubectl get pods\n```\n");
    project.write("content/図.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>");
    let serving = Serving::start(&project);
    compare(&project, &serving);

    project.write("content/a.md", long("直した"));
    serving.until("a.html", "直した。");
    // A file between others, that a link waits for.
    project.write("content/new.md", "# 新しい\n\n[a](a.md#復旧)\n");
    serving.until("new.html", "新しい");
    serving.until("index.html", "new.html");
    project.write("content/db.md", "# DB\n\n## 戻し方\n\n```bash\nkubectl delete pod x\n```\n");
    serving.until("a.html", "link/broken-anchor");
    compare(&project, &serving);

    fs::rename(project.at("content/new.md"), project.at("content/moved.md")).unwrap();
    serving.until("moved.html", "新しい");
    fs::remove_file(project.at("content/db.md")).unwrap();
    serving.until("a.html", "link/broken-file");
    project.write("content/図.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>");
    serving.until("図.svg", "<g/>");
    assert_eq!(serving.get("new.html").0, 404);
    compare(&project, &serving);

    project.write(
        "policy/own.yaml",
        "extends: standard\nproperties:\n  checklists:\n    minItems: 7\n    x-rbc-rule: checklists\n",
    );
    project.write(
        "rbc.yaml",
        "title: 決済の手順\nkind:\n  runbook: ['**']\npolicies:\n  - files: ['**']\n    policy: policy/own.yaml\n",
    );
    serving.until("index.html", "決済の手順");
    serving.until("a.html", "schema/checklists");
    project.write("templates/parts/footer.html", "<footer>自前の足元 {{ site.title }}</footer>\n");
    serving.until("a.html", "自前の足元 決済の手順");
    compare(&project, &serving);

    // A fault leaves the last good site, and its repair takes it away.
    project.write("templates/parts/footer.html", "<footer>{{ 足 </footer>\n");
    let told = |line: String| line.contains("footer.html").then_some(());
    assert!((0..200).any(|_| serving.said.recv_timeout(Duration::from_secs(60)).ok().and_then(told).is_some()));
    assert!(String::from_utf8_lossy(&serving.get("a.html").1).contains("自前の足元"));
    fs::remove_file(project.at("templates/parts/footer.html")).unwrap();
    project.write("content/a.md", long("終わり"));
    serving.until("a.html", "終わり。");
    compare(&project, &serving);
}

#[test]
fn only_what_is_meant_for_this_server_is_answered() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    project.write("secret.txt", "秘密");
    let serving = Serving::start(&project);
    for (request, status) in [
        ("GET /a.html HTTP/1.1\nHost: localhost:PORT", 200),
        ("HEAD /a.html HTTP/1.1\nHost: 127.0.0.1:PORT\nOrigin: http://localhost:PORT", 200),
        // Another name or port, none, two, or one within another.
        ("GET / HTTP/1.1\nHost: rbc.example:PORT", 403),
        ("GET / HTTP/1.1\nHost: localhost", 403),
        ("GET / HTTP/1.1\nHost: localhost:1", 403),
        ("GET / HTTP/1.1\nHost: localhost:PORT.rbc.example", 403),
        ("GET / HTTP/1.1\nHost: [::1]:PORT", 403),
        ("GET / HTTP/1.1", 403),
        ("GET / HTTP/1.1\nHost: localhost:PORT\nHost: localhost:PORT", 403),
        // Whoever else's page asks, for pages and for events.
        ("GET / HTTP/1.1\nHost: localhost:PORT\nOrigin: http://rbc.example", 403),
        ("GET / HTTP/1.1\nHost: localhost:PORT\nOrigin: null", 403),
        ("GET / HTTP/1.1\nHost: localhost:PORT\nOrigin: https://localhost:PORT", 403),
        ("GET /_rbc/events HTTP/1.1\nHost: localhost:PORT\nOrigin: http://localhost:1", 403),
        // What is more than reading.
        ("POST / HTTP/1.1\nHost: localhost:PORT", 405),
        ("PUT /a.html HTTP/1.1\nHost: localhost:PORT", 405),
        ("DELETE /a.html HTTP/1.1\nHost: localhost:PORT", 405),
        ("OPTIONS / HTTP/1.1\nHost: localhost:PORT", 405),
        ("CONNECT localhost:PORT HTTP/1.1\nHost: localhost:PORT", 405),
        // What is no path of the site.
        ("GET http://localhost:PORT/ HTTP/1.1\nHost: localhost:PORT", 400),
        ("GET a.html HTTP/1.1\nHost: localhost:PORT", 400),
        ("GET /%ff HTTP/1.1\nHost: localhost:PORT", 400),
        ("GET /secret.txt HTTP/1.1\nHost: localhost:PORT", 404),
        ("GET /../secret.txt HTTP/1.1\nHost: localhost:PORT", 404),
        ("GET /%2e%2e/secret.txt HTTP/1.1\nHost: localhost:PORT", 404),
        ("GET //etc/passwd HTTP/1.1\nHost: localhost:PORT", 404),
        ("GET /content/a.md HTTP/1.1\nHost: localhost:PORT", 404),
        ("GET /assets/../a.html HTTP/1.1\nHost: localhost:PORT", 404),
        ("GET /_rbc/none HTTP/1.1\nHost: localhost:PORT", 404),
        ("nonsense", 400),
    ] {
        assert_eq!(serving.status(request), status, "{request}");
    }
}

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

/// `rbc serve > content/serve.log`: what is written there is no change of the project.
#[test]
fn what_it_writes_itself_changes_nothing() {
    let project = Project::new(&[("content/a.md", GOOD)]);
    let log = project.at("content/serve.log");
    let mut command = project.command(&["serve", "--port", "0", "--today", TODAY]);
    let output = || fs::OpenOptions::new().create(true).append(true).open(&log).unwrap();
    let mut child = command.stdout(output()).stderr(output()).spawn().unwrap();
    let text = || fs::read_to_string(&log).unwrap_or_default();
    let start = Instant::now();
    while !text().contains("http://127.0.0.1:") {
        assert!(start.elapsed() < Duration::from_secs(60), "{}", text());
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(300));
    let before = text().lines().count();
    project.write("content/a.md", format!("{GOOD}\n変わりました。\n"));
    while text().lines().count() == before {
        assert!(start.elapsed() < Duration::from_secs(120), "{}", text());
        std::thread::sleep(Duration::from_millis(20));
    }
    let after = text().lines().count();
    std::thread::sleep(Duration::from_secs(1));
    let now = text().lines().count();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(now <= after + 1, "{}", text());
}

/// What a change does to others is said when it happens, and once.
#[test]
fn a_link_that_a_rename_breaks_is_told() {
    let linking = format!("{GOOD}\n[続き](b.md)\n");
    let project = Project::new(&[("content/a.md", &linking), ("content/b.md", GOOD)]);
    let log = project.at("serve.log");
    let mut command = project.command(&["serve", "--port", "0", "--today", TODAY]);
    let output = || fs::OpenOptions::new().create(true).append(true).open(&log).unwrap();
    let mut child = command.stdout(output()).stderr(output()).spawn().unwrap();
    let start = Instant::now();
    let until = |what: &str, times: usize| {
        let text = || fs::read_to_string(&log).unwrap_or_default();
        while text().matches(what).count() < times {
            assert!(start.elapsed() < Duration::from_secs(120), "{what}: {}", text());
            std::thread::sleep(Duration::from_millis(20));
        }
        text()
    };
    let before = until("http://127.0.0.1:", 1);
    assert!(before.contains("エラー 0 件") && !before.contains("link/broken-file"), "{before}");
    fs::rename(project.at("content/b.md"), project.at("content/c.md")).unwrap();
    until("link/broken-file", 1);
    project.write("content/c.md", format!("{GOOD}\n変わりました。\n"));
    let after = until("秒で更新しました", 2);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(after.matches("error[link/broken-file]").count(), 1, "{after}");
}
