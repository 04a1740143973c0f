use super::*;
use std::collections::HashMap;
use std::io::Read;

type Files = Arc<Mutex<HashMap<String, String>>>;

fn site(files: &[(&str, &str)]) -> Files {
    Arc::new(Mutex::new(files.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()))
}

/// Serves what stands in `files` at the time.
fn serve(files: &Files) -> Server {
    let files = Arc::clone(files);
    let give = move |question: Question| {
        let files = locked_files(&files);
        let found = files.get(question.key());
        let text = found.or_else(|| files.get("404.html")).cloned().unwrap_or_default();
        let seal = seal(&text);
        question.answer(Some(Given {
            status: if found.is_some() { 200 } else { 404 },
            bytes: text.into_bytes().into(),
            seal,
        }));
    };
    Server::start(0, None, give).unwrap()
}

fn locked_files(files: &Files) -> MutexGuard<'_, HashMap<String, String>> {
    files.lock().unwrap()
}

fn seal(text: &str) -> String {
    format!("{:016x}", hash(START, text.as_bytes()))
}

fn ask(server: &Server, target: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn files_are_found_by_key_and_never_by_path() {
    let page = "<!doctype html><head></head>手順";
    let server = serve(&site(&[("index.html", page), ("a/b.json", "{}"), ("404.html", "無い")]));
    let home = ask(&server, "/");
    assert!(home.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"), "{home}");
    assert!(home.contains("src=\"/_rbc/live.js\" data-seen=\"") && home.ends_with("</head>手順"), "{home}");
    assert!(ask(&server, "/a/b.json").ends_with("\r\n\r\n{}"));
    for target in ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/a/../index.html", "/A/b.json"] {
        assert!(ask(&server, target).starts_with("HTTP/1.1 404 "), "{target}");
    }
}

#[test]
fn a_page_hears_of_what_concerns_it() {
    let files = site(&[("a.html", "一"), ("b.html", "一")]);
    let seen = seal("一");
    let server = serve(&files);
    let show = |key: &str, text: &str| {
        locked_files(&files).insert(key.to_owned(), text.to_owned());
        server.show();
    };
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    write!(stream, "GET /_rbc/events?page=%2Fa.html&seen={seen} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port())
        .unwrap();
    let mut heard = String::new();
    let mut until = |part: &str| {
        let mut piece = [0; 512];
        while !heard.contains(part) {
            let read = stream.read(&mut piece).unwrap();
            assert!(read > 0, "{heard}");
            heard.push_str(std::str::from_utf8(&piece[..read]).unwrap());
        }
        std::mem::take(&mut heard)
    };
    until("event: clear\n");
    show("b.html", "二");
    assert!(!until("event: clear\n").contains("reload"));
    server.fail("壊れた\n枠".to_owned());
    until("event: fault\ndata: 壊れた\ndata: 枠\n\n");
    show("a.html", "二");
    until("event: reload\n");
}

#[test]
fn without_a_site_a_page_waits_for_one() {
    let server = Server::start(0, Some("壊れた".to_owned()), |question| question.answer(None)).unwrap();
    let page = ask(&server, "/ops/db.html");
    assert!(page.starts_with("HTTP/1.1 503 ") && page.contains("/_rbc/live.js"), "{page}");
    // Who makes the site may be gone.
    let server = Server::start(0, None, drop).unwrap();
    assert!(ask(&server, "/").starts_with("HTTP/1.1 503 "));
}
